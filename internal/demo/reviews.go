package demo

import (
	"bytes"
	"fmt"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/desk"
	"mingda/internal/intake"
	"mingda/internal/law"
	"mingda/internal/letter"
	"mingda/internal/reconsider"
)

// A reviewPlan is a reconsideration case that is to be played through.
type reviewPlan struct {
	ago       int // workdays before the present on which the application came
	who       int // of applicants
	against   string
	kind      law.Result
	objection reconsider.Objection
	subject   string
	request   string
	grounds   string
	until     reviewStop
	by        string // login of the handler who decides
	ordinary  bool   // in the ordinary procedure, with a hearing

	found     map[string]found // answers out of the ordinary, by question
	outcome   reconsider.Outcome
	anew      bool
	values    letter.Values // of the decision, beside what it always says
	reasons   string
	departure string

	then func(r *reviewed) // what follows the decision; nil for nothing
}

// found is one answer with its remark.
type found struct {
	is     reconsider.Value
	remark string
}

// A reviewStop is how far a case has come.
type reviewStop int

// The stops, in the order of the way.
const (
	reviewFiled    reviewStop = iota // nobody has examined it: it is deemed accepted
	reviewCopied                     // the respondent has the copy
	reviewAnswered                   // and has answered
	reviewHearing                    // a hearing is set, and the parties are told
	reviewHeard                      // it was held
	reviewFound                      // the sheet is filled in
	reviewDecided                    // decided and served
)

// reviewed is a plan that is being played.
type reviewed struct {
	*filling
	reviewPlan
	n        int // of the plans
	id       reconsider.ID
	decision int // its paper
}

// reviews plans the cases of the bureau.
func (f *filling) reviews(plans []reviewPlan) {
	f.at(f.back(150), 9, 5, "a rule of the bench", func() error {
		return f.Desk.WriteBench(f.ctx, f.users["jiang"], 0, reconsider.Rule{
			Text: "只查公文系统不够。至少查公文系统、档案室、承办科室三处，检索词要包括简称和文号；记录要能看出谁、哪天、查了哪里。", Questions: []string{"not_existing.search"}, From: f.Desk.Today(),
		})
	})
	for i, p := range plans {
		r := &reviewed{filling: f, reviewPlan: p, n: i + 1}
		r.on(0, 15, "file", r.file)
		r.on(1, 10, "handlers", r.name)
		if p.until == reviewFiled {
			continue
		}
		r.on(1, 11, "accept", r.accept)
		r.on(2, 9, "copy", r.copy)
		r.on(2, 16, "send copy", func() error { return r.send(1, reconsider.TheRespondent) })
		if p.until >= reviewAnswered {
			r.on(4, 10, "answer", r.answer)
		}
		r.hearings()
		if p.until >= reviewFound {
			r.on(6, 10, "sheet", r.sheet)
		}
		if p.until == reviewDecided {
			r.on(8, 10, "propose", r.propose)
			r.on(9, 10, "decide", r.decide)
			r.on(10, 10, "send decision", r.serveDecision)
			if p.then != nil {
				p.then(r)
			}
			if i < len(plans)-6 { // of the last ones it is still to be done
				r.on(11, 9, "copy up", r.copyUp)
			}
			if i < 3 {
				r.on(11, 10, "publish", r.publish)
			}
		}
	}
}

// on plans a step on the n-th workday after the application came. Cases of one day are a
// few minutes apart.
func (r *reviewed) on(n, hour int, what string, do func() error) {
	day := r.Desk.Calendar().AddWorkdays(r.back(r.ago), n)
	r.at(day, hour, r.n%50, fmt.Sprintf("%s of reconsideration %d", what, r.n), do)
}

func (r *reviewed) handler() auth.User { return r.users[r.by] }

// checker is the other handler.
func (r *reviewed) checker() auth.User {
	if r.by == "ye" {
		return r.users["nur"]
	}
	return r.users["ye"]
}

func (r *reviewed) file() error {
	word, respondent := "明东街公开", int64(0)
	for _, a := range r.agencies {
		if a.Name == r.against {
			word, respondent = a.LetterWord, a.ID
		}
	}
	today := r.Desk.Today()
	f := reconsider.Filed{
		Door: casefile.Counter, ReceivedOn: today, Objection: r.objection,
		Contested: reconsider.Contested{Name: r.against, Respondent: respondent, Result: r.kind, On: today.AddDays(-16), GotOn: today.AddDays(-12)},
	}
	if r.kind == law.NoAnswer {
		f.Contested.Silence, f.Contested.Result, f.Contested.GotOn = true, "", calendar.Date{}
	} else {
		f.Contested.Paper, f.Contested.Number = "政府信息公开答复书", fmt.Sprintf("%s〔%d〕3%02d号", word, today.Year(), r.n)
	}
	f.Private.Applicant = applicants[r.who]
	f.Private.Asked = reconsider.Asked{Subject: r.subject, Request: r.request, Grounds: r.grounds}
	var err error
	r.id, err = r.Desk.FileReview(r.ctx, r.handler(), f)
	return err
}

func (r *reviewed) name() error {
	return r.Desk.NameHandlers(r.ctx, r.users["jiang"], r.id, 0, []int64{r.handler().ID, r.checker().ID})
}

