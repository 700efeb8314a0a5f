package desk

import (
	"context"
	"fmt"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/intake"
	"mingda/internal/lawsuit"
	"mingda/internal/sqlite"
)

// AmendLawsuit corrects what was entered of a case (更正案件信息). What its numbers name here
// is recognised anew; a request that it is no more about is told so.
func (d *Desk) AmendLawsuit(ctx context.Context, by auth.User, id lawsuit.ID, version int, b lawsuit.Brief, sides lawsuit.Sides) error {
	return d.actOnLawsuit(ctx, by, id, version, lawsuit.Amend, func(tx *sqlite.Tx, c *lawsuit.Case, s lawsuit.Situation) ([]happening, error) {
		f := lawsuit.Amended{Brief: b, Private: keptSides(sides)}
		body, err := d.suitBody(ctx, tx, by)
		if err != nil {
			return nil, err
		}
		if err := d.recogniseSuit(ctx, tx, by.Agency, body, f.Private.Plaintiff, &f.Brief); err != nil {
			return nil, err
		}
		fact, err := c.Amending(f, s)
		if err != nil {
			return nil, err
		}
		after := *c
		after.Brief = fact.Brief
		return []happening{onDay(s.Today, fact)}, d.stillTheirs(ctx, tx, by, &after)
	})
}

// CorrectLawsuitCourt corrects what was entered of the court (更正法院、案号).
func (d *Desk) CorrectLawsuitCourt(ctx context.Context, by auth.User, id lawsuit.ID, version int, b lawsuit.Begun) error {
	b.Court, b.Number = kept(b.Court), kept(b.Number)
	return d.actOnLawsuit(ctx, by, id, version, lawsuit.AmendCourt, suing((*lawsuit.Case).CorrectingCourt, lawsuit.CourtCorrected{Begun: b}))
}

// AnswerLawsuit notes that answer and evidence went to the court on a day (登记提交答辩状).
// bundle is the evidence bundle that an entry of the request made for the court; 0 is none.
func (d *Desk) AnswerLawsuit(ctx context.Context, by auth.User, id lawsuit.ID, version int, text string, on calendar.Date, bundle int, files []intake.File) error {
	return d.actOnLawsuit(ctx, by, id, version, lawsuit.PutAnswer, func(tx *sqlite.Tx, c *lawsuit.Case, s lawsuit.Situation) ([]happening, error) {
		f := lawsuit.Answered{}
		f.Private.Text = kept(text)
		if bundle != 0 {
			file, err := d.suitBundle(ctx, tx, by, c, bundle)
			if err != nil {
				return nil, err
			}
			files = append([]intake.File{file}, files...)
		}
		facts, numbers := suitMaterials(c, s.Today, files)
		f.Materials = numbers
		fact, err := c.Answering(f, on, s)
		if err != nil {
			return nil, err
		}
		return append(facts, onDay(on, fact)), nil
	})
}

// SetLawsuitHearing notes a hearing of which notice came on a day (登记开庭通知).
func (d *Desk) SetLawsuitHearing(ctx context.Context, by auth.User, id lawsuit.ID, version int, f lawsuit.HearingSet, on calendar.Date, files []intake.File) error {
	f.Clock, f.Private.Place, f.Private.Going = kept(f.Clock), kept(f.Private.Place), kept(f.Private.Going)
	return d.actOnLawsuit(ctx, by, id, version, lawsuit.SetHearing, withFiles(files, suingOn((*lawsuit.Case).Setting, f, on)))
}

// HoldLawsuitHearing notes how a hearing went (登记出庭情况).
func (d *Desk) HoldLawsuitHearing(ctx context.Context, by auth.User, id lawsuit.ID, version int, f lawsuit.HearingHeld) error {
	f.Private.Who, f.Private.Why = kept(f.Private.Who), kept(f.Private.Why)
	return d.actOnLawsuit(ctx, by, id, version, lawsuit.HoldHearing, suing((*lawsuit.Case).Holding, f))
}

