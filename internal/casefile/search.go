package casefile

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// A SearchResult is what a search came to.
type SearchResult string

// The results of a search.
const (
	FoundIt    SearchResult = "found"
	FoundSome  SearchResult = "some"
	FoundNone  SearchResult = "none"
	FoundDoubt SearchResult = "doubt" // found, but it may not be fit to be disclosed
)

// SearchResults lists the results as forms show them.
var SearchResults = []SearchResult{FoundNone, FoundIt, FoundSome, FoundDoubt}

// Label returns the Chinese name of the result, "" for none.
func (r SearchResult) Label() string {
	return map[SearchResult]string{FoundIt: "找到", FoundSome: "找到一部分", FoundNone: "没有找到", FoundDoubt: "找到，有不宜公开的内容"}[r]
}

// Searched notes that somebody searched for what is asked for (登记检索): how and
// where is what a court asks of an agency that says there is none (条例 36(4), 法释
// 〔2025〕8号 5.2(6)). The entry's day is that of the search.
type Searched struct {
	Result  SearchResult `json:"result"`
	Help    int          `json:"help,omitempty"` // the N of the HelpAsked that it answers; 0 for none
	Private struct {
		Places string `json:"places,omitempty"` // systems, archives, rooms, one a line
		Words  string `json:"words,omitempty"`
		Asked  string `json:"asked,omitempty"` // the people who were asked
		Who    string `json:"who"`             // who searched
		Note   string `json:"note,omitempty"`
	} `json:"-"`
}

// HelpAsked notes that another unit was asked to search (请协助查找), on a sheet that
// is printed from it.
type HelpAsked struct {
	Until   calendar.Date `json:"until"` // the day asked for; the office's own rule
	Private struct {
		Unit  string `json:"unit"`
		Seek  string `json:"seek"`
		Clues string `json:"clues,omitempty"`
	} `json:"-"`
}

var _ = know(
	func() ledger.Fact { return new(Searched) },
	func() ledger.Fact { return new(HelpAsked) },
)

// FactType implements ledger.Fact, as does the following.
func (Searched) FactType() string  { return "searched" }
func (HelpAsked) FactType() string { return "help_asked" }

// Personal implements ledger.PersonalFact, as does the following.
func (f *Searched) Personal() any  { return &f.Private }
func (f *HelpAsked) Personal() any { return &f.Private }

// A Search is one search of a case.
type Search struct {
	Entry  int
	On     calendar.Date
	Result SearchResult
	Help   int
	Places []string
	Words  string
	Asked  string
	Who    string
	Note   string
}

// Where lists where it was searched and who was asked, as a letter says it.
func (s Search) Where() []string {
	all := slices.Clone(s.Places)
	if s.Asked != "" {
		all = append(all, "询问"+s.Asked)
	}
	return all
}

// A Help is what another unit was asked to search for.
type Help struct {
	Entry       int
	On, Until   calendar.Date
	By          int64
	Unit        string
	Seek, Clues string
}

func (f *Searched) change(c *Case, p Past) error {
	s := Search{Entry: p.N, On: p.On, Result: f.Result, Help: f.Help, Words: f.Private.Words, Asked: f.Private.Asked, Who: f.Private.Who, Note: f.Private.Note}
	for line := range strings.Lines(f.Private.Places) {
		if line = strings.TrimSpace(line); line != "" {
			s.Places = append(s.Places, line)
		}
	}
	c.Searches = append(c.Searches, s)
	return nil
}

func (f *HelpAsked) change(c *Case, p Past) error {
	c.Helps = append(c.Helps, Help{Entry: p.N, On: p.On, Until: f.Until, By: p.By, Unit: f.Private.Unit, Seek: f.Private.Seek, Clues: f.Private.Clues})
	return nil
}

// retract: the record of a search is taken back by itself.
func (f *Searched) retract(*Case, Past) *fault.Error { return nil }

// retract: what was asked is taken back while nobody has answered it.
func (f *HelpAsked) retract(c *Case, p Past) *fault.Error {
	if c.Helped(p.N) {
		return fault.New(fault.Conflict, "help_answered")
	}
	return nil
}

// Helped reports whether the unit that was asked by the n-th entry has answered.
func (c *Case) Helped(n int) bool {
	return slices.ContainsFunc(c.Searches, func(s Search) bool { return s.Help == n })
}

// Help returns what was asked by the n-th entry.
func (c *Case) Help(n int) (Help, bool) {
	for _, h := range c.Helps {
		if h.Entry == n {
			return h, true
		}
	}
	return Help{}, false
}

// Searching decides the record of a search on a day.
func (c *Case) Searching(f Searched, on calendar.Date, s Situation) (*Searched, error) {
	if err := c.Allows(RecordSearch, s); err != nil {
		return nil, err
	}
	form, p := fault.Form{}, &f.Private
	for _, text := range []*string{&p.Places, &p.Words, &p.Asked, &p.Note} {
		*text = strings.TrimSpace(*text)
	}
	first := c.Receipt.On
	if h, ok := c.Help(f.Help); ok {
		first = h.On
	} else if f.Help != 0 {
		form.Bad("help", "help_unknown")
	}
	c.checkExamined(form, on, first, s)
	if p.Places == "" && p.Asked == "" {
		form.Bad("places", "search_place_needed")
	}
	if p.Places != "" && p.Words == "" && f.Result == FoundNone {
		form.Bad("words", "search_words_needed")
	}
	if f.Result.Label() == "" {
		form.Bad("result", "search_result_needed")
	}
	form.Need("who", &p.Who, "searcher_needed")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// AskingHelp decides that another unit is asked to search.
func (c *Case) AskingHelp(f HelpAsked, s Situation) (*HelpAsked, error) {
	if err := c.Allows(AskHelp, s); err != nil {
		return nil, err
	}
	form, p := fault.Form{}, &f.Private
	form.Need("unit", &p.Unit, "help_unit_needed")
	form.Need("seek", &p.Seek, "help_seek_needed")
	p.Clues = strings.TrimSpace(p.Clues)
	switch {
	case f.Until.IsZero():
		form.Bad("until", "date_unreadable")
	case f.Until.Before(s.Today):
		form.Bad("until", "help_until_past")
	case !s.Due.IsZero() && !f.Until.Before(s.Due):
		form.Bad("until", "help_until_late", s.Due.Chinese())
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}
