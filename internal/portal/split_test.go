package portal_test

import (
	"testing"

	"mingda/internal/casefile"
)

// TestSplitOnStatus: the old code opens the old case, which tells the number of the new
// one, and the new one too.
func TestSplitOnStatus(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(map[string]string{"delivery": "email"})
	id := i.register(number)
	f := casefile.Splitting{PartText: casefile.PartText{Text: "拨付凭证", Reason: "由财政局办"}}
	numbers, err := i.desk.Split(t.Context(), i.clerk, id, 0, f, casefile.Assigned{})
	if err != nil {
		t.Fatal(err)
	}
	b.open(number, code)
	b.get("/status").wants(200, "分成几件办", "编为 "+numbers[0], "都用您原来的查询码看进度", "看 "+numbers[0])
	b.open(numbers[0], code)
	b.get("/status").wants(200, "拨付凭证", "里的一部分，单独答复您")
	back := casefile.SplitTakenBack{Split: 1}
	back.Private.Reason = "分错了"
	if err := i.desk.TakeBackSplit(t.Context(), i.clerk, id, 0, back); err != nil {
		t.Fatal(err)
	}
	b.get("/status").wants(200, "并回原来的一件", "期限不变")
}
