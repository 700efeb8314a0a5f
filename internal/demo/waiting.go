package demo

import (
	"bytes"
	"fmt"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/inbox"
	"mingda/internal/intake"
)

// asides are mails that were no requests, with why they were set aside.
var asides = []aside{
	{171, 10, message{id: "auto-1@mail.example", name: "罗以宁", address: "geo@hening-univ.example", subject: "自动回复：已收到您的来信", text: "本人出差，月底回复。",
		headers: []string{"Auto-Submitted: auto-replied"}}, inbox.Noise, ""},
	{126, 11, message{id: "list-1@mail.example", name: "政务培训中心", address: "news@training.example", subject: "【邀请】办公软件高级培训班", text: "各单位：欢迎报名。",
		headers: []string{"List-Unsubscribe: <mailto:off@training.example>", "Precedence: bulk"}}, inbox.Noise, ""},
	{90, 9, message{id: "ask-1@mail.example", name: "热心市民", address: "renxin@example.com", subject: "路灯坏了", text: "文化巷口的路灯坏了半个月，请派人修。"},
		inbox.NotRequest, "反映路灯损坏，已转区城管局12345工单。"},
	{45, 15, message{id: "test-1@mail.example", name: "信息中心", address: "test@mingchuan.example", subject: "测试邮件", text: "测试邮箱是否正常。"}, inbox.TestMail, ""},
	{20, 16, message{id: "bounce-1@mail.example", address: "MAILER-DAEMON@mail.example", subject: "Undelivered Mail Returned to Sender",
		text: "I'm sorry to have to inform you that your message could not be delivered.", headers: []string{"Auto-Submitted: auto-replied"}}, inbox.Noise, "已改用邮寄。"},
}

// answered is a case whose applicant has just answered the clarification
// notice: the answer waits in the inbox, and is proposed to the case.
func answered(t *travel) {
	t.atRecent(75*time.Minute, "an answer", func() error {
		c, err := t.view()
		if err != nil {
			return err
		}
		a, where := applicants[t.who], t.filling.agency(t.agency)
		_, err = t.post(where.ID, message{
			id: "demo-answer@mail.example", name: a.Name, address: a.Email, to: where.MailAddress, at: t.Desk.Now(),
			subject: "回复：补正通知（" + c.Number + "）", text: "要的是幸福巷8号，2024年10月登记的那一次，登记表编号HD-108。\n\n" + a.Name,
			files: []attachment{{"登记表照片.png", "image/png", scan(7100)}},
		})
		return err
	})
}

// atRecent plans a step some time before the present.
func (f *filling) atRecent(before time.Duration, what string, do func() error) {
	f.steps = append(f.steps, step{f.Now.Add(-before).Truncate(time.Second), what, do})
}

// inOffice returns the latest instant before the present that has the hour and
// minute on a workday: letters and visitors come in office hours.
func (f *filling) inOffice(hour, minute int) time.Time {
	day := f.today
	at := func() time.Time {
		return day.Start().Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
	}
	if !at().Before(f.Now) {
		day = f.back(1)
	}
	return at()
}

// waiting plans what waits in the inbox of the government at the present.
func (f *filling) waiting() {
	where := f.agency(government)
	clerk := f.users["feng"]
	id := fmt.Sprint(where.ID)
	plan := func(at time.Time, what string, do func() error) { f.steps = append(f.steps, step{at, what, do}) }
	mail := func(before time.Duration, m message) {
		f.atRecent(before, "a mail", func() error {
			m.to, m.at = where.MailAddress, f.Desk.Now()
			_, err := f.post(where.ID, m)
			return err
		})
	}

	plan(f.back(1).Start().Add(10*time.Hour+20*time.Minute), "a signed letter", func() error {
		files, err := f.scans("信封", "申请信")
		if err != nil {
			return err
		}
		_, err = f.Desk.TakePost(f.ctx, clerk, intake.PostInput{
			Agency: id, Signed: true, SignedOn: f.Desk.Today(), SignedBy: "区政府门卫室", Tracking: "XA4012998165", Applicant: applicants[xu],
			Wants: asked(tNursery, casefile.Paper, casefile.ByPost), Scans: files,
		})
		return err
	})
	abdu, union := applicants[abdurehman], topics[tUnionRoad]
	union.subject = "申请公开团结路片区征收补偿材料"
	mail(61*time.Hour, message{
		id: "demo-union@mail.example", name: abdu.Name, address: abdu.Email, subject: union.subject, unlabelled: true,
		text: requestText(abdu, union, where.Name),
		files: []attachment{{"身份证正反面.png", "image/png", scan(7001)}, {"房屋所有权证.pdf", "application/pdf", document(7002, 3)},
			{"信息公开申请表（团结路片区二期房屋征收）.pdf", "application/pdf", document(7003, 2)}},
	})
	f.atRecent(50*time.Hour, "a web form", func() error {
		_, err := f.Desk.TakeForm(f.ctx, "demo form waiting", intake.FormInput{Agency: id, Applicant: applicants[shen], Wants: asked(tDistricts, casefile.Electronic, casefile.ByDownload)})
		return err
	})
	plan(f.inOffice(9, 40), "an ordinary letter", func() error {
		file, err := f.Desk.StoreUpload(bytes.NewReader(scan(7200)), "无落款信件.png", "image/png")
		if err != nil {
			return err
		}
		_, err = f.Desk.TakePost(f.ctx, clerk, intake.PostInput{
			Agency: id, ArrivedOn: f.Desk.Today(), Wants: casefile.Wants{Subject: "关于我家那块地的情况"},
			Applicant: casefile.Applicant{Phone: "000-0000-8899"}, Scans: []intake.File{file},
		})
		return err
	})
	plan(f.inOffice(10, 5), "a spoken request", func() error {
		_, err := f.Desk.TakeCounter(f.ctx, clerk, intake.CounterInput{
			Agency: id, Applicant: applicants[gulnar], Spoken: true,
			Wants: casefile.Wants{Subject: "补助资金分配表", Content: "绿洲村2025年草原生态补助资金的分配表", Medium: casefile.Paper, Delivery: casefile.ByPickup},
		})
		return err
	})
	mail(100*time.Minute, message{id: "demo-bounce@mail.example", address: "MAILER-DAEMON@mail.example", subject: "投递失败：答复告知书",
		text: "收件人邮箱已满，邮件未能送达。550 mailbox full", headers: []string{"Auto-Submitted: auto-replied"}})
	mail(85*time.Minute, message{id: "demo-away@mail.example", name: applicants[university].Contact, address: applicants[university].Email,
		subject: "自动回复：延期答复告知书", text: "我正在野外工作，下周一回复邮件。", headers: []string{"Auto-Submitted: auto-replied"}})
	mail(40*time.Minute, message{id: "demo-garbled@mail.example", name: "王", address: "wang@example.net", unlabelled: true,
		text: "您好，请公开东关街道文化巷道路拓宽的规划图，我住文化巷15号，急用。"})
}

// asked is a topic as an applicant writes it.
func asked(t int, m casefile.Medium, d casefile.Delivery) casefile.Wants {
	return casefile.Wants{Subject: topics[t].subject, Content: topics[t].content, Medium: m, Delivery: d}
}
