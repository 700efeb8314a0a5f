package report

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// A player plays the years of an office with the facts of cases, as a person would decide
// them, and keeps a count of its own on paper while it does: where each case belongs by what
// the player meant. It asks nothing of the code that counts.
type player struct {
	t     *testing.T
	rand  *rand.Rand
	cases []*casefile.Case
	seq   int64
	tally map[string]int // "2026 new natural": how many
}

// rowsOnPaper is what each result counts as, written out by hand from the form.
var rowsOnPaper = map[law.Result]string{
	"disclose": "disclose", "already_public": "disclose", "partial": "partial",
	"secret": "secret", "forbidden": "forbidden", "security": "security", "third_party": "third_party", "internal": "internal", "process": "process", "enforcement": "enforcement", "inquiry": "inquiry",
	"not_existing": "not_existing", "not_ours": "not_existing", "making": "making", "unclear": "unclear",
	"petition": "petition", "repeated": "repeated", "publication": "publication", "excessive": "excessive", "confirm": "confirm",
	"no_supplement": "no_supplement", "no_payment": "no_payment", "withdrawn": "other", "other": "other",
}

// replies are the results that a reply can have.
var replies = []law.Result{"disclose", "already_public", "partial", "secret", "forbidden", "security", "third_party", "internal", "process", "enforcement", "inquiry",
	"not_existing", "not_ours", "making", "unclear", "petition", "repeated", "publication", "excessive", "confirm"}

// A played case is one under construction.
type played struct {
	*player
	c       *casefile.Case
	day     calendar.Date // that has come
	written calendar.Date // on which it is written down, which is never earlier
}

// begin registers a case on a day that came on another.
func (p *player) begin(day, on calendar.Date, class casefile.Class, kind casefile.Type) *played {
	one := &played{p, &casefile.Case{ID: casefile.ID(len(p.cases) + 1)}, day, day}
	p.cases = append(p.cases, one.c)
	f := &casefile.Registered{Number: fmt.Sprint("案", len(p.cases)), Type: kind, OwnDays: 20, Agency: 1, Door: casefile.Counter, Class: class, Receipt: casefile.Receipt{On: on, Ground: casefile.HandedIn}}
	f.Private.Applicant = casefile.Applicant{Class: class, Name: "沈知秋"}
	one.happens(f)
	return one
}

// happens lets facts happen on the day that has come.
func (o *played) happens(facts ...ledger.Fact) {
	o.t.Helper()
	for _, f := range facts {
		body, private, err := ledger.Encode(f)
		if err != nil {
			o.t.Fatal(err)
		}
		o.seq++
		if o.day.After(o.written) {
			o.written = o.day
		}
		if err := o.c.Take(ledger.Entry{Seq: o.seq, Matter: ledger.Case, Subject: int64(o.c.ID), N: o.c.Version + 1, Type: f.FactType(), On: o.day, At: o.written.Start().Add(10 * time.Hour), By: 2, Body: body, Private: private}); err != nil {
			o.t.Fatal(err)
		}
	}
}

// later lets some days pass.
func (o *played) later(most int) calendar.Date {
	o.day = o.day.AddDays(1 + o.rand.IntN(most))
	return o.day
}

// reply sends a reply, which may replace another, and returns its number.
func (o *played) reply(result law.Result, replaces int, joint ...int) int {
	n := len(o.c.Letters) + 1
	kind := casefile.LetterKind(result)
	o.happens(&casefile.Drafted{Letter: n, Kind: kind, Result: result, Replaces: replaces, Joint: joint}, &casefile.SentToCheck{Letter: n}, &casefile.Checked{Letter: n},
		&casefile.Signed{Letter: n, Kind: kind, Result: result, Number: fmt.Sprint("号", n)}, &casefile.Rendered{Letter: n, File: "aa"}, &casefile.Served{Letter: n, Way: casefile.Direct})
	return n
}

// ends notes on paper where a case belongs: when it came, and when it was over and how.
func (p *player) ends(came calendar.Date, over calendar.Date, class casefile.Class, result law.Result) {
	add := func(year int, row string) {
		for _, column := range []string{string(class), "total"} {
			p.tally[fmt.Sprint(year, " ", row, " ", column)]++
		}
	}
	add(came.Year(), "new")
	last := 2030
	if !over.IsZero() {
		last = over.Year()
		add(last, rowsOnPaper[result])
		add(last, "total")
	}
	for year := came.Year(); year < last; year++ {
		add(year, "carried_out")
		add(year+1, "carried_in")
	}
}

