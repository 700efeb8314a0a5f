package bench

import (
	"context"
	"fmt"
	"os"

	"mingda/internal/letter"
	"mingda/internal/pdf"
)

// Letters measures the making of letters: composed, laid, and written as PDF
// with its fonts cut and embedded.
type Letters struct {
	Fonts  *pdf.Fonts
	Each   int // of each kind in a round
	Rounds int
	Now    Clock
}

// Run makes every kind of letter again and again, one after the other.
func (b Letters) Run(ctx context.Context) (Section, error) {
	kinds := letter.Kinds()
	var size int
	made, err := timed(b.Now, b.Rounds, b.Each*len(kinds), func(int) error {
		size = 0
		for range b.Each {
			for _, k := range kinds {
				out, err := b.one(k.Code)
				if err != nil {
					return fmt.Errorf("%s: %w", k.Code, err)
				}
				size += len(out)
				if err := ctx.Err(); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return Section{}, err
	}
	composed, err := timed(b.Now, b.Rounds, b.Each*len(kinds), func(int) error {
		for range b.Each {
			for _, k := range kinds {
				if _, err := compose(k.Code); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return Section{}, err
	}
	t := Table{Columns: []string{"", "a second", "rounds"}}
	t.add("**letters as PDF**", "**"+rate(median(made))+"**", spread(made))
	t.add("the same composed only, no PDF", rate(median(composed)), spread(composed))
	return Section{
		Name: "letters", Title: "Letters", Tables: []Table{t},
		Text: fmt.Sprintf("Each of the %d kinds of paper %d times, one after the other on one core; %d KB on average. Medians of %d rounds.",
			len(kinds), b.Each, size/(b.Each*len(kinds))>>10, b.Rounds),
		Notes: []string{"Peak memory of the measuring process with all fonts: " + megabytes(PeakMemory(os.Getpid())) + "."},
	}, nil
}

func (b Letters) one(kind letter.Kind) ([]byte, error) {
	l, err := compose(kind)
	if err != nil {
		return nil, err
	}
	return pdf.Render(b.Fonts, l, pdf.Options{})
}

// compose makes the example of the kind a letter.
func compose(kind letter.Kind) (letter.Letter, error) {
	sample, err := letter.Sample(kind)
	if err != nil {
		return letter.Letter{}, err
	}
	return letter.Compose(kind, sample.Facts, sample.Values)
}
