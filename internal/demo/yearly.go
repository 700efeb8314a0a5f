package demo

import (
	"strconv"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/yearly"
)

// lastYears are the reports of the year before this one, agency by agency: who writes and who
// publishes them, and 二 in the order of its lines.
var lastYears = []struct {
	agency, clerk, signer string
	documents             [3]int64 // made, ended, in force
	permits, penalties    int64
	charged               int64 // in yuan
}{
	{government, "feng", "he", [3]int64{6, 4, 38}, 0, 0, 0},
	{housing, "zj-clerk", "zj-signer", [3]int64{2, 1, 11}, 426, 57, 123_400},
	{land, "zr-clerk", "zr-signer", [3]int64{1, 0, 9}, 318, 23, 86_500},
	{schools, "jk-clerk", "jk-signer", [3]int64{1, 1, 7}, 64, 3, 0},
}

// yearlies plans the reports of last year: each agency writes, sends in and publishes its own,
// the coordinating office takes them and the government's is published. It is done in the
// January after it, or when the office was opened, where that was later.
func (f *filling) yearlies() {
	year := f.today.Year() - 1
	day := calendar.NewDate(year+1, 1, 20)
	if first := f.back(openedBefore - 1); day.Before(first) {
		day = first
	}
	write := func(who string, id yearly.ID, p yearly.Written) error {
		return f.Desk.WriteYearly(f.ctx, f.users[who], id, 0, p)
	}
	publish := func(who string, id yearly.ID) error {
		draft, err := f.Desk.YearlyDraft(f.ctx, f.users[who], id)
		if err != nil {
			return err
		}
		return f.Desk.PublishYearly(f.ctx, f.users[who], id, draft.Seen, true, "")
	}
	texts := func(who string, id yearly.ID, begin string) error {
		now, err := f.Desk.Yearly(f.ctx, f.users[who], id)
		if err != nil {
			return err
		}
		overview := append([]string{begin}, yearly.Suggest(yearly.Overview, now.Now)...)
		if err := write(who, id, yearly.Written{Part: yearly.Overview, Text: strings.Join(overview, "\n")}); err != nil {
			return err
		}
		return write(who, id, yearly.Written{Part: yearly.Problems, Text: "主动公开的文件，解读还不够多。下一年每份行政规范性文件公布时附解读，由起草的科室写。"})
	}
	for i, one := range lastYears {
		id := yearly.IDOf(year, f.agency(one.agency).ID)
		f.at(day, 10, 5*i, "the report of "+one.agency, func() error {
			if err := write(one.clerk, id, yearly.Written{Part: yearly.Proactive, Figures: map[string]int64{
				"rules.made": 0, "rules.ended": 0, "rules.in_force": 0,
				"documents.made": one.documents[0], "documents.ended": one.documents[1], "documents.in_force": one.documents[2],
				"permits.decided": one.permits, "penalties.decided": one.penalties, "coercion.decided": 0, "fees.charged": one.charged,
			}}); err != nil {
				return err
			}
			if err := texts(one.clerk, id, strconv.Itoa(year)+" 年，本机关通过区政府门户网站主动公开政府信息，申请公开的渠道在网站首页列明。"); err != nil {
				return err
			}
			return f.Desk.DoYearly(f.ctx, f.users[one.clerk], id, 0, yearly.Send, "")
		})
		f.at(day, 11, 5*i, "taking the report of "+one.agency, func() error {
			return f.Desk.DoYearly(f.ctx, f.users["qin"], id, 0, yearly.Accept, "")
		})
		f.at(day, 15, 5*i, "publishing the report of "+one.agency, func() error { return publish(one.signer, id) })
	}
	whole := yearly.IDOf(year, 0)
	f.at(day, 15, 30, "the report of the government", func() error {
		return texts("qin", whole, strconv.Itoa(year)+" 年，全区各机关通过区政府门户网站主动公开政府信息。")
	})
	f.at(day, 16, 30, "publishing the report of the government", func() error { return publish("he", whole) })
}
