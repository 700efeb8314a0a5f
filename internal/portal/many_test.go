package portal_test

import (
	"testing"

	"mingda/internal/letter"
)

// TestExplainingMany: who is asked why there are so many requests reads by when and
// how to answer, and answers on the status page; the period goes on.
func TestExplainingMany(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(map[string]string{"delivery": "email"})
	id := i.register(number)
	b.open(number, code)
	i.letter(id, letter.ReasonsRequest, letter.Values{"by": i.today().AddDays(10).String()})
	b.get("/status").wants(200, "请您说明理由", "最迟 "+i.today().AddDays(10).ChineseFull()+"说明", "答复的期限不停", "看通知书", "现在说明")
	b.get("/status/supplement").wants(200, "说明理由", "答复的期限不停", "这些信息做什么用").wantsNot("主动补充的，期限不变")
	b.submit("/status/supplement", map[string]string{"text": "写论文用"}).wants(200, "您补充的已经收到", "收到您的说明").wantsNot("现在说明")
	if r := i.caseOf(id).Reasons; r.Text != "写论文用" || !r.Given() {
		t.Errorf("%+v", r)
	}
	i.letter(id, letter.Delay, letter.Values{"reason": "要逐件核对", "by": i.caseOf(id).Receipt.On.AddDays(60).String()})
	b.get("/status").wants(200, "推迟了答复", i.caseOf(id).Receipt.On.AddDays(60).ChineseFull())
}
