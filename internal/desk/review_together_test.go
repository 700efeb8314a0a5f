package desk

import (
	"slices"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/intake"
	"mingda/internal/reconsider"
)

// TestReviewTogether: several apply in one application: they are registered with it, its
// papers name all and go to each, or to who represents them, and the request learns when
// the first got the decision.
func TestReviewTogether(t *testing.T) {
	b := newReviewBench(t)
	f := application(b.reply.Number)
	ticket, err := b.TakeObjection(ctx, b.by("ye"), casefile.Counter, intake.ObjectionInput{
		Contested: f.Contested, Objection: f.Objection, Applicant: f.Private.Applicant, Asked: f.Private.Asked, ReceivedOn: f.ReceivedOn,
		Others: reconsider.OthersIn("李四，650000199001010011，139，人民路 1 号\n王五"), FormKey: "k",
	})
	b.must(err)
	id, err := b.RegisterReview(ctx, b.by("ye"), ticket.Input, 0, f)
	b.must(err)
	b.must(b.NameHandlers(ctx, b.by("jiang"), id, 0, []int64{b.by("ye").ID}))
	c := b.review(id)
	if got := c.ApplicantNames(); got != people.Name+"、李四、王五" {
		t.Fatalf("who applies: %s", got)
	}
	b.examined(id)
	b.must(b.AcceptReview(ctx, b.by("ye"), id, 0, "summary"))
	n := b.paper(id, reconsider.AcceptanceNotice)
	facts, err := b.reviewFacts(ctx, b.DB, b.review(id), reconsider.Paper{})
	if b.must(err); len(facts.Review.Applicants) != 3 || facts.Review.Applicants[1].Address != "人民路 1 号" || facts.Review.Applicants[1].Spokes {
		t.Errorf("papers name %+v", facts.Review.Applicants)
	}
	hand := func(n, party int) {
		t.Helper()
		sent := reconsider.PaperSent{Letter: n, To: reconsider.Recipient{Role: reconsider.TheApplicant, Party: party}, Way: casefile.Direct}
		sent.Private.Recipient = "本人"
		b.must(b.SendReviewPaper(ctx, b.by("ye"), id, 0, sent, b.today(), nil))
	}
	for party := range 3 {
		hand(n, party)
	}
	if p, _ := b.review(id).Paper(n); p.Stage != casefile.IsServed {
		t.Errorf("the notice is %s", p.Stage)
	}
	b.refused(b.RepresentReview(ctx, b.by("ye"), id, 0, []int{7}, "推选书"), "review_representative_who", "who")
	b.refused(b.RepresentReview(ctx, b.by("nur"), id, 0, []int{1}, "推选书"), "auth_not_handler")
	b.must(b.RepresentReview(ctx, b.by("ye"), id, 0, []int{1}, "11月2日全体签名"))
	if got := b.review(id).Recipients(reconsider.AcceptanceNotice); !slices.Equal(got, []reconsider.Recipient{{Role: reconsider.TheApplicant, Party: 1}}) {
		t.Errorf("papers go to %+v", got)
	}
	facts, err = b.reviewFacts(ctx, b.DB, b.review(id), reconsider.Paper{})
	if b.must(err); !facts.Review.Applicants[1].Spokes || facts.Review.Applicants[0].Spokes {
		t.Errorf("who represents them: %+v", facts.Review.Applicants)
	}
	b.sound()

	o := intake.ObjectionInput{Contested: f.Contested, Objection: f.Objection, Applicant: f.Private.Applicant, Asked: f.Private.Asked, ReceivedOn: f.ReceivedOn, FormKey: "l"}
	o.Others = []reconsider.OtherApplicant{{Name: o.Applicant.Name, IDNumber: o.Applicant.IDNumber}}
	_, err = b.TakeObjection(ctx, b.by("ye"), casefile.Counter, o)
	b.refused(err, "review_other_same", "others")
}
