package reconsider

import (
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/ledger"
)

func TestPeriods(t *testing.T) {
	cal, err := calendar.Embedded("CN")
	if err != nil {
		t.Fatal(err)
	}
	day := func(s string) calendar.Date {
		d, err := calendar.ParseDate("2026-" + s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	event := func(of deadline.EventType, on, served string) deadline.Event {
		e := deadline.Event{Type: of, On: day(on)}
		if served != "" {
			e.Served = day(served)
		}
		return e
	}
	received, accepted := event(deadline.Received, "07-01", ""), event(deadline.Accepted, "07-03", "")
	copied, answered := event(deadline.CopySent, "07-06", "07-07"), event(deadline.Answered, "07-10", "")
	for _, test := range []struct {
		name   string
		asOf   string
		events []deadline.Event
		want   []string // what, last day, state, who it waits for
		told   string   // in the words of one of them
	}{
		{"just came", "07-02", []deadline.Event{received}, []string{"examine 2026-07-08 runs 复议机构"}, "7月1日收到申请，次日起 5 个工作日"},
		{"nothing decided", "07-09", []deadline.Event{received},
			[]string{"examine 2026-07-08 missed ", "copy 2026-07-13 runs 复议机构", "decide 2026-08-07 runs 复议机构"}, "期满没有决定，7月8日视为受理"},
		{"a supplement is awaited", "07-10", []deadline.Event{received, event(deadline.ClarificationAsked, "07-03", "07-06")},
			[]string{"supplement 2026-07-20 runs 申请人"}, "7月6日申请人收到补正通知"},
		{"it came", "07-10", []deadline.Event{received, event(deadline.ClarificationAsked, "07-03", "07-06"), event(deadline.Clarified, "07-09", "")},
			[]string{"examine 2026-07-16 runs 复议机构"}, "7月9日收到补正材料"},
		{"heard", "07-09", []deadline.Event{received, accepted, copied},
			[]string{"examine 2026-07-08 met ", "copy 2026-07-08 met ", "answer 2026-07-14 runs 被申请人", "decide 2026-08-03 runs 复议机构"}, "7月7日被申请人收到副本"},
		{"answered", "07-13", []deadline.Event{received, accepted, copied, answered},
			[]string{"examine 2026-07-08 met ", "copy 2026-07-08 met ", "answer 2026-07-14 met ", "decide 2026-08-03 runs 复议机构"}, "已于 7月10日办理"},
		{"no answer came", "07-20", []deadline.Event{received, accepted, copied},
			[]string{"examine 2026-07-08 met ", "copy 2026-07-08 met ", "answer 2026-07-14 missed 被申请人", "decide 2026-08-03 runs 复议机构"}, "视为没有证据（行政复议法第七十条）"},
		{"the clock stands", "07-20", []deadline.Event{received, accepted, copied, answered, event(deadline.Suspended, "07-13", "")},
			[]string{"examine 2026-07-08 met ", "copy 2026-07-08 met ", "answer 2026-07-14 met ", "decide 2026-08-10 stands "}, "现在停止计算"},
		{"decided", "08-20", []deadline.Event{received, accepted, copied, answered, event(deadline.Decided, "08-03", "")},
			[]string{"examine 2026-07-08 met ", "copy 2026-07-08 met ", "answer 2026-07-14 met ", "decide 2026-08-03 met "}, "已于 8月3日办理"},
		{"decided late", "08-20", []deadline.Event{received, accepted, copied, answered, event(deadline.Decided, "08-04", "")},
			[]string{"examine 2026-07-08 met ", "copy 2026-07-08 met ", "answer 2026-07-14 met ", "decide 2026-08-03 missed "}, "已于 8月4日办理，过了期限"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := &Case{ReceivedOn: received.On}
			list, err := c.periods(cal, test.events, day(test.asOf))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			var told strings.Builder
			for _, p := range list {
				got = append(got, string(p.What)+" "+p.Until.String()+" "+string(p.State)+" "+p.WaitsFor)
				told.WriteString(p.Steps)
				if p.What.Label() == "" || p.Article == "" {
					t.Errorf("%s has no name or no article", p.What)
				}
			}
			if strings.Join(got, "\n") != strings.Join(test.want, "\n") {
				t.Errorf("periods\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
			if !strings.Contains(told.String(), test.told) {
				t.Errorf("%q is not told: %s", test.told, told.String())
			}
		})
	}
}

// What ends a case before its acceptance rests on what it is, not on 复议法 41.
func TestExplainedEnd(t *testing.T) {
	cal, err := calendar.Embedded("CN")
	if err != nil {
		t.Fatal(err)
	}
	for what, k := range map[string]struct {
		fact    ledger.Fact
		article string
	}{"given up": {&GivenUp{}, "行政复议法第三十一条第二款"}, "withdrawn": {&Withdrawn{}, ""}} {
		b := opened(t, "2026-11-02", 0)
		if err := b.try(b.c.ReceivedOn, k.fact); err != nil {
			t.Fatal(err)
		}
		told, err := b.c.Explain(cal, b.c.ReceivedOn)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range told.Steps {
			if step.Code == string(deadline.Closed) && step.Article != k.article {
				t.Errorf("%s rests on %q", what, step.Article)
			}
		}
	}
}
