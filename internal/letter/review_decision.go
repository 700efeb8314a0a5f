package letter

import (
	"strings"

	"mingda/internal/law"
)

// A ruling is what a decision decides: its own fields, its sentences, and what the
// check has to look at.
type ruling interface {
	fields(f Facts) []Field
	write(c *composer)
	check(c *checker)
}

// reviewDecision is a decision on reconsideration (行政复议决定书, 复议法 61, 75):
// who they are, what each says, what was found, why, and what is decided.
type reviewDecision struct {
	nobody
	Ruling ruling
	end    law.ReviewEnd

	Request, Grounds, Stated, Thirds, Evidence, Found, Reasoning []string
	How                                                          string
}

// decisionOf returns the value of a decision with its ruling.
func decisionOf[T any, P interface {
	*T
	ruling
}](end law.ReviewEnd) func() content {
	return func() content { return &reviewDecision{Ruling: P(new(T)), end: end} }
}

func (d *reviewDecision) fields(f Facts) []Field {
	r := f.review()
	const article = "行政复议法第七十五条"
	stated := []Field{
		{Name: "request_says", Label: "复议请求", Article: lawAt("第三十条第一款第三项"), Type: LinesField, Standard: r.Request, Required: true, into: &d.Request},
		{Name: "applicant_says", Label: "申请人的事实和理由", Article: article, Type: LinesField, Standard: r.Grounds, Required: true, into: &d.Grounds, Hint: "一行一段，概括申请人的话，不加评论。"},
		{Name: "respondent_says", Label: "被申请人的答复", Article: lawAt("第四十八条、第五十四条、第七十条"), Type: LinesField, Standard: r.AnswerSummary, Required: !r.AnswerOn.IsZero() || r.AnswerSummary != "", into: &d.Stated,
			Hint: "一行一段。期限内没有提出答复的空着，决定书照实写明。"},
	}
	if len(r.ThirdParties) > 0 || f.Review == nil {
		stated = append(stated, Field{Name: "third_says", Label: "第三人的意见", Article: lawAt("第十六条"), Type: LinesField, into: &d.Thirds, Hint: "没有提出意见的空着。"})
	}
	stated = append(stated,
		Field{Name: "heard", Label: "审理的方式", Article: lawAt("第四十九条、第五十条、第五十四条第二款"), Type: ChoiceField, Standard: heardOf(r), Required: true, into: &d.How,
			Options: []Option{{"paper", "书面审理"}, {"heard", "听取当事人意见"}, {"hearing", "举行听证"}}},
		Field{Name: "found_facts", Label: "查明的事实", Article: lawAt("第四十三条第二款"), Type: LinesField, Required: true, into: &d.Found, Hint: "一行一段，按时间写：哪天收到申请、申请什么、哪天怎样答复、哪天送达。"},
		Field{Name: "found_evidence", Label: "认定事实的证据", Article: lawAt("第四十三条"), Type: LinesField, Standard: evidenceNames(r), Required: true, into: &d.Evidence, Hint: "一行一份，写经审查属实的证据名称。"},
		Field{Name: "reasoning", Label: "本机关认为", Article: lawAt("第六十一条"), Type: LinesField, Required: true, into: &d.Reasoning, Hint: "一行一段：适用的条款、对争议的判断、对双方理由的回应。"})
	return append(stated, d.Ruling.fields(f)...)
}

// heardOf is the way the procedure of the case leads to.
func heardOf(r Review) string {
	switch {
	case r.Heard:
		return "hearing"
	case r.Procedure == OrdinaryProcedure:
		return "heard"
	}
	return "paper"
}

// evidenceNames lists the evidence, one a line.
func evidenceNames(r Review) string {
	all := make([]string, len(r.Evidence))
	for i, e := range r.Evidence {
		all[i] = e.Name
	}
	return strings.Join(all, "\n")
}

func (d *reviewDecision) write(c *composer) {
	r := c.facts.review()
	c.letter.Attachments = nil
	c.parties()
	procedure := "普通程序"
	if r.Procedure == SummaryProcedure {
		procedure = "简易程序"
	}
	c.let("procedure", procedure)
	how := map[string]string{"heard": "并听取了当事人的意见", "hearing": "并举行了听证"}[d.How]
	if d.How == "paper" {
		how = "以书面方式审理"
	}
	if how != "" {
		how = "，" + how
	}
	c.say("申请人不服被申请人{act}，于{filed}向本机关申请行政复议，本机关于{received}收到，于{accepted}受理，适用{procedure}" + how + "。" + c.together() + "本案现已审理终结。")
	c.paragraphs("申请人请求：", "request_says", d.Request)
	c.paragraphs("申请人称：", "applicant_says", d.Grounds)
	if r.AnswerOn.IsZero() && len(d.Stated) == 0 {
		c.say("被申请人在法定期限内没有提出书面答复，也没有提交作出行政行为的证据、依据和其他有关材料。")
	} else {
		c.paragraphs("被申请人称：", "respondent_says", d.Stated)
	}
	if len(d.Thirds) > 0 {
		c.paragraphs("第三人称：", "third_says", d.Thirds)
	}
	c.paragraphs("经审理查明：", "found_facts", d.Found)
	c.say("以上事实，有" + c.enumerated("found_evidence", d.Evidence) + "等证据证明，经审查属实，本机关予以认定。")
	c.paragraphs("本机关认为：", "reasoning", d.Reasoning)
	d.Ruling.write(c)
	c.extra()
	c.toCourt(d.end)
}

