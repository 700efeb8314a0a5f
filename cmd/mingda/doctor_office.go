package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/mailbox"
)

// noticeMonth is from when on the days off of the next year are asked for: the State
// Council's notice comes in November, and periods reach into that year by then.
const noticeMonth = time.November

// lookAtCalendar looks whether the days off of this year and the next are known: without
// them due dates are wrong.
func (p *patient) lookAtCalendar(context.Context) {
	today := calendar.DateOf(p.io.Now())
	days := p.office.desk.Calendar()
	next := today.Year() + 1
	switch {
	case !days.Known(today.Year()):
		p.note("calendar", unsound, fmt.Sprintf("没有%d年的放假安排，期限按周末推算", today.Year()), "国务院办公厅的通知在手，到“工作日历”里导入，或者 mingda calendar import。")
	case !days.Known(next) && today.Month() >= noticeMonth:
		p.note("calendar", advised, fmt.Sprintf("还没有%d年的放假安排，跨年的期限按周末推算", next), "通知一般十一月发；到“工作日历”里导入，或者 mingda calendar import。")
	default:
		p.note("calendar", sound, fmt.Sprintf("%d年的放假安排在", today.Year()), "")
	}
}

// lookAtPeople looks for accounts that anybody can get into, and for posts nobody holds.
func (p *patient) lookAtPeople(ctx context.Context) {
	people, err := p.office.desk.DB.Users(ctx)
	if err != nil {
		p.wrong("people", err)
		return
	}
	people = slices.DeleteFunc(people, func(u auth.User) bool { return u.Disabled })
	others, err := p.office.desk.DB.OtherWaysIn(ctx)
	if err != nil {
		p.wrong("people", err)
		return
	}
	var easy, initial, invited []string
	for _, u := range people {
		if !u.HasPassword() {
			if !slices.Contains(others, u.ID) {
				invited = append(invited, u.Name)
			}
			continue
		}
		if u.MustChange {
			initial = append(initial, u.Name)
			continue
		}
		for _, guess := range []string{auth.DemoPassword, u.Login} {
			if right, _ := auth.CheckPassword(u.PasswordHash, guess); right && !p.cfg.Demo {
				easy = append(easy, u.Name)
				break
			}
		}
	}
	if len(easy) > 0 {
		p.note("people", unsound, "密码是演示密码或者登录名："+strings.Join(easy, "、"), "在“人员”里重新邀请他们。")
	}
	if len(initial) > 0 {
		p.note("people", advised, "初始密码还没改："+strings.Join(initial, "、"), "请他们登录一次；用不着的账号，停用。")
	}
	if len(invited) > 0 {
		p.note("people", advised, "还没有凭邀请码定密码："+strings.Join(invited, "、"), "请他们定密码；过期的在“人员”里重新邀请，或者 mingda user reset；用不着的账号，停用。")
	}
	for _, role := range []auth.Role{auth.SystemAdmin, auth.SecurityAdmin, auth.AuditAdmin} {
		if !slices.ContainsFunc(people, func(u auth.User) bool { return u.Plays(role) }) {
			p.note("people", unsound, "没有"+role.Label(), "三员分立，三个管理员都要有人：mingda user add，或者在“人员”里授权。")
		}
	}
	if len(easy) == 0 {
		p.note("people", sound, fmt.Sprintf("%d 个在用的账号，没有演示密码", len(people)), "")
	}
}

// lookAtLetters looks at fonts, seals and certificates of letters.
func (p *patient) lookAtLetters(ctx context.Context) {
	if err := p.office.loadFonts(); err != nil {
		p.wrong("letters", err)
		return
	}
	for _, missing := range p.office.desk.Fonts.Fallbacks() {
		p.note("letters", advised, missing, "把发行包里的 fonts/gpl 放在程序旁边。")
	}
	if err := p.office.loadStyles(ctx); err != nil {
		p.wrong("letters", err)
		return
	}
	for _, c := range p.office.desk.Certificates() {
		until := calendar.DateOf(c.Until).Chinese()
		switch {
		case c.Problem != nil:
			p.note("letters", unsound, c.Agency+"的签名证书不能用："+oneLine(c.Problem)+"；签发的文书在等", "换上新证书，重启。")
		case p.io.Now().Add(certSoon).After(c.Until):
			p.note("letters", advised, c.Agency+"的签名证书"+until+"到期", "这个月里换。")
		default:
			p.note("letters", sound, c.Agency+"的签名证书到"+until, "")
		}
	}
	p.note("letters", sound, "字体能用", "")
}

