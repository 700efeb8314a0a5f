package desk

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/ledger"
	"mingda/internal/yearly"
)

// A yearlyBench is an office in the January after its first year: agency 1 coordinates,
// agency 2 has a clerk and a signer.
type yearlyBench struct {
	*bench
	late inbox.ID // came in the year, and is not registered
}

func newYearlyBench(t *testing.T) *yearlyBench {
	t.Helper()
	b := &yearlyBench{bench: newBench(t)}
	b.late = b.web(form(casefile.ByDownload)).Input
	a, err := b.DB.Agency(ctx, 1)
	b.must(err)
	a.Coordinates = true
	b.must1(b.PutAgency(ctx, Operator, a))
	u := auth.User{Login: "foreign-signer", Name: "foreign-signer", Roles: []auth.Role{auth.Signer}, Agency: 2}
	u.ID = b.must1(b.PutUser(ctx, Operator, u, "mingda-demo"))
	b.staff[u.Login] = u
	b.goTo("2027-01-11")
	return b
}

func (b *yearlyBench) report(id yearly.ID) *yearly.Report {
	b.t.Helper()
	r, err := loadYearly(ctx, b.DB, id)
	b.must(err)
	return r
}

// write writes a part as it is now.
func (b *yearlyBench) write(who string, id yearly.ID, f yearly.Written) {
	b.t.Helper()
	b.must(b.WriteYearly(ctx, b.by(who), id, b.report(id).Parts[f.Part].N, f))
}

// whole writes all that a report must have, each figure of 二 n.
func (b *yearlyBench) whole(who string, id yearly.ID, n int64) {
	b.t.Helper()
	b.write(who, id, yearly.Written{Part: yearly.Overview, Text: "一年来\r\n做了工作"})
	b.write(who, id, yearly.Written{Part: yearly.Problems, Text: "不足"})
	if id.IsWhole() {
		return
	}
	figures := map[string]int64{}
	for _, key := range yearly.Lacking(nil) {
		figures[key] = n
	}
	b.write(who, id, yearly.Written{Part: yearly.Proactive, Figures: figures})
}

func (b *yearlyBench) do(who string, id yearly.ID, act yearly.Act, why string) {
	b.t.Helper()
	b.must(b.DoYearly(ctx, b.by(who), id, 0, act, why))
}

// publish publishes a report as its signer sees it.
func (b *yearlyBench) publish(who string, id yearly.ID, why string) {
	b.t.Helper()
	draft, err := b.YearlyDraft(ctx, b.by(who), id)
	b.must(err)
	b.must(b.PublishYearly(ctx, b.by(who), id, draft.Seen, true, why))
}

// today says what the day's page asks of a person.
func (b *yearlyBench) today(who string) string {
	b.t.Helper()
	all, err := b.YearlyToday(ctx, b.by(who))
	b.must(err)
	var lines []string
	for _, d := range all {
		lines = append(lines, fmt.Sprintf("%d/%d %s %s", d.ID.Year(), d.ID.Agency(), d.By, d.What))
	}
	return strings.Join(lines, "; ")
}