// together says with which cases this one was heard (实施条例 43).
func (c *composer) together() string {
	others := c.facts.review().Together
	if len(others) == 0 {
		return ""
	}
	c.let("together", strings.Join(others, "、"))
	return "本机关决定本案与{together}合并审理。"
}

// parties adds a line for each party and its agents.
func (c *composer) parties() {
	r := c.facts.review()
	line := func(s string) { c.add(Paragraph{Runs: []Run{{Text: s}}}) }
	party := func(as string, p ReviewParty) {
		about := []string{p.Name, p.Sex}
		if p.Address != "" {
			about = append(about, "住所："+p.Address)
		}
		line(as + "：" + strings.Join(nonEmpty(about...), "，") + "。")
		if p.Head != "" {
			line("负责人：" + p.Head + "。")
		}
		for _, a := range r.Agents {
			if a.For == p.Name {
				line("委托代理人：" + strings.Join(nonEmpty(a.Name, a.Is), "，") + "。")
			}
		}
	}
	for _, p := range r.Applicants {
		if p.Spokes {
			party("申请人（代表人）", p)
		} else {
			party("申请人", p)
		}
	}
	if r.Respondent.Name != "" {
		party("被申请人", r.Respondent)
	}
	for _, p := range r.ThirdParties {
		party("第三人", p)
	}
}

func (d *reviewDecision) check(c *checker) {
	r, on := c.facts.review(), c.facts.lawDay()
	c.accepted()
	c.procedure(r)
	c.courtNamed(d.end)
	if !r.DecideBy.IsZero() && on.After(r.DecideBy) {
		c.found(Look, "", "作出决定的期限"+r.DecideBy.Chinese()+"已过", lawAt("第六十二条"))
	}
	if !r.AnswerBy.IsZero() && r.AnswerOn.IsZero() && !on.IsZero() && !on.After(r.AnswerBy) {
		c.found(Look, "", "被申请人答复的期限"+r.AnswerBy.Chinese()+"还没有过", lawAt("第四十八条、第五十四条第一款"))
	}
	if r.Procedure == OrdinaryProcedure && d.How == "paper" {
		c.found(Look, "heard", "普通程序应当听取当事人的意见，因当事人原因不能听取的才可以书面审理", lawAt("第四十九条"))
	}
	switch {
	case r.Heard && d.How != "hearing":
		c.found(Missing, "heard", "举行过听证，写举行听证", lawAt("第六十一条第二款"))
	case r.Heard:
		c.found(Look, "found_facts", "经过听证的，根据听证笔录、审查认定的事实和证据作出决定", lawAt("第六十一条第二款"))
	case d.How == "hearing":
		c.found(Look, "heard", "案卷里没有登记听证", lawAt("第五十条"))
	}
	d.Ruling.check(c)
}

// decides adds the locked sentence of a decision: the articles, and what is decided.
func (c *composer) decides(articles, what string) {
	c.under(articles, "根据"+citeAll(articles)+"的规定，本机关决定："+what)
}

// citeAll cites the articles as a letter does, those of one text after its name.
func citeAll(articles string) string {
	for _, s := range []law.Source{law.ReconsiderationRules, law.FOIRegulation} {
		if before, after, ok := strings.Cut(articles, "、"+s.Short+"第"); ok {
			return longCite(before) + "、" + longCite(s.Short+"第"+after)
		}
	}
	return longCite(articles)
}

// caseOf is the field for which case of an article the decision rests on.
func caseOf(name, article string, options []Option, into *string) Field {
	return Field{Name: name, Label: "属于哪一种情形", Article: article, Type: ChoiceField, Required: true, Options: options, into: into}
}

// placeOf returns the place in the law of what was chosen, by its code.
func placeOf(places map[string]string, code, otherwise string) string {
	if place, ok := places[code]; ok {
		return place
	}
	return otherwise
}
