package pdf

import (
	"bytes"
	"strconv"
)

// inCatalog is what gofpdf has no call for: the language, for those who have
// the letter read out, and its title in place of the file's name.
const inCatalog = "/Lang (zh-CN)\n/ViewerPreferences <</DisplayDocTitle true>>\n"

// withLanguage puts inCatalog into the catalogue of what gofpdf wrote. That is
// the last object, so that of all places in the file only the one of the table
// of places moves, which the end of the file names. A document that ends
// otherwise is left as it is.
func withLanguage(doc []byte) []byte {
	const version, catalog, table, start = "%PDF-1.3", "/Type /Catalog\n", "\nxref\n", "\nstartxref\n"
	at := bytes.LastIndex(doc, []byte(catalog))
	from := bytes.LastIndex(doc, []byte(start))
	xref := bytes.LastIndex(doc, []byte(table))
	if at < 0 || xref < at || from < xref {
		return doc
	}
	out := make([]byte, 0, len(doc)+len(inCatalog))
	out = append(out, doc[:at+len(catalog)]...)
	out = append(out, inCatalog...)
	out = append(out, doc[at+len(catalog):from]...)
	out = append(out, start+strconv.Itoa(xref+1+len(inCatalog))+"\n%%EOF\n"...)
	if bytes.HasPrefix(out, []byte(version)) {
		out[len(version)-1] = '4' // the first that knows both
	}
	return out
}
