package ocr

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingda/fonts"
	"mingda/internal/letter"
	"mingda/internal/ocr/ocrtest"
	"mingda/internal/pdf"
)

func paper(t *testing.T) []byte {
	t.Helper()
	faces, err := pdf.LoadFonts("../../fonts", fonts.FS())
	if err != nil {
		t.Skip(err)
	}
	s, err := letter.Sample(letter.Disclose)
	if err != nil {
		t.Fatal(err)
	}
	l, err := letter.Compose(letter.Disclose, s.Facts, s.Values)
	if err != nil {
		t.Fatal(err)
	}
	made, err := pdf.Render(faces, l, pdf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func found(t *testing.T) *Reader {
	t.Helper()
	r := Find(t.Context(), true, []string{"chi_sim", "uig"})
	if len(r.Tools()) < 2 || r.Languages[0] != "chi_sim" {
		t.Skip("no tesseract, or no chi_sim, or no poppler")
	}
	return r
}

func write(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestRead: the text of a PDF is its own; of a photograph, also one held sideways, and
// of a PDF made of it, it is recognised; what is no document holds nothing.
func TestRead(t *testing.T) {
	r := found(t)
	made := paper(t)
	photo := ocrtest.Photo(t, made)
	scan := write(t, "scan.png", nil)
	if out, err := exec.Command("pdftoppm", "-r", "100", "-singlefile", "-png", write(t, "p.pdf", made), strings.TrimSuffix(scan, ".png")).CombinedOutput(); err != nil {
		t.Fatal(err, string(out))
	}
	for name, want := range map[string]How{
		write(t, "a.pdf", made): Layer, write(t, "b.jpg", photo): Machine, write(t, "c.jpg", ocrtest.Sideways(t, photo)): Machine, scan: Machine,
		write(t, "d.txt", []byte("征收补偿")): Nothing, write(t, "empty", nil): Nothing,
	} {
		got, err := r.Read(t.Context(), name)
		if err != nil || got.How != want {
			t.Errorf("%s: %s, %v", filepath.Base(name), got.How, err)
			continue
		}
		if want != Nothing && (!strings.Contains(got.Text, "征收") || !strings.Contains(got.Text, "政府信息")) {
			t.Errorf("%s reads %s", filepath.Base(name), got.Text)
		}
	}
	for name, broken := range map[string][]byte{"a.pdf": []byte("%PDF-1.4\nbroken"), "b.jpg": photo[:300], "c.png": []byte("\x89PNG\r\n" + strings.Repeat("x", 100))} {
		if got, err := r.Read(t.Context(), write(t, name, broken)); err == nil || errors.As(err, new(Missing)) {
			t.Errorf("broken %s: %+v, %v", name, got, err)
		}
	}
}

// TestMissing: a file waits for the tool that this machine lacks, and says for which.
func TestMissing(t *testing.T) {
	none := &Reader{}
	for path, want := range map[string]Tool{write(t, "a.jpg", []byte("\xff\xd8\xff\xe0")): Pictures, write(t, "a.pdf", []byte("%PDF-1.7")): PDFs} {
		var missing Missing
		if _, err := none.Read(t.Context(), path); !errors.As(err, &missing) || missing.Tool != want {
			t.Errorf("%s: %v", path, err)
		}
	}
	if off := Find(t.Context(), false, []string{"chi_sim"}); off.Tesseract != "" {
		t.Error("recognition is on though it is off")
	}
	if r := Find(t.Context(), true, []string{"no_such"}); r.Tesseract != "" {
		t.Error("recognition is on without a language")
	}
}

// TestHanging: a program that runs on, with a child of its own, is killed with it,
// and nothing stays in the folder for what is in between.
func TestHanging(t *testing.T) {
	pid := filepath.Join(t.TempDir(), "pid")
	hanging := write(t, "tesseract", []byte("#!/bin/sh\nsleep 600 &\necho $! > "+pid+"\nwait\n"))
	if err := os.Chmod(hanging, 0o700); err != nil {
		t.Fatal(err)
	}
	temp := t.TempDir()
	r := &Reader{Tesseract: hanging, Languages: []string{"chi_sim"}, Temp: temp, Limits: Limits{Time: 2 * time.Second}}
	_, err := r.Read(t.Context(), write(t, "a.png", []byte("\x89PNG\r\n"+strings.Repeat("x", 100))))
	if !errors.Is(err, ErrTooLong) {
		t.Errorf("it says %v", err)
	}
	child, err := os.ReadFile(pid)
	if err != nil {
		t.Fatal(err)
	}
	if state, err := os.ReadFile("/proc/" + strings.TrimSpace(string(child)) + "/stat"); err == nil && !strings.Contains(string(state), ") Z ") {
		t.Errorf("its child lives: %s", state)
	}
	if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestGreedy: a program gets no more memory than it may have.
func TestGreedy(t *testing.T) {
	r := found(t)
	r.Limits.Memory = 20
	if _, err := r.Read(t.Context(), write(t, "b.jpg", ocrtest.Photo(t, paper(t)))); err == nil {
		t.Error("it read with 20 MB")
	}
}

func TestTidy(t *testing.T) {
	if got := tidy("关 于 公 开 的 “申 请”\n \n\n 第 3 条 Abc def\f\x01"); got != "关于公开的“申请”\n\n第3条Abc def" {
		t.Errorf("%q", got)
	}
}
