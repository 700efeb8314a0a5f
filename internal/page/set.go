package page

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"
)

// Options are what a set of pages is parsed with; the same for all its pages.
type Options struct {
	BasePath string            // prefix of every address, such as "/zfxxgk/ysqgk"; empty at the root
	Texts    map[string]string // translations keyed by the Chinese; nil shows the Chinese
	Folders  []string          // of desk, bureau, portal, shared; nil is all
}

// A Set is the parsed pages by name, such as "desk/case_show". It is safe for
// use by several goroutines.
type Set struct {
	pages    map[string]*parsed
	basePath string
}

type parsed struct {
	tmpl   *template.Template
	layout string
}

// layouts says which layout the pages of a folder have, unless the page defines
// a template "layout" with the file name of another.
var layouts = map[string]string{"desk": "layout_desk.html", "bureau": "layout_desk.html", "portal": "layout_portal.html", "shared": "layout_plain.html"}

// Parse reads layouts, partials and pages from fsys. Each page becomes a set of
// its own with all of them, so that pages cannot overwrite one another's blocks.
func Parse(fsys fs.FS, opts Options) (*Set, error) {
	functions, pieces := funcs(opts), &fragments{}
	common := template.New("")
	functions["kept"] = pieces.from(common, common)
	if _, err := common.Funcs(functions).Option(strict).ParseFS(fsys, "*.html", "partials/*.html"); err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	fold(common, functions)
	set := &Set{pages: map[string]*parsed{}, basePath: strings.TrimSuffix(opts.BasePath, "/")}
	for folder := range maps.Keys(layouts) {
		if opts.Folders != nil && !slices.Contains(opts.Folders, folder) {
			continue
		}
		files, err := fs.Glob(fsys, folder+"/*.html")
		if err != nil {
			return nil, fmt.Errorf("page: %w", err)
		}
		for _, file := range files {
			p, err := parsePage(common, functions, pieces, fsys, file, layouts[folder])
			if err != nil {
				return nil, err
			}
			set.pages[strings.TrimSuffix(file, ".html")] = p
		}
	}
	return set, nil
}

// strict makes a page that asks a map for what it does not hold an error.
const strict = "missingkey=error"

// parsePage reads one page and puts beside it what it is laid out by, and no
// more: with all partials in each of the pages, copies of what none of them
// shows were most of the memory of an office at rest.
func parsePage(common *template.Template, functions template.FuncMap, pieces *fragments, fsys fs.FS, file, layout string) (*parsed, error) {
	t := template.New("")
	functions = maps.Clone(functions)
	functions["kept"] = pieces.from(t, common)
	if _, err := t.Funcs(functions).Option(strict).ParseFS(fsys, file); err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	if own := t.Lookup("layout"); own != nil {
		layout = strings.TrimSpace(own.Tree.Root.String())
	}
	if t.Lookup("main") == nil {
		return nil, fmt.Errorf("page: %s does not define main", path.Base(file))
	}
	fold(t, functions)
	if err := borrow(t, common, layout); err != nil {
		return nil, fmt.Errorf("page: %s: %w", file, err)
	}
	return &parsed{t, layout}, nil
}

// borrow adds to t copies of the template of common with the name and of all
// that it uses; those that t has itself stand in the place of common's.
func borrow(t, common *template.Template, name string) error {
	used := []string{name}
	for _, own := range t.Templates() {
		used = append(used, usedBy(own)...)
	}
	for len(used) > 0 {
		name, used = used[0], used[1:]
		if t.Lookup(name) != nil {
			continue
		}
		from := common.Lookup(name)
		if from == nil || from.Tree == nil {
			return fmt.Errorf("there is no template %q", name)
		}
		copied, err := t.AddParseTree(name, from.Tree.Copy())
		if err != nil {
			return err
		}
		used = append(used, usedBy(copied)...)
	}
	return nil
}

// usedBy returns the names of the templates that a template calls.
func usedBy(t *template.Template) (names []string) {
	if t.Tree == nil {
		return nil
	}
	walk(t.Tree.Root, func(list *parse.ListNode, i int) {
		if call, ok := list.Nodes[i].(*parse.TemplateNode); ok {
			names = append(names, call.Name)
		}
	})
	return names
}

// Names returns the names of all pages, sorted.
func (s *Set) Names() []string { return slices.Sorted(maps.Keys(s.pages)) }

// URL returns the address of a path within the office, with the base path.
func (s *Set) URL(p string) string { return s.basePath + p }

// Execute renders the named page with data, which embeds Base.
func (s *Set) Execute(name string, data any) ([]byte, error) {
	var out bytes.Buffer
	err := s.execute(&out, name, data)
	return out.Bytes(), err
}

func (s *Set) execute(out *bytes.Buffer, name string, data any) error {
	p, ok := s.pages[name]
	if !ok {
		return fmt.Errorf("page: no page %q", name)
	}
	if err := p.tmpl.ExecuteTemplate(out, p.layout, data); err != nil {
		return fmt.Errorf("page: %w", err)
	}
	return nil
}

// buffers are what pages are rendered into, used again from page to page.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Render answers with the named page. Nothing is sent unless all of it has
// rendered; then the error is nil whether or not the client still listens.
func (s *Set) Render(w http.ResponseWriter, status int, name string, data any) error {
	out := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(out)
	out.Reset()
	if err := s.execute(out, name, data); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(out.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(out.Bytes()) // the client went away; there is nobody to tell
	return nil
}
