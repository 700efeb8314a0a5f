package oldregister

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// A Reading is a row as it was understood.
type Reading struct {
	Entry    Entry     `json:"entry"`
	Troubles []Trouble `json:"troubles,omitempty"`
	Cells    []string  `json:"cells"` // as they stand, for the row to be shown again
}

// In reports whether the row is to be taken in.
func (r Reading) In() bool { return r.Out().Code == "" }

// Out returns the first trouble that keeps the row out; a zero one where none does.
func (r Reading) Out() Trouble {
	for _, t := range r.Troubles {
		if t.Done == RowOut {
			return t
		}
	}
	return Trouble{}
}

// Bad notes a trouble of the whole row.
func (r *Reading) Bad(code fault.Code, args ...string) {
	kind, _ := CodeOf(code)
	r.Troubles = append(r.Troubles, Trouble{Code: code, Row: r.Entry.Row, Done: kind.Done, Args: args})
}

// NotWritten stands where an old register has nothing and a case must have something.
const NotWritten = "（旧台账未写）"

// firstDay is that on which the first regulation came into force (2008年条例).
var firstDay = calendar.NewDate(2008, 5, 1)

// openFor is how many days ago a case may have come in that is taken to be open still.
const openFor = 365

// Show is a cell as it is shown.
func (s Sheet) Show(c Cell) string {
	switch c.Kind {
	case Empty, Missing:
		return ""
	case Day:
		if c.Number < 1 || c.Number > 200_000 {
			return c.Text
		}
		return s.serial(c.Number).String()
	}
	return tidy(c.Text)
}

// entries are the rows under the headings.
func (s Sheet) entries(m Mapping) []Row {
	i := slices.IndexFunc(s.Rows, func(r Row) bool { return r.N > m.Last })
	if i < 0 {
		return nil
	}
	return s.Rows[i:]
}

func (m Mapping) yearFor(s Sheet) int {
	if m.Year != 0 {
		return m.Year
	}
	return YearOf(s.Name)
}

// Read reads every row under the headings. units are the names of the units that the
// agency has today.
func (s Sheet) Read(m Mapping, today calendar.Date, units []string) []Reading {
	known := map[string]bool{}
	for _, u := range units {
		known[plain(u)] = true
	}
	rows := s.entries(m)
	all := make([]Reading, 0, len(rows))
	for _, r := range rows {
		rd := rowReader{sheet: s, m: m, today: today, units: known, r: r}
		all = append(all, rd.read())
	}
	sameRows(all)
	return all
}

// A rowReader is a row that is being read.
type rowReader struct {
	Reading
	sheet Sheet
	m     Mapping
	today calendar.Date
	units map[string]bool
	r     Row
}

// bad notes a trouble of the cell of a field.
func (d *rowReader) bad(f Field, code fault.Code, args ...string) {
	d.Bad(code, args...)
	d.Troubles[len(d.Troubles)-1].Column = d.m.Column(f)
}

// cell is that of a field.
func (d *rowReader) cell(f Field) Cell { return d.r.At(d.m.Column(f)) }

// text is that of a field, with what is wrong with its cell said.
func (d *rowReader) text(f Field) string {
	c := d.cell(f)
	switch {
	case c.Kind == Error || c.Kind == Missing:
		d.bad(f, "old_cell_error")
		return ""
	case c.Kind == Number && c.Number >= 1e15:
		d.bad(f, "old_digits_lost", c.Text)
	}
	return d.sheet.Show(c)
}

// short is text of a field that is one line in a case.
func (d *rowReader) short(f Field) string {
	return d.cut(f, strings.ReplaceAll(d.text(f), "\n", "，"), fault.MaxLine)
}

// cut shortens a text that is too long for a case.
func (d *rowReader) cut(f Field, text string, most int) string {
	n := utf8.RuneCountInString(text)
	if n <= most {
		return text
	}
	d.bad(f, "old_text_long", strconv.Itoa(n), strconv.Itoa(most))
	return string([]rune(text)[:most-1]) + "…"
}

func (d *rowReader) read() Reading {
	d.Entry.Row = d.r.N
	for _, c := range d.r.Cells {
		d.Cells = append(d.Cells, d.sheet.Show(c))
	}
	if d.noEntry() {
		return d.Reading
	}
	if d.r.Hidden {
		if d.m.Shown {
			d.Bad("old_row_hidden_out")
			return d.Reading
		}
		d.Bad("old_row_hidden")
	}
	d.merged()
	received := d.received()
	d.applicants()
	d.wants()
	d.Entry.Number, d.Entry.ReplyNumber = d.short(OldNumber), d.short(ReplyNumber)
	d.Entry.Through, d.Entry.Extended = d.short(Through), d.short(Extended)
	if d.Entry.Unit = d.short(Unit); d.Entry.Unit != "" && !d.units[plain(d.Entry.Unit)] {
		d.bad(Unit, "old_unit_unknown", d.Entry.Unit)
	}
	d.kept()
	if !received.IsZero() {
		d.ending(received)
	}
	return d.Reading
}

