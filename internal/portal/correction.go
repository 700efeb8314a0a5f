package portal

import (
	"fmt"
	"net/http"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/intake"
	"mingda/internal/office"
	"mingda/internal/page"
)

// correctionPage is the page "portal/correction": what a correction of records is
// (条例 41), and where it begins.
type correctionPage struct {
	page.Base
	Days  int // workdays, the office's own rule
	Apply page.Button
	Aside page.Aside
}

// typeField says what a form is for; empty is a request for information.
const typeField = "type"

// showCorrection serves GET /correction.
func (s *Server) showCorrection(w http.ResponseWriter, r *http.Request) error {
	return s.Pages.Render(w, http.StatusOK, "portal/correction", correctionPage{
		Base: s.base(r, "更正与自己有关的记录"), Days: s.Desk.CorrectionPeriod(), Aside: s.aside(),
		Apply: page.Button{Label: "开始申请更正", Href: s.Pages.URL("/apply?" + typeField + "=" + string(casefile.Correction)), Icon: "go"}.Big(),
	})
}

// isCorrecting reports whether a form asks for a correction of records.
func isCorrecting(held *forms.Held) bool {
	return casefile.Type(held.Value(typeField)) == casefile.Correction
}

// correctionFields ask which record is wrong, in what, and what proves it.
func correctionFields(form *page.Form) []page.Field {
	return []page.Field{
		form.Text("record", "哪一份记录").WithHint("名称、文号，本机关什么时候给您的。条例第四十一条：要是本机关提供的、与您自己有关的。").WithAutocomplete("off"),
		form.Textarea("record_was", "记录上怎样写的").WithRows(2).WithHint("照抄不准确的那一处。"),
		form.Textarea("record_now", "应当怎样写").WithRows(2).WithHint("您要改成什么。"),
		form.Textarea("evidence", "有什么证据").WithRows(3).WithHint("证据是能证明记录写错了的材料：证书、判决书、户口簿、测绘报告、当时的原件。写明是什么、证明哪一处。只是认为不对，没有材料，改不了。"),
	}
}

// evidenceFiles ask for the evidence itself, without which nothing can be corrected.
func (s *Server) evidenceFiles(form *page.Form, held *forms.Held) page.Field {
	return form.File(otherFiles, "证据的照片或者扫描件").
		WithHint(fmt.Sprintf("一定要有。条例第四十一条要有证据。每个不超过 %d MB，一共不超过 %d 个、%d MB。", s.Uploads.File>>20, s.Uploads.Files, s.Uploads.Total>>20)).
		WithAccept("").WithFiles(held.Uploaded(otherFiles))
}

// correctionIn is what is asked for by the form for a correction.
func correctionIn(held *forms.Held) casefile.Wants {
	v := held.Value
	w := intake.CorrectionAsked{Record: v("record"), Was: v("record_was"), Now: v("record_now"), Evidence: v("evidence")}.Wants()
	w.Delivery = casefile.Delivery(v("delivery"))
	return w
}

// checkCorrection notes what a correction lacks (条例 41).
func checkCorrection(bad fault.Form, held *forms.Held) {
	delete(bad, "content") // it is made of the following
	for _, f := range []struct {
		field string
		code  fault.Code
	}{{"record", "correction_record"}, {"record_was", "correction_was"}, {"record_now", "correction_now"}, {"evidence", "correction_why"}} {
		if held.Value(f.field) == "" {
			bad.Bad(f.field, f.code)
		}
		bad.Length(f.field, held.Value(f.field), fault.MaxLine)
	}
	if len(held.Stored(otherFiles)) == 0 && bad[otherFiles] == nil {
		bad.Bad(otherFiles, "correction_evidence")
	}
}

// correctionRows are the answers about what is to be corrected.
func (s *Server) correctionRows(held *forms.Held, agency office.Agency) []page.SummaryRow {
	f := s.inputOf(held).Normalize()
	row := func(key, field string) page.SummaryRow { return s.row(held, key, held.Value(field), field) }
	return []page.SummaryRow{
		row("哪一份记录", "record"), row("记录上写的", "record_was"), row("应当写的", "record_now"), row("证据", "evidence"),
		s.row(held, "证据材料", fileNames(held, otherFiles), otherFiles),
		s.row(held, "哪个机关", agency.Name, "agency"),
		s.row(held, "怎样给您", f.Wants.Delivery.Label(), "delivery"),
		s.row(held, "通信地址", f.Applicant.Address, "address"),
		s.row(held, "需要什么帮助", f.Aid, "aid"),
	}
}

// doneCorrecting says what follows the handing in of a correction, which is not
// what follows that of a request.
func (s *Server) doneCorrecting(r *http.Request, key string, received calendar.Date, p *donePage) error {
	form, err := s.Desk.Form(r.Context(), key)
	if fault.KindOf(err) == fault.NotFound {
		return nil // the words of the form are forgotten before its ticket
	}
	if err != nil || casefile.Type(form.Values.Get(typeField)) != casefile.Correction {
		return err
	}
	due := s.Desk.DueFrom(casefile.Correction, received)
	p.Path = []page.PathStep{
		p.Path[0],
		{Title: "核对记录和证据", Note: "有不清楚的，先打电话问您"},
		{Title: "答复", Note: fmt.Sprintf("最迟 %s。从第二天起数 %d 个工作日；法律没有规定期限，这是本机关自己定的", due.ChineseFull(), s.Desk.CorrectionPeriod())},
	}
	p.Review = ""
	return nil
}

// stageOf says in everyday words what is being done about a case.
func stageOf(c *casefile.Case) string {
	if c.IsCorrection() && c.Stage() == casefile.StageHandling {
		return "正在核对您要更正的记录"
	}
	if ownReply(c) {
		return "您的答复已经给您，其他人的还在办"
	}
	return stageWords[c.Stage()]
}

// ownReply reports whether the applicant has the reply: while the case is open, others
// who ask with them wait for theirs.
func ownReply(c *casefile.Case) bool {
	reply, ok := c.ReplyTo(0)
	return ok && reply.AtApplicant()
}

// whereCorrecting says where a correction of records stands. The law gives it no
// period, so nothing can be sought because the office's own has passed.
func (s *Server) whereCorrecting(st desk.Status) page.Where {
	w := page.Where{Tag: page.Tag{State: page.OK, Text: "正在办", Icon: "today"}, Title: stageOf(st.Case), Text: dueText(st.Clock)}
	if st.Clock.Late {
		w.Tag = page.Tag{State: page.Soon, Text: "超过本机关定的期限"}
		w.Text = "本机关自己定的是 " + st.Clock.Due.ChineseFull() + "前（含当日）答复您，已经过了。打电话问一问。"
	} else {
		w.Text += "法律没有规定更正的期限，这是本机关自己定的。"
	}
	return w
}
