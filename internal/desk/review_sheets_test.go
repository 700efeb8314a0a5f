package desk

import (
	"bytes"
	"strings"
	"testing"

	"mingda/internal/fault"
	"mingda/internal/letter"
	"mingda/internal/reconsider"
)

// TestReviewServicePapers: with a signed paper of the bureau goes a return receipt and an
// envelope for each of those it goes to, and for nobody else.
func TestReviewServicePapers(t *testing.T) {
	b := newReviewBench(t)
	id := b.accepted()
	n := 1 // the notice of acceptance
	to := reconsider.Recipient{Role: reconsider.TheApplicant}
	for kind, want := range map[letter.Kind][]string{
		letter.ServiceReceipt: {"送达回证", "受理通知书", "复议"},
		letter.EnvelopeLabel:  {"收"},
	} {
		made, err := b.ReviewServicePDF(ctx, b.by("ye"), id, n, to, kind)
		b.must(err)
		text := b.words(bytes.NewReader(made))
		for _, w := range append(want, b.review(id).Applicant.Name) {
			if !strings.Contains(text, w) {
				t.Errorf("%s lacks %q: %s", kind, w, text)
			}
		}
	}
	for what, ask := range map[string]func() error{
		"to somebody else": func() error {
			_, err := b.ReviewServicePDF(ctx, b.by("ye"), id, n, reconsider.Recipient{Role: reconsider.TheRespondent}, letter.ServiceReceipt)
			return err
		},
		"of no paper": func() error {
			_, err := b.ReviewServicePDF(ctx, b.by("ye"), id, n+1, to, letter.ServiceReceipt)
			return err
		},
	} {
		if err := ask(); fault.CodeOf(err) != "letter_not_found" {
			t.Errorf("%s: %v", what, err)
		}
	}
	_, err := b.ReviewServicePDF(ctx, b.by("clerk"), id, n, to, letter.ServiceReceipt)
	b.refused(err, "auth_role")
}
