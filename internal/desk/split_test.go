package desk

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// slip is the second of the two things that are asked for.
const slip = "征收补偿资金拨付凭证"

// splitOne asks for the second thing to go to a case of its own.
func splitOne() casefile.Splitting {
	return casefile.Splitting{PartText: casefile.PartText{Items: []string{slip}, Reason: "由财务科办"}}
}

// apart splits the second thing off and returns its case.
func (b *bench) apart(id casefile.ID, a casefile.Assigned) *casefile.Case {
	b.t.Helper()
	numbers, err := b.Split(ctx, b.by("clerk"), id, b.caseOf(id).Version, splitOne(), a)
	b.must(err)
	row, err := b.DB.CaseByNumber(ctx, numbers[0])
	b.must(err)
	return b.caseOf(row.ID)
}

// TestSplit: a part becomes a case of its own with the applicant, the papers, the day
// of receipt and its candidates; the old code opens both; each is answered for itself,
// and the reply to the old one says where the part is answered.
func TestSplit(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	ticket := b.web(form(casefile.ByDownload))
	id := b.assigned(b.register(ticket.Input, wants(casefile.ByDownload)))
	clerk := b.by("clerk")
	paper, err := b.StoreUpload(strings.NewReader("%PDF-1.4\n%%EOF\n"), "身份证.pdf", "application/pdf")
	b.must(err)
	_, err = b.AddMaterials(ctx, clerk, id, casefile.Identity, []intake.File{paper})
	b.must(err)
	b.must(b.NoteAid(ctx, clerk, id, 0, casefile.AidNoted{Aids: []casefile.Aid{casefile.LargePrint}}))
	b.goTo("2026-09-28")
	version := b.caseOf(id).Version
	_, err = b.Split(ctx, b.by("officer"), id, version, splitOne(), casefile.Assigned{})
	b.refused(err, "auth_role")
	_, err = b.Split(ctx, clerk, id, version, splitOne(), casefile.Assigned{Officer: b.by("officer").ID})
	b.refused(err, "unit_needed", "unit")
	if rows, _ := b.DB.CasesOfInput(ctx, ticket.Input); len(rows) != 1 {
		t.Fatalf("refused, and there are %d cases", len(rows))
	}
	apart := b.apart(id, casefile.Assigned{Unit: 3})
	_, err = b.Split(ctx, clerk, id, version, splitOne(), casefile.Assigned{})
	b.refused(err, "stale_version")

	c := b.caseOf(id)
	if c.Left() == c.Wants.Content || len(c.Splits) != 1 || c.Splits[0].Number != apart.Number || c.Splits[0].To != apart.ID {
		t.Errorf("the old case: %q, %+v", c.Left(), c.Splits)
	}
	if apart.Wants.Content != slip || apart.Wants.Subject != slip || apart.Unit != 3 || apart.Applicant != c.Applicant || apart.Input != c.Input || apart.Origin.Number != c.Number ||
		len(apart.Receipt.Candidates) != len(c.Receipt.Candidates) || len(apart.Aid.Aids) != 1 || apart.Wants.Delivery != c.Wants.Delivery {
		t.Errorf("the new case: %+v", apart)
	}
	if len(apart.Materials) != len(c.Materials) || apart.Materials[len(apart.Materials)-1].Purpose != casefile.Identity {
		t.Errorf("papers %+v", apart.Materials)
	}
	b.due(id, deadline.Running, "2026-10-27")
	b.due(apart.ID, deadline.Running, "2026-10-27")
	for number, want := range map[string]casefile.ID{ticket.Number: id, c.Number: id, apart.Number: apart.ID} {
		if visit, err := b.OpenStatus(ctx, number, ticket.Code.String()); err != nil || visit.Case != want {
			t.Errorf("%s opens %+v, %v", number, visit, err)
		}
	}
	b.refused(b.Annul(ctx, b.by("coordinator"), apart.ID, 0, "多了"), "split_annul_part")
	b.sound()

	n := b.signed(id, letter.AlreadyPublic, values(t, letter.AlreadyPublic))
	text := string(b.caseOf(id).Letters[n-1].Value)
	for _, said := range []string{"要求公开团结路片区（二期）房屋征收补偿方案", "申请中的", slip, "本机关编为", apart.Number, "号另行答复"} {
		if !strings.Contains(text, said) {
			t.Errorf("the reply does not say %s: %s", said, text)
		}
	}
	back := casefile.SplitTakenBack{Split: 1}
	back.Private.Reason = "分错了"
	b.refused(b.TakeBackSplit(ctx, clerk, id, 0, back), "reply_signed")
	b.stage(apart.ID, casefile.StageHandling)
}

