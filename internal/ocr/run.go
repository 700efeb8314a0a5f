package ocr

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"

	"mingda/internal/bounded"
)

// ErrTooLong is why a program was killed that ran on.
var ErrTooLong = errors.New("it took too long")

// run runs a program within the limits and returns what it wrote. It runs in a
// group of processes of its own, which is killed as one; the limits of memory and of
// processor time hold for it even if this program is killed before.
func (r *Reader) run(ctx context.Context, name string, args ...string) ([]byte, error) {
	limit := cmp.Or(r.Limits.Time, 2*time.Minute)
	ctx, cancel := context.WithTimeoutCause(ctx, limit, ErrTooLong)
	defer cancel()
	memory := cmp.Or(r.Limits.Memory, 2048) << 10 // ulimit counts in KB
	script := fmt.Sprintf(`ulimit -v %d && ulimit -t %d && exec nice -n 10 "$0" "$@"`, memory, int(limit/time.Second)+1)
	c := exec.CommandContext(ctx, "/bin/sh", append([]string{"-c", script, name}, args...)...)
	c.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1", "LC_ALL=C.UTF-8")
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
	c.WaitDelay = time.Second // for pipes that something holds open
	out, errs := bounded.Buffer{Most: cmp.Or(r.Limits.Output, 1<<20)}, bounded.Buffer{Most: 4 << 10}
	c.Stdout, c.Stderr = &out, &errs
	err := c.Run()
	if err == nil {
		return out.Bytes(), nil
	}
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	return nil, r.failed(name, err, string(errs.Bytes()))
}

// Version returns what tesseract calls itself, such as "tesseract 5.3.0"; "" without one.
func (r *Reader) Version(ctx context.Context) string {
	if r.Tesseract == "" {
		return ""
	}
	out, err := r.run(ctx, r.Tesseract, "--version")
	if err != nil {
		return "tesseract"
	}
	line, _, _ := bytes.Cut(out, []byte("\n"))
	return said(string(line))
}
