package reconsider

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// A diary is a case with its entries.
type diary struct {
	c       *Case
	entries []ledger.Entry
}

func (b *diary) try(on calendar.Date, f ledger.Fact) error { return b.tryBy(on, f, 2) }

func (b *diary) tryBy(on calendar.Date, f ledger.Fact, by int64) error {
	body, private, err := ledger.Encode(f)
	if err != nil {
		return err
	}
	n := len(b.entries) + 1
	e := ledger.Entry{Seq: int64(n), Matter: ledger.Review, Subject: int64(b.c.ID), N: n, Type: f.FactType(), On: on, At: on.Start().Add(10 * time.Hour), By: by, Body: body, Private: private}
	if err := b.c.Take(e); err != nil {
		return err
	}
	b.entries = append(b.entries, e)
	return nil
}

// opened is a case that came on a day.
func opened(t testing.TB, on string, request casefile.ID) *diary {
	t.Helper()
	came, err := calendar.ParseDate(on)
	if err != nil {
		t.Fatal(err)
	}
	f := Filed{Number: "号", Body: 2, Door: casefile.Counter, ReceivedOn: came, Objection: NotAble, Contested: Contested{Case: request, Letter: 1, Respondent: 1, Name: "局", Result: law.NotExisting, Number: "答1号", On: came.AddDays(-9), GotOn: came.AddDays(-5)}}
	f.Private.Applicant, f.Private.Asked = casefile.Applicant{Name: "张三"}, Asked{Request: "撤销", Grounds: "存在"}
	filed, err := NewFiled(f, came)
	if err != nil {
		t.Fatal(err)
	}
	b := &diary{c: &Case{ID: 1}}
	if err := b.try(came, filed); err != nil {
		t.Fatal(err)
	}
	return b
}

// A trial is an act that somebody may try: it returns the fact that the rules decide.
type trial struct {
	weight int
	do     func(c *Case, s Situation) (ledger.Fact, error)
}

// allMet is an examination with every condition met, or all but one.
func allMet(met bool) Examined {
	f := Examined{Met: map[string]bool{}}
	for i, k := range Conditions {
		f.Met[k.Code] = met || i > 0
	}
	f.Private.Remark = "说明"
	return f
}

