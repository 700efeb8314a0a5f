package page

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"sync"
)

// fragments keeps pieces of pages as they were rendered: a list is the same for
// everybody who sees it until a case changes, the row of a case on every list,
// and most of a page is such rows. A template asks for one with {{kept "name" .}}: the
// template "name", executed with the value, or what came of it before with an
// equal value. It must stand where text stands, not within a tag.
type fragments struct {
	common *template.Template // all partials; never cloned once it was executed

	mu   sync.Mutex
	kept map[string]template.HTML // by name and value
	size int                      // bytes of what is kept, keys too
}

// fragmentsSize bounds how many bytes of pieces are kept. Beyond, all are
// forgotten: those that are asked for come back.
const fragmentsSize = 8 << 20

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
	if f.kept == nil || f.size > fragmentsSize {
		f.kept, f.size = map[string]template.HTML{}, 0
	}
	f.kept[key] = piece
	f.size += len(key) + len(piece)
	return piece, nil
}
