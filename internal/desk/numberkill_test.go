package desk

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

const (
	signers    = 8
	signedAway = 96 // letters that the kill test signs
)

// signLetters lets eight signers sign at once all that waits, each in an order
// of its own, so that they meet over the same letters.
func signLetters(d *Desk) error {
	d.Now = func() time.Time { return time.Date(2026, 9, 22, 15, 0, 0, 0, calendar.Zone) }
	fonts, err := loadedFonts()
	if err != nil {
		return err
	}
	d.Fonts = fonts
	waiting, err := d.DB.LettersIn(ctx, auth.Sight{All: true}, casefile.InSigning)
	if err != nil {
		return err
	}
	err = atOnce(signers, func(i int) error {
		by, err := d.DB.UserByLogin(ctx, fmt.Sprint("signer", i))
		if err != nil {
			return err
		}
		for _, at := range rand.Perm(len(waiting)) {
			l := waiting[at]
			err := d.Sign(ctx, by, l.Case, 0, l.N)
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
			fmt.Println("acknowledged", l.Case, l.Case, c.Letters[l.N-1].Number, "-")
		}
		return nil
	})
	if err != nil {
		return err
	}
	return d.RenderAll(ctx)
}

// TestKilledSigning: eight signers sign at once and the process is killed again
// and again: the numbers are 1 to n without gap or double, each letter has in
// the register the one that the ledger says, and what a signer was told holds.
func TestKilledSigning(t *testing.T) {
	if testing.Short() {
		t.Skip("takes many seconds")
	}
	b := newBench(t)
	b.needFonts()
	for i := range signers {
		b.must1(b.PutUser(ctx, Operator, auth.User{Login: fmt.Sprint("signer", i), Name: "签发人", Roles: []auth.Role{auth.Signer}, Agency: 1}, "mingda-demo"))
	}
	cases := make([]casefile.ID, signedAway)
	for i := range cases {
		cases[i] = b.toSign(fmt.Sprint("signed ", i), letter.NotExisting, values(t, letter.NotExisting))
	}
	b.must(b.DB.Close())
	told := runAndKill(t, "sign", b.dir, 12)
	b.reopen()
	numbers := map[string]casefile.ID{}
	for _, id := range cases {
		l := b.caseOf(id).Letters[0]
		if before, double := numbers[l.Number]; double {
			t.Errorf("cases %d and %d both have %s", before, id, l.Number)
		}
		numbers[l.Number] = id
		if l.Stage != casefile.IsReady {
			t.Errorf("case %d: its letter is %s", id, l.Stage)
		}
		if a, was := told[int(id)]; was && a.number != l.Number {
			t.Errorf("case %d: the signer was told %s, it is %s", id, a.number, l.Number)
		}
		value, err := signedValue(l)
		if err != nil || value.Number != l.Number {
			t.Errorf("case %d: on paper stands %s, in the ledger %s, %v", id, value.Number, l.Number, err)
		}
	}
	rows, err := b.DB.LettersIn(ctx, auth.Sight{All: true}, casefile.IsReady)
	b.must(err)
	for _, row := range rows {
		if numbers[row.Number] != row.Case {
			t.Errorf("the register gives %s to case %d, the ledger to %d", row.Number, row.Case, numbers[row.Number])
		}
	}
	for n := 1; n <= signedAway; n++ {
		delete(numbers, fmt.Sprintf("明政公开答〔2026〕%d号", n))
	}
	if len(rows) != signedAway || len(numbers) > 0 {
		t.Errorf("%d rows; beyond 1 to %d there are %v", len(rows), signedAway, slices.Collect(maps.Keys(numbers)))
	}
	b.sound()
}

// toSign brings a request of agency 1 by the web to where it waits for a
// signature. It does not ask on the way whether all is sound.
func (b *bench) toSign(key string, kind letter.Kind, v letter.Values) casefile.ID {
	b.t.Helper()
	id := b.assigned(b.registered(1, key)[0])
	n, version, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: kind, Values: v})
	b.must(err)
	b.must(b.Submit(ctx, b.by("officer"), id, version, n))
	b.must(b.Check(ctx, b.by("checker"), id, 0, n, ""))
	return id
}

// TestNumbersOverTheYear: a letter's series is that of the year of its date, of
// its agency and of its kind; a void number stays used, a refused signature
// takes none.
func TestNumbersOverTheYear(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	number := func(id casefile.ID) string {
		t.Helper()
		b.must(b.Sign(ctx, b.by("signer"), id, 0, 1))
		l := b.caseOf(id).Letters[0]
		value, err := signedValue(l)
		b.must(err)
		if value.Number != l.Number || value.On != l.SignedOn || value.On.Year() != yearOf(l.Number) {
			t.Errorf("%s of %s: on paper %s of %s", l.Number, l.SignedOn, value.Number, value.On)
		}
		return l.Number
	}
	b.goTo("2026-12-25")
	var ids []casefile.ID
	for i := range 5 {
		ids = append(ids, b.toSign(fmt.Sprint("year ", i), letter.NotExisting, values(t, letter.NotExisting)))
	}
	v := values(t, letter.Clarification)
	v["by"] = "2027-01-29"
	notice := b.toSign("notice", letter.Clarification, v)
	b.at = time.Date(2026, 12, 31, 23, 50, 0, 0, calendar.Zone)
	got := []string{number(ids[0]), number(notice)}
	b.must(b.Void(ctx, b.by("signer"), ids[0], 0, 1, "日期写错"))
	b.refused(b.Sign(ctx, b.by("officer"), ids[1], 0, 1), "auth_role")
	b.refused(b.Sign(ctx, b.by("signer"), ids[1], 1, 1), "stale_version")
	got = append(got, number(ids[1]))
	b.at = time.Date(2027, 1, 1, 0, 0, 0, 0, calendar.Zone)
	got = append(got, number(ids[2]), number(ids[3]))
	b.at = time.Date(2026, 12, 31, 12, 0, 0, 0, calendar.Zone) // the clock of the machine was put back
	got = append(got, number(ids[4]))
	want := []string{"明政公开答〔2026〕1号", "明政公开补〔2026〕1号", "明政公开答〔2026〕2号", "明政公开答〔2027〕1号", "明政公开答〔2027〕2号", "明政公开答〔2026〕3号"}
	if !slices.Equal(got, want) {
		t.Errorf("numbers %v", got)
	}
	two, err := b.DB.Agency(ctx, 2)
	b.must(err)
	var other string
	b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) (err error) { other, err = nextLetterNumber(ctx, tx, two, "答", 2026); return err }))
	if other != "明住建公开答〔2026〕1号" {
		t.Errorf("another agency begins with %s", other)
	}
	b.sound()
}

// yearOf is the year that stands in a 文号.
func yearOf(number string) (year int) {
	runes := []rune(number)
	fmt.Sscan(string(runes[slices.Index(runes, '〔')+1:slices.Index(runes, '〕')]), &year)
	return year
}
