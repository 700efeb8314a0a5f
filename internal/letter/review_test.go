package letter

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
)

// TestWhose: what is of the bureau is not drafted in a case of a request, and
// shares no series with what is.
func TestWhose(t *testing.T) {
	office, review := []string{}, 0
	for _, k := range kinds {
		if k.Whose() != OfOffice {
			t.Errorf("%s of the office is of the %s", k.Code, k.Whose())
		}
		office = append(office, k.Series)
	}
	for _, k := range reviewKinds {
		review++
		if want := map[bool]Owner{true: OfRespondent, false: OfBureau}[k.Code == RespondentAnswer]; k.Whose() != want {
			t.Errorf("%s is of the %s", k.Code, k.Whose())
		}
		if Drafted(k.Code) != (k.Code == RespondentAnswer) || k.IsReply() {
			t.Errorf("%s can be drafted in a case of a request", k.Code)
		}
		if k.Series != "" && (slices.Contains(office, k.Series) || !strings.HasPrefix(k.Series, "复")) {
			t.Errorf("%s has the series %s", k.Code, k.Series)
		}
	}
	if review != 30 || !Drafted(Disclose) {
		t.Errorf("%d kinds of reconsideration", review)
	}
}

// reviewText returns the words of the sample of a kind, changed.
func reviewText(t *testing.T, kind Kind, with func(*Draft)) string {
	t.Helper()
	d := sample(t, kind)
	d.Values = maps.Clone(d.Values)
	with(&d)
	l, err := ComposeDraft(kind, d.Facts, d.Values)
	if err != nil {
		t.Fatal(kind, err)
	}
	return l.Text()
}

