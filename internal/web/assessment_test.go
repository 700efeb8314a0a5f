package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"mingda/internal/casefile"
)

// TestAssessment: a unit that does not answer when pressed loses points for it, with the
// case; it says what it mended, the coordinating office accepts that, and the deduction
// stays, with what was mended beside it. A unit sees its own sheet alone.
func TestAssessment(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "学区", "学区划分"))
	o.must(o.desk.Assign(t.Context(), o.clerk, id, o.version(id), casefile.Assigned{Unit: o.units[0]}))
	f := casefile.Chased{Why: "near", AnswerBy: o.desk.Today()}
	f.Private.What = "快办"
	o.must(o.desk.Chase(t.Context(), o.clerk, id, o.version(id), f))
	o.at(2026, time.November, 26, 10, 0)
	clerk, officer := o.in(o.clerk), o.in(o.officer)
	all := clerk.page("/assessment?year=2026")
	has(t, "all", all.Text(), "督办答复", "8 / 10", "不是法律规定")
	if text := clerk.page("/assessment?year=2023").Text(); strings.Contains(text, "不合格") {
		t.Errorf("a year before the office began is held against it: %s", text)
	}
	own := officer.page("/assessment?year=2026")
	if strings.Contains(own.Text(), o.agency.Name+" ") {
		t.Errorf("an officer sees the agency's: %s", own.Text())
	}
	sheet := "/assessment/sheet?" + url.Values{"year": {"2026"}, "agency": {strconv.FormatInt(o.agency.ID, 10)}, "unit": {strconv.FormatInt(o.units[0], 10)}}.Encode()
	p := officer.page(sheet)
	has(t, "the sheet", p.Text(), "每项扣 2 分", "还没有答复", "没有登记整改", "2026-0001")
	if a := officer.get(strings.Replace(sheet, "unit="+strconv.FormatInt(o.units[0], 10), "unit="+strconv.FormatInt(o.units[1], 10), 1)); a.status != http.StatusNotFound {
		t.Errorf("an officer sees the sheet of another unit: %d", a.status)
	}
	mend := path(id, "/mend")
	form := url.Values{"version": {strconv.Itoa(o.version(id))}, "flaw": {"chased-99"}, "on": {"2026-11-27"}, "text": {"加派了人"}}
	a := officer.post(mend, form)
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "加派了人") || !strings.Contains(a.body, "整改之日不能晚于今天") || !strings.Contains(a.body, "选整改的是哪一项") {
		t.Errorf("a bad form: %d", a.status)
	}
	chase := o.caseOf(id).Chases[0].Entry
	form.Set("flaw", casefile.Flaw{Kind: casefile.MarkChased, N: chase}.String())
	form.Set("on", "2026-11-26")
	if a = officer.post(mend, form); a.status != http.StatusSeeOther {
		t.Fatalf("mended: %d %s", a.status, a.body)
	}
	has(t, "mended", officer.page(sheet).Text(), "已整改，等认可", "8 / 10")
	coordinator := o.coordinator()
	has(t, "the day of the coordinating office", o.in(coordinator).page("/").Text(), "整改等认可", "认可整改")
	judge := path(id, "/judge-mending")
	has(t, "to judge", o.in(coordinator).page(judge).Text(), "加派了人", "还没有答复")
	mended := strconv.Itoa(o.caseOf(id).Mendings[0].Entry)
	if a = officer.post(judge, url.Values{"version": {strconv.Itoa(o.version(id))}, "mending": {mended}, "accepted": {"1"}}); a.status != http.StatusForbidden {
		t.Errorf("an officer accepts: %d", a.status)
	}
	if a = o.in(coordinator).post(judge, url.Values{"version": {strconv.Itoa(o.version(id))}, "mending": {mended}, "accepted": {"0"}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "退回的写明还要改什么") {
		t.Errorf("returned without a word: %d", a.status)
	}
	if a = o.in(coordinator).post(judge, url.Values{"version": {strconv.Itoa(o.version(id))}, "mending": {mended}, "accepted": {"1"}}); a.status != http.StatusSeeOther {
		t.Fatalf("accepted: %d %s", a.status, a.body)
	}
	has(t, "accepted", officer.page(sheet).Text(), "整改已认可", "8 / 10")
	table := clerk.get("/assessment.csv?year=2026")
	if table.status != http.StatusOK || !strings.Contains(table.body, "2026-0001") || !strings.Contains(table.body, "整改已认可") {
		t.Errorf("the table: %d %s", table.status, table.body)
	}
	if _, err := o.desk.Rebuild(t.Context()); err != nil {
		t.Error(err)
	}
	has(t, "rebuilt", officer.page(sheet).Text(), "整改已认可", "8 / 10")
}