// TakeLawsuitRuling notes the judgment or ruling that came on a day (登记裁判结果).
func (d *Desk) TakeLawsuitRuling(ctx context.Context, by auth.User, id lawsuit.ID, version int, f lawsuit.Ruled, on calendar.Date, files []intake.File) error {
	f.Number, f.Private.Order, f.Private.Gist = kept(f.Number), kept(f.Private.Order), kept(f.Private.Gist)
	return d.actOnLawsuit(ctx, by, id, version, lawsuit.TakeRuling, withFiles(files, suingOn((*lawsuit.Case).TakingRuling, f, on)))
}

// NoteLawsuitAppeal notes that somebody appealed on a day (登记上诉).
func (d *Desk) NoteLawsuitAppeal(ctx context.Context, by auth.User, id lawsuit.ID, version int, who lawsuit.Appellant, on calendar.Date, files []intake.File) error {
	return d.actOnLawsuit(ctx, by, id, version, lawsuit.NoteAppeal, withFiles(files, suingOn((*lawsuit.Case).Appealing, lawsuit.Appealed{By: who}, on)))
}

// NoteLawsuitInForce notes that a judgment came into force on a day (登记生效). What it orders
// is told to the request. The reason is needed where it is not known when the plaintiff
// received it.
func (d *Desk) NoteLawsuitInForce(ctx context.Context, by auth.User, id lawsuit.ID, version int, reason string, on calendar.Date) error {
	f := lawsuit.CameIntoForce{}
	f.Private.Reason = kept(reason)
	return d.actOnLawsuit(ctx, by, id, version, lawsuit.NoteForce, suingOn((*lawsuit.Case).ComingIntoForce, f, on))
}

// BeginLawsuitInstance notes that another court has the case (登记下一审级).
func (d *Desk) BeginLawsuitInstance(ctx context.Context, by auth.User, id lawsuit.ID, version int, f lawsuit.Begun, on calendar.Date, files []intake.File) error {
	f.Court, f.Number = kept(f.Court), kept(f.Number)
	return d.actOnLawsuit(ctx, by, id, version, lawsuit.Begin, withFiles(files, suingOn((*lawsuit.Case).Beginning, f, on)))
}

// NoteOnLawsuit adds a remark (记一笔).
func (d *Desk) NoteOnLawsuit(ctx context.Context, by auth.User, id lawsuit.ID, version int, text string) error {
	if text = kept(text); text == "" {
		return fault.AtField("text", "text_needed")
	}
	return d.actOnLawsuit(ctx, by, id, version, lawsuit.Note, func(_ *sqlite.Tx, _ *lawsuit.Case, s lawsuit.Situation) ([]happening, error) {
		f := &casefile.Noted{}
		f.Private.Text = text
		return []happening{onDay(s.Today, f)}, nil
	})
}

// AddLawsuitMaterials puts documents into the file (加材料).
func (d *Desk) AddLawsuitMaterials(ctx context.Context, by auth.User, id lawsuit.ID, files []intake.File) error {
	form := fault.Form{}
	if len(files) == 0 {
		form.Bad("files", "files_needed")
	}
	if notEmpty(form, files); form.Err() != nil {
		return form.Err()
	}
	return d.actOnLawsuit(ctx, by, id, 0, lawsuit.AddMaterial, func(_ *sqlite.Tx, c *lawsuit.Case, s lawsuit.Situation) ([]happening, error) {
		facts, _ := suitMaterials(c, s.Today, files)
		return facts, nil
	})
}

// TakeBackLawsuit takes back an entry (撤销一笔).
func (d *Desk) TakeBackLawsuit(ctx context.Context, by auth.User, id lawsuit.ID, version, entry int, reason string) error {
	f := lawsuit.TakenBack{Corrects: entry}
	f.Private.Reason = kept(reason)
	return d.actOnLawsuit(ctx, by, id, version, lawsuit.TakeBack, suing((*lawsuit.Case).TakingBack, f))
}

// CancelLawsuit says that a case should not have been registered (撤销登记).
func (d *Desk) CancelLawsuit(ctx context.Context, by auth.User, id lawsuit.ID, version int, reason string) error {
	f := lawsuit.Cancelled{}
	f.Private.Reason = kept(reason)
	return d.actOnLawsuit(ctx, by, id, version, lawsuit.Cancel, suing((*lawsuit.Case).Cancelling, f))
}

