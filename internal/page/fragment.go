package page

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
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
const fragmentsSize = 4 << 20

// keys are what the keys of pieces are written into, used again from one to the
// next: most pieces are there, and nothing is kept of their keys.
var keys = sync.Pool{New: func() any { return new([]byte) }}

// html returns the piece. What a template reads of a value must be its fields,
// or follow from them.
func (f *fragments) html(name string, value any) (template.HTML, error) {
	buffer := keys.Get().(*[]byte)
	defer keys.Put(buffer)
	key, err := written(append(append((*buffer)[:0], name...), 0), reflect.ValueOf(value))
	*buffer = key
	if err != nil {
		return "", fmt.Errorf("page: fragment %s: %w", name, err)
	}
	f.mu.Lock()
	piece, ok := f.kept[string(key)]
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
	f.kept[string(key)] = piece
	f.size += len(key) + len(piece)
	return piece, nil
}
