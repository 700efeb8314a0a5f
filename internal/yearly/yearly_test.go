package yearly

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/ledger"
	"mingda/internal/report"
)

// A book is a report that facts happen to, as the desk lets them.
type book struct {
	*Report
	t       *testing.T
	entries []ledger.Entry
	s       Situation
}

func newBook(t *testing.T, id ID) *book {
	r, err := Fold(id, nil)
	if err != nil {
		t.Fatal(err)
	}
	return &book{Report: r, t: t, s: Situation{Today: calendar.NewDate(2027, 1, 20)}}
}

// happen appends a fact that the rules decided.
func (b *book) happen(f ledger.Fact, err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatalf("%v %v", err, fault.FieldsOf(err))
	}
	body, _, err := ledger.Encode(f)
	if err != nil {
		b.t.Fatal(err)
	}
	e := ledger.Entry{Seq: int64(len(b.entries) + 1), Matter: ledger.Yearly, Subject: int64(b.ID), N: b.Version + 1, Type: f.FactType(), On: b.s.Today, At: time.Unix(1, 0), By: 7, Body: body}
	b.entries = append(b.entries, e)
	if err := b.Take(e); err != nil {
		b.t.Fatal(err)
	}
}

func (b *book) write(p Part, text string) {
	b.t.Helper()
	f, err := b.Writing(Written{Part: p, Text: text}, b.Parts[p].N, b.s)
	b.happen(f, err)
}

func (b *book) fill(figures map[string]int64, reasons map[string]string) {
	b.t.Helper()
	f, err := b.Writing(Written{Part: Proactive, Figures: figures, Reasons: reasons}, b.Parts[Proactive].N, b.s)
	b.happen(f, err)
}

func (b *book) do(act Act, why string) { b.t.Helper(); b.happen(b.Doing(act, why, b.s)) }

func (b *book) publish() {
	b.t.Helper()
	f, err := b.Publishing(b.annual(), 12, "abcd", true, "不等了", b.s)
	b.happen(f, err)
}

// annual is the report as it would be published, without counted figures.
func (b *book) annual() report.Annual {
	return report.Annual{Year: b.ID.Year(), Agency: "区住建局", Texts: b.Texts(), Proactive: b.Table()}
}

// refused says with which sentence an act is refused.
func (b *book) refused(act Act, code fault.Code) {
	b.t.Helper()
	if err := b.Allows(act, b.s); fault.CodeOf(err) != code {
		b.t.Errorf("%s at %s: %v, want %s", act, b.Stage, err, code)
	}
}

// whole fills all that must be written.
func (b *book) whole() *book {
	b.t.Helper()
	b.write(Overview, "一年来")
	b.write(Problems, "不足")
	if !b.ID.IsWhole() {
		b.fill(figures(3), nil)
	}
	return b
}

// figures are all that the form asks for, each n.
func figures(n int64) map[string]int64 {
	all := map[string]int64{}
	for _, key := range Lacking(nil) {
		all[key] = n
	}
	return all
}

func TestID(t *testing.T) {
	id := IDOf(2026, 17)
	if id.Year() != 2026 || id.Agency() != 17 || id.IsWhole() || !IDOf(2026, 0).IsWhole() || Proactive.IsIn(IDOf(2026, 0)) || !Proactive.IsIn(id) || Part("x").IsIn(id) {
		t.Errorf("%d: %d %d", id, id.Year(), id.Agency())
	}
}

