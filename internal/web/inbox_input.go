package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/forms"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/page"
)

// An inputPart is the chosen input as it came in, in the middle of the inbox.
type inputPart struct {
	ID       inbox.ID
	Title    string
	Facts    []page.KV
	State    *page.Tag // of a decided one
	Problems []string  // sentences about what could not be read or is missing
	RawHref  string
	Text     string
	HTMLHref string // the cleaned HTML of a mail; "" for none
	Files    []page.FileItem
	Notes    []page.Note // what the applicant did since
	Added    []addedPart
	Viewer   page.Viewer
	SameID   []page.Link // mails with the same Message-ID
	History  []page.TimelineEntry
	Papers   []page.Link // the ticket, where a person hands number and code over; the confirmation on paper
	Confirm  page.Button // 发确认; without a label there is nothing to send, or nowhere
	PassOn   page.Button // 转复议机构; without a label it cannot be
	Untold   *page.Note  // nobody was told number and code
}

// inputPart makes the middle of the inbox.
func (s *Server) inputPart(v desk.InputView, people desk.People) *inputPart {
	i := v.Input
	p := &inputPart{ID: i.ID, Title: v.Content.Summary, RawHref: s.inputURL(i.ID, "/raw"), Text: v.Content.Text}
	p.Facts = append(inputFacts(v, people), s.handedFacts(v)...)
	if i.State != inbox.Waiting {
		p.State = &page.Tag{State: page.Done, Text: i.State.Label()}
	}
	if m := v.Content.Mail; m != nil {
		for _, problem := range m.Problems {
			p.Problems = append(p.Problems, problem.Sentence())
		}
		if m.HTML != "" {
			p.HTMLHref = s.inputURL(i.ID, "/html")
		}
	}
	if v.Mark.IsKept() {
		p.RawHref = ""
		p.Problems = append(p.Problems, "来信原件："+forms.MarkText(v.Mark)+"。")
	}
	p.Problems = append(p.Problems, v.Missing...)
	if i.Bounced {
		p.Problems = append(p.Problems, "自动确认没有送到，邮件退回来了：申请人可能没有收件号和查询码，打电话或者写信告诉。")
	}
	s.addFiles(p, v)
	s.addFromApplicant(p, v)
	for _, same := range v.SameID {
		p.SameID = append(p.SameID, page.Link{Label: same.Number, Href: s.inputURL(i.ID, "/compare/"+strconv.FormatInt(int64(same.ID), 10))})
	}
	for n := len(i.History) - 1; n >= 0; n-- {
		past := i.History[n]
		title, text := pastWords(past)
		p.History = append(p.History, page.TimelineEntry{Title: title, Text: text, By: people.Name(past.By), At: past.At})
	}
	if i.Door != casefile.Mail {
		p.Papers = append(p.Papers, page.Link{Label: "收件号和回执", Href: s.Pages.URL(ticketPath(i.ID))})
		if i.LacksRecord() {
			p.Problems = append(p.Problems, unsignedRecord+"。在“收件号和回执”里打印、存签了字的扫描件。")
		}
	}
	if confirmedOnPaper(v) {
		p.Papers = append(p.Papers, page.Link{Label: "打印收到确认书", Href: s.Pages.URL(fmt.Sprintf("/inputs/%d/confirmation.pdf", i.ID))})
	}
	return p
}

// inputURL returns an address below an input.
func (s *Server) inputURL(id inbox.ID, below string) string {
	return s.Pages.URL("/inbox/" + strconv.FormatInt(int64(id), 10) + below)
}

// inputFacts are the lines at the head of an input: who, by which way, when.
func inputFacts(v desk.InputView, people desk.People) []page.KV {
	i, c := v.Input, v.Content
	facts := []page.KV{{Label: "收件号", Value: i.Number, Nowrap: true}}
	arrived := page.KV{Label: "到达", Value: dateTimeText(i.ArrivedAt)}
	switch i.Door {
	case casefile.Mail:
		facts = append(facts,
			page.KV{Label: "发件人", Value: strings.TrimSpace(c.Mail.From.Name + " " + c.Mail.From.Address), None: "没有写"},
			page.KV{Label: "收件箱", Value: i.Mailbox},
			page.KV{Label: "发出", Value: dateTimeText(c.Mail.Date), None: "没有写"}, arrived)
		facts = append(facts, page.KV{Label: "自动确认", Value: confirmedText(v)})
	case casefile.PostSigned:
		facts = append(facts, page.KV{Label: "签收", Value: c.Facts.SignedOn.ChineseFull()},
			page.KV{Label: "签收人", Value: c.Facts.SignedBy, None: "没有写"}, page.KV{Label: "邮件号", Value: c.Facts.Tracking, None: "没有写"})
	case casefile.PostOrdinary:
		facts = append(facts, page.KV{Label: "到达", Value: c.Facts.ArrivedOn.ChineseFull()})
		if !c.Facts.ConfirmedOn.IsZero() {
			facts = append(facts, page.KV{Label: "与申请人确认", Value: c.Facts.ConfirmedOn.ChineseFull()})
		}
	case casefile.Web:
		facts = append(facts, page.KV{Label: "提交", Value: dateTimeText(i.ArrivedAt)})
	case casefile.Counter:
		what := "书面申请"
		if c.Spoken {
			what = "口头申请，代填" + recordWords(i)
		}
		facts = append(facts, arrived, page.KV{Label: "方式", Value: what})
	}
	if i.Door != casefile.Mail {
		facts = append(facts, page.KV{Label: "申请人", Value: c.Applicant.Name, None: "没有写"})
		facts = append(facts, page.KV{Label: "获取", Value: wayText(c.Wants), None: "没有写"})
		if c.Aid != "" {
			facts = append(facts, page.KV{Label: "需要帮助", Value: c.Aid})
		}
	}
	if len(people.Agencies) > 1 {
		facts = append(facts, page.KV{Label: "机关", Value: people.Agencies[i.Agency].Name})
	}
	return facts
}

