package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// bundlePage is the page "desk/case_bundle": what the case holds of evidence, and
// the bundles that were made of it.
type bundlePage struct {
	page.Base
	Case     caseLine
	Changed  page.Note
	Post     string
	Version  int
	Exhibits []exhibitLine
	Made     []madeBundle
	Buttons  []page.Button // one for each forum, the likely one first
}

// An exhibitLine is one piece of evidence with what is chosen for it.
type exhibitLine struct {
	Name   string
	On     calendar.Date // zero where it is of the whole case
	Place  page.Field
	Reason page.Field
	Proves page.Field
}

// A madeBundle is one that can be had.
type madeBundle struct {
	Label string
	Text  string
	Href  string
	Apart []page.KV // what is not for the other side or was left out, and why
}

// showBundle serves GET /cases/{id}/bundle.
func (s *Server) showBundle(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderBundle(w, r, by, http.StatusOK, nil, nil, 0)
}

// makeBundle serves POST /cases/{id}/bundle.
func (s *Server) makeBundle(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	id := caseID(r)
	v, err := s.Desk.Exhibits(r.Context(), by, id)
	if err != nil {
		return err
	}
	f := desk.BundleForm{Version: versionIn(sent.Values), Purpose: casefile.Forum(sent.Value("purpose")), Placed: map[string]casefile.Placed{}}
	for _, e := range v.Exhibits {
		key := e.Key()
		if sent.Values.Has("place-" + key) {
			f.Placed[key] = casefile.Placed{Place: casefile.Placing(sent.Value("place-" + key)), Reason: sent.Value("reason-" + key), Proves: sent.Value("proves-" + key)}
		}
	}
	f.Words = s.Words(v.CaseView)
	n, err := s.Desk.MakeBundle(r.Context(), by, id, f)
	switch {
	case isStale(err):
		return s.renderBundle(w, r, by, http.StatusConflict, sent.Values, err, f.Version)
	case isInvalid(err):
		return s.renderBundle(w, r, by, http.StatusUnprocessableEntity, sent.Values, err, 0)
	case err != nil:
		return err
	}
	v, err = s.Desk.Exhibits(r.Context(), by, id)
	if err != nil {
		return err
	}
	b, _ := v.Case.Bundle(n)
	return s.see(w, r, casePath(id, string(casefile.MakeBundle)), fmt.Sprintf("已制作证据卷，共 %d 页，存入案卷", b.Pages))
}

// Words returns how entries of a request are called on paper, for the rooms too.
func (s *Server) Words(v desk.CaseView) func(casefile.Past) string {
	t := teller{s, v}
	return func(p casefile.Past) string { return t.tell(p.Fact).Title }
}

// sendBundle serves GET /cases/{id}/bundles/{n}.pdf.
func (s *Server) sendBundle(w http.ResponseWriter, r *http.Request, by auth.User) error {
	f, err := s.Desk.Bundle(r.Context(), by, caseID(r), int(pathID(r, "n")))
	if err != nil {
		return err
	}
	return sendFile(w, r, f, true)
}

func (s *Server) renderBundle(w http.ResponseWriter, r *http.Request, by auth.User, status int, typed url.Values, wrong error, since int) error {
	v, err := s.Desk.Exhibits(r.Context(), by, caseID(r))
	if err != nil {
		return err
	}
	p := bundlePage{
		Base: s.base(r, by, casefile.MakeBundle.Label()+" "+v.Case.Number), Case: s.caseLine(v.CaseView), Version: v.Case.Version,
		Post: s.Pages.URL(casePath(v.Case.ID, string(casefile.MakeBundle))), Buttons: bundleButtons(v.Case), Made: s.madeBundles(v.CaseView),
	}
	if status == http.StatusConflict {
		p.Changed = s.changedNote(v.CaseView, since)
	}
	form := page.NewForm(typed, wrong)
	for _, e := range v.Exhibits {
		p.Exhibits = append(p.Exhibits, exhibitFields(form, e, typed))
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "desk/case_bundle", p)
}

// bundleLabel says for whom a bundle is made; "" for whoever asks for one.
func bundleLabel(f casefile.Forum) string { return "制作" + f.Label() + "证据卷" }

