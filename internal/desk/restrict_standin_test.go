package desk

import (
	"slices"
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/sqlite"
)

// TestRestrictedStandIn: whoever takes the place of somebody who may know of a restricted case
// does not know of it; what it wants is told to who is away and to who can name somebody,
// until the stand-in is named.
func TestRestrictedStandIn(t *testing.T) {
	b := newBench(t)
	second := auth.User{Login: "second", Name: "second", Agency: 1, Unit: 1, Roles: []auth.Role{auth.Officer}}
	second.ID = b.must1(b.PutUser(ctx, Operator, second, "long enough for anybody"))
	b.reminding("officer", "second", "checker", "signer", "coordinator", "clerk")
	id, _ := b.handled(casefile.ByDownload)
	b.must(b.Assign(ctx, b.by("clerk"), id, 0, casefile.Assigned{Unit: 1, Officer: b.by("officer").ID, InnerDue: b.today()}))
	list := []int64{b.by("officer").ID, b.by("checker").ID, b.by("signer").ID, b.by("coordinator").ID}
	b.must(b.Restrict(ctx, b.by("signer"), id, 0, list, "查办中"))
	b.goTo("2026-09-24")
	reminded := func() string {
		t.Helper()
		var to []string
		for _, m := range b.reminded() {
			who, _, _ := strings.Cut(m.To, "@")
			to = append(to, who)
		}
		slices.Sort(to)
		return strings.Join(to, " ")
	}
	if got := reminded(); got != "officer" {
		t.Errorf("before anybody is away: %q", got)
	}
	b.goTo("2026-10-20")
	b.must(b.StandIn(ctx, b.by("officer"), StandInForm{Absent: b.by("officer").ID, StandIn: second.ID, First: b.today(), Last: b.today().AddDays(30), Reason: "学习"}))
	place := sqlite.StandIn{Absent: b.by("officer").ID, StandIn: second.ID}
	if n, err := b.LeftOut(ctx, place); err != nil || n != 1 {
		t.Errorf("%d are left out, %v", n, err)
	}
	standIn, err := b.User(ctx, second.ID)
	b.must(err)
	if _, err := b.Case(ctx, standIn, id); !standIn.StandsInFor(place.Absent) || fault.KindOf(err) != fault.Forbidden {
		t.Errorf("the stand-in opens it: %v", err)
	}
	if got := reminded(); got != "coordinator officer signer" {
		t.Errorf("while the officer is away: %q", got)
	}
	b.sent.mails = nil
	b.must(b.Chase(ctx, b.by("coordinator"), id, 0, b.pressedFor(3)))
	b.sendAll()
	var pressed []string
	for _, m := range b.sent.mails {
		pressed = append(pressed, m.To)
	}
	slices.Sort(pressed)
	if got := strings.Join(pressed, " "); got != "coordinator@mingchuan.example officer@mingchuan.example signer@mingchuan.example" {
		t.Errorf("pressed: %s", got)
	}
	b.must(b.Restrict(ctx, b.by("signer"), id, 0, append(list, second.ID), "由他代理"))
	if n, err := b.LeftOut(ctx, place); err != nil || n != 0 {
		t.Errorf("%d are left out, %v", n, err)
	}
	b.goTo("2026-10-26")
	if got := reminded(); got != "officer second" {
		t.Errorf("once the stand-in is named: %q", got)
	}
	b.sound()
}
