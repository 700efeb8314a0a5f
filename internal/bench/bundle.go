package bench

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/filestore"
)

// Bundles measures the making of an evidence bundle of a case that holds much.
type Bundles struct {
	Desk   *desk.Desk // of an empty office
	Office Filling    // its people
	Dir    string     // for files of its own
	Scans  int        // pages of A4 at 300 dots to the inch
	Papers int        // PDFs of two pages
	Mails  int
	Rounds int
	Now    Clock

	scans, pdfs []string // the files of the case, as they are
}

// Marks for a bundle of 300 pages.
const (
	bundleWithin = 10 * time.Second
	bundleMemory = 300 << 20
)

// Run makes the case and its bundle, again and again, and then the plain things.
func (b *Bundles) Run(ctx context.Context) (Section, error) {
	by, id, err := b.file(ctx)
	if err != nil {
		return Section{}, err
	}
	debug.FreeOSMemory()
	before, reset := Memory(os.Getpid()), resetPeak()
	var last casefile.Bundle
	took, err := b.rounds(ctx, func() (err error) { last, err = b.bundle(ctx, by, id); return err })
	if err != nil {
		return Section{}, err
	}
	peak := PeakMemory(os.Getpid())
	sound, err := b.sound(last)
	if err != nil {
		return Section{}, err
	}
	t := Table{Columns: []string{fmt.Sprintf("a bundle of %d pages, %s", last.Pages, megabytes(last.Size)), "median", "slowest"}}
	t.add("**made, kept and noted in the ledger**", "**"+seconds(median(took))+"**", seconds(percentile(sorted(took), 100)))
	if err := b.plain(ctx, &t); err != nil {
		return Section{}, err
	}
	notes := []string{sound, verdict(median(took) <= bundleWithin, fmt.Sprintf("the mark is %.0f seconds for 300 pages with scans, mails and letters", bundleWithin.Seconds()))}
	if reset {
		notes = append(notes, verdict(peak <= bundleMemory, fmt.Sprintf("the mark for memory is %s; the peak of the process while bundles are made is %s, %s before", megabytes(bundleMemory), megabytes(peak), megabytes(before))))
	} else {
		notes = append(notes, "The peak of memory could not be set back before the bundles were made; with the making of the case it is "+megabytes(peak)+".")
	}
	notes = append(notes, "pdfcpu holds all pages that it puts together; the bundle is written while it is made, one document in memory at a time.")
	return Section{
		Name: "bundle", Title: "Evidence bundles", Tables: []Table{t}, Notes: notes,
		Text: fmt.Sprintf("One case with %d scans of A4 at 300 dots to the inch (JPEG, half in colours), %d PDFs of two pages, %d mails, a clarification, a reply, the service of both, its register, "+
			"its periods and its ledger. The bundle has a cover, contents with page numbers, a number below each page, and bookmarks. Medians of %d rounds.", b.Scans, b.Papers, b.Mails, b.Rounds),
	}, nil
}

// bundle makes the bundle of the case as it is proposed.
func (b *Bundles) bundle(ctx context.Context, by auth.User, id casefile.ID) (casefile.Bundle, error) {
	v, err := b.Desk.Exhibits(ctx, by, id)
	if err != nil {
		return casefile.Bundle{}, err
	}
	f := desk.BundleForm{Version: v.Case.Version, Purpose: casefile.InReview, Placed: map[string]casefile.Placed{}}
	for _, e := range v.Exhibits {
		f.Placed[e.Key()] = casefile.Placed{Place: e.Place, Reason: e.Reason, Proves: e.Proves}
	}
	n, err := b.Desk.MakeBundle(ctx, by, id, f)
	if err != nil {
		return casefile.Bundle{}, err
	}
	if v, err = b.Desk.Exhibits(ctx, by, id); err != nil {
		return casefile.Bundle{}, err
	}
	made, ok := v.Case.Bundle(n)
	if want := b.Scans + 2*b.Papers; !ok || made.Pages < want {
		return made, fmt.Errorf("the bundle has %d pages, its scans and papers alone %d", made.Pages, want)
	}
	return made, nil
}

// sound asks qpdf whether the bundle is sound and has the pages that it says.
func (b *Bundles) sound(made casefile.Bundle) (string, error) {
	qpdf, err := exec.LookPath("qpdf")
	if err != nil {
		return "qpdf is not there: nobody else has looked at the bundle.", nil
	}
	err = b.Desk.Files.AtPath(filestore.Hash(made.File), func(name string) error {
		if out, err := exec.Command(qpdf, "--check", name).CombinedOutput(); err != nil {
			return fmt.Errorf("qpdf: %w: %s", err, out)
		}
		out, err := exec.Command(qpdf, "--show-npages", name).Output()
		if n, _ := strconv.Atoi(strings.TrimSpace(string(out))); err != nil || n != made.Pages {
			return fmt.Errorf("qpdf finds %d pages, the ledger says %d (%v)", n, made.Pages, err)
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	return "The last one is sound by `qpdf --check`, and has the pages that its ledger names.", nil
}

// plain measures what the bundle is made of: its files read and hashed, and the same
// pages only put together.
func (b *Bundles) plain(ctx context.Context, t *Table) error {
	hashed, err := b.rounds(ctx, func() error {
		for _, name := range append(b.scans, b.pdfs...) {
			if err := b.Desk.Files.Verify(filestore.Hash(name)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	t.add("the same files read and hashed", seconds(median(hashed)), seconds(percentile(sorted(hashed), 100)))
	pages, err := b.pages()
	if err != nil {
		return err
	}
	debug.FreeOSMemory()
	resetPeak()
	api.DisableConfigDir()
	settings := model.NewDefaultConfiguration()
	settings.ValidationMode = model.ValidationRelaxed
	merged, err := b.rounds(ctx, func() error { return api.MergeCreateFile(pages, filepath.Join(b.Dir, "merged.pdf"), false, settings) })
	if err != nil {
		return err
	}
	t.add("the same pages put together by pdfcpu, nothing else ("+megabytes(PeakMemory(os.Getpid()))+" at its peak)", seconds(median(merged)), seconds(percentile(sorted(merged), 100)))
	return nil
}

// rounds returns how long each of the rounds took.
func (b *Bundles) rounds(ctx context.Context, do func() error) ([]time.Duration, error) {
	var took []time.Duration
	for range b.Rounds {
		began := b.Now()
		if err := do(); err != nil {
			return nil, err
		}
		took = append(took, b.Now().Sub(began))
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return took, nil
}

// copied writes a stored file under a name of its own.
func (b *Bundles) copied(hash, to string) error {
	from, err := b.Desk.Files.Open(filestore.Hash(hash))
	if err != nil {
		return err
	}
	defer from.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, from); err != nil {
		return err
	}
	return out.Close()
}
