package desk

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/disposal"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/ledger"
	"mingda/internal/letter"
)

// afterTen is a day on which a file of 2026 that was kept for ten years is due.
const afterTen = "2037-01-05"

// stored puts a file into the store as a form does.
func (b *bench) stored(name, content string) intake.File {
	b.t.Helper()
	h, size, err := b.Files.Put(strings.NewReader(content), 0)
	b.must(err)
	return intake.File{Name: name, Type: "application/pdf", Size: size, Hash: string(h)}
}

// keptFile answers a request with a document in its file and puts the file away.
func (b *bench) keptFile(document string, want casefile.PutAway) casefile.ID {
	b.t.Helper()
	id, _ := b.handled(casefile.ByDownload)
	return b.answeredAndKept(id, document, want)
}

// answeredAndKept is keptFile of a case that is with its unit.
func (b *bench) answeredAndKept(id casefile.ID, document string, want casefile.PutAway) casefile.ID {
	b.t.Helper()
	_, err := b.AddMaterials(ctx, b.by("clerk"), id, casefile.Evidence, []intake.File{b.stored("检索记录.pdf", document)})
	b.must(err)
	n := b.signed(id, letter.Disclose, values(b.t, letter.Disclose))
	b.must(b.RenderAll(ctx))
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Downloaded, On: b.today()}))
	b.must(b.Archive(ctx, b.by("clerk"), id, 0, want))
	b.must(b.BindAll(ctx))
	return id
}

// proposed proposes files together.
func (b *bench) proposed(ids ...casefile.ID) disposal.ID {
	b.t.Helper()
	var picked []Picked
	for _, id := range ids {
		picked = append(picked, Picked{ID: id})
	}
	list, err := b.ProposeDisposal(ctx, b.by("clerk"), picked, Reasons{Common: "期满，没有继续保存的价值"})
	b.must(err)
	return list
}

// ordered lets files be destroyed, up to where the worker does it.
func (b *bench) ordered(ids ...casefile.ID) disposal.ID {
	b.t.Helper()
	list := b.proposed(ids...)
	b.must(b.ApproveDisposal(ctx, b.by("signer"), list, 0, "同意"))
	b.must(b.CarryOut(ctx, b.by("clerk"), list, 0, []string{"王监", "李监"}, true))
	return list
}

// counted are the rows that reports and statistics are read of.
func (b *bench) counted() []string {
	b.t.Helper()
	var rows []string
	b.must(b.DB.DumpRows(ctx, func(line string) error {
		for _, table := range []string{"report_", "case_figures ", "case_marks ", "figure_sums ", "case_days "} {
			if strings.HasPrefix(line, table) {
				rows = append(rows, line)
			}
		}
		return nil
	}))
	return rows
}

// TestDestroy: what was personal and every file of a case is gone, from the store, from
// search and from the ledger; number, days, result and what reports count are what they were.
func TestDestroy(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id := b.keptFile("只在这一件里", casefile.PutAway{})
	other := b.keptFile("另一件", casefile.PutAway{Keep: casefile.Keep30, Reason: "重大"})
	before, report := b.caseOf(id), b.counted()
	b.goTo(afterTen)
	x, err := b.Expired(ctx, b.by("clerk"))
	if err != nil || x.Total != 1 || x.Rows[0].Case != id || x.Rows[0].Until.String() != "2036-12-31" {
		t.Fatalf("%+v, %v", x, err)
	}
	list := b.ordered(id)
	named := b.filesOf(id)
	b.must(b.DestroyAll(ctx))
	l, err := loadDisposal(ctx, b.DB, list)
	if err != nil || l.Stage != disposal.StageDestroyed || l.Removed != len(named) || l.Shared != 0 || len(named) < 4 {
		t.Fatalf("%+v, %v, %d named", l, err, len(named))
	}
	for _, h := range named {
		if b.Files.Has(filestore.Hash(h)) {
			t.Errorf("%s is still there", h)
		}
	}
	c := b.caseOf(id)
	shelf, _ := c.Shelf()
	if shelf.Destroyed.On != b.today() || shelf.Destroyed.Number != l.Number || !c.Erased || c.Applicant.Name != "" || c.Wants.Content != "" {
		t.Errorf("%+v %+v %+v", shelf, c.Applicant, c.Wants)
	}
	if c.Number != before.Number || shelf.Number == "" || c.Result != before.Result || c.RepliedOn() != before.RepliedOn() || c.Class != before.Class || len(c.History) != len(before.History)+1 {
		t.Errorf("the fact is not kept: %+v", c)
	}
	if now := b.counted(); !slices.Equal(now, report) {
		t.Errorf("what is counted changed:\n%s", strings.Join(differing(report, now), "\n"))
	}
	for _, words := range []string{"征收补偿", people.Name, "检索记录"} {
		for _, hit := range b.hits("clerk", words) {
			if hit.Row.ID == id {
				t.Errorf("it is found by %s", words)
			}
		}
	}
	if hits := b.hits("clerk", c.Number); len(hits) != 1 {
		t.Errorf("by its number %d are found", len(hits))
	}
	b.onlyErased()
	if b.caseOf(other).Erased {
		t.Error("the other case is erased")
	}
	b.sound()
}

