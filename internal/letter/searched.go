package letter

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
)

// A Search is one search that the case has on record, as a letter says it.
type Search struct {
	On    calendar.Date `json:"on"`
	Where []string      `json:"where,omitempty"`
	Words string        `json:"words,omitempty"`
	None  bool          `json:"none,omitempty"` // nothing was found
}

// searched is what the searches of a case say together: the last day, every place
// once, all words.
func (f Facts) searched() (on, where, words string) {
	var places, used []string
	var last calendar.Date
	for _, s := range f.Searches {
		if s.On.After(last) {
			last = s.On
		}
		for _, place := range s.Where {
			if !slices.Contains(places, place) {
				places = append(places, place)
			}
		}
		if s.Words != "" && !slices.Contains(used, s.Words) {
			used = append(used, s.Words)
		}
	}
	if !last.IsZero() {
		on = last.String()
	}
	return on, strings.Join(places, "\n"), strings.Join(used, "、")
}

// check: a letter that says there is none, where a search has found something, is
// looked at.
func (r *notExisting) check(c *checker) {
	if slices.ContainsFunc(c.facts.Searches, func(s Search) bool { return !s.None }) {
		c.found(Look, "searched_in", "检索记录里有找到的，核对是不是所申请的信息", "条例第三十六条第四项")
	}
}
