package portal_test

import (
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/law"
)

// TestDestroyed: who looks up a request whose file was destroyed is told so in plain words,
// and whom to ask; nothing else is left of it.
func TestDestroyed(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(nil)
	id := i.register(number)
	closed := casefile.Closed{Result: law.Other}
	closed.Private.Reason = "不用了"
	i.must(i.desk.Close(t.Context(), i.clerk, id, 0, closed))
	i.must(i.desk.Archive(t.Context(), i.clerk, id, 0, casefile.PutAway{}))
	i.pass(11 * 366 * 24 * time.Hour)
	list, err := i.desk.ProposeDisposal(t.Context(), i.clerk, []desk.Picked{{ID: id}}, desk.Reasons{Common: "期满"})
	i.must(err)
	i.must(i.desk.ApproveDisposal(t.Context(), i.signer, list, 0, ""))
	i.must(i.desk.CarryOut(t.Context(), i.clerk, list, 0, []string{"王监", "李监"}, true))
	i.must(i.desk.DestroyAll(t.Context()))
	b.open(number, code).wants(200, "案卷保管期满，已经销毁", "已经办结", "10年", "有疑问的，问", "2026-0001").wantsNot("没有另写答复书", "补充材料")
}
