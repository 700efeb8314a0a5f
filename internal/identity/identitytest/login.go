package identitytest

import (
	"context"
	"html"
	"io"
	"net/http"
	"net/url"

	"github.com/zitadel/oidc/v3/pkg/op"
)

const sessionCookie = "service-session"

// loginPage is the page to sign in at, with the request it is for and what was wrong.
func loginPage(id, wrong string) string {
	return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>统一身份认证</title></head>
<body><main><h1>统一身份认证</h1><p>` + html.EscapeString(wrong) + `</p>
<form method="post"><input type="hidden" name="id" value="` + html.EscapeString(id) + `">
<p><label>账号 <input name="login" autocomplete="off"></label></p><p><label>密码 <input type="password" name="password"></label></p>
<button>登录</button> <button name="deny" value="1">取消</button></form></main></body></html>`
}

// login is the page of the service itself: whoever is signed in there goes on at once,
// unless the request wants them to sign in anew.
func (p *Provider) login(callback func(context.Context, string) string, issuer *op.IssuerInterceptor) http.HandlerFunc {
	return issuer.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.FormValue("id")
		q := p.store.request(id)
		if q == nil {
			http.Error(w, "no such request", http.StatusBadRequest)
			return
		}
		wrong := ""
		switch cookie, err := r.Cookie(sessionCookie); {
		case r.FormValue("deny") != "":
			http.Redirect(w, r, q.GetRedirectURI()+"?error=access_denied&error_description=%3Cb%3Eno%3C%2Fb%3E&state="+url.QueryEscape(q.GetState()), http.StatusFound)
			return
		case r.Method == http.MethodPost:
			session, ok := p.store.signIn(id, r.FormValue("login"), r.FormValue("password"))
			if ok {
				http.SetCookie(w, &http.Cookie{Name: sessionCookie, Value: session, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
				http.Redirect(w, r, callback(r.Context(), id), http.StatusFound)
				return
			}
			wrong = "账号或者密码不对"
		case err == nil && p.store.goOn(id, cookie.Value):
			http.Redirect(w, r, callback(r.Context(), id), http.StatusFound)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, loginPage(id, wrong))
	})
}
