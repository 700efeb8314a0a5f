package intake

import (
	"bytes"
	"strings"

	"mingda/internal/filename"
)

// Bounds of a mail's structure. A real mail of an office stays far below them.
const (
	maxParts = 1000 // leaves
	maxDepth = 20   // multiparts within multiparts
)

// A part is a mail or one of the parts it is made of.
type part struct {
	header    header
	mediaType string // such as "text/plain", lower case
	params    map[string]string
	placing   string // Content-Disposition: "attachment", "inline" or ""
	name      string // of the file, "" if none
	body      []byte // still in its transfer encoding
}

// newPart reads the header of a part. standard is the type of a part that does
// not say.
func newPart(h header, body []byte, standard string, notes *problems) *part {
	p := &part{header: h, body: body}
	p.mediaType, p.params = readParams(h.get("content-type"), notes)
	placing, placed := readParams(h.get("content-disposition"), notes)
	p.placing = placing
	p.name = filename.Safe(firstOf(placed["filename"], p.params["name"], placed["name"]))
	if major, minor, ok := strings.Cut(p.mediaType, "/"); !ok || major == "" || minor == "" || strings.ContainsAny(p.mediaType, " \t\",;<>@") {
		p.mediaType = standard
		if major != "" && major != "text" && p.placing == "attachment" {
			p.mediaType = "application/octet-stream"
		}
	}
	return p
}

func firstOf(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}

// is reports whether the part is of the type, such as "text/html", or of the
// main type, such as "multipart/".
func (p *part) is(mediaType string) bool {
	return p.mediaType == mediaType || strings.HasSuffix(mediaType, "/") && strings.HasPrefix(p.mediaType, mediaType)
}

// isBody reports whether the part is text to be read rather than a file. A
// text with a name is a file, unless it comes first, as some mailers name
// their text too.
func (p *part) isBody(first bool) bool {
	if p.placing == "attachment" || p.name != "" && !first {
		return false
	}
	return p.is("text/plain") || p.is("text/html") || p.is("text/enriched") || p.is("text/markdown")
}

// split cuts the body of a multipart at its boundary lines. nil means that
// there is no such line. Text before the first and after the last is for
// mailers of the last century and is passed over.
func (p *part) split(notes *problems) [][]byte {
	boundary := strings.TrimRight(p.params["boundary"], " \t")
	if boundary == "" {
		notes.add("boundary_missing", "")
		if boundary = sniffBoundary(p.body); boundary == "" {
			return nil
		}
	}
	var parts [][]byte
	start, at := -1, 0
	for rest := p.body; len(rest) > 0; {
		line, next := cutLine(rest)
		found, last := isBoundary(line, boundary)
		if found {
			if start >= 0 {
				parts = append(parts, withoutLineEnd(p.body[start:max(at, start)]))
			}
			start = len(p.body) - len(next)
			if last {
				return parts
			}
		}
		at = len(p.body) - len(next)
		rest = next
	}
	if start >= 0 {
		parts = append(parts, p.body[start:])
	}
	return parts
}

// isBoundary reports whether the line is the boundary, and whether it is the
// closing one.
func isBoundary(line []byte, boundary string) (found, last bool) {
	rest, ok := bytes.CutPrefix(line, []byte("--"))
	if !ok {
		return false, false
	}
	if rest, ok = bytes.CutPrefix(rest, []byte(boundary)); !ok {
		return false, false
	}
	rest = bytes.TrimRight(rest, " \t")
	return len(rest) == 0 || string(rest) == "--", string(rest) == "--"
}

// withoutLineEnd drops the line end before a boundary, which belongs to it.
func withoutLineEnd(b []byte) []byte {
	b = bytes.TrimSuffix(b, []byte("\n"))
	return bytes.TrimSuffix(b, []byte("\r"))
}

// sniffBoundary finds a line that looks like a boundary and comes with its
// closing line.
func sniffBoundary(b []byte) string {
	for rest := b[:min(len(b), 64<<10)]; len(rest) > 0; {
		var line []byte
		line, rest = cutLine(rest)
		line = bytes.TrimRight(line, " \t")
		if len(line) > 4 && len(line) < 100 && bytes.HasPrefix(line, []byte("--")) && bytes.Contains(b, append(bytes.Clone(line), "--"...)) {
			return string(line[2:])
		}
	}
	return ""
}