// TestReviewWords: what the case is decides what the papers say.
func TestReviewWords(t *testing.T) {
	ordinary := func(d *Draft) { d.Facts.Review.Procedure = OrdinaryProcedure }
	disclosed := func(d *Draft) { d.Facts.Review.Act.Result = law.Disclose }
	set := func(pairs ...string) func(*Draft) {
		return func(d *Draft) {
			for i := 0; i < len(pairs); i += 2 {
				d.Values[pairs[i]] = pairs[i+1]
			}
		}
	}
	company := ReviewParty{Name: "和宁某建设有限公司", Class: casefile.Business}
	for _, x := range []struct {
		name     string
		kind     Kind
		with     func(*Draft)
		has, not string
	}{
		{"summary copy", ReviewCopy, func(*Draft) {}, "五个工作日内提出书面答复", "十个工作日"},
		{"ordinary copy", ReviewCopy, ordinary, "第四十八条的规定，请你单位自收到行政复议申请书副本之日起十个工作日内", "五个工作日"},
		{"spoken copy", ReviewCopy, set("copy_of", "spoken"), "附件：行政复议申请笔录复印件及所附材料", "申请书副本"},
		{"ordinary acceptance", ReviewAcceptance, ordinary, "六十日内作出行政复议决定", "简易程序"},
		{"deemed accepted", ReviewAcceptance, func(d *Draft) { d.Facts.Review.Deemed = true }, "第三十条第三款的规定，该申请自2026年9月25日起视为受理", "决定自"},
		{"two applicants", ReviewAcceptance, func(d *Draft) { d.Facts.Review.Applicants = append(d.Facts.Review.Applicants, company) }, "阿卜杜热合曼·麦麦提明、和宁某建设有限公司：\n你们不服", "您"},
		{"a company", ReviewAcceptance, func(d *Draft) { d.Facts.Review.Applicants = []ReviewParty{company} }, "你单位不服", "您"},
		{"refused where review comes first", ReviewRejection, func(*Draft) {}, "十五日内向和宁市中级人民法院", "直接向人民法院"},
		{"refused where it does not", ReviewRejection, disclosed, "对原行政行为，也可以在法定起诉期限内直接向人民法院提起行政诉讼", "应当先"},
		{"another body", ReviewRejection, set("reject_for", "not_ours", "competent", "和宁市人民政府"), "有管辖权的行政复议机关是和宁市人民政府，您可以在法定申请期限内向其申请", "联系方式"},
		{"final", ReviewUphold, func(d *Draft) { d.Facts.Review.Final = true }, "为最终裁决", "人民法院提起"},
		{"revoked in part", ReviewRevoke, set("revoke_much", "part", "revoke_part", "对会议纪要不予公开的部分"), "部分撤销被申请人于2026年9月8日作出的《政府信息公开答复书》（明自然公开答〔2026〕14号），撤销的部分写明如下。\n撤销的部分：对会议纪要不予公开的部分。", "决定：撤销"},
		{"sixty days", ReviewRevoke, set("anew_within", "sixty"), "六十日内重新作出行政行为", "二十个工作日"},
		{"for procedure the same may be done again", ReviewRevoke, set("revoke_for", "procedure"), "第六十四条第一款第二项", "同一事实和理由"},
		{"not anew", ReviewRevoke, set("anew", "no"), "撤销被申请人", "责令被申请人自收到"},
		{"no answer came", ReviewRevoke, func(d *Draft) {
			d.Facts.Review.AnswerOn, d.Facts.Review.AnswerSummary = calendar.Date{}, ""
		}, "被申请人在法定期限内没有提出书面答复", "被申请人称"},
		{"a third party", ReviewUphold, func(d *Draft) {
			d.Facts.Review.ThirdParties = []ReviewParty{company}
			d.Values["third_says"] = "报价不应公开"
		}, "第三人称：报价不应公开。", "第三人称：\n"},
		{"heard", ReviewUphold, set("heard", "hearing"), "适用简易程序，并举行了听证。", "书面方式"},
		{"a slight fault", ReviewUnlawful, set("unlawful_for", "slight"), "根据《中华人民共和国行政复议法》第六十五条第一款第二项、《中华人民共和国行政复议法实施条例》第五十九条的规定，本机关决定：不予撤销，确认", "责令被申请人采取"},
		{"dismissed as baseless", ReviewDismissed, set("dismiss_for", "baseless"), "根据《中华人民共和国行政复议法实施条例》第三十七条第一款第一项的规定，本机关决定：驳回阿卜杜热合曼·麦麦提明的行政复议申请。", "第三十三条"},
		{"an inspection", ReviewSuspension, set("suspend_for", "inspection"), "实施条例》第四十五条的规定，现场勘验所用时间不计入行政复议审理期限", "中止审理，"},
		{"told again", ReviewReferral, set("tell", "again", "earlier_decision", "明政复决〔2026〕2号"), "不再处理，并记录在案。\n该事项本机关已经处理，文号：明政复决〔2026〕2号", "有管辖权"},
		{"another respondent", ReviewReferral, set("tell", "respondent", "right_respondent", "明川区住房和城乡建设局"), "应当列为被申请人的是明川区住房和城乡建设局", "有管辖权"},
		{"not carried out", ReviewOrder, func(d *Draft) { d.Facts.Review.Decision.Kind = ReviewMediation }, "作出《行政复议调解书》", "《行政复议决定书》（"},
		{"asked", ReviewRecord, set("record_of", "ask"), "行政复议询问笔录", "听取意见笔录"},
		{"silence", ReviewCopy, func(d *Draft) { d.Facts.Review.Silence = true }, "不服明川区自然资源局未在法定期限内答复政府信息公开申请的行为", "作出的《"},
		{"a bureau without address", ReviewCopy, func(d *Draft) { d.Facts.Review.Bureau = ReviewBureau{Name: "明川区司法局"} }, "办理人员：萨仁、何一舟。\n", "复议机构联系方式"},
	} {
		if text := reviewText(t, x.kind, x.with); !strings.Contains(text, x.has) || strings.Contains(text, x.not) {
			t.Errorf("%s: no %q, or %q, in\n%s", x.name, x.has, x.not, text)
		}
	}
}

// TestReviewHeads: the body stands over and under the papers of the bureau, the
// respondent over and under its own; decisions address nobody.
func TestReviewHeads(t *testing.T) {
	for _, k := range reviewKinds {
		d := sample(t, k.Code)
		l, err := Compose(k.Code, d.Facts, d.Values)
		if err != nil {
			t.Fatal(k.Code, err)
		}
		want := d.Facts.Review.Body
		if k.Code == RespondentAnswer {
			want = d.Facts.Review.Respondent.Name
		}
		if l.Office != want || l.SignedBy != want && k.Signed || l.Sealed != k.Signed {
			t.Errorf("%s: head %q, signed %q, sealed %v", k.Code, l.Office, l.SignedBy, l.Sealed)
		}
		if k.Series == "复决" && l.Addressee != "" {
			t.Errorf("%s is addressed to %q", k.Code, l.Addressee)
		}
		ComposeDraft(k.Code, Facts{}, nil) // nothing is known yet
		Check(k.Code, Facts{}, nil)
	}
}

