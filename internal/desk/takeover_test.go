package desk

import (
	"bytes"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/oldregister"
	"mingda/internal/sheet"
	"mingda/internal/sqlite"
)

// oldColumns are those of the registers of these tests.
var oldColumns = []sheet.Column{{Name: "序号"}, {Name: "编号"}, {Name: "收到日期"}, {Name: "申请人"}, {Name: "申请内容"}, {Name: "承办单位"}, {Name: "答复日期"}, {Name: "办理结果"}, {Name: "文号"}, {Name: "备注"}}

// workbook writes a register.
func workbook(t interface{ Fatal(...any) }, rows ...[]any) []byte {
	w, err := sheet.NewWriter("2023年", oldColumns)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for i, row := range rows {
		if err := w.Row(append([]any{i + 1}, row...)...); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if _, err := w.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// oldRow is a row of a register that has nothing wrong with it.
func oldRow(n int) []any {
	return []any{fmt.Sprintf("2023-%d", n), "2023-05-06", fmt.Sprintf("申请人%c", '甲'+rune(n%8)), fmt.Sprintf("第%d号文件", n), "", "2023年5月20日", "予以公开", fmt.Sprintf("明公开〔2023〕%d号", n), ""}
}

// tried brings a register to where it waits to be taken in.
func (b *bench) tried(content []byte) int64 {
	b.t.Helper()
	id := b.must1(b.SendRegister(ctx, b.by("clerk"), "C:\\台账\\旧台账.xlsx", bytes.NewReader(content)))
	b.must(b.TryImport(ctx, b.by("clerk"), id))
	return id
}

// taken takes a register in.
func (b *bench) taken(content []byte) int64 {
	b.t.Helper()
	id := b.tried(content)
	b.must(b.StartImport(ctx, b.by("clerk"), id))
	b.must(b.RunImports(ctx))
	return id
}

func (b *bench) importOf(id int64) ImportView {
	b.t.Helper()
	v, err := b.ImportOf(ctx, b.by("clerk"), id)
	b.must(err)
	return v
}

func (b *bench) madeBy(id int64) []casefile.Row {
	b.t.Helper()
	rows, err := b.DB.Cases(ctx, sqlite.CaseFilter{Sight: auth.Sight{All: true}, Import: id, Sort: "number", Limit: 1000})
	b.must(err)
	return rows
}

// codes are the troubles of a trial, by how many rows have them.
func (b *bench) codes(id int64) map[fault.Code]int {
	b.t.Helper()
	trial, err := b.Trial(ctx, b.by("clerk"), id, TrialFilter{Limit: 50})
	b.must(err)
	return trial.Codes
}

// TestTakeOver: an old register comes in as past cases with their source, what is open
// as one that runs; taken in again nothing doubles, and what was changed is shown.
func TestTakeOver(t *testing.T) {
	b := newBench(t)
	open := oldRow(3)
	open[1], open[5], open[6], open[7] = "2026-09-18", "", "", ""
	several := oldRow(2)
	several[2], several[6], several[8] = "张三、李四", "申请人撤回", "电话告知 13912345678"
	bad := oldRow(4)
	bad[1] = "2023年5月"
	content := workbook(t, oldRow(1), several, open, bad)
	id := b.tried(content)
	if v := b.importOf(id); v.Stage != ImportTried || v.Rows != 4 || v.Ready != 3 || v.Name != "旧台账.xlsx" || v.Mapping.Year != 2023 {
		t.Errorf("tried: %+v", v)
	}
	if got := b.codes(id); !maps.Equal(got, map[fault.Code]int{"old_received_no_day": 1, "old_persons_several": 1, "old_open": 1}) {
		t.Errorf("troubles %v", got)
	}
	b.must(b.StartImport(ctx, b.by("clerk"), id))
	b.must(b.RunImports(ctx))
	if v := b.importOf(id); v.Stage != ImportDone || v.Done != 3 || v.Problem != "" {
		t.Errorf("done: %+v", v)
	}
	rows := b.madeBy(id)
	var got []string
	for _, r := range rows {
		got = append(got, fmt.Sprint(r.Number, " ", r.Stage, " ", r.Result, " ", r.ReceivedOn, " ", r.EndedOn, " ", r.Asking, " ", r.Open))
	}
	want := "Q旧2023-0001 replied disclose 2023-05-06 2023-05-20 1 false\nQ旧2023-0002 withdrawn withdrawn 2023-05-06 2023-05-20 2 false\nQ2026-0001 registered  2026-09-18  1 true"
	if strings.Join(got, "\n") != want {
		t.Errorf("cases\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	c := b.caseOf(rows[1].ID)
	if f := c.OldRow; f.Import != id || f.File != b.importOf(id).File || f.Sheet != 1 || f.Row != 3 || f.Private.SheetName != "2023年" || f.Private.Kept[0].Text != "电话告知 13912345678" {
		t.Errorf("source %+v", f)
	}
	found, _, err := b.Cases(ctx, b.by("clerk"), sqlite.CaseFilter{Words: "明公开〔2023〕1号"})
	if err != nil || len(found) != 1 || found[0].Number != "Q旧2023-0001" {
		t.Errorf("by the number of its answer: %v, %v", found, err)
	}
	b.sound()

	again := b.tried(content)
	if v := b.importOf(again); v.Ready != 0 || b.codes(again)["old_known"] != 3 {
		t.Errorf("again: %+v, %v", v, b.codes(again))
	}
	b.refused(b.StartImport(ctx, b.by("clerk"), again), "import_nothing")
	changed := oldRow(1)
	changed[6] = "部分公开"
	again = b.tried(workbook(t, changed, oldRow(5)))
	trial, err := b.Trial(ctx, b.by("clerk"), again, TrialFilter{Code: "old_changed", Limit: 9})
	if err != nil || trial.Found != 1 || trial.Ready != 1 || !strings.Contains(trial.Rows[0].Troubles[0].Text(), "Q旧2023-0001；现在不同：办理结果“予以公开 disclose”→“部分公开 partial”") {
		t.Errorf("changed: %+v, %v", trial, err)
	}
	b.must(b.StartImport(ctx, b.by("clerk"), again))
	b.must(b.RunImports(ctx))
	if made := b.madeBy(again); len(made) != 1 || made[0].Number != "Q旧2023-0003" {
		t.Errorf("%v", made)
	}
	if b.caseOf(rows[0].ID).Result != law.Disclose {
		t.Error("a case was overwritten")
	}
	b.sound()
}

// TestUndoImport: a whole import is taken back by one act while nothing rests on its
// cases; what was taken back comes in again.
func TestUndoImport(t *testing.T) {
	b := newBench(t)
	content := workbook(t, oldRow(1), oldRow(2), oldRow(3))
	id := b.taken(content)
	rows := b.madeBy(id)
	b.must(b.Annul(ctx, b.by("coordinator"), rows[0].ID, 0, "重了"))
	b.refused(b.UndoImport(ctx, b.by("clerk"), id, "", true), "reason_needed", "reason")
	b.refused(b.UndoImport(ctx, b.by("clerk"), id, "表不对", false), "import_undo_unsure", "sure")
	b.must(b.Note(ctx, b.by("clerk"), rows[1].ID, "看过纸件"))
	b.refused(b.UndoImport(ctx, b.by("clerk"), id, "表不对", true), "import_rested_upon")

	other := b.taken(workbook(t, oldRow(7), oldRow(8)))
	b.must(b.UndoImport(ctx, b.by("clerk"), other, "表不对", true))
	b.must(b.RunImports(ctx))
	if v := b.importOf(other); v.Stage != ImportUndone || v.Done != 0 || v.UndoneBy != b.by("clerk").ID || v.Reason != "表不对" {
		t.Errorf("%+v", v)
	}
	for _, r := range b.madeBy(other) {
		if r.Stage != casefile.StageAnnulled {
			t.Errorf("%+v", r)
		}
	}
	b.sound()
	if once := b.taken(workbook(t, oldRow(7), oldRow(8))); b.importOf(once).Done != 2 {
		t.Errorf("what was taken back does not come in again: %+v", b.importOf(once))
	}
}

// TestStopImport: an import stops between two lots and goes on where it was; while it
// runs nobody changes it, and it is removed only before.
func TestStopImport(t *testing.T) {
	b := newBench(t)
	rows := make([][]any, 2*casesAtOnce+7)
	for i := range rows {
		rows[i] = oldRow(i + 1)
	}
	id := b.tried(workbook(t, rows...))
	b.must(b.StartImport(ctx, b.by("clerk"), id))
	b.refused(b.MapImport(ctx, b.by("clerk"), id, b.importOf(id).Mapping), "import_stage")
	b.refused(b.RemoveImport(ctx, b.by("clerk"), id), "import_stays")
	step := func() {
		b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) error { _, err := b.importBatch(ctx, tx, id); return err }))
	}
	step()
	b.must(b.StopImport(ctx, b.by("clerk"), id))
	step()
	if v := b.importOf(id); v.Stage != ImportStopped || v.Done != casesAtOnce || len(b.madeBy(id)) != casesAtOnce {
		t.Errorf("stopped: %+v", v)
	}
	b.must(b.StartImport(ctx, b.by("clerk"), id))
	b.must(b.RunImports(ctx))
	if v := b.importOf(id); v.Stage != ImportDone || v.Done != len(rows) || len(b.madeBy(id)) != len(rows) {
		t.Errorf("%+v", v)
	}
}

// TestImportFile: the file of an import is kept, and its rows forgotten with it while
// nothing was taken in.
func TestImportFile(t *testing.T) {
	b := newBench(t)
	b.refused(func() error {
		_, err := b.SendRegister(ctx, b.by("clerk"), "a.xls", strings.NewReader("\xd0\xcf\x11\xe0 old"))
		return err
	}(), "workbook_xls")
	id := b.tried(workbook(t, oldRow(1)))
	named := map[string]bool{}
	b.must(eachFile(ctx, b.DB.Reader, func(hash string) error { named[hash] = true; return nil }))
	if file := b.importOf(id).File; !named[file] || len(named) != 1 { // not the one that was refused
		t.Errorf("%v is kept, want %s", named, file)
	}
	var out bytes.Buffer
	b.must(b.WriteTroubles(ctx, b.by("clerk"), id, TrialFilter{}, &out))
	b.must(b.RemoveImport(ctx, b.by("clerk"), id))
	if _, err := b.ImportOf(ctx, b.by("clerk"), id); fault.KindOf(err) != fault.NotFound {
		t.Error(err)
	}
	for _, login := range []string{"officer", "signer", "foreign-clerk"} {
		if _, err := b.ImportOf(ctx, b.by(login), b.tried(workbook(t, oldRow(1)))); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("%s: %v", login, err)
		}
	}
}