// noEntry finds rows that are none: empty ones, sums, headings that stand there again.
func (d *rowReader) noEntry() bool {
	filled, heads, sum := 0, 0, false
	for c, f := range d.m.Columns {
		text := d.sheet.Show(d.r.At(c))
		if text == "" {
			continue
		}
		if f != Ignored {
			filled++
		}
		if below := d.m.Headings[c]; below != "" && strings.HasSuffix(plain(below), plain(text)) {
			heads++
		}
	}
	for _, text := range d.Cells {
		word := plain(text)
		sum = sum || strings.HasPrefix(word, "合计") || strings.HasPrefix(word, "总计") || strings.HasPrefix(word, "小计") || strings.HasPrefix(word, "共计")
	}
	day := d.sheet.dayIn(d.cell(Received), d.m.yearFor(d.sheet), false)
	switch {
	case heads > 1 && heads*2 > filled:
		d.Bad("old_heading_again")
	case sum && day.On.IsZero():
		d.Bad("old_row_total")
	case filled == 0, d.nothing(Applicant) && d.nothing(Content) && d.nothing(Subject) && d.nothing(Received):
		d.Bad("old_row_empty")
	default:
		return false
	}
	return true
}

func (d *rowReader) nothing(f Field) bool { return d.sheet.Show(d.cell(f)) == "" }

// merged says once for a row that a value of it is that of merged cells.
func (d *rowReader) merged() {
	for i, c := range d.r.Cells {
		if f := d.m.Columns[i+1]; c.Merged && f != Ignored {
			d.Bad("old_merged", string([]rune(d.sheet.Show(c) + " ")[:min(30, utf8.RuneCountInString(d.sheet.Show(c)))]))
			d.Troubles[len(d.Troubles)-1].Column = i + 1
			return
		}
	}
}

// day reads the day of a field and says how.
func (d *rowReader) day(f Field, last bool) found {
	day := d.sheet.dayIn(d.cell(f), d.m.yearFor(d.sheet), last)
	for _, code := range day.Notes {
		d.bad(f, code, d.sheet.Show(d.cell(f)), day.On.Chinese())
	}
	return day
}

// received reads the day of receipt. Without one the row stays out.
func (d *rowReader) received() calendar.Date {
	day := d.day(Received, false)
	stands := d.sheet.Show(d.cell(Received))
	switch {
	case day.Refused == "old_cell_error":
		d.bad(Received, "old_cell_error")
		d.bad(Received, "old_received_missing")
	case day.Refused != "":
		d.bad(Received, fault.Code(strings.Replace(string(day.Refused), "old_day_", "old_received_", 1)), stands)
	case day.On.IsZero():
		d.bad(Received, "old_received_missing")
	case day.On.After(d.today):
		d.bad(Received, "old_received_future", day.On.Chinese())
	case day.On.Before(firstDay):
		d.bad(Received, "old_received_before_law", day.On.Chinese())
	default:
		d.Entry.Received = day.On.String()
		return day.On
	}
	return calendar.Date{}
}

// applicants reads who asks.
func (d *rowReader) applicants() {
	cell := d.cell(Applicant)
	who := readPeople(d.text(Applicant))
	for _, n := range who.Notes {
		args := make([]string, len(n.args))
		for i, a := range n.args {
			args[i], _ = a.(string)
		}
		d.bad(Applicant, n.code, args...)
	}
	if len(who.All) == 0 {
		if cell.Kind != Error && cell.Kind != Missing {
			d.bad(Applicant, "old_applicant_missing")
		}
		who.All = []casefile.Applicant{{Name: NotWritten}}
	}
	for i := range who.All {
		a := &who.All[i]
		a.Name = d.cut(Applicant, a.Name, fault.MaxLine)
		a.Class, _ = classOf(a.Name)
	}
	lead := &who.All[0]
	for f, into := range map[Field]*string{Representative: &lead.Representative, Contact: &lead.Contact, IDNumber: &lead.IDNumber, Phone: &lead.Phone, Email: &lead.Email, Address: &lead.Address} {
		if text := d.short(f); text != "" && (*into == "" || f != Phone && f != IDNumber) {
			*into = text
		}
	}
	d.class(lead)
	d.Entry.Applicants = who.All
}

// class reads in which class the applicant counts, by its column or by the name.
func (d *rowReader) class(lead *casefile.Applicant) {
	word := d.text(Class)
	if class, ok := readClass(word); ok {
		lead.Class = class
		return
	}
	guess, sure := classOf(lead.Name)
	if lead.Class = guess; lead.Name == NotWritten {
		lead.Class, sure = casefile.OtherPerson, false
	}
	switch {
	case word != "":
		d.bad(Class, "old_class_unknown", word, lead.Class.Label())
	case !sure:
		d.bad(Applicant, "old_class_guessed", lead.Class.Label())
	}
}

