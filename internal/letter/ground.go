package letter

import "mingda/internal/calendar"

// A ground is a reason for not disclosing (条例 14-16, 37), with what the law
// wants said of it. A refusal has one; a partial reply has one for what it
// withholds.
type ground interface {
	fields() []Field
	// reason returns the sentences that reason the withholding of {what}.
	reason() string
	// articles returns the articles it rests on, as words in a sentence.
	articles() string
	// closing is the consequence, in the words of the law.
	closing() string
}

// A groundRow lists a ground with the label under which it is chosen.
type groundRow struct {
	kind  Kind
	label string
	value ground
}

// newGrounds returns an empty value of every ground.
func newGrounds() []groundRow {
	return []groundRow{
		{ThirdParty, "第三方的商业秘密、个人隐私（条例第十五条）", &thirdPartyGround{}},
		{Secret, "国家秘密（条例第十四条）", &secretGround{}},
		{Forbidden, "法律、行政法规禁止公开（条例第十四条）", &forbiddenGround{}},
		{Security, "国家安全、公共安全、经济安全、社会稳定（条例第十四条）", &securityGround{}},
		{Internal, "内部事务信息（条例第十六条第一款）", &internalGround{}},
		{Process, "过程性信息（条例第十六条第二款）", &processGround{}},
		{Enforcement, "行政执法案卷信息（条例第十六条第二款）", &enforcementGround{}},
		{notInformation, "不属于政府信息（条例第三十七条）", &notInformationGround{}},
	}
}

// notInformation is a ground in a partial reply only; it is no result.
const notInformation Kind = "not_information"

// secretGround: state secrets (条例 14). What must be said: level, and basis or
// the body that decided.
type secretGround struct{ Level, Basis string }

func (g *secretGround) fields() []Field {
	return []Field{
		{Name: "secret_level", Label: "密级", Article: "条例第十四条", Type: ChoiceField, Required: true, into: &g.Level,
			Options: []Option{{"top", "绝密"}, {"high", "机密"}, {"plain", "秘密"}}},
		{Name: "secret_basis", Label: "定密机关和依据", Article: "条例第十四条", Type: LineField, Required: true, into: &g.Basis,
			Hint: "写哪个机关、依据什么定密，如：和宁市自然资源局依据《自然资源工作国家秘密范围的规定》。"},
	}
}

func (g *secretGround) reason() string {
	return "{what}已由{secret_basis}依法确定为国家秘密，密级为{secret_level}级，尚未解密。"
}
func (g *secretGround) articles() string { return "第十四条" }
func (g *secretGround) closing() string {
	return "依法确定为国家秘密的政府信息，不予公开"
}

// forbiddenGround: forbidden by a law or 行政法规 (条例 14). What must be said:
// the law and its article.
type forbiddenGround struct{ Law, Says string }

func (g *forbiddenGround) fields() []Field {
	return []Field{
		{Name: "forbidden_law", Label: "禁止公开的法律、行政法规和条款", Article: "条例第十四条", Type: LineField, Required: true, into: &g.Law,
			Hint: "写到条、款，如：《中华人民共和国统计法》第二十八条。部门规章和规范性文件不能作依据。"},
		{Name: "forbidden_says", Label: "该条款怎么规定", Article: "条例第三十六条第三项", Type: TextField, Required: true, into: &g.Says,
			Hint: "用自己的话概括，说明为什么申请的信息在它之内。"},
	}
}

func (g *forbiddenGround) reason() string {
	return "{what}属于法律、行政法规禁止公开的政府信息。{forbidden_law}规定，{forbidden_says}。"
}
func (g *forbiddenGround) articles() string { return "第十四条" }
func (g *forbiddenGround) closing() string {
	return "法律、行政法规禁止公开的政府信息，不予公开"
}

// securityGround: the three securities and one stability (条例 14). What must be
// said: which of them, and the reasoned danger.
type securityGround struct{ Which, Danger string }

func (g *securityGround) fields() []Field {
	return []Field{
		{Name: "security_which", Label: "可能危及什么", Article: "条例第十四条", Type: ChoiceField, Required: true, into: &g.Which,
			Options: []Option{{"nation", "国家安全"}, {"public", "公共安全"}, {"economy", "经济安全"}, {"stability", "社会稳定"}}},
		{Name: "security_danger", Label: "具体的危险", Article: "条例第十四条、第三十六条第三项", Type: TextField, Required: true, into: &g.Danger,
			Hint: "写公开以后会发生什么、为什么会发生。只写“可能影响稳定”，复议和诉讼中都站不住。"},
	}
}

