package web

import (
	"net/http"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/intake"
	"mingda/internal/page"
)

// counterPage is the page "desk/counter_new": a form filled in with the
// applicant, or a spoken request written down (条例 29.1).
type counterPage struct {
	doorForm
	Kind page.Field
	Aid  page.Field
}

// The values of the kind of visit.
const (
	writtenVisit = "written"
	spokenVisit  = "spoken"
)

// newCounter serves GET /counter/new.
func (s *Server) newCounter(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := s.doorHeld(r, by)
	if err != nil {
		return err
	}
	return s.renderCounter(w, r, by, http.StatusOK, held, nil)
}

func (s *Server) renderCounter(w http.ResponseWriter, r *http.Request, by auth.User, status int, held *forms.Held, wrong error) error {
	p := counterPage{doorForm: s.doorForm(r, by, "记当面申请", "/counter/new", held)}
	f := page.NewForm(held.Values, wrong)
	p.Kind = f.Radios("kind", "怎么提出的", []page.Option{
		{Value: writtenVisit, Label: "当面填的、交来的书面申请", Checked: true},
		{Value: spokenVisit, Label: "口头说的，由我代填", Hint: "书写有困难的可以口头提出。收下以后打印记录，念给申请人听，由申请人签字。"},
	})
	p.Kind.LabelHidden = true // the card says it
	p.Request = newRequestFields(f)
	p.Aid = f.Text("aid", "需要什么帮助（可不填）").WithAutocomplete("off").
		WithHint("阅读困难、视听有障碍的申请人（条例第四十三条）：念给申请人听、大字版、手语、代为填写。照申请人说的写，登记以后一直写在案件最上面。")
	p.Files = f.File("files", "材料").WithHint("申请表、证件，扫描或者拍照，可以一次选几个，也可以以后在案件里加。").
		WithAccept(scanTypes).WithFiles(held.Uploaded("files")).HideLabel()
	p.Save = page.Button{Label: "收下，出回执", Key: "Ctrl S"}
	p.Errors = f.Errors()
	return s.Pages.Render(w, status, "desk/counter_new", p)
}

// takeCounter serves POST /counter/new.
func (s *Server) takeCounter(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if err := auth.MayDo(by, auth.TakeIn, by.Agency); err != nil {
		return err
	}
	held, err := forms.Read(r, s.Desk, s.Uploads)
	if held == nil || err != nil && !isInvalid(err) {
		return err
	}
	if err == nil && goesOn(held, "files") {
		return s.backToForm(w, r, "/counter/new", held)
	}
	visit, wrong := counterIn(held, by)
	if err == nil && wrong == nil {
		ticket, failed := s.Desk.TakeCounter(r.Context(), by, visit)
		if failed == nil {
			return s.giveTicket(w, r, ticket)
		}
		err = failed
	}
	if err = joinFaults(err, wrong); !isInvalid(err) {
		return err
	}
	return s.renderCounter(w, r, by, http.StatusUnprocessableEntity, held, err)
}

// counterIn reads the visit.
func counterIn(held *forms.Held, by auth.User) (intake.CounterInput, error) {
	v := held.Values
	c := intake.CounterInput{
		Agency: agencyOf(by), Applicant: applicantIn(v), Wants: wantsIn(v), Aid: v.Get("aid"), Files: held.Stored("files"), FormKey: held.Key,
		Spoken: v.Get("kind") == spokenVisit,
	}
	if !c.Spoken && v.Get("kind") != writtenVisit {
		return c, fault.AtField("kind", "counter_kind_needed")
	}
	return c, nil
}