func trials() []trial {
	party := PartyAdded{Is: ThirdPartyParty}
	party.Private.Who.Name = "第三人"
	co := OtherApplicant{Name: "李四"}.asParty()
	answer := Responded{}
	answer.Private.Text = "答复"
	heard := PartyHeard{Role: TheApplicant, Way: ByPhone}
	heard.Private.Text = "意见"
	left := HandlerLeft{Handler: 7}
	left.Private.Reason = "亲属"
	out := PartyLeft{Party: 1}
	out.Private.Reason = "不参加"
	all := []trial{
		{3, func(c *Case, s Situation) (ledger.Fact, error) {
			return c.Naming(HandlersNamed{Handlers: []int64{7, 8}}, nil, s)
		}},
		{1, func(c *Case, s Situation) (ledger.Fact, error) { return c.Leaving(left, s) }},
		{4, func(c *Case, s Situation) (ledger.Fact, error) { return c.Examination(allMet(true), s) }},
		{1, func(c *Case, s Situation) (ledger.Fact, error) { return c.Examination(allMet(false), s) }},
		{10, func(c *Case, s Situation) (ledger.Fact, error) { return c.Supply(Supplied{}, s.Today, s) }},
		{8, func(c *Case, s Situation) (ledger.Fact, error) { return c.Accepting(Accepted{deadline.Summary}, s) }},
		{8, func(c *Case, s Situation) (ledger.Fact, error) { return c.Accepting(Accepted{deadline.Ordinary}, s) }},
		{1, func(c *Case, s Situation) (ledger.Fact, error) { return c.Admitting(party, s) }},
		{1, func(c *Case, s Situation) (ledger.Fact, error) { return c.Admitting(co, s) }},
		{1, func(c *Case, s Situation) (ledger.Fact, error) {
			joined, _, err := c.Combining(&Case{ID: ID(len(c.History) + 100), Body: c.Body}, OtherTogether, "同类", s, s)
			return joined, err
		}},
		{1, func(c *Case, s Situation) (ledger.Fact, error) {
			if len(c.Leads) == 0 {
				return nil, fault.New(fault.Conflict, "forbidden")
			}
			undone, _, err := c.Uncombining(&Case{ID: c.Leads[0].ID}, "不同类", s)
			return undone, err
		}},
		{1, func(c *Case, s Situation) (ledger.Fact, error) {
			all := c.Applicants()
			f := Represented{Who: []int{all[len(all)-1].Party}}
			f.Private.Note = "推选书"
			return c.Representing(f, s)
		}},
		{1, func(c *Case, s Situation) (ledger.Fact, error) { return c.Dismissing(out, s) }},
		{8, func(c *Case, s Situation) (ledger.Fact, error) { return c.Responding(answer, s.Today, TakeResponse, s) }},
		{3, func(c *Case, s Situation) (ledger.Fact, error) { return c.Hear(heard, s.Today, s) }},
		{5, func(c *Case, s Situation) (ledger.Fact, error) {
			return &SheetFilled{Whole: true}, c.Allows(FillSheet, s)
		}},
		{3, func(c *Case, s Situation) (ledger.Fact, error) {
			f := NotSupplement{}
			for _, sent := range c.Undecided() {
				f.Entries = append(f.Entries, sent.N)
			}
			f.Private.Reason = "是另一件的"
			return c.NotSupplying(f, s)
		}},
		{3, func(c *Case, s Situation) (ledger.Fact, error) {
			f := WithdrawalDeclined{Why: NotOwn}
			f.Private.Reason = "来电说按错了"
			return c.DecliningWithdrawal(f, s)
		}},
		{3, func(c *Case, s Situation) (ledger.Fact, error) {
			return c.ClosingWithdrawn(Withdrawn{Told: ToldByPhone}, s)
		}},
		{1, func(c *Case, s Situation) (ledger.Fact, error) {
			f := FilingAnnulled{}
			f.Private.Reason = "登记重了"
			return c.Annulling(f, s)
		}},
		{1, func(c *Case, s Situation) (ledger.Fact, error) {
			f := c.filing()
			f.ReceivedOn, f.Private.Reason = f.ReceivedOn.AddDays(1), "看错了"
			return c.CorrectingFiling(f, s)
		}},
		{1, func(c *Case, s Situation) (ledger.Fact, error) {
			f := c.filing()
			f.Private.Applicant.Phone, f.Private.Reason = f.Private.Applicant.Phone+"1", "看错了"
			return c.CorrectingFiling(f, s)
		}},
		{1, func(c *Case, s Situation) (ledger.Fact, error) {
			f := Hindered{Kind: Obstacle, From: c.ReceivedOn.AddDays(-3), Until: c.ReceivedOn}
			f.Private.Why = "住院"
			return c.Hindering(f, s)
		}},
		{1, func(c *Case, s Situation) (ledger.Fact, error) { return c.Withdrawing(WithdrawalAsked{}, s.Today, s) }},
		{3, func(c *Case, s Situation) (ledger.Fact, error) {
			f := Guided{Published: "1号"}
			f.Private.Reason = "有代表性"
			return c.Guiding(f, s)
		}},
		{1, func(c *Case, s Situation) (ledger.Fact, error) { return &casefile.Noted{}, c.Allows(Note, s) }},
		{1, func(c *Case, s Situation) (ledger.Fact, error) {
			return &casefile.MaterialAdded{Material: len(c.Materials) + 1, File: "aa"}, c.Allows(AddMaterial, s)
		}},
		{1, func(*Case, Situation) (ledger.Fact, error) { return &CodeReplaced{}, nil }},
		{1, func(c *Case, s Situation) (ledger.Fact, error) { // with what happens to come behind it
			return &InputJoined{Input: int64(len(c.History)), Entries: 1}, c.Allows(AddMaterial, s)
		}},
	}
	for _, o := range []Outcome{Revoke, Uphold, Perform, Dismissed} {
		all = append(all, trial{2, func(c *Case, s Situation) (ledger.Fact, error) {
			f := Proposed{Outcome: o, Following: FollowNot}
			f.Private.Reasons, f.Private.Otherwise = "理由", "另有证据"
			return c.Proposing(f, []Outcome{o}, false, s)
		}})
	}
	all = append(all, publicTrials()...)
	for back := range 12 {
		all = append(all, trial{1, func(c *Case, s Situation) (ledger.Fact, error) {
			f := TakenBack{Corrects: len(c.History) - back}
			f.Private.Reason = "记错了"
			return c.TakingBack(f, s)
		}})
	}
	for _, kind := range PaperKinds() {
		all = append(all, trial{2, func(c *Case, s Situation) (ledger.Fact, error) {
			return &casefile.Drafted{Letter: len(c.Papers) + 1, Kind: kind}, c.AllowsNewPaper(kind, s)
		}})
	}
	for n := 1; n <= 6; n++ {
		all = append(all, paperTrials(n)...)
	}
	return append(all, courseTrials()...)
}