// wants reads what is asked for. The subject is the first line where it has no column.
func (d *rowReader) wants() {
	content, subject := d.text(Content), strings.ReplaceAll(d.text(Subject), "\n", " ")
	if content == "" {
		content = subject
	}
	if content == "" {
		d.bad(Content, "old_content_missing")
		content = NotWritten
	}
	content = d.cut(Content, content, fault.MaxText)
	if subject == "" {
		subject, _, _ = strings.Cut(content, "\n")
		if r := []rune(subject); len(r) > fault.MaxLine {
			subject = string(r[:fault.MaxLine-1]) + "…"
		}
	}
	d.Entry.Subject, d.Entry.Content = d.cut(Subject, subject, fault.MaxLine), content
}

// kept keeps what has no place in a case of its own.
func (d *rowReader) kept() {
	for c := 1; c <= len(d.r.Cells); c++ {
		if text := d.sheet.Show(d.r.At(c)); d.m.Columns[c] == Kept && text != "" {
			heading := d.m.Headings[c]
			if heading == "" {
				heading = columnName(c) + " 列"
			}
			if r := []rune(text); len(r) > fault.MaxText {
				d.Bad("old_text_long", strconv.Itoa(len(r)), strconv.Itoa(fault.MaxText))
				text = string(r[:fault.MaxText-1]) + "…"
			}
			d.Entry.Kept = append(d.Entry.Kept, casefile.OldCell{Heading: heading, Text: text})
		}
	}
}

// choice is what the word of the result means, and whether a person or the word itself
// says so.
func (d *rowReader) choice(text string) Choice {
	if c, chosen := d.m.Results[plain(text)]; chosen && c != Unchosen {
		return c
	}
	if p := ReadResult(text, d.today); p.Sure {
		return p.Choice
	}
	return Unchosen
}

// ending reads how and when the case ended, or that it did not.
func (d *rowReader) ending(received calendar.Date) {
	text := d.text(Result)
	choice := d.choice(text)
	d.Entry.ResultText = d.cut(Result, text, fault.MaxText)
	day := d.day(Replied, true)
	if day.NoYear && day.On.Before(received) {
		if next := day.On.AddMonths(12); !next.After(d.today) {
			d.Troubles[len(d.Troubles)-1].Code = "old_day_next_year"
			d.Troubles[len(d.Troubles)-1].Args[1] = next.Chinese()
			day.On = next
		}
	}
	switch {
	case choice == LeaveOut:
		d.bad(Result, "old_result_left", orEmpty(text))
	case day.Refused != "":
		d.bad(Replied, "old_replied_unreadable", d.sheet.Show(d.cell(Replied)))
	case day.On.IsZero() && text != "" && choice != StillOpen:
		d.bad(Replied, "old_replied_missing", text)
	case day.On.IsZero():
		d.open(received)
	case day.On.Before(received):
		d.bad(Replied, "old_replied_before", day.On.Chinese(), received.Chinese())
	case day.On.After(d.today):
		d.bad(Replied, "old_replied_future", day.On.Chinese())
	case choice == Unchosen || choice == StillOpen:
		d.bad(Result, "old_result_unchosen", orEmpty(text))
	default:
		d.Entry.Ended, d.Entry.Result = day.On.String(), choice.Result()
		if text == "" {
			d.bad(Result, "old_result_missing", resultName(choice.Result(), d.today))
		}
		if day.On.DaysSince(received) > 2*365 {
			d.bad(Replied, "old_replied_long", received.Chinese(), day.On.Chinese())
		}
	}
}

// orEmpty names an empty cell.
func orEmpty(text string) string {
	if text == "" {
		return "（空）"
	}
	return text
}

func resultName(code law.Result, on calendar.Date) string {
	rule, err := law.ResultOn(code, on)
	if err != nil {
		return string(code)
	}
	return rule.Name
}

// open takes a case as one that runs still.
func (d *rowReader) open(received calendar.Date) {
	switch {
	case d.today.DaysSince(received) > openFor:
		d.bad(Replied, "old_open_old", received.Chinese())
		return
	case d.Entry.Applicants[0].Name == NotWritten:
		d.bad(Applicant, "old_open_nameless")
		return
	}
	d.Entry.Open = true
	d.bad(Replied, "old_open", received.Chinese())
	if word := plain(d.Entry.Extended); word != "" && !strings.ContainsAny(word, "否无未不-—/×") && word != "0" {
		d.bad(Extended, "old_open_extended", d.Entry.Extended)
	}
}
