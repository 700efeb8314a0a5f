package sqlite

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/ledger"
	"mingda/internal/office"
)

// TestSearch: two characters find, and so do numbers, parts of them, names with
// any dot or none, Latin in either case, rare characters, words apart.
func TestSearch(t *testing.T) {
	db := fresh(t)
	texts := []string{
		1: "2026-0158\n阿卜杜热合曼·麦麦提明\n团结路片区（二期）房屋征收补偿方案。资金拨付凭证",
		2: "ZJ2026-0003\n古丽娜尔•艾合买提\n草场补助标准\nPPP项目A楼房 hygiene",
		3: "2026-0160\n陆𬭎、龚䶮\n〇三号地块学区划分 明政公开答〔2026〕31号",
	}
	for id, text := range texts[1:] {
		if err := putCase(t, db, casefile.Row{ID: casefile.ID(id + 1), Number: fmt.Sprint(id), Stage: casefile.StageHandling, Open: true}, text); err != nil {
			t.Fatal(err)
		}
	}
	for typed, want := range map[string]string{
		"征收": "1", "补偿": "1", "征收补偿": "1", "补助": "2", "补": "1 2", "方案资金": "", "2026-0158": "1", "2026": "1 3", "2026-01": "1 3", "0158": "1",
		"ZJ2026": "2", "zj2026-0003": "2", "阿卜杜热合曼·麦麦提明": "1", "阿卜杜热合曼麦麦提明": "1", "阿卜杜热合曼‧麦麦": "1", "古丽娜尔·艾合买提": "2",
		"麦麦提": "1", "ppp": "2", "２０２６－０１５８": "1", "ｐｐｐ": "2", "PP": "2", "hyg": "2", "A楼": "2", "楼房": "2", "陆𬭎": "3", "龚䶮": "3", "〇三号": "3", "31号": "3", "〔2026〕31号": "3",
		"团结路 凭证": "1", "团结路 学区": "", "（二期）": "1", `"`: "", "NOT": "", "* OR *": "", "a AND b": "", " ": "1 2 3", "团结路*": "1", "学区划分的": "",
	} {
		rows, err := db.Cases(ctx, CaseFilter{Sight: auth.Sight{All: true}, Words: typed, Sort: "number"})
		if err != nil {
			t.Errorf("%s: %v", typed, err)
		}
		if got := ids(rows); got != want {
			t.Errorf("%s finds %q, want %q", typed, got, want)
		}
	}
	if err := putCase(t, db, casefile.Row{ID: 1, Number: "0", Stage: casefile.StageHandling, Open: true}, "换了内容"); err != nil {
		t.Fatal(err)
	}
	if rows, err := db.Cases(ctx, CaseFilter{Sight: auth.Sight{All: true}, Words: "征收"}); err != nil || len(rows) != 0 {
		t.Errorf("the old words are still found: %v, %v", rows, err)
	}
}

func ids(rows []casefile.Row) string {
	var all []string
	for _, r := range rows {
		all = append(all, fmt.Sprint(int64(r.ID)))
	}
	return strings.Join(all, " ")
}

