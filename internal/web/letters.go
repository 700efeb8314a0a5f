package web

import (
	"net/http"
	"strconv"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/letter"
	"mingda/internal/page"
)

func (s *Server) letterRoutes(r *mux.Router) {
	const all, one = "/cases/{id:[0-9]+}/letters", "/cases/{id:[0-9]+}/letters/{n:[1-9][0-9]{0,8}}" // there is no letter 0, and 0 is a new one within
	r.Handle("/letters", s.staff(ofCases(s.listLetters))).Methods("GET")
	r.Handle("/letters/print", s.staff(ofCases(s.showPrintRun))).Methods("GET")
	r.Handle("/letters/print.pdf", s.staff(ofCases(s.sendPrintRun))).Methods("GET")
	r.Handle(all+"/new", s.staff(s.newLetter)).Methods("GET")
	r.Handle(all+"/new", s.staff(s.saveLetter)).Methods("POST")
	r.Handle(one, s.staff(s.showLetter)).Methods("GET")
	r.Handle(one, s.staff(s.saveLetter)).Methods("POST")
	r.Handle(one+"/kind", s.staff(s.chooseOtherKind)).Methods("GET")
	r.Handle(one+"/draft.pdf", s.staff(s.sendDraftPDF)).Methods("GET")
	r.Handle(one+".pdf", s.staff(s.sendLetterPDF)).Methods("GET")
	r.Handle(one+"/drop", s.staff(s.showEnd(dropForm))).Methods("GET")
	r.Handle(one+"/drop", s.staff(s.endLetter(dropForm))).Methods("POST")
	r.Handle(one+"/void", s.staff(s.showEnd(voidForm))).Methods("GET")
	r.Handle(one+"/void", s.staff(s.endLetter(voidForm))).Methods("POST")
	r.Handle(one+"/replace", s.staff(s.chooseReplacement)).Methods("GET")
	r.Handle(one+"/check", s.staff(s.checkLetter)).Methods("POST")
	r.Handle(one+"/return", s.staff(s.returnLetter)).Methods("POST")
	r.Handle(one+"/sign", s.staff(s.showSign)).Methods("GET")
	r.Handle(one+"/sign", s.staff(s.signLetter)).Methods("POST")
	r.Handle(one+"/serve", s.staff(s.showService)).Methods("GET")
	r.Handle(one+"/serve", s.staff(s.serveLetter)).Methods("POST")
	r.Handle(one+"/delivery", s.staff(s.showDelivery)).Methods("GET")
	r.Handle(one+"/delivery", s.staff(s.confirmDelivery)).Methods("POST")
	r.Handle(one+"/correct-service", s.staff(s.showCorrection)).Methods("GET")
	r.Handle(one+"/correct-service", s.staff(s.correctService)).Methods("POST")
	r.Handle(one+"/approval.pdf", s.staff(s.sendApproval)).Methods("GET")
	r.Handle(one+"/service-cover.pdf", s.staff(s.sendServiceCover)).Methods("GET")
	r.Handle(one+"/envelope.pdf", s.staff(s.sendEnvelope)).Methods("GET")
	r.Handle(one+"/returned", s.staff(s.showReturned)).Methods("GET")
	r.Handle(one+"/returned", s.staff(s.recordReturned)).Methods("POST")
	r.Handle(one+"/service-receipt.pdf", s.staff(s.sendServiceReceipt)).Methods("GET")
}

// letterPath returns the address of the page of a letter, or of one below it.
func letterPath(id casefile.ID, n int, below ...string) string {
	return casePath(id, append([]string{"letters", strconv.Itoa(n)}, below...)...)
}

// letterN returns the number of the letter in the address, 0 where it names none.
func letterN(r *http.Request) int { return int(pathID(r, "n")) }

// A letterQueue is one block of the page of letters: what waits in which
// stages, and what those who see it are to do.
type letterQueue struct {
	title  string
	state  page.State
	stages []casefile.LetterStage
	act    casefile.Act
	below  string // of the letter's page, where the act is done
	holds  func(l desk.QueuedLetter, by auth.User) bool
}

// queuesOf returns the queues that the roles of a person give them, what is
// most urgent for others first.
func queuesOf(by auth.User) []letterQueue {
	mine := func(returned bool) func(desk.QueuedLetter, auth.User) bool {
		return func(l desk.QueuedLetter, by auth.User) bool {
			return l.Drafter == by.ID && (l.Remark != "") == returned
		}
	}
	any := func(desk.QueuedLetter, auth.User) bool { return true }
	var queues []letterQueue
	drafts := by.Has(auth.Officer) || by.Has(auth.Clerk)
	if drafts {
		queues = append(queues, letterQueue{"退回给我", page.Late, []casefile.LetterStage{casefile.InDraft}, casefile.Draft, "", mine(true)})
	}
	if by.Has(auth.Checker) {
		queues = append(queues, letterQueue{"等我审核", page.Soon, []casefile.LetterStage{casefile.InCheck}, casefile.Check, "", any})
	}
	if by.Has(auth.Signer) {
		queues = append(queues, letterQueue{"等我签发", page.Soon, []casefile.LetterStage{casefile.InSigning}, casefile.Sign, "sign", any})
	}
	if by.Has(auth.Clerk) || by.Has(auth.Officer) || by.Has(auth.Coordinator) {
		queues = append(queues, letterQueue{"等着送出", page.Today, []casefile.LetterStage{casefile.IsSigned, casefile.IsReady, casefile.IsSending}, casefile.Serve, "serve", any})
	}
	if drafts {
		queues = append(queues, letterQueue{"我的草稿", page.Line, []casefile.LetterStage{casefile.InDraft}, casefile.Draft, "", mine(false)})
	}
	return queues
}

