package web

import (
	"net/http"
	"time"

	"mingda/internal/auth"
	"mingda/internal/page"
	"mingda/internal/serve"
	"mingda/internal/sqlite"
)

// mailHeldNote says that no mail is fetched or sent since the office moved in; nil if it
// is.
func mailHeldNote(since time.Time) *page.Note {
	if since.IsZero() {
		return nil
	}
	return &page.Note{Kind: page.Late, Strong: "邮件停着：",
		Text: "这里的数据是" + dayAndTime(since) + "从别处导入的，还没有收邮件、发邮件，免得两边各发一遍。先停掉原来的系统，核对发件箱里待发的，再由系统管理员在“运行情况”里放行。"}
}

// exportedText says when all of the office was last taken out.
func exportedText(x sqlite.Export) string {
	if x.MadeAt.IsZero() {
		return "没有导出过"
	}
	return "最近一次 " + dayAndTime(x.MadeAt) + "，" + x.Label() + "，由服务器账号 " + x.Account + " 导出"
}

// releaseMail serves POST /health/release-mail.
func (s *Server) releaseMail(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if _, err := serve.ReadForm(r, serve.PlainForm, nil); err != nil {
		return err
	}
	if err := s.Desk.ReleaseMail(r.Context(), by); err != nil {
		return err
	}
	return s.see(w, r, "/health", "已放行，开始收发邮件")
}
