package web

import "strings"

const unknownBrowser = "认不出的浏览器"

// browsers and systems are known by what they say of themselves; the first that fits counts,
// for many name others too.
var (
	browsers = [][2]string{
		{"MicroMessenger", "微信"}, {"DingTalk", "钉钉"}, {"QQBrowser", "QQ 浏览器"}, {"QIHU", "360 浏览器"}, {"360SE", "360 浏览器"}, {"360EE", "360 浏览器"},
		{"UBrowser", "UC 浏览器"}, {"Edg", "Edge"}, {"OPR", "Opera"}, {"Firefox", "Firefox"}, {"Chrome", "Chrome"}, {"Safari", "Safari"},
	}
	systems = [][2]string{
		{"HarmonyOS", "鸿蒙"}, {"OpenHarmony", "鸿蒙"}, {"Android", "安卓"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"},
		{"Mac OS X", "macOS"}, {"UOS", "统信"}, {"Kylin", "麒麟"}, {"Linux", "Linux"},
	}
)

// browserName names the browser of a User-Agent, such as Windows 上的 Edge. It is what the
// browser says of itself: good for its person to know it by, for nothing else.
func browserName(agent string) string {
	browser, system := firstIn(browsers, agent), firstIn(systems, agent)
	switch {
	case browser == "":
		return unknownBrowser
	case system == "":
		return browser
	}
	return system + " 上的 " + browser
}

func firstIn(known [][2]string, agent string) string {
	for _, k := range known {
		if strings.Contains(agent, k[0]) {
			return k[1]
		}
	}
	return ""
}
