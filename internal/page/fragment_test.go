package page

import (
	"html/template"
	"strings"
	"testing"
	"testing/fstest"
)

// TestKept: a piece is rendered once for equal values, anew for others, and
// never for values that are only written alike.
func TestKept(t *testing.T) {
	rendered := 0
	common := template.Must(template.New("").Funcs(template.FuncMap{"seen": func() string { rendered++; return "" }}).
		Parse(`{{define "row"}}{{seen}}<b title="{{.Href}}">{{.Number}}</b>{{end}}`))
	f := &fragments{of: common}
	for _, c := range []struct {
		row      RegisterRow
		want     template.HTML
		rendered int
	}{
		{RegisterRow{Number: "1", Href: "/a"}, `<b title="/a">1</b>`, 1},
		{RegisterRow{Number: "1", Href: "/a"}, `<b title="/a">1</b>`, 1},
		{RegisterRow{Number: `1","Href":"/a`}, `<b title="">1&#34;,&#34;Href&#34;:&#34;/a</b>`, 2},
		{RegisterRow{Number: "<script>", Href: `"><b>`}, `<b title="&#34;&gt;&lt;b&gt;">&lt;script&gt;</b>`, 3},
	} {
		got, err := f.html("row", c.row)
		if err != nil || got != c.want || rendered != c.rendered {
			t.Errorf("%+v: %s, %v, rendered %d times, want %s, %d times", c.row, got, err, rendered, c.want, c.rendered)
		}
	}
	const long = 1 << 20
	for range 2 * fragmentsSize / long {
		if _, err := f.html("row", RegisterRow{Number: itoa(rendered) + strings.Repeat("号", long/len("号"))}); err != nil {
			t.Fatal(err)
		}
		if f.size > fragmentsSize+3*long {
			t.Fatalf("%d bytes are kept", f.size)
		}
	}
}

// TestKeptOfPage: a piece that a page defines is its own, whatever another page or
// the partials call by that name; one that it does not define is a partial.
func TestKeptOfPage(t *testing.T) {
	set, err := Parse(fstest.MapFS{
		"layout_desk.html": {Data: []byte(`{{template "main" .}}`)},
		"partials/x.html":  {Data: []byte(`{{define "body"}}common {{.}}{{end}}`)},
		"desk/a.html":      {Data: []byte(`{{define "main"}}{{kept "body" .}}{{end}}{{define "body"}}a {{.}}{{end}}`)},
		"desk/b.html":      {Data: []byte(`{{define "main"}}{{kept "body" .}}{{end}}{{define "body"}}b {{.}}{{end}}`)},
		"desk/c.html":      {Data: []byte(`{{define "main"}}{{kept "body" .}}{{end}}`)},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		for name, want := range map[string]string{"desk/a": "a &lt;1", "desk/b": "b &lt;1", "desk/c": "common &lt;1"} {
			if got, err := set.Execute(name, "<1"); err != nil || string(got) != want {
				t.Errorf("%s: %s, %v, want %s", name, got, err, want)
			}
		}
	}
}

// TestOwnPieces: what a page defines stands in the place of the partial of that name, also
// where another partial calls it, and in no other page; a partial is escaped for where it
// stands on each page.
func TestOwnPieces(t *testing.T) {
	set, err := Parse(fstest.MapFS{
		"layout_desk.html": {Data: []byte(`<!doctype html><p>{{template "main" .}}</p>`)},
		"partials/x.html":  {Data: []byte(`{{define "outer"}}({{template "inner" .}}){{end}}{{define "inner"}}common {{.}}{{end}}{{define "plain"}}{{.}}{{end}}`)},
		"desk/a.html":      {Data: []byte(`{{define "main"}}{{template "outer" .}}{{template "plain" .}}{{end}}{{define "inner"}}a {{.}}{{end}}`)},
		"desk/b.html":      {Data: []byte(`{{define "main"}}{{template "outer" .}}<a title={{template "plain" .}}></a>{{end}}`)},
		"desk/c.html":      {Data: []byte(`{{define "main"}}<a href="/?q={{template "plain" .}}"></a>{{end}}`)},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"desk/a": `(a &lt;1 2)&lt;1 2`, "desk/b": `(common &lt;1 2)<a title=&lt;1&#32;2></a>`, "desk/c": `<a href="/?q=%3c1%202"></a>`,
	} {
		if got, err := set.Execute(name, "<1 2"); err != nil || string(got) != "<!doctype html><p>"+want+"</p>" {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
	_, err = Parse(fstest.MapFS{
		"layout_desk.html": {Data: []byte(`{{template "main" .}}`)},
		"partials/x.html":  {Data: []byte(`{{define "x"}}{{end}}`)},
		"desk/a.html":      {Data: []byte(`{{define "main"}}{{template "gone" .}}{{end}}`)},
	}, Options{})
	if err == nil || !strings.Contains(err.Error(), `desk/a.html: there is no template "gone"`) {
		t.Errorf("a template that is not there: %v", err)
	}
}
