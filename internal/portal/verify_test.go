package portal_test

import (
	"io"
	"strings"
	"testing"
	"time"

	"mingda/internal/desk"
	"mingda/internal/filestore"
	"mingda/internal/letter"
)

// Anybody can ask whether a letter is the office's own, by its code or by the
// file, and learns nothing about the person it is to.
func TestVerify(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(map[string]string{"delivery": "post", "address": "团结路46号"})
	b.open(number, code)
	id := i.register(number)
	i.reply(id)
	l := i.caseOf(id).Letters[0]
	file, err := i.desk.Files.Open(filestore.Hash(l.File))
	i.must(err)
	body, err := io.ReadAll(file)
	i.must(err)
	i.must(file.Close())

	anyone := i.browser()
	private := []string{natural["name"], natural["id_number"], natural["phone"], natural["email"], "团结路", "收费备案表", "2026-0001", "予以公开"}
	anyone.get("/").wants(200).follow("查验真伪").wants(200, "查验文书真伪", "不用登录", "二维码下面")
	if !strings.Contains(anyone.header.Get("X-Robots-Tag"), "noindex") || anyone.header.Get("Cache-Control") != "no-store" {
		t.Error("the page is listed or kept")
	}
	typed := strings.ToLower(strings.ReplaceAll(l.Code, "-", "%20"))
	anyone.get("/verify?code="+typed).wants(200, "是我们发出的文书", "有效", "明川区人民政府", "政府信息公开答复书", l.Number, "2026年11月23日", l.File, "0000-1234567").wantsNot(private...)
	anyone.submit("/verify", nil, upload{"file", "答复书.pdf", string(body)}).wants(200, "一个字也没有改动", l.Number, l.File).wantsNot(private...)
	anyone.submit("/verify", nil, upload{"file", "改过.pdf", string(body) + " "}).wants(200, "不是我们发出的原文件", "打 0000-1234567").wantsNot(l.Number)

	d, err := i.desk.FetchLetter(t.Context(), i.visit(number, code), l.N)
	i.must(err)
	marked, err := io.ReadAll(d)
	i.must(err)
	anyone.submit("/verify", nil, upload{"file", "副本.pdf", string(marked)}).wants(200, "是我们提供的副本", "正本为准", l.Number)

	anyone.submit("/verify", nil).wants(422, "先选一个文件")
	anyone.address = "203.0.113.8"
	anyone.submit("/verify", nil, upload{"file", "空.pdf", ""}).wants(422, "文件是空的").wantsNot("不是我们发出的")
	anyone.get("/verify?code=K7MT").wants(422, "查验码不对")
	anyone.address = "203.0.113.9"
	wrong := "0000-0000-0000" // a code by its check sign, and nobody's
	anyone.get("/verify?code="+wrong).wants(404, "没有查到这个查验码", "打 0000-1234567，报上文号")
	anyone.submit("/verify", nil, upload{"file", "大.pdf", strings.Repeat("x", 6<<20)}).wants(413)
	for range 3 {
		anyone.get("/verify?code=" + wrong)
	}
	anyone.get("/verify?code="+l.Code).wants(429, "次数太多了", "秒再试。查验码印在文书最后").wantsNot("查询码")
	anyone.get("/verify").wants(200)
}

// A letter that was made void says so, and since when.
func TestVerifyVoid(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(nil)
	b.open(number, code)
	id := i.register(number)
	n := i.signed(id, letter.Disclose, letter.Values{"given": "《收费备案表》1页"})
	i.pass(24 * time.Hour)
	i.must(i.desk.Void(t.Context(), i.signer, id, 0, n, "写错了"))
	l := i.caseOf(id).Letters[n-1]
	b.get("/verify?code="+l.Code).wants(200, "这份文书已经作废", "2026年11月24日起作废", l.Number).wantsNot("是我们发出的文书", "写错了")
}

func (i *installation) visit(number, code string) desk.Visit {
	i.t.Helper()
	v, err := i.desk.OpenStatus(i.t.Context(), number, code)
	i.must(err)
	return v
}
