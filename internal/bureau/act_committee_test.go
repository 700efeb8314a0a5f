package bureau

import (
	"net/url"
	"testing"

	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// TestCommitteeUnasked: the proposal of a grave case on which nobody asked the committee asks
// why, and shows it.
func TestCommitteeUnasked(t *testing.T) {
	v := desk.ReviewView{Case: &reconsider.Case{}}
	if f := followingFields(v, page.NewForm(url.Values{}, nil)); len(f) != 0 {
		t.Errorf("asked of a case like others: %+v", f)
	}
	v.Case.Sessions = []reconsider.Session{{SessionSet: reconsider.SessionSet{Why: reconsider.GraveCase}}}
	if f := followingFields(v, page.NewForm(url.Values{}, nil)); len(f) != 1 || f[0].Name != "unasked" {
		t.Errorf("not asked why: %+v", f)
	}
	p := reconsider.Proposal{Proposed: reconsider.Proposed{Unasked: true}}
	p.Private.Unasked = "委员会换届"
	if kv := followingOf(p); len(kv) != 1 || kv[0].Value != "委员会换届" {
		t.Errorf("%+v", kv)
	}
}
