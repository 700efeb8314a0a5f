package forms

import (
	"net/url"
	"strconv"

	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// A Reveal is the part of a page about the people of a case by which one of them is shown
// in full: the form that asks of whom and what for, or afterwards who is shown.
type Reveal struct {
	Shown  page.Note // who is shown in full; empty for nobody
	Form   []page.Field
	Post   string
	Button page.Button
}

// WhoseName is the parameter that says of whom is asked, and ReasonName why.
const (
	WhoseName  = "whose"
	ReasonName = "reason"
)

// Nobody is shown in full.
const Nobody = -1

// RevealIn reads what the form of a Reveal asks for.
func RevealIn(sent *serve.Form) desk.Reveal {
	whose, err := strconv.Atoi(sent.Value(WhoseName))
	if err != nil {
		whose = Nobody
	}
	return desk.Reveal{Whose: whose, Reason: desk.RevealReason(sent.Value(ReasonName)), Note: sent.Value("note")}
}

// AskReveal asks of whom and why somebody is to be shown in full; a reason that is likely
// is chosen already. It returns what was wrong with what was sent too.
func AskReveal(post string, whose []page.Option, likely desk.RevealReason, typed url.Values, wrong error) (Reveal, []page.FieldError) {
	if wrong == nil {
		chosen := typed.Get(ReasonName)
		if chosen == "" {
			chosen = string(likely)
		}
		typed = url.Values{WhoseName: typed[WhoseName], ReasonName: {chosen}}
	}
	form := page.NewForm(typed, wrong)
	var why []page.Option
	for _, reason := range desk.RevealReasons {
		why = append(why, page.Option{Value: string(reason), Label: reason.Label()})
	}
	of := form.Hidden(WhoseName, "0")
	if len(whose) > 1 {
		of = form.Select(WhoseName, "看谁的", whose)
	}
	reason := form.Radios(ReasonName, "做什么用", why).AsRequired()
	reason.Inline = true
	note := form.Text("note", "说明").WithHint("选“其他”的要写。").WithAutocomplete("off").AsOptional()
	return Reveal{Post: post, Form: []page.Field{of, reason, note}, Button: page.Button{Label: "看原文"}}, form.Errors()
}

// Revealed says who is shown in full.
func Revealed(name string) Reveal {
	return Reveal{Shown: page.Note{Kind: page.Done, Strong: name + "的原文，只在这一页。", Text: "这次查看和理由已经记录。用完关掉，再看要重新说明。"}}
}
