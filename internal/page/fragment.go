package page

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"sync"
)

// fragments keeps pieces of pages as they were rendered: the row of a case is
// the same on every list and for everybody until the case changes, and most of
// a page is such rows. A template asks for one with {{kept "name" .}}: the
// template "name", executed with the value, or what came of it before with an
// equal value. It must stand where text stands, not within a tag.
type fragments struct {
	common *template.Template // all partials; never cloned once it was executed

	mu   sync.Mutex
	kept map[string]template.HTML // by name and value
}

// fragmentsKept bounds how many pieces are kept, one or two kilobytes each. Beyond,
// all are forgotten: those that are asked for come back.
const fragmentsKept = 2000

// html returns the piece. Values are equal where they are written equally as
// JSON, so what a template reads of a value must be exported fields, or follow
// from them.
func (f *fragments) html(name string, value any) (template.HTML, error) {
	written, err := json.Marshal(value)
	if err != nil {
		return "", fmt.Errorf("page: fragment %s: %w", name, err)
	}
	key := name + " " + string(written)
	f.mu.Lock()
	piece, ok := f.kept[key]
	f.mu.Unlock()
	if ok {
		return piece, nil
	}
	var out bytes.Buffer
	if err := f.common.ExecuteTemplate(&out, name, value); err != nil {
		return "", err
	}
	piece = template.HTML(out.String()) // escaped by the execution
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.kept == nil || len(f.kept) >= fragmentsKept {
		f.kept = map[string]template.HTML{}
	}
	f.kept[key] = piece
	return piece, nil
}
