package desk

import (
	"encoding/json"
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
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// agreed records the consent to hand a request on to agency 2.
func (b *bench) agreed(id casefile.ID, part string) error {
	f := casefile.TransferAgreed{Agency: 2, On: b.today(), How: casefile.OnPhone}
	f.Private.Part, f.Private.Note = part, "与申请人本人通话，同意转送"
	return b.HandOn(ctx, b.by("clerk"), id, b.caseOf(id).Version, f, nil)
}

// handedTo is what agency 2 got.
func (b *bench) handedTo() []sqlite.InputRow {
	b.t.Helper()
	rows, err := b.DB.Inputs(ctx, sqlite.InputFilter{Agency: 2, Limit: 500})
	b.must(err)
	return rows
}

// TestTransfer: with consent a request is handed on, as a new input of the other
// agency with all that the applicant gave, received anew when that has called; the own
// case is answered, and says to whom it was handed on.
func TestTransfer(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, visit := b.handled(casefile.ByEmail)
	clerk := b.by("clerk")
	f := casefile.TransferAgreed{Agency: 2}
	b.refused(b.HandOn(ctx, clerk, id, 0, f, nil), "transfer_without_consent", "how")
	b.refused(b.HandOn(ctx, clerk, id, 0, f, nil), "transfer_consent_day", "agreed_on")
	f.Agency = 1
	b.refused(b.HandOn(ctx, clerk, id, 0, f, nil), "transfer_to_self", "agency")
	b.refused(b.HandOn(ctx, b.by("foreign-clerk"), id, 0, f, nil), "auth_other_agency")
	paper, err := b.StoreUpload(strings.NewReader("%PDF-1.4\n%%EOF\n"), "身份证.pdf", "application/pdf")
	b.must(err)
	_, err = b.AddMaterials(ctx, clerk, id, casefile.Identity, []intake.File{paper})
	b.must(err)
	b.must(b.agreed(id, ""))
	b.refused(b.agreed(id, ""), "transfer_begun", "agency")

	n := b.signedTo(id, letter.Transfer, 1, letter.Values{})
	value, err := signedValue(b.caseOf(id).Letters[n-1])
	b.must(err)
	if value.Addressee != "明川区ZJJ" {
		t.Errorf("the letter is to %s", value.Addressee)
	}
	b.must(b.RenderAll(ctx))
	if got := b.handedTo(); len(got) != 0 {
		t.Fatalf("handed on before it was sent: %+v", got)
	}
	b.refused(b.Serve(ctx, clerk, id, ServiceForm{Letter: n, Way: casefile.Posted, Tracking: "XA1", On: b.today()}), "inside_is_handed", "way")
	b.goTo("2026-09-24")
	b.must(b.Serve(ctx, clerk, id, ServiceForm{Letter: n, Way: casefile.Handed, Version: b.caseOf(id).Version}))
	b.refused(b.Serve(ctx, clerk, id, ServiceForm{Letter: n, Way: casefile.Handed}), "letter_stage")
	b.due(id, deadline.Running, "2026-10-27") // its own clock goes on

	got := b.handedTo()
	if len(got) != 1 || got[0].Door != casefile.Transferred || got[0].Number != b.caseOf(id).Transfers[0].InputNumber {
		t.Fatalf("agency 2 got %+v", got)
	}
	_, err = b.Input(ctx, clerk, got[0].ID)
	b.refused(err, "auth_other_agency")
	there := b.by("foreign-clerk")
	v, err := b.Input(ctx, there, got[0].ID)
	b.must(err)
	if v.Content.Applicant.Name != b.caseOf(id).Applicant.Name || v.Content.Wants.Content != b.caseOf(id).Wants.Content || v.HandedFrom != 0 || v.Proposed >= 0 {
		t.Errorf("it reads %+v", v)
	}
	names := map[string]bool{}
	for _, file := range v.Content.Files {
		names[file.Name] = b.Files.Has(filestore.Hash(file.Hash))
	}
	if !names["身份证.pdf"] || !names[LetterName("transfer")+".pdf"] {
		t.Errorf("it came with %v", names)
	}
	if marks, err := b.Marks(ctx, there, got); err != nil || !marks[got[0].ID].ToCall {
		t.Errorf("nobody is asked to call: %+v, %v", marks, err)
	}
	b.goTo("2026-09-25")
	b.must(b.Call(ctx, there, got[0].ID, intake.Call{At: b.now(), Outcome: intake.Reached}))
	v, err = b.Input(ctx, there, got[0].ID)
	b.must(err)
	if v.Proposed < 0 || v.Candidates[v.Proposed].On.String() != "2026-09-25" || v.Candidates[0].On.String() != "2026-09-24" {
		t.Fatalf("received %+v, %d", v.Candidates, v.Proposed)
	}
	p := v.Candidates[v.Proposed]
	other, err := b.Register(ctx, there, got[0].ID, Registration{Version: v.Input.Version, Applicant: v.Content.Applicant, Wants: v.Content.Wants, On: p.On, Ground: p.Ground})
	b.must(err)
	if c := b.caseOf(other); c.Agency != 2 || c.Receipt.On.String() != "2026-09-25" || c.Door != casefile.Transferred || len(c.Materials) != len(v.Content.Files) {
		t.Errorf("there it is %+v", c)
	}
	back := casefile.TransferTakenBack{Transfer: 1}
	back.Private.Reason = "转错了"
	b.refused(b.TakeBackTransfer(ctx, clerk, id, 0, back), "transfer_registered", "party")
	if h, err := b.HandedOver(ctx, clerk, b.caseOf(id).Transfers[0]); err != nil || h.MaySee || len(h.Cases) != 0 || h.State != inbox.Registered {
		t.Errorf("the clerk sees %+v, %v", h, err)
	}

	draft, err := b.Draft(ctx, b.by("officer"), id, 0, letter.NotOurs, letter.Values{"why": "由住建局制作"}, nil)
	b.must(err)
	standard := map[string]string{}
	for _, field := range draft.Fields {
		standard[field.Name] = field.Standard
	}
	if standard["who"] != "明川区ZJJ" || standard["handed_on"] != "2026-09-24" || standard["who_contact"] == "" {
		t.Errorf("the reply is prefilled with %v", standard)
	}
	reply := b.signed(id, letter.NotOurs, letter.Values{"why": "由住建局制作"})
	b.must(b.Serve(ctx, clerk, id, ServiceForm{Letter: reply, Way: casefile.Direct, On: b.today(), Recipient: "本人"}))
	b.stage(id, casefile.StageReplied)
	b.hidden(visit, id, n)
	b.must(b.Archive(ctx, clerk, id, 0, casefile.PutAway{}))
	b.sound()
}

// TestTransferTakenBack: what lies in the inbox of the other agency is taken out of
// it, and cannot be opened again there; handed on once more it is another input.
func TestTransferTakenBack(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByEmail)
	send := func(to int) {
		b.must(b.agreed(id, "其中的第一项"))
		n := b.signedTo(id, letter.Transfer, to, letter.Values{})
		b.must(b.RenderAll(ctx))
		b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Handed}))
	}
	send(1)
	back := casefile.TransferTakenBack{Transfer: 1}
	back.Private.Reason = "申请人改变主意"
	b.must(b.TakeBackTransfer(ctx, b.by("officer"), id, b.caseOf(id).Version, back))
	got := b.handedTo()
	i, err := loadInput(ctx, b.DB, got[0].ID)
	b.must(err)
	if len(got) != 1 || i.State != inbox.SetAside || i.Reason != inbox.Recalled || i.Note != "申请人改变主意" {
		t.Errorf("there it is %+v", i)
	}
	b.refused(b.Reopen(ctx, b.by("foreign-clerk"), i.ID, 0, "还要"), "input_recalled")
	send(2)
	if got := b.handedTo(); len(got) != 2 {
		t.Errorf("handed on once more: %+v", got)
	}
	c := b.caseOf(id)
	i, err = loadInput(ctx, b.DB, inbox.ID(c.Transfers[1].Input))
	b.must(err)
	content, _, err := b.content(i)
	b.must(err)
	if content.Wants.Content != "其中的第一项" || content.Text != c.Wants.Content {
		t.Errorf("a part reads %q, %q", content.Wants.Content, content.Text)
	}
	b.must(b.SetAside(ctx, b.by("foreign-clerk"), i.ID, 0, inbox.NotRequest, ""))
	back.Transfer = 2
	b.refused(b.TakeBackTransfer(ctx, b.by("officer"), id, 0, back), "transfer_registered", "party")
	b.refused(b.SetAside(ctx, b.by("foreign-clerk"), i.ID, 0, inbox.Recalled, ""), "input_decided")
	b.sound()
}

