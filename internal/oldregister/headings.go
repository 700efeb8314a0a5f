package oldregister

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// names are what registers call their columns, without blanks and brackets. Of two that
// a heading holds the longer one counts.
var names = []struct {
	field Field
	words []string
}{
	{OldNumber, []string{"编号", "申请编号", "受理编号", "受理号", "登记编号", "登记号", "收件编号", "收文编号", "收文号", "流水号", "案件编号", "办件编号", "申请表编号", "查询号", "原编号"}},
	{Received, []string{"收到日期", "收到时间", "收到申请日期", "收到申请时间", "收文日期", "收文时间", "收件日期", "收件时间", "受理日期", "受理时间", "接收日期", "接收时间", "登记日期", "登记时间", "来件日期", "来信日期", "申请日期", "申请时间", "提出申请时间", "收到之日"}},
	{Applicant, []string{"申请人", "申请人姓名", "申请人名称", "申请人姓名或名称", "申请人姓名名称", "姓名", "姓名名称", "单位名称", "申请单位", "申请主体", "申请者", "公民姓名", "名称"}},
	{Class, []string{"申请人类别", "申请人类型", "申请人性质", "申请主体类型", "申请人身份", "主体类别", "主体类型", "人员类别", "类别"}},
	{Representative, []string{"法定代表人", "法人代表", "负责人", "法人"}},
	{Contact, []string{"联系人"}},
	{IDNumber, []string{"身份证号", "身份证号码", "证件号码", "证件号", "统一社会信用代码", "证照号码"}},
	{Phone, []string{"电话", "联系电话", "联系方式", "手机", "手机号", "手机号码", "申请人电话", "申请人联系电话", "申请人联系方式"}},
	{Email, []string{"电子邮箱", "邮箱", "电子邮件", "邮箱地址", "email", "e-mail"}},
	{Address, []string{"地址", "通讯地址", "联系地址", "通信地址", "申请人地址", "住址", "邮寄地址"}},
	{Subject, []string{"事项", "申请事项", "标题", "申请标题", "主题", "事由", "申请公开事项", "信息名称", "题名"}},
	{Content, []string{"申请内容", "申请公开内容", "申请公开的内容", "申请信息内容", "所需信息", "所需信息内容", "所需信息内容描述", "所需政府信息", "申请公开的信息", "申请公开信息", "申请公开的政府信息", "内容", "内容描述", "信息内容", "信息描述", "申请内容描述", "内容摘要", "主要内容", "公开内容"}},
	{Through, []string{"申请方式", "申请渠道", "申请途径", "来源", "渠道", "受理方式", "受理渠道", "收件方式", "提交方式", "来件方式", "接收方式", "申请形式"}},
	{Unit, []string{"承办单位", "承办科室", "承办部门", "办理单位", "办理部门", "办理科室", "责任单位", "责任科室", "转办单位", "分办单位", "主办单位", "承办"}},
	{Extended, []string{"是否延期", "延期", "延期情况", "是否延期答复", "延期答复", "延期告知", "是否延长"}},
	{Replied, []string{"答复日期", "答复时间", "回复日期", "回复时间", "办结日期", "办结时间", "结案日期", "告知日期", "告知时间", "答复送达时间", "送达日期", "送达时间", "反馈时间", "实际答复时间", "实际答复日期", "完成时间", "发出日期", "答复书日期"}},
	{Result, []string{"办理结果", "处理结果", "答复结果", "答复情况", "办理情况", "处理情况", "答复类型", "答复类别", "答复方式类型", "处理类型", "结果", "结果类型", "答复意见", "公开情况", "公开类型", "处理决定", "是否公开", "办结情况", "办理结果类型"}},
	{ReplyNumber, []string{"答复文号", "答复书文号", "文号", "答复书编号", "告知书文号", "告知书编号", "发文字号", "发文文号", "答复函号", "回复文号", "答复编号", "答复书号"}},
	{Kept, []string{"备注", "说明", "应答复日期", "应答复时间", "答复期限", "办理期限", "截止日期", "应办结日期", "到期日", "复议", "是否复议", "是否申请复议", "行政复议情况", "复议诉讼", "复议诉讼情况", "行政诉讼", "是否诉讼", "收费情况", "收费", "答复形式", "获取方式", "提供方式", "获取信息方式", "经办人", "承办人", "办理人", "是否补正", "补正", "补正情况", "补正时间", "补正日期", "征求意见", "第三方意见", "用途", "所需信息用途", "特征描述", "签收人", "邮编", "邮政编码", "快递单号", "邮寄单号", "答复方式", "送达方式", "延期时间", "延期日期", "交办时间", "交办日期", "转办时间", "分办时间"}},
	{Ignored, []string{"序号", "序", "no", "no.", "行号"}},
}

