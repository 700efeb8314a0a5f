package web_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/letter"
)

// TestTodayLeads: whatever is due for somebody stands in its group of their day, and
// the button there leads straight to the form of the act.
func TestTodayLeads(t *testing.T) {
	begin := func(o *caseOffice) casefile.ID {
		id := o.register(ask(longName, "修路的文件", "修路的文件"))
		o.assign(id)
		return id
	}
	clerk := func(o *caseOffice) auth.User { return o.clerk }
	officer := func(o *caseOffice) auth.User { return o.officer }
	draft := func(o *caseOffice, id casefile.ID) {
		_, _, err := o.desk.SaveDraft(t.Context(), o.officer, id, desk.DraftForm{Version: o.version(id), Kind: letter.Disclose, Values: letter.Values{"given": "《方案》", "way": "enclosed"}})
		o.must(err)
	}
	served := func(o *caseOffice, id casefile.ID, n int) {
		o.must(o.desk.Serve(t.Context(), o.clerk, id, desk.ServiceForm{Letter: n, Way: casefile.Posted, Tracking: "XA1", On: o.desk.Today()}))
	}
	for _, c := range []struct {
		group, label, to string
		as               func(o *caseOffice) auth.User
		do               func(o *caseOffice) casefile.ID
	}{
		{"mine", "分办", "/assign", clerk, func(o *caseOffice) casefile.ID {
			return o.register(ask(longName, "修路的文件", "修路的文件"))
		}},
		{"mine", "拟稿", "", officer, begin},
		{"mine", "拟稿", "/letters/new", officer, func(o *caseOffice) casefile.ID {
			id := begin(o)
			o.must(o.desk.SignFor(t.Context(), o.officer, id, 0))
			return id
		}},
		{"mine", "继续拟稿", "/letters/1", officer, func(o *caseOffice) casefile.ID {
			id := begin(o)
			o.must(o.desk.SignFor(t.Context(), o.officer, id, 0))
			draft(o, id)
			return id
		}},
		{"mine", "审核", "/letters/1", func(o *caseOffice) auth.User { return o.checker }, func(o *caseOffice) casefile.ID {
			id := begin(o)
			draft(o, id)
			o.must(o.desk.Submit(t.Context(), o.officer, id, o.version(id), 1))
			return id
		}},
		{"mine", "签发", "/letters/1", func(o *caseOffice) auth.User { return o.signer }, func(o *caseOffice) casefile.ID {
			id := begin(o)
			draft(o, id)
			o.must(o.desk.Submit(t.Context(), o.officer, id, o.version(id), 1))
			o.must(o.desk.Check(t.Context(), o.checker, id, o.version(id), 1, ""))
			return id
		}},
		{"unsent", "送达", "/letters/1/serve", clerk, func(o *caseOffice) casefile.ID {
			id := begin(o)
			o.signedReply(id)
			return id
		}},
		{"inner", "拟稿", "/letters/new", officer, func(o *caseOffice) casefile.ID {
			id := o.register(ask(longName, "修路的文件", "修路的文件"))
			o.must(o.desk.Assign(t.Context(), o.clerk, id, 0, casefile.Assigned{Unit: o.units[0], Officer: o.officer.ID, InnerDue: o.desk.Today()}))
			o.must(o.desk.SignFor(t.Context(), o.officer, id, 0))
			return id
		}},
		{"no-answer", "结案", "/close", clerk, func(o *caseOffice) casefile.ID {
			id := o.awaiting()
			o.at(2026, time.December, 17, 10, 0)
			o.must(o.desk.ConfirmDelivery(t.Context(), o.clerk, id, desk.ServiceForm{Letter: 1, On: o.desk.Today().AddDays(-20)}))
			o.at(2027, time.March, 1, 10, 0)
			return id
		}},
		{"unpaid", "结案", "/close", clerk, func(o *caseOffice) casefile.ID {
			id := o.paying()
			o.at(2027, time.March, 1, 10, 0)
			return id
		}},
		{"reasons", "登记说明", "/take-reasons", clerk, func(o *caseOffice) casefile.ID {
			id := begin(o)
			served(o, id, o.signed(id, letter.ReasonsRequest, url.Values{"by": {"2026-12-01"}, "count": {"十件"}}))
			o.at(2026, time.December, 2, 10, 0)
			return id
		}},
		{"no-opinion", "登记意见", "/answer-consultation", clerk, func(o *caseOffice) casefile.ID {
			id := begin(o)
			gone(t, o.in(o.officer).fill(path(id, "/consult"), url.Values{"name": {"和宁某公司"}, "is": {"organisation"}, "about": {"合同的单价"}, "address": {"建设路 8 号"}}), path(id, ""))
			gone(t, o.in(o.officer).fill(path(id, "/letters/new")+"?kind=third_party_inquiry&for=1", url.Values{"do": {"submit"}}), path(id, ""))
			o.must(o.desk.Check(t.Context(), o.checker, id, o.version(id), 1, ""))
			o.must(o.desk.Sign(t.Context(), o.signer, id, o.version(id), 1))
			served(o, id, 1)
			o.must(o.desk.ConfirmDelivery(t.Context(), o.clerk, id, desk.ServiceForm{Letter: 1, On: o.desk.Today()}))
			o.at(2026, time.December, 16, 10, 0)
			return id
		}},
		{"chased", "答复督办", "/answer-chase", officer, func(o *caseOffice) casefile.ID {
			id := begin(o)
			gone(t, o.in(o.clerk).fill(path(id, "/chase"), url.Values{"why": {"inner"}, "what": {"提出答复意见"}, "answer_by": {"2026-11-24"}}), path(id, ""))
			return id
		}},
		{"unanswered", "办结督办", "/end-chase", clerk, func(o *caseOffice) casefile.ID {
			id := begin(o)
			gone(t, o.in(o.clerk).fill(path(id, "/chase"), url.Values{"why": {"inner"}, "what": {"提出答复意见"}, "answer_by": {"2026-11-24"}}), path(id, ""))
			o.at(2026, time.November, 25, 10, 0)
			return id
		}},
		{"escalated", "答复协调", "/answer-escalation", (*caseOffice).coordinator, func(o *caseOffice) casefile.ID {
			id := begin(o)
			gone(t, o.in(o.officer).fill(path(id, "/escalate"), url.Values{"reason": {"两个单位都说不是自己的"}}), path(id, ""))
			return id
		}},
		{"today", "拟稿", "/letters/new", officer, func(o *caseOffice) casefile.ID {
			id := begin(o)
			o.must(o.desk.SignFor(t.Context(), o.officer, id, 0))
			o.at(2026, time.December, 21, 10, 0)
			return id
		}},
		{"late", "拟稿", "/letters/new", officer, func(o *caseOffice) casefile.ID {
			id := begin(o)
			o.must(o.desk.SignFor(t.Context(), o.officer, id, 0))
			o.at(2026, time.December, 22, 10, 0)
			return id
		}},
		{"mine", "拟稿", "/letters/new", officer, func(o *caseOffice) casefile.ID { // ordered to answer anew
			id := begin(o)
			o.must(o.desk.SignFor(t.Context(), o.officer, id, 0))
			served(o, id, o.signedReply(id))
			gone(t, o.in(o.clerk).fill(path(id, "/outcome"), url.Values{"forum": {"review"}, "body": {"和宁市人民政府"}, "letter": {"1"}, "outcome": {"ordered_answer"}, "number": {"和政复〔2026〕9号"},
				"decided_on": {"2026-11-23"}, "on": {"2026-11-23"}, "days": {"15"}, "order": {"重新作出答复"}}), path(id, ""))
			return id
		}},
	} {
		t.Run(c.group+" "+c.label+" "+c.to, func(t *testing.T) {
			o := newCaseOffice(t)
			id := c.do(o)
			b := o.in(c.as(o))
			day := b.page("/")
			group, ok := day.In("#" + c.group)
			if !ok || !day.HasText("main", c.label) {
				t.Fatalf("not in the group: %s", day.Text())
			}
			if n := day.Count("main a[href=" + path(id, "") + "]"); n != 1 {
				t.Errorf("the case stands %d times on the day (%s)", n, group.Text())
			}
			main, _ := day.In("main")
			at := main.Href(c.label)
			a := b.get(at)
			if a.status == http.StatusSeeOther {
				at = a.header.Get("Location")
				a = b.get(at)
			}
			if at != path(id, c.to) || a.status != http.StatusOK {
				t.Errorf("%s leads to %s: %d", c.label, at, a.status)
			}
		})
	}
}
