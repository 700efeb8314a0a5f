package page

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"html/template"
	"reflect"
	"sync"
)

// fragments keeps pieces of pages as they were rendered: a list is the same for
// everybody who sees it until a case changes, and so is most of the page of a
// case. A template asks for one with {{kept "name" .}}: the template "name",
// executed with the value, or what came of it before with an equal value. It must
// stand where text stands, not within a tag. A piece holds all that is within it:
// to keep parts of it by themselves too would keep them twice.
type fragments struct {
	of   *template.Template
	mu   sync.Mutex
	kept map[fragment]template.HTML
	size int // bytes of what is kept
}

// A fragment is the name of a template and the digest of what it is executed with:
// the values of a whole page are as long as what comes of them.
type fragment struct {
	name  string
	value [sha256.Size]byte
}

// fragmentsSize bounds how many bytes of pieces are kept: the pages of the cases
// that were looked at last (standingsKept in desk), some 20 KB each. Beyond, all
// are forgotten: those that are asked for come back.
const fragmentsSize = 12 << 20

// values are what the values of pieces are written into, used again from one to
// the next: nothing is kept of them but their digest.
var values = sync.Pool{New: func() any { return new([]byte) }}

// html returns the piece with the name. What a template reads of a value
// must be its fields, or follow from them.
func (f *fragments) html(name string, value any) (template.HTML, error) {
	buffer := values.Get().(*[]byte)
	defer values.Put(buffer)
	b, err := written((*buffer)[:0], reflect.ValueOf(value))
	*buffer = b
	if err != nil {
		return "", fmt.Errorf("page: fragment %s: %w", name, err)
	}
	key := fragment{name, sha256.Sum256(b)}
	f.mu.Lock()
	piece, ok := f.kept[key]
	f.mu.Unlock()
	if ok {
		return piece, nil
	}
	var out bytes.Buffer
	if err := f.of.ExecuteTemplate(&out, name, value); err != nil {
		return "", err
	}
	piece = template.HTML(out.String()) // escaped by the execution
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.kept == nil || f.size > fragmentsSize {
		f.kept, f.size = map[fragment]template.HTML{}, 0
	}
	f.kept[key] = piece
	f.size += len(piece)
	return piece, nil
}
