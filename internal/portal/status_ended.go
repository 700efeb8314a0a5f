package portal

import (
	"cmp"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/law"
	"mingda/internal/page"
)

// whereDestroyed says that the file was kept for its period, and whom to ask.
func (s *Server) whereDestroyed(st desk.Status) page.Where {
	shelf, _ := st.Case.Shelf()
	words := ""
	if on := cmp.Or(st.Case.RepliedOn(), st.Case.EndedOn); !on.IsZero() {
		words = "这件申请在 " + on.ChineseFull() + "已经办结。"
	}
	words += "案卷按规定的期限（" + shelf.Keep.Label() + "）保管，期满以后经批准，在 " + shelf.Destroyed.On.ChineseFull() + "销毁了，内容、答复和您的个人信息都不再保存，这里看不到，也下载不了。"
	ask := st.Agency.Name
	if phone := s.phoneOf(st); phone != "" {
		ask += "，电话 " + phone
	}
	words += "有疑问的，问" + ask + "，报上面的编号。"
	if reply, ok := st.Case.Reply(); ok && reply.Number != "" {
		words += "您手里的答复书仍然可以查验真伪。"
	}
	return page.Where{Tag: page.Tag{State: page.Done, Text: "已销毁"}, Title: "案卷保管期满，已经销毁", Text: words}
}

// pathDestroyed are the days that are left of a request whose file was destroyed.
func pathDestroyed(c *casefile.Case) []page.PathStep {
	shelf, _ := c.Shelf()
	steps := []page.PathStep{{Title: "收到", Note: c.Receipt.On.ChineseFull(), State: "past"}}
	if on := cmp.Or(c.RepliedOn(), c.EndedOn); !on.IsZero() {
		steps = append(steps, page.PathStep{Title: "办结", Note: on.ChineseFull(), State: "past"})
	}
	return append(steps, page.PathStep{Title: "案卷销毁", Note: shelf.Destroyed.On.ChineseFull(), State: "past"})
}

// closedWords say why a case was closed without a reply.
func closedWords(result law.Result) string {
	switch result {
	case law.NoSupplement:
		return "原因：期限内没有收到您的补充。您没有收到补充的通知，或者按时寄出了的，打电话告诉我们；"
	case law.NoPayment:
		return "原因：期限内没有收到信息处理费。您没有收到缴费的通知，或者按时缴了的，打电话告诉我们；"
	}
	return "为什么，打电话问；"
}

// wayWords say how a letter went out.
var wayWords = map[casefile.Way]string{
	casefile.Direct: "当面交给了您", casefile.Entrusted: "委托别的单位交给了您", casefile.Posted: "寄给了您", casefile.Emailed: "发到了您的邮箱", casefile.Downloaded: "可以在这里下载",
}
