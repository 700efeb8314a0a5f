package page

import (
	"html/template"
	"text/template/parse"
)

// foldable are the functions whose calls with constant texts are worked out when
// the templates are parsed: most of a page is such texts, and calling a function
// through reflection for each would cost more than the rest of the page.
var foldable = []string{"t", "icon", "asset", "url"}

// fold replaces calls such as {{t "登记"}} in every template of t by their
// escaped results. What it puts in is escaped for text and for quoted
// attributes, which is where our templates have them.
func fold(t *template.Template, functions template.FuncMap) {
	constant := map[string]func(string) string{}
	for _, name := range foldable {
		switch f := functions[name].(type) {
		case func(string) string:
			constant[name] = func(s string) string { return template.HTMLEscapeString(f(s)) }
		case func(string, ...any) string:
			constant[name] = func(s string) string { return template.HTMLEscapeString(f(s)) }
		case func(string) template.HTML:
			constant[name] = func(s string) string { return string(f(s)) }
		}
	}
	for _, each := range t.Templates() {
		if each.Tree != nil {
			foldList(each.Tree.Root, constant)
		}
	}
}

func foldList(list *parse.ListNode, constant map[string]func(string) string) {
	if list == nil {
		return
	}
	for i, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.ActionNode:
			if text, ok := constantOf(n.Pipe, constant); ok {
				list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(text)}
			}
		case *parse.IfNode:
			foldList(n.List, constant)
			foldList(n.ElseList, constant)
		case *parse.RangeNode:
			foldList(n.List, constant)
			foldList(n.ElseList, constant)
		case *parse.WithNode:
			foldList(n.List, constant)
			foldList(n.ElseList, constant)
		}
	}
}

// constantOf returns the result of a pipe that is one call with one text.
func constantOf(pipe *parse.PipeNode, constant map[string]func(string) string) (string, bool) {
	if len(pipe.Decl) > 0 || len(pipe.Cmds) != 1 || len(pipe.Cmds[0].Args) != 2 {
		return "", false
	}
	name, ok := pipe.Cmds[0].Args[0].(*parse.IdentifierNode)
	if !ok || constant[name.Ident] == nil {
		return "", false
	}
	text, ok := pipe.Cmds[0].Args[1].(*parse.StringNode)
	if !ok {
		return "", false
	}
	return constant[name.Ident](text.Text), true
}
