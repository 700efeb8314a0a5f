package bench

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/filestore"
	"mingda/internal/law"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// The account that pages are asked for with: of somebody who sees all cases of
// all agencies and works from the inbox, which is the most a page can hold.
const (
	Login    = "bench"
	Password = "nur zum Messen 2026"
)

// A Filling fills an empty office with ten years of cases. They differ from
// those of a real office in one thing only: thousands are committed together.
// Every entry is appended to the ledger, every row is folded from it.
type Filling struct {
	Desk  *desk.Desk
	Cases int
	Open  bool   // all are open, of the last weeks, in place of ten years of cases
	Paper []byte // a PDF, in place of every letter's own
}

// A Filled is what Fill left.
type Filled struct {
	Entries int64        // of the ledger
	First   casefile.ID  // of the cases
	Last    casefile.ID  //
	Unit    int64        // one of the units
	Status  []StatusPage // some of the cases as their applicants see them
}

// A StatusPage is what opens the status page of one case.
type StatusPage struct {
	Number string
	Code   auth.Code
}

// perCommit is how many cases are committed together.
const perCommit = 2000

// Fill fills the office.
func (f Filling) Fill(ctx context.Context) (Filled, error) {
	o := &filler{Filling: f, writer: newWriter(7), today: f.Desk.Today()}
	if err := o.furnish(ctx); err != nil {
		return Filled{}, fmt.Errorf("people: %w", err)
	}
	if err := o.store(ctx); err != nil {
		return Filled{}, err
	}
	for made := 0; made < f.Cases; {
		n := min(perCommit, f.Cases-made)
		err := f.Desk.DB.Write(ctx, func(tx *sqlite.Tx) error {
			for i := range n {
				if err := o.life(ctx, tx, made+i); err != nil {
					return fmt.Errorf("case %d: %w", made+i+1, err)
				}
			}
			return nil
		})
		if err != nil {
			return Filled{}, err
		}
		made += n
	}
	if err := o.mail(ctx); err != nil {
		return Filled{}, fmt.Errorf("mail: %w", err)
	}
	seq, _, err := f.Desk.DB.Head(ctx)
	return Filled{Entries: seq, First: 1, Last: casefile.ID(f.Cases), Unit: o.units[o.agencies[0].ID][1], Status: o.status}, err
}

// waiting is how many mails wait in the inbox of the filled office.
const waiting = 200

// mail takes mails in, as they come; they wait for a person.
func (o *filler) mail(ctx context.Context) error {
	for n := range waiting {
		raw := o.writer.mail(3*n+1, o.Desk.Now()) // without attachments
		err := o.Desk.TakeMails(ctx, []desk.RawMail{{
			Agency: o.agencies[0].ID, Mailbox: "ysqgk@mingchuan.example", UIDValidity: 1, UID: uint32(n + 1), Body: bytes.NewReader(raw),
		}})
		if err != nil {
			return err
		}
	}
	return nil
}

// Empty gives the office agencies and people, and no case. It returns the name
// of the first agency.
func (f Filling) Empty(ctx context.Context) (string, error) {
	o := &filler{Filling: f, writer: newWriter(7), today: f.Desk.Today()}
	if err := o.furnish(ctx); err != nil {
		return "", fmt.Errorf("people: %w", err)
	}
	return o.agencies[0].Name, nil
}

// noter returns somebody who may take notes on a case that is open, and it.
func (f Filling) noter(ctx context.Context) (auth.User, casefile.ID, error) {
	by, err := f.Desk.DB.UserByLogin(ctx, Login)
	if err != nil {
		return by, 0, err
	}
	open, _, err := f.Desk.Cases(ctx, by, sqlite.CaseFilter{Open: true, Agency: by.Agency, Limit: 1})
	if err == nil && len(open) == 0 {
		err = fmt.Errorf("none of the cases is open")
	}
	if err != nil {
		return by, 0, err
	}
	return by, open[0].ID, nil
}

// A filler is a Fill that is under way.
type filler struct {
	Filling
	writer
	today    calendar.Date
	agencies []office.Agency
	units    map[int64][]int64 // of an agency
	people   map[int64][]int64 // of an agency
	raw      filestore.Hash    // of every input
	paper    filestore.Hash    // of every letter
	values   map[letter.Kind]json.RawMessage
	workdays []calendar.Date // on which something came in, the oldest first
	status   []StatusPage
}