// TestLife: a report is written, sent, returned, sent again, taken, published, corrected.
func TestLife(t *testing.T) {
	b := newBook(t, IDOf(2026, 2))
	b.refused(Send, "yearly_unwritten")
	b.refused(TakeBackSending, "yearly_not_sent")
	b.refused(Accept, "yearly_not_sent")
	b.refused(Return, "yearly_not_sent")
	b.refused(TakeBackAcceptance, "yearly_not_accepted")
	b.refused(Correct, "yearly_not_published")
	b.refused(DropCorrection, "yearly_no_correction")
	b.whole().do(Send, "")
	b.refused(Write, "yearly_with_office")
	b.refused(Send, "yearly_sent")
	b.do(TakeBackSending, "")
	b.write(Others, "无")
	b.do(Send, "")
	b.do(Return, "第五部分再写具体些")
	if b.Stage != StageReturned || b.Returned == "" || !b.SentOn.IsZero() {
		t.Errorf("returned: %+v", b.Project())
	}
	b.write(Problems, "答复不够及时")
	b.do(Send, "")
	b.do(Accept, "")
	b.refused(Write, "yearly_with_office_accepted")
	b.refused(TakeBackSending, "yearly_accepted")
	b.refused(Accept, "yearly_accepted")
	b.do(TakeBackAcceptance, "")
	b.do(Accept, "")
	b.publish()
	b.refused(Write, "yearly_frozen")
	b.refused(Publish, "yearly_published")
	b.do(Correct, "收费金额填错")
	b.refused(Send, "yearly_correcting")
	b.refused(Correct, "yearly_correcting")
	b.fill(figures(4), nil)
	if _, table := b.Contribution(); *table[0].Made != 3 {
		t.Error("the government's report takes in what is not published yet")
	}
	b.do(DropCorrection, "")
	if *b.Table()[0].Made != 3 || b.Correcting != "" {
		t.Error("a correction that was dropped stays")
	}
	b.do(Correct, "收费金额填错")
	b.fill(figures(4), nil)
	b.publish()
	first, second := b.Editions[0], b.Editions[1]
	was, err := first.Value()
	is, err2 := second.Value()
	if err != nil || err2 != nil || *was.Proactive[0].Made != 3 || *is.Proactive[0].Made != 4 || second.Edition != 2 || second.Why != "收费金额填错" || is.Version != 2 || was.Texts.Problems != "答复不够及时" {
		t.Errorf("the editions are %+v and %+v: %v %v", was, is, err, err2)
	}
	if l := b.Project(); l.Editions != 2 || l.Stage != StageAccepted || l.PublishedOn != b.s.Today || l.Correcting {
		t.Errorf("the row is %+v", l)
	}
	b.do(Return, "收费金额还是不对")
	if !b.IsToCorrect() {
		t.Error("what was returned is published, and is not to be corrected")
	}
	b.do(Correct, "收费金额还是不对")
	if b.IsToCorrect() {
		t.Error("it is being corrected already")
	}
	b.fill(figures(5), nil)
	b.publish()
	if b.IsToCorrect() {
		t.Error("it was corrected since it was returned, and is to be corrected once more")
	}
	b.do(Send, "")
	b.do(Accept, "")
	b.s.GovernmentOut = true
	b.refused(Return, "yearly_government_out")
	b.refused(TakeBackAcceptance, "yearly_government_out")
	again, err := Fold(b.ID, b.entries)
	if err != nil || fmt.Sprint(again.Project(), again.Texts(), len(again.Steps)) != fmt.Sprint(b.Project(), b.Texts(), len(b.entries)) {
		t.Errorf("folded again it is %+v, %v", again, err)
	}
}