// TestCaseLists: what each filter chooses, in which order, within whose sight.
func TestCaseLists(t *testing.T) {
	db := fresh(t)
	write(t, db, func(tx *Tx) error { return addAgency(tx, "ZJJ") })
	day := func(m time.Month, d int) calendar.Date { return calendar.NewDate(2026, m, d) }
	for _, c := range []casefile.Row{
		{ID: 1, Number: "2026-0001", Agency: 1, Unit: 1, Stage: casefile.StageHandling, Open: true, ReceivedOn: day(3, 2), DueOn: day(3, 30), Door: casefile.Mail, WaitsFor: casefile.UnitWaits, Applicant: "甲"},
		{ID: 2, Number: "2026-0002", Agency: 1, Stage: casefile.StageClarifying, Open: true, ReceivedOn: day(3, 3), WaitsFor: casefile.ApplicantWaits, Applicant: "乙"},
		{ID: 3, Number: "2026-0003", Agency: 1, Unit: 1, Stage: casefile.StageReplied, ReceivedOn: day(1, 5), DueOn: day(2, 2), EndedOn: day(2, 3), Late: true, Result: "disclose", Applicant: "丙"},
		{ID: 4, Number: "ZJ2026-0001", Agency: 2, Stage: casefile.StageRegistered, Open: true, ReceivedOn: day(3, 1), DueOn: day(3, 27), Door: casefile.Counter, Applicant: "丁"},
		{ID: 5, Number: "2025-0009", Agency: 1, Stage: casefile.StageArchived, ReceivedOn: calendar.NewDate(2025, 12, 31), DueOn: day(1, 29), EndedOn: day(1, 20), Result: "disclose", Applicant: "戊"},
	} {
		if err := putCase(t, db, c, c.Number); err != nil {
			t.Fatal(err)
		}
	}
	all := auth.Sight{All: true}
	for _, c := range []struct {
		name string
		f    CaseFilter
		want string
	}{
		{"open first, by due date, those without last", CaseFilter{Sight: all}, "4 1 2 5 3"},
		{"nobody's sight", CaseFilter{}, ""},
		{"an agency's sight", CaseFilter{Sight: auth.Sight{Agency: 1}}, "1 2 5 3"},
		{"a unit's sight", CaseFilter{Sight: auth.Sight{Agency: 1, Unit: 1}}, "1 3"},
		{"a filter does not widen the sight", CaseFilter{Sight: auth.Sight{Agency: 1}, Agency: 2}, ""},
		{"open", CaseFilter{Sight: all, Open: true}, "4 1 2"},
		{"late", CaseFilter{Sight: all, Late: true}, "3"},
		{"stage", CaseFilter{Sight: all, Stage: casefile.StageClarifying}, "2"},
		{"waits for", CaseFilter{Sight: all, WaitsFor: casefile.UnitWaits}, "1"},
		{"result", CaseFilter{Sight: all, Result: "disclose", Sort: "received"}, "5 3"},
		{"door", CaseFilter{Sight: all, Door: casefile.Counter}, "4"},
		{"year", CaseFilter{Sight: all, Year: 2025}, "5"},
		{"due from", CaseFilter{Sight: all, DueFrom: day(3, 27)}, "4 1"},
		{"due until", CaseFilter{Sight: all, DueUntil: day(3, 27), Open: true}, "4"},
		{"by number", CaseFilter{Sight: all, Sort: "number"}, "5 1 2 3 4"},
		{"by applicant, backwards", CaseFilter{Sight: all, Sort: "-applicant"}, "1 5 2 3 4"},
		{"a page", CaseFilter{Sight: all, Offset: 1, Limit: 2}, "1 2"},
	} {
		rows, err := db.Cases(ctx, c.f)
		if got := ids(rows); err != nil || got != c.want {
			t.Errorf("%s: %q, %v; want %q", c.name, got, err, c.want)
		}
		if n, err := db.CountCases(ctx, c.f); err != nil || c.f.Limit == 0 && n != len(rows) {
			t.Errorf("%s: counts %d, %v", c.name, n, err)
		}
	}
	if _, err := db.Cases(ctx, CaseFilter{Sort: "id; DROP TABLE cases"}); fault.KindOf(err) != fault.Invalid {
		t.Errorf("an unknown order: %v", err)
	}
	if row, err := db.CaseByNumber(ctx, "2026-0003"); err != nil || row.ID != 3 || !row.Late || row.EndedOn != day(2, 3) || row.StrictDueOn != (calendar.Date{}) {
		t.Errorf("%+v, %v", row, err)
	}
	loads, err := db.UnitLoads(ctx, all, day(3, 28), day(3, 28))
	if err != nil || !slices.Equal(loads, []UnitLoad{{0, 2, 1, 1}, {1, 1, 0, 0}}) {
		t.Errorf("%+v, %v", loads, err)
	}
}

