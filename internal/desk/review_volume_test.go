package desk

import (
	"io"
	"strings"
	"testing"

	"mingda/internal/intake"
	"mingda/internal/reconsider"
)

// TestReviewVolume: the file of a case is one sound PDF in the order of what happened;
// what the bureau wrote for itself is in it only where it is asked for, in a part of its
// own; nobody but the bureau has it, and nothing is left behind.
func TestReviewVolume(t *testing.T) {
	b := newReviewBench(t)
	b.needFonts()
	id := b.accepted()
	b.must(b.RespondWithBundle(ctx, b.by("officer"), id, 0, "本机关检索过，没有这份文件", 0, []intake.File{b.upload("检索说明.pdf", "application/pdf", b.demoPDF())}))
	heard := reconsider.PartyHeard{Role: reconsider.TheApplicant, Way: reconsider.ByPhone}
	heard.Private.Who, heard.Private.Text = "张三", "在公告栏见过这份方案"
	b.must(b.HearReviewParty(ctx, b.by("ye"), id, 0, heard, b.today(), nil))
	b.answered(id, nil)
	for _, inner := range []bool{false, true} {
		f, err := b.ReviewVolume(ctx, b.by("ye"), id, ReviewVolumeForm{Inner: inner, Words: func(p reconsider.Past) string { return p.Type }})
		b.must(err)
		content, err := io.ReadAll(f)
		b.must(err)
		b.must(f.Close())
		if int64(len(content)) != f.Size {
			t.Errorf("%d bytes, said %d", len(content), f.Size)
		}
		b.soundPDF(content)
		pages := b.pagesOf(content)
		all := strings.Join(pages, "\n")
		at := 0
		for _, want := range []string{"案卷目录", "复议申请登记表", "受理通知书", "送达记录", "被申请人的答复", "听取意见记录", "台账摘录"} {
			next := strings.Index(pages[1]+pages[2], want)
			if next < at {
				t.Errorf("%s stands at %d of the contents, behind %d: %s", want, next, at, pages[1])
			}
			at = next
		}
		for _, want := range []string{"在公告栏见过这份方案", "本机关检索过，没有这份文件", "情况说明", "还在审理"} {
			if !strings.Contains(all, want) {
				t.Errorf("no %s", want)
			}
		}
		if sheet := strings.Contains(all, "证据卷第3页"); sheet != inner {
			t.Errorf("asked for %v, the sheet is in it: %v", inner, sheet)
		}
		if !inner && !strings.Contains(all, "复议机构内部的审查、审批材料") {
			t.Error("what is left out is not listed")
		}
	}
	for _, login := range []string{"officer", "clerk"} {
		if _, err := b.ReviewVolume(ctx, b.by(login), id, ReviewVolumeForm{}); err == nil {
			t.Errorf("%s has the file of the bureau", login)
		}
	}
}
