package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/reconsider"
)

// TestFollowed: an opinion of the bureau stands on the respondent's Today page until it is
// reported on, and both sides see what was reported.
func TestFollowed(t *testing.T) {
	o := newBureauOffice(t)
	o.tell()
	clerk, handler := o.in(o.clerk), o.in(o.handler)
	if strings.Contains(handler.page(o.review("")).Text(), "报送") {
		t.Error("something is followed before anything was sent")
	}
	if a := clerk.get(o.respond("/reporting")); a.status != http.StatusConflict {
		t.Errorf("there is nothing to report on: %d", a.status)
	}
	f := reconsider.PaperSent{Letter: o.paper(reconsider.OpinionPaper), To: reconsider.Recipient{Role: reconsider.TheRespondent}, Way: casefile.Handed}
	o.must(o.desk.SendReviewPaper(t.Context(), o.handler, o.id, 0, f, o.desk.Today(), nil))
	has(t, "today", clerk.page("/").Text(), "待报送情况", "行政复议意见书")
	has(t, "the case", clerk.page(o.respond("")).Text(), "履行", "最迟", "等被申请人", "报送情况")
	has(t, "at the bureau", handler.page(o.review("")).Text(), "履行", "等被申请人")

	a := clerk.fill(o.respond("/reporting"), url.Values{"text": {" "}})
	if a.status != http.StatusUnprocessableEntity {
		t.Fatalf("without a word: %d", a.status)
	}
	has(t, "refused", a.body, "写明报送的情况")
	gone(t, clerk.fill(o.respond("/reporting"), url.Values{"text": {"已组织<b>培训"}}), o.respond(""))
	has(t, "reported", clerk.page(o.respond("")).Text(), "已报送", "已组织<b>培训")
	has(t, "at the bureau", handler.page(o.review("")).Text(), "已报送", "已组织<b>培训", "被申请人报送情况")
	if strings.Contains(clerk.page("/").Text(), "待报送情况") {
		t.Error("what is reported is still asked for")
	}
	has(t, "the form of the bureau", handler.page(o.review("/report")).Text(), "哪一份文书", "收到之日")
	has(t, "the docket", handler.page("/review?view=owed").Text(), "等履行")
}
