package web

import (
	"errors"
	"slices"
	"strconv"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/page"
)

// A barAct says how an act stands in the bar.
type barAct struct {
	label string // the act's own if empty
	key   string
	rank  int  // the lowest is the main act
	more  bool // stands under the procedures besides, with its article
}

// barActs are the acts of the bar. What corrects stands beside what it
// corrects (the card of the applicant, the clock); dropping and returning a
// draft stand on the page of the letter.
var barActs = map[casefile.Act]barAct{
	casefile.Sign:              {rank: 1},
	casefile.Check:             {label: "审核", rank: 2},
	casefile.Serve:             {rank: 3},
	casefile.Void:              {rank: 3},
	casefile.Assign:            {rank: 4},
	casefile.AnswerOnTheSpot:   {rank: 24},
	casefile.SignFor:           {rank: 5},
	casefile.AssistSignFor:     {label: "签收", rank: 5},
	casefile.AssistAnswer:      {rank: 6},
	casefile.AssistReturn:      {more: true},
	casefile.ReturnUnit:        {more: true},
	casefile.AskAssist:         {more: true},
	casefile.AssistSendBack:    {more: true},
	casefile.AssistRemove:      {more: true},
	casefile.Draft:             {label: "拟稿", key: "D", rank: 6},
	casefile.TakeSupplement:    {rank: 7},
	casefile.TakePayment:       {rank: 7},
	casefile.WaiveFee:          {rank: 29, more: true},
	casefile.Archive:           {rank: 9},
	casefile.HoldBack:          {more: true},
	casefile.EndHold:           {more: true},
	casefile.KeepLonger:        {more: true},
	casefile.Restrict:          {more: true},
	casefile.LiftRestriction:   {more: true},
	casefile.ConfirmDelivery:   {rank: 28},
	casefile.Note:              {key: "M", rank: 20},
	casefile.AddMaterial:       {key: "F", rank: 21},
	casefile.TakeReasons:       {rank: 29, more: true},
	casefile.AcceptReasons:     {rank: 29, more: true},
	casefile.TakeBackReasons:   {rank: 29, more: true},
	casefile.Withdraw:          {rank: 30},
	casefile.WithdrawPart:      {rank: 30, more: true},
	casefile.DeclineWithdrawal: {rank: 30},
	casefile.SplitCase:         {rank: 30, more: true},
	casefile.TakeBackSplit:     {rank: 30, more: true},
	casefile.JoinCase:          {rank: 30, more: true},
	casefile.UnjoinCase:        {rank: 30, more: true},
	casefile.TakeReply:         {rank: 6},
	casefile.Close:             {rank: 31},
	casefile.Resume:            {rank: 31},
	casefile.RecordSearch:      {more: true},
	casefile.AskHelp:           {more: true},
	casefile.Chase:             {more: true},
	casefile.AnswerChase:       {rank: 2},
	casefile.EndChase:          {more: true},
	casefile.Escalate:          {more: true},
	casefile.AnswerEscalation:  {rank: 2},
	casefile.Examine:           {more: true},
	casefile.AnswerExamination: {more: true},
	casefile.TakeBack:          {label: "取出案卷", more: true},
	casefile.NoteAid:           {more: true},
	casefile.Succeed:           {more: true},
	casefile.NoteChallenge:     {more: true},
	casefile.NoteOutcome:       {more: true},
	casefile.MakeBundle:        {more: true},
	casefile.Annul:             {more: true},

	casefile.AddJointApplicant:    {more: true},
	casefile.ChangeJointApplicant: {more: true},
	casefile.RemoveJointApplicant: {more: true},

	casefile.ProposePublication: {more: true},
	casefile.DecidePublication:  {rank: 27},

	casefile.Consult:            {more: true},
	casefile.AnswerConsultation: {more: true},
	casefile.HandOn:             {more: true},
}

// The ranks of acts that stand elsewhere than their kind does.
const (
	rankDelivered = 8  // what the reply waits for before the file is put away
	rankUndecided = 0  // what came in may be the awaited supplement, or the request was withdrawn
	rankNoAnswer  = 7  // closing, where the day to supplement or to pay has passed
	rankMain      = 9  // up to here an act is the main one if it is the first
	rankNotice    = 25 // a clarification or an extension
	rankAgain     = 26 // assigning anew
)

