package law

import "testing"

// TestGoverning: one request of several items counts once.
func TestGoverning(t *testing.T) {
	for _, test := range []struct {
		items []Result
		want  Result
	}{
		{nil, ""},
		{[]Result{"", ""}, ""},
		{[]Result{Making, Making}, Making},
		{[]Result{Disclose, AlreadyPublic}, Disclose},
		{[]Result{AlreadyPublic, AlreadyPublic}, AlreadyPublic},
		{[]Result{Disclose, Secret}, Partial},
		{[]Result{NotExisting, AlreadyPublic}, Partial},
		{[]Result{Disclose, Partial}, Partial},
		{[]Result{NotExisting, Petition, Process}, Process},
		{[]Result{Petition, NotOurs}, NotOurs},
	} {
		if got := Governing(test.items); got != test.want {
			t.Errorf("%v: %s, want %s", test.items, got, test.want)
		}
	}
	if Secret.Name() == "" || NoAnswer.Name() != "" {
		t.Error("names of results")
	}
}
