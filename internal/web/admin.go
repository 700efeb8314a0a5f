package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/page"
)

func (s *Server) adminRoutes(r *mux.Router) {
	r.Handle("/users", s.staff(s.listUsers)).Methods("GET")
	r.Handle("/users/new", s.staff(s.newUser)).Methods("GET")
	r.Handle("/users/new", s.staff(s.addUser)).Methods("POST")
	r.Handle("/users/{id:[0-9]+}", s.staff(s.showUser)).Methods("GET")
	r.Handle("/users/{id:[0-9]+}", s.staff(s.saveUser)).Methods("POST")
	r.Handle("/users/{id:[0-9]+}/roles", s.staff(s.grantRoles)).Methods("POST")
	r.Handle("/users/{id:[0-9]+}/invitation", s.staff(s.showInvite)).Methods("GET")
	r.Handle("/users/{id:[0-9]+}/invitation", s.staff(s.invite)).Methods("POST")
	r.Handle("/users/{id:[0-9]+}/invitation/take-back", s.staff(s.takeBackInvitation)).Methods("POST")
	r.Handle("/agencies", s.staff(s.listAgencies)).Methods("GET")
	r.Handle("/agencies/new", s.staff(s.showAgency)).Methods("GET")
	r.Handle("/agencies/new", s.staff(s.saveAgency)).Methods("POST")
	r.Handle("/agencies/{id:[0-9]+}", s.staff(s.showAgency)).Methods("GET")
	r.Handle("/agencies/{id:[0-9]+}", s.staff(s.saveAgency)).Methods("POST")
	r.Handle("/agencies/{id:[0-9]+}/units", s.staff(s.addUnit)).Methods("POST")
	r.Handle("/agencies/{id:[0-9]+}/units/{unit:[0-9]+}", s.staff(s.showUnit)).Methods("GET")
	r.Handle("/agencies/{id:[0-9]+}/units/{unit:[0-9]+}", s.staff(s.saveUnit)).Methods("POST")
	r.Handle("/health", s.staff(s.showHealth)).Methods("GET")
	r.Handle("/health/release-mail", s.staff(s.releaseMail)).Methods("POST")
}

// A healthLine is one thing that is looked after, and how it is.
type healthLine struct {
	Label string
	Tag   page.Tag
	Text  string
	At    time.Time // when it was last good; zero says not yet
	Size  int64     // bytes, for disks and files; 0 shows none
	Dated bool      // At says something
}

// healthPage is the page "desk/health".
type healthPage struct {
	page.Base
	Things []healthLine
	Jobs   []healthLine
	Held   *page.Note   // no mail is fetched or sent
	Let    *page.Button // let it go
}

// lowSpace is how many bytes left on the disk are too few: a day's scans.
const lowSpace = 2 << 30

