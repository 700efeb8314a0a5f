package intake

import (
	"strings"
	"testing"
)

// TestReturn: which mail came back is read from its header in the report, or
// from what the report answers; a delay and a success say that none did.
func TestReturn(t *testing.T) {
	report := func(action, last string) string {
		return "From: MAILER-DAEMON@mx.example\nSubject: Mail delivery failed\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=B\n\n" +
			"--B\n\nIt did not work.\n\n--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nAction: " + action +
			"\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2\n  mailbox full\n\n--B\n" + last + "\n\n--B--\n"
	}
	const header = "Subject: reply\nMessage-ID: <letter.1.1.x@office.example>\n\nbody"
	for _, c := range []struct{ name, raw, ids, why string }{
		{"the mail whole", report("failed", "Content-Type: message/rfc822\n\n"+header), "letter.1.1.x@office.example", "smtp; 552 5.2.2 mailbox full"},
		{"its header", report("failed", "Content-Type: text/rfc822-headers\n\n"+header), "letter.1.1.x@office.example", "smtp; 552 5.2.2 mailbox full"},
		{"its header in base64", report("failed", "Content-Type: text/rfc822-headers\nContent-Transfer-Encoding: base64\n\nTWVzc2FnZS1JRDogPGxldHRlci4xLjEueEBvZmZpY2UuZXhhbXBsZT4K"), "letter.1.1.x@office.example", "smtp; 552 5.2.2 mailbox full"},
		{"nothing of it", report("failed", "Content-Type: text/plain\n\n[gone]"), "", "smtp; 552 5.2.2 mailbox full"},
		{"a delay", report("delayed", "Content-Type: message/rfc822\n\n"+header), "", ""},
		{"a success", report("delivered", "Content-Type: message/rfc822\n\n"+header), "", ""},
		{"no report, an answer", "From: MAILER-DAEMON@mx.example\nSubject: failure notice\nIn-Reply-To: <a@office.example>\nReferences: <b@office.example> <a@office.example>\n\nSorry.\n",
			"a@office.example b@office.example", "failure notice"},
		{"no report, a warning", "From: MAILER-DAEMON@mx.example\nSubject: Warning: could not send message for 4 hours\nIn-Reply-To: <a@office.example>\n\nWait.\n", "", ""},
		{"a person's mail", "From: a@b.example\nSubject: hello\nIn-Reply-To: <a@office.example>\n\nhello\n", "", ""},
	} {
		for _, raw := range []string{c.raw, strings.ReplaceAll(c.raw, "\n", "\r\n")} {
			if got := Parse([]byte(raw)).Return; strings.Join(got.IDs, " ") != c.ids || got.Why != c.why {
				t.Errorf("%s: %+v", c.name, got)
			}
		}
	}
}

