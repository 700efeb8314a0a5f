package desk

import (
	"context"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/law"
	"mingda/internal/ledger"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// FileReview registers an application for reconsideration with the body of the
// person (登记复议申请) and returns the case. Of a reply of this installation the
// respondent, the day of it and when it was got are taken from the request.
func (d *Desk) FileReview(ctx context.Context, by auth.User, f reconsider.Filed) (reconsider.ID, error) {
	if err := auth.MayReview(by, reconsider.File, auth.Subject{Agency: by.Agency}); err != nil {
		return 0, err
	}
	f.Body = by.Agency
	var id reconsider.ID
	err := d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		var err error
		id, err = d.fileReview(ctx, tx, by.ID, f)
		return err
	})
	return id, err
}

// fileReview numbers the case and opens it.
func (d *Desk) fileReview(ctx context.Context, tx *sqlite.Tx, by int64, f reconsider.Filed) (reconsider.ID, error) {
	body, err := tx.Agency(ctx, f.Body)
	if err != nil {
		return 0, err
	}
	if !body.HearsReviews() {
		return 0, fault.New(fault.Conflict, "review_no_body")
	}
	f.Contested.Silence = f.Contested.Silence || f.Objection == reconsider.NotAnswered
	if err := d.recognise(ctx, tx, examinedBy(body), f.Private.Applicant.Name, &f.Contested); err != nil {
		return 0, err
	}
	filed, err := reconsider.NewFiled(f, d.today())
	if err != nil {
		return 0, err
	}
	if filed.Number, err = nextReviewNumber(ctx, tx, body, "", d.today().Year()); err != nil {
		return 0, err
	}
	id, err := tx.NewSubject(ctx, ledger.Review)
	if err != nil {
		return 0, err
	}
	c := &reconsider.Case{ID: reconsider.ID(id)}
	return c.ID, d.happenToReview(ctx, tx, c, by, onDay(filed.ReceivedOn, filed))
}

// recognise fills in what the objection is against from the request of this installation
// that its number names: the 文号 of a reply, or the number of the request, whose reply
// it is against if one went out, unless it is said that none came. Only replies of agencies that are theirs who register it are recognised.
func (d *Desk) recognise(ctx context.Context, tx *sqlite.Tx, theirs func(office.Agency) bool, applicant string, k *reconsider.Contested) error {
	id, n, err := tx.ByNumber(ctx, k.Number)
	if err != nil || id == 0 {
		return err
	}
	request, err := loadCase(ctx, tx, id)
	if err != nil {
		return err
	}
	agency, err := tx.Agency(ctx, request.Agency)
	if err != nil || !theirs(agency) {
		return err
	}
	k.Case, k.Respondent, k.Name = id, agency.ID, agency.Name
	l, ok := request.Letter(n)
	if !ok {
		l, ok = repliedTo(request, applicant)
	}
	if !ok || k.Silence {
		clock, err := request.Clock(d.Calendar(), d.today())
		k.Silence, k.Number, k.On, k.Began, k.AskedOn = true, "", clock.Due, reconsider.PeriodOver, calendar.Date{}
		return err
	}
	k.Letter, k.Result, k.Number, k.On, k.Paper = l.N, l.Result, l.Number, l.SignedOn, replyTitle
	k.GotOn, k.Began = gotBy(request, l, applicant, k.GotOn), begunBy(gotWay(request, l, applicant))
	k.Silence, k.Parts, k.Told = false, partsOf(l), letter.Telling(l)
	return nil
}

// examinedBy chooses the agencies whose replies a body of this installation examines
// (行政复议法 24); none is none's.
func examinedBy(body office.Agency) func(office.Agency) bool {
	return func(a office.Agency) bool { return body.ID != 0 && a.ReviewBody == body.Name }
}

// gotWay returns by which way who objects got the letter.
func gotWay(c *casefile.Case, l casefile.Letter, applicant string) casefile.Way {
	for _, to := range l.Recipients() {
		if c.Recipient(to).Name == applicant {
			return l.ServiceTo(to).Way
		}
	}
	return l.Way
}