// TestSplitTakenBack: what was split off by mistake comes back, the number stays used;
// not once somebody has worked on it. Split again it has another number, and each item
// can have one.
func TestSplitTakenBack(t *testing.T) {
	b := newBench(t)
	id, _ := b.handled(casefile.ByEmail)
	clerk := b.by("clerk")
	joint := casefile.JointlyAdded{Class: casefile.Natural, Delivery: casefile.ByEmail}
	joint.Private.Applicant = casefile.Applicant{Class: casefile.Natural, Name: "古丽娜尔·买买提", Phone: "13900002468", Email: "g@example.com", Address: "明川区团结路47号"}
	paper, err := b.StoreUpload(strings.NewReader("%PDF-1.4\n%%EOF\n"), "李四身份证.pdf", "application/pdf")
	b.must(err)
	b.must(b.AddJointApplicant(ctx, clerk, id, 0, joint, []intake.File{paper}))
	apart := b.apart(id, casefile.Assigned{})
	if all := apart.JointApplicants(); len(all) != 1 || all[0].Applicant != b.caseOf(id).JointApplicants()[0].Applicant || all[0].Delivery != casefile.ByEmail {
		t.Errorf("who asks together goes along: %+v", all)
	} else if m, ok := apart.Material(all[0].Proof); !ok || m.Name != "李四身份证.pdf" {
		t.Errorf("without the proof of who they are: %+v", m)
	}
	b.stage(apart.ID, casefile.StageRegistered)
	b.must(b.Note(ctx, clerk, apart.ID, "已电话联系"))
	back := casefile.SplitTakenBack{Split: 1}
	back.Private.Reason = "分错了"
	b.refused(b.TakeBackSplit(ctx, clerk, id, 0, back), "split_worked", "party")
	noted := casefile.TakenBack{Corrects: b.caseOf(apart.ID).Version}
	noted.Private.Reason = "记错了"
	b.must(b.TakeBack(ctx, clerk, apart.ID, 0, noted))
	b.refused(b.TakeBackSplit(ctx, b.by("foreign-clerk"), id, 0, back), "auth_other_agency")
	b.must(b.TakeBackSplit(ctx, clerk, id, b.caseOf(id).Version, back))
	b.stage(apart.ID, casefile.StageAnnulled)
	c := b.caseOf(id)
	if c.Left() != c.Wants.Content || !c.Splits[0].TakenBack {
		t.Errorf("taken back: %q, %+v", c.Left(), c.Splits)
	}
	i, err := loadInput(ctx, b.DB, inbox.ID(c.Input))
	if err != nil || i.State != inbox.Registered {
		t.Errorf("the input is %s, %v", i.State, err)
	}
	b.refused(b.TakeBackSplit(ctx, clerk, id, 0, back), "split_none")
	b.sound()

	each := splitOne()
	each.Each, each.Text = true, "2024年以前的方案"
	numbers, err := b.Split(ctx, clerk, id, 0, each, casefile.Assigned{Unit: 1})
	if err != nil || len(numbers) != 2 || numbers[0] == apart.Number || numbers[1] == numbers[0] {
		t.Fatalf("split into %v, %v", numbers, err)
	}
	row, err := b.DB.CaseByNumber(ctx, numbers[1])
	b.must(err)
	if c := b.caseOf(row.ID); c.Wants.Content != each.Text || c.Stage() != casefile.StageHandling {
		t.Errorf("split in words: %+v", c)
	}
	b.sound()
}

// TestSplitClarified: after a clarification that was answered the new case runs from
// the day of the answer too.
func TestSplitClarified(t *testing.T) {
	b := newBench(t)
	id := b.clarifying()
	_, err := b.Split(ctx, b.by("clerk"), id, 0, splitOne(), casefile.Assigned{})
	b.refused(err, "split_while_awaiting")
	b.goTo("2026-09-29")
	b.must(b.TakeSupplement(ctx, b.by("clerk"), id, 0, b.today(), "要的是两样", 0))
	b.goTo("2026-10-09")
	apart := b.apart(id, casefile.Assigned{})
	was, err := b.caseOf(id).Clock(b.Calendar(), b.today())
	b.must(err)
	b.due(apart.ID, deadline.Running, was.Due.String())
	if apart.SupplementedOn != b.caseOf(id).SupplementedOn {
		t.Errorf("supplemented on %s", apart.SupplementedOn)
	}
	b.sound()
}

// splitCases lets four clerks split at once all cases that are not split yet, each in
// an order of its own.
func splitCases(d *Desk) error {
	d.Now = func() time.Time { return time.Date(2026, 9, 22, 15, 0, 0, 0, calendar.Zone) }
	by, err := d.DB.UserByLogin(ctx, "clerk")
	if err != nil {
		return err
	}
	rows, err := d.DB.Cases(ctx, sqlite.CaseFilter{Sight: auth.Sight{All: true}, Limit: 500})
	if err != nil {
		return err
	}
	return atOnce(4, func(int) error {
		for _, at := range rand.Perm(len(rows)) {
			numbers, err := d.Split(ctx, by, rows[at].ID, 0, splitOne(), casefile.Assigned{Unit: 1})
			if fault.KindOf(err) == fault.Invalid {
				continue // another was quicker, or it is itself a part
			}
			if err != nil {
				return err
			}
			fmt.Println("acknowledged", rows[at].ID, rows[at].ID, numbers[0], "-")
		}
		return nil
	})
}

// TestKilledSplitting: four clerks split the same cases at once and the process is
// killed again and again: each has exactly one part, the case and the input know it,
// and no part is without its case.
func TestKilledSplitting(t *testing.T) {
	if testing.Short() {
		t.Skip("takes many seconds")
	}
	b := newBench(t)
	cases := b.registered(40, "split")
	b.must(b.DB.Close())
	told := runAndKill(t, "splits", b.dir, 2)
	b.reopen()
	for _, id := range cases {
		c := b.caseOf(id)
		rows, err := b.DB.CasesOfInput(ctx, inbox.ID(c.Input))
		b.must(err)
		if len(rows) != 2 || len(c.Splits) != 1 {
			t.Fatalf("case %d: %d cases, %+v", id, len(rows), c.Splits)
		}
		part := b.caseOf(c.Splits[0].To)
		if part.Number != c.Splits[0].Number || part.Origin == nil || part.Origin.From != id || part.Unit != 1 {
			t.Errorf("case %d has the part %+v", id, part)
		}
		if a, was := told[int(id)]; was && a.number != part.Number {
			t.Errorf("case %d: the clerk was told %s, it is %s", id, a.number, part.Number)
		}
	}
	b.sound()
}
