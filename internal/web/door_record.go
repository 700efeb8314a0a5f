package web

import (
	"fmt"
	"net/http"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/inbox"
	"mingda/internal/page"
)

// This file is about the record of a spoken request (条例 29.1): it is printed
// once the request is taken in, read out, signed, and its scan stored.

// unsignedRecord says what is missing, in the same words everywhere.
const unsignedRecord = "缺申请人签字的记录"

// A recordPart is the record on the page of the ticket.
type recordPart struct {
	Print  page.Button
	Signed string // when; "" while it is not
	Scans  []page.FileItem
	May    bool // the person may say that it was signed
	Open   bool
	Post   string
	Key    string
	Day    page.Field
	Files  page.Field
	Save   page.Button
}

// recordPart makes the record of an input. What was typed and sent is held.
func (s *Server) recordPart(by auth.User, i *inbox.Input, held *forms.Held, f *page.Form) *recordPart {
	p := &recordPart{
		Print: page.Button{Label: "打印记录", Href: s.Pages.URL(fmt.Sprintf("/inputs/%d/spoken.pdf", i.ID))},
		May:   auth.MayDo(by, auth.TakeIn, i.Agency) == nil, Open: i.LacksRecord(), Post: s.Pages.URL(fmt.Sprintf("/inputs/%d/record", i.ID)), Key: held.Key,
	}
	if i.Record.N != 0 {
		p.Print, p.Signed = p.Print.Plain(), i.Record.On.ChineseFull()
	}
	p.Day = f.Date("signed_on", "申请人签字的日期").WithValue(calendar.DateOf(s.Now()).String())
	p.Files = f.File("record", "签了字的记录").WithHint("扫描或者拍照，可以一次选几页。").WithAccept(scanTypes).WithFiles(held.Uploaded("record"))
	p.Save = page.Button{Label: "已念、已签", Key: "Ctrl S"}
	return p
}

// recordScans lists the scans of the signed record: they come last among the
// files of the input.
func (s *Server) recordScans(i *inbox.Input, files int) []page.FileItem {
	var all []page.FileItem
	for n, scan := range i.Record.Scans {
		at := strconv.Itoa(files - len(i.Record.Scans) + n)
		all = append(all, page.FileItem{Name: scan.Name, Href: s.inputURL(i.ID, "/scans/"+at), Note: page.Bytes(scan.Size)})
	}
	return all
}

// signRecord serves POST /inputs/{id}/record.
func (s *Server) signRecord(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if err := auth.MayDo(by, auth.TakeIn, by.Agency); err != nil {
		return err
	}
	held, err := forms.Read(r, s.Desk, s.Uploads)
	if held == nil || err != nil && !isInvalid(err) {
		return err
	}
	id := inbox.ID(pathID(r, "id"))
	if err == nil && goesOn(held, "record") {
		return s.backToForm(w, r, ticketPath(id), held)
	}
	bad := fault.Form{}
	on := dayIn(held.Values, "signed_on", bad)
	if err == nil && bad.Err() == nil {
		if err = s.Desk.SignRecord(r.Context(), by, id, on, held.Stored("record")); err == nil {
			return s.see(w, r, ticketPath(id), "签了字的记录已存好")
		}
	}
	if err = joinFaults(err, bad.Err()); !isInvalid(err) {
		return err
	}
	return s.renderTicket(w, r, by, http.StatusUnprocessableEntity, held, err)
}

// downloadSpoken serves GET /inputs/{id}/spoken.pdf: the record of a spoken
// request, to be read out and signed.
func (s *Server) downloadSpoken(w http.ResponseWriter, r *http.Request, by auth.User) error {
	id := inbox.ID(pathID(r, "id"))
	v, err := s.Desk.Input(r.Context(), by, id)
	if err != nil {
		return err
	}
	if !v.Content.Spoken {
		return fault.New(fault.NotFound, "not_found")
	}
	body, err := s.Desk.SpokenRecordPDF(r.Context(), by, id)
	if err != nil {
		return err
	}
	return sendPDF(w, r, v.Input.Number+"口头申请记录.pdf", body)
}

// recordWords says when the record of a spoken request was signed.
func recordWords(i *inbox.Input) string {
	if i.Record.N == 0 {
		return ""
	}
	return "，" + i.Record.On.Chinese() + "念给申请人听，已签字"
}

// scanWords says that a scan took the place of another.
func scanWords(f *inbox.RecordSigned) string {
	if f.Corrects == 0 {
		return ""
	}
	return "，换了一份扫描件"
}
