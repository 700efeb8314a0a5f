package letter

import (
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// TestInnerSheets: nobody is addressed, the office does not sign, and a case of
// which little is known yet has its sheets too.
func TestInnerSheets(t *testing.T) {
	for _, kind := range []Kind{Registration, Approval, Chase, ArchiveCover, ArchiveContents, HelpNote, EnvelopeLabel} {
		d := sample(t, kind)
		l, err := Compose(kind, d.Facts, d.Values)
		if err != nil {
			t.Fatal(kind, fault.FieldsOf(err))
		}
		if ToApplicant(kind) || l.Addressee != "" || l.SignedBy != "" || l.Sealed {
			t.Errorf("%s is addressed to %q, signed by %q", kind, l.Addressee, l.SignedBy)
		}
	}
	if _, err := Compose(Registration, Facts{Office: sampleFacts().Office}, nil); err != nil {
		t.Errorf("of a case whose personal data were erased: %v", err)
	}
}

// TestApprovalLeavesRoom: what is still to be done has a line to sign on, and a
// draft that was returned needs its check again.
func TestApprovalLeavesRoom(t *testing.T) {
	steps := sampleFile().Steps
	tests := []struct {
		done int
		want string
	}{
		{1, "拟稿 审核 签发"}, {2, "拟稿 退回 审核 签发"}, {4, "拟稿 退回 拟稿 审核 签发"}, {5, "拟稿 退回 拟稿 审核 签发"},
	}
	for _, test := range tests {
		var got []string
		for _, row := range stepRows(steps[:test.done]) {
			got = append(got, row.Cells[0])
			if written := row.Cells[1] != ""; written != (len(got) <= test.done) {
				t.Errorf("after %d steps, line %d: %q", test.done, len(got), row.Cells)
			}
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("after %d steps: %s, want %s", test.done, s, test.want)
		}
	}
}

func TestCheckInner(t *testing.T) {
	tests := []findingTest{
		{"nothing drafted", Approval, func(d *Draft) { d.Facts.File = nil }, Missing, "还没有拟稿"},
		{"an empty file", ArchiveContents, func(d *Draft) { d.Facts.File = nil }, Missing, "没有文件"},
		{"chased for a day gone", Chase, func(d *Draft) { d.Values["by"] = d.Facts.On.AddDays(-1).String() }, Missing, "已过"},
		{"chased too late", Chase, func(d *Draft) { d.Values["by"] = d.Facts.Due.AddDays(1).String() }, Look, "晚于最迟答复之日"},
		{"a code of five digits", EnvelopeLabel, func(d *Draft) { d.Values["post_code"] = "83400" }, Look, "六位"},
		{"no address", EnvelopeLabel, func(d *Draft) { d.Facts.Applicant.Address = "" }, Missing, "地址"},
	}
	checkFindings(t, tests)
	late := sample(t, Chase)
	late.Facts.On, late.Facts.Due = calendar.NewDate(2026, 11, 30), calendar.NewDate(2026, 11, 24)
	late.Values = Values{"ask": "答复", "by": "2026-12-01", "asking": "冯小满", "chase_why": "late"}
	if _, err := Compose(Chase, late.Facts, late.Values); err != nil {
		t.Errorf("what is late cannot be chased: %v", fault.FieldsOf(err))
	}
}