// TestYearlyFlow: the reports of two agencies are written, sent in, taken, merged into the
// government's, published and corrected; each by who may, and the day's page asks for what
// is next.
func TestYearlyFlow(t *testing.T) {
	b := newYearlyBench(t)
	one, two, whole := yearly.IDOf(2026, 1), yearly.IDOf(2026, 2), yearly.IDOf(2026, 0)
	for who, want := range map[string]string{
		"clerk": "2026/1 2027-01-31 编写、报送; 2026/0 2027-03-31 汇总、编写，由签发人公布", "foreign-clerk": "2026/2 2027-01-31 编写、报送", "foreign-signer": "2026/2 2027-01-31 公布",
		"signer": "2026/1 2027-01-31 公布; 2026/0 2027-03-31 公布", "officer": "", "checker": "",
		"coordinator": "2026/1 2027-01-31 编写、报送; 2026/0 2027-01-31 收齐各机关的报告：2 个机关还没有报送; 2026/0 2027-03-31 汇总、编写，由签发人公布",
	} {
		if got := b.today(who); got != want {
			t.Errorf("%s: %q, want %q", who, got, want)
		}
	}
	b.whole("foreign-clerk", two, 5)
	b.do("foreign-clerk", two, yearly.Send, "")
	seen := b.report(two).Version
	b.do("foreign-clerk", two, yearly.TakeBackSending, "")
	b.do("foreign-clerk", two, yearly.Send, "")
	b.refused(b.DoYearly(ctx, b.by("coordinator"), two, seen, yearly.Accept, ""), "stale_version")
	b.do("coordinator", two, yearly.Return, "写具体些")
	if got := b.today("foreign-clerk"); got != "2026/2 2027-01-31 退回修改，改好再报送" {
		t.Error(got)
	}
	b.write("foreign-clerk", two, yearly.Written{Part: yearly.Problems, Text: "答复不及时"})
	b.do("foreign-signer", two, yearly.Send, "")
	b.whole("clerk", one, 2)
	b.do("clerk", one, yearly.Send, "")
	b.do("coordinator", one, yearly.Accept, "")
	if got := b.today("coordinator"); got != "2026/0 2027-01-31 收齐各机关的报告：1 份报来了，待收齐; 2026/0 2027-03-31 汇总、编写，由签发人公布" {
		t.Error(got)
	}
	a, err := b.AnnualReport(ctx, b.by("coordinator"), 2026, 0)
	b.must(err)
	if *a.Proactive[0].Made != 2 || !a.Whole || a.Version != 0 {
		t.Errorf("with one taken it is %+v", a)
	}
	b.whole("coordinator", whole, 0)
	draft, err := b.YearlyDraft(ctx, b.by("signer"), whole)
	b.must(err)
	if len(draft.Lacking) != 1 {
		t.Errorf("lacking are %q", draft.Lacking)
	}
	b.refused(b.PublishYearly(ctx, b.by("signer"), whole, draft.Seen, true, ""), "yearly_publish_reason", "reason")
	b.do("coordinator", two, yearly.Accept, "")
	b.refused(b.PublishYearly(ctx, b.by("signer"), whole, draft.Seen, true, "不等了"), "yearly_changed")
	b.publish("signer", whole, "")
	b.publish("foreign-signer", two, "")
	b.publish("signer", one, "")
	p, err := b.PublicYearly(ctx, whole, 0)
	b.must(err)
	seq, _, err := b.DB.Head(ctx)
	b.must(err)
	if *p.Annual.Proactive[0].Made != 7 || p.Annual.Version != 1 || p.Annual.Texts.Overview != "一年来\n做了工作" || p.Edition.Seq >= seq || len(p.Edition.Head) != 64 || ledger.HashOf(p.Edition.Report) != p.Edition.Hash || p.Annual.Head != p.Edition.Head {
		t.Errorf("published is edition %d at %d, %+v", p.Edition.Edition, p.Edition.Seq, p.Annual)
	}
	for _, who := range []string{"clerk", "coordinator", "signer", "foreign-clerk", "foreign-signer"} {
		if got := b.today(who); got != "" {
			t.Errorf("all is done, and %s: %q", who, got)
		}
	}
	b.refused(b.DoYearly(ctx, b.by("coordinator"), two, 0, yearly.Return, "x"), "yearly_government_out")
	b.correctYearly(two)
	list, err := b.PublicYearlies(ctx, 0)
	b.must(err)
	if len(list) != 3 || !list[0].ID.IsWhole() || list[0].Name != "明川区QZF" || list[2].Editions != 2 {
		t.Errorf("the list is %+v", list)
	}
	b.sound()
}