// TestLetterNumbers: an agency has each number once.
func TestLetterNumbers(t *testing.T) {
	db := fresh(t)
	write(t, db, func(tx *Tx) error { return addAgency(tx, "ZJJ") })
	signed := casefile.Letter{N: 1, Kind: "disclose", Stage: casefile.IsSigned, Number: "明政公开答〔2026〕1号"}
	for _, c := range []struct {
		row casefile.Row
		ok  bool
	}{
		{casefile.Row{ID: 1, Number: "a", Agency: 1}, true}, {casefile.Row{ID: 1, Number: "a", Agency: 1}, true},
		{casefile.Row{ID: 2, Number: "b", Agency: 1}, false}, {casefile.Row{ID: 3, Number: "c", Agency: 2}, true},
	} {
		if err := putCase(t, db, c.row, "", signed); (err == nil) != c.ok {
			t.Errorf("case %d: %v", c.row.ID, err)
		}
	}
	letters, err := db.LettersIn(ctx, auth.Sight{Agency: 1}, casefile.IsSigned, casefile.InCheck)
	if err != nil || len(letters) != 1 || letters[0].Case != 1 || letters[0].Number != signed.Number {
		t.Errorf("%+v, %v", letters, err)
	}
}

// TestBalance: every input counts once, by the day it arrived in the office's
// time zone, and received is counted apart from the rest.
func TestBalance(t *testing.T) {
	db := fresh(t)
	late := time.Date(2026, 11, 22, 15, 59, 59, 0, time.UTC) // 23:59:59 in Asia/Shanghai
	states := []ledger.Fact{nil, &inbox.Became{Case: 1, Number: "2026-0001"}, &inbox.WasJoined{Case: 1}, &inbox.WasSetAside{Reason: inbox.Noise}, nil}
	for n, f := range states {
		at := late
		if n == 4 {
			at = late.Add(time.Second)
		}
		i := addInput(t, db, mail(fmt.Sprintf("20261122-%04d", n), fmt.Sprint("f", n), at))
		if f != nil {
			write(t, db, func(tx *Tx) error { return happen(tx, i, f) })
		}
	}
	got, err := db.Balance(ctx, 1, calendar.NewDate(2026, 11, 22), calendar.NewDate(2026, 11, 23))
	d22, d23 := calendar.NewDate(2026, 11, 22), calendar.NewDate(2026, 11, 23)
	want := []BalanceRow{{d23, casefile.Mail, 1, 0, 0, 0, 1, 0}, {d22, casefile.Mail, 4, 1, 1, 1, 1, 0}}
	if err != nil || !slices.Equal(got, want) || !got[0].Agrees() || !got[1].Agrees() {
		t.Errorf("%+v, %v", got, err)
	}
	if other, err := db.Balance(ctx, 2, d22, d23); err != nil || len(other) != 0 {
		t.Errorf("another agency: %+v, %v", other, err)
	}
	write(t, db, func(tx *Tx) error { return tx.exec(ctx, `DELETE FROM access WHERE input_id = 1`) })
	write(t, db, func(tx *Tx) error { return tx.exec(ctx, `DELETE FROM inputs WHERE id = 1`) })
	if got, err = db.Balance(ctx, 0, d22, d22); err != nil || len(got) != 1 || got[0].Agrees() {
		t.Errorf("a lost row is not seen: %+v, %v", got, err)
	}
}

// TestInputs: order, filters, what is known again, what opens a status page.
func TestInputs(t *testing.T) {
	db := fresh(t)
	one := addInput(t, db, mail("20261123-0001", "same", noon))
	two := addInput(t, db, mail("20261123-0002", "other", noon.Add(-time.Hour)))
	write(t, db, func(tx *Tx) error { return happen(tx, two, &inbox.Parked{}) })
	rows, err := db.Inputs(ctx, InputFilter{Agency: 1, State: inbox.Waiting})
	if err != nil || len(rows) != 2 || rows[0].ID != one.ID || !rows[1].Parked {
		t.Errorf("what is put off does not come last: %+v, %v", rows, err)
	}
	if id, err := db.MailWithFile(ctx, "ysqgk@example.gov.cn", "same"); err != nil || id != one.ID {
		t.Errorf("%d, %v", id, err)
	}
	if id, err := db.MailWithFile(ctx, "zjj@example.gov.cn", "same"); err != nil || id != 0 {
		t.Errorf("another mailbox: %d, %v", id, err)
	}
	write(t, db, func(tx *Tx) error { return tx.PutMailSeen(ctx, "m", 7, 1, "same", one.ID) })
	if seen, err := db.MailsSeen(ctx, "m", 7, []uint32{1, 2}); err != nil || !slices.Equal(seen, []uint32{1}) {
		t.Errorf("%v, %v", seen, err)
	}
	sketches, err := db.Sketches(ctx, Place{Agency: 1}, calendar.NewDate(2026, 11, 1), 0)
	if err != nil || len(sketches) != 2 {
		t.Errorf("%d sketches, %v", len(sketches), err)
	}
}