// handOvers lets four clerks hand on at once all that is ready, each in an order of
// its own, so that they meet over the same letters.
func handOvers(d *Desk) error {
	d.Now = func() time.Time { return time.Date(2026, 9, 22, 15, 0, 0, 0, calendar.Zone) }
	waiting, err := d.DB.LettersIn(ctx, auth.Sight{All: true}, casefile.IsReady)
	if err != nil {
		return err
	}
	by, err := d.DB.UserByLogin(ctx, "clerk")
	if err != nil {
		return err
	}
	return atOnce(4, func(int) error {
		for _, at := range rand.Perm(len(waiting)) {
			l := waiting[at]
			err := d.Serve(ctx, by, l.Case, ServiceForm{Letter: l.N, Way: casefile.Handed})
			if fault.KindOf(err) == fault.Conflict {
				continue // another was quicker
			}
			if err != nil {
				return err
			}
			c, err := loadCase(ctx, d.DB, l.Case)
			if err != nil {
				return err
			}
			fmt.Println("acknowledged", l.Case, l.Case, c.Transfers[0].InputNumber, "-")
		}
		return nil
	})
}

// TestKilledHandingOver: four clerks hand the same requests on at once and the
// process is killed again and again: each is in the inbox of the other agency exactly
// once, and its case says so.
func TestKilledHandingOver(t *testing.T) {
	if testing.Short() {
		t.Skip("takes many seconds")
	}
	b := newBench(t)
	b.needFonts()
	cases := b.registered(40, "handed")
	for _, id := range cases {
		b.assigned(id)
		b.must(b.agreed(id, ""))
		b.signedTo(id, letter.Transfer, 1, letter.Values{})
	}
	b.must(b.RenderAll(ctx))
	b.must(b.DB.Close())
	told := runAndKill(t, "hand-overs", b.dir, 2)
	b.reopen()
	inputs := map[casefile.ID]string{}
	for _, row := range b.handedTo() {
		i, err := loadInput(ctx, b.DB, row.ID)
		b.must(err)
		raw, err := b.Files.ReadAll(filestore.Hash(i.File), 0)
		b.must(err)
		var h intake.Handed
		b.must(json.Unmarshal(raw, &h))
		if before, double := inputs[casefile.ID(h.Case)]; double {
			t.Errorf("case %d is both %s and %s", h.Case, before, i.Number)
		}
		inputs[casefile.ID(h.Case)] = i.Number
	}
	for _, id := range cases {
		c := b.caseOf(id)
		if c.Letters[0].Stage != casefile.IsServed || inputs[id] == "" || c.Transfers[0].InputNumber != inputs[id] {
			t.Errorf("case %d: %s, says %q, there is %q", id, c.Letters[0].Stage, c.Transfers[0].InputNumber, inputs[id])
		}
		if a, was := told[int(id)]; was && a.number != inputs[id] {
			t.Errorf("case %d: the clerk was told %s, it is %s", id, a.number, inputs[id])
		}
	}
	b.sound()
}