func (g *securityGround) reason() string {
	return "{what}公开后可能危及{security_which}，理由是：{security_danger}。"
}
func (g *securityGround) articles() string { return "第十四条" }
func (g *securityGround) closing() string {
	return "公开后可能危及国家安全、公共安全、经济安全、社会稳定的政府信息，不予公开"
}

// thirdPartyGround: commercial secrets and privacy of others (条例 15, 32). What
// must be said: that they were asked and what came of it; silence leaves the
// decision to the agency, and public interest is weighed in any case.
type thirdPartyGround struct {
	Right, Answer, Reason, Reasonable, Interest string
	AskedOn, AnsweredOn                         calendar.Date
	Names                                       []string
}

// The answers a third party can give.
const (
	answerRefused = "refused"
	answerSilent  = "silent"
	answerPartly  = "partly" // in what tells the third party alone
)

func (g *thirdPartyGround) fields() []Field {
	refused := When{"third_answer", []string{answerRefused}}
	return []Field{
		{Name: "third_right", Label: "涉及什么权益", Article: "条例第十五条", Type: ChoiceField, Required: true, into: &g.Right,
			Options: []Option{{"privacy", "个人隐私"}, {"trade", "商业秘密"}, {"other", "商业秘密、个人隐私以外的合法权益"}}},
		{Name: "third_asked_on", Label: "发出征求意见书之日", Article: "条例第三十二条", Type: DateField, Within: true, Required: true, into: &g.AskedOn},
		{Name: "third_answer", Label: "第三方的意见", Article: "条例第三十二条", Type: ChoiceField, Required: true, into: &g.Answer,
			Options: []Option{{answerRefused, "不同意公开"}, {answerSilent, "十五个工作日内没有提出意见"}}},
		{Name: "third_answered_on", Label: "收到第三方答复之日", Article: "条例第三十二条", Type: DateField, Within: true, Required: true, Only: refused, into: &g.AnsweredOn},
		{Name: "third_reason", Label: "第三方不同意的理由", Article: "条例第三十二条", Type: LineField, Required: true, Only: refused, into: &g.Reason},
		{Name: "third_reasonable", Label: "第三方不同意的理由是否合理", Article: "条例第三十二条", Type: ChoiceField, Required: true, Only: refused, into: &g.Reasonable,
			Options: []Option{{yes, "合理"}, {"no", "不合理"}}, Hint: "不同意且理由合理的，不予公开。"},
		{Name: thirdNames, Label: "第三方的姓名、名称（不印）", Type: LinesField, into: &g.Names,
			Hint: "一行一个，只用来检查文书和附件的名称里有没有写出第三方是谁。"},
		{Name: "third_interest", Label: "公共利益衡量", Article: "条例第十五条、第三十二条", Type: TextField, Required: true, into: &g.Interest,
			Hint: "不公开会不会对公共利益造成重大影响，写明怎样衡量。复议时首先看这一段。"},
	}
}

func (g *thirdPartyGround) reason() string {
	if g.Answer == answerSilent {
		return "{what}涉及第三方的{third_right}。本机关于{third_asked_on}书面征求第三方意见，第三方逾期未提出意见。本机关认为，公开上述内容会对第三方合法权益造成损害；经衡量公共利益，{third_interest}。"
	}
	return "{what}涉及第三方的{third_right}。本机关于{third_asked_on}书面征求第三方意见，{third_answered_on}收到答复，第三方以{third_reason}为由不同意公开。本机关认为，该理由合理，公开上述内容会对第三方合法权益造成损害；经衡量公共利益，{third_interest}。"
}
func (g *thirdPartyGround) articles() string { return "第十五条、第三十二条" }
func (g *thirdPartyGround) closing() string {
	return "涉及商业秘密、个人隐私等公开会对第三方合法权益造成损害的政府信息，不予公开"
}

// internalGround: internal affairs (条例 16.1). They may be withheld, so the use
// of the discretion is reasoned.
type internalGround struct{ Which, Reason string }

func (g *internalGround) fields() []Field {
	return []Field{
		{Name: "internal_which", Label: "哪一类内部事务", Article: "条例第十六条第一款", Type: ChoiceField, Required: true, into: &g.Which,
			Options: []Option{{"staff", "人事管理"}, {"logistics", "后勤管理"}, {"workflow", "内部工作流程"}}},
		{Name: "internal_reason", Label: "为什么不公开", Article: "条例第十六条第一款", Type: TextField, Required: true, into: &g.Reason,
			Hint: "法律说的是“可以不予公开”：写明为什么这一次选择不公开。"},
	}
}

