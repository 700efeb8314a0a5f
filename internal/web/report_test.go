package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/law"
)

// TestReport: the tables of a year as the form has them, of whose cases each figure shows the
// list, with why; an office sees its own.
func TestReport(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "学区", "学区划分"))
	o.register(ask(longName, "路灯", "路灯的台账"))
	o.must(o.desk.Withdraw(t.Context(), o.clerk, id, o.version(id), "不要了"))
	clerk := o.in(o.clerk)
	if years := clerk.page("/report"); !years.HasText("main", "2026年") || !years.HasText("main", "截至今日") || years.Count("main select") != 0 {
		t.Errorf("the years: %s", years.Text())
	}
	for path, room := range map[string]string{"/report": "年报数字", "/yearly": "年度报告"} { // one entry at the side, and a tab of each beside the other
		if p := clerk.page(path); p.Count(".rail a[aria-current=page]") != 1 || !p.HasText(".rail a[aria-current=page]", "年度报告") || !p.HasText(".views a[aria-current=true]", room) || p.Count(".views a") != 2 {
			t.Errorf("%s: where one is: %s", path, p.Text())
		}
	}
	if n := clerk.page("/report").Count(".rail__more summary") - o.in(o.system).page("/users").Count(".rail__more summary"); n != 1 {
		t.Errorf("更多 of a phone, for somebody with several groups and for somebody with one: %d", n)
	}
	p := clerk.page("/report/2026")
	text := p.Text()
	has(t, "the report", text, "截至今日（2026年11月23日）", "一、本年新收政府信息公开申请数量", "三、本年度办理结果", "（六）其他处理", "（七）总计", "各项核对都一致", "一加二等于三（七）加四", "自然人：一 2 + 二 0 = 三（七） 1 + 四 1", "怎样计")
	if n := p.Count(".report tbody tr"); n != 25+3 {
		t.Errorf("%d rows", n)
	}
	if n := p.Count("#requests .report td a"); n != 2*4 { // 一, （六）3, （七） and 四, of natural persons and in all
		t.Errorf("%d figures lead to cases", n)
	}
	cell := clerk.page("/report/2026/cell?row=other&column=natural")
	has(t, "a cell", cell.Text(), "（六）其他处理3.其他，自然人", "2026-0001", "2026年11月23日撤回，其他处理：申请人撤回，计入（六）3", "学区")
	if cell.Href("2026-0001") != "/cases/1" || !strings.HasPrefix(cell.Href("回2026年的表"), "/report/2026?") {
		t.Error("the cell leads nowhere")
	}
	has(t, "carried out", clerk.page("/report/2026/cell?row=carried_out&column=total").Text(), "2026-0002", "没有办结，计入四、结转下年度")
	has(t, "an empty one", clerk.page("/report/2026/cell?row=disclose&column=legal").Text(), "没有案件", "法人或其他组织，法律服务机构")
	has(t, "reconsideration", clerk.page("/report/2026/cell?table=review&column=upheld").Text(), "行政复议：结果维持", "没有案件")
	for path, status := range map[string]int{
		"/report/2027": http.StatusNotFound, "/report/2020": http.StatusNotFound, "/report/2026/cell?row=other&column=x": http.StatusNotFound, "/report/2026/cell?row=x&column=total": http.StatusNotFound,
		"/report/2026/cell?table=x&column=upheld": http.StatusNotFound, "/report/2026?agency=0": http.StatusForbidden, "/report/2026/cell?row=new&column=total&agency=0": http.StatusForbidden, "/report/2026?agency=x": http.StatusForbidden,
		"/report/2026/figures.csv": http.StatusOK, "/report/2026/cell?row=new&column=total&page=99999999999": http.StatusOK,
	} {
		if a := clerk.get(path); a.status != status {
			t.Errorf("%s: %d, want %d", path, a.status, status)
		}
	}
	if csv := clerk.get("/report/2026/figures.csv").body; !strings.Contains(csv, "（六）其他处理3.其他,1,0,0,0,0,0,1\r\n") || !strings.Contains(csv, "行政复议,0,0,0,0,0") {
		t.Errorf("the file: %s", csv)
	}
	other := o.in(o.other).page("/report/2026/cell?row=new&column=total") // of another unit: sees that they are there, not what they are
	if has(t, "another unit", other.Text(), "2026-0001"); strings.Contains(other.Text(), "学区") || other.Count("main table a") != 0 {
		t.Errorf("an officer reads of a case of another unit: %s", other.Text())
	}
	if a := o.in(o.system).get("/report"); a.status != http.StatusForbidden {
		t.Errorf("the administrator: %d", a.status)
	}
}

// TestReportAgain: what was answered anew in the next year stays counted in its own, and the
// new answer stands aside.
func TestReportAgain(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "学区", "学区划分"))
	closed := casefile.Closed{Result: law.Other}
	closed.Private.Reason = "写错了"
	o.must(o.desk.Close(t.Context(), o.clerk, id, o.version(id), closed))
	o.at(2027, time.January, 6, 10, 0)
	o.must(o.desk.Resume(t.Context(), o.clerk, id, o.version(id), "不该结案"))
	o.at(2027, time.January, 7, 10, 0)
	o.must(o.desk.Withdraw(t.Context(), o.clerk, id, o.version(id), "不要了"))
	clerk := o.in(o.clerk)
	has(t, "the year of the end", clerk.page("/report/2026/cell?row=other&column=total").Text(), "结案，其他处理，计入（六）3", "注意：2027年1月6日恢复办理，仍按第一次的结果计在2026年")
	p := clerk.page("/report/2027")
	again, _ := p.In("#again")
	has(t, "the next year", again.Text(), "2026-0001", "已在2026年计入“其他处理”；2027年1月7日撤回（其他处理：申请人撤回），不再计入")
	if p.Count("#requests .report td a") != 0 {
		t.Errorf("it counts twice: %s", p.Text())
	}
}