// correctYearly corrects what is published: the first edition stays as it was.
func (b *yearlyBench) correctYearly(id yearly.ID) {
	b.t.Helper()
	first, err := b.PublicYearly(ctx, id, 1)
	b.must(err)
	b.do("foreign-clerk", id, yearly.Correct, "许可的件数填错")
	figures := map[string]int64{}
	for _, key := range yearly.Lacking(nil) {
		figures[key] = 5
	}
	figures["permits.decided"] = 6
	b.write("foreign-clerk", id, yearly.Written{Part: yearly.Proactive, Figures: figures})
	v, err := b.Yearly(ctx, b.by("foreign-clerk"), id)
	b.must(err)
	if len(v.Moved) != 1 || v.Moved[0].Was != "5" || v.Moved[0].Is != "6" || *v.Public.Proactive[2].Decided != 5 {
		b.t.Errorf("from what is published it differs by %+v", v.Moved)
	}
	if a, err := b.AnnualReport(ctx, b.by("foreign-clerk"), 2026, 2); err != nil || a.Version != 1 || *a.Proactive[2].Decided != 5 {
		b.t.Errorf("while it is corrected it is written as %+v, %v", a, err)
	}
	b.publish("foreign-signer", id, "")
	second, err := b.PublicYearly(ctx, id, 0)
	b.must(err)
	if len(second.Changed) != 1 || second.Edition.Why != "许可的件数填错" || second.Annual.Version != 2 || !second.IsLatest() {
		b.t.Errorf("the correction is %+v", second)
	}
	if again, err := b.PublicYearly(ctx, id, 1); err != nil || string(again.Edition.Report) != string(first.Edition.Report) || again.IsLatest() {
		b.t.Errorf("the first edition is another: %v", err)
	}
}

// TestYearlyWho: everybody who may not is refused, whatever the act.
func TestYearlyWho(t *testing.T) {
	b := newYearlyBench(t)
	two := yearly.IDOf(2026, 2)
	may := map[yearly.Act]string{
		yearly.Write: "foreign-clerk", yearly.Correct: "foreign-clerk", yearly.DropCorrection: "foreign-clerk", yearly.Send: "foreign-clerk foreign-signer", yearly.TakeBackSending: "foreign-clerk foreign-signer",
		yearly.Return: "coordinator", yearly.Accept: "coordinator", yearly.TakeBackAcceptance: "coordinator", yearly.Publish: "foreign-signer",
	}
	for _, act := range yearly.Acts {
		for who, u := range b.staff {
			var err error
			switch act {
			case yearly.Write:
				err = b.WriteYearly(ctx, u, two, -1, yearly.Written{Part: yearly.Overview})
			case yearly.Publish:
				err = b.PublishYearly(ctx, u, two, "", true, "")
			default:
				err = b.DoYearly(ctx, u, two, 0, act, "")
			}
			if forbidden := fault.KindOf(err) == fault.Forbidden; forbidden == strings.Contains(" "+may[act]+" ", " "+who+" ") || err == nil {
				t.Errorf("%s by %s: %v", act, who, err)
			}
		}
	}
	for _, who := range []string{"clerk", "admin", "signer"} {
		if _, err := b.Yearly(ctx, b.by(who), two); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("%s sees that of another agency: %v", who, err)
		}
	}
	if parts, err := b.YearlyReports(ctx, b.by("foreign-clerk"), 2026); err != nil || len(parts) != 1 || parts[0].ID != two {
		t.Errorf("the other agency sees %+v, %v", parts, err)
	}
	if parts, err := b.YearlyReports(ctx, b.by("coordinator"), 2026); err != nil || len(parts) != 3 || !parts[0].ID.IsWhole() {
		t.Errorf("the coordinator sees %+v, %v", parts, err)
	}
	if _, err := b.YearlyReports(ctx, b.by("admin"), 2026); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("the administrator: %v", err)
	}
	for _, id := range []yearly.ID{yearly.IDOf(2026, 99), yearly.IDOf(2031, 2), yearly.IDOf(1990, 2)} {
		if _, err := b.Yearly(ctx, b.by("coordinator"), id); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%d: %v", id, err)
		}
	}
	if _, err := b.PublicYearly(ctx, two, 0); fault.KindOf(err) != fault.NotFound {
		t.Errorf("what is not published is read: %v", err)
	}
}

