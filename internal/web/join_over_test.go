package web_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"
)

// TestJoinOver: before something is joined to a case that is answered the clerk
// confirms that nothing will be answered to it, for that very case.
func TestJoinOver(t *testing.T) {
	o, id := posted(t)
	open := o.register(ask("古丽娜尔", "另一件", "另一件的内容"))
	o.at(2026, time.November, 25, 10, 0)
	mail := o.mail("a@example.com")
	clerk := o.in(o.clerk)
	form := url.Values(clerk.page(inputAt(mail, "?act=join")).Values())
	join := func(number string, over ...string) answer {
		t.Helper()
		return clerk.post(inputAt(mail, "/join"), url.Values{"version": form["version"], "form": form["form"], "case": {number}, "over": over})
	}
	for _, over := range [][]string{nil, {"2026-0002"}} {
		a := join("2026-0001", over...)
		if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-over-error", "不再另行答复") || !a.page.HasText("main", "2026-0001 已答复") || a.page.Count("input[name=over][checked]") != 0 {
			t.Fatalf("with %v: %d %s", over, a.status, a.page.Text())
		}
	}
	if a := join("2026-0001", "2026-0001"); a.status != http.StatusSeeOther {
		t.Fatalf("confirmed: %d %s", a.status, a.page.Text())
	}
	has(t, "inbox", clerk.page("/inbox").Text(), "已并入 2026-0001，只存入案卷")
	has(t, "case", clerk.page(path(id, "")).Text(), "办结以后并入")

	o.must(o.desk.Reopen(t.Context(), o.clerk, mail, 0, "并错了"))
	form = url.Values(clerk.page(inputAt(mail, "?act=join")).Values())
	if a := join("2026-0002"); a.status != http.StatusSeeOther {
		t.Fatalf("to an open case: %d %s", a.status, a.page.Text())
	}
	has(t, "open case", clerk.page(path(open, "")).Text(), "后来并入")
}
