package desk

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/disposal"
	"mingda/internal/fault"
	"mingda/internal/reconsider"
)

// A CopyRecord is what one case, or one input that is in none, keeps of a person.
type CopyRecord struct {
	Kind      string // 政府信息公开申请
	Number    string
	On        calendar.Date // received
	Kept      casefile.Kept
	Wants     casefile.Wants // of a request, to who asks
	Letters   []CopyLetter
	Retention string
	PassedTo  []string
	Looked    []CopyLooks
}

// A CopyLetter is a letter that was signed to the person.
type CopyLetter struct {
	Name, Number string
	SignedOn     calendar.Date
	How          string // and when it went
}

// A CopyLooks says how often staff saw what is kept, and what for.
type CopyLooks struct {
	What string
	N    int
}

// copyRecords adds what every case and input keeps of the person, the oldest first.
func (d *Desk) copyRecords(ctx context.Context, by auth.User, f foundPerson, to *PersonCopy) error {
	for _, c := range f.requests {
		if err := d.copyRequest(ctx, by, f, c, to); err != nil {
			return err
		}
	}
	for id, people := range f.reviews {
		if err := d.copyReview(ctx, by, f, id, people, to); err != nil {
			return err
		}
	}
	inputs, err := d.unfiledOf(ctx, f)
	if err != nil {
		return err
	}
	for id, k := range inputs {
		i, err := loadInput(ctx, d.DB, id)
		if err != nil {
			return err
		}
		if err := d.mayTouch(ctx, d.DB, by, auth.SeeIntake, i); fault.KindOf(err) == fault.Forbidden {
			to.Unseen = true
			continue
		} else if err != nil {
			return err
		}
		record := CopyRecord{Kind: "收件（没有登记）", Number: i.Number, On: i.ArrivedOn(), Kept: k, Retention: ruleText(disposal.OfInputs)}
		if record.Looked, err = d.looksAt(ctx, audit.Subject{Matter: audit.Input, ID: int64(id)}, ""); err != nil {
			return err
		}
		to.Records = append(to.Records, record)
	}
	slices.SortFunc(to.Records, func(a, b CopyRecord) int {
		return cmp.Or(strings.Compare(a.On.String(), b.On.String()), strings.Compare(a.Number, b.Number), strings.Compare(a.Kept.Role, b.Kept.Role))
	})
	return nil
}

// copyRequest adds what a request keeps of the person.
func (d *Desk) copyRequest(ctx context.Context, by auth.User, f foundPerson, c *casefile.Case, to *PersonCopy) error {
	may, theirs, people := mayCopy(by, c), false, c.People()
	for n, k := range people {
		if !k.Is(f.Sought) {
			continue
		}
		if theirs = true; may != nil {
			to.Unseen = true
			continue
		}
		record := CopyRecord{Kind: c.Type.Label(), Number: c.Number, On: c.Receipt.On, Kept: k, Letters: requestLetters(c, people, n), Retention: retentionOf(c)}
		_, joint := c.JointApplicant(k.To)
		asks := k.To == 0 || joint
		if asks && !k.Former {
			record.Wants = c.Wants
		}
		var err error
		if record.PassedTo, err = d.passedTo(ctx, c, asks); err != nil {
			return err
		}
		place, _ := c.PlaceOf(k.To)
		if record.Looked, err = d.looksAt(ctx, audit.Subject{Matter: audit.Case, ID: int64(c.ID)}, place); err != nil {
			return err
		}
		to.Records = append(to.Records, record)
	}
	if !theirs && may == nil {
		to.Mentioned++
	}
	return nil
}

// copyReview adds what a case of the bureau keeps of the person.
func (d *Desk) copyReview(ctx context.Context, by auth.User, f foundPerson, id reconsider.ID, people []casefile.Kept, to *PersonCopy) error {
	if !slices.ContainsFunc(people, func(k casefile.Kept) bool { return k.Is(f.Sought) }) {
		return nil
	}
	c, err := loadReview(ctx, d.DB, id)
	if err != nil {
		return err
	}
	if err := d.mayReview(ctx, d.DB, by, c, reconsider.SeePerson, 0); fault.KindOf(err) == fault.Forbidden {
		to.Unseen = true
		return nil
	} else if err != nil {
		return err
	}
	for _, k := range people {
		if !k.Is(f.Sought) {
			continue
		}
		record := CopyRecord{Kind: "行政复议案件", Number: c.Number, On: c.ReceivedOn, Kept: k, Letters: reviewLetters(c, k), Retention: ruleText(disposal.OfReviews)}
		if c.HasTold(reconsider.TheRespondent) {
			record.PassedTo = []string{c.Contested.Name + "（被申请人，申请书副本）"}
		}
		place, _ := c.PlaceOf(k.To)
		if record.Looked, err = d.looksAt(ctx, audit.Subject{Matter: audit.Review, ID: int64(id)}, place); err != nil {
			return err
		}
		to.Records = append(to.Records, record)
	}
	return nil
}

