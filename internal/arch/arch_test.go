// Package arch tests the shape of the code base: who may import whom, who may
// read the clock, how large files and functions grow, and that the documents
// name what is there.
package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
)

const module = "mingda/"

// architecture is the page that holds the diagram. The test reads who may
// import whom from there, so that the page cannot be wrong.
const architecture = "../../docs/architecture.md"

// rules are the packages that are pure: no I/O, no clock, no SQL, no HTTP.
const rules = "internal/fault internal/calendar internal/law internal/deadline internal/ledger internal/notices internal/office internal/casefile internal/reconsider internal/lawsuit internal/letter internal/filename internal/intake internal/inbox internal/audit internal/oldregister internal/chart internal/paper internal/report internal/yearly internal/disposal internal/auth"

// block returns the lines "name: words" of a fenced block of the page.
func block(t *testing.T, name string) map[string]string {
	t.Helper()
	b, err := os.ReadFile(architecture)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(b), "```"+name+"\n")
	if !ok {
		t.Fatalf("%s has no block %q", architecture, name)
	}
	body, _, _ := strings.Cut(rest, "```")
	lines := map[string]string{}
	for line := range strings.Lines(body) {
		key, words, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || lines[key] != "" {
			t.Fatalf("%s, block %q: line %q is none, or there twice", architecture, name, line)
		}
		lines[key] = strings.ReplaceAll(strings.Join(strings.Fields(words), " "), "rules", rules)
	}
	return lines
}

func has(list, s string) bool { return list == "*" || strings.Contains(" "+list+" ", " "+s+" ") }

func TestImports(t *testing.T) {
	allowed, owners := block(t, "imports"), block(t, "owners")
	eachFile(t, func(name, pkg string, fset *token.FileSet, f *ast.File) {
		may, ok := allowed[pkg]
		if !ok {
			t.Errorf("%s: package %s is not in the diagram", name, pkg)
		}
		for _, imp := range f.Imports {
			p := strings.Trim(imp.Path.Value, `"`)
			if own, found := strings.CutPrefix(p, module); found && !has(may, own) {
				t.Errorf("%s: %s may not import %s", name, pkg, own)
			}
			for out, by := range owners {
				if (p == out || strings.HasPrefix(p, out+"/")) && !has(by, pkg) {
					t.Errorf("%s: %s may not import %s; only %s may", name, pkg, p, by)
				}
			}
		}
	})
}

// TestPure keeps I/O out of the rules.
func TestPure(t *testing.T) {
	eachFile(t, func(name, pkg string, fset *token.FileSet, f *ast.File) {
		if !has(rules, pkg) {
			return
		}
		for _, imp := range f.Imports {
			switch p := strings.Trim(imp.Path.Value, `"`); p {
			case "os", "net", "net/http", "database/sql", "os/exec", "log", "log/slog", "crypto/rand", "math/rand", "math/rand/v2":
				t.Errorf("%s: %s is pure and may not import %s", name, pkg, p)
			}
		}
	})
}

// TestClock keeps the reading of the clock to cmd; everywhere else time is an
// argument or a func field.
func TestClock(t *testing.T) {
	eachFile(t, func(name, pkg string, fset *token.FileSet, f *ast.File) {
		if pkg == "cmd/mingda" {
			return
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == "Now" {
				if x, ok := s.X.(*ast.Ident); ok && x.Name == "time" {
					t.Errorf("%s reads the clock", fset.Position(n.Pos()))
				}
			}
			return true
		})
	})
}

// TestDoors keeps the doors from the database: what they show they ask of desk,
// which asks who may see it.
func TestDoors(t *testing.T) {
	eachFile(t, func(name, pkg string, fset *token.FileSet, f *ast.File) {
		if !has("internal/forms internal/web internal/portal", pkg) {
			return
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == "DB" {
				t.Errorf("%s reads past the desk", fset.Position(n.Pos()))
			}
			return true
		})
	})
}

// TestFormsReadOnce keeps the reading of forms in one place, which bounds them and knows
// the routes that take files (forms.Inlets).
func TestFormsReadOnce(t *testing.T) {
	eachFile(t, func(name, pkg string, fset *token.FileSet, f *ast.File) {
		if !has("internal/forms internal/web internal/portal internal/bureau internal/serve", pkg) || strings.HasSuffix(name, "internal/serve/form.go") {
			return
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if s, ok := call.Fun.(*ast.SelectorExpr); ok && has("MultipartReader ParseMultipartForm FormFile ParseForm", s.Sel.Name) {
				t.Errorf("%s: %s reads a form past serve.ReadForm", fset.Position(n.Pos()), s.Sel.Name)
			}
			return true
		})
	})
}

// TestSizes holds the budget: functions of at most 80 lines, files of at most
// 500. What grows beyond it has two subjects.
func TestSizes(t *testing.T) {
	eachFile(t, func(name, pkg string, fset *token.FileSet, f *ast.File) {
		if lines := fset.Position(f.End()).Line; lines > 500 {
			t.Errorf("%s has %d lines, the budget is 500", name, lines)
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if n := fset.Position(fn.End()).Line - fset.Position(fn.Pos()).Line + 1; n > 80 {
				t.Errorf("%s: %s has %d lines, the budget is 80", name, fn.Name.Name, n)
			}
		}
	})
}

// eachFile parses every Go file of the module that is no test.
func eachFile(t *testing.T, do func(name, pkg string, fset *token.FileSet, f *ast.File)) {
	t.Helper()
	root := os.DirFS("../..")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "testdata" || name == "e2e" || name == "data") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		b, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, name, b, parser.ParseComments)
		if err != nil {
			return err
		}
		do(name, path.Dir(name), fset, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
