package arch

import (
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestPackageDocs wants every package to say what it is for.
func TestPackageDocs(t *testing.T) {
	said, seen := map[string]bool{}, map[string]bool{}
	eachFile(t, func(name, pkg string, _ *token.FileSet, f *ast.File) {
		seen[pkg] = true
		said[pkg] = said[pkg] || f.Doc != nil
	})
	for pkg := range seen {
		if !said[pkg] {
			t.Errorf("package %s has no doc", pkg)
		}
	}
}

// TestExportedDocs wants every exported function, type and method to be
// documented. One comment can stand for a block of like methods.
func TestExportedDocs(t *testing.T) {
	eachFile(t, func(name, pkg string, fset *token.FileSet, f *ast.File) {
		documented := false // the declaration right before, without a blank line between
		last := 0
		for _, d := range f.Decls {
			start, end := fset.Position(d.Pos()).Line, fset.Position(d.End()).Line
			adjoins := start == last+1
			switch d := d.(type) {
			case *ast.FuncDecl:
				has := d.Doc != nil || adjoins && documented
				if d.Name.IsExported() && exportedReceiver(d) && !has {
					t.Errorf("%s: %s has no doc", fset.Position(d.Pos()), d.Name.Name)
				}
				documented = has
			case *ast.GenDecl:
				documented = d.Doc != nil
				for _, s := range d.Specs {
					if ts, ok := s.(*ast.TypeSpec); ok && ts.Name.IsExported() && d.Doc == nil && ts.Doc == nil && ts.Comment == nil {
						t.Errorf("%s: %s has no doc", fset.Position(ts.Pos()), ts.Name.Name)
					}
				}
			}
			last = end
		}
	})
}

// exportedReceiver reports whether a method's type is exported; functions pass.
func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return true
	}
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	id, ok := typ.(*ast.Ident)
	return !ok || id.IsExported()
}

var (
	links    = regexp.MustCompile(`\]\(([^)#: ]+)(#[^)]*)?\)`)
	packages = regexp.MustCompile("`((?:internal|cmd)/[a-z/]+)`")
)

// TestDocLinks resolves every relative link and every package that the
// documents name.
func TestDocLinks(t *testing.T) {
	files, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	manual, err := filepath.Glob("../../docs/manual/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(append(files, manual...), "../../README.md", "../../CHANGELOG.md", "../../SECURITY.md") {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, m := range links.FindAllStringSubmatch(string(b), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(file), m[1])); err != nil {
				t.Errorf("%s links to %s, which is not there", file, m[1])
			}
		}
		for _, m := range packages.FindAllStringSubmatch(string(b), -1) {
			if _, err := os.Stat(filepath.Join("../..", strings.TrimSuffix(m[1], "/"))); err != nil {
				t.Errorf("%s names %s, which is not there", file, m[1])
			}
		}
	}
}