// filesOf are the files that the ledgers of a case and its inputs name.
func (b *bench) filesOf(id casefile.ID) []string {
	b.t.Helper()
	all, err := b.DB.FilesOf(ctx, ledger.Case, int64(id))
	b.must(err)
	for _, i := range b.caseOf(id).Inputs() {
		of, err := b.DB.FilesOf(ctx, ledger.Input, i)
		b.must(err)
		all = append(all, of...)
	}
	return all
}

// onlyErased wants the check of the ledger to say erased, and nothing broken or lost.
func (b *bench) onlyErased() {
	b.t.Helper()
	v, err := b.Verify(ctx)
	if err != nil || !v.Sound() || len(v.Ledger.Findings) == 0 {
		b.t.Errorf("%+v, %v, %v", v.Ledger.Findings, v.Damaged, err)
	}
}

// TestDestroyNothingLeft: nothing that can be opened of a destroyed case leads anywhere but
// to why.
func TestDestroyNothingLeft(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id := b.keptFile("一件", casefile.PutAway{})
	input := b.caseOf(id).Input
	b.goTo(afterTen)
	b.ordered(id)
	b.must(b.DestroyAll(ctx))
	by := b.by("clerk")
	_, err := b.Material(ctx, by, id, 1)
	b.refused(err, "file_destroyed")
	_, err = b.LetterPDF(ctx, by, id, 1)
	b.refused(err, "file_destroyed")
	_, err = b.ShelvedPDF(ctx, by, id)
	b.refused(err, "file_destroyed")
	_, err = b.ShelvedPackage(ctx, by, id)
	b.refused(err, "file_destroyed")
	_, err = b.Draft(ctx, by, id, 1, "", nil, nil)
	b.refused(err, "file_destroyed")
	_, err = b.ApprovalPDF(ctx, by, id, 1)
	b.refused(err, "file_destroyed")
	b.refused(b.Note(ctx, by, id, "又记一笔"), "file_destroyed")
	b.refused(b.HoldBack(ctx, by, id, 0, "晚了"), "file_destroyed")
	b.refused(b.NoteChallenge(ctx, by, id, RemedyForm{On: b.today()}, casefile.Challenged{Forum: casefile.InReview, Letter: 1, Body: "区政府"}), "file_destroyed")
	back := casefile.TakenBack{Corrects: 1}
	back.Private.Reason = "弄错"
	b.refused(b.TakeBack(ctx, by, id, 0, back), "file_destroyed")
	_, err = b.Input(ctx, by, inbox.ID(input))
	b.refused(err, "input_destroyed")
	_, err = b.InputRaw(ctx, by, inbox.ID(input))
	b.refused(err, "input_destroyed")
	v, err := b.Case(ctx, by, id)
	b.must(err)
	for _, o := range v.Options {
		if o.Err == nil && o.Act != casefile.See {
			t.Errorf("%s is offered", o.Act)
		}
	}
	g, err := b.GenuineByHash(ctx, b.caseOf(id).Letters[0].File)
	if err != nil || g.Number != b.caseOf(id).Letters[0].Number || g.Title == "" {
		t.Errorf("whoever holds the letter cannot ask: %+v, %v", g, err)
	}
}

// TestDestroyShared: a file that another case needs stays until that one goes too.
func TestDestroyShared(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	one, two := b.keptFile("两件都有", casefile.PutAway{}), b.keptFile("两件都有", casefile.PutAway{})
	shared := filestore.Hash(b.caseOf(one).Materials[0].File)
	b.goTo(afterTen)
	first := b.ordered(one)
	b.must(b.DestroyAll(ctx))
	l, err := loadDisposal(ctx, b.DB, first)
	if err != nil || l.Stage != disposal.StageDestroyed || l.Shared != 1 || !b.Files.Has(shared) {
		t.Fatalf("%+v, %v", l, err)
	}
	got, err := b.Material(ctx, b.by("clerk"), two, 1)
	b.must(err)
	got.Close()
	b.sound()
	b.ordered(two)
	b.must(b.DestroyAll(ctx))
	if b.Files.Has(shared) {
		t.Error("nobody needs it any more, and it is there")
	}
	b.sound()
}

