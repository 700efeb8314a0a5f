package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/serve"
	"mingda/internal/sqlite"
)

func (s *Server) outboxRoutes(r *mux.Router) {
	r.Handle("/outbox", s.staff(s.showOutbox)).Methods("GET")
	r.Handle("/outbox/{id:[0-9]+}/resend", s.staff(s.resendMail)).Methods("POST")
	r.Handle("/outbox/{id:[0-9]+}/cancel", s.staff(s.cancelMail)).Methods("POST")
}

// outboxPage is the page "desk/outbox".
type outboxPage struct {
	page.Base
	Unsent []outboxLine // what waits or was refused
	Sent   []outboxLine // what went out, or is not to go out any more
	Empty  page.Empty
	Stuck  *page.Note // nothing goes out at all
}

// An outboxLine is one mail of the office on its way.
type outboxLine struct {
	What  string    // 收件确认
	About page.Link // 20261123-0012
	To    string
	Tag   page.Tag
	Tries int
	Made  string        // when it was put in
	Next  string        // when it is tried again
	Why   string        // why it did not go, in plain words
	Said  string        // what the server said, as it said it
	At    string        // when it went out
	Acts  []page.Button // 再发, 取消发送
}

// showOutbox serves GET /outbox.
func (s *Server) showOutbox(w http.ResponseWriter, r *http.Request, by auth.User) error {
	items, err := s.Desk.OutboxItems(r.Context(), by)
	if err != nil {
		return err
	}
	held, err := s.Desk.MailHeld(r.Context())
	if err != nil {
		return err
	}
	p := outboxPage{Base: s.base(r, by, "发件箱"), Stuck: s.Mail.unsent()}
	if note := mailHeldNote(held); note != nil {
		p.Stuck = note
	}
	p.Empty = page.Empty{Title: "没有要发的邮件", Text: "收件确认和用电子邮件送达的答复先排在这里，再由系统发出。发不出去的留着，写明原因。"}
	for _, item := range items {
		line := s.outboxLine(item)
		if item.State == sqlite.OutboxSent || item.State == sqlite.OutboxDropped {
			p.Sent = append(p.Sent, line)
		} else {
			p.Unsent = append(p.Unsent, line)
		}
	}
	return s.Pages.Render(w, http.StatusOK, "desk/outbox", p)
}

func (s *Server) outboxLine(item desk.OutboxItem) outboxLine {
	line := outboxLine{To: item.To, Tries: item.Tries, Made: dayAndTime(item.MadeAt), At: dayAndTime(item.SentAt), Said: item.LastError, Why: plainSendError(item.LastError)}
	line.What, line.About = "收件确认", page.Link{Label: item.Number, Href: s.inputURL(item.Input, "")}
	if item.Input == 0 && item.Case == 0 {
		line.What, line.About = item.Subject, page.Link{}
		if line.What == "" { // it went out, and what it said is forgotten
			line.What = "期限提醒、督办"
		}
	}
	if item.Case != 0 {
		line.What, line.About = item.Document, page.Link{Label: item.Number, Href: s.Pages.URL(casePath(item.Case))}
	}
	switch {
	case !item.BouncedAt.IsZero():
		line.Tag, line.Why = page.Tag{State: page.Late, Text: "退信"}, dayAndTime(item.BouncedAt)+"退回。"+plainBounce(item.Bounce)
	case item.State == sqlite.OutboxSent:
		line.Tag = page.Tag{State: page.Done, Text: item.State.Label()}
	case item.State == sqlite.OutboxDropped:
		line.Tag, line.Why, line.Said = page.Tag{State: page.Line, Text: item.State.Label()}, whyDropped(item.LastError), ""
	case item.State == sqlite.OutboxFailed:
		line.Tag = page.Tag{State: page.Late, Text: item.State.Label()}
		line.Acts = []page.Button{s.mailButton(item, "再发", "resend")}
	default:
		line.Tag, line.Next = page.Tag{State: page.Soon, Text: item.State.Label()}, nextTry(item.NextAt, s.Now())
		if item.Tries == 0 {
			line.Tag.State = page.Line
		}
		if why := s.whyWaits(item); why != "" {
			line.Next, line.Why, line.Said = "", why, ""
		}
	}
	if item.Case != 0 && (item.State == sqlite.OutboxWaiting || item.State == sqlite.OutboxFailed) {
		line.Acts = append(line.Acts, s.mailButton(item, "取消发送", "cancel"))
	}
	return line
}

// mailButton is the button of an act on one mail of the outbox.
func (s *Server) mailButton(item desk.OutboxItem, label, act string) page.Button {
	return page.Button{Label: label, About: item.Number, Post: s.Pages.URL("/outbox/" + strconv.FormatInt(item.ID, 10) + "/" + act), Size: "small"}.Plain()
}

