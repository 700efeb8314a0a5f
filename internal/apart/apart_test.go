package apart

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"mingda/internal/fault"
	"mingda/internal/pdf"
)

// What a process does instead of reading.
const asleep, fallen, killed, busy = "MINGDA_TEST_ASLEEP", "MINGDA_TEST_FALLEN", "MINGDA_TEST_KILLED", "MINGDA_TEST_BUSY"

func TestMain(m *testing.M) {
	if os.Getenv(Env) == "" {
		os.Exit(m.Run())
	}
	switch {
	case os.Getenv(asleep) != "":
		time.Sleep(time.Minute)
	case os.Getenv(fallen) != "":
		panic("fallen")
	case os.Getenv(killed) != "":
		syscall.Kill(os.Getpid(), syscall.SIGKILL)
	case os.Getenv(busy) != "":
		if err := confine(limits{Memory: 900 << 20, Time: time.Second}); err != nil {
			panic(err)
		}
		for {
		}
	case strings.Contains(os.Args[2], `"memory":-1`):
		os.Args[2] = "not what it may take"
	}
	if err := Serve(os.Args[2], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// document is a PDF of some pages, each of which leads to more objects.
func document(pages int, more ...string) []byte {
	var d bytes.Buffer
	var at []int
	put := func(object string) {
		at = append(at, d.Len())
		fmt.Fprintf(&d, "%d 0 obj\n%s\nendobj\n", len(at), object)
	}
	d.WriteString("%PDF-1.7\n")
	put("<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert)>>>>")
	put("<</Type/Pages/Kids[" + kids(pages) + "]/Count " + fmt.Sprint(pages) + ">>")
	var named strings.Builder
	for n := range more {
		fmt.Fprintf(&named, "/A%d %d 0 R", n, 3+pages+n)
	}
	for range pages {
		put("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Properties<<" + named.String() + ">>>>>>")
	}
	for _, object := range more {
		put(object)
	}
	list := d.Len()
	fmt.Fprintf(&d, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		fmt.Fprintf(&d, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&d, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, list)
	return d.Bytes()
}

// kids names the pages.
func kids(pages int) string {
	var all strings.Builder
	for n := range pages {
		fmt.Fprintf(&all, "%d 0 R ", 3+n)
	}
	return all.String()
}

// listBomb is a document of half a megabyte whose list of objects unpacks to 500.
func listBomb() []byte {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	block := make([]byte, 1<<20)
	for range 500 {
		w.Write(block)
	}
	w.Close()
	head := "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
	return fmt.Appendf(nil, "%s3 0 obj\n<</Length %d/Filter/FlateDecode/Type/XRef/Size 80000000/W[1 4 1]/Root 1 0 R>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", head, z.Len(), z.Bytes(), len(head))
}

// TestPages: of a document from outside come its pages and nothing else, from a process of
// its own; what cannot be read is refused as it is where the bundle reads it itself.
func TestPages(t *testing.T) {
	r := Reader{Program: os.Args[0]}
	pages, err := r.Pages(t.Context(), document(3), 10)
	if err != nil {
		t.Fatal(err)
	}
	b := pdf.NewBundle(io.Discard)
	if err := b.AddForeign(pages, 10); err != nil || b.Pages() != 3 {
		t.Errorf("%d pages, want 3: %v", b.Pages(), err)
	}
	if bytes.Contains(pages, []byte("JavaScript")) {
		t.Error("the pages bring a script")
	}
	for name, document := range map[string][]byte{
		"long": document(11), "cut off": document(3)[:200], "none": nil, "rubbish": []byte("%PDF-1.7 rubbish %%EOF"),
		"locked": bytes.Replace(document(1), []byte("/Root"), []byte("/Encrypt 9 0 R/Root"), 1),
	} {
		here := pdf.NewBundle(io.Discard).AddForeign(document, 10)
		_, apart := r.Pages(t.Context(), document, 10)
		if here == nil || apart == nil || fault.CodeOf(apart) != fault.CodeOf(here) || fault.KindOf(apart) != fault.KindOf(here) {
			t.Errorf("%s: %v, read here %v", name, apart, here)
		}
		if there, same := messageOf(apart), messageOf(here); there != same {
			t.Errorf("%s: said %q, here %q", name, there, same)
		}
	}
}

func messageOf(err error) string {
	text, _, _ := strings.Cut(err.Error(), ": ")
	return text
}

// TestListBomb: a document that takes more memory than a small server has takes it from its
// process, which ends; here nothing is missing.
func TestListBomb(t *testing.T) {
	bomb := listBomb()
	if len(bomb) > 1<<20 {
		t.Fatalf("%d bytes", len(bomb))
	}
	before := peak(t)
	_, err := Reader{Program: os.Args[0], Memory: 400 << 20}.Pages(t.Context(), bomb, 10)
	if fault.CodeOf(err) != "pdf_unreadable" || !strings.Contains(err.Error(), "exit status") {
		t.Errorf("%v", err)
	}
	if more := peak(t) - before; more > 50<<10 {
		t.Errorf("%d KB more here", more)
	}
}

// TestSaid: a small document of very many values, which whoever binds it would hold each, is
// refused; one of many pages is not.
func TestSaid(t *testing.T) {
	r := Reader{Program: os.Args[0]}
	bloated := document(1, slices.Repeat([]string{"<</A[" + strings.Repeat("<</A 1>>", 1000) + "]>>"}, 700)...)
	if _, err := r.Pages(t.Context(), bloated, 10); fault.CodeOf(err) != "pdf_unreadable" || !strings.Contains(err.Error(), "said of its pages") {
		t.Errorf("%v", err)
	}
	if _, err := r.Pages(t.Context(), document(3000), 3000); err != nil {
		t.Error(err)
	}
}

// peak is the most memory that this process has held, in KB.
func peak(t *testing.T) int64 {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return u.Maxrss
}

// TestPagesFail: a process that falls or hangs makes the document one that cannot be read;
// when whoever waits goes, or the program is not there, it is nothing of the document's.
func TestPagesFail(t *testing.T) {
	t.Run("falls", func(t *testing.T) {
		t.Setenv(fallen, "1")
		_, err := Reader{Program: os.Args[0]}.Pages(t.Context(), document(1), 10)
		if fault.CodeOf(err) != "pdf_unreadable" || !strings.Contains(err.Error(), "panic: fallen") {
			t.Errorf("%v", err)
		}
	})
	t.Run("hangs", func(t *testing.T) {
		t.Setenv(asleep, "1")
		_, err := Reader{Program: os.Args[0], Time: 100 * time.Millisecond}.Pages(t.Context(), document(1), 10)
		if fault.CodeOf(err) != "pdf_unreadable" {
			t.Errorf("%v", err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		if _, err := (Reader{Program: os.Args[0]}).Pages(ctx, document(1), 10); err == nil || fault.CodeOf(err) != "" {
			t.Errorf("%v", err)
		}
	})
	t.Run("is too large", func(t *testing.T) {
		_, err := Reader{Program: os.Args[0], Most: 100}.Pages(t.Context(), document(1), 10)
		if fault.CodeOf(err) != "pdf_unreadable" {
			t.Errorf("%v", err)
		}
	})
	t.Run("is killed", func(t *testing.T) {
		t.Setenv(killed, "1")
		_, err := Reader{Program: os.Args[0]}.Pages(t.Context(), document(1), 10)
		if err == nil || fault.CodeOf(err) != "" {
			t.Errorf("%v", err)
		}
	})
	t.Run("is out of time", func(t *testing.T) {
		t.Setenv(busy, "1")
		_, err := Reader{Program: os.Args[0], Time: time.Second}.Pages(t.Context(), document(1), 10)
		if fault.CodeOf(err) != "pdf_unreadable" || !strings.Contains(err.Error(), "signal") {
			t.Errorf("%v", err)
		}
	})
	t.Run("cannot begin", func(t *testing.T) {
		_, err := Reader{Program: os.Args[0], Memory: -1}.Pages(t.Context(), document(1), 10)
		if err == nil || fault.CodeOf(err) != "" {
			t.Errorf("%v", err)
		}
	})
	t.Run("is not there", func(t *testing.T) {
		_, err := Reader{Program: "/nowhere/mingda"}.Pages(t.Context(), document(1), 10)
		if err == nil || fault.CodeOf(err) != "" {
			t.Errorf("%v", err)
		}
	})
}
