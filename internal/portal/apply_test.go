package portal_test

import (
	"testing"
)

func TestAsk(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	b.get("/").wants(200, "向政府要一份信息", "20 个工作日", "政策文件", "0000-1234567")
	number, code := b.ask(nil)
	t.Log(number, code)
	b.open(number, code).wants(200, "已收到，正在登记")
}
