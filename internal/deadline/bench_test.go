package deadline

import "testing"

// BenchmarkRequest is what folding one case with a consultation and an
// extension costs.
func BenchmarkRequest(b *testing.B) {
	cal := china(b)
	list := []Event{
		{Type: Received, On: on("09-22")},
		{Type: Consulted, On: on("10-09"), ID: "a"},
		{Type: ConsultationEnded, On: on("11-03"), ID: "a"},
		{Type: Extended, On: on("11-16"), Days: 20},
	}
	for b.Loop() {
		if _, err := Request(cal, list, on("11-23")); err != nil {
			b.Fatal(err)
		}
	}
}