func (g *internalGround) reason() string {
	return "{what}属于本机关{internal_which}方面的内部事务信息，对外不直接产生效力。不予公开的理由是：{internal_reason}。"
}
func (g *internalGround) articles() string { return "第十六条第一款" }
func (g *internalGround) closing() string {
	return "行政机关的内部事务信息，包括人事管理、后勤管理、内部工作流程等方面的信息，可以不予公开"
}

// processGround: information of the process before a decision (条例 16.2). It
// yields to a law, regulation or rule that orders disclosure.
type processGround struct{ Which, Before, Reason, NoRule string }

func (g *processGround) fields() []Field {
	return []Field{
		{Name: "process_which", Label: "哪一类过程性信息", Article: "条例第十六条第二款", Type: ChoiceField, Required: true, into: &g.Which,
			Options: []Option{{"minutes", "讨论记录"}, {"draft", "过程稿"}, {"consultation", "磋商信函"}, {"request", "请示报告"}}},
		{Name: "process_before", Label: "形成于什么决定之前", Article: "条例第十六条第二款", Type: LineField, Required: true, into: &g.Before,
			Hint: "写决定的名称，如：团结路片区房屋征收决定。"},
		{Name: "process_reason", Label: "为什么不公开", Article: "条例第十六条第二款", Type: TextField, Required: true, into: &g.Reason,
			Hint: "法律说的是“可以不予公开”：写明为什么这一次选择不公开。"},
		noRule("process_no_rule", &g.NoRule, ""),
	}
}

// noRule asks whether a law, regulation or rule orders disclosure: what the
// letter then says is so (条例 16.2).
func noRule(name string, into *string, hint string) Field {
	return Field{Name: name, Label: "有没有法律、法规、规章规定应当公开", Article: "条例第十六条第二款", Type: ChoiceField, Required: true, into: into,
		Options: []Option{{yes, "查过，没有"}, {"no", "有"}}, Hint: "有规定的，应当公开，换一种结果。" + hint}
}

func (g *processGround) reason() string {
	return "{what}是本机关在履行行政管理职能过程中、作出{process_before}之前形成的{process_which}，属于过程性信息，法律、法规、规章没有规定应当公开。不予公开的理由是：{process_reason}。"
}
func (g *processGround) articles() string { return "第十六条第二款" }
func (g *processGround) closing() string {
	return "行政机关在履行行政管理职能过程中形成的讨论记录、过程稿、磋商信函、请示报告等过程性信息，可以不予公开"
}

// enforcementGround: files of administrative enforcement (条例 16.2).
// It yields to such rules as information of the process does.
type enforcementGround struct{ File, Reason, NoRule string }

func (g *enforcementGround) fields() []Field {
	return []Field{
		{Name: "enforcement_file", Label: "哪一个案卷", Article: "条例第十六条第二款", Type: LineField, Required: true, into: &g.File,
			Hint: "写案由或者案号，不写当事人姓名。"},
		{Name: "enforcement_reason", Label: "为什么不公开", Article: "条例第十六条第二款", Type: TextField, Required: true, into: &g.Reason,
			Hint: "申请人是案件当事人的，可以写明依该程序的规定怎样查阅。"},
		noRule("enforcement_no_rule", &g.NoRule, "行政处罚决定要看有没有应当公开的规定。"),
	}
}

func (g *enforcementGround) reason() string {
	return "{what}是行政执法过程中形成并归入{enforcement_file}案卷的信息，法律、法规、规章没有规定应当公开。不予公开的理由是：{enforcement_reason}。"
}
func (g *enforcementGround) articles() string { return "第十六条第二款" }
func (g *enforcementGround) closing() string  { return "行政执法案卷信息，可以不予公开" }

// notInformationGround: what is left out of a partial reply because it is no
// government information at all (条例 37). It is no refusal under 14-16.
type notInformationGround struct{ Reason string }

func (g *notInformationGround) fields() []Field {
	return []Field{{Name: "not_information_reason", Label: "为什么不属于政府信息", Article: "条例第三十七条", Type: TextField, Required: true, into: &g.Reason}}
}

func (g *notInformationGround) reason() string {
	return "{what}不属于政府信息，理由是：{not_information_reason}。"
}
func (g *notInformationGround) articles() string {
	return "第二条、第三十六条第二项、第三十七条"
}
func (g *notInformationGround) closing() string {
	return "申请公开的信息中含有不属于政府信息的内容，能够作区分处理的，提供可以公开的内容"
}