func (r *reviewed) accept() error {
	f := reconsider.Examined{Met: map[string]bool{}}
	for _, k := range reconsider.Conditions {
		f.Met[k.Code] = true
	}
	if err := r.Desk.ExamineReview(r.ctx, r.handler(), r.id, 0, f); err != nil {
		return err
	}
	procedure := deadline.Summary
	if r.ordinary {
		procedure = deadline.Ordinary
	}
	return r.Desk.AcceptReview(r.ctx, r.handler(), r.id, 0, procedure)
}

func (r *reviewed) copy() error {
	_, err := r.paper(letter.Kind(reconsider.CopyNotice), letter.Values{})
	return err
}

// paper drafts, checks and signs a paper.
func (r *reviewed) paper(kind letter.Kind, values letter.Values) (int, error) {
	n, version, err := r.Desk.SaveReviewDraft(r.ctx, r.handler(), r.id, desk.ReviewDraftForm{Kind: kind, Values: values})
	if err == nil {
		err = r.Desk.SubmitReviewDraft(r.ctx, r.handler(), r.id, version, n)
	}
	if err == nil {
		err = r.Desk.CheckReviewDraft(r.ctx, r.checker(), r.id, 0, n, "")
	}
	if err == nil {
		err = r.Desk.SignReviewPaper(r.ctx, r.users["jiang"], r.id, 0, n)
	}
	return n, err
}

func (r *reviewed) send(n int, to reconsider.Role) error {
	f := reconsider.PaperSent{Letter: n, To: reconsider.Recipient{Role: to}, Way: casefile.Direct}
	f.Private.Recipient = "收发室"
	if to == reconsider.TheApplicant {
		f.Private.Recipient = "本人"
	}
	return r.Desk.SendReviewPaper(r.ctx, r.handler(), r.id, 0, f, r.Desk.Today(), nil)
}

func (r *reviewed) answer() error {
	if r.found["defence.given"].is == reconsider.No {
		return nil
	}
	file, err := r.Desk.StoreUpload(bytes.NewReader(document(7300+r.n, 3)), "答复书及证据.pdf", "application/pdf")
	if err != nil {
		return err
	}
	return r.Desk.TakeReviewResponse(r.ctx, r.handler(), r.id, 0, "答复事实清楚，适用依据正确，程序合法，请予维持。", r.Desk.Today(), []intake.File{file})
}

// sheet answers every question that is asked: ordinarily, with the page of the proof
// where it is owed, but for what the plan found.
func (r *reviewed) sheet() error {
	v, err := r.Desk.Review(r.ctx, r.handler(), r.id)
	if err != nil {
		return err
	}
	sheet, err := v.Case.QuestionSheet(r.Desk.Today())
	if err != nil {
		return err
	}
	var answers []reconsider.Found
	for _, q := range sheet.Questions {
		if !sheet.IsAsked(q, answers) {
			continue
		}
		a := reconsider.Found{Question: q.Code, Value: q.Ordinary}
		if q.Proof != "" {
			a.Page = fmt.Sprint(1 + len(answers)%3)
		}
		if odd, ok := r.found[q.Code]; ok {
			a = reconsider.Found{Question: q.Code, Value: odd.is, Remark: odd.remark}
		}
		answers = append(answers, a)
	}
	return r.Desk.FillReviewSheet(r.ctx, r.handler(), r.id, 0, answers, true)
}

func (r *reviewed) propose() error {
	f := reconsider.Proposed{Outcome: r.outcome, Anew: r.anew}
	f.Private.Reasons, f.Private.Departure = r.reasons, r.departure
	return r.Desk.ProposeOutcome(r.ctx, r.handler(), r.id, 0, f)
}

func (r *reviewed) decide() error {
	values := letter.Values{
		"found_facts": "申请人向" + r.against + "申请公开“" + r.subject + "”，" + r.against + "作出处理，申请人不服，申请行政复议。",
		"reasoning":   r.reasons, "found_evidence": "政府信息公开申请表\n被申请人提交的材料",
	}
	for k, v := range r.reviewPlan.values {
		values[k] = v
	}
	var err error
	r.decision, err = r.paper(letter.Kind(reconsider.PaperOfOutcome(r.outcome)), values)
	return err
}

func (r *reviewed) serveDecision() error {
	for _, to := range []reconsider.Role{reconsider.TheApplicant, reconsider.TheRespondent} {
		if err := r.send(r.decision, to); err != nil {
			return err
		}
	}
	return nil
}

// copyUp tells the department above the respondent; a street office has none.
func (r *reviewed) copyUp() error {
	f := reconsider.CopiedUp{Letter: r.decision, To: strings.Replace(r.against, "明川区", "和宁市", 1), How: "政务系统"}
	if strings.Contains(r.against, "街道") {
		f = reconsider.CopiedUp{Letter: r.decision, None: "街道办事处没有上一级主管部门"}
	}
	return r.Desk.CopyReviewUp(r.ctx, r.handler(), r.id, 0, r.Desk.Today(), f)
}

// publish makes the copy without personal data, has it checked and releases it.
func (r *reviewed) publish() error {
	if err := r.Desk.PreparePublication(r.ctx, r.handler(), r.id, 0, "", ""); err != nil {
		return err
	}
	if err := r.Desk.CheckPublication(r.ctx, r.checker(), r.id, 0); err != nil {
		return err
	}
	return r.Desk.ReleasePublication(r.ctx, r.users["jiang"], r.id, 0)
}
