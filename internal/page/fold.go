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
			walk(each.Tree.Root, func(list *parse.ListNode, i int) {
				n, ok := list.Nodes[i].(*parse.ActionNode)
				if !ok {
					return
				}
				if text, ok := constantOf(n.Pipe, constant); ok {
					list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(text)}
				}
			})
		}
	}
}

// walk visits every node of the list and of what is nested in it.
func walk(list *parse.ListNode, visit func(list *parse.ListNode, i int)) {
	if list == nil {
		return
	}
	for i, node := range list.Nodes {
		visit(list, i)
		switch n := node.(type) {
		case *parse.IfNode:
			walk(n.List, visit)
			walk(n.ElseList, visit)
		case *parse.RangeNode:
			walk(n.List, visit)
			walk(n.ElseList, visit)
		case *parse.WithNode:
			walk(n.List, visit)
			walk(n.ElseList, visit)
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
