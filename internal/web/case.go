package web

import (
	"net/http"
	"strconv"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/casefile"
)

func (s *Server) caseRoutes(r *mux.Router) {
	const one = "/cases/{id:[0-9]+}"
	r.Handle(one, s.staff(s.showCase)).Methods("GET")
	r.Handle(one+"/next", s.staff(s.goNext)).Methods("GET")
	r.Handle(one+"/clock", s.staff(s.showClock)).Methods("GET")
	r.Handle(one+"/clock.pdf", s.staff(s.sendClockSheet)).Methods("GET")
	r.Handle(one+"/confirmation.pdf", s.staff(s.downloadCaseConfirmation)).Methods("GET")
	r.Handle(one+"/chase-{entry:[0-9]+}.pdf", s.staff(s.sendChase)).Methods("GET")
	r.Handle(one+"/registration.pdf", s.staff(s.sendRegistration)).Methods("GET")
	r.Handle(one+"/fee-receipt.pdf", s.staff(s.sendFeeReceipt)).Methods("GET")
	r.Handle(one+"/archive.pdf", s.staff(s.sendShelved)).Methods("GET")
	r.Handle(one+"/archive.zip", s.staff(s.sendPackage)).Methods("GET")
	r.Handle(one+"/archive-cover.pdf", s.staff(s.sendArchiveCover)).Methods("GET")
	r.Handle(one+"/archive-contents.pdf", s.staff(s.sendArchiveContents)).Methods("GET")
	r.Handle(one+"/help/{n:[0-9]+}.pdf", s.staff(s.sendHelpNote)).Methods("GET")
	r.Handle(one+"/requests", s.staff(s.showRequests)).Methods("GET")
	r.Handle(one+"/person", s.staff(s.showPerson)).Methods("GET")
	r.Handle(one+"/person", s.staff(s.revealPerson)).Methods("POST")
	r.Handle(one+"/materials/{n:[0-9]+}", s.staff(s.sendMaterial)).Methods("GET")
	r.Handle(one+"/materials/{n:[0-9]+}/text", s.staff(s.showMaterialText)).Methods("GET")
	r.Handle(one+"/materials/{n:[0-9]+}/withdraw", s.staff(s.showWithdrawMaterial)).Methods("GET")
	r.Handle(one+"/materials/{n:[0-9]+}/withdraw", s.staff(s.withdrawMaterial)).Methods("POST")
	r.Handle(one+"/add-material", s.staff(s.newMaterials)).Methods("GET")
	r.Handle(one+"/add-material", s.staff(s.addMaterials)).Methods("POST")
	r.Handle(one+"/replace-code", s.staff(s.showReplaceCode)).Methods("GET")
	r.Handle(one+"/replace-code", s.staff(s.replaceCode)).Methods("POST")
	r.Handle(one+"/bundle", s.staff(s.showBundle)).Methods("GET")
	r.Handle(one+"/bundle", s.staff(s.makeBundle)).Methods("POST")
	r.Handle(one+"/bundles/{n:[0-9]+}.pdf", s.staff(s.sendBundle)).Methods("GET")
	for _, a := range caseActs {
		r.Handle(one+"/"+string(a.do), s.staff(s.showAct(a))).Methods("GET")
		r.Handle(one+"/"+string(a.do), s.staff(s.doAct(a))).Methods("POST")
	}
}

// casePath returns the address of the page of a case, or of one below it.
func casePath(id casefile.ID, below ...string) string {
	path := "/cases/" + strconv.FormatInt(int64(id), 10)
	for _, part := range below {
		path += "/" + part
	}
	return path
}

// caseID returns the case in the address.
func caseID(r *http.Request) casefile.ID { return casefile.ID(pathID(r, "id")) }

// sendMaterial serves GET /cases/{id}/materials/{n}: saved by the browser, or
// with ?show=1 shown where it is a picture or a PDF.
func (s *Server) sendMaterial(w http.ResponseWriter, r *http.Request, by auth.User) error {
	f, err := s.Desk.Material(r.Context(), by, caseID(r), int(pathID(r, "n")))
	if err != nil {
		return err
	}
	return sendFile(w, r, f, r.URL.Query().Get("show") == "1")
}
