package demo

import (
	"bytes"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/intake"
	"mingda/internal/law"
	"mingda/internal/reconsider"
)

// bureauMailbox is the address of the bureau's own mailbox.
const bureauMailbox = "fuyi@mingchuan.example"

// reviewInbox lets come in what waits in the bureau's inbox: a mail, the same again by
// post, and a mail of which nothing is to be made.
func (f *filling) reviewInbox() {
	const number, street = "明东街公开〔2026〕88号", "明川区东关街道办事处"
	who := applicants[zhao]
	f.at(f.back(2), 7, 12, "an application for reconsideration by mail", func() error {
		return f.toBureau(message{
			id: "fuyi-1@example.net", name: who.Name, address: who.Email, to: bureauMailbox, subject: "行政复议申请书",
			text: "行政复议申请书\n申请人：" + who.Name + "\n电话：" + who.Phone + "\n地址：" + who.Address + "\n被申请人：" + street +
				"\n复议请求：\n撤销" + number + "答复，责令被申请人重新答复。\n事实和理由：\n答复说社区网格经费的明细不存在。街道每月都公示发放情况，不可能没有明细，没有认真找。\n此致\n明川区人民政府\n",
		})
	})
	f.at(f.back(2), 7, 40, "an automatic reply to the bureau", func() error {
		return f.toBureau(message{
			id: "fuyi-2@example.net", name: "区委党校办公室", address: "office@dangxiao.example", to: bureauMailbox, subject: "自动回复：参加培训的通知", text: "我已外出，您的邮件收到后尽快回复。\n", headers: []string{"Auto-Submitted: auto-replied"},
		})
	})
	f.at(f.back(1), 8, 25, "the same application by post", func() error {
		today := f.Desk.Today()
		_, err := f.Desk.TakeObjection(f.ctx, f.users["ye"], casefile.PostSigned, intake.ObjectionInput{
			Contested: reconsider.Contested{Name: street, Number: number, Result: law.NotExisting, Paper: "政府信息公开答复书", On: today.AddDays(-14), GotOn: today.AddDays(-11)},
			Objection: reconsider.NotAble, Applicant: who, ReceivedOn: today, SentOn: today.AddDays(-3),
			Asked: reconsider.Asked{Subject: "社区网格经费使用明细", Request: "撤销答复，责令重新答复", Grounds: "街道每月公示发放情况，不可能没有明细。已于前天发过邮件，再寄一份。"},
		})
		return err
	})
}

// toBureau lets a mail arrive in the bureau's mailbox.
func (f *filling) toBureau(m message) error {
	f.made++
	m.at = f.Desk.Now().In(calendar.Zone).Add(-time.Minute)
	return f.Desk.TakeMails(f.ctx, []desk.RawMail{{
		Agency: f.users["ye"].Agency, Bureau: true, Mailbox: m.to, UIDValidity: 1, UID: uint32(f.made), ReachedAt: m.at, Body: bytes.NewReader(m.bytes()),
	}})
}