// TestAccess: the input's number opens it from the start, its case's number
// from registration; the number of an annulled case opens what there is now;
// a joined input opens no case.
func TestAccess(t *testing.T) {
	db := fresh(t)
	i := addInput(t, db, mail("20261123-0001", "f", noon))
	step := func(f ledger.Fact, want map[string]casefile.ID) {
		t.Helper()
		if f != nil {
			write(t, db, func(tx *Tx) error { return happen(tx, i, f) })
		}
		for number, id := range want {
			row, err := db.Access(ctx, number)
			if err != nil || row.Case != id || row.Input != i.ID || row.CodeHash != i.CodeHash {
				t.Errorf("%s opens %+v, %v; want case %d", number, row, err, id)
			}
		}
	}
	step(nil, map[string]casefile.ID{"20261123-0001": 0})
	step(&inbox.Became{Case: 4, Number: "2026-0004"}, map[string]casefile.ID{"20261123-0001": 4, "2026-0004": 4})
	step(&inbox.Became{Case: 5, Number: "2026-0005"}, map[string]casefile.ID{"20261123-0001": 4, "2026-0004": 4, "2026-0005": 5})
	step(&inbox.Reopened{}, map[string]casefile.ID{"20261123-0001": 0, "2026-0004": 0})
	step(&inbox.Became{Case: 6, Number: "2026-0006"}, map[string]casefile.ID{"20261123-0001": 6, "2026-0004": 6, "2026-0006": 6})
	step(&inbox.NewCode{CodeHash: "new"}, map[string]casefile.ID{"2026-0006": 6})
	step(&inbox.Reopened{}, nil)
	step(&inbox.WasJoined{Case: 9, Number: "2026-0009"}, map[string]casefile.ID{"20261123-0001": 0})
	if _, err := db.Access(ctx, "2026-0009"); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a joined input opens the case by its number: %v", err)
	}
}

