package web_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/desk"
)

// newRegister has cases of several ages: 2026-0001 overdue, 0002 due today,
// 0003 due this week, 0004 later and not assigned, 0005 withdrawn.
func newRegister(t *testing.T) *caseOffice {
	t.Helper()
	o := newCaseOffice(t)
	for i, c := range []struct {
		month   time.Month
		day     int
		name    string
		subject string
	}{
		{time.October, 19, "陈立衡", "河东片区征收补偿评估报告"}, {time.October, 26, longName, "东关街道低保对象公示"},
		{time.October, 29, "古丽娜尔·艾合买提", "草场标准"}, {time.November, 20, "许望舒", "公办幼儿园收费备案表"}, {time.November, 18, "赵闻笛", "那块地"},
	} {
		o.at(2026, c.month, c.day, 9, 30)
		id := o.register(ask(c.name, c.subject, "第一项：ABC 草场征收补偿的材料\n第二项"))
		switch {
		case i < 3:
			o.assign(id)
		case i == 4:
			o.must(o.desk.Withdraw(t.Context(), o.clerk, id, o.version(id), "不要了"))
		}
	}
	o.at(2026, time.November, 23, 10, 0)
	return o
}

func TestToday(t *testing.T) {
	o := newRegister(t)
	clerk, officer := o.in(o.clerk), o.in(o.officer)
	p := clerk.page("/")
	for group, number := range map[string]string{"#late": "2026-0001", "#today": "2026-0002", "#week": "2026-0003", "#mine": "2026-0004"} {
		if !p.HasText(group, number) {
			t.Errorf("%s does not hold %s: %s", group, number, p.Text())
		}
	}
	if p.HasText("main", "2026-0005") {
		t.Error("a withdrawn case is to be done")
	}
	if n := p.Count(".tally li"); n != 4 {
		t.Errorf("%d tallies", n)
	}
	if p.HasText("#late", "查看") {
		t.Error("a row has a button that leads where its number does")
	}
	if own := officer.page("/"); !own.HasText("#late", "等我") || own.HasText("main", "2026-0004") {
		t.Errorf("an officer's day: %s", own.Text())
	}
	if a := o.in(o.system).get("/"); a.status != http.StatusSeeOther {
		t.Errorf("who sees no case is led to the first page there is: %d", a.status)
	}
	if none := o.in(o.other).page("/"); !none.HasText(".empty", "眼下没有要办的") {
		t.Error("an empty day does not say so")
	}
}

// TestTodayUnsent: what is signed and not sent stands first on the day of who
// sends it, with the days left, and presses on the last one.
func TestTodayUnsent(t *testing.T) {
	o, id := drafted(t)
	clerk := o.in(o.clerk)
	if clerk.page("/").Count("#unsent") != 0 {
		t.Error("nothing is signed")
	}
	o.signedReply(id)
	day := clerk.page("/")
	if !day.HasText("#unsent", "签了还没送") || !day.HasText("#unsent", "剩余 20 个工作日") || !day.HasText("#unsent", "送达") || day.Count("#mine") != 0 {
		t.Errorf("the clerk's day: %s", day.Text())
	}
	if !o.in(o.officer).page("/").HasText("#unsent", "送达") || o.in(o.checker).page("/").Count("#unsent") != 0 {
		t.Error("it stands not with those who may send it, or with others")
	}
	o.at(2026, time.December, 21, 9, 0)
	if day = clerk.page("/"); !day.HasText("#unsent", "1 件到了最后一天，今天要送出") || day.Count("#unsent .tag--late") == 0 {
		t.Errorf("the last day: %s", day.Text())
	}
	if day.Count("#today") != 0 || day.Count(`a[href="#unsent"]`) == 0 {
		t.Errorf("it stands twice on the day, or the number of what is due leads to nothing: %s", day.Text())
	}
	o.must(o.desk.Serve(t.Context(), o.clerk, id, desk.ServiceForm{Letter: 1, Way: casefile.Posted, Tracking: "XA1", On: o.desk.Today()}))
	if clerk.page("/").Count("#unsent") != 0 {
		t.Error("it was sent")
	}
}

