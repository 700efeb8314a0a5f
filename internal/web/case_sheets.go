package web

import (
	"context"
	"net/http"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/page"
)

// sheetLinks lead to the sheets of the file that can be printed now. The approval
// sheet stands with its letter.
func (s *Server) sheetLinks(c *casefile.Case) []page.Link {
	link := func(label, below string) page.Link {
		return page.Link{Label: label, Href: s.Pages.URL(casePath(c.ID, below))}
	}
	links := []page.Link{link("登记表", "registration.pdf")}
	if c.Stage() != casefile.StageAnnulled {
		links = append(links, link("期限说明", "clock.pdf"))
	}
	if c.Payment.N != 0 {
		links = append(links, link("缴费确认书", "fee-receipt.pdf"))
	}
	if desk.HasArchiveSheets(c) {
		if shelf, ok := c.Shelf(); ok && shelf.File != "" {
			return append(links, link("案卷（装订成册）", "archive.pdf"), link("案卷和全部原件（ZIP）", "archive.zip"))
		}
		links = append(links, link("案卷封面", "archive-cover.pdf"), link("卷内目录", "archive-contents.pdf"))
	}
	return links
}

// sendRegistration serves GET /cases/{id}/registration.pdf.
func (s *Server) sendRegistration(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return sendSheet(w, r, by, "申请登记表.pdf", s.Desk.RegistrationPDF)
}

// sendClockSheet serves GET /cases/{id}/clock.pdf.
func (s *Server) sendClockSheet(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return sendSheet(w, r, by, "期限说明.pdf", s.Desk.ClockPDF)
}

// sendArchiveCover serves GET /cases/{id}/archive-cover.pdf.
func (s *Server) sendArchiveCover(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return sendSheet(w, r, by, "案卷封面.pdf", s.Desk.ArchiveCoverPDF)
}

// sendArchiveContents serves GET /cases/{id}/archive-contents.pdf.
func (s *Server) sendArchiveContents(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return sendSheet(w, r, by, "卷内目录.pdf", s.Desk.ArchiveContentsPDF)
}

// sendSheet answers with a sheet of the case in the address.
func sendSheet(w http.ResponseWriter, r *http.Request, by auth.User, name string,
	made func(context.Context, auth.User, casefile.ID) ([]byte, error)) error {
	body, err := made(r.Context(), by, caseID(r))
	if err != nil {
		return err
	}
	return sendPDF(w, r, name, body)
}

// sendApproval serves GET /cases/{id}/letters/{n}/approval.pdf.
func (s *Server) sendApproval(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return sendLetterSheet(w, r, by, "审批单.pdf", s.Desk.ApprovalPDF)
}

// servicePapers print what goes with a signed letter: the receipt to be signed,
// and for one on paper the notice on top and the envelope.
func servicePapers(v desk.DraftView, below func(string) string) []page.Button {
	button := func(label, path string) page.Button {
		return page.Button{Label: label, Href: below(path), Kind: "plain"}
	}
	if len(v.Letter.Joint) > 0 {
		return nil // each has their own, beside how it went to them
	}
	papers := []page.Button{button("打印送达回证", "service-receipt.pdf")}
	if v.Letter.ForApplicant() && v.Case.Wants.Delivery.IsElectronic() {
		return papers
	}
	papers = append(papers, button("打印送达通知", "service-cover.pdf"))
	if v.Case.AddresseeOf(v.Letter).Address != "" {
		papers = append(papers, button("打印信封", "envelope.pdf"))
	}
	return papers
}

// sendServiceReceipt serves GET /cases/{id}/letters/{n}/service-receipt.pdf.
func (s *Server) sendServiceReceipt(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return sendServicePaper(w, r, by, "送达回证.pdf", s.Desk.ServiceReceiptPDF)
}

// sendServiceCover serves GET /cases/{id}/letters/{n}/service-cover.pdf.
func (s *Server) sendServiceCover(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return sendServicePaper(w, r, by, "送达通知.pdf", s.Desk.ServiceCoverPDF)
}

// sendEnvelope serves GET /cases/{id}/letters/{n}/envelope.pdf.
func (s *Server) sendEnvelope(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return sendServicePaper(w, r, by, "信封.pdf", s.Desk.EnvelopePDF)
}

// sendLetterSheet answers with a sheet about the letter in the address.
func sendLetterSheet(w http.ResponseWriter, r *http.Request, by auth.User, name string,
	made func(context.Context, auth.User, casefile.ID, int) ([]byte, error)) error {
	return sendSheet(w, r, by, name, func(ctx context.Context, by auth.User, id casefile.ID) ([]byte, error) {
		return made(ctx, by, id, letterN(r))
	})
}

// sendServicePaper answers with a paper that goes with the letter in the address to
// one of those to whom it goes.
func sendServicePaper(w http.ResponseWriter, r *http.Request, by auth.User, name string,
	made func(context.Context, auth.User, casefile.ID, int, int) ([]byte, error)) error {
	return sendLetterSheet(w, r, by, name, func(ctx context.Context, by auth.User, id casefile.ID, n int) ([]byte, error) {
		return made(ctx, by, id, n, toIn(r.URL.Query()))
	})
}
