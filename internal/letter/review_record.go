package letter

import (
	"strings"

	"mingda/internal/calendar"
)

// reviewRecord is what was said when a party was heard or somebody was asked (复议法
// 45, 49).
type reviewRecord struct {
	nobody
	What, Way, At, Place, Who, Is, Pen string
	Askers, Said                       []string
}

// What a record is of.
const (
	recordHearing = "hear"
	recordAsking  = "ask"
)

func (s *reviewRecord) fields(Facts) []Field {
	return []Field{
		{Name: "record_of", Label: "哪一种", Article: lawAt("第四十五条、第四十九条") + "、" + rulesAt("第四十四条"), Type: ChoiceField, Required: true, into: &s.What,
			Options: []Option{{recordHearing, "听取当事人意见"}, {recordAsking, "询问"}}},
		{Name: "record_way", Label: "方式", Article: lawAt("第四十九条"), Type: ChoiceField, Standard: "face", Required: true, into: &s.Way,
			Options: []Option{{"face", "当面"}, {"phone", "电话"}, {"net", "互联网"}}},
		{Name: "spoken_at", Label: "时间", Type: LineField, Required: true, into: &s.At, Hint: "写到分，如：2026年10月12日10时20分至10时50分。"},
		{Name: "place", Label: "地点", Type: LineField, Required: true, into: &s.Place, Hint: "电话、互联网的，写办理人员所在的地点。"},
		{Name: "who_spoke", Label: "陈述人、被询问人", Type: LineField, Required: true, into: &s.Who},
		{Name: "who_is", Label: "身份", Type: LineField, Required: true, into: &s.Is, Hint: "如：申请人；被申请人的工作人员，职务。身份证件当面核对，号码不用抄。"},
		{Name: "askers", Label: "办理人员", Article: lawAt("第四十五条第二款"), Type: LinesField, Required: true, into: &s.Askers, Hint: "一行一个；调查取证不少于两人，出示工作证件。"},
		{Name: "recorder", Label: "记录人", Type: LineField, Required: true, into: &s.Pen},
		{Name: "said", Label: "内容", Article: lawAt("第四十九条"), Type: LinesField, Required: true, into: &s.Said, Hint: "一行一段；询问的，一问一答各一行。"},
	}
}

func (s *reviewRecord) write(c *composer) {
	r := c.facts.review()
	c.inner()
	c.letter.Title = "行政复议听取意见笔录"
	if s.What == recordAsking {
		c.letter.Title = "行政复议询问笔录"
	}
	ways := map[string]string{"face": "当面", "phone": "电话", "net": "互联网"}
	c.block(form(
		room(1, "案号", r.Number),
		room(1, "方式", ways[s.Way]),
		room(1, "时间", s.At),
		room(1, "地点", s.Place),
		room(1, "陈述人", s.Who, "身份", s.Is),
		room(1, "办理人员", strings.Join(s.Askers, "、"), "记录人", s.Pen),
	))
	if s.What == recordAsking {
		c.under(lawAt("第四十五条第二款、第三款"), "办理人员已出示行政复议工作证件，并告知被询问人应当积极配合，不得拒绝或者阻挠。")
	}
	c.paragraphs("", "said", s.Said)
	c.block(form(
		room(2, "陈述人", "以上笔录已阅（已向本人宣读），与所述一致。\n"+sealOr+"："+daySpace),
		room(1, "办理人员", "签名：", "记录人", "签名："),
	))
}

func (s *reviewRecord) check(c *checker) {
	c.accepted()
	if s.What == recordAsking && len(s.Askers) == 1 {
		c.found(Missing, "askers", "调查取证时，行政复议人员不得少于两人", lawAt("第四十五条第二款"))
	}
}

// reviewEvidenceList lists what evidence a party, or all of them, handed in.
type reviewEvidenceList struct {
	nobody
	By string
}

const allParties = "all"

var evidenceOwners = []Option{{allParties, "各方"}, {"applicant", "申请人"}, {"respondent", "被申请人"}, {"third", "第三人"}}

func (s *reviewEvidenceList) fields(Facts) []Field {
	return []Field{{Name: "evidence_of", Label: "谁的证据", Type: ChoiceField, Standard: allParties, Required: true, Options: evidenceOwners, into: &s.By}}
}

// listed returns the evidence that the list is of.
func (s *reviewEvidenceList) listed(f Facts) []ReviewEvidence {
	var list []ReviewEvidence
	for _, e := range f.review().Evidence {
		if s.By == allParties || (Field{Type: ChoiceField, Options: evidenceOwners}).Show(s.By) == e.By {
			list = append(list, e)
		}
	}
	return list
}

func (s *reviewEvidenceList) write(c *composer) {
	r := c.facts.review()
	c.inner()
	c.block(form(room(1, "案号", r.Number), room(1, "申请人", names(r.Applicants)), room(1, "被申请人", r.Respondent.Name)))
	c.block(evidenceTable(s.listed(c.facts)))
	c.block(form(room(1, "提交人签名", "", "日期", dayShort), room(1, "接收人签名", "", "日期", dayShort)))
}

// evidenceTable is the evidence, one a line.
func evidenceTable(list []ReviewEvidence) Block {
	table := Table{Head: []string{"编号", "证据名称", "页码", "证明内容", "提交人"}, Widths: []int{3, 9, 3, 8, 5}}
	for _, e := range list {
		table.Rows = append(table.Rows, room(1, e.Number, e.Name, e.Pages, e.Proves, e.By))
	}
	return Block{Table: &table}
}

