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

// rules are the packages that are pure: no I/O, no clock, no SQL, no HTTP.
const rules = "internal/fault internal/calendar internal/law internal/deadline internal/casefile internal/letter internal/intake internal/inbox internal/auth internal/ledger internal/office"

// allowed is the diagram of docs/architecture.md: what each package may import
// of this module. A package that is missing here fails the test.
var allowed = map[string]string{
	"cmd/mingda":         "*",
	"internal/arch":      "",
	"internal/htmlcheck": "",

	"internal/fault":    "",
	"internal/calendar": "internal/fault",
	"internal/law":      "internal/fault internal/calendar",
	"internal/deadline": "internal/fault internal/calendar internal/law",
	"internal/ledger":   "internal/calendar",
	"internal/casefile": "internal/fault internal/calendar internal/law internal/deadline internal/ledger",
	"internal/letter":   "internal/fault internal/calendar internal/law internal/deadline internal/casefile",
	"internal/intake":   "internal/fault internal/calendar internal/law internal/deadline internal/ledger internal/casefile",
	"internal/office":   "internal/fault",
	"internal/inbox":    "internal/fault internal/calendar internal/ledger internal/casefile internal/intake",
	"internal/auth":     "internal/fault internal/casefile",

	"internal/sqlite":    rules + " migrations",
	"internal/filestore": "internal/fault",
	"internal/mailbox":   "internal/fault",
	"internal/postbox":   "",

	"internal/mailbox/mailboxtest": "internal/testcert",
	"internal/postbox/postboxtest": "internal/testcert",
	"internal/testcert":            "",
	"internal/pdf":                 "internal/fault internal/calendar internal/letter fonts",

	"internal/desk": rules + " internal/sqlite internal/filestore internal/pdf",

	"internal/page":   "internal/fault internal/calendar internal/deadline templates static",
	"internal/serve":  "internal/fault internal/calendar internal/page",
	"internal/config": "internal/fault",
	"internal/forms":  rules + " internal/desk internal/page internal/serve",
	"internal/web":    rules + " internal/sqlite internal/desk internal/forms internal/page internal/serve",
	"internal/portal": rules + " internal/sqlite internal/desk internal/forms internal/page internal/serve",
	"internal/worker": rules + " internal/desk internal/mailbox internal/postbox",
	"internal/demo":   rules + " internal/desk internal/sqlite",

	"migrations": "",
	"templates":  "",
	"static":     "",
	"fonts":      "",
}

// owners says which packages may import an outside package.
var owners = map[string]string{
	"database/sql":                   "internal/sqlite",
	"github.com/BurntSushi/toml":     "internal/config",
	"github.com/mattn/go-sqlite3":    "internal/sqlite",
	"github.com/pressly/goose":       "internal/sqlite",
	"github.com/gorilla/mux":         "internal/web internal/portal internal/serve",
	"github.com/jung-kurt/gofpdf":    "internal/pdf",
	"github.com/pdfcpu/pdfcpu":       "internal/pdf",
	"github.com/emersion/go-imap":    "internal/mailbox internal/mailbox/mailboxtest",
	"github.com/emersion/go-message": "internal/intake",
	"github.com/wneessen/go-mail":    "internal/postbox",
	"github.com/emersion/go-smtp":    "internal/postbox/postboxtest",
	"net/http":                       "cmd/mingda internal/forms internal/page internal/serve internal/web internal/portal",
	"html/template":                  "internal/page",
}

func has(list, s string) bool { return list == "*" || strings.Contains(" "+list+" ", " "+s+" ") }

func TestImports(t *testing.T) {
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
