package intake

import (
	"regexp"
	"strings"

	"mingda/internal/casefile"
)

// Fields is what could be read from a mail for the registration form. All of
// it is a proposal; "" or nil where nothing was found.
type Fields struct {
	Applicant casefile.Applicant `json:"applicant"`
	Wants     casefile.Wants     `json:"wants"`
	Items     []string           `json:"items,omitempty"`   // the things asked for, one each
	Missing   []string           `json:"missing,omitempty"` // what 条例 29 asks for and was not found, in Chinese sentences
}

var (
	labelName    = regexp.MustCompile(`(?m)(?:申请人姓名|申请人名称|申请人|姓\s*名|单位名称)\s*[:：]\s*([\p{Han}·•・A-Za-z（）() ]{2,40})`)
	saidName     = regexp.MustCompile(`(?:我叫|本人叫|我的名字是|本人姓名|我是)\s*([\p{Han}·•・]{2,20}?)(?:[，,。；;、\s]|$)`)
	loneName     = regexp.MustCompile(`^(?:此致|敬礼|申请人|[\s　])*([\p{Han}]{2,4}|[\p{Han}]{2,10}[·•・][\p{Han}·•・]{1,14})(?:敬上|谨上|呈)?$`)
	mobile       = regexp.MustCompile(`(?:^|[^0-9])(?:\+?86[- ]?)?(1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4})(?:$|[^0-9])`)
	landline     = regexp.MustCompile(`(?:^|[^0-9])(0[0-9]{2,3}[- ]?[0-9]{7,8})(?:$|[^0-9])`)
	labelPhone   = regexp.MustCompile(`(?:电话|手机|联系方式|手机号码?|联系电话)\s*[:：是为]?\s*(\+?[0-9][0-9 -]{6,18}[0-9])`)
	identity     = regexp.MustCompile(`(?:^|[^0-9A-Za-z])([1-9][0-9]{16}[0-9Xx])(?:$|[^0-9A-Za-z])`)
	socialCode   = regexp.MustCompile(`(?:统一社会信用代码|信用代码)\s*(?:证)?\s*(?:号码?)?\s*[:：]?\s*([0-9A-Z]{18})`)
	labelAddress = regexp.MustCompile(`(?m)(?:联系地址|通[讯信]地址|邮寄地址|收件地址|收信地址|家庭住址|住\s*址|地\s*址|住所地?)\s*[:：]\s*([^\n，。；;]{4,80})`)
	saidAddress  = regexp.MustCompile(`(?:家住|住在|现住|居住在|户籍地?在)\s*([^\n，。；;]{4,60})`)
	postCode     = regexp.MustCompile(`(?:邮编|邮政编码)\s*[:：]?\s*([0-9]{6})(?:$|[^0-9])`)
)

// Extract reads the fields of the registration form out of m.
func Extract(m Message) Fields {
	text := asciiDigits(ownText(m))
	var f Fields
	a := &f.Applicant
	a.Name = findName(text, m.From.Name)
	a.Class = classOf(a.Name)
	a.IDNumber = strings.ToUpper(first(identity, text))
	if code := first(socialCode, text); code != "" && a.Class != casefile.Natural {
		a.IDNumber = code
	}
	a.Phone = findPhone(text)
	if IsEmail(m.From.Address) {
		a.Email = m.From.Address
	}
	a.Address = strings.TrimSpace(firstOf(first(labelAddress, text), first(saidAddress, text)))
	a.PostCode = first(postCode, text)
	f.Items = findItems(text)
	f.Wants = casefile.Wants{
		Subject:  StripPrefixes(m.Subject),
		Content:  strings.Join(f.Items, "\n"),
		Medium:   findMedium(text),
		Delivery: findDelivery(text),
	}
	if f.Wants.Subject == "" && len(f.Items) > 0 {
		f.Wants.Subject = cutRunes(f.Items[0], 40)
	}
	f.Missing = missing(f, m)
	return f
}

// first returns the first group of the first match, "" if there is none.
func first(expr *regexp.Regexp, text string) string {
	if at := expr.FindStringSubmatch(text); at != nil {
		return strings.TrimSpace(at[1])
	}
	return ""
}

// findName looks for the name: behind a label, in "我叫", alone on one of the
// last lines as a signature; else the sender's, if it is Chinese.
func findName(text, sender string) string {
	if name := first(labelName, text); name != "" {
		return strings.TrimRight(name, "（( ")
	}
	if name := first(saidName, text); name != "" && !notAName.MatchString(name) {
		return name
	}
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i := len(lines) - 1; i >= 0 && i >= len(lines)-6; i-- {
		if name := first(loneName, strings.TrimSpace(lines[i])); name != "" && mayBeName(name) {
			return name
		}
	}
	if strings.IndexFunc(sender, isHan) >= 0 {
		return sender
	}
	return ""
}

// notAName finds words that stand where a name could.
var notAName = regexp.MustCompile(`(局|府|委|办|处|科|院|会|谢谢|敬礼|此致|您好|你好|同上|附件|居民|村民|业主|公民|市民|一名|一个|年|月|日)$|^(谢谢|此致|附件|申请|以上|盼复|请)`)

// surnames are the family names that nearly nine in ten Chinese bear, and those
// of two characters.
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔文赖牛樊葛施尚温申庄季鲁卫阮俞柳童邢翁倪包古左齐祝岳耿关焦柴华苗单梅骆欧路阳甘诸傅"

