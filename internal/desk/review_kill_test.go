package desk

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/intake"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// heardAway is how often the applicant is heard in the kill test.
const heardAway = 80

// record is the paper that goes with the n-th time.
func record(n int) string { return fmt.Sprintf("%%PDF-1.4 笔录 %d", n) }

// hearParties has the handler note each time that the applicant was heard, with its paper,
// that is not in the file yet: each from the case as it was read, as a page is sent.
func hearParties(d *Desk) error {
	d.Now = func() time.Time { return time.Date(2026, 11, 2, 15, 0, 0, 0, calendar.Zone) }
	ye, err := d.DB.UserByLogin(ctx, "ye")
	if err != nil {
		return err
	}
	for n := 1; n <= heardAway; n++ {
		c, err := loadReview(ctx, d.DB, 1)
		if err != nil {
			return err
		}
		if len(c.Heard) < n {
			paper, err := d.StoreUpload(strings.NewReader(record(n)), "笔录.pdf", "application/pdf")
			if err != nil {
				return err
			}
			f := reconsider.PartyHeard{Role: reconsider.TheApplicant, Way: reconsider.ByPhone}
			f.Private.Text = fmt.Sprint("意见", n)
			if err := d.HearReviewParty(ctx, ye, c.ID, c.Version, f, d.today(), []intake.File{paper}); err != nil {
				return err
			}
		}
		fmt.Println("acknowledged", n, n)
	}
	return nil
}

// TestKilledReview: the process is killed in the middle of acts of the bureau: what was
// told to be noted is there, once, in its order and with its paper byte for byte.
func TestKilledReview(t *testing.T) {
	if testing.Short() {
		t.Skip("takes many seconds")
	}
	b := newReviewBench(t)
	id := b.accepted()
	b.must(b.DB.Close())
	told := runAndKill(t, "reviews", b.dir, 8)
	b.reopen()
	_, err := b.Recover(ctx)
	b.must(err)
	c := b.review(id)
	if len(told) != heardAway || len(c.Heard) != heardAway {
		t.Fatalf("%d told, %d in the file, of %d", len(told), len(c.Heard), heardAway)
	}
	for i, h := range c.Heard {
		if h.Private.Text != fmt.Sprint("意见", i+1) || len(h.Materials) != 1 || b.material(id, h.Materials[0]) != record(i+1) {
			t.Errorf("the %d. time: %+v", i+1, h)
		}
	}
	b.sound()
}

// material is a document of a case, as the bureau reads it.
func (b *reviewBench) material(id reconsider.ID, n int) string {
	b.t.Helper()
	return b.whole(b.ReviewMaterialFile(ctx, b.by("ye"), id, n))
}

func (b *reviewBench) whole(d Download, err error) string {
	b.t.Helper()
	b.must(err)
	defer d.Close()
	content, err := io.ReadAll(d)
	b.must(err)
	return string(content)
}

// TestReviewRestored: a copy has the reconsideration case whole: its clock, its papers as
// PDFs and the evidence, byte for byte, and its ledger is sound.
func TestReviewRestored(t *testing.T) {
	b := newReviewBench(t)
	id := b.accepted()
	b.must(b.RespondWithBundle(ctx, b.by("clerk"), id, 0, "检索过，没有", 0, b.evidence()))
	evidence := b.review(id).Response.Materials[0]
	parts := func() (all []string) {
		for _, p := range b.review(id).Papers {
			pdf := b.whole(b.ReviewPaperFile(ctx, b.by("ye"), id, p.N))
			if p.Stage != casefile.IsServed || !bytes.HasPrefix([]byte(pdf), []byte("%PDF")) {
				t.Errorf("paper %d is %s", p.N, p.Stage.Label())
			}
			all = append(all, pdf)
		}
		return append(all, b.material(id, evidence))
	}
	b.stands(id, reconsider.StageHearing, "2026-12-02")
	want := parts()

	dir := filepath.Join(t.TempDir(), "backup")
	note, err := b.Backup(ctx, dir)
	b.must(err)
	_, filesPath := BackupParts(dir)
	dbPath := filepath.Join(t.TempDir(), "mingda.db")
	b.must(b.Files.Keys().OpenFile(note.Database(dir), dbPath))
	db, err := sqlite.Open(ctx, dbPath, b.DB.Sealer())
	b.must(err)
	t.Cleanup(func() { db.Close() })
	held, err := b.Files.Beside(filesPath)
	b.must(err)
	b.Desk = &Desk{DB: db, Files: held, Embedded: b.Embedded, Now: b.Now, Random: b.Random, CodeKey: b.CodeKey, Log: b.Log}
	b.sound()
	b.stands(id, reconsider.StageHearing, "2026-12-02")
	if got := parts(); strings.Join(got, "") != strings.Join(want, "") || len(got) != 3 {
		t.Errorf("%d parts, of %d, are others", len(got), len(want))
	}
}