// publicTrials are the acts after a decision.
func publicTrials() []trial {
	taken, withheld := PublicationWithdrawn{}, PublicationWithheld{Ground: Privacy}
	taken.Private.Reason, withheld.Private.Reason = "漏了", "隐私"
	return []trial{
		{10, func(c *Case, s Situation) (ledger.Fact, error) { return c.Preparing(PublicationPrepared{}, nil, s) }},
		{10, func(c *Case, s Situation) (ledger.Fact, error) { return c.CheckingPublication(99, s) }},
		{10, func(c *Case, s Situation) (ledger.Fact, error) {
			return &PublicationReleased{}, c.Allows(ReleasePublication, s)
		}},
		{3, func(c *Case, s Situation) (ledger.Fact, error) { return c.WithdrawingPublication(taken, s) }},
		{2, func(c *Case, s Situation) (ledger.Fact, error) { return c.Withholding(withheld, s) }},
		{10, func(c *Case, s Situation) (ledger.Fact, error) {
			if len(c.ToCopyUp()) == 0 {
				return nil, fault.New(fault.Conflict, "forbidden")
			}
			return c.CopyingUp(CopiedUp{Letter: c.ToCopyUp()[0].N, To: "上一级", How: "机要"}, s.Today, s)
		}},
	}
}

// paperTrials are the acts on the n-th paper.
func paperTrials(n int) []trial {
	of := func(weight int, do Act, f func(p Paper) ledger.Fact) trial {
		return trial{weight, func(c *Case, s Situation) (ledger.Fact, error) {
			if err := c.AllowsOnPaper(n, do, s); err != nil {
				return nil, err
			}
			return f(c.Papers[n-1]), nil
		}}
	}
	all := []trial{
		of(20, Submit, func(Paper) ledger.Fact { return &casefile.SentToCheck{Letter: n} }),
		of(20, Check, func(Paper) ledger.Fact { return &casefile.Checked{Letter: n} }),
		of(1, Return, func(Paper) ledger.Fact { return &casefile.Returned{Letter: n} }),
		of(1, Drop, func(Paper) ledger.Fact { return &casefile.Dropped{Letter: n} }),
		of(20, Sign, func(p Paper) ledger.Fact { return &casefile.Signed{Letter: n, Kind: p.Kind, Number: "号", Days: 30} }),
		of(1, VoidPaper, func(Paper) ledger.Fact { return &casefile.Voided{Letter: n} }),
		{30, func(c *Case, s Situation) (ledger.Fact, error) { // the program's own
			if p, ok := c.Paper(n); !ok || p.Stage != casefile.IsSigned {
				return nil, fault.New(fault.Conflict, "forbidden")
			}
			return &casefile.Rendered{Letter: n, File: "aa"}, nil
		}},
	}
	for _, way := range []casefile.Way{casefile.Direct, casefile.Posted} {
		all = append(all, trial{15, func(c *Case, s Situation) (ledger.Fact, error) {
			p, ok := c.Paper(n)
			if !ok || len(c.Unsent(p)) == 0 {
				return nil, fault.New(fault.Conflict, "forbidden")
			}
			f := PaperSent{Letter: n, To: c.Unsent(p)[0], Way: way, Tracking: "XA1"}
			f.Private.Recipient = "收件人"
			return c.Sending(f, s.Today, s)
		}})
	}
	return append(all, trial{10, func(c *Case, s Situation) (ledger.Fact, error) {
		p, _ := c.Paper(n)
		for _, sent := range p.Sent {
			if sent.GotOn.IsZero() {
				return c.Getting(PaperGot{Letter: n, To: sent.To}, s.Today, s)
			}
		}
		return nil, fault.New(fault.Conflict, "forbidden")
	}})
}

