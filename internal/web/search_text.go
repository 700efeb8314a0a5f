package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/ocr"
	"mingda/internal/page"
)

// materialTextPath is where one reads what was read out of a document.
func materialTextPath(id casefile.ID, n int) string {
	return casePath(id, "materials", strconv.Itoa(n), "text")
}

// textPage is the page "desk/material_text".
type textPage struct {
	page.Base
	Case     caseLine
	Name     string
	Original string // where the document itself is
	Note     page.Note
	Text     page.Marked
}

// showMaterialText serves GET /cases/{id}/materials/{n}/text: what was read out of a
// document, with the words marked that were searched for.
func (s *Server) showMaterialText(w http.ResponseWriter, r *http.Request, by auth.User) error {
	t, v, err := s.Desk.MaterialText(r.Context(), by, caseID(r), int(pathID(r, "n")))
	if err != nil {
		return err
	}
	p := textPage{
		Base: s.base(r, by, "材料的文字 "+v.Case.Number), Case: s.caseLine(v), Name: t.Material.Name, Original: s.Pages.URL(materialPath(v.Case.ID, t.Material)),
		Note: page.Note{Strong: "文件里的文字，", Text: "排版、图片看原件。"}, Text: marked(t.Text, strings.Fields(r.URL.Query().Get("q"))),
	}
	if t.Machine {
		p.Note = page.Note{Strong: "机器识别的文字，不是原件。", Text: "可能有错字、漏字，引用、办理都以原件为准。"}
	}
	if t.Pages < t.Of {
		p.Note.Text += "只认了前 " + strconv.Itoa(t.Pages) + " 页，一共 " + strconv.Itoa(t.Of) + " 页。"
	}
	return s.Pages.Render(w, http.StatusOK, "desk/material_text", p)
}

// readingLines say on the health page how documents are read, and what could not be.
func readingLines(h desk.Health, line func(label, text string, size int64, bad bool) healthLine) []healthLine {
	pictures, layers := slices.Contains(h.Readers, string(ocr.Pictures)), slices.Contains(h.Readers, string(ocr.PDFs))
	engine := h.Engine + "，后台逐份识别"
	switch {
	case h.ReadOff && !layers:
		engine = "配置里关着（[ocr] on = false），也没有装 poppler-utils：扫描件、PDF 里的字查找不到，别的照常"
	case h.ReadOff:
		engine = "配置里关着（[ocr] on = false）：扫描件里的字查找不到，别的照常"
	case !pictures && !layers:
		engine = "没有装 tesseract（要中文 chi_sim）和 poppler-utils：扫描件、PDF 里的字查找不到，别的照常"
	case !pictures:
		engine = "没有装 tesseract（要中文 chi_sim）：扫描件里的字查找不到，别的照常"
	case !layers:
		engine = "没有装 poppler-utils：PDF 里的字查找不到，别的照常"
	}
	waiting := strconv.Itoa(h.Reading.Waiting) + " 份"
	if n := h.Reading.Needing[string(ocr.Pictures)] + h.Reading.Needing[string(ocr.PDFs)]; n > 0 {
		until := "装上识别的程序"
		if h.ReadOff && layers {
			until = "打开识别"
		}
		waiting += "，其中 " + strconv.Itoa(n) + " 份等着" + until
	}
	return []healthLine{
		line("识别扫描件", engine, 0, !pictures && !h.ReadOff || !layers),
		line("等着读出文字的来信、材料", waiting, 0, false),
		line("读不出文字的材料", strconv.Itoa(h.Reading.Failed)+" 份", 0, h.Reading.Failed > 0),
	}
}
