package casefile

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
)

// A Station is who has a case in hand, for what the days were used for (办理用时).
type Station string

// The stations, in the order of a plain case.
const (
	AtIntake    Station = "intake"    // 收件: until it is assigned, and while what came in waits
	AtLead      Station = "lead"      // 主办单位
	AtAssist    Station = "assist"    // 协办单位, while only they are awaited
	AtCheck     Station = "check"     // 审核
	AtSigning   Station = "signing"   // 签发
	AtService   Station = "service"   // 送达
	AtApplicant Station = "applicant" // 等申请人; the clock stands
	AtOthers    Station = "others"    // 等第三方, other agencies; the clock stands
)

// Stations lists the stations in order.
var Stations = []Station{AtIntake, AtLead, AtAssist, AtCheck, AtSigning, AtService, AtApplicant, AtOthers}

// Label returns the Chinese name of the station.
func (s Station) Label() string {
	return map[Station]string{
		AtIntake: "收件", AtLead: "主办单位", AtAssist: "协办单位", AtCheck: "审核", AtSigning: "签发", AtService: "送达",
		AtApplicant: "等申请人", AtOthers: "等第三方",
	}[s]
}

// Stands reports whether the clock stands still there.
func (s Station) Stands() bool { return s == AtApplicant || s == AtOthers }

// A Stay is a stretch of days at one station.
type Stay struct {
	Station     Station
	From, Until calendar.Date
	Counted     int // workdays that used the period up
	Stood       int // days on which the clock stood still
}

// stayDay is one day with its station.
type stayDay struct {
	on      calendar.Date
	station Station
}

// Stays returns where the days of the case went, oldest first. A day belongs to who
// had the case when it began, by the days on which the entries were written down; one
// on which the clock stood, to whom it stood for. The day of receipt does not count.
// Every counted day stands in one stay, so that up to the last day of the period that
// runs they sum up to what the clock says was used. What a supplement or a payment
// that came in late to its record leaves counted is the intake's: it lay there.
func (c *Case) Stays(cal *calendar.Calendar, today calendar.Date) ([]Stay, error) {
	if c.IsPast() { // where they went is not known
		return nil, nil
	}
	days, err := c.stayDays(cal, today)
	if err != nil {
		return nil, err
	}
	var stays []Stay
	for _, d := range days {
		if n := len(stays); n == 0 || stays[n-1].Station != d.station {
			stays = append(stays, Stay{Station: d.station, From: d.on})
		}
		s := &stays[len(stays)-1]
		s.Until = d.on
		if d.station.Stands() {
			s.Stood++
		} else {
			s.Counted++
		}
	}
	return stays, nil
}

// stayDays returns the days that count or on which the clock stands, each with its
// station.
func (c *Case) stayDays(cal *calendar.Calendar, today calendar.Date) ([]stayDay, error) {
	events := c.ClockEvents()
	uses, err := deadline.DayUses(cal, events, seen(events, today))
	if err != nil {
		return nil, err
	}
	hands, err := c.hands()
	if err != nil {
		return nil, err
	}
	var days []stayDay
	for _, u := range uses {
		switch u.Use {
		case deadline.UseApplicant:
			days = append(days, stayDay{u.On, AtApplicant})
		case deadline.UseOthers:
			days = append(days, stayDay{u.On, AtOthers})
		case deadline.UseCounted:
			days = append(days, stayDay{u.On, holderOn(hands, u.On)})
		}
	}
	return days, nil
}

// hands returns who had the case from which day on, as the ledger recorded it: on a
// day on which it changed hands more than once, the last.
func (c *Case) hands() ([]stayDay, error) {
	var hands []stayDay
	again := &Case{ID: c.ID}
	for _, p := range c.History {
		if err := again.live(p); err != nil {
			return nil, err
		}
		hands = append(hands, stayDay{calendar.DateOf(p.At), again.station()})
	}
	return hands, nil
}

// holderOn returns who had the case when a day began. While nobody did it was the
// intake's.
func holderOn(hands []stayDay, day calendar.Date) Station {
	n := slices.IndexFunc(hands, func(h stayDay) bool { return !h.on.Before(day) })
	if n == -1 {
		n = len(hands)
	}
	if n == 0 || hands[n-1].station == "" || hands[n-1].station.Stands() {
		return AtIntake
	}
	return hands[n-1].station
}

// station returns who has the case in hand; "" when it is over.
func (c *Case) station() Station {
	switch c.WaitsFor() {
	case ClerkWaits:
		if slices.ContainsFunc(c.Letters, func(l Letter) bool { return l.Stage == IsSigned || l.Stage == IsReady || l.Stage == IsSending }) {
			return AtService
		}
		return AtIntake
	case UnitWaits:
		return AtLead
	case AssistWaits:
		return AtAssist
	case CheckerWaits:
		return AtCheck
	case SignerWaits:
		return AtSigning
	case ApplicantWaits:
		return AtApplicant
	case NobodyWaits:
		return ""
	}
	return AtOthers
}

// A StationDays is what one station took of a case that is over.
type StationDays struct {
	Station Station
	Unit    int64 // that led the case; of AtAssist that helped; 0 for none
	Counted int
	Stood   int
}

// StationDays returns what each station took that a case passed, in order, once it is
// over; nothing of one that is open, was never a case, or was over before this program. Of the units that help each
// has its own days, from the asking to the answer, whoever else worked meanwhile.
func (c *Case) StationDays(cal *calendar.Calendar, today calendar.Date) ([]StationDays, error) {
	if stage := c.Stage(); stage.IsOpen() || stage == StageAnnulled || c.IsPast() {
		return nil, nil
	}
	days, err := c.stayDays(cal, today)
	if err != nil {
		return nil, err
	}
	return c.stationDays(days)
}

// stationDays puts the days of a case that is over together by station.
func (c *Case) stationDays(days []stayDay) ([]StationDays, error) {
	hands, err := c.hands()
	if err != nil {
		return nil, err
	}
	var all []StationDays
	for _, station := range Stations {
		if station == AtAssist {
			all = append(all, c.assistDays(days)...)
			continue
		}
		one := StationDays{Station: station, Unit: c.Unit}
		passed := !station.Stands() && slices.ContainsFunc(hands, func(h stayDay) bool { return h.station == station })
		for _, d := range days {
			switch {
			case d.station != station:
			case station.Stands():
				one.Stood++
			default:
				one.Counted++
			}
		}
		if passed || one.Counted+one.Stood > 0 {
			all = append(all, one)
		}
	}
	return all, nil
}

// assistDays returns what each unit that handed in took.
func (c *Case) assistDays(days []stayDay) []StationDays {
	var all []StationDays
	for _, a := range c.Assists {
		if a.AnsweredOn.IsZero() {
			continue
		}
		one := StationDays{Station: AtAssist, Unit: a.Unit}
		for _, d := range days {
			if !d.station.Stands() && d.on.After(a.AskedOn) && !d.on.After(a.AnsweredOn) {
				one.Counted++
			}
		}
		all = append(all, one)
	}
	return all
}
