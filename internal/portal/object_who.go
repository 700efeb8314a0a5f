package portal

import (
	"slices"
	"strconv"
	"strings"

	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// togetherFields ask who else applies: those who asked for the information together, and
// anybody else.
func togetherFields(st desk.Status, form *page.Form) []page.Field {
	var all []page.Field
	var list []page.Option
	for _, j := range st.Case.JointApplicants() {
		n := strconv.Itoa(j.To)
		list = append(list, page.Option{Value: n, Label: j.Applicant.Name, Checked: slices.Contains(form.Values("joint"), n)})
	}
	if len(list) > 0 {
		all = append(all, form.Checkboxes("joint", "和您一起申请公开的人，也一起申请复议的", list).AsOptional())
	}
	return append(all, form.Textarea("others", "还有谁一起申请").WithRows(3).AsOptional().
		WithHint("一行一个人：姓名，证件号，电话，地址，用逗号隔开。申请书要每个人签名，签好的扫描了在下面传。超过十人的，推选二至五名代表人，推选书由全体签名，也传上来（行政复议法实施条例第十七条）。"))
}

// numbersIn reads the numbers of boxes that were ticked.
func numbersIn(values []string) []int {
	var all []int
	for _, value := range values {
		if n, err := strconv.Atoi(value); err == nil {
			all = append(all, n)
		}
	}
	return all
}

// togetherNames names who else applies.
func togetherNames(st desk.Status, typed desk.ObjectionTyped) string {
	var names []string
	for _, to := range typed.Joint {
		if j, ok := st.Case.JointApplicant(to); ok {
			names = append(names, j.Applicant.Name)
		}
	}
	for _, o := range reconsider.OthersIn(typed.Others) {
		names = append(names, o.Name)
	}
	return strings.Join(names, "、")
}

// limitRows say until when one may apply, how that is counted and by which article.
func limitRows(o desk.Objectionable) []page.SummaryRow {
	var rows []page.SummaryRow
	for _, l := range o.Limits.All {
		rows = append(rows, page.SummaryRow{Key: l.Name, Value: strings.TrimPrefix(l.Until.Chinese()+"\n", "\n") + l.Why + "。\n" + l.Article, None: "还不知道"})
	}
	return append(rows, page.SummaryRow{Key: "用邮寄的", Value: "在期限内交邮的，不算过期。\n行政复议法第八十八条"})
}
