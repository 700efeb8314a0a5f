package intake

import "strings"

// problemText holds the sentence for each code of Problem; {} is the detail.
var problemText = map[string]string{
	"address_malformed":  "地址栏写得不合规范，按能读出的部分读。",
	"boundary_missing":   "邮件没有写明各部分的分界，按正文里的分界线拆开。",
	"boundary_not_found": "邮件声明有多个部分，但找不到分界线，全部作正文读出。",
	"charset_damaged":    "有几个字节读不出来，以 � 代替（字符集 {}）。",
	"charset_missing":    "邮件未标字符集，按 {} 读出。",
	"charset_unknown":    "邮件标的字符集 {} 不认识。",
	"charset_wrong":      "邮件标的字符集与内容不符，按 {} 读出。",
	"date_missing":       "邮件没有写发出时间。",
	"date_unreadable":    "邮件的发出时间读不出来：{}。",
	"encoding_damaged":   "有一部分编码有损坏，读出的内容可能不全：{}。",
	"encoding_unknown":   "有一部分的编码方式不认识，原样列出：{}。",
	"encoding_wrong":     "有一部分标作 {} 编码，其实没有编码，照原样读出。",
	"encrypted":          "邮件是加密的，打不开，须请对方另发。",
	"from_missing":       "邮件没有写发件人。",
	"header_8bit":        "邮件头里有未标字符集的文字，按 {} 读出。",
	"header_cut":         "邮件头太长，只读了前面一部分，原件完整。",
	"header_malformed":   "邮件头有不合规范的行，按能读出的部分读。",
	"html_cut":           "网页格式的正文太长，只显示前面一部分，原件完整。",
	"misnamed":           "附件“{}”的内容与文件名不符：可能有害，也可能打不开，先不要打开，打电话问清楚再说。",
	"no_header":          "没有邮件头，全部作正文读出。",
	"no_text":            "邮件没有正文。",
	"signed_opaque":      "正文包在数字签名文件里，须打开附件看。",
	"text_cut":           "正文太长，只显示前面一部分，原件完整。",
	"text_from_html":     "邮件只有网页格式，正文由网页转出。",
	"too_deep":           "邮件层层嵌套太深，里层没有拆开，作附件列出。",
	"too_many_parts":     "邮件分成的部分太多，只列出前 {} 个，原件完整。",
	"tnef":               "附件打包在 winmail.dat 里，须用 Outlook 打开，或请对方另发。",
}

// Sentence returns what the problem is, in Chinese, for the clerk. A code
// without a sentence is shown itself.
func (p Problem) Sentence() string {
	text, ok := problemText[p.Code]
	if !ok {
		return p.Code
	}
	return strings.ReplaceAll(text, "{}", p.Detail)
}

// problems collects what could not be read, each kind and detail once, in
// order of meeting, at most maxProblems of them.
type problems struct{ list []Problem }

const maxProblems = 40

func (p *problems) add(code, detail string) {
	if len(detail) > 120 {
		detail = strings.ToValidUTF8(detail[:120], "") + "…"
	}
	problem := Problem{Code: code, Detail: detail}
	for _, have := range p.list {
		if have == problem {
			return
		}
	}
	if len(p.list) < maxProblems {
		p.list = append(p.list, problem)
	}
}
