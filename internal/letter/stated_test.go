package letter

import (
	"strings"
	"testing"
)

// TestStated: what casefile.Stated keeps of a signed letter is what the letters
// say: each its day of receipt, the notice of extension alone last days.
func TestStated(t *testing.T) {
	for _, kind := range Kinds() {
		if !kind.Signed || kind.Whose() != OfOffice {
			continue
		}
		sample, err := Sample(kind.Code)
		if err != nil {
			t.Fatal(err)
		}
		f := sample.Facts
		f.ReceivedOn, f.PreviousDue, f.Due = f.ReceivedOn.AddDays(-1), f.PreviousDue.AddDays(1), f.Due.AddDays(1)
		l, err := Compose(kind.Code, f, sample.Values)
		if err != nil {
			t.Fatal(kind.Code, err)
		}
		text := l.Text()
		if !strings.Contains(text, "本机关于"+f.ReceivedOn.Chinese()+"收到") {
			t.Errorf("%s does not say when the request was received:\n%s", kind.Code, text)
		}
		for _, due := range []string{f.PreviousDue.Chinese(), f.Due.Chinese()} {
			if says := strings.Contains(text, due); says != (kind.Code == Extension) {
				t.Errorf("%s says %s: %v", kind.Code, due, says)
			}
		}
	}
}
