package casefile

import (
	"reflect"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// TestWithdrawPart: a part is dropped, the case goes on with the rest, the clock as
// before; what was dropped by mistake is taken back.
func TestWithdrawPart(t *testing.T) {
	cal := xinjiang(t)
	base := func() *book {
		wants := &WantsCorrected{Corrects: 1}
		wants.Private.Subject, wants.Private.Content = "方案", "1. 补偿方案\n2. 拨付凭证\n\n3. 会议记录"
		return received(t, "2026-09-22").add("2026-09-22", wants)
	}
	part := func(text, reason string, items ...string) PartWithdrawn {
		return PartWithdrawn{Private: PartText{Items: items, Text: text, Reason: reason}}
	}
	dropped := func(items ...string) *PartWithdrawn { f := part("", "来电", items...); return &f }
	declined := part("", "不是本人")
	declined.Declined = true
	for _, x := range []struct {
		name string
		b    *book
		f    PartWithdrawn
		on   string
		want fault.Code
	}{
		{"nothing", base(), part(" ", "来电"), "2026-09-24", "part_needed"},
		{"all", base(), part("", "来电", "1. 补偿方案", "2. 拨付凭证", "3. 会议记录"), "2026-09-24", "part_is_all"},
		{"the rest", base().add("2026-09-23", dropped("2. 拨付凭证", "3. 会议记录")), part("", "来电", "1. 补偿方案"), "2026-09-24", "part_is_all"},
		{"what is not there", base(), part("", "来电", "4. 名单"), "2026-09-24", "part_unknown"},
		{"twice", base().add("2026-09-23", dropped("2. 拨付凭证")), part("", "来电", "2. 拨付凭证"), "2026-09-24", "part_unknown"},
		{"without reason", base(), part("", " ", "2. 拨付凭证"), "2026-09-24", "reason_needed"},
		{"in the future", base(), part("", "来电", "2. 拨付凭证"), "2026-09-25", "part_in_future"},
		{"before it came", base(), part("", "来电", "2. 拨付凭证"), "2026-09-21", "part_before_receipt"},
		{"without a day", base(), part("", "来电", "2. 拨付凭证"), "", "date_unreadable"},
		{"declined, and not asked", base(), declined, "", "part_not_asked"},
		{"declined", base().add("2026-09-23", &PartWithdrawalAsked{Private: PartText{Text: "旧的"}}), declined, "", ""},
		{"in words", base(), part("2024年以前的", "来电"), "2026-09-24", ""},
		{"an item", base(), part("", "来电", "2. 拨付凭证"), "2026-09-24", ""},
		{"signed", base().letter("2026-09-24", "disclose", law.Disclose, IsReady), part("", "来电", "2. 拨付凭证"), "2026-09-24", "reply_signed"},
		{"withdrawn", base().add("2026-09-24", &Withdrawn{}), part("", "来电", "2. 拨付凭证"), "2026-09-24", "case_not_open"},
	} {
		s, err := x.b.c.Situation(cal, day("2026-09-24"))
		if err != nil {
			t.Fatal(err)
		}
		on, _ := calendar.ParseDate(x.on)
		if _, err := x.b.c.WithdrawPart(x.f, on, s); code(err) != x.want {
			t.Errorf("%s: %v, want %q", x.name, err, x.want)
		}
	}

	b := base().add("2026-09-23", &PartWithdrawalAsked{Private: PartText{Items: []string{"2. 拨付凭证"}}})
	if b.c.Left() != b.c.Wants.Content || b.c.PartAsked == nil {
		t.Error("what the applicant asks to drop is dropped by itself")
	}
	before, _ := b.c.Situation(cal, day("2026-09-24"))
	b.add("2026-09-23", dropped("2. 拨付凭证"))
	after, _ := b.c.Situation(cal, day("2026-09-24"))
	if b.c.Left() != "1. 补偿方案\n3. 会议记录" || b.c.PartAsked != nil || !reflect.DeepEqual(before, after) {
		t.Errorf("left %q, %+v", b.c.Left(), b.c.PartAsked)
	}
	back, err := b.c.TakingBack(TakenBack{Corrects: len(b.entries), Private: struct {
		Reason string `json:"reason"`
	}{"记错了"}}, after)
	if err != nil {
		t.Fatal(err)
	}
	if b.add("2026-09-24", back); b.c.Left() != b.c.Wants.Content {
		t.Errorf("taken back, left %q", b.c.Left())
	}
	b = base().add("2026-09-23", dropped("2. 拨付凭证")).letter("2026-09-24", "disclose", law.Disclose, IsReady)
	if err := b.c.AllowsTakingBack(3, after); code(err) != "part_answered" {
		t.Errorf("taken back from under a signed reply: %v", err)
	}
}
