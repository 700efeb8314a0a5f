package intake

import (
	"regexp"
	"slices"
	"strings"
)

// noReply finds addresses that nobody reads.
var noReply = regexp.MustCompile(`(?i)^(no-?reply|do-?not-?reply|donotreply|mailer-daemon|postmaster|bounces?|nobody|listserv|majordomo|auto-?(reply|confirm))([+.\-_].*)?@`)

// ConfirmationsADay is how many confirmations one address is sent by itself in
// a day of Asia/Shanghai. It is a rule of ours, and ends what the signs of a
// robot do not: one that shows none and answers every mail with a new one stops
// when it gets nothing more. Ten requests are as many as one person may make in
// a month before it costs (国办函〔2020〕109号): nobody who asks runs into it.
const ConfirmationsADay = 10

// MayConfirm reports whether the office's automatic confirmation may be sent in
// answer to m, and if not, why, in Chinese. No robot is answered, no list, no
// report, no null return path, nothing that comes from one of the office's own
// addresses (RFC 3834 §2), so that two robots never write to each other.
func MayConfirm(m Message, office ...Address) (bool, string) {
	s := m.Signals
	to := ConfirmTo(m)
	switch {
	case m.Kind.IsNoise():
		return false, m.Kind.Label() + "，不发确认，以免往返不止"
	case m.Kind == KindUnknown:
		return false, "读不出内容，先由人看"
	case s.NullReturnPath:
		return false, "退信地址为空，是系统发出的邮件"
	case s.AutoSubmitted != "" && s.AutoSubmitted != "no", s.AutoReply:
		return false, "对方标明是自动发出的邮件"
	case s.List, s.Precedence == "bulk", s.Precedence == "list", s.Precedence == "junk":
		return false, "群发邮件，不发确认"
	case suppresses(s.AutoResponseSuppress):
		return false, "对方要求不自动回复"
	case to == "":
		return false, "没有可用的回信地址"
	case noReply.MatchString(to):
		return false, "对方地址不收回信"
	}
	if isOffice(to, m, office) {
		return false, "是本机关自己发出的邮件"
	}
	for _, a := range office {
		for _, been := range s.Loop {
			if strings.Contains(been, strings.ToLower(a.Address)) {
				return false, "邮件已经过本邮箱，在兜圈子"
			}
		}
	}
	return true, ""
}

// isOffice reports whether m comes from the office, or answers to it go there.
func isOffice(to string, m Message, office []Address) bool {
	return slices.ContainsFunc(office, func(a Address) bool {
		return sameMailbox(a.Address, to) || sameMailbox(a.Address, m.From.Address)
	})
}

// Reachable returns the address to which the confirmation goes once a person
// has said that m is a request, whatever it looked like; "" where nobody would
// read it, or others than the sender would: the code is the sender's alone.
func Reachable(m Message, office ...Address) string {
	to := ConfirmTo(m)
	if to == "" || m.Signals.List || noReply.MatchString(to) || isOffice(to, m, office) {
		return ""
	}
	return to
}

// ConfirmTo returns the address to which an answer to m goes: the Reply-To if
// there is exactly one, else the sender's; "" if neither can be written to.
func ConfirmTo(m Message) string {
	to := m.From.Address
	if len(m.ReplyTo) == 1 {
		to = m.ReplyTo[0].Address
	}
	if !IsEmail(to) {
		return ""
	}
	return to
}

// suppresses reads X-Auto-Response-Suppress: All, or AutoReply among others. A
// mere OOF or DR, RN, NRN asks for less.
func suppresses(value string) bool {
	for _, word := range strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
		if word == "all" || word == "autoreply" {
			return true
		}
	}
	return false
}

// sameMailbox compares two addresses, without regard to case and to a "+" part.
func sameMailbox(a, b string) bool { return a != "" && MailboxKey(a) == MailboxKey(b) }

// MailboxKey returns what is the same of all spellings of an address.
func MailboxKey(s string) string {
	local, domain, _ := strings.Cut(strings.ToLower(strings.TrimSpace(s)), "@")
	local, _, _ = strings.Cut(local, "+")
	return local + "@" + domain
}