// Reports in words only, as servers that know no multipart/report write them,
// each of a mail about 2026-0158.
const (
	qmailReport = `Return-Path: <>
From: MAILER-DAEMON@mail.example.net
To: ysqgk@mingchuan.example
Subject: failure notice
Date: 24 Sep 2026 01:05:00 -0000

Hi. This is the qmail-send program at mail.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.

<abdurehman@example.com>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <ysqgk@mingchuan.example>
Received: (qmail 4711 invoked from network); 24 Sep 2026 01:04:58 -0000
Date: Thu, 24 Sep 2026 09:04:57 +0800
From: =?UTF-8?B?5pS/5Yqh5YWs5byA56eR?= <ysqgk@mingchuan.example>
To: abdurehman@example.com
In-Reply-To: <20260901.ask@example.com>
Subject: =?UTF-8?B?562U5aSN5Lmm?=
Message-ID:
 <letter.7.1.0.4fgh2kq9xz1a@mingchuan.example>

5oKo5aW977ya
`
	eximReport = `Return-path: <>
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mx.example.net>
To: ysqgk@mingchuan.example
Subject: Mail delivery failed: returning message to sender

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  abdurehman@example.com
    all relevant MX records point to non-existent hosts

------ This is a copy of the message, including all the headers. ------

Received: from office by mx.example.net with esmtp (Exim 4.96)
	id 1vXy2a-0001; Thu, 24 Sep 2026 09:04:58 +0800
Message-Id: <letter.7.1.0.4fgh2kq9xz1a@mingchuan.example>
To: abdurehman@example.com
`
	pageReport = `From: postmaster@mail.example.cn
To: ysqgk@mingchuan.example
Subject: 系统退信
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<div><h3>抱歉，您的邮件被退回来了</h3><table><tr><td>原邮件信息：</td></tr>
<tr><td>收件人：</td><td>abdurehman@example.com</td></tr>
<tr><td>邮件 ID：</td><td>&lt;letter.7.1.0.4fgh2kq9xz1a@mingchuan.example&gt;</td></tr>
<tr><td>退信原因：</td><td>550 User not found，收件人邮件地址不存在</td></tr></table></div>
`
	exchangeReport = `From: postmaster@example.org
To: ysqgk@mingchuan.example
Subject: 未送达: 政府信息公开申请答复书
Auto-Submitted: auto-replied
Content-Type: text/plain; charset=utf-8

未能向以下收件人传递邮件：abdurehman@example.com
管理员诊断信息：#550 5.1.1 RESOLVER.ADR.RecipNotFound ##
原始邮件头：
Received: from mx.example.org (192.0.2.7)
Message-ID: <letter.7.1.0.4fgh2kq9xz1a@mingchuan.example>
`
	numberReport = `From: MAILER-DAEMON@mail.example.cn
To: ysqgk@mingchuan.example
Subject: 退信
Content-Type: text/plain; charset=utf-8

您发给 abdurehman@example.com 的邮件没有送到：邮箱已满。

-----原始邮件-----
主题：政府信息公开申请答复书（2026-0158）
`
)

// TestReturnInWords: the mail that came back is known by the Message-ID that the
// words or the copy below them name, and by the number of its case; none of it
// is taken from what is no report.
func TestReturnInWords(t *testing.T) {
	const id = "letter.7.1.0.4fgh2kq9xz1a@mingchuan.example"
	known := Known{
		Case: func(number string) bool { return number == "2026-0158" },
		Sent: func(messageID string) (string, bool) { return "2026-0158", messageID == id },
	}
	for _, c := range []struct{ name, raw, ids, reason string }{
		{"qmail", qmailReport, id, "退回的是本机关就 2026-0158 发出的邮件"},
		{"Exim", eximReport, id, "退回的是本机关就 2026-0158 发出的邮件"},
		{"a page", pageReport, id, "退回的是本机关就 2026-0158 发出的邮件"},
		{"Exchange", exchangeReport, id, "退回的是本机关就 2026-0158 发出的邮件"},
		{"a number only", numberReport, "", "正文写有案件编号 2026-0158"},
		{"of somebody else's mail", strings.ReplaceAll(qmailReport, "letter.7", "other.7"), strings.Replace(id, "letter.7", "other.7", 1), ""},
		{"a delay", strings.Replace(eximReport, "Mail delivery failed: returning message to sender", "Warning: message 1vXy2a-0001 delayed 24 hours", 1), "", ""},
	} {
		m := Parse([]byte(c.raw))
		if strings.Join(m.Return.IDs, " ") != c.ids {
			t.Errorf("%s: %+v", c.name, m.Return)
		}
		p := Propose(m, known)
		if m.Kind != KindBounce || p.Course != Noise {
			t.Errorf("%s: %s, %s", c.name, m.Kind, p.Course)
		}
		if got := strings.Join(p.Refs, " "); c.reason != "" && (got != "2026-0158" || !strings.Contains(strings.Join(p.Reasons, "\n"), c.reason)) || c.reason == "" && got != "" {
			t.Errorf("%s: %q, %q", c.name, p.Refs, p.Reasons)
		}
	}
	person := Parse([]byte(strings.Replace(strings.Replace(qmailReport, "MAILER-DAEMON@mail.example.net", "zhou@example.net", 1), "Subject: failure notice", "Subject: 没收到\nIn-Reply-To: <x@example.com>", 1)))
	if !person.Return.IsZero() {
		t.Errorf("a person's mail: %+v", person.Return)
	}
}
