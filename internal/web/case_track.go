package web

import (
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/law"
	"mingda/internal/page"
)

// track returns the stations of a case: those it passed with their day, the one
// it stands at, those to come.
func (s *Server) track(v desk.CaseView) []page.Stage {
	c := v.Case
	stations := []page.Stage{past("收件登记", calendar.DateOf(c.RegisteredAt))}
	if c.IsPast() { // it was registered elsewhere, nobody knows when
		stations = []page.Stage{past("收到", c.Receipt.On)}
	} else if c.Unit != 0 {
		stations = append(stations, past("分办", c.AssignedOn))
	}
	if j, ok := c.Order(); ok {
		stations = append(stations, past("责令答复", j.On))
	}
	if notice, ok := c.LetterOf(casefile.ClarificationNotice); ok && notice.Stage == casefile.IsServed && notice.Before == 0 {
		station := past("补正", c.SupplementedOn)
		if c.Awaiting() {
			station = page.Stage{Label: "补正", State: "now", Note: "至 " + notice.By.ChineseShort()}
		} else if c.SupplementedOn.IsZero() {
			station = page.Stage{Label: "补正", Note: "没有收到"}
		}
		stations = append(stations, station)
	}
	if notice, ok := c.LetterOf(casefile.FeeNotice); ok && notice.Stage == casefile.IsServed && notice.Before == 0 {
		stations = append(stations, feeStation(v, notice))
	}
	if station, ok := consultStation(v); ok {
		stations = append(stations, station)
	}
	if notice, ok := c.LetterOf(casefile.ExtensionNotice); ok && notice.Stage == casefile.IsServed && notice.Before == 0 {
		stations = append(stations, page.Stage{Label: "延期", State: "past", Note: strconv.Itoa(notice.Days) + " 个工作日"})
	}
	switch {
	case c.Stage() == casefile.StageAnnulled:
		return append(stations, past("撤销登记", c.EndedOn))
	case c.EndedOn.IsZero():
		stations = append(stations, replyStations(v)...)
	case c.IsPast() && c.RepliedOn() == c.EndedOn:
		stations = append(stations, past(casefile.StageReplied.Label(), c.EndedOn))
	case c.Result == law.Withdrawn:
		stations = append(stations, past(casefile.StageWithdrawn.Label(), c.EndedOn))
	default:
		stations = append(stations, past(casefile.StageClosed.Label(), c.EndedOn))
	}
	return append(stations, archiveStation(c))
}

func past(label string, on calendar.Date) page.Stage {
	return page.Stage{Label: label, State: "past", On: on}
}

func archiveStation(c *casefile.Case) page.Stage {
	switch {
	case !c.ArchivedOn.IsZero():
		return past("归档", c.ArchivedOn)
	case !c.Stage().IsOpen():
		return page.Stage{Label: "归档", State: "now"}
	}
	return page.Stage{Label: "归档"}
}

// replyStations are the stations of the reply. A case waits at one only while
// it waits at none before.
func replyStations(v desk.CaseView) []page.Stage {
	c := v.Case
	reply, begun := c.Reply()
	at := map[casefile.Stage]int{ // which of the stations it stands at
		casefile.StageHandling: 0, casefile.StageDrafting: 0, casefile.StageChecking: 1, casefile.StageSigning: 2, casefile.StageServing: 3,
	}
	now, waits := at[c.Stage()]
	if c.Stage() == casefile.StageReplied || !c.ArchivedOn.IsZero() {
		now = 4
	}
	who := v.People.Users[c.Officer].Name
	if begun {
		who = v.People.Users[reply.Drafter].Name
	}
	stations := []page.Stage{{Label: "拟稿", By: who}, {Label: "审核"}, {Label: "签发"}, {Label: "送达"}}
	if c.Unit == 0 && c.Stage() == casefile.StageRegistered {
		stations = append([]page.Stage{{Label: "分办", State: "now"}}, stations...)
		return withoutNames(stations)
	}
	for i := range stations {
		switch {
		case i < now:
			stations[i].State = "past"
		case i == now && waits:
			stations[i].State = "now"
		default:
			stations[i].By = ""
		}
	}
	if begun {
		stations[2].On, stations[3].On = reply.SignedOn, reply.ServedOn
		if reply.Checker != 0 && now > 1 {
			stations[1].By = v.People.Users[reply.Checker].Name
		}
	}
	return stations
}

func withoutNames(stations []page.Stage) []page.Stage {
	for i := range stations {
		stations[i].By = ""
	}
	return stations
}
