package bureau

import (
	"context"
	"net/url"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// supplementAct notes that the supplement came. What the applicant sent on the page since
// it was asked for stands above, and its day is proposed.
var supplementAct = caseAct{
	do: reconsider.TakeSupplement, done: "已登记补正，重新审查", shown: "发出补正通知以后申请人交来的",
	lead:  "收到补正材料，从这天起重新计算审查期限（复议法第三十一条）。申请人在网上交来的，交来那天就是收到之日（实施条例第二十八条）。",
	files: "补正材料",
	shows: func(v desk.ReviewView) []page.KV {
		var all []page.KV
		for _, sent := range v.Case.Undecided() {
			all = append(all, page.KV{Label: sent.On.Chinese(), Value: sent.What})
		}
		return all
	},
	typed: func(v desk.ReviewView) url.Values {
		sent := v.Case.Undecided()
		if len(sent) == 0 {
			return nil
		}
		return url.Values{"on": {sent[0].On.String()}}
	},
	fields: plain(func(_ desk.ReviewView, f *page.Form) []page.Field {
		return []page.Field{f.Date("on", "收到之日"), f.Textarea("text", "补了什么").WithRows(3).AsOptional()}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.SupplyReview(ctx, by, sent.id, sent.version, sent.on(), sent.Value("text"), sent.Stored(filesField))
	},
}

// notSupplementAct notes that what the applicant sent is no supplement.
var notSupplementAct = caseAct{
	do: reconsider.NotSupply, done: "已记下：不是补正",
	lead: "申请人在发出补正通知以后交来的，逐份看过，不是补正的记在这里，申请人在网上读到“看过了，不是要补的内容”。是补正的，登记补正，哪怕补得不全：补全没有，审查时再看。都说过不是，才能登记视为放弃（复议法第三十一条）。",
	fields: plain(func(v desk.ReviewView, f *page.Form) []page.Field {
		var sent []page.Option
		for _, one := range v.Case.Undecided() {
			sent = append(sent, page.Option{Value: strconv.Itoa(one.N), Label: one.On.Chinese() + "　" + one.What})
		}
		return []page.Field{f.Checkboxes("entries", "哪几份不是补正", sent), f.Textarea("reason", "为什么").WithRows(3).WithHint("只留在案卷里。")}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := reconsider.NotSupplement{}
		for _, n := range sent.Values["entries"] {
			entry, _ := strconv.Atoi(n)
			f.Entries = append(f.Entries, entry)
		}
		f.Private.Reason = sent.Value("reason")
		return s.Desk.NotSupplyReview(ctx, by, sent.id, sent.version, f)
	},
}