// openWeeks is how far back the oldest of open cases lies, in days: within the
// period to answer.
const openWeeks = 21

// tenYears is how far back the oldest case lies, in days.
const tenYears = 10 * 365

// store stores the one raw input and the one PDF that all cases share, and
// composes the letters.
func (o *filler) store(ctx context.Context) (err error) {
	if o.raw, err = o.Desk.Files.PutBytes([]byte(`{"bench":true}`)); err != nil {
		return err
	}
	if o.paper, err = o.Desk.Files.PutBytes(o.Paper); err != nil {
		return err
	}
	o.values = map[letter.Kind]json.RawMessage{}
	for _, kind := range []letter.Kind{letter.Disclose, letter.Clarification} {
		l, err := compose(kind)
		if err != nil {
			return err
		}
		if o.values[kind], err = json.Marshal(l); err != nil {
			return err
		}
	}
	back := tenYears
	if o.Open {
		back = openWeeks
	}
	for day := o.today.AddDays(-back); !day.After(o.today); day = day.AddDays(1) {
		if o.Desk.Calendar().IsWorkday(day) {
			o.workdays = append(o.workdays, day)
		}
	}
	return ctx.Err()
}

// furnish makes agencies, units and accounts.
func (o *filler) furnish(ctx context.Context) error {
	hash, err := auth.HashPassword(rand.Reader, Password, auth.StandardCost)
	if err != nil {
		return err
	}
	o.units, o.people = map[int64][]int64{}, map[int64][]int64{}
	at := o.Desk.Now()
	return o.Desk.DB.Write(ctx, func(tx *sqlite.Tx) error {
		for n, name := range []string{"明川区人民政府", "明川区住房和城乡建设局", "明川区自然资源局", "明川区教育和科技局"} {
			a := office.Agency{
				Code: fmt.Sprintf("B%d", n), Name: name, LetterWord: fmt.Sprintf("明公开%d", n), ReviewBody: "和宁市人民政府", Court: "和宁市中级人民法院",
				Address: "明川区团结路1号", PostCode: "834000", Phone: "0990-6220001", MailAddress: fmt.Sprintf("ysqgk%d@mingchuan.example", n),
				CasePrefix: []string{"", "ZJ", "ZR", "JK"}[n], Coordinates: n == 0, Active: true,
			}
			if a.ID, err = tx.PutAgency(ctx, a); err != nil {
				return err
			}
			o.agencies = append(o.agencies, a)
			if err := o.furnishAgency(ctx, tx, a, hash, at); err != nil {
				return err
			}
		}
		_, err := tx.PutUser(ctx, auth.User{
			Login: Login, Name: "秦望川", Agency: o.agencies[0].ID, Unit: o.units[o.agencies[0].ID][0],
			Roles: []auth.Role{auth.Clerk, auth.Officer, auth.Coordinator}, PasswordHash: hash,
		}, at)
		return err
	})
}

// furnishAgency gives an agency five units of two officers each.
func (o *filler) furnishAgency(ctx context.Context, tx *sqlite.Tx, a office.Agency, hash string, at time.Time) error {
	for n, name := range []string{"办公室", "征收与补偿科", "规划用途科", "财务科", "基础教育科"} {
		unit, err := tx.PutUnit(ctx, office.Unit{Agency: a.ID, Name: name, Active: true})
		if err != nil {
			return err
		}
		o.units[a.ID] = append(o.units[a.ID], unit)
		for i := range 2 {
			id, err := tx.PutUser(ctx, auth.User{
				Login: fmt.Sprintf("officer-%d-%d-%d", a.ID, n, i), Name: pick(o.writer, surnames) + pick(o.writer, given),
				Agency: a.ID, Unit: unit, Roles: []auth.Role{auth.Officer}, PasswordHash: hash,
			}, at)
			if err != nil {
				return err
			}
			o.people[a.ID] = append(o.people[a.ID], id)
		}
	}
	return nil
}

// on returns the n-th workday after the given place among the workdays, and
// whether it has come yet.
func (o *filler) on(place, n int) (calendar.Date, bool) {
	if place+n >= len(o.workdays) {
		return calendar.Date{}, false
	}
	return o.workdays[place+n], true
}

// result is how cases of the office end that are answered.
const result = law.Disclose