// begunBy is from what the period to apply runs where a reply went by a way (实施条例 23).
func begunBy(way casefile.Way) reconsider.Beginning {
	switch way {
	case casefile.Direct, casefile.Entrusted:
		return reconsider.HandedOver
	case casefile.Posted:
		return reconsider.ByPost
	case casefile.Emailed, casefile.Downloaded:
		return reconsider.Arrived
	}
	return reconsider.NotSaid
}

// repliedTo returns the reply of a request that went out last, and whether one did. Who
// objects by the name of one of several who ask has the reply that went to them, though
// others wait for theirs still, and none before.
func repliedTo(c *casefile.Case, applicant string) (casefile.Letter, bool) {
	own := slices.IndexFunc(c.Askers(), func(to int) bool { return c.Recipient(to).Name == applicant })
	for _, l := range slices.Backward(c.Letters) {
		switch {
		case !l.IsReply() || !l.Stands():
		case own < 0 && l.Stage == casefile.IsServed, own >= 0 && slices.Contains(l.Asked(), c.Askers()[own]):
			return l, true
		}
	}
	return casefile.Letter{}, false
}

// partsOf returns on what grounds a reply that gives a part withholds the rest, where it
// names one that has questions of its own.
func partsOf(l casefile.Letter) []law.Result {
	info, err := letter.Info(letter.Kind(l.Values["ground"]))
	if letter.Kind(l.Kind) != letter.Partial || err != nil || info.Result == "" {
		return nil
	}
	return []law.Result{info.Result}
}

// gotBy returns the day on which who objects got the letter. Of one to several it is
// theirs, and what was entered where none of them has the name.
func gotBy(c *casefile.Case, l casefile.Letter, applicant string, entered calendar.Date) calendar.Date {
	if len(l.Joint) == 0 {
		return l.GotOn
	}
	for _, to := range l.Recipients() {
		if c.Recipient(to).Name == applicant {
			return l.ServiceTo(to).GotOn
		}
	}
	return entered
}

// nextReviewNumber takes the body's next number of a case, or of a paper with a word.
func nextReviewNumber(ctx context.Context, tx *sqlite.Tx, body office.Agency, word string, year int) (string, error) {
	return nextFree(ctx, tx, body.ReviewSeries(word, year), tx.ReviewNumberTaken, func(n int) string { return body.ReviewNumber(word, year, n) })
}

// NameHandlers says who handles a case (指定承办人).
func (d *Desk) NameHandlers(ctx context.Context, by auth.User, id reconsider.ID, version int, handlers []int64) error {
	return d.actOnReview(ctx, by, id, version, reconsider.Assign, 0, func(tx *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		hands, err := d.handsOf(ctx, tx, c.Contested)
		if err != nil {
			return nil, err
		}
		f, err := c.Naming(reconsider.HandlersNamed{Handlers: handlers}, hands, s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, f)}, nil
	})
}

// Handlers returns who could handle cases of the person's body.
func (d *Desk) Handlers(ctx context.Context, by auth.User) ([]auth.User, error) {
	users, err := d.DB.Users(ctx)
	if err != nil {
		return nil, err
	}
	var all []auth.User
	for _, u := range users {
		if u.Agency == by.Agency && !u.Disabled && u.Plays(auth.Handler) {
			all = append(all, u)
		}
	}
	return all, nil
}

// StepBack notes that a handler acts in the case no more (回避): each says it of himself,
// the head of anybody.
func (d *Desk) StepBack(ctx context.Context, by auth.User, id reconsider.ID, version int, handler int64, reason string) error {
	f := reconsider.HandlerLeft{Handler: handler}
	f.Private.Reason = kept(reason)
	return d.actOnReview(ctx, by, id, version, reconsider.StepBack, 0, func(tx *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		if handler != by.ID && !by.Plays(auth.Head) {
			return nil, fault.New(fault.Forbidden, "review_step_back_own")
		}
		return reviewing((*reconsider.Case).Leaving, f)(tx, c, s)
	})
}

// ExamineReview notes how the conditions of acceptance stand (审查).
func (d *Desk) ExamineReview(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.Examined) error {
	return d.actOnReview(ctx, by, id, version, reconsider.Examine, 0, reviewing((*reconsider.Case).Examination, f))
}

