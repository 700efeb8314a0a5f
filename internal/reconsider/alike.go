package reconsider

import (
	"cmp"
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// A Sketch is a case as it is compared with others. One that is decided has an
// outcome.
type Sketch struct {
	ID         int64
	Number     string
	Kind       law.Result   // of the reply, or law.NoAnswer
	Parts      []law.Result // of a reply in parts
	Ground     string       // on what ground it is objected to: the code of the objection
	Found      []Found      // the question sheet
	Words      string       // of request and objection
	Respondent string
	Act        string // what names the reply, such as its number; empty for silence
	Applicant  string // who it is, told from others; never shown

	Outcome   Outcome
	Reason    string
	DecidedOn calendar.Date
	Effective bool // the decision was served (复议法 75)
	Handler   string
	Guiding   bool   // 行政复议指导性案例 (实施条例 76), or one that the bureau holds to be like it
	Published string // as what the guiding case was published; empty for the bureau's own
	Departs   bool   // decided otherwise than alike cases commonly are
	Departure string // and why
}

// A Difference is a question that two cases answer differently; empty where it was
// not asked.
type Difference struct {
	Question    string
	Here, There Value
}

// A Match is a past case beside the one at hand: what they share, and what not.
type Match struct {
	Past       Sketch
	SameGround bool
	Compared   bool         // the sheets of both are filled in, so far as is asked
	Same       []string     // questions answered alike
	Telling    []string     // of them, those where both found something wrong or out of the ordinary
	Differ     []Difference // where only one did, or each something else
	Wording    int          // of 100: how much of the wording they share
	Phrases    []string     // the longest phrases they share
	Alike      bool         // truly alike, by the rule of Alike
}

// The rule of what is alike, and of what is common among the alike ones. They are
// the bureau's own (OwnRule).
const (
	AlikeWording = 40 // of 100, from which wording is similar
	CommonCases  = 3  // so many alike decisions at least
	CommonParts  = 3  // of so many parts
	CommonMost   = 2  // at least so many are decided so: two thirds
)

// AlikeWords says in words by which rule cases are truly alike, and which outcome
// is the common one.
const AlikeWords = "同类案件：答复的类型相同；审查提纲中有问题的各问、案件情况的各问回答相同；并且异议的理由相同，或者用语相近（相同的用语达到四成）。" +
	"通常的决定：同类案件至少三件，其中三分之二以上作出同一种决定的，为通常的决定；有指导性案例的，以指导性案例为准。调解、终止的不计算在内。"

// Alike returns the past cases of the same kind of reply that share ground, wording
// or answers with one, the nearest first. A case is truly alike where the kind of
// reply is the same, no answer that is out of the ordinary differs, and the ground
// is the same or the wording similar. While a sheet is not filled in, none is.
func Alike(of Sketch, past []Sketch) []Match {
	var matches []Match
	words := bigramsOf(of.Words)
	for _, p := range past {
		if p.ID == of.ID || p.Outcome == "" || !sameKind(of, p) {
			continue
		}
		m := Match{Past: p, SameGround: p.Ground == of.Ground && p.Ground != "", Compared: len(of.Found) > 0 && len(p.Found) > 0}
		m.Same, m.Telling, m.Differ = compare(of.Found, p.Found)
		m.Wording = share(words, bigramsOf(p.Words))
		m.Alike = m.Compared && len(m.Differ) == 0 && (m.SameGround || m.Wording >= AlikeWording)
		if !m.Alike && !m.SameGround && m.Wording < AlikeWording && len(m.Telling) == 0 {
			continue
		}
		m.Phrases = sharedPhrases(of.Words, p.Words)
		matches = append(matches, m)
	}
	slices.SortStableFunc(matches, nearer)
	return matches
}

// sameKind reports whether two replies are of one kind; in parts, whether they share
// a ground.
func sameKind(a, b Sketch) bool {
	if a.Kind != b.Kind {
		return false
	}
	return len(a.Parts) == 0 && len(b.Parts) == 0 ||
		slices.ContainsFunc(a.Parts, func(r law.Result) bool { return slices.Contains(b.Parts, r) })
}

// nearer orders matches: the truly alike before the others, guiding ones first, then
// by what differs, the ground, the wording, and the day of the decision.
func nearer(a, b Match) int {
	return cmp.Or(
		-compareBool(a.Alike, b.Alike), -compareBool(a.Past.Guiding, b.Past.Guiding), cmp.Compare(len(a.Differ), len(b.Differ)),
		-compareBool(a.SameGround, b.SameGround), -cmp.Compare(a.Wording, b.Wording), -a.Past.DecidedOn.Compare(b.Past.DecidedOn),
		cmp.Compare(a.Past.ID, b.Past.ID))
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// compare holds two sheets beside each other, in the order of the first. That
// something is not applicable, or was not asked, is as if it were in order. What
// was decided for others does not make a case another.
func compare(here, there []Found) (same, telling []string, differ []Difference) {
	codes := answeredIn(here)
	for _, code := range answeredIn(there) {
		if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	for _, code := range codes {
		a, b := valueOf(here, code), valueOf(there, code)
		oddA, oddB := isOdd(code, a), isOdd(code, b)
		switch {
		case code == "effective":
		case oddA && oddB && a == b:
			same, telling = append(same, code), append(telling, code)
		case oddA || oddB:
			differ = append(differ, Difference{code, a, b})
		case a != "" && b != "":
			same = append(same, code)
		}
	}
	return same, telling, differ
}

func answeredIn(found []Found) []string {
	var codes []string
	for _, f := range found {
		if f.Value != "" && !slices.Contains(codes, f.Question) {
			codes = append(codes, f.Question)
		}
	}
	return codes
}

func valueOf(found []Found, code string) Value {
	for _, f := range found {
		if f.Question == code {
			return f.Value
		}
	}
	return ""
}

// isOdd reports whether an answer is out of the ordinary.
func isOdd(code string, v Value) bool {
	q, ok := QuestionOf(code)
	return ok && v != "" && v != NotApplicable && v != q.Ordinary
}

// A Share is how many cases ended in one way.
type Share struct {
	Outcome Outcome
	N       int
	Of      int
	Cases   []string // their numbers
}

// Percent returns the share of 100, rounded down.
func (s Share) Percent() int {
	if s.Of == 0 {
		return 0
	}
	return 100 * s.N / s.Of
}

// Shares returns how those that are truly alike were decided, the most frequent
// outcome first. What was mediated or ended is no judgment and does not count.
func Shares(matches []Match) []Share {
	var decided []Sketch
	for _, m := range matches {
		if m.Alike && judged(m.Past) {
			decided = append(decided, m.Past)
		}
	}
	return sharesOf(decided)
}

// judged reports whether a case ended by a decision on the matter or the application.
func judged(s Sketch) bool {
	return s.Outcome != "" && s.Outcome != Mediated && s.Outcome != Ended
}

func sharesOf(cases []Sketch) []Share {
	var shares []Share
	for _, o := range outcomes {
		s := Share{Outcome: o.Code, Of: len(cases)}
		for _, c := range cases {
			if c.Outcome == o.Code {
				s.N++
				s.Cases = append(s.Cases, c.Number)
			}
		}
		if s.N > 0 {
			shares = append(shares, s)
		}
	}
	slices.SortStableFunc(shares, func(a, b Share) int { return cmp.Compare(b.N, a.N) })
	return shares
}

// A CommonOutcome is how alike cases are commonly decided; the zero one where
// nothing is common.
type CommonOutcome struct {
	Outcome Outcome
	Share   Share
	Guiding string // number of the guiding case that says so; empty where the count does
	Article string
}

// Common returns the common outcome among those that are truly alike: that of the
// latest guiding case, else the one of two thirds of at least three.
func Common(matches []Match) CommonOutcome {
	shares := Shares(matches)
	var guiding *Sketch
	for i, m := range matches {
		if m.Alike && m.Past.Guiding && judged(m.Past) && (guiding == nil || m.Past.DecidedOn.After(guiding.DecidedOn)) {
			guiding = &matches[i].Past
		}
	}
	for _, s := range shares {
		if guiding != nil && s.Outcome == guiding.Outcome {
			article := OwnRule
			if guiding.Published != "" {
				article = rules("第七十六条")
			}
			return CommonOutcome{s.Outcome, s, guiding.Number, article}
		}
		if guiding == nil && s.Of >= CommonCases && s.N*CommonParts >= s.Of*CommonMost {
			return CommonOutcome{Outcome: s.Outcome, Share: s, Article: OwnRule}
		}
	}
	return CommonOutcome{}
}

// Departs reports whether to decide so is to depart from the common outcome, which
// needs a stated reason. Mediation and an end depart from nothing.
func (c CommonOutcome) Departs(o Outcome) bool {
	return c.Outcome != "" && o != c.Outcome && judged(Sketch{Outcome: o})
}

// A Precedent is an effective decision about the same act, or one like it, in line
// with which another's case may be decided directly (实施条例 65).
type Precedent struct {
	Past    Sketch
	SameAct bool // 同一行政行为; else 同样行政行为, which a person has to confirm
	Because string
	Article string
}

// Precedents proposes the effective decisions for others about the same act: the
// same respondent and reply; or the same respondent, the same kind of reply and
// similar wording, which may be the same fact.
func Precedents(of Sketch, past []Sketch, decided calendar.Date) []Precedent {
	if decided.Before(rulesFrom) {
		return nil
	}
	var list []Precedent
	words := bigramsOf(of.Words)
	for _, p := range past {
		if p.ID == of.ID || !p.Effective || !judged(p) || p.Respondent != of.Respondent || p.Applicant == of.Applicant || !sameKind(of, p) {
			continue
		}
		found := Precedent{Past: p, Article: rules("第六十五条")}
		switch {
		case p.Act != "" && p.Act == of.Act:
			found.SameAct, found.Because = true, "同一答复，别人申请复议的已有生效决定"
		case share(words, bigramsOf(p.Words)) >= AlikeWording:
			found.Because = "同一被申请人、同类答复，用语相近（" + strings.Join(sharedPhrases(of.Words, p.Words), "、") + "）；是不是就同一事实作出，请核对"
		default:
			continue
		}
		list = append(list, found)
	}
	slices.SortStableFunc(list, func(a, b Precedent) int {
		return cmp.Or(-compareBool(a.SameAct, b.SameAct), -a.Past.DecidedOn.Compare(b.Past.DecidedOn))
	})
	return list
}