// TestYearlyBeforeOffice: of the year before the office began nothing is asked for, but what
// was sent in, returned or is corrected all the same waits for who is next, without a day.
func TestYearlyBeforeOffice(t *testing.T) {
	b := newYearlyBench(t)
	two := yearly.IDOf(2025, 2)
	of2025 := func(who, want string) {
		t.Helper()
		all, err := b.YearlyToday(ctx, b.by(who))
		b.must(err)
		var got string
		for _, d := range all {
			if d.ID.Year() == 2025 {
				got += fmt.Sprint(d.What, d.By)
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", who, got, want)
		}
	}
	b.whole("foreign-clerk", two, 5)
	of2025("foreign-clerk", "")
	b.do("foreign-clerk", two, yearly.Send, "")
	of2025("coordinator", "收齐各机关的报告：1 份报来了，待收齐"+calendar.Date{}.String())
	b.do("coordinator", two, yearly.Return, "写具体些")
	of2025("coordinator", "")
	of2025("foreign-clerk", "退回修改，改好再报送"+calendar.Date{}.String())
	b.do("foreign-clerk", two, yearly.Send, "")
	b.do("coordinator", two, yearly.Accept, "")
	b.publish("foreign-signer", two, "")
	of2025("foreign-signer", "")
	b.do("foreign-clerk", two, yearly.Correct, "件数填错")
	of2025("foreign-signer", "更正写好以后公布"+calendar.Date{}.String())
}

// TestYearlyFounded: of an agency that was founded after the year no report is asked for, and
// the government's does not lack it.
func TestYearlyFounded(t *testing.T) {
	b := newYearlyBench(t)
	a, err := b.DB.Agency(ctx, 2)
	b.must(err)
	a.FoundedIn = 2027
	b.must1(b.PutAgency(ctx, Operator, a))
	if got := b.today("foreign-clerk"); got != "" {
		t.Errorf("it is asked for %q", got)
	}
	if got := b.today("coordinator"); !strings.Contains(got, "收齐各机关的报告：1 个机关还没有报送") {
		t.Errorf("who collects waits for %q", got)
	}
	b.whole("clerk", yearly.IDOf(2026, 1), 2)
	b.do("clerk", yearly.IDOf(2026, 1), yearly.Send, "")
	b.do("coordinator", yearly.IDOf(2026, 1), yearly.Accept, "")
	b.whole("clerk", yearly.IDOf(2026, 0), 0)
	draft, err := b.YearlyDraft(ctx, b.by("signer"), yearly.IDOf(2026, 0))
	b.must(err)
	if len(draft.Lacking) > 0 {
		t.Errorf("the government's lacks %q", draft.Lacking)
	}
	b.goTo("2028-01-11")
	if got := b.today("foreign-clerk"); got != "2027/2 2028-01-31 编写、报送" {
		t.Errorf("of its first year it is asked for %q", got)
	}
}

// TestYearlyTogether: of two who write the same part at once one is told; who writes another
// part is not.
func TestYearlyTogether(t *testing.T) {
	b := newYearlyBench(t)
	id := yearly.IDOf(2026, 1)
	errs := make([]error, 8)
	_ = atOnce(len(errs), func(i int) error {
		part := []yearly.Part{yearly.Overview, yearly.Problems}[i%2]
		errs[i] = b.WriteYearly(ctx, b.by("clerk"), id, 0, yearly.Written{Part: part, Text: fmt.Sprint("写", i)})
		return nil
	})
	stored := 0
	for _, err := range errs {
		switch {
		case err == nil:
			stored++
		case fault.CodeOf(err) != "stale_version":
			t.Errorf("%v", err)
		}
	}
	if stored != 2 {
		t.Errorf("%d were stored", stored)
	}
	b.sound()
}

// TestYearlyWithoutGovernment: where nobody coordinates there is no government's report, and
// what was published before stays readable.
func TestYearlyWithoutGovernment(t *testing.T) {
	b := newYearlyBench(t)
	whole := yearly.IDOf(2026, 0)
	b.whole("clerk", whole, 0)
	b.publish("signer", whole, "没有机关报送")
	a, err := b.DB.Agency(ctx, 1)
	b.must(err)
	a.Coordinates = false
	b.must1(b.PutAgency(ctx, Operator, a))
	b.refused(b.DoYearly(ctx, b.by("clerk"), whole, 0, yearly.Correct, "x"), "yearly_not_government")
	if p, err := b.PublicYearly(ctx, whole, 0); err != nil || p.Annual.Agency != "明川区QZF" {
		t.Errorf("%+v, %v", p, err)
	}
	if list, err := b.PublicYearlies(ctx, 2026); err != nil || len(list) != 1 || list[0].Name != "明川区QZF" {
		t.Errorf("%+v, %v", list, err)
	}
	if got := b.today("coordinator"); strings.Contains(got, "/0 ") {
		t.Error(got)
	}
}

// yearlyPublished is how many editions the kill test publishes.
const yearlyPublished = 30

// publishYearlies publishes and corrects a report, from where the last process was killed:
// each edition must be whole, or not there.
func publishYearlies(d *Desk) error {
	d.Now = func() time.Time { return time.Date(2027, 2, 1, 15, 0, 0, 0, calendar.Zone) }
	clerk, err := d.DB.UserByLogin(ctx, "clerk")
	if err != nil {
		return err
	}
	signer, err := d.DB.UserByLogin(ctx, "signer")
	if err != nil {
		return err
	}
	id := yearly.IDOf(2026, 1)
	for {
		r, err := loadYearly(ctx, d.DB, id)
		if err != nil {
			return err
		}
		n := len(r.Editions)
		switch {
		case n == yearlyPublished:
			return nil
		case n > 0 && r.Correcting == "":
			err = d.DoYearly(ctx, clerk, id, r.Version, yearly.Correct, fmt.Sprint("更正", n))
		case r.Parts[yearly.Overview].Text != fmt.Sprint("第", n):
			err = d.WriteYearly(ctx, clerk, id, r.Parts[yearly.Overview].N, yearly.Written{Part: yearly.Overview, Text: fmt.Sprint("第", n)})
		default:
			var draft YearlyDraft
			if draft, err = d.YearlyDraft(ctx, signer, id); err == nil {
				err = d.PublishYearly(ctx, signer, id, draft.Seen, true, "")
			}
			if err == nil {
				fmt.Println("acknowledged", n+1, n+1)
			}
		}
		if err != nil {
			return errors.Join(err, fmt.Errorf("at edition %d", n))
		}
	}
}

// TestKilledPublishingYearly: killed at any moment of publication, what was said to be
// published is, whole and once, and the rows are what the ledger says.
func TestKilledPublishingYearly(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	b := newYearlyBench(t)
	b.whole("clerk", yearly.IDOf(2026, 1), 3)
	b.must(b.DB.Close())
	told := runAndKill(t, "yearlies", b.dir, 3)
	b.reopen()
	r := b.report(yearly.IDOf(2026, 1))
	if len(r.Editions) != yearlyPublished || len(told) < yearlyPublished/2 {
		t.Errorf("%d editions, %d acknowledged", len(r.Editions), len(told))
	}
	for i, e := range r.Editions {
		a, err := e.Value()
		if err != nil || e.Edition != i+1 || a.Version != i+1 || a.Texts.Overview != fmt.Sprint("第", i) || ledger.HashOf(e.Report) != e.Hash {
			t.Errorf("edition %d is %+v, %v", i+1, a, err)
		}
	}
	b.sound()
}
