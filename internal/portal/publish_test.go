package portal_test

import (
	"testing"

	"mingda/internal/casefile"
)

// TestProposePublication: who was given something proposes that it is published, once,
// and sees what became of it; what the office considers by itself is not shown.
func TestProposePublication(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(map[string]string{"delivery": "email"})
	b.open(number, code)
	b.get("/status/publish").wants(409)
	id := i.register(number)
	b.get("/status/publish").wants(409, "还没有送达公开信息的答复")
	b.get("/status").wantsNot("建议向社会公开")
	i.reply(id)
	b.get("/status").wants(200, "建议向社会公开")
	b.get("/status/publish").wants(200, "条例第四十四条")
	b.send(b.post("/status/publish", map[string][]string{"reason": {" "}}, false)).wants(422, "写明为什么建议主动公开")
	say := map[string][]string{"reason": {"大家都想知道<b>"}}
	b.send(b.post("/status/publish", say, false)).wants(200, "您的建议已经收到", "正在审核，结果写在这里")
	b.send(b.post("/status/publish", say, false)).wants(200, "正在审核")
	if c := i.caseOf(id); !c.IsProposed() || c.Publication.Reason != "大家都想知道<b>" {
		t.Errorf("%+v", c.Publication)
	}
	b.get("/status/publish").wants(409, "您已经建议过")
	n := i.caseOf(id).Version
	f := casefile.PublicationDecided{}
	f.Private.Reason = "只涉及一户"
	i.must(i.desk.DecidePublication(t.Context(), i.clerk, id, n, f))
	if i.caseOf(id).Version != n+1 {
		t.Error("noted twice")
	}
	b.get("/status").wants(200, "没有纳入主动公开：只涉及一户").wantsNot("提出建议")
	several := casefile.PublicationProposed{Several: true}
	several.Private.Reason = "内部的考虑"
	i.must(i.desk.ProposePublication(t.Context(), i.clerk, id, n+1, several, i.today()))
	b.get("/status").wantsNot("内部的考虑")
	i.must(i.desk.DecidePublication(t.Context(), i.clerk, id, n+2, casefile.PublicationDecided{Published: true, Where: "区政府网站", PublishedOn: i.today()}))
	b.get("/status").wants(200, "向社会公开：区政府网站").wantsNot("建议向社会公开")
}
