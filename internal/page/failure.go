package page

import (
	"fmt"
	"net/http"
)

// A Failure is a page that says why something did not work and what helps.
// Pages "desk/error" and "portal/error".
type Failure struct {
	Base
	Status   int    // 403, 404, 405, 409, 413, 422, 429, 500 or 503; another reads as 500
	Number   string // under which the log knows it: E-1123-1542-08; only for 500
	Detail   string // the sentence of the fault, where there is one
	Stale    bool   // for 409: somebody else changed it first; else it stands where this cannot be done
	BackHref string // where trying again leads; none if empty
	Wait     int    // seconds, for 429
	Limit    string // what is too large may be at most: 100 MB
	HomeHref string // the start page
	Home     string // what going there is called: 回今日
	FindHref string // looking up a request (portal) or the register (desk)
	// SignInHref is where to sign in first, for 403 to a form that was sent
	// after the session had ended.
	SignInHref string
	Resend     Button // sends that form again, with all that was typed; none if it holds nothing
	LostFiles  int    // how many files came with it and are not kept
}

// titles are what the pages of failures are called.
var titles = map[int]string{
	http.StatusForbidden:             "您不能看这一页",
	http.StatusNotFound:              "没有这一页",
	http.StatusMethodNotAllowed:      "这一页不能直接打开",
	http.StatusConflict:              "现在不能这样办",
	http.StatusRequestEntityTooLarge: "太大了，收不下",
	http.StatusUnprocessableEntity:   "没有办成",
	http.StatusTooManyRequests:       "次数太多了",
	http.StatusServiceUnavailable:    "现在办不了",
	http.StatusInternalServerError:   "我们这边出错了",
}

// FailureTitle returns the title of the page for an HTTP status.
func FailureTitle(status int) string {
	if title, ok := titles[status]; ok {
		return title
	}
	return titles[http.StatusInternalServerError]
}

// RenderFailure answers with the error page of the door, "desk" or "portal".
// If that page fails too, it answers with LastResort; it always answers.
func (s *Set) RenderFailure(w http.ResponseWriter, door string, f Failure) error {
	if _, ok := titles[f.Status]; !ok {
		f.Status = http.StatusInternalServerError
	}
	f.Title = FailureTitle(f.Status)
	if f.Stale {
		f.Title = "别人先改了"
	}
	if f.SignInHref != "" {
		f.Title = "要重新登录"
	}
	if f.Home == "" {
		f.Home = "回今日"
	}
	if f.HomeHref == "" {
		f.HomeHref = s.URL("/")
	}
	err := s.Render(w, f.Status, door+"/error", f)
	if err != nil {
		LastResort(w, f.Number)
		return fmt.Errorf("page: the error page itself: %w", err)
	}
	return nil
}

// LastResort answers 500 with a page that needs no template, data or file, for
// when nothing else can be relied on. number may be empty.
func LastResort(w http.ResponseWriter, number string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Del("Content-Length") // of the page that could not be sent
	w.WriteHeader(http.StatusInternalServerError)
	said := ""
	if number != "" {
		said = "<p>出错编号 " + string(nowrap(number)) + "，打电话时报这个号，我们能查到原因。</p>"
	}
	fmt.Fprintf(w, lastResort, said) // the client went away; there is nobody to tell
}

// lastResort is the 500 page in plain HTML. It reads well without any style.
const lastResort = `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>出错了</title></head>
<body><main><h1>我们这边出错了</h1>
<p>不是您的问题。已经提交的不会丢。正在填的，用浏览器的“后退”回去，填过的还在。</p>
<p>过一会儿再试。还是不行，可以写信、当面或打电话申请，同样有效。</p>
%s</main></body>
</html>
`
