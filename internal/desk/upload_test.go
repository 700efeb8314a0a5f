package desk

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"mingda/internal/fault"
)

// TestUploadRefused: a program, and what is plainly not what its name says, is told apart in the
// sentence, and nothing of it is kept.
func TestUploadRefused(t *testing.T) {
	b := newBench(t)
	for name, c := range map[string]struct {
		content string
		want    fault.Code
	}{
		"补偿方案.pdf": {"\x7fELF\x02\x01\x01\x00", "intake_file_program"},
		"说明.exe":   {"MZ\x90\x00\x03", "intake_file_program"},
		"身份证.jpg":  {"<!DOCTYPE html><script>", "intake_file_misnamed"},
	} {
		_, err := b.StoreUpload(strings.NewReader(c.content), name, "")
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != c.want || f.Kind != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	err := filepath.WalkDir(filepath.Join(b.dir, "files"), func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			t.Errorf("%s is kept", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
