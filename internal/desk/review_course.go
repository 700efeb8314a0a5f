package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/intake"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// SetSession notes that there will be a hearing (安排听证), or that the one to come is changed
// (听证改期).
func (d *Desk) SetSession(ctx context.Context, by auth.User, id reconsider.ID, version int, do reconsider.Act, f reconsider.SessionSet) error {
	p := &f.Private
	for _, text := range []*string{&p.At, &p.Place, &p.Matters, &p.Decided, &p.Reason, &p.Seats.Chair, &p.Seats.Recorder} {
		*text = kept(*text)
	}
	for i, member := range p.Seats.Members {
		p.Seats.Members[i] = kept(member)
	}
	return d.actOnReview(ctx, by, id, version, do, 0, func(tx *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		barred, err := d.namesBarred(ctx, tx, c)
		if err != nil {
			return nil, err
		}
		set, err := c.SettingSession(f, barred, do, s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, set)}, nil
	})
}

// namesBarred names who made the reply that a case is about, or stepped back from the case.
func (d *Desk) namesBarred(ctx context.Context, r reader, c *reconsider.Case) ([]string, error) {
	ids, err := d.handsOf(ctx, r, c.Contested)
	if err != nil {
		return nil, err
	}
	for _, s := range c.SteppedBack {
		ids = append(ids, s.Handler)
	}
	var names []string
	for _, id := range ids {
		name, err := d.PersonName(ctx, id)
		if err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

// CallOffSession notes that the hearing to come will not be (取消听证).
func (d *Desk) CallOffSession(ctx context.Context, by auth.User, id reconsider.ID, version int, reason string) error {
	f := reconsider.SessionOff{}
	f.Private.Reason = kept(reason)
	return d.actOnReview(ctx, by, id, version, reconsider.CallOffSession, 0, reviewing((*reconsider.Case).CallingOff, f))
}

// AskCommittee notes that the committee is asked for its opinion (提请咨询意见).
func (d *Desk) AskCommittee(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.CommitteeAsked) error {
	f.Private.Question = kept(f.Private.Question)
	return d.actOnReview(ctx, by, id, version, reconsider.AskCommittee, 0, reviewing((*reconsider.Case).AskingCommittee, f))
}

// TakeAdvice notes what the committee said on a day (登记咨询意见).
func (d *Desk) TakeAdvice(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.CommitteeAdvised, on calendar.Date, files []intake.File) error {
	f.Private.Who, f.Private.Text = kept(f.Private.Who), kept(f.Private.Text)
	return d.actOnReview(ctx, by, id, version, reconsider.TakeAdvice, 0, reviewingWith((*reconsider.Case).Advising, f, on, files, func(f *reconsider.CommitteeAdvised, files []int) { f.Materials = files }))
}

// BeginProbe notes that an inspection or an expert opinion began on a day (勘验、鉴定开始).
func (d *Desk) BeginProbe(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.ProbeBegan, on calendar.Date) error {
	f.Private.What, f.Private.Who = kept(f.Private.What), kept(f.Private.Who)
	return d.actOnReview(ctx, by, id, version, reconsider.BeginProbe, 0, reviewingOn((*reconsider.Case).BeginningProbe, f, on))
}

// EndProbe notes that it ended on a day, and with what (勘验、鉴定结束).
func (d *Desk) EndProbe(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.ProbeEnded, on calendar.Date, files []intake.File) error {
	f.Private.Result = kept(f.Private.Result)
	return d.actOnReview(ctx, by, id, version, reconsider.EndProbe, 0, reviewingWith((*reconsider.Case).EndingProbe, f, on, files, func(f *reconsider.ProbeEnded, files []int) { f.Materials = files }))
}

// ReadReviewFile notes that a party read the file on a day (登记查阅).
func (d *Desk) ReadReviewFile(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.FileRead, on calendar.Date) error {
	f.Private.Who, f.Private.Why = kept(f.Private.Who), kept(f.Private.Why)
	return d.actOnReview(ctx, by, id, version, reconsider.ReadFile, 0, reviewingOn((*reconsider.Case).Reading, f, on))
}

// HoldSession notes how the hearing went, with its signed record (登记听证). It happened on
// the day that was set.
func (d *Desk) HoldSession(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.SessionHeld, record []intake.File) error {
	f.Private.Text = kept(f.Private.Text)
	for i, who := range f.Private.Who {
		f.Private.Who[i] = kept(who)
	}
	return d.actOnReview(ctx, by, id, version, reconsider.HoldSession, 0, func(_ *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		facts, numbers := reviewMaterials(c, s.Today, record)
		f.Materials = numbers
		held, err := c.HoldingSession(f, s)
		if err != nil {
			return nil, err
		}
		last, _ := c.Session()
		return append(facts, onDay(last.Day, held)), nil
	})
}