// TestNoOrderBreaks: whatever the acts allow, in whatever order and at whatever pace, the
// clock computes, the case has a stage, and folding the ledger anew gives the same case.
func TestNoOrderBreaks(t *testing.T) {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	all := trials()
	rapid.Check(t, func(r *rapid.T) {
		b := opened(t, "2026-09-22", casefile.ID(rapid.IntRange(0, 1).Draw(r, "of ours")))
		today := b.c.ReceivedOn
		for range rapid.IntRange(10, 60).Draw(r, "acts") {
			today = today.AddDays(rapid.SampledFrom([]int{0, 0, 0, 0, 0, 0, 0, 1, 1, 3, 15}).Draw(r, "days"))
			s, err := b.c.Situation(cal, today)
			if err != nil {
				r.Fatalf("no situation: %v", err)
			}
			var open []ledger.Fact
			for _, m := range all {
				if f, err := m.do(b.c, s); err == nil && !breaksDays(b.c, f, cal, today) {
					open = append(open, slices.Repeat([]ledger.Fact{f}, m.weight)...)
				}
			}
			f := rapid.SampledFrom(open).Draw(r, "act")
			on := today
			if _, ok := f.(*Withdrawn); ok {
				on = b.c.Withdrawal.On
			}
			if err := b.try(on, f); err != nil {
				r.Fatalf("%s is allowed and cannot be folded: %v", f.FactType(), err)
			}
			clock, err := b.c.Clock(cal, today)
			if err != nil {
				r.Fatalf("after %s: %v", f.FactType(), err)
			}
			if _, err := b.c.Periods(cal, today); err != nil {
				r.Fatalf("the periods after %s: %v", f.FactType(), err)
			}
			if told, err := b.c.Explain(cal, today); err != nil || len(told.Days)%7 != 0 {
				r.Fatalf("the explanation after %s: %v, %d days", f.FactType(), err, len(told.Days))
			}
			if b.c.Stage(clock) == "" {
				r.Fatalf("after %s there is no stage: %s", f.FactType(), clock.State)
			}
			row := listedAgain(r, b.c.Project())
			if told, err := row.Clock(cal, today); err != nil || !reflect.DeepEqual(told, clock) || row.Stage(told) != b.c.Stage(clock) || row.Due(told) != b.c.Due(clock) {
				r.Fatalf("after %s the row says %+v (%v), the case %+v", f.FactType(), told, err, clock)
			}
			again, err := Fold(b.c.ID, b.entries)
			if err != nil {
				r.Fatalf("fold again after %s: %v", f.FactType(), err)
			}
			if !reflect.DeepEqual(again, b.c) {
				r.Fatalf("folded again after %s it is another case", f.FactType())
			}
		}
	})
}

// listedAgain is a row as it is read after it was stored.
func listedAgain(r *rapid.T, l Listed) Listed {
	stored, err := json.Marshal(l.Events)
	if err != nil {
		r.Fatal(err)
	}
	l.Events = nil
	if err := json.Unmarshal(stored, &l.Events); err != nil {
		r.Fatal(err)
	}
	return l
}

// breaksDays reports whether taking an entry back leaves days that the clock has no place
// for: the desk refuses that as it refuses any such days.
func breaksDays(c *Case, f ledger.Fact, cal *calendar.Calendar, today calendar.Date) bool {
	if moved, ok := f.(*FilingCorrected); ok {
		with := *c
		with.ReceivedOn = moved.ReceivedOn
		_, err := with.Clock(cal, today)
		return err != nil
	}
	back, ok := f.(*TakenBack)
	if !ok {
		return false
	}
	without, err := c.Without(back.Corrects)
	if err != nil {
		return false
	}
	_, err = without.Clock(cal, today)
	return err != nil
}