// requestLetters are the letters that were signed to the n-th of the people of a request. Of
// those who asked one after the other each has what was signed in their time.
func requestLetters(c *casefile.Case, people []casefile.Kept, n int) []CopyLetter {
	k := people[n]
	from := k.States[0].On
	var until calendar.Date
	for _, next := range people[n+1:] {
		if k.Former && next.To == 0 {
			until = next.States[0].On
			break
		}
	}
	var all []CopyLetter
	for _, l := range c.Letters {
		if l.SignedOn.IsZero() || !slices.Contains(l.Recipients(), k.To) || k.To == 0 && (n > 0 && l.SignedOn.Before(from) || !until.IsZero() && !l.SignedOn.Before(until)) {
			continue
		}
		went := l.Service
		for _, s := range l.Sent {
			if s.To == k.To {
				went = s.Service
			}
		}
		all = append(all, CopyLetter{LetterName(l.Kind), l.Number, l.SignedOn, wentHow(l.Stands(), went.Way, went.ServedOn)})
	}
	return all
}

// reviewLetters are the papers of the bureau that were signed to a person.
func reviewLetters(c *reconsider.Case, k casefile.Kept) []CopyLetter {
	var all []CopyLetter
	for _, p := range c.Papers {
		for _, to := range c.Addressees(p) {
			if p.SignedOn.IsZero() || to.Party != k.To || to.Role == reconsider.TheRespondent {
				continue
			}
			var went reconsider.Sending
			for _, s := range p.Sent {
				if s.To == to {
					went = s
				}
			}
			all = append(all, CopyLetter{LetterName(p.Kind), p.Number, p.SignedOn, wentHow(p.Stands(), went.Way, went.On)})
		}
	}
	return all
}

func wentHow(stands bool, way casefile.Way, on calendar.Date) string {
	switch {
	case !stands:
		return "已作废"
	case on.IsZero():
		return "还没有送出"
	}
	return way.Label() + "，" + on.Chinese()
}

// ruleText says a rule of retention in a line.
func ruleText(r disposal.Rule) string { return r.What + "：" + r.Period + "。依据：" + r.Basis }

// retentionOf says until when the file of a request is kept, and by which rule.
func retentionOf(c *casefile.Case) string {
	shelf, away := c.Shelf()
	switch {
	case !away || shelf.Keep == "":
		return ruleText(disposal.OfOpen)
	case shelf.Longer != "":
		return "归档时定为" + shelf.Keep.Label() + "，已延长保管（" + shelf.Longer.Label() + "）。依据：" + disposal.OfFiles.Basis
	case shelf.Until.IsZero():
		return "归档时定为" + shelf.Keep.Label() + "保管。依据：" + disposal.OfFiles.Basis
	}
	return "归档时定为" + shelf.Keep.Label() + "，到" + shelf.Until.Chinese() + "为止。依据：" + disposal.OfFiles.Basis
}

// passedTo says who got a request, and with it what it keeps of people: the units that work
// on it, and of who asks to which agencies and bodies it went.
func (d *Desk) passedTo(ctx context.Context, c *casefile.Case, asks bool) ([]string, error) {
	units := []int64{}
	for _, p := range c.History {
		if f, ok := p.Fact.(*casefile.Assigned); ok {
			units = append(units, f.Unit)
		}
	}
	for _, a := range c.Assists {
		units = append(units, a.Unit)
	}
	var all []string
	for n, id := range units {
		if id == 0 || slices.Contains(units[:n], id) {
			continue
		}
		unit, err := d.DB.Unit(ctx, id)
		if err != nil {
			return nil, err
		}
		all = append(all, unit.Name+"（承办、协办）")
	}
	if !asks {
		return all, nil
	}
	for _, t := range c.Transfers {
		if other, ok := c.Other(t.To); ok && !t.Withdrawn {
			all = append(all, other.Name+"（转送，"+t.AgreedOn.Chinese()+"同意）")
		}
	}
	for _, ch := range c.Challenges {
		all = append(all, ch.Body+"（"+ch.Forum.Label()+"，"+ch.On.Chinese()+"）")
	}
	return all, nil
}

// looksAt counts how often staff saw what one case keeps, and of the person at a place in it
// what they were shown in full for.
func (d *Desk) looksAt(ctx context.Context, s audit.Subject, place string) ([]CopyLooks, error) {
	log, err := d.DB.Audit(ctx)
	if err != nil {
		return nil, err
	}
	var all []CopyLooks
	count := func(what string) {
		n := slices.IndexFunc(all, func(l CopyLooks) bool { return l.What == what })
		if n < 0 {
			n, all = len(all), append(all, CopyLooks{What: what})
		}
		all[n].N++
	}
	err = log.About(ctx, s, func(e audit.Entry) error {
		if e.By <= 0 || e.Status >= 400 {
			return nil
		}
		switch e.Kind {
		case audit.Saw, audit.Took, audit.Printed, audit.Exported:
			count(e.Kind.Label())
		case audit.Revealed:
			if why, theirs := strings.CutPrefix(e.Note, place+"："); theirs && place != "" {
				why, _, _ = strings.Cut(why, "，")
				count(e.Kind.Label() + "（" + why + "）")
			}
		}
		return nil
	})
	slices.SortFunc(all, func(a, b CopyLooks) int { return strings.Compare(a.What, b.What) })
	return all, err
}

// Text says it in words: 查看 3 次.
func (l CopyLooks) Text() string { return l.What + " " + strconv.Itoa(l.N) + " 次" }
