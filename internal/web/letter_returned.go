package web

import (
	"net/http"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/page"
)

// returnedForm records that a posted letter came back: when, why, and what is to
// be done. It is then to be served again, as after any service that failed.
var returnedForm = serviceKind{
	do: casefile.CorrectService, title: "登记退件", below: "returned", fields: returnedFields, last: returnedNote,
	allows: func(v desk.DraftView) error { return v.Case.AllowsReturn(v.Letter.N) },
	lead: func(v desk.DraftView) string {
		posted := v.Letter.ServedOn.ChineseFull() + "寄出，邮件号 " + v.Letter.Tracking + "。"
		if len(v.Letter.Joint) > 0 {
			posted = "" // each by a mail of their own
		}
		return posted + "登记以后文书回到“待送达”，要再送；是答复的，案件还没有办结，期限接着算。寄出的记录和退件的凭证都留着。"
	},
	run: func(s *Server, r *http.Request, by auth.User, f desk.ServiceForm, held *forms.Held) (string, error) {
		bad := fault.Form{}
		if held.Value("why") == "" {
			bad.Bad("why", "return_reason_needed")
		}
		if held.Value("step") == "" {
			bad.Bad("step", "next_step_needed")
		}
		if held.Value(sureField) != "1" {
			bad.Bad(sureField, "tick_to_go_on")
		}
		if err := bad.Err(); err != nil {
			return "", err
		}
		c := desk.ServiceCorrection{ServiceForm: f, Failed: true, Reason: held.Value("reason")}
		c.Returned = casefile.PostReturn{On: f.On, Why: casefile.ReturnReason(held.Value("why")), Next: casefile.NextStep(held.Value("step"))}
		return "已登记退件，要再送", s.Desk.CorrectService(r.Context(), by, caseID(r), c)
	},
}

func returnedFields(s *Server, _ desk.DraftView, f *page.Form) []page.Field {
	var reasons, steps []page.Option
	for _, why := range casefile.ReturnReasons {
		reasons = append(reasons, page.Option{Value: string(why), Label: why.Label()})
	}
	for _, next := range casefile.NextSteps {
		steps = append(steps, page.Option{Value: string(next), Label: next.Label()})
	}
	return []page.Field{
		f.Date("on", "哪天退回来的").WithValue(s.Desk.Today().String()),
		f.Radios("why", "邮局写的原因", reasons),
		f.Radios("step", "下一步怎么办", steps),
	}
}

func returnedNote(f *page.Form) []page.Field {
	return []page.Field{
		f.Textarea("reason", "备注").WithRows(2).WithHint("原因或者下一步选了“其他”的，写明。存入经过。").AsOptional(),
		f.Checkbox(sureField, "核对过了：是这一份退回来了"),
	}
}

// showReturned serves GET /cases/{id}/letters/{n}/returned.
func (s *Server) showReturned(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.openService(w, r, by, returnedForm)
}

// recordReturned serves POST /cases/{id}/letters/{n}/returned.
func (s *Server) recordReturned(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.postService(w, r, by, returnedForm)
}
