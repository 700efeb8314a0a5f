package portal_test

import (
	"net/http"
	"strings"
	"testing"

	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/portal"
)

func TestPagesOfWords(t *testing.T) {
	i := newInstallation(t, 3, nil)
	b := i.browser()
	b.get("/guide").wants(200, "依申请公开指南", "最多再加 20 个工作日", "不收费", "向和宁市人民政府申请", "明川区教育和科技局", "60 日内")
	b.get("/accessibility").wants(200, "无障碍说明", "0000-1234567")
	b.get("/privacy").wants(200, "隐私说明", "24 小时")
	b.get("/decisions").wants(200, "行政复议决定公开", "还没有公布的决定")
	b.get("/decisions/1").wants(404)
	b.get("/decisions/1.pdf").wants(404)
	b.get("/").wants(200, "明川区各机关")
	if b.header.Get("X-Robots-Tag") != "" {
		t.Error("the home page is kept from search engines")
	}
	b.get("/apply").wants(200)
	if !strings.Contains(b.header.Get("X-Robots-Tag"), "noindex") {
		t.Error("a form is listed by search engines")
	}
	for _, path := range []string{"/guide", "/apply", "/status"} {
		r, err := http.NewRequest("HEAD", i.href(path), nil)
		i.must(err)
		if res, err := http.DefaultClient.Do(r); err != nil || res.StatusCode != 200 {
			t.Errorf("HEAD %s: %v %v", path, res, err)
		}
	}
}

func TestFailures(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	b.get("/nowhere").wants(404, "没有这一页", "回首页", "查进度", "0000-1234567")
	b.get("/apply/done?form=1").wants(404)
	b.send(b.post("/guide", nil, false)).wants(405, "这一页不能直接打开", "回首页")
	if got := b.get("/status/leave").wants(405, "查进度").header.Get("Allow"); got != "POST" {
		t.Errorf("Allow: %q", got)
	}
	b.get("/apply")
	r := b.formRequest("/apply", map[string]string{"class": "natural"})
	r.Header.Set("Origin", "https://elsewhere.example")
	b.send(r).wants(403, "不是从本网站的页面发出的")
	r = b.get("/apply").formRequest("/apply", map[string]string{"class": "natural"})
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	r.Header.Set("Origin", "https://elsewhere.example")
	b.send(r).wants(403)
	b.send(b.post("/apply", map[string][]string{"name": {strings.Repeat("x", 7<<20)}}, false)).wants(413, "一次最多收 6 MB")
	r = b.post("/apply", nil, false)
	r.Header.Set("Content-Type", "text/plain")
	b.send(r).wants(422)
	i.must(i.desk.DB.Close())
	b.get("/").wants(500, "我们这边出错了", "E-", "0000-1234567", "同样有效")
	if !strings.Contains(b.page.Href("再试一次"), base+"/") {
		t.Error("no way to try again")
	}
}

// Large type stays chosen, and choosing it in the middle of a form loses nothing.
func TestLargeType(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	b.get("/apply").submit("/apply", map[string]string{"class": "natural"})
	b.submit("/apply/request", map[string]string{"name": "张三"}).wants(422)
	b.follow("大字版").wants(200, "第 2 步", "标准字号")
	if html, _ := b.page.In("html"); html.Attr("class") != "md-large" || b.value("name") != "张三" {
		t.Errorf("class %q, name %q", html.Attr("class"), b.value("name"))
	}
	b.get("/")
	if html, _ := b.page.In("html"); html.Attr("class") != "md-large" {
		t.Error("large type is forgotten")
	}
	b.follow("标准字号").get("/guide")
	if html, _ := b.page.In("html"); html.Attr("class") != "" {
		t.Error("large type cannot be left")
	}
}

// The government's site lends its colour, its names and its guide.
func TestConfigured(t *testing.T) {
	i := newInstallation(t, 1, func(s *portal.Server) {
		s.Zhu, s.GuideHref, s.Demo = "#8a1c1c", "https://www.example.gov.cn/zn/", true
		s.Office.FooterLinks = []page.Link{{Label: "网站声明", Href: "https://www.example.gov.cn/sm/"}}
	})
	b := i.browser()
	b.get("/").wants(200, "网站声明", "返回明川区人民政府门户网站", "年度报告", "演示单位")
	if b.page.Href("公开指南") != "https://www.example.gov.cn/zn/" {
		t.Errorf("guide: %s", b.page.Href("公开指南"))
	}
	b.get("/office.css").wants(200)
	if b.body != ":root{--zhu:#8a1c1c}\n" {
		t.Errorf("style %q", b.body)
	}
	for _, asset := range []string{"link[rel=stylesheet]", "script"} {
		n, _ := b.get("/").page.In(asset)
		if b.get(n.Attr("href") + n.Attr("src")); b.status != 200 {
			t.Errorf("%s: %d", asset, b.status)
		}
	}
	light := portal.Server{Pages: i.portal.Pages, Zhu: "#ffaaaa"}
	if _, err := light.Handler(); fault.KindOf(err) != fault.Invalid {
		t.Errorf("a light colour: %v", err)
	}
}

// An office that has set nothing but its name has pages all the same.
func TestBare(t *testing.T) {
	i := newInstallation(t, 0, func(s *portal.Server) {
		s.Office, s.ParentHref, s.Published = page.OfficeView{}, "", nil
	})
	b := i.browser()
	for _, path := range []string{"/", "/guide", "/accessibility", "/privacy", "/decisions", "/status", "/apply"} {
		b.get(path).wants(200)
	}
	if b.page.HasText("main", "打 ") {
		t.Error("a telephone that is not there is named")
	}
}
