package letter

import "mingda/internal/casefile"

// providing is how, where and when the applicant gets what is disclosed
// (条例 36(2), 40).
type providing struct{ How, Place, Time string }

// The ways of providing.
const (
	enclosed  = "enclosed"
	byMail    = "email"
	byStatus  = "download"
	toInspect = "inspect"
	toCollect = "collect"
)

func (p *providing) fields(f Facts) []Field {
	onSite := When{"way", []string{toInspect, toCollect}}
	return []Field{
		{Name: "way", Label: "怎样提供", Article: "条例第三十六条第二项、第四十条", Type: ChoiceField, Standard: standardWay(f), into: &p.How,
			Options: []Option{{enclosed, "纸质，随本答复书提供"}, {byMail, "以电子邮件提供"}, {byStatus, "在网站上凭查询码下载"}, {toInspect, "到场查阅"}, {toCollect, "到场领取"}},
			Hint:    "按申请人要求的形式；不能照办的，在加一段话里说明原因。"},
		{Name: "way_place", Label: "地点", Article: "条例第三十六条第二项", Type: LineField, Standard: f.Office.Address, Required: true, Only: onSite, into: &p.Place},
		{Name: "way_time", Label: "时间", Article: "条例第三十六条第二项", Type: LineField, Required: true, Only: onSite, into: &p.Time,
			Hint: "写哪些天、几点到几点，如：2026年12月1日起的工作日9时至17时。"},
	}
}

// standardWay returns the way that the applicant asked for.
func standardWay(f Facts) string {
	switch {
	case f.Medium == casefile.Inspection:
		return toInspect
	case f.Delivery == casefile.ByEmail:
		return byMail
	case f.Delivery == casefile.ByDownload:
		return byStatus
	case f.Door == casefile.Counter && f.ReceivedOn == f.lawDay(): // who came today is handed it today
		return enclosed
	case f.Delivery == casefile.ByPickup:
		return toCollect
	}
	return enclosed
}

// words returns the way as part of a sentence.
func (p *providing) words() string {
	switch p.How {
	case byMail:
		return "随本答复书以电子邮件提供"
	case byStatus:
		return "收到本答复书后可以凭收件号和查询码在{website}下载"
	case toInspect:
		return "请于{way_time}到{way_place}查阅"
	case toCollect:
		return "请于{way_time}到{way_place}领取"
	}
	return "随本答复书一并提供"
}