// actBar returns what this person can do with the case now, the main act first,
// and what cannot be done and why.
func (s *Server) actBar(v desk.CaseView) page.ActBar {
	type ranked struct {
		page.Button
		rank int
	}
	var acts []ranked
	var bar page.ActBar
	for _, o := range v.Options {
		known, ok := barActs[o.Act]
		switch {
		case !ok || o.MayNot, o.Act == casefile.TakeBack && v.Row.Stage != casefile.StageArchived, o.Act == casefile.ConfirmDelivery && !awaitsDelivery(v, o.Letter):
			continue
		case o.Act == casefile.AnswerOnTheSpot && v.Case.Unit != 0 && optionOf(v, casefile.Draft, 0, "").Err != nil: // it would lead nowhere
			continue
		case o.Act == casefile.TakeReply && v.FromLead.Reply == "": // nothing to take over yet
			continue
		case o.Err != nil:
			if said := cannot(v, o); said != "" && !slices.Contains(bar.Cant, said) {
				bar.Cant = append(bar.Cant, said)
			}
			continue
		case o.Act == casefile.Void && staleLetter(v, o.Letter) == nil:
			continue
		case o.Stale != nil: // what went before is recorded on the page of the letter
			if l, _ := v.Case.Letter(o.Letter); v.Case.Outdated(l) == nil { // else its note says so
				bar.Cant = append(bar.Cant, l.Number+"："+o.Stale.Error())
			}
			continue
		}
		if known.more || o.Kind != "" && !mainNotices[o.Kind] && casefile.IsNotice(o.Kind) {
			bar.More = besides(bar.More, o, s.barButton(v, o, known).Plain())
			if o.Act == casefile.NoteChallenge {
				bar.More = besides(bar.More, o, page.Button{Label: "登记被诉", Href: s.newSuitHref(v)}.Plain())
			}
			continue
		}
		acts = append(acts, ranked{s.barButton(v, o, known), rankOf(v, o, known)})
	}
	slices.SortStableFunc(bar.More, func(a, b page.ActGroup) int { return casefile.ProcedureRank(a.Title) - casefile.ProcedureRank(b.Title) })
	slices.SortStableFunc(acts, func(a, b ranked) int { return a.rank - b.rank })
	for i, a := range acts {
		if i > 0 || a.rank > rankMain {
			if a.Kind == "" {
				a.Button = a.Plain()
			}
		} else if a.Key == "" {
			a.Key = "Enter"
		}
		bar.Acts = append(bar.Acts, a.Button)
	}
	return bar
}

// mainNotices are the notices that stand in the bar itself.
var mainNotices = map[casefile.LetterKind]bool{casefile.ClarificationNotice: true, casefile.ExtensionNotice: true}

// besides adds the button of an option to the group of its procedure.
func besides(groups []page.ActGroup, o desk.Option, b page.Button) []page.ActGroup {
	of := casefile.ProcedureOf(o.Act)
	if o.Kind != "" {
		of = casefile.ProcedureOfLetter(o.Kind)
	}
	for i := range groups {
		if groups[i].Title == of.Name {
			groups[i].Acts = append(groups[i].Acts, b)
			return groups
		}
	}
	return append(groups, page.ActGroup{Title: of.Name, Article: of.Article, Acts: []page.Button{b}})
}

func rankOf(v desk.CaseView, o desk.Option, known barAct) int {
	switch {
	case o.Kind != "" && !casefile.IsNotice(o.Kind): // to one of those who ask jointly
		return known.rank
	case o.Kind != "":
		return rankNotice
	case o.Act == casefile.TakeSupplement && len(v.Undecided) > 0:
		return rankUndecided
	case o.Act == casefile.Withdraw && v.Case.IsWithdrawalAsked():
		return rankUndecided
	case o.Act == casefile.Close && (v.NoAnswer || v.Unpaid):
		return rankNoAnswer
	case o.Act == casefile.ConfirmDelivery && isServedReply(v, o.Letter):
		return rankDelivered
	case o.Act == casefile.Assign && v.Case.Unit != 0:
		return rankAgain
	}
	return known.rank
}

// isServedReply reports whether a letter is the reply that ended the case: the
// file waits for its way back before it is put away. No other letter holds it up.
func isServedReply(v desk.CaseView, n int) bool {
	l, ok := v.Case.Letter(n)
	return ok && l.IsReply() && !v.Row.Open
}

// staleLetter says why a letter could not go out today any more, and so is to be
// made void; nil for every other letter.
func staleLetter(v desk.CaseView, n int) error { return optionOf(v, casefile.Serve, n, "").Stale }

// awaitsDelivery reports whether a posted letter is not known to have come.
func awaitsDelivery(v desk.CaseView, n int) bool {
	l, ok := v.Case.Letter(n)
	return ok && l.GotOn.IsZero()
}

