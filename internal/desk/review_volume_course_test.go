package desk

import (
	"slices"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/reconsider"
)

// TestReviewVolumeOpinion: the committee's opinion and its papers are inner, how a hearing went
// is not.
func TestReviewVolumeOpinion(t *testing.T) {
	bench := newReviewBench(t)
	c := &reconsider.Case{Materials: []casefile.Material{{N: 1, Name: "咨询意见书.pdf"}, {N: 2, Name: "笔录.pdf"}}}
	c.Opinions = []reconsider.Opinion{{Entry: 5, Advice: &reconsider.CommitteeAdvised{Materials: []int{1}}}}
	c.Sessions = []reconsider.Session{{Held: &reconsider.SessionHeld{Materials: []int{2}}}}
	for inner, place := range map[bool]casefile.Placing{false: casefile.PlaceOut, true: casefile.PlaceClosed} {
		b := reviewBinder{binder: binder{desk: bench.Desk}, view: ReviewView{Case: c}, form: ReviewVolumeForm{Inner: inner}}
		if err := b.list(t.Context()); err != nil {
			t.Fatal(err)
		}
		for key, want := range map[string]casefile.Placing{"material-1": place, "opinion-5": place, "material-2": casefile.PlaceIn, "session-1": casefile.PlaceIn} {
			i := slices.IndexFunc(b.pieces, func(p piece) bool { return p.Key == key })
			if i < 0 || b.pieces[i].Place != want {
				t.Errorf("inner %v: %s is not in its place", inner, key)
			}
		}
	}
}