// showHealth serves GET /health: disks, fonts, mails and the timed jobs.
func (s *Server) showHealth(w http.ResponseWriter, r *http.Request, by auth.User) error {
	h, err := s.Desk.Health(r.Context(), by)
	if err != nil {
		return err
	}
	good := page.Tag{State: page.Done, Text: "正常"}
	look := page.Tag{State: page.Soon, Text: "要看"}
	line := func(label, text string, size int64, bad bool) healthLine {
		l := healthLine{Label: label, Tag: good, Text: text, Size: size}
		if bad {
			l.Tag = look
		}
		return l
	}
	p := healthPage{Base: s.base(r, by, "运行情况")}
	fonts := line("字库", "齐全", 0, false)
	if len(h.Fallbacks) > 0 {
		fonts = line("字库", "", 0, true)
		for _, said := range h.Fallbacks {
			fonts.Text += said + "。"
		}
	}
	seals := line("印章图片", sealsText(h.Sealing), 0, false)
	if len(h.Strange) > 0 {
		seals = line("印章图片", "配置里写的机关，系统里没有："+strings.Join(h.Strange, "、")+"。", 0, true)
	}
	p.Things = []healthLine{
		line("剩余空间", "存原件的磁盘", h.Free, h.Free < lowSpace),
		line("数据库", "台账 "+strconv.Itoa(h.Entries)+" 条", h.Database, false),
		fonts,
		seals,
		certificatesLine(h.Signing, s.Now()),
		line("待发的邮件", strconv.Itoa(h.Waiting)+" 封", 0, false),
		line("发不出去的邮件", strconv.Itoa(h.Refused)+" 封", 0, h.Refused > 0),
		line("等着制作 PDF 的文书", strconv.Itoa(h.Unmade)+" 份", 0, h.Unmade > 0),
	}
	if s.Certificate != nil {
		until, problem := s.Certificate.Status()
		p.Things = append(p.Things, tlsLine(until, problem, s.Now()))
	}
	p.Things = append(p.Things, line("全部导出", exportedText(h.Exported), 0, false))
	if p.Held = mailHeldNote(h.Held); p.Held != nil && auth.MayDo(by, auth.ReleaseMail, 0) == nil {
		p.Let = &page.Button{Label: "原来的系统已经停了，放行邮件", Post: s.Pages.URL("/health/release-mail")}
	}
	p.Things = append(p.Things, readingLines(h, line)...)
	p.Things = append(p.Things, scanLines(h, line)...)
	if h.Unreached > 0 {
		p.Things = append(p.Things, line("没有邮箱的人员", strconv.Itoa(h.Unreached)+" 人办案而没有邮箱，收不到期限提醒，在“人员”里填", 0, true))
	}
	agencies, err := s.Desk.Agencies(r.Context())
	if err != nil {
		return err
	}
	p.Jobs = s.Mail.gaps(agencies)
	if s.Jobs != nil {
		for _, job := range s.Jobs() {
			p.Jobs = append(p.Jobs, jobLine(job))
		}
	}
	return s.Pages.Render(w, http.StatusOK, "desk/health", p)
}

// sealsText says whose seal is printed on letters.
func sealsText(names []string) string {
	if len(names) == 0 {
		return "没有设，文书留出盖章的位置"
	}
	names = slices.Clone(names)
	for i, name := range names {
		if name == "" {
			names[i] = "所有机关"
		}
	}
	return "套印：" + strings.Join(names, "、")
}

// tlsLine says until when the pages can be served over TLS, and that newer files of the
// certificate are not used.
func tlsLine(until time.Time, problem string, now time.Time) healthLine {
	l := healthLine{Label: "TLS 证书", Tag: page.Tag{State: page.Done, Text: "正常"}, Text: "到" + calendar.DateOf(until).Chinese()}
	if now.Add(certificateSoon).After(until) {
		l.Tag = page.Tag{State: page.Soon, Text: "要看"}
		l.Text += "，换上新文件就行，不用重启"
	}
	if problem != "" {
		l.Tag = page.Tag{State: page.Late, Text: "出错"}
		l.Text = "新换的证书文件用不了，还在用旧的（" + l.Text + "）：" + problem
	}
	return l
}

// certificateSoon is how long before its end a certificate is to be looked at.
const certificateSoon = 30 * 24 * time.Hour

// certificatesLine says with what the PDFs of letters are signed, and until when
// that can be done.
func certificatesLine(all []desk.Certificate, now time.Time) healthLine {
	l := healthLine{Label: "签名证书", Tag: page.Tag{State: page.Done, Text: "正常"}, Text: "没有设，PDF 不签名"}
	var said []string
	for _, c := range all {
		text := c.Subject + "，" + calendar.DateOf(c.Until).Chinese() + "到期"
		switch {
		case c.Problem != nil:
			l.Tag, text = page.Tag{State: page.Late, Text: "出错"}, strings.TrimSuffix(c.Problem.Error(), "。")
		case c.Until.Sub(now) < certificateSoon && l.Tag.State == page.Done:
			l.Tag = page.Tag{State: page.Soon, Text: "要看"}
		}
		said = append(said, text)
	}
	if len(said) > 0 {
		l.Text = strings.Join(said, "；") + "。"
	}
	return l
}

// jobLine says how a timed job is doing.
func jobLine(job JobStatus) healthLine {
	l := healthLine{Label: job.Name, Tag: page.Tag{State: page.Done, Text: "正常"}, At: job.Good, Dated: true}
	switch {
	case job.Problem != "":
		l.Tag, l.Text = page.Tag{State: page.Late, Text: "出错"}, job.Problem
	case job.Good.IsZero():
		l.Tag = page.Tag{State: page.Line, Text: "还没有做过"}
	}
	return l
}