// AcceptReview accepts an application (受理).
func (d *Desk) AcceptReview(ctx context.Context, by auth.User, id reconsider.ID, version int, procedure deadline.Procedure) error {
	return d.actOnReview(ctx, by, id, version, reconsider.Accept, 0, reviewing((*reconsider.Case).Accepting, reconsider.Accepted{Procedure: procedure}))
}

// SupplyReview notes that the supplement came (登记补正).
func (d *Desk) SupplyReview(ctx context.Context, by auth.User, id reconsider.ID, version int, on calendar.Date, text string, files []intake.File) error {
	f := reconsider.Supplied{}
	f.Private.Text = kept(text)
	return d.actOnReview(ctx, by, id, version, reconsider.TakeSupplement, 0, reviewingWith((*reconsider.Case).Supply, f, on, files, func(f *reconsider.Supplied, files []int) { f.Materials = files }))
}

// NotSupplyReview notes that what the applicant sent is no supplement (不是补正).
func (d *Desk) NotSupplyReview(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.NotSupplement) error {
	f.Private.Reason = kept(f.Private.Reason)
	return d.actOnReview(ctx, by, id, version, reconsider.NotSupply, 0, reviewing((*reconsider.Case).NotSupplying, f))
}

// GiveUpReview notes that the supplement did not come in time (登记视为放弃).
func (d *Desk) GiveUpReview(ctx context.Context, by auth.User, id reconsider.ID, version int) error {
	return d.actOnReview(ctx, by, id, version, reconsider.GiveUp, 0, reviewing((*reconsider.Case).GivingUp, reconsider.GivenUp{}))
}

// CorrectContested says anew what the objection is against (更正被复议的答复): what was
// not recognised for a slip in its number is, and the same request's reply or silence
// takes the other's place.
func (d *Desk) CorrectContested(ctx context.Context, by auth.User, id reconsider.ID, version int, k reconsider.Contested) error {
	k.Name, k.Number = kept(k.Name), kept(k.Number)
	return d.actOnReview(ctx, by, id, version, reconsider.CorrectContested, 0, func(tx *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		was := c.Contested
		if was.Case == 0 || k.Silence != was.Silence {
			body, err := tx.Agency(ctx, c.Body)
			if err != nil {
				return nil, err
			}
			if was.Case != 0 {
				request, err := loadCase(ctx, tx, was.Case)
				if err != nil {
					return nil, err
				}
				k.Number = request.Number
			}
			if err := d.recognise(ctx, tx, examinedBy(body), c.Applicant.Name, &k); err != nil {
				return nil, err
			}
		}
		return reviewing((*reconsider.Case).CorrectingContested, reconsider.ContestedCorrected{Contested: k})(tx, c, s)
	})
}

// CorrectReviewFiling says anew how and when an application came and who applies (更正登记).
func (d *Desk) CorrectReviewFiling(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.FilingCorrected) error {
	f.Private.Reason = kept(f.Private.Reason)
	return d.actOnReview(ctx, by, id, version, reconsider.CorrectFiling, 0, reviewing((*reconsider.Case).CorrectingFiling, f))
}

// HinderReview notes days that do not count in the period to apply (登记期限的耽误).
func (d *Desk) HinderReview(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.Hindered) error {
	f.Private.Why = kept(f.Private.Why)
	return d.actOnReview(ctx, by, id, version, reconsider.Hinder, 0, reviewing((*reconsider.Case).Hindering, f))
}

// AddReviewParty notes that somebody takes part (登记参加人).
func (d *Desk) AddReviewParty(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.PartyAdded) error {
	return d.actOnReview(ctx, by, id, version, reconsider.AddParty, 0, reviewing((*reconsider.Case).Admitting, f))
}

// RemoveReviewParty notes that somebody takes part no more (参加人退出).
func (d *Desk) RemoveReviewParty(ctx context.Context, by auth.User, id reconsider.ID, version int, party int, reason string) error {
	f := reconsider.PartyLeft{Party: party}
	f.Private.Reason = kept(reason)
	return d.actOnReview(ctx, by, id, version, reconsider.RemoveParty, 0, reviewing((*reconsider.Case).Dismissing, f))
}