// withFiles adds the papers that came with something to the file, before it.
func withFiles(files []intake.File, decide suitDecision) suitDecision {
	return func(tx *sqlite.Tx, c *lawsuit.Case, s lawsuit.Situation) ([]happening, error) {
		facts, err := decide(tx, c, s)
		if err != nil {
			return nil, err
		}
		papers, _ := suitMaterials(c, s.Today, files)
		return append(papers, facts...), nil
	}
}

// suitMaterials adds files to a case and returns their numbers there.
func suitMaterials(c *lawsuit.Case, on calendar.Date, files []intake.File) ([]happening, []int) {
	var facts []happening
	var numbers []int
	for i, f := range files {
		m := &casefile.MaterialAdded{Material: len(c.Materials) + i + 1, File: f.Hash, Type: f.Type, Size: f.Size, Purpose: casefile.Evidence}
		m.Private.Name = f.Name
		facts, numbers = append(facts, onDay(on, m)), append(numbers, m.Material)
	}
	return facts, numbers
}

// suitBundle returns a bundle of the request that was made for the court, as a file of the
// case, to who may make one.
func (d *Desk) suitBundle(ctx context.Context, tx *sqlite.Tx, by auth.User, c *lawsuit.Case, entry int) (intake.File, error) {
	if c.Contested.Case == 0 {
		return intake.File{}, fault.AtField("bundle", "suit_bundle_unknown")
	}
	request, err := loadCase(ctx, tx, c.Contested.Case)
	if err != nil {
		return intake.File{}, err
	}
	if err := auth.May(by, casefile.MakeBundle, subjectOf(request, 0)); err != nil {
		return intake.File{}, err
	}
	b, ok := request.Bundle(entry)
	if !ok || b.Purpose != casefile.InCourt {
		return intake.File{}, fault.AtField("bundle", "suit_bundle_unknown")
	}
	return bundleToCourt(request, b), nil
}

// bundleToCourt is a bundle of a request as a file of another case.
func bundleToCourt(request *casefile.Case, b casefile.Bundle) intake.File {
	return intake.File{Hash: b.File, Name: fmt.Sprintf("证据卷 %s.pdf", request.Number), Type: "application/pdf", Size: b.Size}
}

// BundlesForCourt returns the bundles that were made of the request for the court, the
// newest first; a fault says why the person cannot make one.
func (d *Desk) BundlesForCourt(ctx context.Context, by auth.User, v SuitView) ([]casefile.Bundle, error) {
	if v.Original == nil {
		return nil, fault.New(fault.NotFound, "suit_no_original")
	}
	if err := auth.May(by, casefile.MakeBundle, subjectOf(v.Original, 0)); err != nil {
		return nil, err
	}
	all := slices.DeleteFunc(slices.Clone(v.Original.Bundles), func(b casefile.Bundle) bool { return b.Purpose != casefile.InCourt })
	slices.Reverse(all)
	return all, nil
}

// BundleForCourt makes the bundle of the request with what is proposed for each piece of
// its evidence, and returns the entry of the request that made it.
func (d *Desk) BundleForCourt(ctx context.Context, by auth.User, id lawsuit.ID, words func(CaseView) func(casefile.Past) string) (int, error) {
	v, err := d.suitSeen(ctx, by, id)
	if err != nil {
		return 0, err
	}
	if v.Original == nil {
		return 0, fault.New(fault.NotFound, "suit_no_original")
	}
	request, err := d.Exhibits(ctx, by, v.Original.ID)
	if err != nil {
		return 0, err
	}
	f := BundleForm{Version: request.Case.Version, Purpose: casefile.InCourt, Placed: map[string]casefile.Placed{}, Words: words(request.CaseView)}
	for _, e := range request.Exhibits {
		f.Placed[e.Key()] = casefile.Placed{Place: e.Place, Reason: e.Reason, Proves: e.Proves}
	}
	return d.MakeBundle(ctx, by, v.Original.ID, f)
}
