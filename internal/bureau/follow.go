package bureau

import (
	"context"
	"net/http"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/forms"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// What becomes of a decision: whether what it orders is done, and what the respondent
// reports on opinions and orders.

// A followLine is one thing that the respondent has to do, and how that stands.
type followLine struct {
	Title  string
	Tag    page.Tag
	Text   string
	Report string
	Files  []page.FileItem
}

// followed lists what the respondent has to do after the decision; door is where the
// reader stands.
func (s *Server) followed(v desk.ReviewView, door string) []followLine {
	var all []followLine
	today := s.Desk.Today()
	if p := v.Performs; p != nil {
		line := followLine{Title: "重新答复", Tag: doneTag(p.Answered, p.By, p.IsLate(today), "已答复"), Text: p.From.Chinese() + "收到决定书，最迟 " + p.By.Chinese() + " 答复。"}
		if !p.Answered.IsZero() {
			line.Text += p.Answered.Chinese() + "答复，" + p.Letter.Number + "。"
		}
		if p.Same {
			line.Text += "新的答复结果与被撤销的相同，核对是不是以同一事实和理由作出（复议法第六十四条第二款）。"
		}
		all = append(all, line)
	}
	for _, f := range v.Follows {
		line := followLine{Title: desk.LetterName(f.Paper.Kind) + "　" + f.Paper.Number, Text: "还不知道哪天签收。"}
		if !f.From.IsZero() {
			line.Text = f.From.Chinese() + "收到。"
		}
		if !f.By.IsZero() {
			line.Text += "最迟 " + f.By.Chinese() + " 报送情况。"
		}
		reported := calendar.Date{}
		for i, r := range f.Reports {
			if i == 0 {
				reported = r.On
			} else {
				line.Report += "\n"
			}
			line.Report += r.On.Chinese() + "报送：" + r.Private.Text
			for _, n := range r.Materials {
				if m, ok := v.Case.Material(n); ok {
					line.Files = append(line.Files, s.fileItem(v.Case, m, door))
				}
			}
		}
		line.Tag = doneTag(reported, f.By, f.IsLate(today), "已报送")
		all = append(all, line)
	}
	return all
}

// doneTag says whether something was done, and in time.
func doneTag(done, by calendar.Date, late bool, word string) page.Tag {
	switch {
	case !done.IsZero() && late:
		return page.Tag{State: page.Late, Text: word + "，逾期"}
	case !done.IsZero():
		return page.Tag{State: page.Done, Text: word}
	case late:
		return page.Tag{State: page.Late, Text: "逾期"}
	case by.IsZero():
		return page.Tag{State: page.Stop, Text: "未起算"}
	}
	return page.Tag{State: page.Soon, Text: "等被申请人"}
}

// isOverdue reports whether the day for that has passed.
func isOverdue(v desk.ReviewView, today calendar.Date) bool {
	if p := v.Performs; p != nil && p.Answered.IsZero() && p.IsLate(today) {
		return true
	}
	for _, f := range v.Follows {
		if f.IsOwed() && f.IsLate(today) {
			return true
		}
	}
	return false
}

var reportAct = caseAct{
	do: reconsider.TakeReport, done: "已登记报送的情况",
	lead:  "被申请人自收到意见书之日起六十日内报送纠正情况（复议法第七十六条）；责令履行的，按通知书写的日子报告。在系统里报送的，自动登记。",
	files: "报送的材料",
	fields: plain(func(v desk.ReviewView, f *page.Form) []page.Field {
		return append(reportFields(v, f), f.Date("on", "收到之日"))
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.TakeReviewReport(ctx, by, sent.id, sent.version, reportIn(sent.Held), sent.on(), sent.Stored(filesField))
	},
}

// reportFields are what a report says: on which paper, and how it was carried out.
func reportFields(v desk.ReviewView, f *page.Form) []page.Field {
	var list []page.Option
	for _, k := range v.Follows {
		n := itoa(k.Paper.N)
		list = append(list, page.Option{Value: n, Label: desk.LetterName(k.Paper.Kind) + "　" + k.Paper.Number, Checked: f.Value("letter") == n || len(v.Follows) == 1})
	}
	return []page.Field{f.Radios("letter", "哪一份文书", list), f.Textarea("text", "情况").WithRows(6).WithHint("逐项写怎样纠正、怎样履行的，哪天做的。")}
}

// reportIn reads a report.
func reportIn(held *forms.Held) reconsider.Reported {
	f := reconsider.Reported{}
	f.Letter, _ = strconv.Atoi(held.Value("letter"))
	f.Private.Text = held.Value("text")
	return f
}

// showReport serves GET /respond/{id}/reporting.
func (s *Server) showReport(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := forms.Open(r.Context(), s.Desk, r.URL.Query().Get(forms.KeyField))
	if err != nil {
		return err
	}
	return s.renderReport(w, r, by, held, nil)
}

// report serves POST /respond/{id}/reporting.
func (s *Server) report(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := s.read(r)
	if held == nil {
		return err
	}
	if err == nil && held.Values.Has(filesField+"-drop") {
		return s.renderReport(w, r, by, held, nil)
	}
	if err == nil {
		err = s.Desk.ReportOnReview(r.Context(), by, reviewID(r), version(held), reportIn(held), held.Stored(filesField))
	}
	if err == nil {
		return s.House.See(w, r, "/respond/"+itoa(int(reviewID(r))), "情况已报送")
	}
	if !isInvalid(err) && !isStale(err) {
		return err
	}
	return s.renderReport(w, r, by, held, err)
}

func (s *Server) renderReport(w http.ResponseWriter, r *http.Request, by auth.User, held *forms.Held, wrong error) error {
	v, err := s.Desk.ReviewAgainst(r.Context(), by, reviewID(r))
	if err != nil {
		return err
	}
	if err := v.Option(reconsider.ReportBack, 0, "").Err; err != nil {
		return err
	}
	form, p := page.NewForm(held.Values, wrong), s.actPage(r, by, v, reconsider.ReportBack)
	p.Href = s.Pages.URL("/respond/" + itoa(int(v.Case.ID)))
	p.Post, p.Lead = p.Href+"/reporting", "自收到意见书之日起六十日内，把纠正的情况报送复议机关（复议法第七十六条）；责令履行的，按通知书写的日子报告履行的情况（第七十七条）。提交以后改不了，可以再报一次。"
	p.Fields = append(reportFields(v, form), filesOf(form, "材料", held), form.Hidden(forms.KeyField, held.Key))
	return s.renderActPage(w, p, form, wrong)
}