// TestRefused: what cannot be said of a report, each with its sentence.
func TestRefused(t *testing.T) {
	early, late := newBook(t, IDOf(law.FirstReport-1, 1)), newBook(t, IDOf(2027, 1))
	early.refused(Write, "yearly_too_early")
	late.refused(Write, "") // begun in the year itself
	late.whole().refused(Send, "yearly_not_over")
	late.refused(Publish, "yearly_not_over")
	newBook(t, IDOf(2028, 1)).refused(Write, "yearly_to_come")
	whole := newBook(t, IDOf(2026, 0))
	whole.refused(Send, "yearly_whole_not_sent")
	whole.refused(Publish, "yearly_unwritten")
	whole.whole().refused(Publish, "")
	for name, f := range map[string]func(*book) (any, error){
		"yearly_part_unknown":  func(b *book) (any, error) { return b.Writing(Written{Part: "x"}, 0, b.s) },
		"stale_version":        func(b *book) (any, error) { return b.Writing(Written{Part: Overview}, 0, b.s) },
		"yearly_return_reason": func(b *book) (any, error) { b.do(Send, ""); return b.Doing(Return, " ", b.s) },
		"yearly_figure": func(b *book) (any, error) {
			return b.Writing(Written{Part: Proactive, Figures: figures(-1)}, b.Parts[Proactive].N, b.s)
		},
		"intake_too_long": func(b *book) (any, error) {
			return b.Writing(Written{Part: Problems, Text: strings.Repeat("长", MaxText+1)}, b.Parts[Problems].N, b.s)
		},
		"yearly_publish_sure": func(b *book) (any, error) { return b.Publishing(b.annual(), 1, "", false, "", b.s) },
		"yearly_publish_reason": func(b *book) (any, error) {
			b.s.Lacking = []string{"区住建局"}
			return b.Publishing(b.annual(), 1, "", true, " ", b.s)
		},
		"yearly_correct_reason": func(b *book) (any, error) { b.publish(); return b.Doing(Correct, "", b.s) },
	} {
		_, err := f(newBook(t, IDOf(2026, 1)).whole())
		found := fault.CodeOf(err) == fault.Code(name)
		for _, e := range fault.FieldsOf(err) {
			found = found || e.Code == fault.Code(name)
		}
		if !found || strings.Contains(err.Error(), "yearly_") {
			t.Errorf("%s: %v %v", name, err, fault.FieldsOf(err))
		}
	}
	if _, err := Fold(1, []ledger.Entry{{Type: "x"}}); err == nil {
		t.Error("an unknown fact is folded")
	}
}

// TestQuestions: figures that do not go with last year's are asked about, and an answer is
// enough.
func TestQuestions(t *testing.T) {
	last := map[string]int64{"documents.made": 5, "documents.ended": 1, "documents.in_force": 20, "permits.decided": 30, "fees.charged": 120_000}
	for _, c := range []struct {
		now  map[string]int64
		want string // the keys asked about
	}{
		{map[string]int64{}, ""},
		{map[string]int64{"documents.made": 4, "documents.ended": 2, "documents.in_force": 22}, ""},
		{map[string]int64{"documents.made": 4, "documents.ended": 2, "documents.in_force": 23}, "documents.in_force"},
		{map[string]int64{"documents.made": 4, "documents.in_force": 23}, ""}, // not all is there yet
		{map[string]int64{"permits.decided": 299}, ""},
		{map[string]int64{"permits.decided": 300}, "permits.decided"},
		{map[string]int64{"permits.decided": 0, "fees.charged": 0, "documents.made": 0}, "documents.made permits.decided fees.charged"},
		{map[string]int64{"penalties.decided": 1_000_000, "rules.made": 12}, ""}, // last year's is not known
	} {
		var asked []string
		for _, q := range Questions(TableOf(c.now), TableOf(last)) {
			asked = append(asked, q.Key)
			if q.Text == "" || q.What == "" {
				t.Errorf("%+v", q)
			}
		}
		if got := strings.Join(asked, " "); got != c.want {
			t.Errorf("%v: asked about %q, want %q", c.now, got, c.want)
		}
	}
	b := newBook(t, IDOf(2026, 1)).whole()
	b.s.Last = TableOf(last)
	b.refused(Send, "yearly_asked")
	reasons := map[string]string{"rules.made": "没有问"}
	for _, q := range b.Open(b.s.Last) {
		reasons[q.Key] = "去年清理过"
	}
	b.fill(b.Parts[Proactive].Figures, reasons)
	b.refused(Send, "")
	if _, kept := b.Parts[Proactive].Reasons["rules.made"]; kept {
		t.Error("a reason stands where nothing was asked")
	}
}

func TestShown(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 1: "0.0001", 10_000: "1", 123_456: "12.3456", 120_500: "12.05", 1_000_000: "100"} {
		if got := Shown(law.ChargedInYear, n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
}
