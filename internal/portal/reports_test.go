package portal_test

import (
	"testing"
	"time"

	"mingda/internal/yearly"
)

// aYear is long enough for the year of the installation to be over.
const aYear = 60 * 24 * time.Hour

// published writes and publishes a report, each figure of 二 n.
func (i *installation) published(id yearly.ID, overview string, n int64) {
	i.t.Helper()
	ctx := i.t.Context()
	write := func(f yearly.Written) {
		v, err := i.desk.Yearly(ctx, i.clerk, id)
		i.must(err)
		i.must(i.desk.WriteYearly(ctx, i.clerk, id, v.Report.Parts[f.Part].N, f))
	}
	write(yearly.Written{Part: yearly.Overview, Text: overview})
	write(yearly.Written{Part: yearly.Problems, Text: "答复不够及时<b>"})
	if !id.IsWhole() {
		figures := map[string]int64{}
		for _, key := range yearly.Lacking(nil) {
			figures[key] = n
		}
		write(yearly.Written{Part: yearly.Proactive, Figures: figures})
	}
	draft, err := i.desk.YearlyDraft(ctx, i.signer, id)
	i.must(err)
	i.must(i.desk.PublishYearly(ctx, i.signer, id, draft.Seen, true, "先公布"))
}

// TestReports: anybody reads what is published, in every edition, and nothing that is not.
func TestReports(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	own, whole := yearly.IDOf(2026, i.clerk.Agency), yearly.IDOf(2026, 0)
	b.get("/").wantsNot("政府信息公开年度报告")
	b.get("/reports").wants(200, "还没有公布的年度报告")
	b.ask(map[string]string{"delivery": "email"})
	i.pass(aYear)
	i.must(i.desk.WriteYearly(t.Context(), i.clerk, own, 0, yearly.Written{Part: yearly.Overview, Text: "还在写的草稿"}))
	for _, at := range []string{"/reports/2026", "/reports/2026/1", "/reports/2026/0", "/reports/2026/1/1", "/reports/99999999999/1", "/reports/2026/99999999999999999999", "/reports/1/1/0"} {
		b.get(at).wants(404).wantsNot("还在写的草稿")
	}
	i.published(own, "一年来，认真办理", 2)
	i.published(whole, "全区一年来", 0)
	b.get("/").wants(200, "政府信息公开年度报告")
	b.get("/reports").wants(200, "2026 年", "明川区人民政府（汇总各机关）")
	b.get("/reports/2026").wants(200, "明川区人民政府（汇总各机关）")
	at := "/reports/2026/1"
	b.get(at).wants(200, "一年来，认真办理", "一、总体情况", "三、收到和处理政府信息公开申请情况", "答复不够及时<b>").wantsNot("草稿", "先公布", "更正说明")
	b.get(at).wants(200, "明川区人民政府（本级）2026年政府信息公开工作年度报告")
	b.get("/reports/2026/0").wants(200, "全区一年来", "明川区人民政府2026年政府信息公开工作年度报告").wantsNot("（本级）")
	i.must(i.desk.DoYearly(t.Context(), i.clerk, own, 0, yearly.Correct, "许可的件数填错"))
	b.get(at).wants(200, "一年来，认真办理").wantsNot("更正")
	i.published(own, "一年来，更加认真", 3)
	b.get(at).wants(200, "一年来，更加认真", "更正说明", "许可的件数填错", "更正为", "第 1 版")
	b.get(at+"/1").wants(200, "一年来，认真办理", "这一版已经更正").wantsNot("更加认真")
	b.get(at + "/3").wants(404)
	b.get("/reports").wants(200, "有更正")
}
