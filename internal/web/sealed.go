package web

import (
	"fmt"
	"net/http"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/serve"
	"mingda/internal/sqlite"
)

func (s *Server) sealedRoutes(r *mux.Router) {
	r.Handle("/sealed", s.staff(s.listSealed)).Methods("GET")
	r.Handle("/sealed/{file:[0-9a-f]+}", s.staff(s.showRelease)).Methods("GET")
	r.Handle("/sealed/{file:[0-9a-f]+}", s.staff(s.releaseFile)).Methods("POST")
}

// sealedPage is the page "desk/sealed": what the scanner sealed off.
type sealedPage struct {
	page.Base
	Lead  string
	Files []sealedLine
}

// A sealedLine is one file, by nothing of what it holds or is called.
type sealedLine struct {
	Where string // the number of what it came to
	Hash  string
	Size  int64
	Mail  bool
	What  string // the signature, or why it was not scanned
	At    string
	Tag   page.Tag
	Let   string // 放行: who, when, why
	Href  string // 放行; "" when it is
}

// listSealed serves GET /sealed.
func (s *Server) listSealed(w http.ResponseWriter, r *http.Request, by auth.User) error {
	files, err := s.Desk.SealedFiles(r.Context(), by)
	if err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	p := sealedPage{Base: s.base(r, by, "隔离的文件"), Lead: "查毒程序查出病毒的，或者太大查不了的。谁都不能下载，除非在这里写明理由放行。这里看不到文件名和内容。"}
	for _, f := range files {
		line := sealedLine{
			Where: f.Where, Hash: f.File, Size: f.Size, Mail: f.Mail, What: f.Signature, At: dayAndTime(f.ScannedAt),
			Tag: page.Tag{State: page.Late, Text: "已隔离"}, Href: s.Pages.URL("/sealed/" + f.File),
		}
		if f.State == sqlite.ScanLarge {
			line.What = "太大，查不了"
		}
		if f.IsReleased() {
			line.Tag, line.Href = page.Tag{State: page.Soon, Text: "已放行"}, ""
			line.Let = people.Name(f.ReleasedBy) + "，" + dayAndTime(f.ReleasedAt) + "：" + f.Reason
		}
		p.Files = append(p.Files, line)
	}
	return s.Pages.Render(w, http.StatusOK, "desk/sealed", p)
}

// releasePage is the page "desk/release".
type releasePage struct {
	page.Base
	Back   page.BackLink
	Facts  []page.KV
	Reason page.Field
	Post   string
	Button page.Button
}

// showRelease serves GET /sealed/{file}.
func (s *Server) showRelease(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderRelease(w, r, by, http.StatusOK, nil)
}

func (s *Server) renderRelease(w http.ResponseWriter, r *http.Request, by auth.User, status int, wrong error) error {
	files, err := s.Desk.SealedFiles(r.Context(), by)
	if err != nil {
		return err
	}
	hash := mux.Vars(r)["file"]
	for _, f := range files {
		if f.File != hash || f.IsReleased() {
			continue
		}
		form := page.NewForm(r.PostForm, wrong)
		p := releasePage{
			Base: s.base(r, by, "放行隔离的文件"), Back: page.BackLink{Href: s.Pages.URL("/sealed"), Label: "回隔离的文件"},
			Facts: []page.KV{{Label: "在哪里", Value: f.Where, None: "还没有登记到收件、案件"}, {Label: "查出", Value: f.Signature, None: "太大，查不了"},
				{Label: "大小", Value: page.Bytes(f.Size)}, {Label: "SHA-256", Value: f.File}},
			Reason: form.Textarea("reason", "为什么放行").WithHint("比如：经谁核实是误报。放行以后，能看这个案件的人都能下载。").WithRows(3).AsRequired(),
			Post:   s.Pages.URL("/sealed/" + hash), Button: page.Button{Label: "放行", Key: "Ctrl S"},
		}
		p.Errors = form.Errors()
		return s.Pages.Render(w, status, "desk/release", p)
	}
	return fault.New(fault.NotFound, "file_not_sealed")
}

// releaseFile serves POST /sealed/{file}.
func (s *Server) releaseFile(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err == nil {
		err = s.Desk.ReleaseFile(r.Context(), by, mux.Vars(r)["file"], sent.Value("reason"))
	}
	if isInvalid(err) {
		return s.renderRelease(w, r, by, http.StatusUnprocessableEntity, err)
	}
	if err != nil {
		return err
	}
	return s.see(w, r, "/sealed", "已放行")
}

// scanLines say how the scanner is; none where there is to be none and nothing is sealed.
func scanLines(h desk.Health, line func(label, text string, size int64, bad bool) healthLine) []healthLine {
	if !h.Scanning && h.Scans.Found == 0 {
		return []healthLine{line("查毒", "没有设（[clamav]），收到的文件不查毒", 0, false)}
	}
	all := []healthLine{line("查毒", h.Scanner, 0, false)}
	switch {
	case !h.Scanning:
		all[0] = line("查毒", "没有设（[clamav]）", 0, true)
	case h.ScannerDown != "" && h.ScanRequired:
		all[0] = line("查毒", "没有应答：收到的文件都存着，查好以前不能打开，收件不能登记；恢复以后自动补查。"+h.ScannerDown, 0, true)
	case h.ScannerDown != "":
		all[0] = line("查毒", "没有应答：收到的文件标“未查毒”，照常能打开；恢复以后自动补查。"+h.ScannerDown, 0, true)
	}
	waiting := fmt.Sprintf("%d 份", h.Scans.Waiting)
	all = append(all, line("等着查毒的文件", waiting, 0, h.Scans.Waiting > 0 && h.ScannerDown != ""))
	if h.Scans.Found > 0 {
		all = append(all, line("查出病毒、隔离的文件", fmt.Sprintf("%d 份，由安全管理员看", h.Scans.Found), 0, true))
	}
	if h.Scans.Large > 0 {
		all = append(all, line("太大、查不了的文件", fmt.Sprintf("%d 份，把 clamd.conf 的 StreamMaxLength 调大", h.Scans.Large), 0, true))
	}
	return all
}