// wayText writes in which form and how the reply is wanted.
func wayText(w casefile.Wants) string {
	return strings.Trim(w.Medium.Label()+"，"+w.Delivery.Label(), "，")
}

// addFiles lists what came with the input, and puts scans into the viewer.
func (s *Server) addFiles(p *inputPart, v desk.InputView) {
	scanned := v.Input.Door != casefile.Mail && v.Input.Door != casefile.Web
	p.Viewer.Label = "扫描件"
	for n, f := range v.Content.Files {
		at := strconv.Itoa(n)
		p.Files = append(p.Files, forms.MarkFile(page.FileItem{Name: f.Name, Href: s.inputURL(p.ID, "/files/"+at), Note: page.Bytes(f.Size)}, f, v.Marks[n]))
		if scanned && mayShow(f.Type) && !v.Marks[n].IsKept() {
			p.Viewer.Pages = append(p.Viewer.Pages, page.ViewerPage{Name: f.Name, Src: s.inputURL(p.ID, "/scans/"+at), PDF: f.Type == "application/pdf"})
		}
	}
}

// mayShow reports whether a file of the type a browser named could be shown
// beside the form. What it really is shows when it is sent.
func mayShow(mediaType string) bool { return shownInline[mediaType] }

// pastWords says what happened to an input, and what was written about it.
func pastWords(p inbox.Past) (title, text string) {
	switch f := p.Fact.(type) {
	case *inbox.Received:
		return "收到", ""
	case *inbox.Confirmed:
		return "自动确认已发出", ""
	case *inbox.ConfirmationBounced:
		return "自动确认退回来了", plainBounce(f.Private.Why) + "收件号 " + f.Number + "。"
	case *inbox.Called:
		return "电话：" + f.Outcome.Label(), dateTimeText(f.At) + lineIf(f.Private.Note)
	case *inbox.Parked:
		return "先放着", ""
	case *inbox.Became:
		return "登记为 " + f.Number, ""
	case *inbox.WasJoined:
		return "并入 " + f.Number, ""
	case *inbox.PassedOn:
		if f.Body == 0 {
			return "复议机构转来", f.Private.Note
		}
		return "转复议机构", f.Private.Note
	case *inbox.WasSetAside:
		return "不予登记：" + f.Reason.Label(), f.Private.Note
	case *inbox.Reopened:
		return "重新打开", f.Private.Reason
	case *inbox.RecordSigned:
		return "申请记录已念、已签", "签字 " + p.On.Chinese() + scanWords(f)
	case *inbox.Added:
		return "申请人补充了材料", f.Private.Text
	case *inbox.WasWithdrawn:
		return "申请人撤回", f.Private.Reason
	case *inbox.NewCode:
		if f.ByMail {
			return "发确认，附新的查询码", ""
		}
		return "换了查询码", sentences(f.Identified.Label(), f.Private.Note)
	}
	return p.Type, ""
}

func lineIf(note string) string {
	if note == "" {
		return ""
	}
	return "\n" + note
}

// comparePage is the page "desk/compare": two inputs side by side.
type comparePage struct {
	page.Base
	Back  page.BackLink
	Sides [2]compareSide
	Why   string
}

// A compareSide is one of two inputs that are compared.
type compareSide struct {
	Title, Href string
	State       string
	Facts       []page.KV
	Text        string
	Files       []page.FileItem
	Cases       []page.Link
}

// compareInputs serves GET /inbox/{id}/compare/{other}.
func (s *Server) compareInputs(w http.ResponseWriter, r *http.Request, by auth.User) error {
	p := comparePage{Base: s.base(r, by, "对照")}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	var views [2]desk.InputView
	for n, name := range []string{"id", "other"} {
		if views[n], err = s.Desk.Input(r.Context(), by, inbox.ID(pathID(r, name))); err != nil {
			return err
		}
		p.Sides[n] = s.compareSide(views[n], people)
	}
	l := intake.Similar(views[0].Input.Digest.Sketch, views[1].Input.Digest.Sketch)
	p.Why = l.Headline()
	if len(l.Reasons) > 0 {
		p.Why += "：" + strings.Join(l.Reasons, "；")
	}
	p.Back = page.BackLink{Href: s.inputURL(views[0].Input.ID, ""), Label: "回收件箱"}
	return s.Pages.Render(w, http.StatusOK, "desk/compare", p)
}

func (s *Server) compareSide(v desk.InputView, people desk.People) compareSide {
	part := s.inputPart(v, people)
	side := compareSide{
		Title: part.Title, Href: s.inputURL(part.ID, ""), State: v.Input.State.Label(), Facts: part.Facts, Text: part.Text, Files: part.Files,
	}
	for _, c := range v.Cases {
		side.Cases = append(side.Cases, page.Link{Label: c.Number + annulledMark(c), Href: s.Pages.URL(casePath(c.ID))})
	}
	return side
}
