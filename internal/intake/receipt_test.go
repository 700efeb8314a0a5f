package intake

import (
	"strings"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil && s != "" {
		panic(err)
	}
	return d
}

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04:05", s, calendar.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

// TestReceiptDates is the table of law.md §1, a row each: the candidates as
// "day ground", the proposed one with a star.
func TestReceiptDates(t *testing.T) {
	for _, c := range []struct {
		name  string
		door  casefile.Door
		facts ReceiptFacts
		want  string
	}{
		{"counter: day of handing in", casefile.Counter, ReceiptFacts{HandedInOn: day("2026-11-23")}, "2026-11-23 handed_in*"},
		{"signed post: day of signing", casefile.PostSigned, ReceiptFacts{SignedOn: day("2026-11-20"), Today: day("2026-11-23")}, "2026-11-20 signed_for*"},
		{"ordinary letter, confirmed the same day", casefile.PostOrdinary,
			ReceiptFacts{ArrivedOn: day("2026-11-23"), Today: day("2026-11-23"), Calls: []Call{{At: at("2026-11-23 10:00:00"), Outcome: Reached}}},
			"2026-11-23 arrived, 2026-11-23 phone_confirmed*"},
		{"ordinary letter, reached after two days", casefile.PostOrdinary,
			ReceiptFacts{ArrivedOn: day("2026-11-20"), Today: day("2026-11-23"), Calls: []Call{
				{At: at("2026-11-23 09:00:00"), Outcome: Reached}, {At: at("2026-11-20 16:00:00"), Outcome: NoAnswer}}},
			"2026-11-20 arrived, 2026-11-23 phone_confirmed*"},
		{"ordinary letter, nobody reached yet", casefile.PostOrdinary,
			ReceiptFacts{ArrivedOn: day("2026-11-20"), Today: day("2026-11-23"), Calls: []Call{{At: at("2026-11-20 16:00:00"), Outcome: Busy}}},
			"2026-11-20 arrived, 2026-11-23 phone_confirmed"},
		{"mail, confirmed at once", casefile.Mail,
			ReceiptFacts{Today: day("2026-11-20"), ReachedAt: at("2026-11-20 21:47:05"), AutoConfirmedAt: at("2026-11-20 21:47:08")},
			"2026-11-20 reached_mailbox, 2026-11-20 both_confirmed*"},
		{"mail, looked at three days later", casefile.Mail,
			ReceiptFacts{Today: day("2026-11-23"), ReachedAt: at("2026-11-20 21:47:05"), AutoConfirmedAt: at("2026-11-20 21:47:08")},
			"2026-11-20 reached_mailbox, 2026-11-20 both_confirmed*, 2026-11-23 phone_confirmed"},
		{"mail, fetched late", casefile.Mail,
			ReceiptFacts{Today: day("2026-11-23"), ReachedAt: at("2026-11-20 23:59:59"), AutoConfirmedAt: at("2026-11-23 08:00:00")},
			"2026-11-20 reached_mailbox, 2026-11-23 both_confirmed*"},
		{"mail, not confirmed by itself", casefile.Mail,
			ReceiptFacts{Today: day("2026-11-23"), ReachedAt: at("2026-11-20 12:00:00")},
			"2026-11-20 reached_mailbox, 2026-11-23 phone_confirmed"},
		{"mail, confirmed by phone", casefile.Mail,
			ReceiptFacts{Today: day("2026-11-24"), ReachedAt: at("2026-11-20 12:00:00"), Calls: []Call{{At: at("2026-11-23 10:00:00"), Outcome: Reached}}},
			"2026-11-20 reached_mailbox, 2026-11-23 phone_confirmed*"},
		{"web", casefile.Web,
			ReceiptFacts{Today: day("2026-11-23"), SubmittedAt: at("2026-11-21 08:12:00"), AutoConfirmedAt: at("2026-11-21 08:12:01")},
			"2026-11-21 submitted, 2026-11-21 both_confirmed*"},
		{"web, at midnight", casefile.Web,
			ReceiptFacts{SubmittedAt: at("2026-11-21 23:59:59"), AutoConfirmedAt: at("2026-11-22 00:00:01")},
			"2026-11-21 submitted, 2026-11-22 both_confirmed*"},
		{"nothing known", casefile.Counter, ReceiptFacts{}, ""},
	} {
		candidates, proposed := ReceiptDates(c.door, c.facts)
		var got []string
		for i, one := range candidates {
			s := one.On.String() + " " + string(one.Ground)
			if i == proposed {
				s += "*"
			}
			if one.Article == "" || one.Proof == "" {
				t.Errorf("%s: %s has no article or no proof", c.name, s)
			}
			got = append(got, s)
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, s, c.want)
		}
	}
}

func TestReceiptProofs(t *testing.T) {
	c, i := ReceiptDates(casefile.Mail, ReceiptFacts{Today: day("2026-11-23"), ReachedAt: at("2026-11-20 21:47:05"), AutoConfirmedAt: at("2026-11-20 21:47:08")})
	if want := "11月20日 21:47:08 自动确认发出，对方邮箱可收"; c[i].Proof != want || c[i].Article != "条例第三十一条第三项、指导性案例26号" {
		t.Errorf("%+v", c[i])
	}
	if last := c[2]; last.Proof != "今天电话与申请人确认；尚未通话" {
		t.Errorf("%+v", last)
	}
	c, i = ReceiptDates(casefile.PostSigned, ReceiptFacts{SignedOn: day("2026-11-20"), SignedBy: "门卫室", Tracking: "XA123"})
	if c[i].Proof != "门卫室签收，邮件号 XA123" {
		t.Errorf("%+v", c[i])
	}
}