// TestOffice: names that another has are refused beside their field.
func TestOffice(t *testing.T) {
	db := fresh(t)
	taken := func(do func(tx *Tx) error, field string) {
		t.Helper()
		if err := db.Write(ctx, do); fault.FieldsOf(err)[field] == nil {
			t.Errorf("%s: %v", field, err)
		}
	}
	taken(func(tx *Tx) error { return addAgency(tx, "QZF") }, "code")
	taken(func(tx *Tx) error {
		_, err := tx.PutUnit(ctx, office.Unit{Agency: 1, Name: "区财政局"})
		return err
	}, "name")
	u := auth.User{Login: "feng", Name: "冯小满", Agency: 1, Unit: 1, Roles: []auth.Role{auth.Clerk, auth.Officer}, PasswordHash: "x", MustChange: true}
	write(t, db, func(tx *Tx) (err error) { u.ID, err = tx.PutUser(ctx, u, noon); return err })
	taken(func(tx *Tx) error {
		_, err := tx.PutUser(ctx, auth.User{Login: "feng", Name: "另一人"}, noon)
		return err
	}, "login")
	got, err := db.UserByLogin(ctx, "feng")
	if err != nil || fmt.Sprint(got) != fmt.Sprint(u) {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := db.User(ctx, 99); fault.KindOf(err) != fault.NotFound {
		t.Error(err)
	}
}

// TestOutbox: a mail is made once a key, waits for its time, and its text is
// forgotten when it is sent.
func TestOutbox(t *testing.T) {
	db := fresh(t)
	o := Outgoing{Key: "confirm/1", Agency: 1, MessageID: "a@b", Mail: []byte("查询码 K7MP"), MadeAt: noon}
	write(t, db, func(tx *Tx) error { return errors.Join(tx.Enqueue(ctx, o), tx.Enqueue(ctx, o)) })
	due, err := db.Sendable(ctx, []int64{1}, noon, 10)
	if err != nil || len(due) != 1 || string(due[0].Mail) != "查询码 K7MP" {
		t.Fatalf("%+v, %v", due, err)
	}
	id := due[0].ID
	write(t, db, func(tx *Tx) error { return tx.MarkTried(ctx, id, "connection refused", noon.Add(time.Minute)) })
	if due, _ := db.Sendable(ctx, []int64{1}, noon.Add(59*time.Second), 10); len(due) != 0 {
		t.Error("tried again before its time")
	}
	write(t, db, func(tx *Tx) error { return tx.MarkTried(ctx, id, "no such mailbox", time.Time{}) })
	if due, _ := db.Sendable(ctx, []int64{1}, noon.AddDate(1, 0, 0), 10); len(due) != 0 {
		t.Error("a failed mail is tried again")
	}
	write(t, db, func(tx *Tx) error { return tx.Requeue(ctx, id, noon) })
	write(t, db, func(tx *Tx) error { return tx.MarkSent(ctx, id, noon) })
	got, err := db.OutgoingByID(ctx, id)
	if err != nil || got.State != OutboxSent || got.Mail != nil || got.Tries != 3 || !got.SentAt.Equal(noon) {
		t.Errorf("%+v, %v", got, err)
	}
	if key, err := db.SentMessage(ctx, "a@b"); err != nil || key != "confirm/1" {
		t.Errorf("%q, %v", key, err)
	}
	write(t, db, func(tx *Tx) error { return tx.DropMail(ctx, id, "over") })
	if got, _ := db.OutgoingByID(ctx, id); got.State != OutboxSent {
		t.Errorf("a mail that went out was given up: %+v", got)
	}
}

// TestOutboxOfOneInput: the mails of a key and those below it, no neighbour's;
// one that is given up is forgotten; confirmations are counted by recipient.
func TestOutboxOfOneInput(t *testing.T) {
	db := fresh(t)
	for n, key := range []string{"confirm/1", "confirm/12", "confirm/1/2", "confirm/10", "letter/1/1"} {
		o := Outgoing{Key: key, Agency: 1, MessageID: key + "@b", Mail: []byte("x"), MadeAt: noon.Add(time.Duration(n) * time.Hour), Recipient: "h"}
		if key == "letter/1/1" {
			o.Recipient = ""
		}
		write(t, db, func(tx *Tx) error { return tx.Enqueue(ctx, o) })
	}
	got, err := db.MailsFor(ctx, "confirm/1")
	if err != nil || len(got) != 2 || got[0].Key != "confirm/1" || got[1].Key != "confirm/1/2" {
		t.Fatalf("%+v, %v", got, err)
	}
	write(t, db, func(tx *Tx) error { return tx.DropMail(ctx, got[0].ID, "over") })
	if o, err := db.OutgoingByID(ctx, got[0].ID); err != nil || o.State != OutboxDropped || o.Mail != nil || o.LastError != "over" || o.State.Label() == "" {
		t.Errorf("%+v, %v", o, err)
	}
	if due, err := db.Sendable(ctx, []int64{1, 2}, noon.AddDate(0, 0, 1), 10); err != nil || len(due) != 4 {
		t.Errorf("%d are due, %v", len(due), err)
	}
	if due, err := db.Sendable(ctx, []int64{2}, noon.AddDate(0, 0, 1), 10); err != nil || len(due) != 0 {
		t.Errorf("%d of another agency are due, %v", len(due), err)
	}
	for since, want := range map[time.Duration]int{0: 4, 2 * time.Hour: 2, 9 * time.Hour: 0} {
		if n, err := db.CountMailsTo(ctx, "h", noon.Add(since)); err != nil || n != want {
			t.Errorf("%d since %s, %v, want %d", n, since, err, want)
		}
	}
	if n, err := db.CountMailsTo(ctx, "", noon); err != nil || n != 0 {
		t.Errorf("%d to nobody, %v", n, err)
	}
}