// queued counts the letters that wait for this person: to check, to sign, to
// send, and their own drafts. It is asked for on every page, so it only counts.
func (s *Server) queued(r *http.Request, by auth.User) int {
	var stages []casefile.LetterStage
	drafts := false
	for _, q := range queuesOf(by) {
		if q.act == casefile.Draft {
			drafts = true
			continue
		}
		stages = append(stages, q.stages...)
	}
	n, err := s.Desk.CountQueue(r.Context(), by, drafts, stages...)
	if err != nil {
		return 0 // the page of the queues itself will say what is wrong
	}
	return n
}

// lettersPage is the page "desk/letters".
type lettersPage struct {
	page.Base
	Groups page.CaseGroups
	None   page.Empty
	Print  string      // where what waits to be sent is printed at once; "" where nothing does
	Book   page.Button // the register of numbers
}

// listLetters serves GET /letters: what waits for this person, oldest first.
func (s *Server) listLetters(w http.ResponseWriter, r *http.Request, by auth.User) error {
	p := lettersPage{Base: s.base(r, by, "拟稿与审核"), Groups: page.CaseGroups{Caption: "等我办的文书，每组里等得最久的在前"}}
	p.Book = page.Button{Label: "发文登记簿", Href: s.Pages.URL("/numbers"), Kind: "plain"}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	for n, q := range queuesOf(by) {
		rows, err := s.Desk.Queue(r.Context(), by, q.stages...)
		if err != nil {
			return err
		}
		group := page.CaseGroup{ID: "queue-" + strconv.Itoa(n+1), Tag: page.Tag{State: q.state, Text: q.title}}
		for _, l := range rows {
			if q.holds(l, by) {
				group.Rows = append(group.Rows, s.queuedRow(q, l, by, people))
			}
		}
		if len(group.Rows) > 0 {
			group.Note = strconv.Itoa(len(group.Rows)) + " 件"
			p.Groups.Groups = append(p.Groups.Groups, group)
			if q.act == casefile.Serve {
				p.Print = s.Pages.URL("/letters/print")
			}
		}
	}
	p.None = page.Empty{
		Title: "没有等您办的文书", Text: "要审核、签发、送出的文书和退回的稿会排在这里，等得最久的在前。",
		Acts: []page.Button{{Label: "看台账", Href: s.Pages.URL("/cases"), Kind: "plain"}},
	}
	return s.Pages.Render(w, http.StatusOK, "desk/letters", p)
}

// queuedRow is one letter of a queue. What the person may not do, such as
// checking their own draft, has no button and says who may.
func (s *Server) queuedRow(q letterQueue, l desk.QueuedLetter, by auth.User, people desk.People) page.CaseRow {
	row := page.CaseRow{
		Number: l.Row.Number, Href: s.Pages.URL(casePath(l.Case)), Subject: l.Row.Subject, Applicant: l.Row.Applicant,
		Unit: people.Unit(l.Row.Unit), Due: s.dueOf(l.Row, calendar.DateOf(s.Now()), true),
		WaitFor: l.Name + "　" + l.Stage.Label() + "，自 " + calendar.DateOf(l.ChangedAt).ChineseShort(),
	}
	if !letter.ToApplicant(letter.Kind(l.Kind)) {
		row.WaitFor = "不是给申请人的。" + row.WaitFor
	}
	subject := auth.Subject{Agency: l.Row.Agency, Unit: l.Row.Unit, Officer: l.Row.Officer, Drafter: l.Drafter, Withdrawn: l.Row.Stage == casefile.StageWithdrawn}
	label := map[casefile.Act]string{casefile.Draft: "接着拟", casefile.Check: "审核", casefile.Sign: "签发", casefile.Serve: "送达"}[q.act]
	switch err := auth.May(by, q.act, subject); {
	case err != nil:
		row.WaitFor += "。" + err.Error()
	case l.Stage == casefile.IsSigned:
		row.WaitFor += "。" + l.Unmade.Error()
	case l.Stale != nil:
		row.WaitFor += "。" + l.Stale.Error()
		row.Act = page.Button{Label: "看文书", About: l.Row.Number, Href: s.Pages.URL(letterPath(l.Case, l.N)), Size: "small"}
	default:
		var below []string
		if q.below != "" {
			below = []string{q.below}
		}
		row.Act = page.Button{Label: label, About: l.Row.Number, Href: s.Pages.URL(letterPath(l.Case, l.N, below...)), Size: "small"}
	}
	if l.Remark != "" && q.act == casefile.Draft {
		row.WaitFor += "：" + l.Remark
	}
	if l.Remark != "" && q.act == casefile.Serve {
		row.WaitFor += "。上次没有送到：" + l.Remark
	}
	return row
}
