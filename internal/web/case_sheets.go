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
	if desk.HasArchiveSheets(c) {
		links = append(links, link("案卷封面", "archive-cover.pdf"), link("卷内目录", "archive-contents.pdf"))
	}
	return links
}

// sendRegistration serves GET /cases/{id}/registration.pdf.
func (s *Server) sendRegistration(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return sendSheet(w, r, by, "申请登记表.pdf", s.Desk.RegistrationPDF)
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
	body, err := s.Desk.ApprovalPDF(r.Context(), by, caseID(r), letterN(r))
	if err != nil {
		return err
	}
	return sendPDF(w, r, "审批单.pdf", body)
}