// words are the names by their field, longest first.
var words = func() (all []named) {
	for _, n := range names {
		for _, w := range n.words {
			all = append(all, named{w, n.field})
		}
	}
	slices.SortStableFunc(all, func(a, b named) int { return utf8.RuneCountInString(b.word) - utf8.RuneCountInString(a.word) })
	return all
}()

type named struct {
	word  string
	field Field
}

// A Proposal is what a column seems to hold.
type Proposal struct {
	Column  int
	Heading string
	Field   Field
	Sure    float64  // from 0 to 1
	Samples []string // its first values
	Values  int      // how many it has
	Hidden  bool
}

var brackets = regexp.MustCompile(`[(\[【〔{][^)\]】〕}]*[)\]】〕}]`)

// fieldOf tells what a heading calls its column, and how sure that is.
func fieldOf(heading string) (Field, float64) {
	whole := strings.Trim(plain(heading), ":*、.")
	bare := strings.Trim(brackets.ReplaceAllString(whole, ""), ":*、.")
	signless := strings.NewReplacer("(", "", ")", "", "/", "", "、", "", "或", "").Replace(whole)
	for _, w := range words {
		if bare == w.word || signless == w.word {
			return w.field, 1
		}
	}
	for _, w := range words {
		if n := utf8.RuneCountInString(w.word); n > 1 && strings.Contains(bare, w.word) {
			share := float64(n) / float64(utf8.RuneCountInString(bare))
			if strings.HasSuffix(bare, w.word) || strings.HasPrefix(bare, w.word) {
				return w.field, 0.5 + 0.4*share
			}
			return w.field, 0.3 + 0.4*share
		}
	}
	return Kept, 0
}

// headingRows bounds how far down the headings are looked for.
const headingRows = 30

// Headings finds the rows of the headings: the one, two or three rows under each other
// that call the most columns by a name. It reports false where there are none.
func (s Sheet) Headings() (first, last int, ok bool) {
	best := 0.0
	for i := range min(len(s.Rows), headingRows) {
		for lines := 1; lines <= 3 && i+lines <= len(s.Rows); lines++ {
			if s.Rows[i+lines-1].N-s.Rows[i].N != lines-1 || lines > 1 && !s.couldHead(s.Rows[i+lines-1]) {
				break
			}
			if score := s.headingScore(i, lines); score > best+0.01 {
				best, first, last = score, s.Rows[i].N, s.Rows[i+lines-1].N
			}
		}
	}
	return first, last, best >= 2
}

// couldHead reports whether a row can be one of headings: it holds no day, and no
// number that is more than one of a column.
func (s Sheet) couldHead(r Row) bool {
	return !slices.ContainsFunc(r.Cells, func(c Cell) bool {
		return c.Kind == Day || c.Kind == Number && c.Number > 100 || c.Kind == Text && !readDay(c.Text, 0, false).On.IsZero()
	})
}

// headingScore says how well rows would do as headings. Each field counts once; a line
// that adds no name costs a little.
func (s Sheet) headingScore(at, lines int) float64 {
	best, score := map[Field]float64{}, -0.3*float64(lines-1)
	for _, heading := range s.headingTexts(s.Rows[at : at+lines]) {
		f, sure := headingField(heading)
		switch {
		case sure < 0.5:
		case f.Once():
			best[f] = max(best[f], sure)
		default:
			score += sure / 2
		}
	}
	for _, sure := range best {
		score += sure
	}
	return score
}

// headingTexts joins the lines of the headings of each column. A title that is merged
// over most of them is none.
func (s Sheet) headingTexts(rows []Row) map[int]string {
	all := map[int]string{}
	for _, r := range rows {
		over := map[string]int{}
		for _, c := range r.Cells {
			over[c.Text]++
		}
		for c := 1; c <= s.Columns; c++ {
			cell := r.At(c)
			text := strings.Join(strings.Fields(norm.NFKC.String(tidy(cell.Text))), "")
			if text == "" || s.Columns > 3 && over[cell.Text] > s.Columns*2/3 {
				continue
			}
			if before := all[c]; before == "" {
				all[c] = text
			} else if !strings.HasSuffix(before, text) {
				all[c] = before + "：" + text
			}
		}
	}
	return all
}