// TestRegisterComesInEqual: a register of any days, names and words, with noise about
// it, comes in as what it says.
func TestRegisterComesInEqual(t *testing.T) {
	b := newBench(t)
	forms := []func(calendar.Date) any{
		func(d calendar.Date) any { return d.String() },
		func(d calendar.Date) any { return d.Chinese() },
		func(d calendar.Date) any { return fmt.Sprintf("%d.%d.%d", d.Year(), d.Month(), d.Day()) },
		func(d calendar.Date) any { return d.Start().Add(8 * time.Hour).UTC() },
		func(d calendar.Date) any { return fmt.Sprintf("%04d%02d%02d", d.Year(), d.Month(), d.Day()) },
		func(d calendar.Date) any { return fmt.Sprintf(" %d／%02d／%02d ", d.Year(), d.Month(), d.Day()) },
		func(d calendar.Date) any { return d.String() + " 10:23" },
		func(d calendar.Date) any { return d.DaysSince(calendar.NewDate(1899, 12, 30)) },
	}
	words := map[law.Result]string{law.Disclose: "予以 公开", law.Partial: "部分公开", law.NotExisting: "信息不存在", law.Withdrawn: "申请人撤回", law.Secret: "不予公开（国家秘密）"}
	run := 0
	rapid.Check(t, func(r *rapid.T) {
		run++
		var rows [][]any
		want := map[string]string{}
		for i := range rapid.IntRange(1, 12).Draw(r, "rows") {
			on := calendar.NewDate(2019, 6, 1).AddDays(rapid.IntRange(0, 2000).Draw(r, "received"))
			until := on.AddDays(rapid.IntRange(0, 60).Draw(r, "used"))
			result := rapid.SampledFrom([]law.Result{law.Disclose, law.Partial, law.NotExisting, law.Withdrawn, law.Secret}).Draw(r, "result")
			number := fmt.Sprintf("%d/%d", run, i)
			name := rapid.SampledFrom([]string{"张三", "欧阳建国", "阿依古丽·买买提", "明川商贸有限公司"}).Draw(r, "name")
			rows = append(rows, []any{number, rapid.SampledFrom(forms).Draw(r, "form")(on), " " + name + "\u3000", "内容" + number, "", rapid.SampledFrom(forms).Draw(r, "form")(until), words[result], "", ""})
			want[number] = fmt.Sprint(on, until, result, name)
			if rapid.Bool().Draw(r, "noise") {
				rows = append(rows, []any{"", "", "", "", "", "", "", "", ""}, []any{"合计", "", "", fmt.Sprint(i), "", "", "", "", ""})
			}
		}
		id := b.taken(workbook(r, rows...))
		got := map[string]string{}
		for _, row := range b.madeBy(id) {
			c := b.caseOf(row.ID)
			got[c.OldRow.Private.OldNumber] = fmt.Sprint(row.ReceivedOn, row.EndedOn, row.Result, row.Applicant)
		}
		if !maps.Equal(got, want) {
			r.Fatalf("%v, want %v; %v", got, want, b.codes(id))
		}
	})
	b.sound()
}