// RepresentReview says who of the applicants represent them all (登记代表人).
func (d *Desk) RepresentReview(ctx context.Context, by auth.User, id reconsider.ID, version int, who []int, note string) error {
	f := reconsider.Represented{Who: who}
	f.Private.Note = kept(note)
	return d.actOnReview(ctx, by, id, version, reconsider.Represent, 0, reviewing((*reconsider.Case).Representing, f))
}

// HearReviewParty notes that a party was heard on a day (登记听取意见).
func (d *Desk) HearReviewParty(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.PartyHeard, on calendar.Date, files []intake.File) error {
	return d.actOnReview(ctx, by, id, version, reconsider.HearParty, 0, reviewingWith((*reconsider.Case).Hear, f, on, files, func(f *reconsider.PartyHeard, files []int) { f.Materials = files }))
}

// AskReviewWithdrawal notes that the applicant wants to withdraw (登记撤回).
func (d *Desk) AskReviewWithdrawal(ctx context.Context, by auth.User, id reconsider.ID, version int, reason string, on calendar.Date) error {
	f := reconsider.WithdrawalAsked{}
	f.Private.Reason = kept(reason)
	return d.actOnReview(ctx, by, id, version, reconsider.TakeWithdrawal, 0, reviewingOn((*reconsider.Case).Withdrawing, f, on))
}

// DeclineReviewWithdrawal notes that a wish to withdraw is not followed (不按撤回办理).
func (d *Desk) DeclineReviewWithdrawal(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.WithdrawalDeclined) error {
	f.Private.Reason = kept(f.Private.Reason)
	return d.actOnReview(ctx, by, id, version, reconsider.DeclineWish, 0, reviewing((*reconsider.Case).DecliningWithdrawal, f))
}

// GuideByReview marks a decided case as one to go by (列为指导性案例).
func (d *Desk) GuideByReview(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.Guided) error {
	f.Published, f.Private.Reason = kept(f.Published), kept(f.Private.Reason)
	return d.actOnReview(ctx, by, id, version, reconsider.Guide, 0, reviewing((*reconsider.Case).Guiding, f))
}

// CloseWithdrawnReview closes a case that was withdrawn before it was accepted, as of the
// day on which the wish came (受理前撤回结案).
func (d *Desk) CloseWithdrawnReview(ctx context.Context, by auth.User, id reconsider.ID, version int, told reconsider.ToldBy, note string) error {
	f := reconsider.Withdrawn{Told: told}
	f.Private.Note = kept(note)
	return d.actOnReview(ctx, by, id, version, reconsider.CloseWithdrawn, 0, func(_ *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		fact, err := c.ClosingWithdrawn(f, s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(c.Withdrawal.On, fact)}, nil
	})
}

// AnnulReview takes back the registration of a case (撤销登记): what came in waits again in
// the bureau's inbox.
func (d *Desk) AnnulReview(ctx context.Context, by auth.User, id reconsider.ID, version int, reason string) error {
	f := reconsider.FilingAnnulled{}
	f.Private.Reason = kept(reason)
	return d.actOnReview(ctx, by, id, version, reconsider.AnnulFiling, 0, func(tx *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		fact, err := c.Annulling(f, s)
		if err != nil || c.Input == 0 {
			return []happening{onDay(s.Today, fact)}, err
		}
		i, err := loadInput(ctx, tx, inbox.ID(c.Input))
		if err != nil {
			return nil, err
		}
		reopened, err := i.Reopening(f.Private.Reason)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, fact)}, d.happenToInput(ctx, tx, i, by.ID, onDay(s.Today, reopened))
	})
}

// NoteReview writes a remark on the file (记一笔).
func (d *Desk) NoteReview(ctx context.Context, by auth.User, id reconsider.ID, text string) error {
	f := &casefile.Noted{}
	var err error
	if f.Private.Text, err = given("text", text, "text_needed"); err != nil {
		return err
	}
	return d.actOnReview(ctx, by, id, 0, reconsider.Note, 0, func(_ *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		return []happening{onDay(s.Today, f)}, c.Allows(reconsider.Note, s)
	})
}

