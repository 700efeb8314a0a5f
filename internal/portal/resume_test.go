package portal_test

import (
	"strings"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/law"
)

// TestResumed: a case that was closed because the supplement was missing and goes
// on is shown as one that does, with what happened.
func TestResumed(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(nil)
	id := i.register(number)
	i.clarify(id)
	i.pass(20 * 24 * time.Hour)
	closed := casefile.Closed{Result: law.NoSupplement}
	closed.Private.Reason = "逾期"
	i.must(i.desk.Close(t.Context(), i.clerk, id, 0, closed))
	b.open(number, code).wants(200, "已经结案", "按时寄出了的，打电话告诉我们").wantsNot("恢复办理")
	i.must(i.desk.Resume(t.Context(), i.clerk, id, 0, "邮局退回"))
	b.get("/status").wants(200, "请您补充", "恢复办理", "现在补充").wantsNot("已经结案", "邮局退回")
	if text := b.page.Text(); strings.Index(text, "恢复办理") < strings.Index(text, "结案") {
		t.Error("it goes on before it was closed")
	}
	b.follow("现在补充")
	b.submit("/status/supplement", map[string]string{"text": "2025 年"}).wants(200, "收到您的补充")
}
