package bureau

import (
	"net/http"
	"net/url"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/inbox"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// This file is about what is done to an application beside deciding about it: a lost
// query code is replaced, and the record of a spoken one is signed.

// identifyPage is the page "desk/identify".
type identifyPage struct {
	page.Base
	Line            identified
	Back            string
	First           bool // nobody was given a code yet: none is lost
	How, Note, Sure page.Field
	Post            string
	Continue        page.Button
}

// identified is whose code is replaced.
type identified struct{ Number, Href, Subject, Applicant string }

// newCodePage is the page "desk/case_code": the new query code, shown this once.
type newCodePage struct {
	page.Base
	Case    page.Link
	Receipt page.Receipt
	Back    string // 回案件, 回收件
	Status  string // where the applicant looks
}

// sureField is the tick before what cannot be taken back.
const sureField = "sure"

// showNewCode serves GET /review/inbox/{id}/code.
func (s *Server) showNewCode(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderNewCode(w, r, by, nil, nil)
}

// newCode serves POST /review/inbox/{id}/code: a new query code after the applicant was
// identified. It answers with the code itself: it is kept nowhere.
func (s *Server) newCode(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := readPlain(r)
	if err != nil && !isInvalid(err) {
		return err
	}
	who := casefile.Identification{By: casefile.Identified(sent.Value("identified")), Note: sent.Value("identified_note")}
	wrong := fault.Form{}
	wrong.Add(err)
	if sent.Value(sureField) != "1" {
		wrong.Bad(sureField, "tick_to_go_on")
	}
	_, err = who.Check()
	wrong.Add(err)
	var t desk.Ticket
	if err = wrong.Err(); err == nil {
		t, err = s.Desk.NewInputCode(r.Context(), by, inbox.ID(pathNumber(r, "id")), who)
	}
	if isInvalid(err) {
		return s.renderNewCode(w, r, by, sent.Values, err)
	}
	if err != nil {
		return err
	}
	v, err := s.Desk.ReviewInput(r.Context(), by, t.Input)
	if err != nil {
		return err
	}
	p := newCodePage{
		Base: s.House.Base(r, by, "新的查询码 "+t.Number), Case: page.Link{Href: s.Pages.URL(seenFrom(v.Input))}, Status: s.Desk.StatusURL,
		Receipt: page.Receipt{Tag: page.Tag{State: page.Done, Text: "旧码已作废"}, Title: "新的查询码", At: t.At,
			Codes: []page.KV{{Label: "收件号", Value: t.Number}, {Label: "查询码", Value: t.Code.String()}}},
	}
	p.Back = "回收件"
	if number := v.Input.ReviewNumber(); number != "" {
		p.Back = "回案件"
		p.Receipt.Codes = append([]page.KV{{Label: "案号", Value: number}}, p.Receipt.Codes...)
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.Pages.Render(w, http.StatusOK, "desk/case_code", p)
}

// seenFrom is the address from which an application is looked at: its case, or itself.
func seenFrom(i *inbox.Input) string {
	if i.State == inbox.Registered && i.Review != 0 {
		return casePath(reconsider.ID(i.Review))
	}
	return inboxPath(i.ID)
}

func (s *Server) renderNewCode(w http.ResponseWriter, r *http.Request, by auth.User, typed url.Values, wrong error) error {
	v, err := s.Desk.ReviewInput(r.Context(), by, inbox.ID(pathNumber(r, "id")))
	if err != nil {
		return err
	}
	i, f := v.Input, page.NewForm(typed, wrong)
	var ways []page.Option
	for _, way := range casefile.Identifications {
		ways = append(ways, page.Option{Value: string(way), Label: way.Label()})
	}
	p := identifyPage{
		Base: s.House.Base(r, by, casefile.ReplaceCode.Label()+" "+i.Number), Post: s.Pages.URL(inboxPath(i.ID) + "/code"), Back: "返回", First: v.Confirming.IsDue(i),
		Line: identified{Number: i.Number, Href: s.Pages.URL(seenFrom(i)), Subject: v.Content.Summary, Applicant: v.Content.Applicant.Name},
		How:  f.Radios("identified", "怎么核对的身份", ways),
		Note: f.Text("identified_note", "说明").WithHint("如代理人的姓名、核对了哪几位号码。选“别的办法”时要写。").WithAutocomplete("off"),
		Sure: f.Checkbox(sureField, "是申请人本人，或者他的代理人。旧码马上作废。"), Continue: page.Button{Label: casefile.ReplaceCode.Label(), Key: "Ctrl S"}.Grave(),
	}
	if p.First {
		p.Sure.Label, p.Continue = "是申请人本人，或者他的代理人。", page.Button{Label: "出查询码", Key: "Ctrl S"}
	}
	p.Errors = f.Errors()
	status := http.StatusOK
	if wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	return s.Pages.Render(w, status, "desk/identify", p)
}

// recordPage is the page "bureau/record": the record of a spoken application.
type recordPage struct {
	page.Base
	Number, Back string
	Print        page.Button
	Signed       string // when; "" while it is not
	Scans        []page.FileItem
	Post, Key    string
	Day, Files   page.Field
	Save         page.Button
}

// recordField is the field of the scan of a signed record.
const recordField = "record"

// showRecord serves GET /review/inbox/{id}/record.
func (s *Server) showRecord(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := forms.Open(r.Context(), s.Desk, r.URL.Query().Get(forms.KeyField))
	if err != nil {
		return err
	}
	return s.renderRecord(w, r, by, held, nil)
}

// signRecord serves POST /review/inbox/{id}/record: it was read out and signed.
func (s *Server) signRecord(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := s.read(r)
	if held == nil || err != nil && !isInvalid(err) {
		return err
	}
	if err == nil && held.Values.Has(recordField+"-drop") {
		return s.renderRecord(w, r, by, held, nil)
	}
	id := inbox.ID(pathNumber(r, "id"))
	if err == nil {
		err = s.Desk.SignRecord(r.Context(), by, id, dayIn(held, "signed_on"), held.Stored(recordField))
	}
	if isInvalid(err) {
		return s.renderRecord(w, r, by, held, err)
	}
	if err != nil {
		return err
	}
	v, err := s.Desk.ReviewInput(r.Context(), by, id)
	if err != nil {
		return err
	}
	return s.House.See(w, r, seenFrom(v.Input), "签了字的笔录已存好")
}

func (s *Server) renderRecord(w http.ResponseWriter, r *http.Request, by auth.User, held *forms.Held, wrong error) error {
	v, err := s.Desk.ReviewInput(r.Context(), by, inbox.ID(pathNumber(r, "id")))
	if err != nil {
		return err
	}
	if !v.Content.Spoken {
		return fault.New(fault.NotFound, "not_found")
	}
	i := v.Input
	if len(held.Values) == 0 {
		held.Values = url.Values{"signed_on": {s.Desk.Today().String()}}
	}
	f := page.NewForm(held.Values, wrong)
	p := recordPage{
		Base: s.House.Base(r, by, "口头申请笔录 "+i.Number), Number: i.Number, Back: s.Pages.URL(seenFrom(i)), Post: s.Pages.URL(inboxPath(i.ID) + "/record"), Key: held.Key,
		Print: page.Button{Label: "打印笔录", Href: s.Pages.URL(inboxPath(i.ID) + "/record.pdf")}, Save: page.Button{Label: "已念、已签", Key: "Ctrl S"},
		Day: f.Date("signed_on", "申请人签字的日期"), Files: filesNamed(f, recordField, "签了字的笔录", held).WithHint("扫描或者拍照，可以一次选几页。"),
	}
	if i.Record.N != 0 {
		p.Signed, p.Print = i.Record.On.ChineseFull(), p.Print.Plain()
		for n, scan := range i.Record.Scans {
			at := itoa(len(v.Content.Files) - len(i.Record.Scans) + n)
			p.Scans = append(p.Scans, page.FileItem{Name: scan.Name, Href: s.Pages.URL(inboxPath(i.ID) + "/files/" + at), Note: page.Bytes(scan.Size)})
		}
	}
	p.Errors = f.Errors()
	status := http.StatusOK
	if wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	return s.Pages.Render(w, status, "bureau/record", p)
}

// An inputLine is something that came in and belongs to a case.
type inputLine struct {
	Number, Href string
	Text         string
	Tags         []page.Tag
	Links        []page.Link
}

// inputLines lists what a case came by and what was put into it, with what is open of it.
func (s *Server) inputLines(c *reconsider.Case, came []*inbox.Input) []inputLine {
	var all []inputLine
	for _, i := range came {
		at := s.Pages.URL(inboxPath(i.ID))
		line := inputLine{Number: i.Number, Href: at, Text: i.Door.Label() + "，" + i.ArrivedOn().ChineseShort(), Tags: inputTags(i)}
		if int64(i.ID) != c.Input {
			line.Text += "，并入"
		}
		if i.Digest.Spoken {
			line.Links = append(line.Links, page.Link{Label: "口头申请笔录", Href: at + "/record"})
		}
		line.Links = append(line.Links, page.Link{Label: casefile.ReplaceCode.Label(), Href: at + "/code"})
		all = append(all, line)
	}
	return all
}

// inputTags marks what somebody has to see to of an application.
func inputTags(i *inbox.Input) []page.Tag {
	var all []page.Tag
	if i.LacksRecord() {
		all = append(all, page.Tag{State: page.Soon, Text: "缺申请人签字的笔录"})
	}
	if i.Bounced {
		all = append(all, page.Tag{State: page.Late, Text: "确认邮件退回"})
	}
	return all
}
