package web

import (
	"slices"

	"mingda/internal/office"
	"mingda/internal/page"
)

// gaps says what mail is published or queued and goes nowhere: an address that
// no mailbox is configured for, and an outbox without a server.
func (m *MailSetup) gaps(agencies []office.Agency) []healthLine {
	if m == nil {
		return nil
	}
	missing := page.Tag{State: page.Late, Text: "没有设"}
	var all []healthLine
	for _, a := range agencies {
		if a.Active && a.MailAddress != "" && !slices.Contains(m.Fetched, a.Name) {
			all = append(all, healthLine{Label: mailJob + "（" + a.MailAddress + "）", Tag: missing, Dated: true,
				Text: "配置文件里没有“" + a.Name + "”的 [[mailbox]]，寄到这个邮箱的申请收不到。"})
		}
	}
	for _, agency := range m.NoSender {
		all = append(all, healthLine{Label: "发邮件（" + agency + "）", Tag: missing, Dated: true,
			Text: "收“" + agency + "”的邮件，但是配置文件里没有它的 [[smtp.from]]，它的收件确认和答复会用第一个发件地址；一个地址也没有的，在发件箱里等着。"})
	}
	if !m.Sends {
		all = append(all, healthLine{Label: "发邮件", Tag: missing, Dated: true, Text: "配置文件的 [smtp] 里没有 host，收件确认和答复发不出去，都在发件箱里等着。"})
	}
	return all
}

// unsent says why nothing in the outbox goes out, if that is so by the
// configuration.
func (m *MailSetup) unsent() *page.Note {
	if m == nil || m.Sends {
		return nil
	}
	return &page.Note{Kind: page.Late, Strong: "邮件发不出去：", Text: "还没有设发信服务器，请管理员设好。急的换一种送达方式。"}
}
