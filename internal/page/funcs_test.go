package page

import (
	"html/template"
	"strings"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/mangle"
)

var day = calendar.NewDate(2026, 6, 30)

func TestFormats(t *testing.T) {
	// 07:42 in UTC is 15:42 in Asia/Shanghai; 17:00 is already the next day.
	at := time.Date(2026, 6, 30, 7, 42, 0, 0, time.UTC)
	late := time.Date(2026, 6, 30, 17, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		got  any
		want string
	}{
		{"date", dateHTML(day), `<span class="nw">2026年6月30日（星期二）</span>`},
		{"no date", dateHTML(calendar.Date{}), ""},
		{"day", dayHTML(day), `<span class="nw">6月30日</span>`},
		{"no day", dayHTML(calendar.Date{}), ""},
		{"day and weekday", dayWeekHTML(day), `<span class="nw">6月30日（星期二）</span>`},
		{"no day and weekday", dayWeekHTML(calendar.Date{}), ""},
		{"date and time", dateTimeHTML(at), `<span class="nw">2026年6月30日（星期二）</span>15:42`},
		{"after midnight in Shanghai", dateTimeHTML(late), `<span class="nw">2026年7月1日（星期三）</span>01:00`},
		{"no time", dateTimeHTML(time.Time{}), ""},
		{"clock", calendar.ClockTime(at), "15:42"},
		{"no clock", calendar.ClockTime(time.Time{}), ""},
		{"name", nameHTML("阿卜杜热合曼·麦麦提明"), `<span class="nw">阿卜杜热合曼·</span><span class="nw">麦麦提明</span>`},
		{"short name", nameHTML("周予安"), "周予安"},
		{"several names", nameHTML("叶清源、努尔兰·赛力克"), `<span class="nw">叶清源、</span><span class="nw">努尔兰·</span><span class="nw">赛力克</span>`},
		{"no name", nameHTML(""), ""},
		{"name with markup", nameHTML("<b>·</b>"), `<span class="nw">&lt;b&gt;·</span><span class="nw">&lt;/b&gt;</span>`},
		{"Uyghur name", nameHTML("ئابدۇقادىر·ئەخمەت"), `<bdi lang="ug" dir="rtl">ئابدۇقادىر·ئەخمەت</bdi>`},
		{"prose with a Uyghur name", proseHTML("9月2日，<b>ئابدۇقادىر ئەخمەت 申请"), `<span class="nw">9月2日</span>，&lt;b&gt;<bdi lang="ug" dir="rtl">ئابدۇقادىر ئەخمەت</bdi> 申请`},
		{"short name with markup", nameHTML("<b>"), "&lt;b&gt;"},
		{"phone", nowrap(`0000-1234567"<b>`), `<span class="nw">0000-1234567&#34;&lt;b&gt;</span>`},
		{"mail address", addressHTML("a<b@x.example"), `<span class="breakall">a&lt;b@<wbr>x.example</span>`},
		{"web address", addressHTML("https://x.example/a?b=1"), `<span class="breakall">https://<wbr>x.example/<wbr>a?<wbr>b=<wbr>1</span>`},
		{"address of one part", addressHTML("ftp/"), `<span class="breakall">ftp/</span>`},
		{"icon with markup", iconHTML(`x"><b>`), `<span class="i i-x&#34;&gt;&lt;b&gt;" aria-hidden="true"></span>`},
		{"number", numberText(45), "45"},
		{"ten thousand", numberText(10000), "10000"},
		{"more than ten thousand", numberText(10001), "1万以上"},
		{"count", countText(3, "件"), "3 件"},
		{"bytes", bytesText(999), "999 B"},
		{"kilobytes", bytesText(640 * 1024), "640 KB"},
		{"megabytes", bytesText(1258291), "1.2 MB"},
		{"gigabytes", bytesText(3 << 30), "3.0 GB"},
		{"prose", proseHTML("9月22日收到，至2026年12月18日（星期五）。"), `<span class="nw">9月22日</span>收到，至<span class="nw">2026年12月18日（星期五）</span>。`},
		{"prose with numbers", proseHTML("案 2026-0158，电话 0000-1234567"), `案 <span class="nw">2026-0158</span>，电话 <span class="nw">0000-1234567</span>`},
		{"prose with a name", proseHTML("我叫古丽娜尔·艾合买提，"), `我叫古丽<span class="nw">娜尔·</span>艾合买提，`},
		{"nothing but a name", proseHTML("阿卜杜热合曼·麦麦提明"), `<span class="nw">阿卜杜热合曼·</span><span class="nw">麦麦提明</span>`},
		{"nothing but an address", proseHTML("a@x.example"), `<span class="breakall">a@<wbr>x.example</span>`},
		{"prose with an ISO date", proseHTML("写成 2026-06-30"), "写成 2026-06-30"},
		{"prose with markup", proseHTML("<b>6月1日</b>"), `&lt;b&gt;<span class="nw">6月1日</span>&lt;/b&gt;`},
		{"lines", linesHTML("一\r\n<二>\n"), "一<br>&lt;二&gt;"},
	} {
		got, ok := c.got.(string)
		if !ok {
			got = string(c.got.(template.HTML))
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// FuzzEscapes gives every function that returns HTML what nobody should type:
// no markup but the spans and breaks of our own may come out.
func FuzzEscapes(f *testing.F) {
	good := []string{"<script>alert(1)</script>", "0@0 ئابدۇقادىر", "阿<b>·\"'&6月1日<i>\n2026-0158>"}
	for _, text := range append(mangle.Of(500, good...), good...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, html := range map[string]template.HTML{"name": nameHTML(text), "nw": nowrap(text), "prose": proseHTML(text), "lines": linesHTML(text), "icon": iconHTML(text)} {
			rest := strings.NewReplacer(`<span class="nw">`, "", `<span class="breakall">`, "", "</span>", "", "<br>", "", "<wbr>", "", `<bdi lang="ug" dir="rtl">`, "", "</bdi>", "", `<span class="i i-`, "", `" aria-hidden="true">`, "").Replace(string(html))
			if strings.ContainsAny(rest, "<>\"'") {
				t.Errorf("%s(%q) = %q", name, text, html)
			}
		}
	})
}

func TestTranslator(t *testing.T) {
	tr := translator(map[string]string{"差 %d 件": "%d دانە كەم"})
	for _, c := range []struct{ got, want string }{
		{tr("登记"), "登记"},
		{tr("通过 %d", 8), "通过 8"},
		{tr("差 %d 件", 2), "2 دانە كەم"},
		{tr("100%"), "100%"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestClockCalendar(t *testing.T) {
	var days []CalendarDay
	for i := range 40 { // 2026-09-22, a Tuesday, to 2026-10-31, a Saturday
		days = append(days, CalendarDay{On: calendar.NewDate(2026, 9, 22).AddDays(i), Kind: DayCounted})
	}
	days[0].Kind, days[3].Today, days[4].MakeUp = DayReceived, true, true
	c := NewClockCalendar(days)
	if c.From.String() != "2026-09-21" || c.To.String() != "2026-11-01" || len(c.Weeks) != 6 {
		t.Fatalf("from %s to %s in %d weeks", c.From, c.To, len(c.Weeks))
	}
	var labels []string
	for _, w := range c.Weeks {
		if len(w.Days) != 7 || w.Days[0].On.Weekday() != time.Monday {
			t.Errorf("a week of %d days begins on a %s", len(w.Days), w.Days[0].On.Weekday())
		}
		labels = append(labels, w.Label)
	}
	if got := strings.Join(labels, ","); got != "9月,10月,,,,11月" {
		t.Errorf("labels are %s", got)
	}
	first := c.Weeks[0].Days
	for i, want := range []struct{ class, words string }{{"", ""}, {"start", "收到，不计"}, {"cnt", "计入"}, {"cnt", "计入"}, {"cnt now", "计入，今天"}, {"cnt work", "计入，调休上班"}} {
		if first[i].Class() != want.class || first[i].Words() != want.words {
			t.Errorf("day %d: class %q, words %q, want %q, %q", i, first[i].Class(), first[i].Words(), want.class, want.words)
		}
	}
	if sunday := c.Weeks[5].Days[6]; sunday.Kind != DayOff {
		t.Errorf("the Sunday that fills the last week is %q", sunday.Kind)
	}
	mixed := NewClockCalendar([]CalendarDay{{On: calendar.NewDate(2026, 10, 26)}, {On: calendar.NewDate(2026, 11, 30)}})
	for week, want := range []string{"10月", "11月", "", "", "", "12月"} {
		if got := mixed.Weeks[week].Label; got != want {
			t.Errorf("from 26 October, week %d is labelled %q, want %q", week, got, want)
		}
	}
	if empty := NewClockCalendar(nil); len(empty.Weeks) != 0 {
		t.Error("a calendar without days has weeks")
	}
}

func TestPaginate(t *testing.T) {
	for _, c := range []struct {
		page, pages int
		want        string
	}{
		{1, 1, ""}, {1, 0, ""}, {1, 3, "[1] 2 3 >"}, {3, 3, "< 1 2 [3]"}, {5, 20, "< 1 … 3 4 [5] 6 7 … 20 >"}, {4, 5, "< 1 2 3 [4] 5 >"},
	} {
		p := Paginate(c.page, c.pages, func(n int) string { return "?page=" + itoa(n) })
		var out []string
		if p.Prev != "" {
			out = append(out, "<")
		}
		for _, l := range p.Items {
			switch {
			case l.Number == 0:
				out = append(out, "…")
			case l.Current:
				out = append(out, "["+itoa(l.Number)+"]")
			default:
				out = append(out, itoa(l.Number))
			}
		}
		if p.Next != "" {
			out = append(out, ">")
		}
		if got := strings.Join(out, " "); got != c.want {
			t.Errorf("page %d of %d: %s, want %s", c.page, c.pages, got, c.want)
		}
	}
}

func TestBalance(t *testing.T) {
	terms := []BalanceTerm{{"登记", 8}, {"等待", 12}}
	for received, want := range map[int]int{20: 0, 23: 3, 18: -2} {
		b := Balance{Received: received, Terms: terms}
		if b.Difference() != want || b.Missing() != max(want, -want) {
			t.Errorf("received %d: difference %d, missing %d", received, b.Difference(), b.Missing())
		}
	}
}

func TestOfficeStyle(t *testing.T) {
	if css, err := OfficeStyle("#a32a1c"); err != nil || css != ":root{--zhu:#a32a1c}\n" {
		t.Errorf("the default 朱: %q, %v", css, err)
	}
	for colour, code := range map[string]string{"red": "颜色写成", "#fff;}": "颜色写成", "#e05a4a": "太浅", "#ffffff": "太浅"} {
		if _, err := OfficeStyle(colour); err == nil || !strings.Contains(err.Error(), code) {
			t.Errorf("%s: %v, want %s", colour, err, code)
		}
	}
}

// TestFold compares constant calls with the same calls made at run time.
func TestFold(t *testing.T) {
	const constant = `<a href="{{url "/a?x=1&y=\"2\""}}" title="{{t "差 \"1\" 件 <b>"}}">{{icon "find"}}{{if true}}{{t "登记 & 并入"}}{{else}}{{t "x"}}{{end}}{{range $i := $.N}}{{t "件"}}{{end}}{{with $.N}}{{t "有"}}{{end}}</a>{{t "通过 %d" 8}}`
	functions := funcs(Options{BasePath: "/base"})
	run := func(folded bool) (string, int) {
		tmpl := template.Must(template.New("x").Funcs(functions).Parse(constant))
		if folded {
			fold(tmpl, functions)
		}
		calls := strings.Count(tmpl.Tree.Root.String(), "{{t ") + strings.Count(tmpl.Tree.Root.String(), "{{icon ") + strings.Count(tmpl.Tree.Root.String(), "{{url ")
		var b strings.Builder
		if err := tmpl.Execute(&b, map[string]any{"N": []int{1, 2}}); err != nil {
			t.Fatal(err)
		}
		return b.String(), calls
	}
	plain, before := run(false)
	folded, after := run(true)
	if before != 8 || after != 1 {
		t.Errorf("%d calls became %d, want 8 and 1", before, after)
	}
	// At run time a URL is also percent-escaped; a browser reads both alike.
	if want := strings.NewReplacer("&amp;y=%222%22", "&amp;y=&#34;2&#34;").Replace(plain); folded != want {
		t.Errorf("folded\n%s\nplain\n%s", folded, want)
	}
}

// TestChosen: paper says what the filters were set to, and nothing of the rest.
func TestChosen(t *testing.T) {
	f := Filter{Fields: []Field{
		{Label: "词语", Value: "征收"},
		{Label: "阶段", Options: []Option{{Label: "全部", Checked: true}, {Value: "checking", Label: "审核"}}},
		{Label: "渠道", Options: []Option{{Label: "全部"}, {Value: "mail", Label: "邮箱", Checked: true}}},
	}}
	if got := f.Chosen(); got != "词语：征收　渠道：邮箱" {
		t.Errorf("%q", got)
	}
}
