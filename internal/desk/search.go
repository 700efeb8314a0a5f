package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/letter"
)

// RecordSearch notes where, how and by whom was searched (登记检索).
func (d *Desk) RecordSearch(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.Searched, on calendar.Date) error {
	p, form := &f.Private, fault.Form{}
	for _, field := range []struct {
		name string
		text *string
		most int
	}{{"places", &p.Places, fault.MaxText}, {"words", &p.Words, fault.MaxLine}, {"asked", &p.Asked, fault.MaxLine}, {"who", &p.Who, fault.MaxLine}, {"note", &p.Note, fault.MaxText}} {
		*field.text = kept(*field.text)
		form.Length(field.name, *field.text, field.most)
	}
	if err := form.Err(); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.RecordSearch, 0, decidingOn((*casefile.Case).Searching, f, on))
}

// AskHelp notes that another unit is asked to search (请协助查找).
func (d *Desk) AskHelp(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.HelpAsked) error {
	p, form := &f.Private, fault.Form{}
	p.Unit, p.Seek, p.Clues = kept(p.Unit), kept(p.Seek), kept(p.Clues)
	form.Length("unit", p.Unit, fault.MaxLine)
	form.Length("seek", p.Seek, fault.MaxText)
	form.Length("clues", p.Clues, fault.MaxText)
	if err := form.Err(); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.AskHelp, 0, deciding((*casefile.Case).AskingHelp, f))
}

// HelpNotePDF makes the sheet (协助查找单) on which another unit was asked to search
// by the n-th entry of a case.
func (d *Desk) HelpNotePDF(ctx context.Context, by auth.User, id casefile.ID, n int) ([]byte, error) {
	v, err := d.Case(ctx, by, id)
	if err != nil {
		return nil, err
	}
	h, ok := v.Case.Help(n)
	if !ok {
		return nil, fault.New(fault.NotFound, "help_unknown")
	}
	asking := v.People.Name(h.By)
	if unit := v.People.Unit(v.Case.Unit); unit != "" {
		asking = unit + "　" + asking
	}
	values := letter.Values{"unit": h.Unit, "seek": h.Seek, "clues": h.Clues, "by": h.Until.String(), "asking": asking}
	for name, text := range values {
		values[name] = d.Fonts.Printable(text)
	}
	return d.sheet(ctx, v, letter.HelpNote, nil, values, func(f *letter.Facts) { f.Today = h.On })
}

// searchesOf is what a letter says of the searches of its case.
func searchesOf(c *casefile.Case) []letter.Search {
	var all []letter.Search
	for _, s := range c.Searches {
		all = append(all, letter.Search{On: s.On, Where: s.Where(), Words: s.Words, None: s.Result == casefile.FoundNone})
	}
	return append(all, searchesOfAssists(c)...)
}
