package main

import (
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// command starts the program itself with the arguments.
func command(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	return cmd
}

// movingKilled kills the export and the import at many moments. A half export is
// refused; a half import is no office, and is begun anew.
func movingKilled(t *testing.T) {
	head := want(t, 0, "ledger", "head", "--demo")
	key, err := filepath.Abs("demo-data/mingda.key")
	if err != nil {
		t.Fatal(err)
	}
	whole := filepath.Join(t.TempDir(), "whole")
	began := time.Now()
	want(t, 0, "export", whole, "--demo")
	took := time.Since(began)
	halves := 0
	for range 8 {
		dir := filepath.Join(t.TempDir(), "out")
		cmd := command("export", dir, "--demo")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.Int64N(int64(took))))
		_ = cmd.Process.Kill() // it may have ended by itself
		_ = cmd.Wait()
		if _, err := os.Stat(filepath.Join(dir, "SHA256SUMS")); err == nil {
			continue
		}
		if _, err := os.Stat(dir); err != nil {
			continue
		}
		halves++
		if out := want(t, 2, "export", dir, "--demo"); !strings.Contains(out, "not finished") {
			t.Error(out)
		}
		here, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		if status, said := imported(t, dir, key); status != 2 {
			t.Error("a half export: ", status, said)
		}
		t.Chdir(here)
	}
	if halves == 0 {
		t.Error("no export was killed half way")
	}
	elsewhere(t, true)
	began = time.Now()
	want(t, 0, "import", whole, "--demo")
	took = time.Since(began)
	elsewhere(t, true)
	halves = 0
	for range 8 {
		cmd := command("import", whole, "--demo")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.Int64N(int64(took))))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if _, err := os.Stat(filepath.Join("demo-data", arriving)); err == nil {
			halves++
			if out := want(t, 2, "ledger", "head", "--demo"); !strings.Contains(out, "not finished") {
				t.Error(out)
			}
		} else if _, err := os.Stat("demo-data/mingda.db"); err == nil {
			break
		}
	}
	if halves == 0 {
		t.Error("no import was killed half way")
	}
	if _, err := os.Stat("demo-data/mingda.db"); err != nil {
		want(t, 0, "import", whole, "--demo")
	}
	if got := want(t, 0, "ledger", "head", "--demo"); got != head {
		t.Errorf("head %s, was %s", got, head)
	}
	want(t, 0, "ledger", "verify", "--demo")
	want(t, 0, "ledger", "rebuild", "--demo")
}

// movingOnFullDisk: an export and an import that do not fit say so and leave nothing.
func movingOnFullDisk(t *testing.T) {
	key, err := filepath.Abs("demo-data/mingda.key")
	if err != nil {
		t.Fatal(err)
	}
	whole := filepath.Join(t.TempDir(), "whole")
	want(t, 0, "export", whole, "--demo")
	small := t.TempDir()
	if err := syscall.Mount("tmpfs", small, "tmpfs", 0, "size=2m"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("cannot mount a small file system: ", err)
		}
		t.Skip("cannot mount a small file system: ", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(small, syscall.MNT_DETACH) })
	empty := func(what string) {
		t.Helper()
		left, err := os.ReadDir(small)
		if err != nil || len(left) > 0 {
			t.Errorf("%s leaves %v, %v", what, left, err)
		}
	}
	if out := want(t, 1, "export", filepath.Join(small, "out"), "--demo"); !strings.Contains(out, "存储空间已满") {
		t.Error(out)
	}
	empty("the export")
	t.Chdir(small)
	if err := copyFile(key, "demo-data/mingda.key"); err != nil {
		t.Fatal(err)
	}
	if out := want(t, 1, "import", whole, "--demo"); !strings.Contains(out, "存储空间已满") && !strings.Contains(out, "no space") {
		t.Error(out)
	}
	if err := errors.Join(os.Remove("demo-data/mingda.key"), os.Remove(filepath.Join("demo-data", lockName)), os.Remove("demo-data")); err != nil {
		t.Error("the import leaves something: ", err)
	}
}