// TestTakingBack: each entry that cannot be taken back says why and what to do instead;
// what can be moves the clock back to where it was.
func TestTakingBack(t *testing.T) {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	met, answered := allMet(true), &Responded{Materials: []int{1}}
	answered.Private.Text = "答复"
	sent := func(n int, r Role) *PaperSent {
		return &PaperSent{Letter: n, To: Recipient{Role: r}, Way: casefile.Posted}
	}
	paper := func(n int, kind casefile.LetterKind) []ledger.Fact {
		return []ledger.Fact{&casefile.Drafted{Letter: n, Kind: kind}, &casefile.SentToCheck{Letter: n}, &casefile.Checked{Letter: n}, &casefile.Signed{Letter: n, Kind: kind, Number: "号"}, &casefile.Rendered{Letter: n, File: "aa"}}
	}
	accepted := []ledger.Fact{&met, &Accepted{deadline.Summary}}
	for name, k := range map[string]struct {
		request casefile.ID
		facts   []ledger.Fact
		entry   int // counted from the last, 0
		code    fault.Code
	}{
		"a remark":                 {1, []ledger.Fact{&casefile.Noted{}}, 0, ""},
		"there is none such":       {1, nil, -1, "entry_not_found"},
		"the application":          {1, nil, 0, "entry_stays"},
		"an examination":           {1, []ledger.Fact{&met}, 0, "entry_stays"},
		"acceptance":               {1, accepted, 0, ""},
		"acceptance that was told": {1, slices.Concat(accepted, paper(1, AcceptanceNotice)), 5, "review_entry_rests"},
		"a service":                {1, slices.Concat(accepted, paper(1, AcceptanceNotice), []ledger.Fact{sent(1, TheApplicant)}), 0, ""},
		"a service with receipt":   {1, slices.Concat(accepted, paper(1, AcceptanceNotice), []ledger.Fact{sent(1, TheApplicant), &PaperGot{Letter: 1, To: Recipient{Role: TheApplicant}}}), 1, "review_got_first"},
		"what the request knows":   {1, slices.Concat(accepted, paper(1, CopyNotice), []ledger.Fact{sent(1, TheRespondent)}), 0, "review_request_knows"},
		"the same of none of ours": {0, slices.Concat(accepted, paper(1, CopyNotice), []ledger.Fact{sent(1, TheRespondent)}), 0, ""},
		"the answer":               {1, slices.Concat(accepted, []ledger.Fact{&casefile.MaterialAdded{Material: 1}, answered}), 0, ""},
		"its evidence":             {1, slices.Concat(accepted, []ledger.Fact{&casefile.MaterialAdded{Material: 1}, answered}), 1, "review_material_used"},
		"a document":               {1, []ledger.Fact{&casefile.MaterialAdded{Material: 1}}, 0, ""},
		"an input, and a document": {1, []ledger.Fact{&InputJoined{Entries: 1}, &casefile.MaterialAdded{Material: 1}}, 1, ""},
		"one that is evidence":     {1, slices.Concat(accepted, []ledger.Fact{&InputJoined{Entries: 1}, &casefile.MaterialAdded{Material: 1}, answered}), 2, "review_material_used"},
		"the answer, proposed on":  {1, slices.Concat(accepted, []ledger.Fact{&casefile.MaterialAdded{Material: 1}, answered, &Proposed{Outcome: Uphold}}), 1, "review_entry_rests"},
		"heard, and decided":       {1, slices.Concat(accepted, []ledger.Fact{&PartyHeard{Role: TheApplicant}}, paper(1, PaperOfOutcome(Uphold))), 5, "review_entry_over"},
		"a taking back":            {1, []ledger.Fact{&casefile.Noted{}, &TakenBack{Corrects: 2}}, 0, "entry_stays"},
		"taken back already":       {1, []ledger.Fact{&casefile.Noted{}, &TakenBack{Corrects: 2}}, 1, "entry_taken_back"},
	} {
		b := opened(t, "2026-09-22", k.request)
		for _, f := range k.facts {
			if err := b.try(b.c.ReceivedOn, f); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		n := len(b.entries) - k.entry
		if err := b.c.AllowsTakingBack(n); k.code == "" && err != nil || k.code != "" && fault.CodeOf(err) != k.code {
			t.Errorf("%s: %v, want %s", name, err, k.code)
			continue
		}
		if k.code != "" {
			continue
		}
		before := opened(t, "2026-09-22", k.request)
		for i, f := range k.facts {
			if i+2 != n {
				_ = before.try(before.c.ReceivedOn, f)
			}
		}
		f := TakenBack{Corrects: n}
		if _, err := b.c.TakingBack(f, Situation{}); fault.FieldsOf(err)["reason"] == nil {
			t.Errorf("%s: taken back without a reason", name)
		}
		if err := b.try(b.c.ReceivedOn, &f); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got, err1 := b.c.Clock(cal, b.c.ReceivedOn)
		want, err2 := before.c.Clock(cal, b.c.ReceivedOn)
		if err1 != nil || err2 != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: the clock says %+v (%v), want %+v (%v)", name, got, err1, want, err2)
		}
	}
	for _, make := range newFacts { // each has its way
		f := make()
		if _, ok := f.(retractable); !ok && mends[f.FactType()] == "" {
			t.Errorf("%s: nothing says how it is mended", f.FactType())
		}
	}
}
