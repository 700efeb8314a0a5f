package bench

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"time"

	"mingda/internal/letter"
	"mingda/internal/pdf"
)

// Letters measures the making of letters: composed, laid, and written as PDF
// with its fonts cut and embedded.
type Letters struct {
	Load   func() (*pdf.Fonts, error) // reads and parses the fonts
	Seal   []byte                     // as pdf.ReadSeal returns it
	Each   int                        // of each kind in a round
	Rounds int
	Many   int // letters after which memory is looked at
	Now    Clock

	fonts *pdf.Fonts
}

// twoPages is the kind whose example fills two pages.
const twoPages = letter.Partial

// Run makes every kind of letter again and again, one after the other, then one
// of two pages beside its parts, then many.
func (b Letters) Run(ctx context.Context) (Section, error) {
	parsed, err := b.spent(ctx, max(3, b.Rounds), func() (err error) { b.fonts, err = b.Load(); return err })
	if err != nil {
		return Section{}, err
	}
	kinds := letter.Kinds()
	rates, size, err := b.allKinds(ctx, kinds)
	if err != nil {
		return Section{}, err
	}
	one, err := b.oneLetter(ctx, parsed)
	if err != nil {
		return Section{}, err
	}
	memory, err := b.memory(ctx, kinds)
	if err != nil {
		return Section{}, err
	}
	return Section{
		Name: "letters", Title: "Letters", Tables: []Table{rates, one, memory},
		Text: fmt.Sprintf("Each of the %d kinds of paper %d times, one after the other on one core; %d KB on average. Medians of %d rounds.",
			len(kinds), b.Each, size>>10, b.Rounds),
		Notes: []string{
			"The fonts are read once when the office starts, and never written to; each letter cuts of them what it needs. The rest of its time is the library that writes the PDF: it compresses, and describes each cut face.",
			"Peak memory of the measuring process with all fonts: " + megabytes(PeakMemory(os.Getpid())) + ".",
		},
	}, nil
}

// allKinds measures how many letters a second are made, and how large one is.
func (b Letters) allKinds(ctx context.Context, kinds []letter.KindInfo) (Table, int, error) {
	var size int
	made, err := timed(b.Now, b.Rounds, b.Each*len(kinds), func(int) error {
		size = 0
		for n := range b.Each * len(kinds) {
			out, err := b.one(ctx, kinds[n%len(kinds)].Code, pdf.Options{})
			if err != nil {
				return err
			}
			size += len(out)
		}
		return nil
	})
	if err != nil {
		return Table{}, 0, err
	}
	composed, err := timed(b.Now, b.Rounds, b.Each*len(kinds), func(int) error {
		for n := range b.Each * len(kinds) {
			if _, err := compose(kinds[n%len(kinds)].Code); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return Table{}, 0, err
	}
	t := Table{Columns: []string{"all kinds", "a second", "rounds"}}
	t.add("**letters as PDF**", "**"+rate(median(made))+"**", spread(made))
	t.add("the same composed only, no PDF", rate(median(composed)), spread(composed))
	return t, size / (b.Each * len(kinds)), nil
}

// oneLetter measures one letter of two pages, and what it is made of.
func (b Letters) oneLetter(ctx context.Context, parsed []time.Duration) (Table, error) {
	l, err := compose(twoPages)
	if err != nil {
		return Table{}, err
	}
	t := Table{Columns: []string{"one letter of two pages", "median", "99 of 100"}}
	for _, part := range []struct {
		name string
		do   func() error
	}{
		{"**composed and made a PDF**", func() error { return b.two(ctx, pdf.Options{}) }},
		{"the same with a seal printed on it", func() error { return b.two(ctx, pdf.Options{Seal: b.Seal}) }},
		{"laid and its fonts cut, nothing written", func() error { _, err := pdf.Cut(b.fonts, l); return err }},
	} {
		took, err := b.spent(ctx, 100*b.Rounds, part.do)
		if err != nil {
			return Table{}, err
		}
		t.add(part.name, milliseconds(median(took)), milliseconds(percentile(slices.Sorted(slices.Values(took)), 99)))
	}
	t.add("all fonts read and parsed, as once at the start", milliseconds(median(parsed)), "")
	return t, nil
}

// two makes the letter of two pages, and sees that it has as many.
func (b Letters) two(ctx context.Context, o pdf.Options) error {
	out, err := b.one(ctx, twoPages, o)
	if pages := bytes.Count(out, []byte("<</Type /Page\n")); err == nil && pages != 2 {
		return fmt.Errorf("the letter has %d pages", pages)
	}
	return err
}

// memory makes many letters and looks at the memory a tenth of the way and at
// the end.
func (b Letters) memory(ctx context.Context, kinds []letter.KindInfo) (Table, error) {
	t := Table{Columns: []string{"memory after", "in use"}}
	for n := range b.Many {
		if _, err := b.one(ctx, kinds[n%len(kinds)].Code, pdf.Options{}); err != nil {
			return t, err
		}
		if n+1 == b.Many/10 || n+1 == b.Many {
			t.add(thousands(int64(n+1))+" letters more", megabytes(Memory(os.Getpid())))
		}
	}
	return t, nil
}

// spent returns how long each of n doings took.
func (b Letters) spent(ctx context.Context, n int, do func() error) ([]time.Duration, error) {
	var all []time.Duration
	for range n {
		began := b.Now()
		if err := do(); err != nil {
			return nil, err
		}
		all = append(all, b.Now().Sub(began))
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// one makes the example of the kind a PDF.
func (b Letters) one(ctx context.Context, kind letter.Kind, o pdf.Options) ([]byte, error) {
	l, err := compose(kind)
	if err != nil {
		return nil, err
	}
	out, err := pdf.Render(b.fonts, l, o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", kind, err)
	}
	return out, ctx.Err()
}

// compose makes the example of the kind a letter.
func compose(kind letter.Kind) (letter.Letter, error) {
	sample, err := letter.Sample(kind)
	if err != nil {
		return letter.Letter{}, err
	}
	return letter.Compose(kind, sample.Facts, sample.Values)
}