func TestRegisterList(t *testing.T) {
	o := newRegister(t)
	clerk := o.in(o.clerk)
	tests := []struct {
		query string
		want  []string // numbers in order
	}{
		{"", []string{"2026-0001", "2026-0002", "2026-0003", "2026-0004"}},
		{"?view=all", []string{"2026-0001", "2026-0002", "2026-0003", "2026-0004", "2026-0005"}},
		{"?view=today", []string{"2026-0002"}},
		{"?view=late", []string{"2026-0001"}},
		{"?view=carried", nil},
		{"?view=stopped", nil},
		{"?sort=-number", []string{"2026-0004", "2026-0003", "2026-0002", "2026-0001"}},
		{"?view=all&sort=unit", []string{"2026-0004", "2026-0005", "2026-0001", "2026-0002", "2026-0003"}},
		{"?view=all&sort=-result", []string{"2026-0005", "2026-0004", "2026-0003", "2026-0002", "2026-0001"}},
		{"?view=all&sort=officer", []string{"2026-0004", "2026-0005", "2026-0001", "2026-0002", "2026-0003"}},
		{"?sort=DROP+TABLE", []string{"2026-0001", "2026-0002", "2026-0003", "2026-0004"}},
		{"?q=低保", []string{"2026-0002"}},
		{"?q=麦麦提明", []string{"2026-0002"}},
		{"?q=没有的词", nil},
		{"?q=%22%3Cb%3E", nil},
		{"?stage=withdrawn", []string{"2026-0005"}},
		{"?view=open&unit=99999", nil},
		{"?door=counter&year=2026&stage=registered", []string{"2026-0004"}},
		{"?page=99999", []string{"2026-0001", "2026-0002", "2026-0003", "2026-0004"}},
	}
	for _, tt := range tests {
		p := clerk.page("/cases" + escaped(tt.query))
		var got []string
		for _, row := range p.All("table.grid tbody th a") {
			got = append(got, row.Text())
		}
		if len(got) != len(tt.want) {
			t.Errorf("%q shows %v, want %v", tt.query, got, tt.want)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("%q shows %v, want %v", tt.query, got, tt.want)
				break
			}
		}
		if len(got) == 0 && p.Count(".empty") != 1 {
			t.Errorf("%q finds nothing and does not say so", tt.query)
		}
	}
}

// escaped makes a query of one written with Chinese in it.
func escaped(query string) string {
	u := url.URL{RawQuery: query}
	if len(query) > 0 {
		u.RawQuery = query[1:]
	}
	q, err := url.ParseQuery(u.RawQuery)
	if err != nil || len(query) == 0 {
		return query
	}
	return "?" + q.Encode()
}

func TestSearch(t *testing.T) {
	o := newRegister(t)
	clerk := o.in(o.clerk)
	for _, number := range []string{"2026-0003", " 2026-0003 ", "２０２６－０００３"} {
		a := clerk.get("/cases?q=" + url.QueryEscape(number))
		if a.status != http.StatusSeeOther || a.header.Get("Location") != path(casefile.ID(3), "") {
			t.Errorf("%q: %d, %s", number, a.status, a.header.Get("Location"))
		}
	}
	p := clerk.page("/cases?q=" + url.QueryEscape("征收 abc"))
	if !p.HasText("tbody mark", "征收") || !p.HasText("td small mark", "ABC") {
		t.Error("the words are not marked where they were found")
	}
	if p := o.in(o.officer).page("/cases?q=2026-0004"); p.Count("tbody tr") != 0 {
		t.Error("an officer finds a case of another unit by its number")
	}
	head := clerk.page("/cases?q=2026")
	if !head.HasText(".printed", "范围：全部") || !head.HasText(".printed", "2026") || !head.HasText(".printed", "打印") {
		t.Error("the printed register does not say what it lists, or when it was printed")
	}
	if sorted, ok := head.In("th[aria-sort=ascending] a"); !ok || sorted.Attr("href") != "/cases?q=2026&sort=-due" {
		t.Errorf("the head of the column turns the order round: %s", sorted.Attr("href"))
	}
}
