package desk

import (
	"path/filepath"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/filestore"
	"mingda/internal/intake"
)

// TestForgetUploads: what was sent with a form that nobody sent off goes after
// its time; what a form still holds, and what came with an input that waits, is
// never removed, and stands in every backup.
func TestForgetUploads(t *testing.T) {
	b := newBench(t)
	upload := func(content string) intake.File {
		return b.upload("身份证.jpg", "image/jpeg", content)
	}
	abandoned, held, sentOff := upload("abandoned"), upload("held"), upload("sent off")
	f := form(casefile.ByDownload)
	f.Files = append(f.Files, sentOff)
	b.web(f)
	has := func(f intake.File) bool { return b.Files.Has(filestore.Hash(f.Hash)) }

	b.goTo("2036-01-05") // long after the file system's own day
	open, err := b.NewForm()
	b.must(err)
	open.Files = []FormFile{{Key: "1", Field: "files", File: held}}
	b.must(b.KeepForm(ctx, open))
	b.must(b.DropStaleForms(ctx))
	if n, err := b.ForgetUploads(ctx); n == 0 || err != nil {
		t.Errorf("removed %d, %v", n, err)
	}
	if has(abandoned) || !has(held) || !has(sentOff) {
		t.Errorf("abandoned %t, held %t, sent off %t; want false, true, true", has(abandoned), has(held), has(sentOff))
	}

	dir := filepath.Join(t.TempDir(), "backup")
	_, err = b.Backup(ctx, dir)
	b.must(err)
	_, files := BackupParts(dir)
	copied, err := b.Files.Beside(files)
	b.must(err)
	for _, f := range []intake.File{held, sentOff} {
		if !copied.Has(filestore.Hash(f.Hash)) {
			t.Errorf("%s is not in the backup", f.Hash)
		}
	}
	b.sound()
}

// TestForgetUploadsSpares: a file that was stored lately may be on its way.
func TestForgetUploadsSpares(t *testing.T) {
	b := newBench(t)
	f := b.upload("a.pdf", "application/pdf", "on its way")
	if n, err := b.ForgetUploads(ctx); n != 0 || err != nil || !b.Files.Has(filestore.Hash(f.Hash)) {
		t.Errorf("removed %d, %v", n, err)
	}
}
