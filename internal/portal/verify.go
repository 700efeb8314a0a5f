package portal

import (
	"io"
	"net/http"
	"net/url"

	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// verifyFile is the input with the file that is asked about.
const verifyFile = "file"

// verifyPage is the page "portal/verify".
type verifyPage struct {
	page.Base
	Answer page.Where // none before anything was asked
	Known  []page.KV  // of the letter that was found
	Code   page.Field
	File   page.Field
	Aside  page.Aside
}

// showVerify serves GET /verify: whether a letter is the office's own, by the
// code that is printed on it, or the form that asks for it.
func (s *Server) showVerify(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	if !query.Has("code") {
		return s.renderVerify(w, r, http.StatusOK, query, nil, nil)
	}
	address := serve.ClientAddress(r)
	if err := s.Tries.Try(address, s.Now(), "verify_too_many"); err != nil {
		return err
	}
	serve.NotedOf(r).Note = "查验码"
	g, err := s.Desk.GenuineByCode(r.Context(), query.Get("code"))
	switch {
	case isInvalid(err):
		s.Desk.KeepBrake(r.Context(), s.Tries)
		return s.renderVerify(w, r, http.StatusUnprocessableEntity, query, nil, err)
	case fault.KindOf(err) == fault.NotFound:
		s.Desk.KeepBrake(r.Context(), s.Tries)
		return s.renderVerify(w, r, http.StatusNotFound, query, s.unknown(r, "没有查到这个查验码",
			"对照文书再看一遍，有没有看错、漏写。没有错的，这份文书可能不是我们发出的。早先发出的文书没有查验码，有电子文件的，在下面查文件。"), nil)
	case err != nil:
		return err
	}
	s.Tries.Right(address, s.Now())
	return s.renderVerify(w, r, http.StatusOK, query, s.known(g), nil)
}

// verifyUpload serves POST /verify: whether a file is a letter of the office's as
// it went out.
func (s *Server) verifyUpload(w http.ResponseWriter, r *http.Request) error {
	address := serve.ClientAddress(r)
	if err := s.Tries.Try(address, s.Now(), "verify_too_many"); err != nil {
		return err
	}
	hash := ""
	sent, err := serve.ReadForm(r, forms.VerifyFile, func(_ serve.File, content io.Reader) (err error) {
		hash, err = desk.HashFile(content)
		return err
	})
	if err == nil && hash == "" {
		err = fault.AtField(verifyFile, "verify_file_needed")
	}
	if isInvalid(err) {
		s.Desk.KeepBrake(r.Context(), s.Tries)
		return s.renderVerify(w, r, http.StatusUnprocessableEntity, sent.Values, nil, err)
	}
	if err != nil {
		return err
	}
	serve.NotedOf(r).Note = "查验文件"
	g, err := s.Desk.GenuineByHash(r.Context(), hash)
	if fault.KindOf(err) == fault.NotFound {
		s.Desk.KeepBrake(r.Context(), s.Tries)
		return s.renderVerify(w, r, http.StatusOK, sent.Values, s.unknown(r, "不是我们发出的原文件",
			"它和我们发出的每一份文书都对不上。打印以后再扫描、另存、转换过格式的，也会这样；也可能内容被改过。用文书上的查验码再查一次，看文号、日期对不对。"), nil)
	}
	if err != nil {
		return err
	}
	s.Tries.Right(address, s.Now())
	answer := s.known(g)
	if g.Stands() {
		answer.where.Title, answer.where.Text = "是我们发出的原文件，一个字也没有改动", ""
		if g.Copy {
			answer.where.Title = "是我们提供的副本，一个字也没有改动"
			answer.where.Text = "以送到申请人手里的正本为准。"
		}
	}
	return s.renderVerify(w, r, http.StatusOK, sent.Values, answer, nil)
}

// An answer is what the page says of what was asked about.
type answer struct {
	where page.Where
	known []page.KV
}

// known says what the letter is, and whether it stands.
func (s *Server) known(g desk.Genuine) *answer {
	a := &answer{where: page.Where{Tag: page.Tag{State: page.Done, Text: "有效"}, Title: "是我们发出的文书",
		Text: "把下面写的和您手里的对一对。文号、日期不一样的，您手里的那份有问题，请打电话告诉我们。"}}
	standing, unmade := "有效", "PDF 还没有做好"
	switch {
	case !g.Revoked.IsZero():
		standing = revokedWords(g)
		a.where = page.Where{Tag: page.Tag{State: page.Late, Text: "已撤销"}, Title: "这份文书已经被撤销", Late: true,
			Text: "是我们发出的，" + standing + "。重新作出的，以新的为准。"}
		if g.RevokedPart {
			a.where.Tag.Text, a.where.Title = "部分撤销", "这份文书有一部分已经被撤销"
		}
	case g.Replacer != "":
		standing = g.ReplacedOn.Chinese() + "由 " + g.Replacer + " 替代"
		a.where = page.Where{Tag: page.Tag{State: page.Late, Text: "已更正"}, Title: "这份文书已经更正，重新答复了", Late: true,
			Text: "是我们发出的，" + standing + "，以新的为准。"}
	case !g.Void.IsZero():
		standing, unmade = g.Void.Chinese()+"起作废", "没有做成 PDF"
		a.where = page.Where{Tag: page.Tag{State: page.Late, Text: "已作废"}, Title: "这份文书已经作废", Late: true,
			Text: "是我们签发的，" + standing + "，没有效力。"}
	}
	a.known = []page.KV{
		{Label: "机关", Value: g.Agency.Name}, {Label: "文书", Value: g.Title}, {Label: "文号", Value: g.Number}, {Label: "日期", Value: g.On.Chinese()},
		{Label: "现在", Value: standing}, {Label: "PDF 的 SHA-256", Value: g.Hash, None: unmade},
	}
	if g.Agency.Phone != "" {
		a.known = append(a.known, page.KV{Label: "电话", Value: g.Agency.Phone})
	}
	return a
}

// revokedWords say by what a letter was revoked, and how far.
func revokedWords(g desk.Genuine) string {
	what := "撤销"
	if g.RevokedPart {
		what = "部分撤销"
	}
	return "被" + g.RevokedBy.Paper() + what + "（" + g.Revoked.Chinese() + "收到）"
}

// unknown says that nothing was found, what may be the reason and whom to ask.
func (s *Server) unknown(r *http.Request, title, text string) *answer {
	if phone := s.verifyPhone(r); phone != "" {
		text += "拿不准的，打 " + phone + "，报上文号，我们帮您核对。"
	}
	return &answer{where: page.Where{Tag: page.Tag{State: page.Soon, Text: "没有查到"}, Title: title, Text: text, Waiting: true}}
}

// verifyPhone is whom to ask about a letter that is not known; "" where there is
// none, or it cannot be found out now.
func (s *Server) verifyPhone(r *http.Request) string {
	agencies, err := s.Desk.Agencies(r.Context())
	if err != nil {
		return s.Office.Phone
	}
	return s.ways(agencies).Phone
}

func (s *Server) renderVerify(w http.ResponseWriter, r *http.Request, status int, values url.Values, a *answer, wrong error) error {
	w.Header().Set("Cache-Control", "no-store")
	p := verifyPage{Base: s.base(r, "查验文书真伪"), Aside: s.aside(page.AsideSection{Title: "查验码在哪里？", Text: []string{
		"在文书最后，机关名称和日期的左边，二维码下面。用手机扫二维码也会到这里。",
		"这里只说是哪一份、哪天的、还算不算数，不说是给谁的、写了什么。"}})}
	form := page.NewForm(values, wrong)
	p.Code = form.Text("code", "查验码").WithHint("三组，每组四个字母或数字。大小写、中间的横线不要紧。").WithAutocomplete("off")
	p.File = form.File(verifyFile, "文书的 PDF 文件").WithHint("不超过 20 MB。只读一遍，不保存。")
	p.File.Accept = "application/pdf,.pdf"
	if a != nil {
		p.Answer, p.Known = a.where, a.known
	}
	if len(p.Known) > 0 {
		p.Code.Value = "" // the next is another
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "portal/verify", p)
}
