package intake

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// An opinion is what another parser (stalwartlabs/mail-parser) makes of a mail.
type opinion struct {
	HTMLBody    []int `json:"html_body"`
	TextBody    []int `json:"text_body"`
	Attachments []int `json:"attachments"`
	Parts       []struct {
		Headers []struct {
			Name  any             `json:"name"`
			Value json.RawMessage `json:"value"`
		} `json:"headers"`
		Body map[string]json.RawMessage `json:"body"`
	} `json:"parts"`
}

// header returns the last value of the field, as that parser counts.
func (o opinion) header(name string) map[string]json.RawMessage {
	var found map[string]json.RawMessage
	for _, h := range o.Parts[0].Headers {
		if h.Name == name {
			found = nil
			json.Unmarshal(h.Value, &found) // "Empty" is no object: no value
		}
	}
	return found
}

func (o opinion) subject() string {
	var s string
	json.Unmarshal(o.header("subject")["Text"], &s)
	return s
}

func (o opinion) from() string {
	var a struct {
		List  []struct{ Name, Address string }
		Group []struct {
			Addresses []struct{ Name, Address string }
		}
	}
	json.Unmarshal(o.header("from")["Address"], &a)
	for _, g := range a.Group {
		a.List = append(a.List, g.Addresses...)
	}
	if len(a.List) == 0 {
		return ""
	}
	return a.List[0].Name + " <" + a.List[0].Address + ">"
}

func (o opinion) text() string {
	var all []string
	for _, i := range o.TextBody {
		var s string
		if json.Unmarshal(o.Parts[i].Body["Text"], &s); s == "" {
			json.Unmarshal(o.Parts[i].Body["Html"], &s)
			s = textOfHTML(s)
		}
		all = append(all, s)
	}
	return strings.Join(all, "\n")
}

// squeezed leaves only what is no blank, so that layout is not compared.
func squeezed(s string) string { return strings.Join(strings.Fields(strings.Map(visible, s)), "") }

func visible(r rune) rune {
	if r < ' ' || r == '\ufeff' || r == '\ufffd' || r == 0x7f {
		return ' '
	}
	return r
}

// TestStalwart compares our reading with that of another parser.
func TestStalwart(t *testing.T) {
	names, err := filepath.Glob("testdata/mail/stalwart-mail-parser/*.eml")
	if err != nil || len(names) != 107 {
		t.Fatal(len(names), err)
	}
	used := map[string]bool{}
	for _, name := range names {
		var o opinion
		if err := json.Unmarshal(read(t, strings.TrimSuffix(name, ".eml")+".json"), &o); err != nil {
			t.Fatal(err)
		}
		m := Parse(read(t, name))
		short := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(name), "eml__"), ".eml")
		for _, d := range differences(m, o) {
			key := short + " " + d.what
			if _, ok := accepted[key]; ok {
				used[key] = true
				continue
			}
			t.Errorf("%s\n ours   %.300q\n theirs %.300q", key, d.ours, d.theirs)
		}
	}
	for key := range accepted {
		if !used[key] {
			t.Errorf("%s is listed as a difference and is none", key)
		}
	}
}

type difference struct{ what, ours, theirs string }

func differences(m Message, o opinion) []difference {
	var list []difference
	compare := func(what, ours, theirs string) {
		if squeezed(ours) != squeezed(theirs) {
			list = append(list, difference{what, ours, theirs})
		}
	}
	compare("subject", m.Subject, o.subject())
	from := ""
	if m.From != (Address{}) {
		from = m.From.Name + " <" + m.From.Address + ">"
	}
	compare("from", from, o.from())
	compare("text", m.Text, o.text())
	compare("attachments", fmt.Sprint(len(m.Attachments)), fmt.Sprint(len(o.Attachments)))
	return list
}
