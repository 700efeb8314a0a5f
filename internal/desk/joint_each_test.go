package desk

import (
	"slices"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/letter"
)

// TestJointEach: of a letter to two each has a day of their own: who has it can object
// while the other waits, and only the other has a label still.
func TestJointEach(t *testing.T) {
	b := newReviewBench(t)
	id, visit := b.handled(casefile.ByPost)
	b.together(id, "李四", "胜利路1号")
	n := b.signed(id, letter.NotExisting, values(t, letter.NotExisting))
	labels := func() (names []string) {
		waiting, err := b.WaitingLetters(ctx, b.by("clerk"))
		b.must(err)
		for _, l := range labelsOf(waiting) {
			names = append(names, l.Name)
		}
		return names
	}
	leads := b.caseOf(id).Applicant.Name
	if got := labels(); !slices.Equal(got, []string{leads, "李四"}) {
		t.Errorf("labels at first: %v", got)
	}
	served := b.today()
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Direct, Recipient: "本人", On: served}))
	if got := labels(); !slices.Equal(got, []string{"李四"}) {
		t.Errorf("labels while the other waits: %v", got)
	}
	s, err := b.Status(ctx, visit)
	b.must(err)
	if o, err := b.Objectionable(ctx, s); err != nil || o.Contested.Letter != n || o.Contested.GotOn != served || o.Limits.Until.IsZero() {
		t.Errorf("objectionable: %+v, %v", o, err)
	}
	b.goTo("2026-11-05")
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, To: 1, Way: casefile.Posted, Tracking: "XA1", On: b.today()}))
	reply, _ := b.caseOf(id).Letter(n)
	for name, want := range map[string]calendar.Date{leads: served, "李四": {}, "王五": on("2026-11-04")} {
		f := application(reply.Number)
		f.ReceivedOn, f.Contested.GotOn, f.Private.Applicant.Name = b.today(), on("2026-11-04"), name
		review, err := b.FileReview(ctx, b.by("ye"), f)
		b.must(err)
		if got := b.review(review).Contested.GotOn; got != want {
			t.Errorf("%s got it on %s, want %s", name, got, want)
		}
	}
}

// TestRepliedToEach: by the number of the request an objection is against the reply that
// went to who objects: though another waits for it, and none that went to another alone.
func TestRepliedToEach(t *testing.T) {
	b := newReviewBench(t)
	id, _ := b.handled(casefile.ByPost)
	b.together(id, "李四", "胜利路1号")
	n := b.signed(id, letter.NotExisting, values(t, letter.NotExisting))
	served := b.today()
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, To: 1, Way: casefile.Direct, Recipient: "本人", On: served}))
	b.goTo("2026-11-05")
	leads := b.caseOf(id).Applicant.Name
	for name, want := range map[string]int{"李四": n, leads: 0, "王五": 0} {
		f := application(b.caseOf(id).Number)
		f.ReceivedOn, f.Private.Applicant.Name = b.today(), name
		review, err := b.FileReview(ctx, b.by("ye"), f)
		b.must(err)
		if k := b.review(review).Contested; k.Letter != want || k.Silence != (want == 0) || want != 0 && k.GotOn != served {
			t.Errorf("%s: %+v", name, k)
		}
	}
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Posted, Tracking: "XA1", On: b.today()}))
	if l, ok := repliedTo(b.caseOf(id), "王五"); !ok || l.N != n {
		t.Error("who is none of them finds no reply")
	}
}