func TestCheckReview(t *testing.T) {
	day := func(m time.Month, d int) string { return calendar.NewDate(2026, m, d).String() }
	review := func(with func(*Review)) func(*Draft) { return func(d *Draft) { with(d.Facts.Review) } }
	value := func(name, value string) func(*Draft) { return func(d *Draft) { d.Values[name] = value } }
	checkFindings(t, []findingTest{
		{"no number of the case", ReviewAcceptance, review(func(r *Review) { r.Number = "" }), Missing, "还没有案号"},
		{"no applicant", ReviewAcceptance, review(func(r *Review) { r.Applicants = nil }), Missing, "没有申请人"},
		{"no respondent", ReviewUphold, review(func(r *Review) { r.Respondent.Name = "" }), Missing, "没有被申请人"},
		{"no act", ReviewUphold, review(func(r *Review) { r.Act.Name = "" }), Missing, "哪一个行政行为"},
		{"not received", ReviewAcceptance, review(func(r *Review) { r.ReceivedOn = calendar.Date{} }), Missing, "收到行政复议申请之日"},
		{"older than the application", ReviewAcceptance, func(d *Draft) { d.Facts.On = calendar.NewDate(2026, time.September, 1) }, Missing, "早于收到行政复议申请之日"},
		{"before the rules of 2026", ReviewRevoke, func(d *Draft) {
			d.Facts.On = calendar.NewDate(2026, time.June, 30)
			d.Facts.Review.FiledOn, d.Facts.Review.ReceivedOn, d.Facts.Review.AcceptedOn = d.Facts.On, d.Facts.On, d.Facts.On
		}, Look, "成文之日还不是"},
		{"filed after it was received", ReviewAcceptance, review(func(r *Review) { r.FiledOn = r.ReceivedOn.AddDays(1) }), Look, "晚于收到之日"},
		{"not accepted", ReviewUphold, review(func(r *Review) { r.AcceptedOn = calendar.Date{} }), Missing, "还没有受理"},
		{"no procedure", ReviewCopy, review(func(r *Review) { r.Procedure = "" }), Missing, "简易程序还是普通程序"},
		{"nobody handles it", ReviewAcceptance, review(func(r *Review) { r.Handlers = nil }), Missing, "办理人员"},
		{"one alone in the ordinary procedure", ReviewAcceptance, review(func(r *Review) { r.Procedure, r.Handlers = OrdinaryProcedure, r.Handlers[:1] }), Missing, "二名以上"},
		{"refused after acceptance", ReviewRejection, review(func(r *Review) { r.AcceptedOn = r.ReceivedOn }), Missing, "不能再决定不予受理"},
		{"the body itself", ReviewRejection, func(d *Draft) { d.Values["reject_for"], d.Values["competent"] = "not_ours", "明川区人民政府" }, Missing, "写的是本机关"},
		{"an interest", ReviewRejection, value("reject_for", "interest"), Look, "利害关系"},
		{"a second supplement", ReviewSupplement, func(d *Draft) { d.Facts.Letters = []Reference{{Kind: ReviewSupplement, Number: "1号"}} }, Look, "一次载明"},
		{"a late copy", ReviewCopy, review(func(r *Review) { r.CopyBy = r.ReceivedOn }), Look, "已过"},
		{"no court", ReviewUphold, review(func(r *Review) { r.Court = "" }), Missing, "人民法院"},
		{"final", ReviewUphold, review(func(r *Review) { r.Final = true }), Look, "最终裁决"},
		{"late", ReviewUphold, review(func(r *Review) { r.DecideBy = r.AcceptedOn }), Look, "作出决定的期限"},
		{"before the answer is due", ReviewRevoke, review(func(r *Review) {
			r.AnswerOn, r.AnswerBy = calendar.Date{}, calendar.NewDate(2026, time.October, 30)
		}), Look, "还没有过"},
		{"on paper in the ordinary procedure", ReviewUphold, func(d *Draft) { d.Facts.Review.Procedure, d.Values["heard"] = OrdinaryProcedure, "paper" }, Look, "听取当事人的意见"},
		{"upheld without an answer", ReviewUphold, review(func(r *Review) { r.AnswerOn = calendar.Date{} }), Look, "不能维持"},
		{"upheld silence", ReviewUphold, review(func(r *Review) { r.Silence = true }), Missing, "没有可以维持"},
		{"worse", ReviewChange, value("worse", "yes"), Missing, "更为不利"},
		{"worse for a third party that is none", ReviewChange, value("worse", "third"), Missing, "没有第三人"},
		{"answered, and revoked for no answer", ReviewRevoke, value("revoke_for", "no_answer"), Look, "记有被申请人的答复"},
		{"nobody answers", ReviewRevoke, value("anew", "no"), Look, "没有人答复"},
		{"pointless, but there is a reply", ReviewUnlawful, value("unlawful_for", "pointless"), Look, "不是没有答复"},
		{"a slight fault", ReviewUnlawful, value("unlawful_for", "slight"), Look, "重要程序性权利"},
		{"thirty days to perform", ReviewPerform, value("perform_days", "30"), Missing, "写 1 到 20 的数"},
		{"perform what was answered", ReviewPerform, review(func(r *Review) { r.Silence, r.Act = false, sampleReview().Act }), Look, "撤销并责令重新答复"},
		{"void, not asked for", ReviewVoid, value("void_asked", "no"), Missing, "没有申请确认无效"},
		{"done, but later", ReviewClaimDismissed, review(func(r *Review) { r.Act.On = r.AcceptedOn.AddDays(1) }), Missing, "受理以后才作出"},
		{"not ours, and dismissed", ReviewDismissed, value("dismiss_for", "not_ours"), Look, "哪个行政复议机关"},
		{"the respondent named", ReviewReferral, func(d *Draft) {
			d.Values["tell"], d.Values["right_respondent"] = "respondent", d.Facts.Review.Respondent.Name
		}, Missing, "所列的被申请人"},
		{"an opinion by yesterday", ReviewThirdParty, value("by", day(9, 28)), Missing, "成文日期之后"},
		{"an opinion too late", ReviewThirdParty, value("by", day(10, 26)), Look, "不早于"},
		{"a hearing tomorrow", ReviewHearing, value("hearing_on", day(10, 10)), Missing, "来不及"},
		{"a hearing in a week", ReviewHearing, value("hearing_on", day(10, 16)), Look, "满五个工作日"},
		{"one member", ReviewHearing, value("members", "何一舟"), Missing, "两名以上"},
		{"stopped for a death", ReviewSuspension, value("suspend_for", "death"), Look, "满六十日"},
		{"stopped before acceptance", ReviewSuspension, value("suspend_on", day(9, 1)), Missing, "早于受理之日"},
		{"resumed tomorrow", ReviewResumption, value("resume_on", day(10, 21)), Missing, "还没有到"},
		{"resumed without a last day", ReviewResumption, review(func(r *Review) { r.DecideBy = calendar.Date{} }), Missing, "没有作出行政复议决定的期限"},
		{"extended in the summary procedure", ReviewExtension, review(func(r *Review) { r.Procedure = SummaryProcedure }), Missing, "简易程序不能延长"},
		{"forty days", ReviewExtension, value("extend_days", "40"), Missing, "写 1 到 30 的数"},
		{"extended too late", ReviewExtension, review(func(r *Review) { r.DecideBefore = r.AcceptedOn }), Missing, "已过"},
		{"extended twice", ReviewExtension, func(d *Draft) { d.Facts.Letters = []Reference{{Kind: ReviewExtension, Number: "1号"}} }, Missing, "已经延长过"},
		{"approved before acceptance", ReviewConversion, value("approved_on", day(9, 1)), Missing, "早于受理之日"},
		{"one alone after conversion", ReviewConversion, review(func(r *Review) { r.Handlers = r.Handlers[:1] }), Missing, "二名以上"},
		{"never suspended", ReviewEnd, value("end_for", "sixty"), Missing, "没有中止过"},
		{"not sixty days", ReviewEnd, func(d *Draft) { d.Values["end_for"], d.Facts.Review.SuspendedOn = "sixty", d.Facts.Review.AcceptedOn }, Missing, "没有满六十日"},
		{"sixty days", ReviewEnd, func(d *Draft) {
			d.Values["end_for"], d.Facts.Review.SuspendedOn = "sixty", d.Facts.On.AddDays(-60)
		}, Look, "第一项、第二项、第四项"},
		{"to be done by today", ReviewOrder, func(d *Draft) { d.Values["by"] = d.Facts.On.String() }, Missing, "成文日期之后"},
		{"to itself", ReviewTransfer, value("to", "明川区人民政府"), Missing, "本机关自己"},
		{"one asks alone", ReviewRecord, func(d *Draft) { d.Values["record_of"], d.Values["askers"] = "ask", "萨仁" }, Missing, "不得少于两人"},
		{"no evidence", ReviewEvidenceList, review(func(r *Review) { r.Evidence = nil }), Missing, "没有登记证据"},
		{"evidence of nothing", ReviewEvidenceList, review(func(r *Review) { r.Evidence[0].Proves = "" }), Look, "证明内容"},
		{"the answer is late", RespondentAnswer, review(func(r *Review) { r.AnswerBy = r.AcceptedOn }), Look, "已过"},
		{"an answer without evidence", RespondentAnswer, review(func(r *Review) { r.Evidence = nil }), Look, "没有登记作出行政行为的证据"},
		{"three of the staff", RespondentAnswer, value("staff", "甲\n乙\n丙"), Missing, "一至二名"},
		{"uphold silence", RespondentAnswer, review(func(r *Review) { r.Silence = true }), Look, "没有可以维持"},
	})
}
