package letter

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// CourtAnswer is the answer of the agency that is sued (行政答辩状, 行政诉讼法 67).
const CourtAnswer Kind = "court_answer"

// courtKinds is the table of the papers before the court.
var courtKinds = []kindRow{
	{KindInfo{CourtAnswer, "行政答辩状", "行政答辩状", "", "辩", true}, LetterForm, func() content { return &courtAnswer{} }},
}

// Where a court case is, as far as papers say it in other words.
const (
	FirstInstance  = "first"
	SecondInstance = "second"
	RetrialCourt   = "retrial"
)

// A Suit is what letters take from a court case (行政诉讼).
type Suit struct {
	Number    string           `json:"number,omitempty"` // 案号
	Court     string           `json:"court"`
	Level     string           `json:"level,omitempty"` // FirstInstance, where it is not said otherwise
	Plaintiff string           `json:"plaintiff"`
	Defendant ReviewParty      `json:"defendant"`
	Act       ReviewAct        `json:"act"`
	Silence   bool             `json:"silence,omitempty"` // that the request was not answered is contested
	CopyOn    calendar.Date    `json:"copy_on,omitzero"`  // the copy of the complaint or the appeal came
	AnswerBy  calendar.Date    `json:"answer_by,omitzero"`
	Course    []string         `json:"course,omitempty"` // how the request was dealt with, a line for each step
	Laws      []string         `json:"laws,omitempty"`   // on what the reply rests
	Evidence  []ReviewEvidence `json:"evidence,omitempty"`
}

// suit returns the court case; an empty one outside.
func (f Facts) suit() Suit {
	if f.Suit == nil {
		return Suit{}
	}
	return *f.Suit
}

// act names what is contested.
func (s Suit) act() string { return Review{Act: s.Act, Silence: s.Silence}.act() }

// A courtWording is what papers say otherwise from one level of the courts to the next.
type courtWording struct{ we, they, paper string }

// wording returns how the parties and the papers are called there.
func (s Suit) wording() courtWording {
	switch s.Level {
	case SecondInstance:
		return courtWording{"被上诉人", "上诉人", "上诉状"}
	case RetrialCourt:
		return courtWording{"再审被申请人", "再审申请人", "再审申请书"}
	}
	return courtWording{"被告", "原告", "起诉状"}
}

// sued sets the head, the signature and the words of a paper before the court.
func (c *composer) sued() {
	s := c.facts.suit()
	c.letter.Office, c.letter.SignedBy, c.letter.Attachments = s.Defendant.Name, s.Defendant.Name, c.facts.Attachments
	w := s.wording()
	for name, word := range map[string]string{
		"defendant": s.Defendant.Name, "defendant_at": prefixed("，住所地", s.Defendant.Address), "act": s.act(), "we": w.we, "they": w.they, "paper": w.paper,
	} {
		c.let(name, word)
	}
}

// courtAnswer is what the agency that is sued says to the court (诉讼法 34, 67, 86).
type courtAnswer struct {
	Court, Number, Plaintiff, Head, Ask string
	Got                                 calendar.Date
	Facts, Legal, Replies, Laws         []string
}

// addressee: it ends with the court, as pleadings do.
func (*courtAnswer) addressee() string { return "" }

// What the answer asks of the court.
const (
	dismissClaims = "claims"
	dismissSuit   = "suit"
	dismissAppeal = "appeal"
)

