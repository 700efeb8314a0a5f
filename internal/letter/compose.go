package letter

import (
	"strconv"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// A content is the value type of one kind: its typed fields, bound to form
// fields, and its paragraphs.
type content interface {
	// fields returns what the officer fills in, each bound to a variable of
	// the value. The facts give the standard values.
	fields(f Facts) []Field
	// write adds the paragraphs and tables of the kind.
	write(c *composer)
}

// A chooser is a content whose fields depend on what is filled in already.
type chooser interface{ choose(f Facts, v Values) }

// Fields returns the fields of the kind, in the order of the form; nil for an
// unknown kind. The facts of the case give the standard values; the values so
// far say how many items a mixed reply has, and what each asks for.
func Fields(kind Kind, f Facts, v Values) []Field {
	k, ok := lookup(kind)
	if !ok {
		return nil
	}
	return k.allFields(k.content(), f, v)
}

// Complete returns nil if nothing that the letter must contain is missing or
// cannot be read, else fault.Invalid with the fields. Number and day are not
// asked for: a letter gets them when it is signed.
func Complete(kind Kind, f Facts, v Values) error {
	if _, err := Info(kind); err != nil {
		return err
	}
	return missing(kind, f, v).Err()
}

// missing collects what the check calls missing, by field.
func missing(kind Kind, f Facts, v Values) fault.Form {
	form := fault.Form{}
	for _, finding := range Check(kind, f, v) {
		if finding.Level == Missing {
			form.Bad(finding.Field, "letter_incomplete", finding.Text)
		}
	}
	return form
}

// Compose makes the letter. What is required and missing, or cannot be read,
// is fault.Invalid with the fields; a signed kind also needs the day and, if
// it has a series, the number.
func Compose(kind Kind, f Facts, v Values) (Letter, error) {
	info, err := Info(kind)
	if err != nil {
		return Letter{}, err
	}
	form := missing(kind, f, v)
	if info.Signed && f.On.IsZero() {
		form.Bad("on", "letter_without_date")
	}
	if info.Series != "" && f.Number == "" {
		form.Bad("number", "letter_without_number")
	}
	if err := form.Err(); err != nil {
		return Letter{}, err
	}
	l, err := compose(kind, f, v)
	l.Draft = false
	if l.Slip != nil {
		l.Slip.Draft = false
	}
	return l, err
}

// ComposeDraft makes the letter as far as it goes: what is missing is a gap,
// number and date may be open. Only an unknown kind fails.
func ComposeDraft(kind Kind, f Facts, v Values) (Letter, error) { return compose(kind, f, v) }

// unprintableNote says in the letter what 〓 stands for.
const unprintableNote = "注：〓处是申请中写的、不能印出的字符，以申请原件为准。"

func compose(kind Kind, f Facts, v Values) (Letter, error) {
	c, err := write(kind, f, v)
	if err != nil {
		return Letter{}, err
	}
	if f.Unprintable && strings.ContainsRune(c.letter.Text(), '〓') {
		c.letter.Blocks = append(c.letter.Blocks, Block{Paragraph: &Paragraph{Level: Small, Locked: true, Runs: []Run{{Text: unprintableNote}}}})
	}
	return c.letter, nil
}

// write lets a composer write the letter.
func write(kind Kind, f Facts, v Values) (*composer, error) {
	k, ok := lookup(kind)
	if !ok {
		return nil, fault.New(fault.NotFound, "letter_kind_unknown", string(kind))
	}
	value := k.content()
	fields := k.allFields(value, f, v)
	decode(fields, v)
	c := &composer{facts: f, kind: k, fields: fields, values: v, words: map[string]string{}}
	c.letter = Letter{
		Kind: kind, Form: k.form, Office: f.Office.Name, Number: f.Number, Title: f.named(k.Title),
		Addressee: f.to(), Attachments: f.Attachments, SignedBy: f.Office.Name, On: f.On, Draft: true, Sealed: k.Signed,
	}
	if other, ok := value.(addressed); ok {
		c.letter.Addressee = other.addressee()
	}
	if k.form == LetterForm && f.Office.Form == Ordinary {
		c.letter.Form = Ordinary
	}
	c.know(f)
	switch k.Whose() {
	case OfOffice:
		c.replaces()
		c.ordered()
	case OfDefendant:
		c.sued()
	default:
		c.reviewed()
	}
	value.write(c)
	return c, nil
}

// decode puts the values into the variables the fields are bound to, as far
// as they can be read; a field that does not apply stays empty.
func decode(fields []Field, v Values) {
	for _, field := range fields {
		if field.Applies(fields, v) {
			field.set(field.value(v))
		}
	}
}

// A composer writes the paragraphs of one letter.
type composer struct {
	facts  Facts
	kind   kindRow
	fields []Field
	values Values
	words  map[string]string // words for {names} that are no fields
	same   map[string]string // {names} that stand for what another does
	letter Letter

	// Of an item of a mixed reply:
	n      int          // its number; 0 in a letter of its own
	prefix string       // before the names of its fields
	parts  []remedyPart // its remedies, told at the foot of the letter

	told []law.Remedy // the remedies that the foot of the letter tells of
}

// know fills in the words that every kind may use.
func (c *composer) know(f Facts) {
	c.words["you"] = f.you()
	c.words["wanted"] = wanted(f)
	c.words["request"] = f.you() + "提交的申请"
	c.words["website"] = "本机关网站"
	if page := f.Office.StatusPage; page != "" {
		c.words["website"] += "（" + page + "）"
	}
	c.words["content"] = "申请的内容"
	c.words["received"] = f.ReceivedOn.Chinese()
	c.words["office"] = f.Office.Name
	c.words["body"] = f.Office.ReviewBody
	c.words["court"] = f.Office.Court
	c.words["channel"] = f.Office.ReviewChannel
}

// let sets a word for the {name}. It is printed as it is: what an applicant wrote
// may hold braces too.
func (c *composer) let(name, word string) { c.words[name] = word }

// letBe lets {name} stand for what {other} does.
func (c *composer) letBe(name, other string) {
	if c.same == nil {
		c.same = map[string]string{}
	}
	c.same[name] = other
}

// replaces says, before all else, which reply the letter corrects, and that it
// stands in its place.
func (c *composer) replaces() {
	old := c.facts.Replaces
	if old == nil {
		return
	}
	c.let("old_on", old.On.Chinese())
	c.let("old_number", old.Number)
	c.let("old_name", old.Name)
	c.add(Paragraph{Locked: true, Runs: c.runs("本机关曾于{old_on}就{you}提交的政府信息公开申请作出《{old_name}》（{old_number}），现予更正，重新答复。" +
		"本答复作出后，上述{old_name}不再作为本机关对该申请的答复。")})
}

// say adds a paragraph. {name} stands for a word set by let or know, or for
// the value of a field; one that is empty becomes a gap.
func (c *composer) say(template string) *Paragraph { return c.add(Paragraph{Runs: c.runs(template)}) }

// locked adds a paragraph of the law: the articles it rests on, and the day
// since when it is the law (no day: since the regulation itself).
func (c *composer) locked(articles string, inForce calendar.Date, template string) *Paragraph {
	return c.add(Paragraph{Runs: c.runs(template), Locked: true, Articles: articles, InForce: inForce})
}

func (c *composer) add(p Paragraph) *Paragraph {
	c.letter.Blocks = append(c.letter.Blocks, Block{Paragraph: &p})
	return &p
}

// table adds a table.
func (c *composer) table(t Table) { c.letter.Blocks = append(c.letter.Blocks, Block{Table: &t}) }

// extra adds the officer's own paragraphs, one a line. They stand below all
// items.
func (c *composer) extra() {
	if c.n > 0 {
		return
	}
	for line := range strings.Lines(c.values[extraField]) {
		if line = strings.TrimSpace(line); line != "" {
			c.add(Paragraph{Runs: []Run{{Text: line, Field: extraField}}, Free: true})
		}
	}
}

// runs fills a template in.
func (c *composer) runs(template string) []Run {
	var runs []Run
	text := func(s string) {
		if n := len(runs); n > 0 && runs[n-1].Field == "" && !runs[n-1].Gap {
			runs[n-1].Text += s
		} else if s != "" {
			runs = append(runs, Run{Text: s})
		}
	}
	for template != "" {
		before, after, found := strings.Cut(template, "{")
		text(before)
		if !found {
			break
		}
		name, rest, _ := strings.Cut(after, "}")
		template = rest
		if run := c.word(name); run.Field == "" && !run.Gap {
			text(run.Text)
		} else {
			runs = append(runs, run)
		}
	}
	return runs
}

// gaps by type of field: what stands on paper where something is to be written.
const (
	textGap = "　　　　　　　　"
	dateGap = "　　　　年　月　日"
)

// word returns what stands for {name}.
func (c *composer) word(name string) Run {
	if other, ok := c.same[name]; ok {
		return c.word(other)
	}
	if w, ok := c.words[name]; ok {
		if w == "" {
			return Run{Text: textGap, Gap: true}
		}
		return Run{Text: w}
	}
	name = c.prefix + name
	for _, f := range c.fields {
		if f.Name != name {
			continue
		}
		value := f.value(c.values)
		switch {
		case value == "" && f.Type == DateField:
			return Run{Text: dateGap, Gap: true, Field: name}
		case value == "":
			return Run{Text: textGap, Gap: true, Field: name}
		case f.Type == LinesField:
			return Run{Text: strings.Join(linesOf(value), "；"), Field: name}
		}
		return Run{Text: f.Show(clean(value)), Field: name}
	}
	panic("letter: no word for {" + name + "}")
}

// listed adds the values of a list field as numbered paragraphs （一）…, or the
// one value alone: a single thing is not numbered.
func (c *composer) listed(field string, lines []string) {
	if len(lines) < 2 {
		c.say("{" + field + "}。")
		return
	}
	for i, line := range lines {
		mark := "。"
		if i < len(lines)-1 {
			mark = "；"
		}
		c.add(Paragraph{Runs: []Run{{Text: c.ordinal(2, i+1)}, {Text: line, Field: c.prefix + field}, {Text: mark}}})
	}
}

// ordinal returns the number of the n-th part at a level of the text: 一、 then
// （一） then 1. (GB/T 9704-2012). An item is a level lower.
func (c *composer) ordinal(level, n int) string {
	if c.n > 0 {
		level++
	}
	switch level {
	case 1:
		return numeral(n) + "、"
	case 2:
		return "（" + numeral(n) + "）"
	}
	return itoa(n) + ". "
}

var digits = []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}

// numeral returns n, 1 to 99, in Chinese.
func numeral(n int) string {
	tens, ones := n/10, digits[n%10]
	switch tens {
	case 0:
		return ones
	case 1:
		return "十" + ones
	}
	return digits[tens%10] + "十" + ones
}

func itoa(n int) string { return strconv.Itoa(n) }