// whyWaits says what a mail waits for that no further try brings; "" for nothing.
func (s *Server) whyWaits(item desk.OutboxItem) string {
	switch {
	case s.Mail != nil && !s.Mail.Sends:
		return "没有配置发件服务器，配好以后自动发出。"
	case item.NoSender:
		return "没有配置本机关的发件地址，配好以后自动发出。"
	}
	return ""
}

// droppedWords say why a mail is not to go out any more.
var droppedWords = map[string]string{
	desk.DroppedRenewed:  "查询码换过，里面的旧码作废",
	desk.DroppedSetAside: "来信不予登记",
	desk.DroppedOver:     "申请已经办结",

	desk.DroppedCancelled: "取消了发送",
	desk.DroppedServed:    "已经用别的方式送达",
	desk.DroppedVoid:      "文书已经作废",
	desk.DroppedChaseOver: "督办已经答复或者办结",
	desk.DroppedStale:     "过了当天的上班时间，下一个工作日的提醒里再说",
	desk.DroppedNoAddress: "申请人没有电子邮箱了",
}

// whyDropped says why a mail is not to go out any more: in words of ours, or in
// those of the rule that refused it.
func whyDropped(why string) string {
	if words, ok := droppedWords[why]; ok {
		return words
	}
	return why
}

// nextTry says when a mail is tried again.
func nextTry(at, now time.Time) string {
	if !at.After(now) {
		return "马上"
	}
	if calendar.DateOf(at) == calendar.DateOf(now) {
		return calendar.ClockTime(at)
	}
	return dayAndTime(at)
}

// sendErrors says in plain words what a mail server said, by what it contains.
// The first that fits counts; codes are those of RFC 5321 and RFC 3463.
var sendErrors = []struct {
	signs []string
	plain string
}{
	{[]string{"no such host", "connection refused", "network is unreachable", "no route to host", "i/o timeout", "deadline exceeded", "connection reset", "EOF"},
		"连不上发信服务器，会自己再试。一直这样，请管理员看网络。"},
	{[]string{"x509", "certificate", "tls:"}, "发信服务器的证书不对，请管理员看设置。"},
	{[]string{"535", "534", "5.7.8", "530", "authentication"}, "发信账号或者密码不对，请管理员改设置。"},
	{[]string{"5.1.1", "5.1.2", "5.1.10", "user unknown", "no such user", "mailbox unavailable", "mailbox not found"},
		"对方没有这个邮箱。核对地址，或者换一种送达方式。"},
	{[]string{"5.2.2", "4.2.2", "quota", "mailbox full", "over quota"}, "对方的邮箱满了。打电话请对方清理，再发一次。"},
	{[]string{"552", "5.3.4", "too large", "message size"}, "邮件太大，对方不收。换一种送达方式。"},
	{[]string{"5.7.1", "554", "spam", "blocked", "blacklist", "policy"}, "对方的服务器当作垃圾邮件拒收。换一种送达方式，或者请对方放行。"},
	{[]string{"450", "451", "421", "4.7", "greylist", "try again"}, "对方的服务器请过一会儿再发，会自己再试。"},
	{[]string{"550", "553", "rcpt"}, "对方的服务器不收这个地址的邮件。核对地址，或者换一种送达方式。"},
}

// unknownSendError is said of what none of sendErrors fits.
const unknownSendError = "没有发成，原因见下面服务器的原话。"

// plainSendError says in plain words why a mail did not go; "" for no error.
func plainSendError(said string) string {
	if said == "" {
		return ""
	}
	lower := strings.ToLower(said)
	for _, e := range sendErrors {
		for _, sign := range e.signs {
			if hasSign(lower, strings.ToLower(sign)) {
				return e.plain
			}
		}
	}
	return unknownSendError
}

// hasSign reports whether what a server said holds the sign. A code counts only
// if no digit stands beside it: 550 is not in a queue's number 1550831.
func hasSign(said, sign string) bool {
	digit := func(b byte) bool { return b >= '0' && b <= '9' }
	for from := 0; ; {
		at := strings.Index(said[from:], sign)
		if at < 0 {
			return false
		}
		at += from
		end := at + len(sign)
		before := digit(sign[0]) && at > 0 && digit(said[at-1])
		after := digit(sign[len(sign)-1]) && end < len(said) && digit(said[end])
		if !before && !after {
			return true
		}
		from = at + 1
	}
}

// resendMail serves POST /outbox/{id}/resend.
func (s *Server) resendMail(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if _, err := serve.ReadForm(r, serve.PlainForm, nil); err != nil {
		return err
	}
	if err := s.Desk.Resend(r.Context(), by, pathID(r, "id")); err != nil {
		return err
	}
	return s.see(w, r, "/outbox", "已排回，马上再发")
}

// cancelMail serves POST /outbox/{id}/cancel.
func (s *Server) cancelMail(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if _, err := serve.ReadForm(r, serve.PlainForm, nil); err != nil {
		return err
	}
	if err := s.Desk.CancelMail(r.Context(), by, pathID(r, "id")); err != nil {
		return err
	}
	return s.see(w, r, "/outbox", "已取消发送，文书回到待送达")
}
