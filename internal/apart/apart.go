// Package apart has what strangers send read by a process of its own. The library that
// reads PDF has a bound of its own for the list of a document's objects, which lets a file of less
// than a megabyte take more memory than a small server has: it may take it there, and the
// office goes on.
//
// The process is this program again. It is given the document, and gives back the pages
// and nothing else, or why not.
package apart

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"syscall"
	"time"

	"mingda/internal/bounded"
	"mingda/internal/fault"
	"mingda/internal/pdf"
)

// Command is what the program is called with to be such a process: Command, then what it may
// take, for Serve.
const Command = "pages-apart"

// Env is set for such a process, so that a program that is not always mingda, such as
// that of a test, knows what it is to be.
const Env = "MINGDA_APART"

// A Reader has documents read apart. Its zero fields are the defaults.
type Reader struct {
	Program string        // that is started; it calls Serve
	Memory  int64         // bytes that the process may hold; 0: 900 MB, the program itself among it
	Time    time.Duration // of the processor, and three times that by the clock; 0: a minute
	Most    int           // bytes of the pages that are taken back; 0: 128 MB
}

// limits are what a process is told that it may take.
type limits struct {
	Memory int64         `json:"memory"`
	Time   time.Duration `json:"time"`
	Pages  int           `json:"pages"`
}

// answer is the line before the pages. Refused is the code of a fault, with what its
// sentence is filled with.
type answer struct {
	Refused fault.Code `json:"refused,omitempty"`
	Kind    fault.Kind `json:"kind,omitempty"`
	Pages   int        `json:"pages,omitempty"`
	Cause   string     `json:"cause,omitempty"`
}

// Pages returns a PDF of the pages of the document, with the faults of
// pdf.Bundle.AddForeign. One that asks for more memory or time than there is
// is pdf_unreadable.
func (r Reader) Pages(ctx context.Context, document []byte, most int) ([]byte, error) {
	l := limits{cmp.Or(r.Memory, 900<<20), cmp.Or(r.Time, time.Minute), most}
	told, err := json.Marshal(l)
	if err != nil {
		return nil, err
	}
	ends, cancel := context.WithTimeout(ctx, 3*l.Time)
	defer cancel()
	c := exec.CommandContext(ends, r.Program, Command, string(told))
	c.Env = append(os.Environ(), Env+"=1")
	c.Stdin, c.WaitDelay = bytes.NewReader(document), time.Second
	out, said := bounded.Buffer{Most: cmp.Or(r.Most, 128<<20)}, bounded.Buffer{Most: 4 << 10}
	c.Stdout, c.Stderr = &out, &said
	err = c.Run()
	var exit *exec.ExitError
	errors.As(err, &exit)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case ends.Err() != nil:
		return nil, unreadable(errTooLong)
	case exit != nil && l.exceededBy(exit.ProcessState):
		line, _, _ := bytes.Cut(said.Bytes(), []byte("\n"))
		return nil, unreadable(fmt.Errorf("%w: %s", err, line))
	case err != nil:
		return nil, fmt.Errorf("read a document apart: %w: %s", err, bytes.TrimSpace(said.Bytes()))
	case out.Over():
		return nil, unreadable(errors.New("its pages are too large"))
	}
	return answered(out.Bytes())
}

// exceededBy reports whether a process ended by what it was given to read: it was out of memory
// or fell, which Go's runtime ends with 2, or was out of time. Serve fails, and others
// kill it, for reasons that are nothing of the document's.
func (l limits) exceededBy(p *os.ProcessState) bool {
	return p.ExitCode() == 2 || p.ExitCode() < 0 && p.UserTime()+p.SystemTime() >= l.Time
}

var errTooLong = errors.New("it took too long")

// unreadable is the fault of a document.
func unreadable(cause error) error {
	return fault.New(fault.Invalid, "pdf_unreadable").Because(cause)
}

// answered reads what a process gave back.
func answered(out []byte) ([]byte, error) {
	line, pages, _ := bytes.Cut(out, []byte("\n"))
	var a answer
	if err := json.Unmarshal(line, &a); err != nil {
		return nil, fmt.Errorf("read a document apart: %w", err)
	}
	switch {
	case a.Refused == "":
		return pages, nil
	case a.Pages > 0:
		return nil, fault.New(a.Kind, a.Refused, a.Pages)
	}
	return nil, fault.New(a.Kind, a.Refused).Because(errors.New(a.Cause))
}

// mostSaid is how many bytes the pages' objects may be, streams apart: who binds them holds each
// of their values, a hundred times as large. Of pdfcpu's 184 documents of all kinds none says more
// than 0.3 MB, a book of 249 pages 0.2.
const mostSaid = 4 << 20

// Serve is the other side, in the process: told is its argument. Where it fails the process
// is to exit with another status than 2.
func Serve(told string, in io.Reader, out io.Writer) error {
	var l limits
	if err := json.Unmarshal([]byte(told), &l); err != nil {
		return err
	}
	if err := confine(l); err != nil {
		return err
	}
	document, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	var pages bytes.Buffer
	b := pdf.NewBundle(&pages)
	err = b.AddForeign(document, l.Pages)
	if said := b.Said(); err == nil && said > mostSaid {
		err = unreadable(fmt.Errorf("%d bytes are said of its pages", said))
	}
	if err == nil {
		err = b.Close("")
	}
	var a answer
	var f *fault.Error
	switch {
	case errors.As(err, &f):
		a = answer{Refused: f.Code, Kind: f.Kind, Pages: pagesOf(f), Cause: fmt.Sprint(f.Cause)}
		pages.Reset()
	case err != nil:
		return err
	}
	line, err := json.Marshal(a)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, io.MultiReader(bytes.NewReader(line), bytes.NewReader([]byte("\n")), &pages))
	return err
}

// pagesOf is how many pages the document has that has too many.
func pagesOf(f *fault.Error) int {
	if len(f.Args) == 1 {
		n, _ := f.Args[0].(int)
		return n
	}
	return 0
}

// confine lets this process take no more than it may; it collects before it comes to that.
func confine(l limits) error {
	debug.SetMemoryLimit(l.Memory * 2 / 3)
	// Where the whole machine is out of memory, this process goes first. Not every system lets it say so.
	_ = os.WriteFile("/proc/self/oom_score_adj", []byte("1000"), 0)
	seconds := uint64(l.Time/time.Second) + 1
	return errors.Join(
		syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: uint64(l.Memory), Max: uint64(l.Memory)}),
		syscall.Setrlimit(syscall.RLIMIT_CPU, &syscall.Rlimit{Cur: seconds, Max: seconds}),
		syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}),
	)
}
