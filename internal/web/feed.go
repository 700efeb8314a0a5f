package web

import (
	"fmt"
	"net/http"
	"net/url"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/serve"
	"mingda/internal/sqlite"
)

func (s *Server) feedRoutes(r *mux.Router) {
	r.Handle("/calendar/address", s.staff(ofCases(s.showFeed))).Methods("GET")
	r.Handle("/calendar/address", s.staff(ofCases(s.changeFeed))).Methods("POST")
	r.Handle(feedRoute, s.public(s.sendFeed)).Methods("GET")
}

// feedRoute is the secret address of a calendar.
const feedRoute = "/calendar/{secret}.ics"

// FeedTriesPerMinute is how many wrong addresses of calendars an address may ask for in a
// minute before it has to wait.
const FeedTriesPerMinute = 10

// feedPage is the page "desk/feed": the secret address of a person's calendar.
type feedPage struct {
	page.Base
	Made    time.Time // when it got its address; none
	Address string    // the new one, shown this once
	Back    string
}

// showFeed serves GET /calendar/address.
func (s *Server) showFeed(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderFeed(w, r, by, "")
}

func (s *Server) renderFeed(w http.ResponseWriter, r *http.Request, by auth.User, address string) error {
	if err := mayUseRegister(by); err != nil {
		return err
	}
	made, err := s.Desk.FeedMade(r.Context(), by)
	if err != nil {
		return err
	}
	return s.Pages.Render(w, http.StatusOK, "desk/feed", feedPage{
		Base: s.base(r, by, "订阅到期日"), Made: made, Address: address, Back: s.Pages.URL("/calendar"),
	})
}

// changeFeed serves POST /calendar/address: a new address, which the answer alone
// shows, or none any more.
func (s *Server) changeFeed(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	switch sent.Value("do") {
	case "end":
		if err := s.Desk.EndFeed(r.Context(), by); err != nil {
			return err
		}
		return s.see(w, r, "/calendar/address", "订阅地址已停用")
	case "new":
		secret, err := s.Desk.NewFeed(r.Context(), by)
		if err != nil {
			return err
		}
		w.Header().Set("Cache-Control", "no-store")
		return s.renderFeed(w, r, by, s.Origin+s.Pages.URL("/calendar/"+string(secret)+".ics"))
	}
	return fault.New(fault.Invalid, "form_unreadable")
}

// sendFeed serves GET /calendar/{secret}.ics to the calendar program of whoever has
// the address, without signing in.
func (s *Server) sendFeed(w http.ResponseWriter, r *http.Request) error {
	address := serve.ClientAddress(r)
	if err := s.FeedTries.Try(address, s.Now(), "feed_too_many"); err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	of, due, err := s.Desk.Feed(r.Context(), auth.FeedSecret(mux.Vars(r)["secret"]))
	if err != nil {
		s.Desk.KeepBrake(r.Context(), s.FeedTries)
		return err
	}
	serve.NotedOf(r).User = of
	s.FeedTries.Right(address, s.Now())
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	w.Header().Set("Content-Disposition", `inline; filename="mingda.ics"`)
	return s.dueCalendar(due).SerializeTo(w, ics.WithNewLineWindows)
}

// dueCalendar makes the calendar (RFC 5545) of due days: one event of a whole day
// for each, known by case and period so that a day that moves takes its event along.
// It leaves the house, so of a case it tells the number and nothing of people.
func (s *Server) dueCalendar(due []sqlite.DueDay) *ics.Calendar {
	host := "mingda"
	if at, err := url.Parse(s.Origin); err == nil && at.Hostname() != "" {
		host = at.Hostname()
	}
	c := ics.NewCalendar()
	c.SetProductId("-//Mingda//Due days//ZH")
	c.SetMethod(ics.MethodPublish)
	c.SetXWRCalName("明答 到期日")
	c.SetXPublishedTTL("PT4H")
	zone := c.AddTimezone("Asia/Shanghai").AddStandard() // a calendar must hold something, also where nothing is due
	zone.SetProperty(ics.ComponentPropertyDtStart, "19910915T000000")
	zone.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), "+0800")
	zone.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), "+0800")
	for _, d := range due {
		what := string(d.What)
		if d.N != 0 {
			what = fmt.Sprintf("%s-%d", d.What, d.N)
		}
		e := c.AddEvent(fmt.Sprintf("case-%d-%s@%s", d.Case.ID, what, host))
		e.SetDtStampTime(s.Now())
		e.SetAllDayStartAt(d.On.Start())
		e.SetAllDayEndAt(d.On.AddDays(1).Start())
		e.SetSummary(d.What.Label() + "到期 " + d.Case.Number)
		e.SetURL(s.Origin + s.Pages.URL(casePath(d.Case.ID)))
		e.SetTimeTransparency(ics.TransparencyTransparent)
		e.SetClass(ics.ClassificationPrivate)
	}
	return c
}