// TestPastUnits: a past case whose unit is none of today's bears the name that its register
// has for it: in an export, however many rows that has, and on the papers of its file.
func TestPastUnits(t *testing.T) {
	b := newBench(t)
	var rows [][]any
	for n := range rowsTogether + 1 {
		row := oldRow(n + 1)
		row[2], row[4] = fmt.Sprintf("申请人%d", n+1), fmt.Sprintf("区征收办%d", n+1)
		rows = append(rows, row)
	}
	id := b.taken(workbook(t, rows...))
	seen := map[string]string{}
	b.must(b.EachCase(ctx, b.by("clerk"), sqlite.CaseFilter{Import: id, Sort: "number"}, func(row casefile.Row, past PastUnits) error {
		seen[strings.TrimPrefix(row.Applicant, "申请人")] = past[row.ID]
		return nil
	}))
	if len(seen) != len(rows) {
		t.Errorf("%d rows of %d", len(seen), len(rows))
	}
	for n, unit := range seen {
		if unit != "区征收办"+n {
			t.Errorf("applicant %s: %q", n, unit)
		}
	}
	v, err := b.Case(ctx, b.by("clerk"), b.madeBy(id)[0].ID)
	b.must(err)
	if got := b.shelvedVolume(v, casefile.Shelf{}).Shelved.Unit; got != "区征收办1" {
		t.Errorf("the cover of its file: %q", got)
	}
}

