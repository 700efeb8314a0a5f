package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/letter"
)

// TestJoinCase: a case is joined by its number; both pages say so, the register in a
// word; the lead says which is due first; the reply is taken over with one press.
func TestJoinCase(t *testing.T) {
	o := newCaseOffice(t)
	other := o.register(ask("李四<b>", "征收补偿方案", "补偿方案"))
	o.assign(other)
	o.at(2026, 11, 24, 10, 0)
	lead := o.register(ask(longName, "征收补偿方案", "补偿方案"))
	o.assign(lead)
	clerk, officer, at := o.in(o.clerk), o.in(o.officer), path(lead, "/join-case")
	if a := officer.get(at); a.status != http.StatusForbidden {
		t.Errorf("the officer: %d", a.status)
	}
	has(t, "form", clerk.page(at).Text(), "各用各的编号和期限", "并进来的是哪一件")
	a := clerk.fill(at, url.Values{"number": {"2026-9999<b>"}, "reason": {"同样的"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-number-error", "没有这个编号") || url.Values(a.page.Values()).Get("number") != "2026-9999<b>" {
		t.Errorf("%d: %s", a.status, a.page.Text())
	}
	number, its := o.caseOf(lead).Number, o.caseOf(other).Number
	gone(t, clerk.fill(at, url.Values{"number": {its}, "reason": {"两人要的是同一份"}}), path(lead, ""))
	shown := clerk.page(path(lead, ""))
	has(t, "the lead", shown.Text(), "已并案，两件上都写明", "李四<b>", "还没有拟同样的答复", its+" 并入本案", "撤销并案", "并进来的 "+its+" 先到期")
	has(t, "the other", clerk.page(path(other, "")).Text(), "已并入 "+number, "答复在那一件里拟", "并入 "+number, "看这一件")
	has(t, "register", clerk.page("/cases").Text(), "，并案")
	if a := officer.get(path(other, "/letters/new?kind=disclose")); a.status != http.StatusConflict {
		t.Errorf("a draft in the joined case: %d", a.status)
	} else {
		has(t, "refused", a.page.Text(), "本案已并入 "+number, "先在那一件撤销并案")
	}
	if officer.page(path(other, "")).HasText("button", "拟同样的答复") {
		t.Error("offered before there is a reply")
	}

	o.signedReply(lead)
	at = path(other, "")
	if p := officer.page(at); !p.HasText("button", "拟同样的答复") {
		t.Errorf("not offered: %s", p.Text())
	}
	has(t, "signed", officer.page(at).Text(), "那一件的答复已签发")
	gone(t, officer.post(path(other, "/take-reply"), url.Values{"version": {itoa(o.version(other))}}), path(other, "/letters/1"))
	reply := o.caseOf(lead).Letters[0].Number
	has(t, "taken over", officer.page(at).Text(), "已照 "+reply+" 拟同样的答复", "照 "+number+" 拟同样的答复")
	has(t, "given", clerk.page(path(lead, "")).Text(), its+" 照本案拟了同样的答复", "照这份拟了答复："+reply)
	if c := o.caseOf(other); c.Letters[0].Kind != casefile.LetterKind(letter.Disclose) || c.Letters[0].Values["given"] != "《方案》" {
		t.Errorf("taken over as %+v", c.Letters[0])
	}
	at = path(lead, "/unjoin-case")
	a = clerk.fill(at, url.Values{"party": {itoa(int(other))}, "reason": {"不同"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-party-error", "先弃稿") {
		t.Errorf("%d: %s", a.status, a.page.Text())
	}
	o.must(o.desk.DropDraft(t.Context(), o.officer, other, 0, 1))
	gone(t, clerk.fill(at, url.Values{"party": {itoa(int(other))}, "reason": {"不同"}}), path(lead, ""))
	has(t, "undone", clerk.page(path(lead, "")).Text(), "撤销并案，"+its+" 单独答复")
	has(t, "undone there", clerk.page(path(other, "")).Text(), "不再和 "+number+" 一起答复")
}
