package desk

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/pdf"
)

// LettersAPrintRun is how many letters one print run holds at most: more than a
// day's post. Merging takes about half a megabyte a letter for that moment.
const LettersAPrintRun = 100

// A LetterKey names one letter of one case.
type LetterKey struct {
	Case casefile.ID
	N    int
}

// String returns 12-1, as forms carry it.
func (k LetterKey) String() string { return fmt.Sprintf("%d-%d", k.Case, k.N) }

// ParseLetterKey reads what String wrote.
func ParseLetterKey(s string) (LetterKey, bool) {
	of, n, _ := strings.Cut(s, "-")
	id, err := strconv.ParseInt(of, 10, 64)
	letter, err2 := strconv.Atoi(n)
	return LetterKey{casefile.ID(id), letter}, errors.Join(err, err2) == nil
}

// A WaitingLetter is a signed letter that waits to be sent, as a print run shows
// it.
type WaitingLetter struct {
	QueuedLetter
	Key       LetterKey
	To        casefile.Addressee
	Delivery  casefile.Delivery
	Materials int                  // enclosed, to be printed beside it
	Unready   error                // why it cannot be printed now; nil if it can
	Also      []casefile.Addressee // who gets it too and asks jointly, while it has not gone out to them: each by post
	file      casefile.Letter
}

// OnPaper reports whether the applicant did not choose to get it electronically.
func (l WaitingLetter) OnPaper() bool { return !l.Delivery.IsElectronic() }

// ByPost reports whether it goes by post, and so wants a label: the applicant
// chose post, or chose nothing and left an address. One that waits only for others
// has gone out to them.
func (l WaitingLetter) ByPost() bool {
	return slices.Contains(l.file.Unsent(), l.file.To) && l.To.Address != "" && (l.Delivery == casefile.ByPost || l.Delivery == "")
}

// WaitingLetters returns the signed letters that wait to be sent and that the
// person may send, in the order in which they are printed: those that go by
// post first, as their labels lie, each by its number.
func (d *Desk) WaitingLetters(ctx context.Context, by auth.User) ([]WaitingLetter, error) {
	queue, err := d.Queue(ctx, by, casefile.IsSigned, casefile.IsReady)
	if err != nil {
		return nil, err
	}
	var all []WaitingLetter
	for _, q := range queue {
		now, err := d.standing(ctx, by, q.Case)
		if err != nil {
			return nil, err
		}
		if auth.May(by, casefile.Serve, subjectOf(now.Case, 0)) != nil {
			continue
		}
		all = append(all, waitingLetter(now.Case, q))
	}
	slices.SortStableFunc(all, func(a, b WaitingLetter) int {
		if a.ByPost() != b.ByPost() {
			return map[bool]int{true: -1, false: 1}[a.ByPost()]
		}
		return compareNumbers(a.Number, b.Number)
	})
	return all, nil
}

func waitingLetter(c *casefile.Case, q QueuedLetter) WaitingLetter {
	file, _ := c.Letter(q.N)
	w := WaitingLetter{QueuedLetter: q, Key: LetterKey{q.Case, q.N}, To: c.AddresseeOf(file), file: file}
	if file.ForApplicant() { // who does not ask had no choice
		w.Delivery = c.Wants.Delivery
	} else if j, ok := c.JointApplicant(file.To); ok {
		w.Delivery = j.Delivery
	}
	for _, to := range file.Unsent() {
		if j, ok := c.JointApplicant(to); ok && to != file.To && (j.Delivery == casefile.ByPost || j.Delivery == "") {
			other, _ := c.Other(to)
			w.Also = append(w.Also, other)
		}
	}
	for _, n := range file.Materials {
		if m, ok := c.Material(n); ok && !m.Withdrawn {
			w.Materials++
		}
	}
	switch {
	case q.Unmade != nil:
		w.Unready = q.Unmade
	case q.Stale != nil:
		w.Unready = q.Stale
	}
	return w
}

// compareNumbers orders the numbers of letters: by series and year, then as
// numbers.
func compareNumbers(a, b string) int {
	seriesA, nA := splitNumber(a)
	seriesB, nB := splitNumber(b)
	return cmp.Or(strings.Compare(seriesA, seriesB), nA-nB, strings.Compare(a, b))
}

// splitNumber parts 明政公开答〔2026〕31号 before the 31.
func splitNumber(number string) (series string, n int) {
	at := strings.LastIndex(number, "〕")
	if at < 0 {
		return number, 0
	}
	at += len("〕")
	n, _ = strconv.Atoi(strings.TrimSuffix(number[at:], "号"))
	return number[:at], n
}

