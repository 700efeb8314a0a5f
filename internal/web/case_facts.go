package web

import (
	"fmt"
	"maps"
	"strings"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

// A telling is how one fact reads on the timeline.
type telling struct {
	Title string
	Text  string
	Links []page.Link
	Stops bool // the clock stops, or goes on
}

// A teller puts the facts of one case into words.
type teller struct {
	s *Server
	v desk.CaseView
}

// told makes a row of the table of a function on the fact's own type.
func told[F any, P interface {
	*F
	ledger.Fact
}](tell func(t teller, f P) telling) func(teller, ledger.Fact) telling {
	return func(t teller, f ledger.Fact) telling { return tell(t, f.(P)) }
}

// tellings says how each type of fact reads. A fact that is missing here fails
// a test.
var tellings = map[string]func(teller, ledger.Fact) telling{
	"registered": told(func(t teller, f *casefile.Registered) telling {
		return telling{Title: "登记，编号 " + f.Number,
			Text: "收到之日定为 " + f.Receipt.On.Chinese() + because(f.Receipt.Reason) + "收件号 " + f.InputNumber + "，" + f.Door.Label() + "。"}
	}),
	"taken_over": told(tellTakenOver),
	"joined": told(func(t teller, f *casefile.Joined) telling {
		return telling{Title: "并入来件 " + f.InputNumber, Text: sentences(f.Door.Label(), wordIf(f.NoSupplement, "不是补正，只是补充说明"), f.Private.Note)}
	}),
	"unjoined": told(func(t teller, f *casefile.Unjoined) telling {
		return telling{Title: "撤销并入" + t.joinedNumber(f.Corrects), Text: sentences("来件回到收件箱", f.Private.Reason)}
	}),
	"assigned": told(func(t teller, f *casefile.Assigned) telling {
		to := t.v.People.Unit(f.Unit)
		if f.Officer != 0 {
			to += "，经办 " + t.v.People.Name(f.Officer)
		}
		if !f.InnerDue.IsZero() {
			to += "，内部期限 " + f.InnerDue.Chinese()
		}
		return telling{Title: "分办", Text: sentences(to, f.Private.Note)}
	}),
	"signed_for": told(func(t teller, f *casefile.UnitSignedFor) telling {
		return telling{Title: "签收", Text: sentences(t.v.People.Unit(f.Unit))}
	}),
	"noted": told(func(t teller, f *casefile.Noted) telling { return telling{Title: "记一笔", Text: f.Private.Text} }),
	"material_added": told(func(t teller, f *casefile.MaterialAdded) telling {
		return telling{Title: "加材料：" + f.Purpose.Label(), Links: []page.Link{t.material(f.Material)}}
	}),
	"material_withdrawn": told(func(t teller, f *casefile.MaterialWithdrawn) telling {
		return telling{Title: "停用材料", Text: sentences(f.Private.Reason), Links: []page.Link{t.material(f.Material)}}
	}),
	"drafted": told(func(t teller, f *casefile.Drafted) telling {
		old, _ := t.v.Case.Letter(f.Replaces)
		return telling{Title: "拟稿：" + desk.LetterName(f.Kind), Text: sentences(numbered("更正 ", old.Number)), Links: []page.Link{t.letterLink(f.Letter)}}
	}),
	"dropped": told(func(t teller, f *casefile.Dropped) telling { return telling{Title: "弃稿：" + t.letter(f.Letter)} }),
	"sent_to_check": told(func(t teller, f *casefile.SentToCheck) telling {
		return telling{Title: "送审核：" + t.letter(f.Letter)}
	}),
	"checked": told(func(t teller, f *casefile.Checked) telling {
		return telling{Title: "审核通过：" + t.letter(f.Letter), Text: t.inPlaceOf(f.For) + f.Private.Remark}
	}),
	"returned": told(func(t teller, f *casefile.Returned) telling {
		return telling{Title: "退回：" + t.letter(f.Letter), Text: f.Private.Remark}
	}),
	"signed": told(func(t teller, f *casefile.Signed) telling {
		return telling{Title: "签发：" + desk.LetterName(f.Kind), Links: []page.Link{t.letterLink(f.Letter)}, Text: t.inPlaceOf(f.For) + t.signedText(f)}
	}),
	"rendered": told(func(t teller, f *casefile.Rendered) telling {
		return telling{Title: "制成 PDF：" + t.letter(f.Letter)}
	}),
	"dispatched": told(func(t teller, f *casefile.Dispatched) telling {
		return telling{Title: "交邮件发出：" + t.letter(f.Letter), Text: sentences(t.toWhom(f.Letter, f.To))}
	}),
	"dispatch_ended": told(func(t teller, f *casefile.DispatchEnded) telling {
		return telling{Title: "不用邮件发了：" + t.letter(f.Letter), Text: sentences(t.toWhom(f.Letter, f.To), whyDropped(f.Private.Reason), "等着另行送达")}
	}),
	"served": told(func(t teller, f *casefile.Served) telling {
		text := sentences(t.toWhom(f.Letter, f.To), f.Way.Label(), numbered("邮件号 ", f.Tracking), numbered("签收人 ", f.Private.Recipient), numbered("发到 ", casefile.MaskMail(f.Private.Address)), f.Private.Note)
		until := stopsUntil[t.kind(f.Letter)]
		return telling{Title: "送达：" + t.letter(f.Letter), Text: text + until, Links: t.proof(f.Letter, f.Proof), Stops: until != ""}
	}),
	"delivered": told(func(t teller, f *casefile.Delivered) telling {
		who := "申请人签收："
		if l, _ := t.v.Case.Letter(f.Letter); !l.ForApplicant() {
			who = otherName(t.v.Case, l.To) + " 签收："
		}
		if f.To != 0 {
			who = otherName(t.v.Case, f.To) + " 签收："
		}
		return telling{Title: who + t.letter(f.Letter), Text: sentences(numbered("签收人 ", f.Private.Recipient)), Links: t.proof(f.Letter, f.Proof)}
	}),
	"service_corrected": told(func(t teller, f *casefile.ServiceCorrected) telling { return t.correctedService(f) }),
	"mail_bounced": told(func(t teller, f *casefile.MailBounced) telling {
		return telling{Title: "退信：" + t.letter(f.Letter), Links: []page.Link{t.letterLink(f.Letter)},
			Text: sentences(f.Private.Why) + "收件号 " + f.InputNumber + "。要不要再送，由人来定。"}
	}),
	"voided": told(func(t teller, f *casefile.Voided) telling {
		return telling{Title: "作废：" + t.letter(f.Letter), Text: sentences(f.Private.Reason, "文号不再用"), Links: []page.Link{t.letterLink(f.Letter)}}
	}),
	"fetched": told(func(t teller, f *casefile.Fetched) telling {
		return telling{Title: "申请人在网上取了副本：" + t.letter(f.Letter)}
	}),
	"supplemented": told(func(t teller, f *casefile.Supplemented) telling {
		from := ofOther(t.v.Case, f.From, "补来")
		if f.Input != 0 {
			from += "来件 " + t.inputNumber(f.Input) + because(f.Reason)
		}
		return telling{Title: "收到补正", Text: lineBreak(f.Private.Text) + from + "期限自次日起重新计算。", Stops: true}
	}),
	"not_supplement": told(func(t teller, f *casefile.NotSupplement) telling {
		return telling{Title: "不是补正：来件 " + t.inputNumber(f.Input), Text: "只是补充说明，仍等申请人补正。"}
	}),
	"supplement_taken_back": told(func(t teller, f *casefile.SupplementTakenBack) telling {
		return telling{Title: "撤销收到补正", Text: sentences(f.Private.Reason) + "仍等申请人补正，期限停着。", Stops: true}
	}),
	"withdrawal_asked": told(func(t teller, f *casefile.WithdrawalAsked) telling {
		if f.Input == 0 {
			return telling{Title: "申请人在网上提出撤回，其余的共同申请人没有", Text: sentences(f.Private.Reason)}
		}
		return telling{Title: "登记以前已撤回", Text: sentences(f.Private.Reason)}
	}),
	"withdrawn": told(func(t teller, f *casefile.Withdrawn) telling {
		return telling{Title: "申请人撤回", Text: sentences(f.Private.Reason)}
	}),
	"closed": told(func(t teller, f *casefile.Closed) telling {
		return telling{Title: "结案：" + t.s.Desk.ResultName(f.Result), Text: sentences(f.Private.Reason)}
	}),
	"resumed": told(func(t teller, f *casefile.Resumed) telling {
		return telling{Title: "恢复办理", Text: "按没有结过案接着办" + because(f.Private.Reason)}
	}),
	"receipt_corrected": told(func(t teller, f *casefile.ReceiptCorrected) telling {
		return telling{Title: "更正收到之日", Text: "改为 " + f.Receipt.On.Chinese() + because(f.Receipt.Reason), Stops: true}
	}),
	"person_corrected": told(func(t teller, f *casefile.PersonCorrected) telling {
		return telling{Title: "更正申请人", Text: sentences(f.Private.Reason)}
	}),
	"wants_corrected": told(wantsCorrected),
	"contact_changed": told(func(t teller, f *casefile.ContactChanged) telling {
		var changed []string
		for _, c := range []struct{ label, value string }{{"电话", f.Private.Phone}, {"邮箱", f.Private.Email}, {"地址", f.Private.Address}} {
			if c.value != "" {
				changed = append(changed, c.label)
			}
		}
		return telling{Title: "申请人改了联系方式", Text: sentences(strings.Join(changed, "、"))}
	}),
	"code_replaced": told(func(t teller, f *casefile.CodeReplaced) telling {
		return telling{Title: "换查询码", Text: sentences("旧码作废", f.Identified.Label(), f.Private.Note)}
	}),
	"annulled": told(func(t teller, f *casefile.Annulled) telling {
		return telling{Title: "撤销登记", Text: sentences(f.Private.Reason, "编号不再使用；来件没有别的案件的，回到收件箱")}
	}),
}

// stopsUntil says of the notices that stop the clock until when it stands.
var stopsUntil = map[casefile.LetterKind]string{
	casefile.ClarificationNotice: "收到补正以前不计期限。", casefile.FeeNotice: "缴费以前不计期限。",
	casefile.ThirdPartyInquiry: "次日起到有了意见不计期限。", casefile.JointInquiry: "次日起到有了意见不计期限。",
}

// tells adds the words of a procedure's facts to the table, from the file that
// holds its acts.
func tells(facts map[string]func(teller, ledger.Fact) telling) struct{} {
	maps.Copy(tellings, facts)
	return struct{}{}
}

// tell puts a fact into words.
func (t teller) tell(f ledger.Fact) telling {
	if tell, ok := tellings[f.FactType()]; ok {
		return tell(t, f)
	}
	return telling{Title: f.FactType()}
}

// inPlaceOf says in whose place something was done.
func (t teller) inPlaceOf(user int64) string {
	if user == 0 {
		return ""
	}
	return "代" + t.v.People.Name(user) + "。"
}

// letter names a letter of the case.
func (t teller) letter(n int) string { return desk.LetterName(t.kind(n)) }

func (t teller) kind(n int) casefile.LetterKind {
	l, _ := t.v.Case.Letter(n)
	return l.Kind
}

// letterLink leads to a letter, by its number once it has one.
func (t teller) letterLink(n int) page.Link {
	l, _ := t.v.Case.Letter(n)
	label := l.Number
	if label == "" {
		label = "看这份稿"
	}
	return page.Link{Label: label, Href: t.s.Pages.URL(letterPath(t.v.Case.ID, n))}
}

// material leads to a document of the file.
func (t teller) material(n int) page.Link {
	m, _ := t.v.Case.Material(n)
	return page.Link{Label: m.Name, Href: t.s.Pages.URL(materialPath(t.v.Case.ID, m))}
}

// proof leads to a letter and to what proves its service.
func (t teller) proof(letter, material int) []page.Link {
	links := []page.Link{t.letterLink(letter)}
	if material != 0 {
		links = append(links, t.material(material))
	}
	return links
}

// untilWords say what the day is for that a notice gives.
var untilWords = map[casefile.LetterKind]string{casefile.ClarificationNotice: "补正至 ", casefile.ReasonsNotice: "说明理由至 ", casefile.DelayNotice: "延迟答复至 ", casefile.JointInquiry: "请对方回复至 "}

func (t teller) signedText(f *casefile.Signed) string {
	var days, by string
	if f.Days > 0 {
		days = fmt.Sprintf("延期 %d 个工作日", f.Days)
	}
	if !f.By.IsZero() {
		by = untilWords[f.Kind] + f.By.Chinese()
	}
	if f.Fee > 0 {
		by = fmt.Sprintf("应缴 %d 元", f.Fee)
	}
	return sentences(days, by)
}

// joinedNumber returns the 收件号 that the n-th entry joined.
func (t teller) joinedNumber(n int) string {
	for _, p := range t.v.Case.History {
		if j, ok := p.Fact.(*casefile.Joined); ok && p.N == n {
			return "：" + j.InputNumber
		}
	}
	return ""
}

// inputNumber returns the 收件号 of an input that was joined.
func (t teller) inputNumber(id int64) string {
	for _, p := range t.v.Case.History {
		if j, ok := p.Fact.(*casefile.Joined); ok && j.Input == id {
			return j.InputNumber
		}
	}
	return ""
}

// wordIf returns the word where it is so.
func wordIf(so bool, word string) string {
	if so {
		return word
	}
	return ""
}

// joined joins what is there with commas.
func joined(parts ...string) string {
	var there []string
	for _, p := range parts {
		if p = strings.TrimRight(strings.TrimSpace(p), "。"); p != "" {
			there = append(there, p)
		}
	}
	return strings.Join(there, "，")
}

// sentences joins what is there and ends it with a full stop.
func sentences(parts ...string) string {
	text := joined(parts...)
	if text == "" {
		return ""
	}
	return text + "。"
}

// because puts a reason behind what was decided.
func because(reason string) string {
	if reason = strings.TrimRight(strings.TrimSpace(reason), "。"); reason == "" {
		return "。"
	}
	return "，理由：" + reason + "。"
}

// numbered puts a word before what is there.
func numbered(word, what string) string {
	if what == "" {
		return ""
	}
	return word + what
}

// lineBreak ends a text that somebody typed with the end of its line.
func lineBreak(text string) string {
	if text == "" {
		return ""
	}
	return text + "\n"
}
