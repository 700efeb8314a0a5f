package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/inbox"
	"mingda/internal/page"
)

func (s *Server) doorRoutes(r *mux.Router) {
	r.Handle("/post/new", s.staff(s.newPost)).Methods("GET")
	r.Handle("/post/new", s.staff(s.takePost)).Methods("POST")
	r.Handle("/counter/new", s.staff(s.newCounter)).Methods("GET")
	r.Handle("/counter/new", s.staff(s.takeCounter)).Methods("POST")
	r.Handle("/held/{form}/{file}", s.staff(s.showHeldFile)).Methods("GET")
	r.Handle("/inputs/{id:[0-9]+}/ticket", s.staff(s.showTicket)).Methods("GET")
	r.Handle("/inputs/{id:[0-9]+}/receipt.pdf", s.staff(s.downloadReceipt)).Methods("GET")
	r.Handle("/inputs/{id:[0-9]+}/confirmation.pdf", s.staff(s.downloadConfirmation)).Methods("GET")
	r.Handle("/inputs/{id:[0-9]+}/spoken.pdf", s.staff(s.downloadSpoken)).Methods("GET")
	r.Handle("/inputs/{id:[0-9]+}/record", s.staff(s.signRecord)).Methods("POST")
	r.Handle("/inputs/{id:[0-9]+}/code", s.staff(s.showRenewCode)).Methods("GET")
	r.Handle("/inputs/{id:[0-9]+}/code", s.staff(s.renewCode)).Methods("POST")
}

// scanTypes are the files that are taken for scans.
const scanTypes = ".jpg,.jpeg,.png,.webp,.gif,.bmp,.pdf"

// A doorForm is what the forms of the staff's doors share: who asks for what,
// and the scans beside it.
type doorForm struct {
	page.Base
	Key     string
	Post    string
	Request requestFields
	Files   page.Field
	Viewer  page.Viewer
	Look    page.Button // shows the scans beside the form
	Save    page.Button
}

// doorForm fills what the doors share. Fields are made by the caller in the
// order of its page.
func (s *Server) doorForm(r *http.Request, by auth.User, title, path string, held *forms.Held) doorForm {
	return doorForm{
		Base: s.base(r, by, title), Key: held.Key, Post: s.Pages.URL(path), Viewer: s.heldScans(held),
		Look: page.Button{Label: "上传并对照", Name: "look", Value: "1"}.Plain(),
	}
}

// heldScans are the pictures and documents of a form that is being filled in.
func (s *Server) heldScans(held *forms.Held) page.Viewer {
	v := page.Viewer{Label: "扫描件"}
	for _, f := range held.Files {
		if mayShow(f.Type) {
			v.Pages = append(v.Pages, page.ViewerPage{
				Name: f.Name, PDF: f.Type == "application/pdf",
				Src: s.Pages.URL("/held/" + url.PathEscape(held.Key) + "/" + url.PathEscape(f.Key)),
			})
		}
	}
	return v
}

// showHeldFile serves GET /held/{form}/{file}: a scan of a form that is being
// filled in. Whoever has the form's key has the form.
func (s *Server) showHeldFile(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if err := auth.MayDo(by, auth.TakeIn, by.Agency); err != nil {
		return err
	}
	vars := mux.Vars(r)
	form, err := s.Desk.Form(r.Context(), vars["form"])
	if err != nil {
		return err
	}
	for _, f := range form.Files {
		if f.Key == vars["file"] {
			content, err := s.Desk.Upload(r.Context(), f.Hash)
			if err != nil {
				return err
			}
			return sendFile(w, r, desk.Download{Name: f.Name, Type: f.Type, Size: f.Size, ReadSeekCloser: content}, true)
		}
	}
	return fault.New(fault.NotFound, "material_not_found")
}

// doorHeld returns the form that a door's page shows: a fresh one, or the one
// whose key the address holds.
func (s *Server) doorHeld(r *http.Request, by auth.User) (*forms.Held, error) {
	if err := auth.MayDo(by, auth.TakeIn, by.Agency); err != nil {
		return nil, err
	}
	return forms.Open(r.Context(), s.Desk, r.URL.Query().Get(forms.KeyField))
}

// goesOn reports whether the form was sent only to have its files kept, or one
// of them dropped: it is shown again and nothing is taken in.
func goesOn(held *forms.Held, file string) bool {
	return held.Values.Has("look") || held.Values.Has(file+"-drop")
}

// backToForm shows a form again at its own address, so that reloading sends
// nothing twice.
func (s *Server) backToForm(w http.ResponseWriter, r *http.Request, path string, held *forms.Held) error {
	return s.see(w, r, path+"?"+url.Values{forms.KeyField: {held.Key}}.Encode(), "")
}

// agencyOf writes the agency at whose door the person works.
func agencyOf(by auth.User) string { return strconv.FormatInt(by.Agency, 10) }

// ticketPath returns the address of the page with number and code.
func ticketPath(id inbox.ID) string { return fmt.Sprintf("/inputs/%d/ticket", id) }