// PrintForm is what a print run prints (成批打印).
type PrintForm struct {
	Letters bool // the letters themselves
	Labels  bool // the address labels of those that go by post
	Picked  []LetterKey
	Duplex  bool // each letter begins on a right-hand page
	Skip    int  // labels of the first sheet that are used up
}

func (d *Desk) labelSheet() pdf.LabelSheet { return cmp.Or(d.Labels, pdf.DefaultLabels) }

// LabelsPerSheet returns how many labels a sheet has.
func (d *Desk) LabelsPerSheet() int { return d.labelSheet().PerSheet() }

// PrintRun makes one PDF of the letters that were picked, as they are stored,
// and of their labels. It changes nothing: that they went out is said for each
// (Serve).
func (d *Desk) PrintRun(ctx context.Context, by auth.User, f PrintForm) ([]byte, error) {
	waiting, err := d.WaitingLetters(ctx, by)
	if err != nil {
		return nil, err
	}
	picked, err := d.pickedOf(waiting, f)
	if err != nil {
		return nil, err
	}
	d.printing.Lock() // one at a time: a run of hundreds takes memory
	defer d.printing.Unlock()
	var out bytes.Buffer
	b := pdf.NewBundle(&out)
	b.Duplex = f.Duplex
	if f.Letters {
		for _, l := range picked {
			if err := ctx.Err(); err != nil {
				return nil, err // nobody waits for it any more
			}
			if err := d.addLetter(b, l.file); err != nil {
				return nil, err
			}
		}
	}
	if labels := labelsOf(picked); f.Labels && len(labels) > 0 {
		sheets, err := pdf.Labels(d.Fonts, d.labelSheet(), f.Skip, labels)
		if err != nil {
			return nil, err
		}
		if err := b.Add(sheets); err != nil {
			return nil, err
		}
	}
	err = b.Close(fmt.Sprintf("成批打印 %s，%d 份", d.today().Chinese(), len(picked)))
	return out.Bytes(), err
}

// pickedOf returns the letters that were picked, in the order of printing, if
// all can be printed.
func (d *Desk) pickedOf(waiting []WaitingLetter, f PrintForm) ([]WaitingLetter, error) {
	form := fault.Form{}
	var picked []WaitingLetter
	for _, l := range waiting {
		if !slices.Contains(f.Picked, l.Key) {
			continue
		}
		picked = append(picked, l)
		if l.Unready != nil && form["pick"] == nil {
			form.Bad("pick", "print_letter_unready", l.Number, l.Unready.Error())
		}
	}
	switch {
	case form["pick"] != nil:
	case len(f.Picked) == 0:
		form.Bad("pick", "print_none_picked")
	case len(picked) < len(f.Picked):
		form.Bad("pick", "print_not_waiting", len(f.Picked)-len(picked))
	case len(picked) > LettersAPrintRun:
		form.Bad("pick", "print_too_many", LettersAPrintRun, len(picked))
	case !f.Letters && len(labelsOf(picked)) == 0:
		form.Bad("pick", "print_no_labels")
	}
	if !f.Letters && !f.Labels {
		form.Bad("what", "print_what_needed")
	}
	if f.Skip < 0 || f.Skip >= d.LabelsPerSheet() {
		form.Bad("first", "print_first_label", d.LabelsPerSheet())
	}
	return picked, form.Err()
}

// addLetter puts the stored PDF of a letter into the bundle.
func (d *Desk) addLetter(b *pdf.Bundle, l casefile.Letter) error {
	stored, err := d.openLetter(l)
	if err != nil {
		return err
	}
	defer stored.Close()
	content, err := io.ReadAll(stored)
	if err != nil {
		return err
	}
	return b.Add(content)
}

// labelsOf returns the labels of the letters that go by post.
func labelsOf(letters []WaitingLetter) []pdf.Label {
	var labels []pdf.Label
	for _, l := range letters {
		if l.ByPost() {
			labels = append(labels, labelOf(l.To, l.Number))
		}
		for _, to := range l.Also {
			if to.Address != "" {
				labels = append(labels, labelOf(to, l.Number))
			}
		}
	}
	return labels
}

func labelOf(to casefile.Addressee, number string) pdf.Label {
	return pdf.Label{PostCode: to.PostCode, Address: to.Address, Name: to.Name, Number: number}
}
