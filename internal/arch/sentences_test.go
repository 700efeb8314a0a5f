package arch

import (
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestSentences: what is refused with a code has its sentence in the catalogue, or people
// would read the code; and every sentence of the catalogue is said by somebody.
func TestSentences(t *testing.T) {
	code := regexp.MustCompile(`^[a-z0-9]+(_[a-z0-9]+)+$`)
	sentences, said, refused := map[string]bool{}, map[string]bool{}, map[string]string{}
	eachFile(t, func(name, pkg string, _ *token.FileSet, f *ast.File) {
		catalogue := strings.HasPrefix(name, "internal/fault/catalogue")
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				if key := text(n.Key); catalogue && key != "" {
					sentences[key] = true
				}
			case *ast.CallExpr:
				if at := codeArgument(n); at >= 0 && at < len(n.Args) && text(n.Args[at]) != "" {
					refused[text(n.Args[at])] = name
				}
			case *ast.BasicLit:
				if s := text(n); !catalogue && code.MatchString(s) {
					said[s] = true
				}
			}
			return true
		})
	})
	for c, name := range refused {
		if !sentences[c] {
			t.Errorf("%s refuses with %q, which has no sentence", name, c)
		}
	}
	for c := range sentences {
		if code.MatchString(c) && !said[c] {
			t.Errorf("nobody says the sentence of %q", c)
		}
	}
	if len(sentences) < 500 || len(refused) < 300 {
		t.Errorf("%d sentences and %d refusals: the test does not see them", len(sentences), len(refused))
	}
}

// codeArgument says which argument of a call is the code of a refusal; -1 where none is.
func codeArgument(c *ast.CallExpr) int {
	f, ok := c.Fun.(*ast.SelectorExpr)
	if !ok {
		return -1
	}
	pkg, _ := f.X.(*ast.Ident)
	switch inFault := pkg != nil && pkg.Name == "fault"; {
	case inFault && (f.Sel.Name == "New" || f.Sel.Name == "AtField"), f.Sel.Name == "Bad":
		return 1
	case f.Sel.Name == "Need":
		return 2
	}
	return -1
}

// text is what a string literal holds; empty where there is none.
func text(e ast.Expr) string {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return ""
	}
	s, _ := strconv.Unquote(lit.Value)
	return s
}