// headingField tells what the joined lines of a heading call a column: the last line, or
// all of them.
func headingField(heading string) (Field, float64) {
	f, sure := fieldOf(strings.ReplaceAll(heading, "：", ""))
	if i := strings.LastIndex(heading, "："); i >= 0 {
		if below, s := fieldOf(heading[i+len("："):]); s >= sure && below != Kept {
			f, sure = below, s*0.95
		}
		if above, s := fieldOf(heading[:i]); s*0.8 > sure {
			f, sure = above, s*0.8
		}
	}
	return f, sure
}

// chosen is how sure a proposal is that a person chose before: more than any name is.
const chosen = 1.5

// sampled is how many values of a column are looked at.
const sampled = 200

// Propose proposes what each column of a sheet holds, by its heading and its values;
// before is how the office mapped headings last time, which goes before all.
func (s Sheet) Propose(first, last int, before map[string]Field) []Proposal {
	var heads []Row
	for _, r := range s.Rows {
		if r.N >= first && r.N <= last {
			heads = append(heads, r)
		}
	}
	headings := s.headingTexts(heads)
	all := make([]Proposal, 0, s.Columns)
	for c := 1; c <= s.Columns; c++ {
		p := s.sample(Proposal{Column: c, Heading: headings[c], Hidden: s.Hidden[c]}, last)
		if p.Heading == "" && p.Values == 0 {
			continue
		}
		if f, known := before[plain(p.Heading)]; known && p.Heading != "" {
			p.Field, p.Sure = f, chosen
		} else {
			p.Field, p.Sure = headingField(p.Heading)
			s.byValues(&p, last)
		}
		all = append(all, p)
	}
	return settle(all)
}

// sample adds the first values.
func (s Sheet) sample(p Proposal, last int) Proposal {
	for _, r := range s.Rows {
		text := s.Show(r.At(p.Column))
		if r.N <= last || text == "" {
			continue
		}
		if p.Values++; len(p.Samples) < 3 && !slices.Contains(p.Samples, text) {
			p.Samples = append(p.Samples, text)
		}
	}
	return p
}

// byValues weighs a proposal by what stands in the column: a column of days that holds
// none is none, one without a name that holds days may be.
func (s Sheet) byValues(p *Proposal, last int) {
	looked, days := 0, 0
	for _, r := range s.Rows {
		if c := r.At(p.Column); r.N > last && c.Kind != Empty && looked < sampled {
			looked++
			if f := s.dayIn(c, 2020, false); !f.On.IsZero() {
				days++
			}
		}
	}
	share := 0.0
	if looked > 0 {
		share = float64(days) / float64(looked)
	}
	switch isDay := p.Field == Received || p.Field == Replied; {
	case isDay && looked >= 5 && share < 0.3 && p.Sure < 1:
		p.Field, p.Sure = Kept, 0.3
	case isDay && looked > 0:
		p.Sure *= 0.5 + 0.5*share
	case p.Sure == 0 && share > 0.7:
		p.Field, p.Sure = Received, 0.3
	}
}

// weaker are words of headings that name a field less well than others do: where two
// columns could hold it, the other does.
var weaker = []string{"申请日期", "申请时间", "登记日期", "登记时间", "名称", "类别", "送达"}

// settle lets each field have one column: the one that is surest. What another column
// seemed to hold is kept as it stands.
func settle(all []Proposal) []Proposal {
	rank := func(p Proposal) float64 {
		if slices.ContainsFunc(weaker, func(w string) bool { return strings.Contains(p.Heading, w) }) {
			return p.Sure - 0.2
		}
		return p.Sure
	}
	best := map[Field]int{}
	for i, p := range all {
		if j, taken := best[p.Field]; p.Field.Once() && (!taken || cmp.Compare(rank(p), rank(all[j])) > 0) {
			best[p.Field] = i
		}
	}
	for i := range all {
		if f := all[i].Field; f.Once() && best[f] != i {
			all[i].Field, all[i].Sure = Kept, 0.3
		}
		all[i].Sure = min(all[i].Sure, 1)
	}
	// Where only a subject stands, it says what is asked for.
	if _, content := best[Content]; !content {
		if i, subject := best[Subject]; subject {
			all[i].Field = Content
		}
	}
	return all
}
