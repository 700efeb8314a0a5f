package oldregister

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// resultWords are what registers call the results. Where several of one text name
// different results, a person chooses.
var resultWords = []struct {
	result law.Result
	words  []string
}{
	{law.Partial, []string{"部分公开", "部分予以公开", "部分不予公开", "区分处理"}},
	{law.NotExisting, []string{"信息不存在", "不存在", "未制作", "未保存", "未获取"}},
	{law.NotOurs, []string{"不属于本机关", "非本机关", "不属本机关", "不是本机关", "不属于本行政机关", "不属于我单位", "非本单位", "非我单位", "不掌握", "非我局", "不属于我局"}},
	{law.AlreadyPublic, []string{"已主动公开", "属于主动公开", "主动公开", "已公开", "已经公开"}},
	{law.Secret, []string{"国家秘密", "涉密", "涉及秘密"}},
	{law.Forbidden, []string{"法律行政法规禁止", "法律、行政法规禁止", "法律法规禁止", "禁止公开"}},
	{law.Security, []string{"三安全一稳定", "危及国家安全", "社会稳定"}},
	{law.ThirdParty, []string{"第三方", "商业秘密", "个人隐私"}},
	{law.Internal, []string{"内部事务", "内部管理", "内部信息"}},
	{law.Process, []string{"过程性"}},
	{law.Enforcement, []string{"执法案卷"}},
	{law.Inquiry, []string{"行政查询", "查询事项", "登记资料查询"}},
	{law.Making, []string{"另行制作", "需要制作", "加工", "汇总分析"}},
	{law.Unclear, []string{"补正后", "申请内容不明确", "申请不明确"}},
	{law.Petition, []string{"信访", "举报", "投诉"}},
	{law.Repeated, []string{"重复申请", "重复"}},
	{law.Publication, []string{"出版物"}},
	{law.Excessive, []string{"大量反复", "反复、大量", "大量、反复"}},
	{law.Confirm, []string{"重新出具", "要求确认", "确认或"}},
	{law.NoSupplement, []string{"逾期不补正", "逾期未补正", "不补正", "未补正"}},
	{law.NoPayment, []string{"逾期不缴", "未缴费", "不缴费", "未缴纳"}},
	{law.Withdrawn, []string{"撤回", "撤销申请", "撤件", "撤诉", "申请人放弃"}},
	{law.Other, []string{"其他处理", "其它处理"}},
	{law.Disclose, []string{"予以公开", "同意公开", "全部公开", "依申请公开", "依法公开", "已提供", "提供信息", "全文公开"}},
}

// vague are words that say that it is over and not how.
var vague = []string{"不予公开", "不公开", "不予处理", "无法提供", "不予提供", "已答复", "答复", "已办结", "办结", "已回复", "结案", "其他", "其它", "是", "√", "完成"}

// openWords say that nothing is decided.
var openWords = []string{"办理中", "在办", "正在办理", "待答复", "未答复", "未办结", "处理中", "待办", "补正中", "等待补正", "征求意见中"}

// A WordProposal is what a word of the results seems to mean.
type WordProposal struct {
	Choice Choice
	Sure   bool // else a person chooses
}

// ReadResult tells what a word of the results seems to mean on a day. A code that had
// no basis in law yet is for a person to choose.
func ReadResult(text string, on calendar.Date) WordProposal {
	word := plain(text)
	if word == "" {
		return WordProposal{}
	}
	if slices.ContainsFunc(openWords, func(w string) bool { return strings.Contains(word, w) }) {
		return WordProposal{StillOpen, true}
	}
	for _, r := range law.Results(on) {
		if word == plain(r.Name) || word == string(r.Code) {
			return WordProposal{Choice(r.Code), true}
		}
	}
	var means []law.Result
	negated := strings.Contains(word, "不予公开") || strings.Contains(word, "不公开") || strings.Contains(word, "不同意公开")
	for _, r := range resultWords {
		if r.result == law.Disclose && (negated || len(means) > 0) {
			continue // 部分予以公开, 不予公开
		}
		if slices.ContainsFunc(r.words, func(w string) bool { return strings.Contains(word, plain(w)) }) {
			means = append(means, r.result)
		}
	}
	switch {
	case len(means) == 1:
		return WordProposal{Choice(means[0]), true}
	case len(means) > 1:
		return WordProposal{Choice: Choice(means[0])}
	case word == "公开":
		return WordProposal{Choice(law.Disclose), true}
	case slices.Contains(vague, word):
		return WordProposal{}
	}
	return WordProposal{}
}

// Result returns the code that a choice stands for; "" where it stands for none.
func (c Choice) Result() law.Result {
	if c == StillOpen || c == LeaveOut {
		return ""
	}
	return law.Result(c)
}

// A Word is one of the words of the results, as a sheet has it.
type Word struct {
	Text  string // as it stands first; "" for a day of the answer without a result
	Rows  int
	First int // the first row with it
	WordProposal
}

// Words lists the different words of the results of a sheet, those that a person has
// to choose for first. What stands in no row that was answered is left out.
func (s Sheet) Words(m Mapping, today calendar.Date) []Word {
	column, replied := m.Column(Result), m.Column(Replied)
	at := map[string]int{}
	var all []Word
	for _, r := range s.entries(m) {
		text := tidy(r.At(column).Text)
		key := plain(text)
		if key == "" && (replied == 0 || s.dayIn(r.At(replied), m.yearFor(s), true).On.IsZero()) {
			continue
		}
		i, ok := at[key]
		if !ok {
			i = len(all)
			at[key] = i
			all = append(all, Word{Text: text, First: r.N, WordProposal: ReadResult(text, today)})
		}
		all[i].Rows++
	}
	slices.SortStableFunc(all, func(a, b Word) int {
		switch {
		case a.Sure == b.Sure:
			return b.Rows - a.Rows
		case b.Sure:
			return -1
		}
		return 1
	})
	return all
}

// Key is by what a choice for the word is kept.
func (w Word) Key() string { return plain(w.Text) }
