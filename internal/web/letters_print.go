package web

import (
	"net/http"
	"net/url"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/page"
)

// What a print run prints.
const (
	printBoth    = "both"
	printLetters = "letters"
	printLabels  = "labels"
)

// printPage is the page "desk/letters_print".
type printPage struct {
	page.Base
	Action string
	Fields []page.Field
	Later  []page.Note // what waits too and cannot be printed now
	Button page.Button
	Back   string
	None   *page.Empty
}

// showPrintRun serves GET /letters/print: what waits to be sent, to be printed
// at once; what goes out on paper is ticked.
func (s *Server) showPrintRun(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderPrintRun(w, r, by, http.StatusOK, nil, nil)
}

// sendPrintRun serves GET /letters/print.pdf: the letters and labels that were
// picked.
func (s *Server) sendPrintRun(w http.ResponseWriter, r *http.Request, by auth.User) error {
	typed := r.URL.Query()
	f := desk.PrintForm{Duplex: typed.Get("duplex") == "1"}
	switch typed.Get("what") {
	case printBoth:
		f.Letters, f.Labels = true, true
	case printLetters:
		f.Letters = true
	case printLabels:
		f.Labels = true
	}
	if first := typed.Get("first"); first != "" {
		n, err := strconv.Atoi(first)
		if f.Skip = n - 1; err != nil {
			f.Skip = -1
		}
	}
	for _, value := range typed["pick"] {
		if key, ok := desk.ParseLetterKey(value); ok {
			f.Picked = append(f.Picked, key)
		}
	}
	made, err := s.Desk.PrintRun(r.Context(), by, f)
	if isInvalid(err) {
		return s.renderPrintRun(w, r, by, http.StatusUnprocessableEntity, typed, err)
	}
	if err != nil {
		return err
	}
	return sendPDF(w, r, "成批打印"+s.Desk.Today().String()+".pdf", made)
}

func (s *Server) renderPrintRun(w http.ResponseWriter, r *http.Request, by auth.User, status int, typed url.Values, wrong error) error {
	waiting, err := s.Desk.WaitingLetters(r.Context(), by)
	if err != nil {
		return err
	}
	p := printPage{
		Base: s.base(r, by, "成批打印"), Action: s.Pages.URL("/letters/print.pdf"), Back: s.Pages.URL("/letters"), Button: page.Button{Label: "打开 PDF 打印"},
	}
	var letters []page.Option
	for _, l := range waiting {
		if l.Unready != nil {
			p.Later = append(p.Later, page.Note{Kind: page.Late, Strong: l.Number + " 现在不能打印：", Text: l.Unready.Error(),
				Link: page.Link{Label: "看文书", Href: s.Pages.URL(letterPath(l.Case, l.N))}})
			continue
		}
		letters = append(letters, page.Option{
			Value: l.Key.String(), Label: l.Number + "　" + l.Name, Hint: waitingWords(l), Checked: l.OnPaper() && len(letters) < desk.LettersAPrintRun,
		})
	}
	if len(letters) == 0 {
		p.None = &page.Empty{Title: "没有可以打印的文书", Text: "签发了、PDF 做好了、等着送出的文书列在这里。",
			Acts: []page.Button{page.Button{Label: "回拟稿与审核", Href: p.Back}.Plain()}}
	}
	form := page.NewForm(typed, wrong)
	if wrong != nil { // a box that is not ticked sends nothing
		for i := range letters {
			letters[i].Checked = false
		}
	}
	pick := form.Checkboxes("pick", "打印哪几份", letters).WithHint("邮寄的排在前面，都按文号排；标签照这个次序。申请人选了电子方式的，没有勾上。")
	duplex := form.Checkbox("duplex", "双面打印：每份从正面开始，单数页的后面补一张空白页")
	if wrong == nil {
		duplex = duplex.WithValue("1")
	}
	p.Fields = []page.Field{
		pick,
		form.Radios("what", "打印什么", []page.Option{
			{Value: printBoth, Label: "文书和地址标签", Checked: wrong == nil, Hint: "标签在最后，换标签纸再打。"}, {Value: printLetters, Label: "只打文书"}, {Value: printLabels, Label: "只打地址标签", Hint: "只有邮寄的有标签，旁边印着文号。"},
		}),
		duplex,
		form.Number("first", "标签从第几格开始").WithHint("标签纸用过几格的，跳过去。一张 " + strconv.Itoa(s.Desk.LabelsPerSheet()) + " 格，一行一行数。").WithWidth("s").AsOptional(),
	}
	if p.None == nil { // else there is no form that they could stand in
		p.Errors = form.Errors()
	}
	return s.Pages.Render(w, status, "desk/letters_print", p)
}

// waitingWords say to whom a letter goes and how, and what is to be put in with
// it.
func waitingWords(l desk.WaitingLetter) string {
	way := "没有选获取方式"
	if l.Delivery != "" {
		way = l.Delivery.Label()
	}
	if l.ByPost() {
		way = "寄 " + casefile.MaskAddress(l.To.Address)
	} else if l.Delivery == "" || l.Delivery == casefile.ByPost {
		way += "，没有留地址"
	}
	enclosed := ""
	if l.Materials > 0 {
		enclosed = "附件 " + strconv.Itoa(l.Materials) + " 份，另外打印"
	}
	return joined(l.To.Name, way, enclosed)
}