// TestNextSheet: from the import of one sheet the others of its file are taken in, each
// once, without the file being sent again, with the words that were chosen; one that was
// taken back can be taken in anew.
func TestNextSheet(t *testing.T) {
	b := newBench(t)
	f := excelize.NewFile()
	defer f.Close()
	for i, name := range []string{"2022年", "2023年", "空表"} {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		if name == "空表" {
			continue
		}
		for n, row := range [][]any{{"编号", "收到日期", "申请人", "申请内容", "答复日期", "办理结果"}, {fmt.Sprintf("%d-1", 2022+i), fmt.Sprintf("%d-05-06", 2022+i), "申请人甲", "第1号文件", fmt.Sprintf("%d-05-20", 2022+i), "阅后酌处"}} {
			b.must(f.SetSheetRow(name, fmt.Sprintf("A%d", n+1), &row))
		}
	}
	b.must(f.DeleteSheet("Sheet1"))
	raw, err := f.WriteToBuffer()
	b.must(err)
	clerk := b.by("clerk")
	id := b.must1(b.SendRegister(ctx, clerk, "旧台账.xlsx", raw))
	b.must(b.ChooseSheet(ctx, clerk, id, 0))
	_, words, err := b.ImportWords(ctx, clerk, id)
	b.must(err)
	b.must(b.ChooseWords(ctx, clerk, id, map[string]oldregister.Choice{words[0].Key(): oldregister.Choice(law.Disclose)}))
	run := func(id int64) {
		t.Helper()
		b.must(b.TryImport(ctx, clerk, id))
		b.must(b.StartImport(ctx, clerk, id))
		b.must(b.RunImports(ctx))
		if v := b.importOf(id); v.Stage != ImportDone || v.Done != 1 {
			t.Errorf("%s %d: %v", v.Stage, v.Done, b.codes(id))
		}
	}
	run(id)
	next := b.must1(b.ImportNext(ctx, clerk, id, 1))
	if again := b.must1(b.ImportNext(ctx, clerk, id, 1)); next == id || again != next {
		t.Errorf("the second sheet is import %d, and again %d", next, again)
	}
	run(next)
	if first := b.must1(b.ImportNext(ctx, clerk, next, 0)); first != id {
		t.Errorf("the first sheet again is import %d", first)
	}
	taken, err := b.SheetsTaken(ctx, clerk, id)
	b.must(err)
	if len(taken) != 3 || taken[0].Import != id || taken[0].Done != 1 || taken[1].Import != next || taken[1].Stage != ImportDone || taken[2].Import != 0 {
		t.Errorf("%+v", taken)
	}
	for n, code := range map[int]fault.Code{2: "import_sheet_empty", 3: "import_sheet_needed", -1: "import_sheet_needed"} {
		_, err := b.ImportNext(ctx, clerk, id, n)
		b.refused(err, code, "sheet")
	}
	if _, err := b.ImportNext(ctx, b.by("foreign-clerk"), id, 1); fault.KindOf(err) != fault.Forbidden {
		t.Error(err)
	}
	b.must(b.UndoImport(ctx, clerk, next, "导错了", true))
	b.must(b.RunImports(ctx))
	if anew := b.must1(b.ImportNext(ctx, clerk, id, 1)); anew == next {
		t.Error("what was taken back counts as taken")
	}
}
