package desk

import (
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/filestore"
	"mingda/internal/intake"
	"mingda/internal/letter"
)

// TestUnprintable: what nobody can see goes when an input is understood, and
// stays in the raw one. What no font has does not hold the answer up where the
// applicant wrote it; where an officer wrote it, it is named before signing.
func TestUnprintable(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	in := form(casefile.ByDownload)
	in.Wants.Subject, in.Wants.Content = "征收\u200b方案", "想要\u200b\U0001F600➡的文件\nབོད་ཡིག"
	in.Applicant.Name, in.Applicant.Address = "阿\u200b卜都", "团结路\U0001F600 1 号"
	in.Files = []intake.File{b.upload("照\U0001F600片.txt", "text/plain", "x")}
	ticket := b.web(in)
	v, err := b.Input(ctx, b.by("clerk"), ticket.Input)
	b.must(err)
	raw, err := b.Files.ReadAll(filestore.Hash(v.Input.File), 0)
	b.must(err)
	if c := v.Content; c.Wants.Subject != "征收方案" || c.Wants.Content != "想要\U0001F600➡的文件\nབོད་ཡིག" || c.Applicant.Name != "阿卜都" || !strings.Contains(string(raw), "想要\u200b") {
		t.Errorf("understood as %+v %+v, raw %s", c.Applicant, c.Wants, raw)
	}
	_, err = b.TicketPDF(ctx, ticket)
	b.must(err)
	_, err = b.SpokenRecordPDF(ctx, b.by("clerk"), ticket.Input)
	b.must(err)

	v.Content.Wants.Content += "\u2060"
	id := b.assigned(b.register(ticket.Input, v.Content.Wants))
	if c := b.caseOf(id).Wants.Content; strings.Contains(c, "\u2060") {
		t.Errorf("registered with %q", c)
	}
	own := values(t, letter.NotExisting)
	own["extra"] = "另见\U0001F601"
	n, _, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.NotExisting, Values: own})
	b.must(err)
	err = b.Submit(ctx, b.by("officer"), id, 0, n)
	b.refused(err, "character_missing")
	if !strings.Contains(err.Error(), "\U0001F601") {
		t.Errorf("the character is not named: %v", err)
	}
	b.must(b.DropDraft(ctx, b.by("officer"), id, 0, n))

	n = b.signed(id, letter.NotExisting, values(t, letter.NotExisting))
	l := b.caseOf(id).Letters[n-1]
	value, err := signedValue(l)
	b.must(err)
	text := value.Text()
	if !strings.Contains(text, "想要〓〓的文件") || !strings.Contains(text, "注：〓处") || l.File == "" {
		t.Errorf("the letter says %s", text)
	}
	_, err = b.ServiceReceiptPDF(ctx, b.by("clerk"), id, n, 0)
	b.must(err)
	b.sound()
}
