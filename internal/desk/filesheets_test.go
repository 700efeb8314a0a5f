package desk

import (
	"bytes"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/letter"
)

// TestFileSheets: the sheets of the file tell what the ledger holds, as far as the
// case has come, and whoever may not see the case gets none.
func TestFileSheets(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByPost)
	read := func(made []byte, err error) string {
		t.Helper()
		b.must(err)
		return b.words(bytes.NewReader(made))
	}
	has := func(what, text string, wants ...string) {
		t.Helper()
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q in %s", what, want, text)
			}
		}
	}
	c := b.caseOf(id)
	has("registration form", read(b.RegistrationPDF(ctx, b.by("clerk"), id)),
		"申请登记表", c.Number, c.InputNumber, "阿卜杜热合曼", people.Phone, "网上申请", c.Receipt.On.Chinese(), "条例第三十一条", "登记人clerk", "经办人officer")
	due, err := c.Clock(b.Calendar(), b.today())
	b.must(err)
	has("explanation of the periods", read(b.ClockPDF(ctx, b.by("officer"), id)), "期限说明", c.Number, "最迟答复", due.Due.Chinese(), "20止", "告知补正", "条例第三十条")
	_, err = b.ArchiveCoverPDF(ctx, b.by("clerk"), id)
	b.refused(err, "case_open")
	_, err = b.ArchiveContentsPDF(ctx, b.by("clerk"), id)
	b.refused(err, "case_open")
	_, err = b.ApprovalPDF(ctx, b.by("clerk"), id, 1)
	b.refused(err, "letter_not_found")

	n, version, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.NotExisting, Values: values(t, letter.NotExisting)})
	b.must(err)
	b.must(b.Submit(ctx, b.by("officer"), id, version, n))
	b.must(b.Return(ctx, b.by("checker"), id, version+1, n, "写明检索的年份\U0001F642")) // a sheet is not refused for a character
	half := read(b.ApprovalPDF(ctx, b.by("officer"), id, n))
	has("while it is drafted", half, "拟稿officer", "退回checker", "写明检索的年份〓", "（签发时取）")
	if strings.Contains(half, "审核checker") {
		t.Errorf("a check that was not: %s", half)
	}
	_, version, err = b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Letter: n, Kind: letter.NotExisting, Values: values(t, letter.NotExisting)})
	b.must(err)
	b.must(b.Submit(ctx, b.by("officer"), id, version, n))
	b.must(b.Check(ctx, b.by("checker"), id, version+1, n, "可以"))
	b.must(b.Sign(ctx, b.by("signer"), id, version+2, n))
	has("receipt before the service", read(b.ServiceReceiptPDF(ctx, b.by("clerk"), id, n, 0)), "□直接送达", "□邮寄送达", "□电子送达")
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Posted, On: b.today(), Tracking: "XA1"}))
	l := b.caseOf(id).Letters[n-1]
	has("once signed", read(b.ApprovalPDF(ctx, b.by("clerk"), id, n)), l.Number, "审核checker", "可以", "签发signer")
	receipt := read(b.ServiceReceiptPDF(ctx, b.by("clerk"), id, n, 0))
	has("receipt of what was posted", receipt, "邮寄送达")
	if strings.Contains(receipt, "□") || strings.Contains(receipt, "送达方式直接送达") {
		t.Errorf("the way is open: %s", receipt)
	}
	has("notice of service", read(b.ServiceCoverPDF(ctx, b.by("clerk"), id, n, 0)), "《政府信息公开答复书》（"+l.Number+"）", people.Name, "请在所附送达回证上签名")
	has("envelope", read(b.EnvelopePDF(ctx, b.by("clerk"), id, n, 0)), people.Address, people.Name, c.Number)
	has("cover", read(b.ArchiveCoverPDF(ctx, b.by("clerk"), id)), c.Number, people.Name+"申请公开", l.Number, b.ResultName(l.Result), b.today().Chinese())
	has("contents", read(b.ArchiveContentsPDF(ctx, b.by("clerk"), id)), "政府信息公开申请", c.InputNumber, "申请登记表", "审批单", l.Number, "总页数")

	for what, made := range map[string]func() ([]byte, error){
		"registration": func() ([]byte, error) { return b.RegistrationPDF(ctx, b.by("foreign-clerk"), id) },
		"periods":      func() ([]byte, error) { return b.ClockPDF(ctx, b.by("foreign-clerk"), id) },
		"approval":     func() ([]byte, error) { return b.ApprovalPDF(ctx, b.by("foreign-clerk"), id, n) },
		"envelope":     func() ([]byte, error) { return b.EnvelopePDF(ctx, b.by("foreign-clerk"), id, n, 0) },
		"cover":        func() ([]byte, error) { return b.ArchiveCoverPDF(ctx, b.by("foreign-clerk"), id) },
		"contents":     func() ([]byte, error) { return b.ArchiveContentsPDF(ctx, b.by("other-officer"), id) },
	} {
		if _, err := made(); err == nil {
			t.Errorf("%s: somebody who may not see the case prints it", what)
		}
	}
	b.sound()
}

// TestFilePapersInOrder: what lies in the file is listed by day, what is out of use
// is not, and a letter has its pages counted.
func TestFilePapersInOrder(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByPost)
	n := b.signed(id, letter.NotExisting, values(t, letter.NotExisting))
	papers, err := b.filePapers(ctx, b.caseOf(id))
	b.must(err)
	var names []string
	for i, p := range papers {
		names = append(names, p.Name)
		if i > 0 && p.On.Before(papers[i-1].On) {
			t.Errorf("%s of %s follows %s", p.Name, p.On, papers[i-1].On)
		}
		if p.Name == LetterName(b.caseOf(id).Letters[n-1].Kind) && p.Pages < 1 {
			t.Errorf("%s has %d pages", p.Name, p.Pages)
		}
	}
	if got := strings.Join(names, " "); !strings.HasPrefix(got, "政府信息公开申请 申请登记表") || !strings.HasSuffix(got, "审批单 信息不存在答复书") {
		t.Errorf("the file holds %s", got)
	}
}

// TestMixedSheets: the sheet of a mixed reply, and the cover of its file, name the
// result of each item, not the governing one alone.
func TestMixedSheets(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByPost)
	n, version, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.Mixed, Values: values(t, letter.Mixed)})
	b.must(err)
	b.must(b.Submit(ctx, b.by("officer"), id, version, n))
	b.must(b.Check(ctx, b.by("checker"), id, version+1, n, ""))
	b.must(b.Sign(ctx, b.by("signer"), id, version+2, n))
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Posted, On: b.today(), Tracking: "XA1"}))
	results := letter.ItemResults(letter.Mixed, values(t, letter.Mixed))
	if strings.Count(results, "项：") < 2 {
		t.Fatalf("the sample has the results %q", results)
	}
	approval, err := b.ApprovalPDF(ctx, b.by("clerk"), id, n)
	b.must(err)
	cover, err := b.ArchiveCoverPDF(ctx, b.by("clerk"), id)
	b.must(err)
	for line := range strings.Lines(results) {
		for what, made := range map[string][]byte{"approval": approval, "cover": cover} {
			if got := b.words(bytes.NewReader(made)); !strings.Contains(got, strings.TrimSpace(line)) {
				t.Errorf("%s: no %q in %s", what, line, got)
			}
		}
	}
}
