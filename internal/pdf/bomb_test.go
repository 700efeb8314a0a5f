package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A document is a PDF that is being made, object by object.
type document struct {
	bytes.Buffer
	at []int // where each object begins, from 1
}

// put writes the next object.
func (d *document) put(objects ...string) {
	if d.Len() == 0 {
		d.WriteString("%PDF-1.7\n")
	}
	for _, o := range objects {
		d.at = append(d.at, d.Len())
		fmt.Fprintf(d, "%d 0 obj\n%s\nendobj\n", len(d.at), o)
	}
}

// plain ends the document with its list of objects.
func (d *document) plain() []byte {
	xref := d.Len()
	fmt.Fprintf(d, "xref\n0 %d\n0000000000 65535 f \n", len(d.at)+1)
	for _, n := range d.at {
		fmt.Fprintf(d, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(d, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(d.at)+1, xref)
	return d.Bytes()
}

// listed ends it with a list that is a stream, in which each of the streams named, by its
// number, holds one more object.
func (d *document) listed(streams ...int) []byte {
	var rows bytes.Buffer
	row := func(kind byte, n int) {
		rows.Write([]byte{kind, byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n), 0})
	}
	row(0, 0)
	for _, n := range d.at {
		row(1, n)
	}
	for _, n := range streams {
		row(2, n)
	}
	xref := d.Len()
	row(1, xref)
	size := rows.Len() / 6
	list := packed(func(w io.Writer) { w.Write(rows.Bytes()) }, fmt.Sprintf("/Type/XRef/Size %d/W[1 4 1]/Root 1 0 R", size))
	fmt.Fprintf(d, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", size-1, list, xref)
	return d.Bytes()
}

// repeat writes something over and over.
func repeat(w io.Writer, what string, times int) {
	block := strings.Repeat(what, 1<<16)
	for ; times > 1<<16; times -= 1 << 16 {
		io.WriteString(w, block)
	}
	io.WriteString(w, block[:times*len(what)])
}

// packed is a stream.
func packed(write func(io.Writer), more string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	write(z)
	z.Close()
	return fmt.Sprintf("<</Length %d/Filter/FlateDecode%s>>\nstream\n%s\nendstream", b.Len(), more, b.String())
}

const (
	catalog = "<</Type/Catalog/Pages 2 0 R>>"
	pages   = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
	onePage = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
)

// inStream is a document whose page leads to an object in a stream.
func inStream(inner func(io.Writer), streams int) []byte {
	var d document
	d.put(catalog, pages, fmt.Sprintf("%s/Resources<</ExtGState<</A %d 0 R>>>>>>", onePage, 4+streams))
	stream := packed(func(w io.Writer) { io.WriteString(w, "9 0 "); inner(w) }, "/Type/ObjStm/N 1/First 4")
	var all []int
	for n := range streams {
		d.put(stream)
		all = append(all, 4+n)
	}
	return d.listed(all...)
}

// of is a document of these objects behind its catalogue.
func of(objects ...string) []byte {
	var d document
	d.put(append([]string{catalog}, objects...)...)
	return d.plain()
}

// chained are objects of which each names the one before it and the one behind it.
func chained(n int, format string) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf(format, i+3, i+1)
	}
	return all
}

// bombs are documents that are made to take all memory, or all the stack; taken says of
// which the pages are taken over all the same.
var bombs = map[string]struct {
	make  func() []byte
	taken bool
}{
	"plain":  {func() []byte { return of(pages, onePage+">>") }, true},
	"stream": {func() []byte { return inStream(func(w io.Writer) { io.WriteString(w, "<</LW 1>>") }, 1) }, true},
	"arrays in arrays": {func() []byte {
		return of(pages, onePage+"/Resources<</A "+strings.Repeat("[", 9<<20)+strings.Repeat("]", 9<<20)+">>>>")
	}, true},
	"unclosed arrays": {func() []byte { return inStream(func(w io.Writer) { repeat(w, "[", 60<<20) }, 1) }, false},
	"dicts in dicts": {func() []byte {
		return inStream(func(w io.Writer) { repeat(w, "<</A ", 10<<20); repeat(w, ">>", 10<<20) }, 1)
	}, false},
	"bloated object": {func() []byte {
		return inStream(func(w io.Writer) { io.WriteString(w, "<</LW 1>>"); repeat(w, " ", 200<<20) }, 1)
	}, false},
	"many bloated": {func() []byte {
		return inStream(func(w io.Writer) { io.WriteString(w, "<</LW 1>>"); repeat(w, " ", 15<<20) }, 300)
	}, true},
	"bloated page": {func() []byte {
		return of(pages, onePage+"/Contents 4 0 R>>", packed(func(w io.Writer) { repeat(w, "q ", 100<<20) }, ""))
	}, true},
	"a page in itself": {func() []byte { return of("<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>") }, false},
	"pages in a ring": {func() []byte {
		return of("<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>")
	}, false},
	"pages in pages": {func() []byte {
		return of(append([]string{pages}, chained(20_000, "<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>")[1:]...)...)
	}, false},
	"two milliard told": {func() []byte { return of("<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", onePage+">>") }, false},
	"one page often": {func() []byte {
		return of("<</Type/Pages/Kids["+strings.Repeat("3 0 R ", 200_000)+"]/Count 200000>>", onePage+">>")
	}, false},
	"refs in a ring": {func() []byte { return of("3 0 R", "2 0 R") }, false},
	"a long stream": {func() []byte {
		return of(pages, onePage+"/Contents 4 0 R>>", "<</Length 99999999999>>\nstream\nq Q\nendstream")
	}, false},
	"a large list told": {func() []byte {
		return bytes.Replace(of(pages, onePage+">>"), []byte("/Size 4"), []byte("/Size 2000000000"), 1)
	}, true},
	"lists in a ring": {func() []byte {
		return bytes.Replace(of(pages, onePage+">>"), []byte("/Root"), []byte("/Prev 9/Root"), 1)
	}, true},
}

// bombMemory is what one document or picture may take of memory, in MB, the program itself
// among it. A list of objects that unpacks to 512 MB takes more: docs/security.md.
const bombMemory = 900

// TestBombs: a crafted PDF is bound or refused as one that cannot be read, in a process
// that has no more memory and no more stack than this; it breaks nothing.
func TestBombs(t *testing.T) {
	if file := os.Getenv(bombFile); file != "" {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		b := NewBundle(io.Discard)
		fmt.Println("outcome:", b.AddForeign(raw, 2000) == nil)
		return
	}
	for name, bomb := range bombs {
		t.Run(name, func(t *testing.T) {
			explode(t, "TestBombs", bomb.make(), fmt.Sprint("outcome: ", bomb.taken))
		})
	}
}

// bombFile names, to the process that a test starts of itself, the file that it is to read.
const bombFile = "MINGDA_TEST_BOMB"

// explode has the test read a file in a process that has bombMemory and a minute of the
// processor, and wants it to end with what it prints.
func explode(t *testing.T, test string, content []byte, want string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "bomb")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	c := exec.Command("/bin/sh", "-c", fmt.Sprintf(`ulimit -d %d; ulimit -t 60; exec "$0" -test.run '^%s$'`, bombMemory<<10, test), os.Args[0])
	c.Env = append(os.Environ(), bombFile+"="+file)
	out, err := c.CombinedOutput()
	if err != nil || !strings.Contains(string(out), want) {
		t.Errorf("%v, want %s:\n%.600s", err, want, out)
	}
}