// TestDestroySharedInput: a letter that became two cases stays until both are gone.
func TestDestroySharedInput(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, visit := b.handled(casefile.ByDownload)
	in, err := b.Input(ctx, b.by("clerk"), visit.Input)
	b.must(err)
	p := in.Candidates[in.Proposed]
	two, err := b.Register(ctx, b.by("clerk"), visit.Input, Registration{Version: in.Input.Version, Applicant: people, Wants: wants(casefile.ByDownload), On: p.On, Ground: p.Ground, Splitting: true})
	b.must(err)
	b.answeredAndKept(id, "一", casefile.PutAway{})
	b.answeredAndKept(b.assigned(two), "二", casefile.PutAway{})
	raw := filestore.Hash(in.Input.File)
	b.goTo(afterTen)
	b.ordered(id)
	b.must(b.DestroyAll(ctx))
	if i := b.rawInput(visit.Input); !i.Destroyed.IsZero() || i.Erased || i.Digest.Sender == "" || !b.Files.Has(raw) {
		t.Errorf("what another case needs is gone: %+v", i)
	}
	st, err := b.Status(ctx, Visit{Input: visit.Input, Case: two})
	if err != nil || st.Case.NotDestroyed() != nil {
		t.Errorf("%+v, %v", st, err)
	}
	b.ordered(two)
	b.must(b.DestroyAll(ctx))
	if i := b.rawInput(visit.Input); i.Destroyed.IsZero() || !i.Erased || i.Digest.Sender != "" || b.Files.Has(raw) {
		t.Errorf("it is still there: %+v", i)
	}
	if again, err := b.OpenStatus(ctx, in.Input.Number, ""); err == nil {
		t.Errorf("%+v", again)
	}
	if st, err := b.Status(ctx, visit); err != nil || st.Case.NotDestroyed() == nil {
		t.Errorf("who asks what became of it is told nothing: %+v, %v", st, err)
	}
	b.sound()
}

func (b *bench) rawInput(id inbox.ID) *inbox.Input {
	b.t.Helper()
	i, err := loadInput(ctx, b.DB, id)
	b.must(err)
	return i
}

