package demo

import (
	"fmt"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/inbox"
)

// Turns that a journey can take beside its plain way.

// corrected finds out later that the mail had reached the office a day earlier.
func corrected(t *travel) {
	t.on(3, 17, 20, "correct receipt", func() error {
		c, err := t.view()
		if err != nil {
			return err
		}
		return t.Desk.CorrectReceipt(t.ctx, t.clerk(), t.id, 0, casefile.Receipt{
			On: c.Receipt.On, Ground: casefile.ReachedMailbox, Reason: "与邮箱服务器记录核对，以到达公布邮箱的时间为准。",
		})
	})
	t.on(4, 9, 50, "note", func() error {
		return t.Desk.Note(t.ctx, t.officer(), t.id, "已请区档案馆协助查找2019年的资金凭证。")
	})
}

// withdrawnBy is a request that its applicant withdraws on the status page.
func withdrawnBy(reason string, after int) func(*travel) {
	return func(t *travel) {
		t.on(after, 21, 5, "withdraw", func() error {
			visit, err := t.Desk.OpenStatus(t.ctx, t.ticket.Number, t.ticket.Code.String())
			if err != nil {
				return err
			}
			return t.Desk.WithdrawByApplicant(t.ctx, visit, reason)
		})
	}
}

// noted is a case with remarks on its file, and a call about it.
func noted(t *travel) {
	t.on(5, 11, 30, "note", func() error {
		return t.Desk.Note(t.ctx, t.officer(), t.id, "第3项涉及其他被征收人，遮挡后提供。")
	})
	t.on(6, 10, 15, "evidence", func() error {
		files, err := t.uploads([]string{"检索记录"})
		if err != nil {
			return err
		}
		_, err = t.Desk.AddMaterials(t.ctx, t.officer(), t.id, casefile.Evidence, files)
		return err
	})
}

// sentBack is a draft that the checker returns with remarks.
func sentBack(remarks string) func(*travel) {
	return func(t *travel) {
		t.on(t.ago-1, 11, 20, "submit", func() error { return t.Desk.Submit(t.ctx, t.officer(), t.id, 0, t.reply) })
		t.on(t.ago-1, 16, 40, "return", func() error { return t.Desk.Return(t.ctx, t.checker(), t.id, 0, t.reply, remarks) })
	}
}

// annulledTwin is a form that was registered twice by mistake: the second
// registration is annulled and its form set aside.
func annulledTwin(t *travel) {
	twin := t.begin(t.journey)
	t.on(1, 9, 10, "the same again", twin.byForm)
	t.on(1, 9, 30, "register it", twin.register)
	t.on(1, 10, 30, "annul it", func() error {
		return t.Desk.Annul(t.ctx, t.checker(), twin.id, 0, "与前一天的申请是同一件，重复登记。")
	})
	t.on(1, 10, 45, "set it aside", func() error {
		return t.Desk.SetAside(t.ctx, t.clerk(), twin.input, 0, inbox.SameAgain, "前一天已登记。")
	})
}

// joinedBy is a case to which a later mail of the applicant is joined.
func joinedBy(t *travel) {
	var second inbox.ID
	t.on(2, 14, 20, "a second mail", func() error {
		c, err := t.view()
		if err != nil {
			return err
		}
		a := applicants[t.who]
		second, err = t.post(t.filling.agency(t.agency).ID, message{
			id: fmt.Sprintf("demo-more-%d@mail.example", t.ago), name: a.Name, address: a.Email, to: t.filling.agency(t.agency).MailAddress, at: t.Desk.Now(),
			subject: "关于申请 " + c.Number + " 的补充说明", text: "你好：\n\n案件编号 " + c.Number + "，补充房屋的租赁合同，供查找时参考。\n\n" + a.Name,
			files: []attachment{{"租赁合同.pdf", "application/pdf", document(7001, 3)}},
		})
		return err
	})
	t.on(2, 15, 5, "join", func() error {
		c, err := t.view()
		if err != nil {
			return err
		}
		_, err = t.Desk.Join(t.ctx, t.clerk(), second, desk.Joining{Number: c.Number, Note: "同一申请人的补充说明"})
		return err
	})
}

// aside is something that was no request, set aside with its reason.
type aside struct {
	ago    int
	hour   int
	m      message
	reason inbox.Reason
	note   string
}

// setAside plans what was taken in and put aside over the months.
func (f *filling) setAside(all []aside) {
	where := f.agency(government)
	for _, a := range all {
		day := f.back(a.ago)
		var id inbox.ID
		f.at(day, a.hour, 10, "noise", func() error {
			m := a.m
			m.to, m.at = where.MailAddress, f.Desk.Now()
			var err error
			id, err = f.post(where.ID, m)
			return err
		})
		f.at(day, a.hour, 50, "set aside", func() error {
			return f.Desk.SetAside(f.ctx, f.users["feng"], id, 0, a.reason, a.note)
		})
	}
}

// split plans a letter with two requests, which becomes two cases.
func (f *filling) split(one, two journey) {
	t, u := f.begin(one), f.begin(two)
	t.on(0, 11, 0, "a letter with two requests", t.bySignedPost)
	t.on(0, 15, 0, "register the first", t.register)
	t.on(0, 15, 10, "register the second", func() error {
		u.input = t.input
		return u.register()
	})
	t.follow()
	u.follow()
}
