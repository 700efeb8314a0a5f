package bureau

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// copyUpAct records that a decision or an opinion was copied to the department above the
// respondent.
var copyUpAct = caseAct{
	do: reconsider.CopyToHigher, done: "已登记抄告",
	lead: "被申请人是本级政府工作部门的，生效的决定书、意见书抄告它的上一级主管部门（复议法第七十九条第二款）。街道办事处、乡镇没有上一级主管部门，写明不需要抄告。抄告函可以先打印。",
	typed: func(v desk.ReviewView) url.Values {
		values := url.Values{"how": {"邮寄"}}
		if all := v.Case.ToCopyUp(); len(all) > 0 {
			values.Set("letter", strconv.Itoa(all[0].N))
		}
		return values
	},
	fields: func(s *Server, ctx context.Context, _ auth.User, v desk.ReviewView, f *page.Form) ([]page.Field, error) {
		var papers []page.Option
		for _, p := range v.Case.ToCopyUp() {
			papers = append(papers, page.Option{Value: itoa(p.N), Label: paperName(p.Kind) + "　" + p.Number, Checked: f.Value("letter") == itoa(p.N)})
		}
		known, err := s.Desk.CopiedUpTo(ctx, v.Case)
		to := f.Text("to", "上一级主管部门").AsOptional()
		if to.Value == "" {
			to.Value = known // as last time
		}
		return []page.Field{
			f.Radios("letter", "抄告哪一份", papers), to, f.Text("how", "怎样送的").WithHint("机要、邮寄、政务系统。").AsOptional(),
			f.Text("tracking", "编号").WithHint("邮件号、机要号，没有的不填。").AsOptional(), f.Date("on", "哪天送的"),
			f.Text("none", "不需要抄告的理由").WithHint("需要抄告的不填。").AsOptional(),
		}, err
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		n, _ := strconv.Atoi(sent.Value("letter"))
		return s.Desk.CopyReviewUp(ctx, by, sent.id, sent.version, sent.on(), reconsider.CopiedUp{Letter: n, To: sent.Value("to"), How: sent.Value("how"), Tracking: sent.Value("tracking"), None: sent.Value("none")})
	},
}

// downloadCopyUp serves GET /review/{id}/papers/{n}/copy-up.pdf: the letter with which it goes.
func (s *Server) downloadCopyUp(w http.ResponseWriter, r *http.Request, by auth.User) error {
	made, err := s.Desk.CopyUpPDF(r.Context(), by, reviewID(r), paperN(r))
	if err != nil {
		return err
	}
	return s.House.SendFile(w, r, desk.InMemory("抄告函.pdf", "application/pdf", made), true)
}