func (s *reviewEvidenceList) check(c *checker) {
	list := s.listed(c.facts)
	if len(list) == 0 {
		c.found(Missing, "evidence_of", "没有登记证据", lawAt("第四十三条"))
	}
	for _, e := range list {
		if e.Proves == "" {
			c.found(Look, "", "“"+e.Name+"”没有写证明内容", lawAt("第四十三条"))
		}
	}
}

// respondentAnswer is what the agency whose act is reconsidered says to it, with its
// evidence (复议法 44, 48, 54; 实施条例 18, 41).
type respondentAnswer struct {
	toSomebody
	Got                         calendar.Date
	Facts, Legal, Replies, Laws []string
	Staff                       []string
	Ask                         string
}

// AnswerFields are the fields of the answer that say what it says, in order.
var AnswerFields = []string{"answer_facts", "answer_laws", "answer_legal", "answer_replies"}

// copyReceived is what the answer's period runs from.
const copyReceived = "copy_received_on"

func (n *respondentAnswer) fields(f Facts) []Field {
	const article = "行政复议法第四十八条、第五十四条第一款"
	return []Field{
		n.field(f.review().Body, ""),
		{Name: copyReceived, Label: "收到申请书副本之日", Article: article, Type: DateField, Standard: f.review().CopyOn.String(), Required: true, into: &n.Got},
		{Name: "answer_facts", Label: "事实", Article: rulesAt("第四十一条"), Type: LinesField, Standard: strings.Join(f.review().Course, "\n"), Required: true, into: &n.Facts, Hint: "一行一段：哪天收到申请、申请什么、怎样办理、哪天答复、哪天送达。"},
		{Name: "answer_laws", Label: "法律依据", Article: article, Type: LinesField, Standard: strings.Join(f.review().Laws, "\n"), Required: true, into: &n.Laws, Hint: "一行一条，写到条、款、项。"},
		{Name: "answer_legal", Label: "行政行为合法、适当的理由", Article: rulesAt("第四十一条"), Type: LinesField, Required: true, into: &n.Legal, Hint: "一行一段：职权、程序、依据、内容。有不当的，如实写。"},
		{Name: "answer_replies", Label: "对复议请求和理由的回应", Article: rulesAt("第四十一条"), Type: LinesField, Required: true, into: &n.Replies, Hint: "一行一段，逐项回应。"},
		{Name: "answer_asks", Label: "请求", Type: ChoiceField, Required: true, into: &n.Ask, Options: []Option{
			{"uphold", "维持该行政行为"}, {"claim", "驳回申请人的行政复议请求"}, {"dismiss", "驳回申请人的行政复议申请"}, {"own", "给予改正的时间，我单位自行纠正"}}},
		{Name: "staff", Label: "参加复议的工作人员", Article: rulesAt("第十八条第二款"), Type: LinesField, Required: true, into: &n.Staff, Hint: "一至二名，一行一个，写姓名、职务、电话。不能只委托律师。"},
	}
}

func (n *respondentAnswer) write(c *composer) {
	r := c.facts.review()
	c.say("我单位于{copy_received_on}收到贵机关就{applicants}不服我单位{act}一案（案号：{review_no}）发送的行政复议申请材料，现答复如下：")
	heading := func(n int, s string) {
		c.add(Paragraph{Level: Heading, Runs: []Run{{Text: numeral(n) + "、" + s}}})
	}
	heading(1, "事实")
	c.paragraphs("", "answer_facts", n.Facts)
	heading(2, "法律依据")
	c.paragraphs("", "answer_laws", n.Laws)
	heading(3, "行政行为的合法性、适当性")
	c.paragraphs("", "answer_legal", n.Legal)
	heading(4, "对复议请求的回应")
	c.paragraphs("", "answer_replies", n.Replies)
	heading(5, "证据")
	if own := ownEvidence(r); len(own) > 0 {
		c.block(evidenceTable(own))
	} else {
		c.say("证据见所附证据目录。")
	}
	c.say("综上，请求贵机关依法{answer_asks}。")
	c.say("我单位指定下列工作人员作为代理人参加行政复议：" + c.enumerated("staff", n.Staff) + "。")
	c.extra()
	if len(c.letter.Attachments) == 0 {
		c.letter.Attachments = []string{"证据、依据和其他有关材料", "负责人身份证明和代理人授权委托书"}
	}
}

// ownEvidence is that of the respondent.
func ownEvidence(r Review) []ReviewEvidence {
	var own []ReviewEvidence
	for _, e := range r.Evidence {
		if e.By == "被申请人" {
			own = append(own, e)
		}
	}
	return own
}

func (n *respondentAnswer) check(c *checker) {
	const article = "行政复议法第四十八条、第五十四条第一款"
	r, on := c.facts.review(), c.facts.lawDay()
	if !r.AnswerBy.IsZero() && on.After(r.AnswerBy) {
		c.found(Look, "", "答复的期限"+r.AnswerBy.Chinese()+"已过，不按期答复、举证的视为没有证据、依据", lawAt("第七十条"))
	}
	if len(ownEvidence(r)) == 0 {
		c.found(Look, "", "没有登记作出行政行为的证据；不提交的，视为没有证据、依据", lawAt("第四十四条第一款、第七十条"))
	}
	if len(n.Staff) > 2 {
		c.found(Missing, "staff", "指定一至二名工作人员", rulesAt("第十八条第二款"))
	}
	if n.Ask == "uphold" && r.Silence {
		c.found(Look, "answer_asks", "申请人不服的是没有答复，没有可以维持的行政行为", lawAt("第六十八条"))
	}
	c.notBefore(copyReceived, "收到副本之日", n.Got, r.AcceptedOn, "受理之日", article)
}