func (n *courtAnswer) fields(f Facts) []Field {
	s := f.suit()
	article := law.LitigationLaw.At("第六十七条第一款")
	return []Field{
		{Name: "to", Label: "法院", Type: LineField, Standard: s.Court, Required: true, into: &n.Court},
		{Name: "court_case_no", Label: "案号", Type: LineField, Standard: s.Number, Required: true, into: &n.Number, Hint: "应诉通知书上的，如：（2026）新0902行初31号。"},
		{Name: "plaintiff", Label: "对方当事人", Type: LineField, Standard: s.Plaintiff, Required: true, into: &n.Plaintiff, Hint: "一审的原告，二审的上诉人。"},
		{Name: "defendant_head", Label: "法定代表人或者负责人", Type: LineField, Standard: s.Defendant.Head, Required: true, into: &n.Head, Hint: "姓名、职务。"},
		{Name: copyReceived, Label: "收到副本之日", Article: article, Type: DateField, Standard: s.CopyOn.String(), Required: true, into: &n.Got},
		{Name: "defence_asks", Label: "答辩请求", Article: law.LitigationLaw.At("第六十九条、第八十九条"), Type: ChoiceField, Required: true, into: &n.Ask, Options: []Option{
			{dismissClaims, "判决驳回原告的诉讼请求"}, {dismissSuit, "裁定驳回原告的起诉"}, {dismissAppeal, "驳回上诉，维持原判决、裁定"}}},
		{Name: "answer_facts", Label: "事实", Article: article, Type: LinesField, Standard: strings.Join(s.Course, "\n"), Required: true, into: &n.Facts, Hint: "一行一段：哪天收到申请、申请什么、怎样办理、哪天答复、哪天送达。"},
		{Name: "answer_legal", Label: "行政行为合法的理由", Article: law.LitigationLaw.At("第三十四条第一款、第六十九条"), Type: LinesField, Required: true, into: &n.Legal, Hint: "一行一段：职权、程序、依据、内容。有不当的，如实写。"},
		{Name: "answer_replies", Label: "对起诉、上诉理由的答辩", Article: article, Type: LinesField, Required: true, into: &n.Replies, Hint: "一行一段，逐项回应。"},
		{Name: "answer_laws", Label: "依据的条文", Article: law.LitigationLaw.At("第三十四条第一款"), Type: LinesField, Standard: strings.Join(s.Laws, "\n"), Required: true, into: &n.Laws, Hint: "一行一条，写到条、款、项；所依据的规范性文件要一起提交。"},
	}
}

func (n *courtAnswer) write(c *composer) {
	s := c.facts.suit()
	c.say("答辩人（{we}）：{defendant}{defendant_at}。法定代表人（负责人）：{defendant_head}。")
	c.say("被答辩人（{they}）：{plaintiff}。")
	c.say("答辩人于{copy_received_on}收到{plaintiff}不服答辩人{act}一案（案号：{court_case_no}）的{paper}副本，现答辩如下：")
	heading := func(n int, s string) {
		c.add(Paragraph{Level: Heading, Runs: []Run{{Text: numeral(n) + "、" + s}}})
	}
	heading(1, "答辩请求")
	c.say("请求依法{defence_asks}。")
	heading(2, "事实")
	c.paragraphs("", "answer_facts", n.Facts)
	heading(3, "行政行为合法的理由")
	c.paragraphs("", "answer_legal", n.Legal)
	heading(4, "对"+s.wording().they+"理由的答辩")
	c.paragraphs("", "answer_replies", n.Replies)
	heading(5, "依据的条文")
	c.paragraphs("", "answer_laws", n.Laws)
	heading(6, "证据")
	if len(s.Evidence) > 0 {
		c.block(evidenceTable(s.Evidence))
	} else {
		c.say("证据见所附证据目录。")
	}
	c.extra()
	c.say("此致")
	c.say("{to}")
	if len(c.letter.Attachments) == 0 {
		c.letter.Attachments = []string{"证据和所依据的规范性文件", "本答辩状副本", "法定代表人（负责人）身份证明和授权委托书"}
	}
}

func (n *courtAnswer) check(c *checker) {
	s, on := c.facts.suit(), c.facts.lawDay()
	if !s.AnswerBy.IsZero() && on.After(s.AnswerBy) {
		c.found(Look, "", "答辩、举证的期限"+s.AnswerBy.Chinese()+"已过；没有正当理由逾期提供证据的，视为没有相应证据", law.LitigationLaw.At("第三十四条第二款"))
	}
	if len(s.Evidence) == 0 {
		c.found(Look, "", "没有制作诉讼用的证据卷；不提供证据的，视为没有相应证据", law.LitigationLaw.At("第三十四条第二款"))
	}
	if n.Ask != "" && (n.Ask == dismissAppeal) != (s.Level == SecondInstance) && s.Level != RetrialCourt {
		c.found(Missing, "defence_asks", "答辩请求和审级不合：一审请求驳回诉讼请求或者起诉，二审请求驳回上诉", law.LitigationLaw.At("第六十九条、第八十九条"))
	}
	c.notBefore(copyReceived, "收到副本之日", n.Got, s.Act.On, "作出之日", law.LitigationLaw.At("第六十七条第一款"))
}

// suit looks at what holds for every paper before the court.
func (c *checker) suit() {
	s := c.facts.suit()
	if s.Defendant.Name == "" {
		c.found(Missing, "", "没有被告的名称", law.LitigationLaw.At("第二十六条"))
	}
	if s.act() == "" {
		c.found(Missing, "", "没有写明被诉的是哪一个行政行为", law.LitigationLaw.At("第四十九条"))
	}
	c.inForce()
	c.strangers()
	c.doubled()
}
