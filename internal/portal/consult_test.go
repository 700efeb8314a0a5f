package portal_test

import (
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/letter"
)

// TestOthersAreHidden: while others are asked the applicant learns so, in plain
// words, and neither who they are nor what was sent to them.
func TestOthersAreHidden(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(nil)
	id := i.register(number)
	i.must(i.desk.Assign(t.Context(), i.clerk, id, 0, casefile.Assigned{Unit: 1}))
	f := casefile.ConsultationOpened{Of: casefile.AsThirdParty}
	f.Private.Addressee = casefile.Addressee{Name: "和宁某建设有限公司", Is: casefile.Organisation, Address: "建设路 8 号"}
	f.Private.About = "施工合同的单价"
	i.must(i.desk.Consult(t.Context(), i.clerk, id, i.caseOf(id).Version, f))
	version := func() int { return i.caseOf(id).Version }
	n, _, err := i.desk.SaveDraft(t.Context(), i.officer, id, desk.DraftForm{Kind: letter.ThirdPartyInquiry, To: 1, Version: version()})
	i.must(err)
	i.must(i.desk.Submit(t.Context(), i.officer, id, version(), n))
	i.must(i.desk.Check(t.Context(), i.checker, id, version(), n, ""))
	i.must(i.desk.Sign(t.Context(), i.signer, id, version(), n))
	i.must(i.desk.Serve(t.Context(), i.clerk, id, desk.ServiceForm{Version: version(), Letter: n, Way: casefile.Direct, On: i.today(), Recipient: "程某"}))
	i.pass(24 * time.Hour)
	hidden := []string{"和宁某", "征求第三方意见书", "单价", "第三方", "程某", i.caseOf(id).Letters[n-1].Number, "/status/letters/1"}
	b.open(number, code).wants(200, "正在征求有关方面的意见", "这段时间不计入答复期限").wantsNot(hidden...)
	for _, at := range []string{"/status/letters/1", "/status/letters/1/text", "/status/letters/1/text.txt", "/status/letters/1/files/1"} {
		b.get(at).wants(404)
	}
}