// mayBeName tells a lone name from another short line: a dot as in
// 古丽娜尔·艾合买提, or a surname at its head and no word that ends an office.
func mayBeName(s string) bool {
	if notAName.MatchString(s) {
		return false
	}
	head := []rune(s)[0]
	return strings.ContainsAny(s, "·•・") || strings.ContainsRune(surnames, head) ||
		strings.HasPrefix(s, "欧阳") || strings.HasPrefix(s, "上官") || strings.HasPrefix(s, "司马") || strings.HasPrefix(s, "诸葛")
}

func isHan(r rune) bool { return r >= 0x3400 && r <= 0x9fff || r >= 0x20000 && r <= 0x323af }

// findPhone prefers what a label points to, then a mobile number, then a
// landline.
func findPhone(text string) string {
	return firstOf(first(labelPhone, text), first(mobile, text), first(landline, text))
}

// classOf tells the class of an applicant by the ending of the name.
func classOf(name string) casefile.Class {
	for _, c := range classEndings {
		for _, ending := range c.endings {
			if strings.HasSuffix(name, ending) {
				return c.class
			}
		}
	}
	if name == "" {
		return ""
	}
	return casefile.Natural
}

var classEndings = []struct {
	class   casefile.Class
	endings []string
}{
	{casefile.LegalFirm, []string{"律师事务所", "法律服务所", "公证处", "法律援助中心"}},
	{casefile.Business, []string{"公司", "厂", "合作社", "企业", "集团", "商行", "经营部"}},
	{casefile.Research, []string{"研究院", "研究所", "大学", "学院", "科学院", "研究中心"}},
	{casefile.Social, []string{"协会", "基金会", "学会", "商会", "联合会", "促进会", "服务中心"}},
	{casefile.OtherPerson, []string{"委员会", "业委会", "管委会", "报社", "医院", "学校", "小学", "中学"}},
}

var (
	wantsPaper      = regexp.MustCompile(`纸质|纸制|书面(形式|材料|文本|答复|回复)|打印件|(以|提供|给我|要)复印件`)
	wantsElectronic = regexp.MustCompile(`电子(版|件|文档|文本|形式|数据|扫描)|扫描件|(?i)pdf|发(到|至|送).{0,12}(邮箱|邮件)`)
	wantsInspection = regexp.MustCompile(`(现场|当面|到场|前来)(查阅|查看|阅览)|查阅原件`)
	wantsEmail      = regexp.MustCompile(`(发|回复|寄|送|答复)(到|至|送至|送到|给)?.{0,12}(邮箱|电子邮件)|通过(电子)?邮[件箱]|电子邮件(方式|形式|答复|回复|发送)|(方式|途径)\s*[:：]\s*电子邮[件箱]`)
	wantsPost       = regexp.MustCompile(`邮寄|寄(到|至|给|往)|快递|挂号`)
	wantsPickup     = regexp.MustCompile(`自取|自行领取|当面领取|自己(去|来)取|上门(领取|自取)|现场领取`)
	wantsDownload   = regexp.MustCompile(`网站?(上)?下载|在线下载`)
	identityCopies  = regexp.MustCompile(`[^\n，。；;]{0,20}(身份证|产权证|营业执照|证书|证件|权证|执照)[^\n，。；;]{0,8}(复印件|扫描件|照片|电子版)|邮寄地址`)
)

// findMedium reads the form in which the information is wanted; copies of the
// applicant's own papers are not meant.
func findMedium(text string) casefile.Medium {
	text = identityCopies.ReplaceAllString(text, "")
	switch {
	case wantsPaper.MatchString(text):
		return casefile.Paper
	case wantsElectronic.MatchString(text):
		return casefile.Electronic
	case wantsInspection.MatchString(text):
		return casefile.Inspection
	}
	return ""
}

// findDelivery reads how the reply is wanted.
func findDelivery(text string) casefile.Delivery {
	text = identityCopies.ReplaceAllString(text, "")
	switch {
	case wantsEmail.MatchString(text):
		return casefile.ByEmail
	case wantsPickup.MatchString(text):
		return casefile.ByPickup
	case wantsPost.MatchString(text):
		return casefile.ByPost
	case wantsDownload.MatchString(text):
		return casefile.ByDownload
	}
	return ""
}

// missing lists what 条例 29 asks for and was not found.
func missing(f Fields, m Message) []string {
	var list []string
	if f.Applicant.Name == "" {
		list = append(list, "没有写明申请人的姓名或者名称。")
	}
	if f.Applicant.IDNumber == "" && !hasIdentityFile(m) {
		list = append(list, "没有附身份证明。")
	}
	if f.Applicant.Phone == "" && f.Applicant.Address == "" && f.Applicant.Email == "" {
		list = append(list, "没有写明联系方式。")
	}
	switch {
	case len(f.Items) > 0:
	case Body(m, f.Applicant.Name) == "":
		list = append(list, "正文没有写明要什么信息。")
	default: // whoever reads the body knows better than the rules
		list = append(list, "没有认出一项一项的内容，正文整段放进了申请内容。")
	}
	if f.Wants.Medium == "" && f.Wants.Delivery == "" {
		list = append(list, "正文没有写明获取信息的方式。")
	}
	return list
}

// hasIdentityFile reports whether an attachment is named as a proof of identity.
func hasIdentityFile(m Message) bool {
	for _, a := range m.Attachments {
		if identityFile.MatchString(a.Name) {
			return true
		}
	}
	return false
}

var identityFile = regexp.MustCompile(`身份证|护照|营业执照|执照|居住证|户口|证件`)
