package desk

import (
	"io"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/intake"
	"mingda/internal/letter"
)

// TestBundleOfMail: the bundle of a request that came by mail holds the mail and what
// others were asked; a file without a byte is refused before it could stand in one.
func TestBundleOfMail(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id := b.assigned(b.registerAnyhow(b.mail(1, "bundle@x", letterIn("bundle@x", ""))))
	b.asked(id)
	b.addressedTo(id, b.signedTo(id, letter.ThirdPartyInquiry, 1, letter.Values{}))
	_, err := b.AddMaterials(ctx, b.by("officer"), id, casefile.Evidence, []intake.File{b.upload("空的.pdf", "application/pdf", "")})
	b.refused(err, "intake_file_empty", "files")
	b.signed(id, letter.NotExisting, values(t, letter.NotExisting))
	v, err := b.Exhibits(ctx, b.by("officer"), id)
	b.must(err)
	n, err := b.MakeBundle(ctx, b.by("officer"), id, chosen(v))
	b.must(err)
	file, err := b.Bundle(ctx, b.by("officer"), id, n)
	b.must(err)
	content, err := io.ReadAll(file)
	b.must(err)
	b.must(file.Close())
	b.soundPDF(content)
	all := strings.Join(b.pagesOf(content), "\n")
	for _, want := range []string{"征求第三方意见书", "团结路片区（二期）房屋征收补偿方案"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %s", want)
		}
	}
}
