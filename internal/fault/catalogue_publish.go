package fault

// publishSentences are said of proposals to publish what was disclosed (条例 44).
var publishSentences = map[Code]string{
	"publication_nothing":      "还没有送达公开信息的答复，没有可以纳入主动公开的",
	"publication_proposed":     "已经有一份主动公开的建议，先登记是否纳入",
	"publication_done":         "已经在 %s 主动公开",
	"publication_none":         "没有等着决定的主动公开的建议",
	"publication_once":         "您已经建议过，结果写在进度页上；有新的理由，打电话告诉我们",
	"publication_theirs":       "申请人自己在网上写的，照原样存；不纳入的，登记不纳入和理由",
	"publication_decided":      "已经登记了是否纳入，先撤销那一笔",
	"publication_since":        "后来又有建议，不能撤销",
	"publication_in_future":    "收到建议之日不能晚于今天",
	"publication_before_reply": "收到建议之日不能早于答复送达之日 %s",
	"publication_why":          "写明为什么建议主动公开",
	"publication_why_not":      "写明为什么不纳入，申请人看得到",
	"publication_ground":       "选是谁提出来的",
	"publication_choose":       "选纳入还是不纳入",
	"publication_where":        "写明公开在哪里，如本机关网站的栏目、网址",
	"publication_not_yet":      "公开之日不能晚于今天；公开以后再登记",
}
