package law

import "mingda/internal/calendar"

// A Path is in what order the remedies against a reply may be sought.
type Path string

// The paths.
const (
	ReviewFirst Path = "review_first" // reconsideration, and only then the court
	Either      Path = "either"       // reconsideration or the court, as the applicant chooses
)

// A Remedy is what may be sought against one kind of result on a day, and so
// what the foot of the letter says. The zero Remedy is none.
type Remedy struct {
	Result  Result `json:"result"`
	Path    Path   `json:"path"`
	Article string `json:"article"` // as staff cite it
	// TellCourt is whether the letter tells of the court beside
	// reconsideration. It is false for final results that the court does not
	// take (法释〔2025〕8号 10.2): the sentence would mislead. The legal bureau
	// may set it otherwise.
	TellCourt bool `json:"tell_court"`
	// Unsettled is true where no text says which path holds.
	Unsettled bool `json:"unsettled,omitempty"`
}

// A remedyRule gives a path to the kinds of result that it covers.
type remedyRule struct {
	covers      func(Result) bool
	path        Path
	article     string
	unsettled   bool
	from, until calendar.Date
}

var (
	lastOfOldLaw   = ReconsiderationLaw.From.AddDays(-1)
	lastOfOldRules = ReconsiderationRules.From.AddDays(-1)
	freeChoice     = LitigationLaw.At("第四十四条第一款") + "、" + LitigationLaw.At("第四十六条第一款")
)

// remedyRules holds the paths; the first rule that covers a kind of result on
// a day holds.
var remedyRules = []remedyRule{
	{covers: all, path: Either, article: freeChoice, from: FOIRegulation.From, until: lastOfOldLaw},

	{covers: isRefusal, path: ReviewFirst, article: ReconsiderationLaw.At("第二十三条第一款第四项"), from: ReconsiderationLaw.From, until: lastOfOldRules},
	{covers: isRefusal, path: ReviewFirst, article: ReconsiderationLaw.At("第二十三条第一款第四项") + "、" + ReconsiderationRules.At("第三十一条"), from: ReconsiderationRules.From},

	{covers: noAnswer, path: Either, article: freeChoice, unsettled: true, from: ReconsiderationLaw.From, until: lastOfOldRules},
	{covers: noAnswer, path: ReviewFirst, article: ReconsiderationLaw.At("第十一条第十四项、第二十三条第一款第三项") + "、" + ReconsiderationRules.At("第三十条第一款"), from: ReconsiderationRules.From},

	{covers: all, path: Either, article: ReconsiderationLaw.At("第二十条第一款") + "、" + freeChoice, from: ReconsiderationLaw.From},
}

func all(Result) bool        { return true }
func noAnswer(r Result) bool { return r == NoAnswer }

// notForCourt are the final results against which the court takes no case
// (法释〔2025〕8号 10.2(4)-(8)). Of repeated requests it is only those for what
// was disclosed before: the letter asks which it was, and tells accordingly.
var notForCourt = map[Result]bool{Repeated: true, Inquiry: true, Making: true, Petition: true, Publication: true}

// RemedyOn returns the remedy against a kind of result, or against NoAnswer,
// on a day: that of the reply, or the day after the period that passed
// without one. For Partial it is the remedy against the withheld part; the
// part that was given has that of Disclose. Withdrawn has none. Days before
// the first rule are judged by the first.
func RemedyOn(result Result, on calendar.Date) Remedy {
	if result == Withdrawn {
		return Remedy{}
	}
	if on.Before(FOIRegulation.From) {
		on = FOIRegulation.From
	}
	for _, rule := range remedyRules {
		if !rule.covers(result) || !holds(on, rule.from, rule.until) {
			continue
		}
		told := !notForCourt[result] || on.Before(CourtInterpretation.From)
		return Remedy{Result: result, Path: rule.path, Article: rule.article, TellCourt: told, Unsettled: rule.unsettled}
	}
	return Remedy{}
}

// Remedies returns the remedy against each kind of result, in the order of the
// yearly report, and last against NoAnswer. Withdrawn and Other are left out:
// what is closed so has no letter of its own kind.
func Remedies(on calendar.Date) []Remedy {
	var list []Remedy
	for _, r := range results {
		if r.Code != Withdrawn && r.Code != Other {
			list = append(list, RemedyOn(r.Code, on))
		}
	}
	return append(list, RemedyOn(NoAnswer, on))
}

// RemedyDates returns the days on which a path or an article changed, the
// first rule's day first, in order.
func RemedyDates() []calendar.Date {
	return []calendar.Date{FOIRegulation.From, ReconsiderationLaw.From, CourtInterpretation.From, ReconsiderationRules.From}
}