// one plays one case.
func (p *player) one() {
	came := calendar.NewDate(2024, 1, 1).AddDays(p.rand.IntN(1300))
	class := casefile.Classes[p.rand.IntN(len(casefile.Classes))]
	result := replies[p.rand.IntN(len(replies))]
	o := p.begin(came, came, class, casefile.Request)
	o.later(30)
	switch p.rand.IntN(17) {
	case 0: // nobody has done anything yet
		p.ends(came, calendar.Date{}, class, "")
	case 1:
		o.happens(&casefile.Withdrawn{})
		p.ends(came, o.day, class, law.Withdrawn)
	case 2:
		closed := []law.Result{law.NoSupplement, law.NoPayment, law.Other}[p.rand.IntN(3)]
		o.happens(&casefile.Closed{Result: closed})
		p.ends(came, o.day, class, closed)
	case 3:
		o.resumed(came, class, result)
	case 4, 5:
		o.revoked(came, class, result)
	case 6, 7:
		o.corrected(came, class, result)
	case 8:
		o.cameBack(came, class, result)
	case 9: // who takes over is of another class
		o.happens(&casefile.Succeeded{Class: casefile.Classes[(slices.Index(casefile.Classes, class)+1)%6]})
		o.later(20)
		o.reply(result, 0)
		p.ends(came, o.day, class, result)
	case 10: // the class was entered wrongly
		right := casefile.Classes[(slices.Index(casefile.Classes, class)+1)%6]
		o.happens(&casefile.PersonCorrected{Corrects: 1, Class: right})
		o.reply(result, 0)
		p.ends(came, o.day, right, result)
	case 11: // counts nowhere
		o.happens(&casefile.Annulled{})
	case 12: // a correction of a record counts nowhere
		p.begin(came, came, class, casefile.Correction).happens(&casefile.Noted{})
		o.reply(result, 0)
		p.ends(came, o.day, class, result)
	case 13:
		o.split(came, class, result)
	case 14: // the day of receipt was another
		day := came.AddDays(-p.rand.IntN(20))
		o.happens(&casefile.ReceiptCorrected{Corrects: 1, Receipt: casefile.Receipt{On: day, Ground: casefile.HandedIn}})
		o.reply(result, 0)
		p.ends(day, o.day, class, result)
	case 15: // withdrawn on a day before the one that was chosen as that of receipt
		o.day = came.AddDays(-2)
		o.happens(&casefile.Withdrawn{})
		p.ends(came, came, class, law.Withdrawn)
	default:
		o.reply(result, 0)
		p.ends(came, o.day, class, result)
	}
}

// resumed closes a case by mistake and goes on with it: in the same year it was not over, in
// a later one it stays counted.
func (o *played) resumed(came calendar.Date, class casefile.Class, result law.Result) {
	o.happens(&casefile.Closed{Result: law.NoSupplement})
	closed := o.day
	n := o.c.Version
	o.later(200)
	o.happens(&casefile.Resumed{Corrects: n})
	again := o.day
	o.later(100)
	o.reply(result, 0)
	if again.Year() == closed.Year() {
		o.ends(came, o.day, class, result)
		return
	}
	o.ends(came, closed, class, law.NoSupplement)
}

// revoked replies, is ordered to answer anew and perhaps does: the first answer counts.
func (o *played) revoked(came calendar.Date, class casefile.Class, result law.Result) {
	n := o.reply(result, 0)
	o.ends(came, o.day, class, result)
	for range 1 + o.rand.IntN(2) {
		o.later(120)
		o.happens(&casefile.Judged{Forum: casefile.InReview, Letter: n, Outcome: casefile.OrderedAnswer, Number: "复决", DecidedOn: o.day})
		if o.rand.IntN(3) == 0 {
			return
		}
		o.later(60)
		n = o.reply(replies[o.rand.IntN(len(replies))], 0)
	}
}

// corrected replaces a reply by another: within the year the corrected one counts, on the
// day of the first.
func (o *played) corrected(came calendar.Date, class casefile.Class, result law.Result) {
	n := o.reply(result, 0)
	first := o.day
	o.later(150)
	other := replies[o.rand.IntN(len(replies))]
	o.reply(other, n)
	if o.day.Year() == first.Year() {
		result = other
	}
	o.ends(came, first, class, result)
}

// cameBack sends a reply that did not arrive, and sends it again: within the year it was not
// over.
func (o *played) cameBack(came calendar.Date, class casefile.Class, result law.Result) {
	n := o.reply(result, 0)
	first := o.day
	o.later(40)
	o.happens(&casefile.ServiceCorrected{Letter: n, Failed: true})
	back := o.day
	o.later(20)
	o.happens(&casefile.Served{Letter: n, Way: casefile.Direct})
	if back.Year() == first.Year() {
		first = o.day
	}
	o.ends(came, first, class, result)
}

