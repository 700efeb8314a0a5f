package casefile

import (
	"testing"

	"mingda/internal/law"
	"mingda/internal/ledger"
)

// TestPublication: what was disclosed is proposed once at a time, decided about, and
// once it is public there is nothing left to propose.
func TestPublication(t *testing.T) {
	s := Situation{Today: day("2026-11-02")}
	propose := func(c *Case, reason string) error {
		f := PublicationProposed{}
		f.Private.Reason = reason
		_, err := c.ProposePublication(f, day("2026-11-02"), s)
		return err
	}
	refused := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).letter("2026-10-20", "secret", law.Secret, IsServed)
	wantCode(t, propose(refused.c, "x"), "publication_nothing")
	b := answeredBook(t)
	wantField(t, propose(b.c, " "), "reason", "publication_why")
	f := PublicationProposed{}
	f.Private.Reason = "涉及公众"
	_, err := b.c.ProposePublication(f, day("2026-10-19"), s)
	wantField(t, err, "on", "publication_before_reply")
	_, err = b.c.ProposePublication(f, day("2026-11-03"), s)
	wantField(t, err, "on", "publication_in_future")
	_, err = b.c.DecidePublication(PublicationDecided{}, s)
	wantCode(t, err, "publication_none")
	b.add("2026-11-02", &f)
	wantCode(t, propose(b.c, "再建议"), "publication_proposed")
	wantCode(t, b.c.AllowsProposing(), "publication_once")
	_, err = b.c.DecidePublication(PublicationDecided{}, s)
	wantField(t, err, "reason", "publication_why_not")
	_, err = b.c.DecidePublication(PublicationDecided{Published: true, PublishedOn: day("2026-11-03")}, s)
	wantField(t, err, "where", "publication_where")
	wantField(t, err, "published_on", "publication_not_yet")
	n := b.c.Publication.Entry
	if err := b.c.AllowsTakingBack(n, s); err != nil {
		t.Errorf("a proposal on paper: %v", err)
	}
	b.add("2026-11-03", &PublicationDecided{Published: true, Where: "网站", PublishedOn: day("2026-11-02")})
	wantCode(t, b.c.AllowsTakingBack(n, s), "publication_decided")
	wantCode(t, propose(b.c, "再建议"), "publication_done")
	if b.c.IsProposed() || !b.c.IsPublished() {
		t.Errorf("%+v", b.c.Publication)
	}
	b.add("2026-11-04", &TakenBack{Corrects: b.c.Publication.Decided})
	if !b.c.IsProposed() || b.c.IsPublished() {
		t.Errorf("the decision was taken back: %+v", b.c.Publication)
	}
	b.c.History[n-1].By = ledger.Applicant
	wantCode(t, b.c.AllowsTakingBack(n, s), "publication_theirs")
}
