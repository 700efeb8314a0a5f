package reconsider

import (
	"slices"
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
)

// Response is the respondent's answer (被申请人答复), with what was added to it later;
// the zero one has not come.
type Response struct {
	Entry     int           // the first, as On and By are of it
	On        calendar.Date // it came: what is added does not make it late
	By        int64         // who put it in
	Text      string
	Materials []int // the evidence, among the documents of the file
	Bundle    int   // of these, the one that is numbered through (证据卷); 0 for none
	Exhibits  []Exhibit
	Answer    int // the answer itself (行政复议答复书), among the documents of the file, which is no evidence; 0 where it is text alone
}

// Files are the numbers of all that came with it, the answer first.
func (r Response) Files() []int {
	if r.Answer == 0 {
		return r.Materials
	}
	return append([]int{r.Answer}, r.Materials...)
}

// An Exhibit is one piece of evidence in a bundle, as its list of contents has it.
type Exhibit struct {
	N      int    `json:"n"`
	Name   string `json:"name"`
	Proves string `json:"proves,omitempty"`
	From   int    `json:"from"` // its pages
	To     int    `json:"to"`
	Closed bool   `json:"closed,omitempty"` // in the part that the other parties do not read (复议法 47)
}

// Pages says on which pages of the bundle it stands.
func (e Exhibit) Pages() string {
	if e.To <= e.From {
		return strconv.Itoa(e.From)
	}
	return strconv.Itoa(e.From) + "—" + strconv.Itoa(e.To)
}

// Responded notes that the respondent's answer and evidence came (复议法 48, 54). The
// entry's day is the one on which it came.
type Responded struct {
	Materials []int `json:"materials,omitempty"`
	Bundle    int   `json:"bundle,omitempty"`
	Answer    int   `json:"answer,omitempty"`
	Private   struct {
		Text     string    `json:"text"`
		Exhibits []Exhibit `json:"exhibits,omitempty"`
	} `json:"-"`
}

var _ = know[Responded]()

// FactType implements ledger.Fact.
func (Responded) FactType() string { return "responded" }

// Personal implements ledger.PersonalFact.
func (f *Responded) Personal() any { return &f.Private }

func (f *Responded) holds() []int {
	if f.Answer == 0 {
		return f.Materials
	}
	return append(slices.Clone(f.Materials), f.Answer)
}

func (f *Responded) change(c *Case, p Past) error {
	r := &c.Response
	if r.Entry == 0 {
		*r = Response{p.N, p.On, p.By, f.Private.Text, f.Materials, f.Bundle, f.Private.Exhibits, f.Answer}
		return nil
	}
	r.Text += "\n" + f.Private.Text
	r.Materials = slices.Concat(r.Materials, f.Materials)
	r.Exhibits = slices.Concat(r.Exhibits, f.Private.Exhibits)
	if r.Bundle == 0 {
		r.Bundle = f.Bundle
	}
	if f.Answer != 0 {
		r.Answer = f.Answer
	}
	return nil
}

func (f *Responded) clockEvents(c *Case, p Past) []deadline.Event {
	if c.Response.Entry != p.N { // what was added does not make it late
		return nil
	}
	return []deadline.Event{{Type: deadline.Answered, On: p.On}}
}

// Responding decides the respondent's answer. It has to give facts, grounds and
// evidence; without any it is treated as having none (复议法 70).
func (c *Case) Responding(f Responded, on calendar.Date, do Act, s Situation) (*Responded, error) {
	if err := c.Allows(do, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	copied, _ := c.PaperOf(CopyNotice)
	sent, _ := copied.SentTo(TheRespondent)
	form.Need("text", &f.Private.Text, "review_response_needed")
	s.checkDay(form, on, sent.On, "review_response_too_early")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// HasNoCase reports whether the respondent did not answer in time, or gave no
// evidence: the reply is then treated as having neither (复议法 70), save for a
// third party's evidence. It is put before the handler, who decides.
func (c *Case) HasNoCase(s Situation) bool {
	if c.Response.Entry != 0 {
		return len(c.Response.Materials) == 0
	}
	return !s.Clock.AnswerBy.IsZero() && s.Today.After(s.Clock.AnswerBy) && !c.CopyUnsigned()
}

// CopyUnsigned reports whether the copy went to the respondent and it is not known when
// it got it: its days to answer run from then (复议法 48).
func (c *Case) CopyUnsigned() bool {
	copied, _ := c.PaperOf(CopyNotice)
	sent, ok := copied.SentTo(TheRespondent)
	return ok && sent.GotOn.IsZero()
}
