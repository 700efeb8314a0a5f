package desk

import (
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/intake"
	"mingda/internal/letter"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// A reviewBench is an office whose second agency hears reconsiderations of the first:
// ye and nur handle them, jiang heads the bureau. One reply was served on 2026-10-26, and
// the day is 2026-11-02, a Monday.
type reviewBench struct {
	*bench
	request casefile.ID
	reply   casefile.Letter
}

func newReviewBench(t *testing.T) *reviewBench {
	t.Helper()
	b := &reviewBench{bench: newBench(t)}
	b.needFonts()
	body, err := b.DB.Agency(ctx, 2)
	b.must(err)
	body.Name, body.ReviewBody, body.ReviewWord, body.Court = "和宁市人民政府", "自治区人民政府", "和政", "自治区高级人民法院"
	body.Bureau, body.BureauAddress, body.BureauPhone = "和宁市司法局", "和宁市人民路20号", "0990-6220088"
	b.must1(b.PutAgency(ctx, Operator, body))
	for login, role := range map[string]auth.Role{"ye": auth.Handler, "nur": auth.Handler, "jiang": auth.Head} {
		u := auth.User{Login: login, Name: login, Roles: []auth.Role{role}, Agency: 2}
		u.ID = b.must1(b.PutUser(ctx, Operator, u, "mingda-demo"))
		b.staff[login] = u
	}
	b.goTo("2026-10-26")
	b.request, _ = b.handled(casefile.ByDownload)
	n := b.signed(b.request, letter.NotExisting, values(t, letter.NotExisting))
	b.must(b.Serve(ctx, b.by("clerk"), b.request, ServiceForm{Letter: n, Way: casefile.Downloaded}))
	b.reply, _ = b.caseOf(b.request).Letter(n)
	b.goTo("2026-11-02")
	return b
}

// application is what an applicant objects to in a letter.
func application(number string) reconsider.Filed {
	f := reconsider.Filed{Door: casefile.Counter, ReceivedOn: on("2026-11-02"), Objection: reconsider.NotAble, Contested: reconsider.Contested{Number: number}}
	f.Private.Applicant = people
	f.Private.Asked = reconsider.Asked{Request: "请求撤销该答复，责令重新答复", Grounds: "方案在公告栏贴过，不可能不存在"}
	return f
}

// filed registers an application against the reply that came today.
func (b *reviewBench) filed() reconsider.ID {
	b.t.Helper()
	f := application(b.reply.Number)
	f.ReceivedOn = b.today()
	id, err := b.FileReview(ctx, b.by("ye"), f)
	b.must(err)
	b.must(b.NameHandlers(ctx, b.by("jiang"), id, 0, []int64{b.by("ye").ID}))
	return id
}

// review returns the case as it is.
func (b *reviewBench) review(id reconsider.ID) *reconsider.Case {
	b.t.Helper()
	c, err := loadReview(ctx, b.DB, id)
	b.must(err)
	return c
}

// stands wants a case in a stage, with a last day for what comes next ("" for none), and
// its row to agree.
func (b *reviewBench) stands(id reconsider.ID, want reconsider.Stage, due string) deadline.Result {
	b.t.Helper()
	c := b.review(id)
	clock, err := c.Clock(b.Calendar(), b.today())
	b.must(err)
	if got := c.Stage(clock); got != want || c.Due(clock).String() != due {
		b.t.Errorf("it is %s with the day %s, want %s %s", got, c.Due(clock), want, due)
	}
	return clock
}

// examined fills the seven conditions in, all met but those named.
func (b *reviewBench) examined(id reconsider.ID, unmet ...string) {
	b.t.Helper()
	f := reconsider.Examined{Met: map[string]bool{}}
	for _, k := range reconsider.Conditions {
		f.Met[k.Code] = true
	}
	for _, code := range unmet {
		f.Met[code] = false
		f.Private.Remark = "不符合"
	}
	b.must(b.ExamineReview(ctx, b.by("ye"), id, 0, f))
}

// paper drafts, checks and signs a paper of a kind with the values of its sample, and with
// more of them (name, value, …), and returns its number within the case.
func (b *reviewBench) paper(id reconsider.ID, kind casefile.LetterKind, more ...string) int {
	b.t.Helper()
	v := values(b.t, letter.Kind(kind))
	for i := 0; i < len(more); i += 2 {
		v[more[i]] = more[i+1]
	}
	n, version, err := b.SaveReviewDraft(ctx, b.by("ye"), id, ReviewDraftForm{Kind: letter.Kind(kind), Values: v})
	b.must(err)
	b.must(b.SubmitReviewDraft(ctx, b.by("ye"), id, version, n))
	b.must(b.CheckReviewDraft(ctx, b.by("nur"), id, version+1, n, ""))
	b.must(b.SignReviewPaper(ctx, b.by("jiang"), id, version+2, n))
	return n
}

// handedOver notes that a paper was handed to the applicant, who signed for it.
func (b *reviewBench) handedOver(id reconsider.ID, n int) {
	b.t.Helper()
	f := reconsider.PaperSent{Letter: n, To: reconsider.Recipient{Role: reconsider.TheApplicant}, Way: casefile.Direct}
	f.Private.Recipient = people.Name
	b.must(b.SendReviewPaper(ctx, b.by("ye"), id, 0, f, b.today(), nil))
}

// toRespondent hands a paper to the respondent's office within the system.
func (b *reviewBench) toRespondent(id reconsider.ID, n int) error {
	b.t.Helper()
	f := reconsider.PaperSent{Letter: n, To: reconsider.Recipient{Role: reconsider.TheRespondent}, Way: casefile.Handed}
	return b.SendReviewPaper(ctx, b.by("ye"), id, 0, f, b.today(), nil)
}

// accepted is a case that was accepted, with its copy sent to the respondent.
func (b *reviewBench) accepted() reconsider.ID {
	b.t.Helper()
	id := b.filed()
	b.examined(id)
	b.must(b.AcceptReview(ctx, b.by("ye"), id, 0, deadline.Summary))
	b.handedOver(id, b.paper(id, reconsider.AcceptanceNotice))
	b.must(b.toRespondent(id, b.paper(id, reconsider.CopyNotice)))
	return id
}

// answered fills the question sheet in: everything in order but what is named.
func (b *reviewBench) answered(id reconsider.ID, wrong map[string]reconsider.Value) {
	b.t.Helper()
	sheet, err := b.review(id).QuestionSheet(b.today())
	b.must(err)
	var found []reconsider.Found
	for open := sheet.Open(found); len(open) > 0; open = sheet.Open(found) {
		for _, q := range open {
			f := reconsider.Found{Question: q.Code, Value: q.Ordinary, Page: "3", Remark: "查明"}
			if v := wrong[q.Code]; v != "" {
				f.Value = v
			}
			found = append(found, f)
		}
	}
	b.must(b.FillReviewSheet(ctx, b.by("ye"), id, 0, found, true))
}

// proposed proposes an outcome.
func proposed(o reconsider.Outcome, anew bool, days int) reconsider.Proposed {
	f := reconsider.Proposed{Outcome: o, Anew: anew, Days: days}
	f.Private.Reasons = "检索不充分"
	return f
}

// evidence is a file that the respondent puts in.
func (b *reviewBench) evidence() []intake.File {
	return []intake.File{b.upload("检索记录.pdf", "application/pdf", "%PDF-1.4 检索")}
}

// silent is a request that was not answered, and its number.
func (b *reviewBench) silent() string {
	b.t.Helper()
	b.goTo("2026-10-26")
	id, _ := b.handled(casefile.ByDownload)
	return b.caseOf(id).Number
}

// signedOnly signs a paper as a process does that is ended before the PDF is made.
func (b *reviewBench) signedOnly(id reconsider.ID, n int) {
	b.t.Helper()
	b.must(b.actOnReview(ctx, b.by("jiang"), id, 0, reconsider.Sign, n, func(tx *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		f, err := b.reviewSigned(ctx, tx, c, n, s)
		return []happening{onDay(s.Today, f)}, err
	}))
}