// split divides a case: both count, the part that went as new in the year in which it did.
func (o *played) split(came calendar.Date, class casefile.Class, result law.Result) {
	on := o.day
	part := o.begin(on, came, class, casefile.Request)
	o.happens(&casefile.SplitOut{Split: 1, To: part.c.ID, Number: part.c.Number})
	part.happens(&casefile.SplitOff{From: o.c.ID, Number: o.c.Number})
	o.reply(result, 0)
	o.ends(came, o.day, class, result)
	counts := came
	if on.Year() > came.Year() {
		counts = on
	}
	part.later(30)
	part.reply("disclose", 0)
	o.ends(counts, part.day, class, "disclose")
}

// TestYears plays the years of fifty offices and compares the table with the player's own
// count, cell by cell; and a year that is over reads the same whatever came after it.
func TestYears(t *testing.T) {
	for seed := range uint64(50) {
		p := &player{t: t, rand: rand.New(rand.NewPCG(seed, 1)), tally: map[string]int{}}
		for range 120 {
			p.one()
		}
		var all []Request
		for _, c := range p.cases {
			if r, counts := RequestOf(c); counts {
				all = append(all, r)
			}
		}
		for year := 2024; year <= 2029; year++ {
			period := PeriodOf(year, calendar.NewDate(2030, 6, 1))
			grid := Requests(all, period)
			for _, row := range grid.Rows {
				for i, column := range ColumnCodes() {
					if want := p.tally[fmt.Sprint(year, " ", row.Code, " ", column)]; row.Values[i] != want {
						t.Fatalf("office %d, %d: %s, %s is %d, on paper %d", seed, year, row.Code, column, row.Values[i], want)
					}
				}
			}
			whole(t, all, period, grid)
		}
	}
}

// whole checks what holds of a table whatever the cases: the identities, and that each figure
// is as many cases as say why they count there.
func whole(t *testing.T, all []Request, p Period, g Grid) {
	t.Helper()
	for _, is := range append(g.Check(), g.CheckCarried("上年", Requests(all, Period{p.Year - 1, p.First().AddDays(-1)}))) {
		if !is.Holds {
			t.Fatalf("%d: %s: %s", p.Year, is.Name, is.Words)
		}
	}
	listed := map[string]int{}
	for _, r := range all {
		results := 0
		for _, tally := range r.Tallies(p) {
			row := tally.Row
			if row == "" {
				row = p.RowOf(tally.Result)
				results++
			}
			if r.Why(p, row) == "" {
				t.Fatalf("case %d does not say why", r.ID)
			}
			listed[row]++
		}
		if results > 1 {
			t.Fatalf("case %d counts with %d results", r.ID, results)
		}
	}
	for _, row := range g.Rows {
		if row.Code != TotalRow && row.Total() != listed[row.Code] {
			t.Fatalf("%d: %s is %d and lists %d", p.Year, row.Code, row.Total(), listed[row.Code])
		}
	}
}

// TestNothingChangesLater: what happens to a case after a year leaves the table of that year
// as it was.
func TestNothingChangesLater(t *testing.T) {
	for seed := range uint64(20) {
		p := &player{t: t, rand: rand.New(rand.NewPCG(seed, 2)), tally: map[string]int{}}
		for range 100 {
			p.one()
		}
		for year := 2024; year <= 2027; year++ {
			period := PeriodOf(year, calendar.NewDate(2030, 1, 1))
			var then, now []Request
			for _, c := range p.cases {
				if slices.ContainsFunc(c.History, mends) {
					continue // a mistake of before is mended whenever it is found
				}
				if r, counts := RequestOf(c); counts {
					now = append(now, r)
				}
				if r, counts := RequestOf(until(t, c, period.Until)); counts {
					then = append(then, r)
				}
			}
			a, b := Requests(then, period), Requests(now, period)
			if fmt.Sprint(a) != fmt.Sprint(b) {
				t.Fatalf("office %d: %d read\n%v\nand later reads\n%v", seed, year, a, b)
			}
		}
	}
}

// mends reports whether a fact says that what was entered before was wrong.
func mends(p casefile.Past) bool {
	switch p.Fact.(type) {
	case *casefile.Annulled, *casefile.ReceiptCorrected, *casefile.PersonCorrected:
		return true
	}
	return false
}

// until returns the case as it stood at the end of a day.
func until(t *testing.T, c *casefile.Case, day calendar.Date) *casefile.Case {
	t.Helper()
	then := &casefile.Case{ID: c.ID}
	for _, p := range c.History {
		if calendar.DateOf(p.At).After(day) {
			break
		}
		body, private, err := ledger.Encode(p.Fact)
		if err == nil {
			err = then.Take(ledger.Entry{Seq: p.Seq, Matter: ledger.Case, Subject: int64(c.ID), N: p.N, Type: p.Type, On: p.On, At: p.At, By: p.By, Body: body, Private: private})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return then
}