// barButton returns the button of an act: it leads to the act's own page,
// except for signing for a case, which needs nothing more.
func (s *Server) barButton(v desk.CaseView, o desk.Option, known barAct) page.Button {
	id := v.Case.ID
	b := page.Button{Label: known.label, Key: known.key}
	if b.Label == "" {
		b.Label = o.Act.Label()
	}
	switch {
	case o.Letter != 0:
		b.Href, b.About = s.Pages.URL(letterPath(id, o.Letter)), letterTitle(v, o.Letter)
		switch o.Act {
		case casefile.Serve:
			b.Href += "/serve"
		case casefile.ConfirmDelivery:
			b.Href += "/delivery"
		case casefile.Void:
			b.Href += "/void"
		case casefile.Draft:
			b.Label = "继续拟稿"
		}
	case o.Act == casefile.Draft:
		b.Href = s.Pages.URL(casePath(id, "letters", "new"))
		if o.Kind != "" {
			b.Label, b.Key = noticeLabels[o.Kind], ""
			b.Href += "?kind=" + string(o.Kind)
		}
		if o.To != 0 {
			b.Href, b.About = s.newLetterTo(id, o), otherName(v.Case, o.To)
		}
		if o.Kind != "" && !casefile.IsNotice(o.Kind) {
			b.Label, b.About = "拟给"+otherName(v.Case, o.To)+"的答复", ""
		}
	case o.Act == casefile.SignFor, o.Act == casefile.AssistSignFor, o.Act == casefile.TakeReply:
		b.Post, b.Hidden = s.Pages.URL(casePath(id, string(o.Act))), []page.Hidden{{Name: "version", Value: strconv.Itoa(v.Case.Version)}}
	case o.Act == casefile.ChangeJointApplicant && len(v.Case.JointApplicants()) > 1: // which of them is chosen there
		b.Href = s.Pages.URL(casePath(id, "person"))
	case o.Act == casefile.TakeBack:
		b.Href = s.takeBackURL(v, v.Case.Version)
	case o.Act == casefile.TakeSupplement && len(v.Undecided) > 0:
		b.Label, b.Href = "是不是补正", s.Pages.URL(casePath(id, string(o.Act)))
	case o.Act == casefile.MakeBundle:
		b.Label, b.Href = bundleLabel(v.Case.ContestedIn()), s.Pages.URL(casePath(id, string(o.Act)))
	case o.Act == casefile.Assign && v.Case.Unit != 0:
		b.Label, b.Href = "改分办", s.Pages.URL(casePath(id, string(o.Act)))
	default:
		b.Href = s.Pages.URL(casePath(id, string(o.Act)))
	}
	return b
}

// noticeLabels name the notices on their buttons.
var noticeLabels = map[casefile.LetterKind]string{
	casefile.ClarificationNotice: "发补正通知",
	casefile.ExtensionNotice:     "延期",
	casefile.ReasonsNotice:       "要求说明理由",
	casefile.DelayNotice:         "延迟答复",
	casefile.FeeNotice:           "发收费通知",

	casefile.ThirdPartyInquiry: "拟征求第三方意见书",
	casefile.JointInquiry:      "拟征求意见函",
	casefile.ThirdPartyTold:    "告知第三方决定公开",
	casefile.OthersAsked:       "告知申请人正在征求意见",

	casefile.WithdrawalConfirmation: "拟撤回申请确认书",
	casefile.TransferLetter:         "拟转送函",

	casefile.RespondentAnswer:         "拟行政复议答复书",
	casefile.CourtAnswer:              "拟行政答辩状",
	casefile.CorrectionTransferLetter: "拟更正申请转送函",
}

// letterTitle names a letter for who hears several buttons of the same word.
func letterTitle(v desk.CaseView, n int) string {
	l, _ := v.Case.Letter(n)
	if l.Number != "" {
		return l.Number
	}
	return desk.LetterName(l.Kind)
}

// cannot says why an act that one would look for cannot be done. Nothing is
// said of what is plain from the stage.
func cannot(v desk.CaseView, o desk.Option) string {
	open := v.Row.Open
	switch {
	case o.Act == casefile.Draft && mainNotices[o.Kind] && open && v.Row.Stage != casefile.StageServing:
	case o.Act == casefile.Archive && !open && v.Row.Stage != casefile.StageArchived:
	case o.Act == casefile.Annul && open:
	case o.Act == casefile.Note && v.Row.Stage == casefile.StageArchived:
	default:
		return ""
	}
	var e *fault.Error
	if !errors.As(o.Err, &e) {
		return ""
	}
	return e.Message()
}
