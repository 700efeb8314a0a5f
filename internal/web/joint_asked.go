package web

import (
	"net/url"
	"slices"
	"strconv"

	"mingda/internal/casefile"
	"mingda/internal/page"
)

// fromField is the field that says whose of several who ask jointly something is.
const fromField = "from"

// askedFrom asks of what a notice to several asks for by whom of them it was done: those
// to whom the notice has gone can be chosen. Nothing where one alone was asked.
func askedFrom(c *casefile.Case, f *page.Form, notice casefile.Letter, label string) []page.Field {
	asked := notice.Asked()
	if len(notice.Joint) == 0 || len(asked) == 0 {
		return nil
	}
	var options []page.Option
	for _, to := range notice.Recipients() {
		o := page.Option{Value: strconv.Itoa(to), Label: recipientName(c, to), Checked: f.Value(fromField) == "" && to == asked[0]}
		if !slices.Contains(asked, to) {
			o.Disabled, o.Hint = true, "通知还没有送达，不能选。"
		}
		options = append(options, o)
	}
	return []page.Field{f.Radios(fromField, label, options).AsRequired()}
}

// ofOther says of what one of several who ask did whose it is, nothing of the one who
// leads.
func ofOther(c *casefile.Case, to int, did string) string {
	if to == 0 {
		return ""
	}
	return otherName(c, to) + did + "。"
}

// askedFromIn reads the answer; the applicant who leads where nobody was asked.
func askedFromIn(v url.Values) int {
	n, _ := strconv.Atoi(v.Get(fromField))
	return n
}
