package demo

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/letter"
)

// values are what the officer fills in for a letter of the kind about a topic.
// No reply says that third parties were asked: the case in which they were has none yet.
func (f *filling) values(kind letter.Kind, t topic, received calendar.Date) letter.Values {
	given := make([]string, len(t.docs))
	for i, d := range t.docs {
		given[i] = "《" + d + "》" + []string{"18页", "6页", "4页"}[i%3]
	}
	v := letter.Values{}
	for name, value := range standing[kind] {
		v[name] = value
	}
	switch kind {
	case letter.Disclose, letter.Partial:
		v["given"] = strings.Join(given, "\n")
	case letter.NotExisting:
		v["searched_on"] = f.Desk.Calendar().AddWorkdays(received, 3).String()
		v["what"], v["searched_for"] = t.subject, "“"+t.subject+"”"
	case letter.AlreadyPublic:
		v["what"], v["where"] = t.subject, publishedOn(received.AddDays(-40))
	case letter.Repeated:
		v["earlier_number"], v["earlier_on"], v["earlier_was"] = f.lastReply.number, f.lastReply.on.String(), f.lastReply.was
	}
	return v
}

// publishedOn says where something was published on a day.
func publishedOn(day calendar.Date) string {
	text := day.String()
	month, dense := strings.ReplaceAll(text[:7], "-", ""), strings.ReplaceAll(text, "-", "")
	return "明川区人民政府网站“重点领域信息公开”专栏，https://www.mingchuan.example/zfxxgk/zdly/" + month + "/t" + dense + "_88213.html"
}

// unclear is what has to be asked about topics that are not about a plot of land.
var unclear = map[int]struct{ points, help string }{
	tSurvey: {"写明是哪一次登记的调查表：登记的年份，或者登记表的编号", "不知道编号的，可以写大致的年份和当时来过的单位"},
}

// standing are the values that are the same for every topic.
var standing = map[letter.Kind]letter.Values{
	letter.Partial: {
		"withheld": "报批时的内部请示", "ground": "process", "process_which": "request", "process_before": "正式决定", "process_no_rule": "yes",
		"process_reason": "请示载有经办人员的拟办意见，最后的决定和依据已经写在提供的材料里",
	},
	letter.FeeNotice: {"fee_mode": "page", "fee_pages": "126", "fee_how": "持本通知书到建设路8号一楼收费窗口缴纳，或者扫描通知书附的缴款码缴纳"},
	letter.NotExisting: {
		"searched_in": "公文系统2018年至今的收文和发文\n区档案馆相关全宗目录\n业务科室的纸质档案，并询问了当时的经办人员", "reason": "当时没有制作该材料的要求",
	},
	letter.NotOurs:     {"why": "该许可由和宁市自然资源局核发和保存，本机关没有制作，也没有获取", "who": "和宁市自然资源局", "who_contact": "和宁市迎宾路6号，电话0000-6880012"},
	letter.Secret:      {"secret_level": "plain", "secret_basis": "和宁市自然资源局依据《自然资源工作国家秘密范围的规定》"},
	letter.Forbidden:   {"forbidden_law": "《中华人民共和国统计法》第二十八条", "forbidden_says": "能够识别单个统计调查对象身份的资料，任何单位和个人不得对外提供；所申请的调查表能够识别被调查的商户"},
	letter.Security:    {"security_which": "public", "security_danger": "图纸标明取水口和关键阀门的位置，公开后可能被用来破坏供水设施，危及城东居民用水安全"},
	letter.Internal:    {"internal_which": "staff", "internal_reason": "考核等次只用于内部人事管理，不影响申请人的权利义务"},
	letter.Process:     {"process_which": "minutes", "process_before": "老旧小区改造实施方案", "process_no_rule": "yes", "process_reason": "记录载有参会人员的个人意见，最后的方案和理由已经公开"},
	letter.Enforcement: {"enforcement_file": "明综执罚〔2026〕17号行政处罚", "enforcement_reason": "案卷载有当事人和证人的情况，处罚决定已经依法公开", "enforcement_no_rule": "yes"},
	letter.Inquiry:     {"what": "不动产登记资料", "law": "《不动产登记暂行条例》第二十七条", "go_to": "明川区不动产登记中心（建设路12号，电话0000-6220033），权利人、利害关系人凭身份证明查询"},
	letter.Making:      {"making": "把十年间各项目的补偿协议逐份统计，再按年份和街道汇总，现有材料中没有这样的汇总", "have": "各项目的征收补偿方案和决算报告"},
	letter.Petition:    {"why": "要求追究工作人员的责任，没有要求获取已制作或者已获取的政府信息", "way_out": "区信访局（团结路3号，电话12345）"},
	letter.Publication: {"what": "《明川区统计年鉴2025》", "where": "区图书馆、新华书店"},
	letter.Clarification: {
		"points": "写明是哪一块地：所在的村、组或者门牌\n写明需要的文件的名称、年份，或者便于查找的描述", "help": "不知道文件名称的，可以写大致的年份和当时来过的单位",
	},
	letter.Extension: {"reason": "申请涉及的材料较多，需要逐件核对其中的个人信息", "days": "20"},
}