// lookAtReaders looks for the programs that read scans.
func (p *patient) lookAtReaders(ctx context.Context) {
	p.office.findReaders(ctx)
	if p.office.desk.OCR.Off {
		return
	}
	if v := p.office.desk.OCR.Version(ctx); v != "" {
		p.note("scans", sound, "扫描件由 "+v+" 识别", "")
		return
	}
	p.note("scans", advised, "没有装识别扫描件的程序，查找找不到扫描件里的字", "apt-get install tesseract-ocr tesseract-ocr-chi-sim poppler-utils")
}

// lookAtLogHost knocks at the machine that keeps the records of the audit too, and sends it
// nothing.
func (p *patient) lookAtLogHost(ctx context.Context) {
	const check = "log host"
	host, err := logHost(p.cfg.Audit)
	switch {
	case err != nil:
		p.wrong(check, err)
	case host == nil:
	case p.offline:
		p.note(check, advised, "没有连日志服务器（--offline）", "")
	default:
		if err := host.Send(ctx, nil); err != nil {
			p.note(check, unsound, "日志服务器："+oneLine(err)+"；审计记录在等", "核对 [audit] log_host 和它那边的接收设置；证书是自建的，设 ca_file。")
			return
		}
		p.note(check, sound, "日志服务器 "+p.cfg.Audit.LogHost+" 能连", "")
	}
}

// mailTimeout is how long a mail server may take to let the office in.
const mailTimeout = 15 * time.Second

// lookAtMail signs in to each mailbox and to the server mail goes out by, and looks at what
// waits to go out.
func (p *patient) lookAtMail(ctx context.Context) {
	figures, err := p.office.desk.DB.Figures(ctx)
	if err != nil {
		p.wrong("mail", err)
		return
	}
	if figures.Refused > 0 {
		p.note("mail", advised, fmt.Sprintf("%d 封邮件被对方退回", figures.Refused), "到“发件箱”里看，改用别的办法告知。")
	}
	if held, err := p.office.desk.MailHeld(ctx); err == nil && !held.IsZero() {
		p.note("mail", advised, "迁入以后邮件停着", "原来那台停了，就在“运行情况”里放行。")
	}
	if p.offline {
		p.note("mail", advised, "没有连邮件服务器（--offline）", "")
		return
	}
	boxes, err := mailboxes(p.cfg)
	if err != nil {
		p.wrong("mail", err)
		return
	}
	for _, box := range boxes {
		trying, cancel := context.WithTimeout(ctx, mailTimeout)
		err := mailbox.Check(trying, box.Account)
		cancel()
		p.answered("邮箱 "+box.Account.Name, err)
	}
	out, err := outgoing(p.cfg)
	if err != nil {
		p.wrong("mail", err)
		return
	}
	if out == nil {
		p.note("mail", advised, fmt.Sprintf("没有设发件服务器，%d 封在等", figures.Waiting), "在 [smtp] 里设；不发邮件的，告知都要打印寄送。")
		return
	}
	trying, cancel := context.WithTimeout(ctx, mailTimeout)
	defer cancel()
	p.answered("发件服务器 "+out.Server.Host, out.Server.Check(trying))
}

// answered notes whether a server let the office in.
func (p *patient) answered(what string, err error) {
	if err != nil {
		p.note("mail", unsound, what+"："+oneLine(err), "核对主机、端口、账号和密码文件；服务器的证书是自建的，设 ca_file。")
		return
	}
	p.note("mail", sound, what+" 能登录", "")
}