// AddReviewMaterials puts stored files into the file of a case (加材料).
func (d *Desk) AddReviewMaterials(ctx context.Context, by auth.User, id reconsider.ID, files []intake.File) error {
	form := fault.Form{}
	if len(files) == 0 {
		form.Bad("files", "files_needed")
	}
	if notEmpty(form, files); form.Err() != nil {
		return form.Err()
	}
	return d.actOnReview(ctx, by, id, 0, reconsider.AddMaterial, 0, func(_ *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		facts, _ := reviewMaterials(c, s.Today, files)
		return facts, nil
	})
}

// reviewMaterials adds files to a case and returns their numbers there.
func reviewMaterials(c *reconsider.Case, on calendar.Date, files []intake.File) ([]happening, []int) {
	var facts []happening
	var numbers []int
	for i, f := range files {
		m := &casefile.MaterialAdded{Material: len(c.Materials) + i + 1, File: f.Hash, Type: f.Type, Size: f.Size, Purpose: casefile.Proof}
		m.Private.Name = f.Name
		facts, numbers = append(facts, onDay(on, m)), append(numbers, m.Material)
	}
	return facts, numbers
}

// TakeReviewResponse notes that the respondent's answer came on paper on a day (登记被申请人答复).
func (d *Desk) TakeReviewResponse(ctx context.Context, by auth.User, id reconsider.ID, version int, text string, on calendar.Date, evidence []intake.File) error {
	return d.actOnReview(ctx, by, id, version, reconsider.TakeResponse, 0, d.responding(ctx, by, reconsider.TakeResponse, text, on, 0, evidence))
}

// RespondWithBundle puts the respondent's own answer and evidence in, today (提出答复和证据).
// bundle is the evidence bundle that an entry of the contested request made for the
// reconsideration; 0 is none.
func (d *Desk) RespondWithBundle(ctx context.Context, by auth.User, id reconsider.ID, version int, text string, bundle int, evidence []intake.File) error {
	return d.actOnReview(ctx, by, id, version, reconsider.Respond, 0, d.responding(ctx, by, reconsider.Respond, text, d.today(), bundle, evidence))
}

func (d *Desk) responding(ctx context.Context, by auth.User, do reconsider.Act, text string, on calendar.Date, bundle int, evidence []intake.File) reviewDecision {
	return func(tx *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		f := reconsider.Responded{}
		f.Private.Text = kept(text)
		if bundle != 0 {
			file, exhibits, err := bundleOf(ctx, tx, by, c, bundle)
			if err != nil {
				return nil, err
			}
			evidence = append([]intake.File{file}, evidence...)
			f.Private.Exhibits = exhibits
		}
		facts, numbers := reviewMaterials(c, s.Today, evidence)
		if f.Materials = numbers; bundle != 0 {
			f.Bundle = numbers[0]
		}
		responded, err := c.Responding(f, on, do, s)
		if err != nil {
			return nil, err
		}
		return append(facts, onDay(on, responded)), nil
	}
}

// TakeReviewReport notes that the respondent's report on an opinion or an order came on
// paper on a day (登记报送的情况).
func (d *Desk) TakeReviewReport(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.Reported, on calendar.Date, files []intake.File) error {
	return d.actOnReview(ctx, by, id, version, reconsider.TakeReport, 0, d.reporting(reconsider.TakeReport, f, on, files))
}

// ReportOnReview puts the respondent's own report in, today (报送情况).
func (d *Desk) ReportOnReview(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.Reported, files []intake.File) error {
	return d.actOnReview(ctx, by, id, version, reconsider.ReportBack, 0, d.reporting(reconsider.ReportBack, f, d.today(), files))
}

func (d *Desk) reporting(do reconsider.Act, f reconsider.Reported, on calendar.Date, files []intake.File) reviewDecision {
	return func(_ *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		facts, numbers := reviewMaterials(c, s.Today, files)
		f.Materials, f.Private.Text = numbers, kept(f.Private.Text)
		reported, err := c.Reporting(f, on, do, s)
		if err != nil {
			return nil, err
		}
		return append(facts, onDay(on, reported)), nil
	}
}