// TestDestroyRules: not before the period is over, never what is kept for ever, held back,
// contested or handed on, by another person's approval, before two supervisors.
func TestDestroyRules(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id := b.keptFile("一", casefile.PutAway{})
	forever := b.keptFile("二", casefile.PutAway{Keep: casefile.KeepForever, Reason: "首例"})
	clerk, why := b.by("clerk"), Reasons{Common: "期满"}
	wrong := func(code fault.Code, ids ...casefile.ID) {
		t.Helper()
		var picked []Picked
		for _, id := range ids {
			picked = append(picked, Picked{ID: id})
		}
		_, err := b.ProposeDisposal(ctx, clerk, picked, why)
		b.refused(err, code, "pick")
	}
	b.goTo("2036-12-31")
	wrong("destroy_none")
	wrong("destroy_changed", id)
	b.goTo(afterTen)
	wrong("destroy_changed", forever)
	b.refused(b.KeepLonger(ctx, clerk, forever, 0, casefile.Keep10, "再看看"), "destroy_forever")
	_, err := b.ProposeDisposal(ctx, clerk, []Picked{{ID: id}}, Reasons{})
	b.refused(err, "destroy_reason", "reason")
	b.refused(b.HoldBack(ctx, clerk, id, 0, " "), "reason_needed", "reason")
	b.must(b.HoldBack(ctx, clerk, id, 0, "纪委在查"))
	b.refused(b.HoldBack(ctx, clerk, id, 0, "又一次"), "destroy_held")
	wrong("destroy_changed", id)
	if x, err := b.Expired(ctx, clerk); err != nil || x.Total != 0 || x.Left.Held != 1 {
		t.Errorf("%+v, %v", x, err)
	}
	b.must(b.EndHold(ctx, b.by("signer"), id, 0, "查完了"))
	list := b.proposed(id)
	wrong("destroy_changed", id)
	if x, err := b.Expired(ctx, clerk); err != nil || x.Total != 0 || x.Left.Listed != 1 {
		t.Errorf("%+v, %v", x, err)
	}
	b.refused(b.ApproveDisposal(ctx, clerk, list, 0, ""), "auth_role")
	b.must(b.HoldBack(ctx, clerk, id, 0, "又有人要查"))
	b.refused(b.ApproveDisposal(ctx, b.by("signer"), list, 0, ""), "destroy_changed")
	b.must(b.EndHold(ctx, clerk, id, 0, "不查了"))
	b.must(b.ApproveDisposal(ctx, b.by("signer"), list, 0, ""))
	for _, c := range []struct {
		names []string
		field string
		code  fault.Code
		sure  bool
	}{
		{[]string{"王监", ""}, "supervisor2", "destroy_supervisor", true}, {[]string{"王监", " 王监"}, "supervisor2", "destroy_supervisor_same", true},
		{[]string{"clerk", "王监"}, "supervisor1", "destroy_supervisor_self", true}, {[]string{"王监", "李监"}, "sure", "tick_to_go_on", false},
	} {
		b.refused(b.CarryOut(ctx, clerk, list, 0, c.names, c.sure), c.code, c.field)
	}
	b.refused(b.ReturnDisposal(ctx, b.by("officer"), list, 0, "不"), "auth_role")
	b.refused(b.ReturnDisposal(ctx, b.by("signer"), list, 0, ""), "reason_needed", "reason")
	b.must(b.ReturnDisposal(ctx, clerk, list, 0, "提早了"))
	b.refused(b.CarryOut(ctx, clerk, list, 0, []string{"王监", "李监"}, true), "destroy_stage")
	b.must(b.DestroyAll(ctx))
	if b.caseOf(id).Erased {
		t.Error("a list that was returned is carried out")
	}
	b.must(b.KeepLonger(ctx, clerk, id, 0, casefile.Keep10, "还有人查"))
	if shelf, _ := b.caseOf(id).Shelf(); shelf.Until.String() != "2046-12-31" || shelf.Longer != casefile.Keep10 {
		t.Errorf("%+v", shelf)
	}
	wrong("destroy_changed", id)
	back := casefile.TakenBack{Corrects: b.caseOf(id).Version}
	back.Private.Reason = "选错"
	b.must(b.TakeBack(ctx, clerk, id, 0, back))
	coordinated, err := b.ProposeDisposal(ctx, b.by("coordinator"), []Picked{{ID: id}}, why)
	b.must(err)
	b.refused(b.ApproveDisposal(ctx, b.by("coordinator"), coordinated, 0, ""), "destroy_own")
	b.must(b.ApproveDisposal(ctx, b.by("signer"), coordinated, 0, ""))
	b.sound()
}

// TestDestroyLeft: what is held back between the order and its turn stays, and the list says
// so; the others go.
func TestDestroyLeft(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, other := b.keptFile("一", casefile.PutAway{}), b.keptFile("二", casefile.PutAway{})
	b.goTo(afterTen)
	list := b.ordered(id, other)
	b.must(b.HoldBack(ctx, b.by("officer"), id, 0, "法院来函"))
	b.must(b.DestroyAll(ctx))
	l, err := loadDisposal(ctx, b.DB, list)
	b.must(err)
	if l.Stage != disposal.StageDestroyed || l.Items[0].Left != "destroy_held" || l.Items[1].Left != "" || b.caseOf(id).Erased || !b.caseOf(other).Erased {
		t.Errorf("%+v", l)
	}
	b.sound()
}

// TestDestroyNewFile: a file that was stored a moment ago may be on its way to somebody
// else; it goes later, and the list says that it is not done.
func TestDestroyNewFile(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id := b.keptFile("一", casefile.PutAway{})
	hash := filestore.Hash(b.caseOf(id).Materials[0].File)
	b.goTo(afterTen)
	list := b.ordered(id)
	b.must(os.Chtimes(b.Files.Path(hash), b.at, b.at.Add(-time.Minute)))
	b.must(b.DestroyAll(ctx))
	if l, err := loadDisposal(ctx, b.DB, list); err != nil || l.Stage != disposal.StageDestroying || !b.Files.Has(hash) || !b.caseOf(id).Erased {
		t.Errorf("%+v, %v", l, err)
	}
	b.at = b.at.Add(time.Hour)
	b.must(b.DestroyAll(ctx))
	if l, err := loadDisposal(ctx, b.DB, list); err != nil || l.Stage != disposal.StageDestroyed || b.Files.Has(hash) {
		t.Errorf("%+v, %v", l, err)
	}
}
