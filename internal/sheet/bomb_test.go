package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"mingda/internal/fault"
)

// workbook packs a workbook of one sheet from its parts; what is "" has what every workbook
// has there.
func workbook(sheet, texts, styles func(w io.Writer)) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	part := func(name, text string, write func(io.Writer)) {
		to := must(z.Create(name))
		if write == nil {
			write = func(w io.Writer) { must(io.WriteString(w, text)) }
		}
		write(to)
	}
	const is = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	part("_rels/.rels", `<Relationships><Relationship Id="r1" Type="`+is+`officeDocument" Target="xl/workbook.xml"/></Relationships>`, nil)
	part("xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>`, nil)
	part("xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="`+is+`worksheet" Target="sheet.xml"/><Relationship Id="r2" Type="`+is+`sharedStrings" Target="texts.xml"/><Relationship Id="r3" Type="`+is+`styles" Target="styles.xml"/></Relationships>`, nil)
	part("xl/sheet.xml", `<worksheet><sheetData><row><c t="inlineStr"><is><t>内容</t></is></c></row></sheetData></worksheet>`, sheet)
	part("xl/texts.xml", `<sst/>`, texts)
	part("xl/styles.xml", `<styleSheet/>`, styles)
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// over writes something over and over between a beginning and an end.
func over(begin, what string, times int, end string) func(io.Writer) {
	return func(w io.Writer) {
		must(io.WriteString(w, begin))
		block := strings.Repeat(what, 1<<10)
		for ; times > 1<<10; times -= 1 << 10 {
			must(io.WriteString(w, block))
		}
		must(io.WriteString(w, strings.Repeat(what, times)+end))
	}
}

// listing is an archive whose list names one small file many times.
func listing(times int) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	must(z.CreateRaw(&zip.FileHeader{Name: "a"}))
	if err := z.Close(); err != nil {
		panic(err)
	}
	raw := b.Bytes()
	at := bytes.Index(raw, []byte("PK\x01\x02"))
	end := bytes.Index(raw, []byte("PK\x05\x06"))
	entry, last := raw[at:end], bytes.Clone(raw[end:])
	binary.LittleEndian.PutUint16(last[8:], uint16(times))
	binary.LittleEndian.PutUint16(last[10:], uint16(times))
	binary.LittleEndian.PutUint32(last[12:], uint32(times*len(entry)))
	return append(append(bytes.Clone(raw[:at]), bytes.Repeat(entry, times)...), last...)
}

// entities are nine that each name the one before ten times (billion laughs).
func entities() string {
	s := `<!DOCTYPE a [<!ENTITY a0 "ha">`
	for n := range 9 {
		s += fmt.Sprintf(`<!ENTITY a%d "%s">`, n+1, strings.Repeat(fmt.Sprintf("&a%d;", n), 10))
	}
	return s + `]>`
}

// bombs are workbooks that are made to take all memory, with what is said of each; ""
// where what there is of it is read.
var bombs = map[string]struct {
	make func() []byte
	says fault.Code
}{
	"plain": {func() []byte { return workbook(nil, nil, nil) }, ""},
	"entities": {func() []byte {
		return workbook(over(entities()+"<worksheet><sheetData><row><c><v>", "&a9;", 1, "</v></c></row></sheetData></worksheet>"), nil, nil)
	}, "workbook_broken"},
	"texts":             {func() []byte { return workbook(nil, over("<sst>", "<si/>", 4<<20, "</sst>"), nil) }, "workbook_too_many_cells"},
	"texts without end": {func() []byte { return workbook(nil, over("<sst><si><t>", "水", 8<<20, "</t></si></sst>"), nil) }, "workbook_broken"},
	"styles": {func() []byte {
		return workbook(nil, nil, over("<styleSheet><cellXfs>", "<xf/>", 4<<20, "</cellXfs></styleSheet>"))
	}, "workbook_broken"},
	"rows of nothing": {func() []byte {
		return workbook(over("<worksheet><sheetData>", "<row/>", 2<<20, "</sheetData></worksheet>"), nil, nil)
	}, ""},
	"cells of nothing": {func() []byte {
		return workbook(over("<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData><row>", "<c/>", 2<<20, "</row></sheetData></worksheet>"), nil, nil)
	}, ""},
	"cells": {func() []byte {
		return workbook(over("<worksheet><sheetData>", "<row><c><v>1</v></c><c><v>1</v></c></row>", 4_000_000, "</sheetData></worksheet>"), nil, nil)
	}, "workbook_too_many_rows"},
	"deep": {func() []byte { return workbook(over("<worksheet><sheetData><row>", "<c>", 2<<20, ""), nil, nil) }, "workbook_broken"},
	"merged": {func() []byte {
		return workbook(over("<worksheet><mergeCells>", `<mergeCell ref="A1:XFD1048576"/>`, 4<<20, "</mergeCells></worksheet>"), nil, nil)
	}, "workbook_too_many_cells"},
	"an attribute": {func() []byte { return workbook(over(`<worksheet a="`, "x", 20<<20, `"/>`), nil, nil) }, "workbook_broken"},
	"a long list":  {func() []byte { return listing(1_000_000) }, "workbook_unknown"},
	"names outside": {func() []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		must(must(z.Create("../../../etc/passwd")).Write([]byte("x")))
		_ = z.Close()
		return b.Bytes()
	}, "workbook_unknown"},
}

// bombMemory is what reading one workbook may take of memory, in MB, the program itself
// among it.
const bombMemory = 500

// TestBombs: a crafted workbook is read within its limits or refused in words, in a process
// that has no more memory than this.
func TestBombs(t *testing.T) {
	if file := os.Getenv("MINGDA_TEST_BOMB"); file != "" {
		raw := must(os.ReadFile(file))
		b, err := open(raw, Bounds)
		if err == nil {
			_, err = b.Table(0)
		}
		fmt.Printf("outcome: %q %v\n", fault.CodeOf(err), err)
		return
	}
	for name, bomb := range bombs {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "bomb.xlsx")
			if err := os.WriteFile(file, bomb.make(), 0o600); err != nil {
				t.Fatal(err)
			}
			c := exec.Command("/bin/sh", "-c", fmt.Sprintf(`ulimit -d %d; ulimit -t 60; exec "$0" -test.run '^TestBombs$'`, bombMemory<<10), os.Args[0])
			c.Env = append(os.Environ(), "MINGDA_TEST_BOMB="+file)
			out, err := c.CombinedOutput()
			if want := fmt.Sprintf("outcome: %q", bomb.says); err != nil || !strings.Contains(string(out), want) {
				t.Errorf("%v, want %s:\n%.600s", err, want, out)
			}
		})
	}
}
