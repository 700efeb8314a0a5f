package yearly

import (
	"strconv"
	"strings"

	"mingda/internal/law"
	"mingda/internal/report"
)

// Suggest says the figures of the year in sentences for a part of the report, to be taken
// over by whoever writes it. What did not happen is left out.
func Suggest(part Part, a report.Annual) []string {
	switch part {
	case Overview:
		return some(proactiveWords(a), requestWords(a), resultWords(a), changeWords(a), remedyWords(a))
	case Problems:
		return some(correctedWords(a))
	case Others:
		return some(feeWords(a))
	}
	return nil
}

func some(all ...string) []string {
	var said []string
	for _, s := range all {
		if s != "" {
			said = append(said, s)
		}
	}
	return said
}

// proactiveWords is about 二.
func proactiveWords(a report.Annual) string {
	var parts []string
	for _, line := range law.ProactiveLines {
		p := lineOf(a.Proactive, line.Code)
		if p.Made != nil && p.InForce != nil && (*p.Made > 0 || *p.InForce > 0) {
			parts = append(parts, "制发"+line.Label+" "+digits(*p.Made)+" 件，现行有效 "+digits(*p.InForce)+" 件")
		}
		if p.Decided != nil && *p.Decided > 0 {
			parts = append(parts, "作出"+line.Label+"决定 "+digits(*p.Decided)+" 件")
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "主动公开方面，" + strconv.Itoa(a.Year) + " 年" + strings.Join(parts, "；") + "。"
}

// requestWords is about what came, and from whom.
func requestWords(a report.Annual) string {
	in, _ := a.Requests.Row("new")
	carried, _ := a.Requests.Row("carried_in")
	s := "依申请公开方面，" + strconv.Itoa(a.Year) + " 年新收政府信息公开申请 " + strconv.Itoa(in.Total()) + " 件"
	if natural, total := in.Values[0], in.Total(); total > 0 {
		s += "，其中自然人 " + strconv.Itoa(natural) + " 件、法人或其他组织 " + strconv.Itoa(total-natural) + " 件"
	}
	if carried.Total() > 0 {
		s += "；上年结转 " + strconv.Itoa(carried.Total()) + " 件"
	}
	return s + "。"
}

// resultWords is about how they ended.
func resultWords(a report.Annual) string {
	over, _ := a.Requests.Row("total")
	out, _ := a.Requests.Row("carried_out")
	if over.Total() == 0 {
		if out.Total() == 0 {
			return ""
		}
		return "结转下年度继续办理 " + strconv.Itoa(out.Total()) + " 件。"
	}
	var parts []string
	for _, g := range groups(a.Requests) {
		if g.n > 0 {
			parts = append(parts, g.label+" "+strconv.Itoa(g.n)+" 件")
		}
	}
	s := "办结 " + strconv.Itoa(over.Total()) + " 件"
	if len(parts) > 0 {
		s += "：" + strings.Join(parts, "，")
	}
	return s + "；结转下年度继续办理 " + strconv.Itoa(out.Total()) + " 件。"
}

// changeWords compares what came with the year before.
func changeWords(a report.Annual) string {
	if a.Before == nil {
		return ""
	}
	in, _ := a.Requests.Row("new")
	was, _ := a.Before.Requests.Row("new")
	switch d, of := in.Total()-was.Total(), was.Total(); {
	case of == 0 || d == 0:
		return ""
	case d > 0:
		return "新收申请比上年增加 " + strconv.Itoa(d) + " 件，增长 " + percent(d, of) + "。"
	default:
		return "新收申请比上年减少 " + strconv.Itoa(-d) + " 件，下降 " + percent(-d, of) + "。"
	}
}

// remedyWords is about reconsideration and the courts.
func remedyWords(a report.Annual) string {
	say := func(what string, f report.Figures) string {
		if f.Total == 0 {
			return ""
		}
		s := what + " " + strconv.Itoa(f.Total) + " 件"
		var parts []string
		for _, c := range report.Columns {
			if c != report.Total && f.Of(c) > 0 {
				parts = append(parts, c.Label()+" "+strconv.Itoa(f.Of(c))+" 件")
			}
		}
		if len(parts) > 0 {
			s += "（" + strings.Join(parts, "、") + "）"
		}
		return s
	}
	parts := some(say("因政府信息公开被申请行政复议", a.Review), say("未经复议直接起诉", a.Direct), say("复议后起诉", a.After))
	if len(parts) == 0 {
		return strconv.Itoa(a.Year) + " 年没有因政府信息公开被申请行政复议、提起行政诉讼的情况。"
	}
	return strings.Join(parts, "，") + "。"
}

// correctedWords is about what was corrected: what a year's problems are looked for in.
func correctedWords(a report.Annual) string {
	n := a.Review.Corrected + a.Direct.Corrected + a.After.Corrected
	if n == 0 {
		return ""
	}
	return strconv.Itoa(a.Year) + " 年行政复议、行政诉讼结果纠正的共 " + strconv.Itoa(n) + " 件，反映出依申请公开答复质量还有不足。"
}

// feeWords is about the processing fee, which the form wants under 六.
func feeWords(a report.Annual) string {
	if a.Fees == 0 {
		return strconv.Itoa(a.Year) + " 年没有收取政府信息公开信息处理费。"
	}
	return strconv.Itoa(a.Year) + " 年收取政府信息公开信息处理费 " + strconv.Itoa(a.Fees) + " 元。"
}