// bundleButtons make the bundle for either forum, that before which the case is
// contested, or may be next, first.
func bundleButtons(c *casefile.Case) []page.Button {
	first, second := casefile.InReview, casefile.InCourt
	if c.ContestedIn() == casefile.InCourt {
		first, second = second, first
	}
	var all []page.Button
	for _, f := range []casefile.Forum{first, second} {
		b := page.Button{Label: bundleLabel(f), Name: "purpose", Value: string(f), Busy: "正在制作，请稍等…"}
		if f != first {
			b = b.Plain()
		} else {
			b.Key = "Ctrl S"
		}
		all = append(all, b)
	}
	return all
}

// exhibitFields are the fields of one piece of evidence, as proposed where nothing
// was sent for it.
func exhibitFields(f *page.Form, e casefile.Exhibit, typed url.Values) exhibitLine {
	key := e.Key()
	sent := typed.Has("place-" + key)
	var places []page.Option
	for _, p := range casefile.Placings {
		places = append(places, page.Option{Value: string(p), Label: p.Label(), Checked: p == e.Place})
	}
	line := exhibitLine{Name: e.Name, On: e.On,
		Place: f.Select("place-"+key, "放不放入："+e.Name, places), Reason: f.Textarea("reason-"+key, "理由："+e.Name).WithRows(2), Proves: f.Textarea("proves-"+key, "证明对象："+e.Name).WithRows(2)}
	if !sent {
		line.Reason, line.Proves = line.Reason.WithValue(e.Reason), line.Proves.WithValue(e.Proves)
	}
	for _, field := range []*page.Field{&line.Place, &line.Reason, &line.Proves} {
		field.LabelHidden, field.Autocomplete, field.MaxLength = true, "off", 0
	}
	line.Reason.MaxLength, line.Proves.MaxLength = fault.MaxLine, fault.MaxLine
	return line
}

// madeBundles lists the bundles that were made, the newest first.
func (s *Server) madeBundles(v desk.CaseView) []madeBundle {
	var all []madeBundle
	for _, b := range slices.Backward(v.Case.Bundles) {
		text := fmt.Sprintf("%s，%d 页，%s", b.On.Chinese(), b.Pages, v.People.Name(b.By))
		if n := len(b.Closed); n > 0 {
			text += fmt.Sprintf("，不供对方查阅 %d 份", n)
		}
		if n := len(b.Out); n > 0 {
			text += fmt.Sprintf("，不放入 %d 份", n)
		}
		made := madeBundle{Label: b.Purpose.Label() + "证据卷", Text: text, Href: s.bundleURL(v.Case.ID, b.Entry)}
		for _, p := range b.Private.Placed {
			if p.Place != casefile.PlaceIn {
				made.Apart = append(made.Apart, page.KV{Label: p.Name, Value: p.Place.Label() + "：" + p.Reason})
			}
		}
		all = append(all, made)
	}
	return all
}

func (s *Server) bundleURL(id casefile.ID, n int) string {
	return s.Pages.URL(casePath(id, "bundles", strconv.Itoa(n)+".pdf"))
}

// bundleLinks lead from the case to its bundles, for who may make them.
func (s *Server) bundleLinks(v desk.CaseView) []page.Link {
	if o := optionOf(v, casefile.MakeBundle, 0, ""); o.MayNot {
		return nil
	}
	var links []page.Link
	for _, b := range v.Case.Bundles {
		links = append(links, page.Link{Label: b.Purpose.Label() + "证据卷（" + b.On.Chinese() + "）", Href: s.bundleURL(v.Case.ID, b.Entry)})
	}
	return links
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"bundled": told(func(t teller, f *casefile.Bundled) telling {
		var out []string
		for _, p := range f.Private.Placed {
			if p.Place != casefile.PlaceIn {
				out = append(out, p.Place.Label()+"："+p.Name+"，"+p.Reason)
			}
		}
		text := sentences(fmt.Sprintf("共 %d 页", f.Pages)) + sentences(out...) + sentences("SHA-256 "+f.File)
		return telling{Title: "制作证据卷：" + f.Purpose.Label(), Text: text}
	}),
})
