package letter

// dismissingClaim: what the applicant wants cannot be had (复议法 69, 实施条例 61).
type dismissingClaim struct{ Case string }

var claimPlaces = map[string]string{
	"no_duty": lawAt("第六十九条"), "done": lawAt("第六十九条"), "not_void": rulesAt("第六十一条第一款第一项"), "unable": rulesAt("第六十一条第一款第二项"), "worse": rulesAt("第六十一条第一款第三项"),
}

func (d *dismissingClaim) fields(Facts) []Field {
	return []Field{caseOf("claim_for", lawAt("第六十九条")+"、"+rulesAt("第六十一条"), []Option{
		{"no_duty", "被申请人没有相应的法定职责"}, {"done", "被申请人在受理前已经履行法定职责"},
		{"not_void", "不属于无效情形，经释明拒绝变更复议请求"}, {"unable", "因不可抗力等正当事由客观上无法履行"}, {"worse", "依法应予变更，但是变更对申请人更为不利"}}, &d.Case)}
}

func (d *dismissingClaim) write(c *composer) {
	c.decides(placeOf(claimPlaces, d.Case, lawAt("第六十九条")), "驳回{applicants}的行政复议请求。")
}

func (d *dismissingClaim) check(c *checker) {
	r := c.facts.review()
	if (d.Case == "no_duty" || d.Case == "done" || d.Case == "unable") && !r.Silence {
		c.found(Look, "claim_for", "申请人不服的是一份答复，这一种情形用于申请人认为没有履行法定职责的", lawAt("第六十九条"))
	}
	if d.Case == "done" && !r.Act.On.IsZero() && r.Act.On.After(r.AcceptedOn) {
		c.found(Missing, "claim_for", "答复在受理以后才作出，不是受理前已经履行；申请人仍要求确认违法的，确认违法", lawAt("第六十五条第二款第二项、第六十九条"))
	}
}

// dismissing: found after acceptance that it lacks a condition (复议法 33, 实施条例 37).
type dismissing struct{ Case string }

// dismissals are the reasons of 实施条例 37 that article 30.1 does not have.
var dismissals = []lawRow{
	{"baseless", "请求明显缺乏事实和法律依据，经释明仍坚持申请", "行政复议法实施条例第三十七条第一款第一项", ""},
	{"beyond", "请求履行的职责明显不属于行政机关权限范围", "行政复议法实施条例第三十七条第一款第二项", ""},
	{"judged", "行政行为的法律效力已经被人民法院生效裁判、调解书确认", "行政复议法实施条例第三十七条第一款第三项", ""},
}

func (d *dismissing) fields(Facts) []Field {
	options := append(groundOptions(rejections), groundOptions(dismissals)...)
	return []Field{caseOf("dismiss_for", lawAt("第三十三条")+"、"+rulesAt("第三十七条第一款"), options, &d.Case)}
}

func (d *dismissing) write(c *composer) {
	articles := lawAt("第三十条第一款、第三十三条")
	if row := groundIn(dismissals, d.Case); row.code != "" {
		articles = row.article
	}
	switch d.Case {
	case "respondent", "process":
		articles = lawAt("第三十三条") + "、" + groundIn(rejections, d.Case).article
	}
	c.decides(articles, "驳回{applicants}的行政复议申请。")
}

func (d *dismissing) check(c *checker) {
	if d.Case == otherBody {
		c.found(Look, "dismiss_for", "不属于本机关管辖的，理由里写明哪个行政复议机关有管辖权", lawAt("第三十条第二款"))
	}
	if d.Case == "baseless" {
		c.found(Look, "dismiss_for", "核对案卷里有释明的记录", rulesAt("第三十七条第一款第一项"))
	}
}
