package page

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
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
	all      *template.Template // of every page, see parseInto
	entries  map[string]string  // page → where it begins in all
	basePath string
}

// layouts says which layout the pages of a folder have, unless the page defines
// a template "layout" with the file name of another.
var layouts = map[string]string{"desk": "layout_desk.html", "bureau": "layout_desk.html", "portal": "layout_portal.html", "shared": "layout_plain.html"}

// Parse reads layouts, partials and pages from fsys. A page sees the layouts and partials
// and what it defines itself, which may stand in the place of a partial; no page sees
// another's.
func Parse(fsys fs.FS, opts Options) (*Set, error) {
	set := &Set{all: template.New(""), entries: map[string]string{}, basePath: strings.TrimSuffix(opts.BasePath, "/")}
	functions := funcs(opts)
	functions["kept"] = (&fragments{of: set.all}).html
	if _, err := set.all.Funcs(functions).Option(strict).ParseFS(fsys, "*.html", "partials/*.html"); err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	fold(set.all, functions)
	for _, folder := range slices.Sorted(maps.Keys(layouts)) {
		if opts.Folders != nil && !slices.Contains(opts.Folders, folder) {
			continue
		}
		files, err := fs.Glob(fsys, folder+"/*.html")
		if err != nil {
			return nil, fmt.Errorf("page: %w", err)
		}
		for _, file := range files {
			name := strings.TrimSuffix(file, ".html")
			if set.entries[name], err = parseInto(set.all, functions, fsys, file, layouts[folder]); err != nil {
				return nil, fmt.Errorf("page: %s: %w", file, err)
			}
		}
	}
	return set, set.escape()
}

// strict makes a page that asks a map for what it does not hold an error.
const strict = "missingkey=error"

// parseInto reads one page and puts it into all, and returns where it begins there.
//
// All pages stand in one set: in sets of their own, each with a copy of every partial that
// it uses, they were a quarter of what an office at rest holds in memory. What is the page's
// own has its name before it in all, such as "desk/case_show:main", and so has a copy of the
// layout and of any partial that leads to such; every other partial stands there once.
func parseInto(all *template.Template, functions template.FuncMap, fsys fs.FS, file, layout string) (string, error) {
	page := template.New("")
	if _, err := page.Funcs(functions).Option(strict).ParseFS(fsys, file); err != nil {
		return "", err
	}
	fold(page, functions)
	own := map[string]*parse.Tree{}
	for _, t := range page.Templates() {
		if t.Tree != nil && t.Name() != path.Base(file) {
			own[t.Name()] = t.Tree
		}
	}
	if other := own["layout"]; other != nil {
		layout = strings.TrimSpace(other.Root.String())
		delete(own, "layout")
	}
	if own["main"] == nil {
		return "", fmt.Errorf("does not define main")
	}
	if err := reach(all, layout, own); err != nil {
		return "", err
	}
	prefix := strings.TrimSuffix(file, ".html") + ":"
	for name, tree := range own {
		calls(tree, func(called *string) {
			if own[*called] != nil {
				*called = prefix + *called
			}
		})
		if _, err := all.AddParseTree(prefix+name, tree); err != nil {
			return "", err
		}
	}
	return prefix + layout, nil
}

// reach adds to what is a page's own copies of the layout and of the partials by which what
// is its own is reached. It fails where a template is called that there is not.
func reach(all *template.Template, layout string, own map[string]*parse.Tree) error {
	common := func(name string) (*parse.Tree, error) {
		if t := all.Lookup(name); t != nil && t.Tree != nil {
			return t.Tree, nil
		}
		return nil, fmt.Errorf("there is no template %q", name)
	}
	tree, err := common(layout)
	if err != nil {
		return err
	}
	own[layout] = tree.Copy()
	callers, seen := map[string][]string{}, map[string]bool{}
	for next := slices.Collect(maps.Keys(own)); len(next) > 0; next = next[1:] {
		name := next[0]
		if seen[name] {
			continue
		}
		seen[name] = true
		if tree = own[name]; tree == nil {
			if tree, err = common(name); err != nil {
				return err
			}
		}
		calls(tree, func(called *string) {
			callers[*called] = append(callers[*called], name)
			next = append(next, *called)
		})
	}
	for next := slices.Collect(maps.Keys(own)); len(next) > 0; next = next[1:] {
		for _, name := range callers[next[0]] {
			if own[name] == nil {
				tree, _ := common(name) // it was there
				own[name] = tree.Copy()
				next = append(next, name)
			}
		}
	}
	return nil
}

// calls visits the name of every template that a tree calls, also by kept; it may be changed.
func calls(tree *parse.Tree, visit func(name *string)) {
	walk(tree.Root, func(list *parse.ListNode, i int) {
		if n, ok := list.Nodes[i].(*parse.TemplateNode); ok {
			visit(&n.Name)
		}
		if name := keptBy(list.Nodes[i]); name != nil {
			visit(name)
		}
	})
}

// keptBy returns the name in {{kept "name" .}}; nil where a node is none.
func keptBy(node parse.Node) *string {
	action, ok := node.(*parse.ActionNode)
	if !ok || len(action.Pipe.Cmds) != 1 || len(action.Pipe.Cmds[0].Args) < 2 {
		return nil
	}
	if f, ok := action.Pipe.Cmds[0].Args[0].(*parse.IdentifierNode); !ok || f.Ident != "kept" {
		return nil
	}
	name, ok := action.Pipe.Cmds[0].Args[1].(*parse.StringNode)
	if !ok {
		return nil
	}
	return &name.Text
}

// escape lets html/template escape everything at once, pages and what they keep. What it has
// escaped for one place it would take as written when a page came to need it in another.
func (s *Set) escape() error {
	begin := map[string]bool{}
	for _, entry := range s.entries {
		begin[entry] = true
	}
	for _, t := range s.all.Templates() {
		if t.Tree != nil {
			walk(t.Tree.Root, func(list *parse.ListNode, i int) {
				if name := keptBy(list.Nodes[i]); name != nil {
					begin[*name] = true
				}
			})
		}
	}
	var every strings.Builder
	for _, name := range slices.Sorted(maps.Keys(begin)) {
		fmt.Fprintf(&every, "{{if .}}{{template %q .}}{{end}}", name)
	}
	if _, err := s.all.New("every page").Parse(every.String()); err != nil {
		return fmt.Errorf("page: %w", err)
	}
	if err := s.all.ExecuteTemplate(io.Discard, "every page", nil); err != nil {
		return fmt.Errorf("page: %w", err)
	}
	return nil
}

// Names returns the names of all pages, sorted.
func (s *Set) Names() []string { return slices.Sorted(maps.Keys(s.entries)) }

// URL returns the address of a path within the office, with the base path.
func (s *Set) URL(p string) string { return s.basePath + p }

// Execute renders the named page with data, which embeds Base.
func (s *Set) Execute(name string, data any) ([]byte, error) {
	var out bytes.Buffer
	err := s.execute(&out, name, data)
	return out.Bytes(), err
}

func (s *Set) execute(out *bytes.Buffer, name string, data any) error {
	entry, ok := s.entries[name]
	if !ok {
		return fmt.Errorf("page: no page %q", name)
	}
	if err := s.all.ExecuteTemplate(out, entry, data); err != nil {
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
