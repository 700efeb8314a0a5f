package config

import (
	"fmt"
	"net/url"
	"strings"
)

// Audit says from how many on something in the audit is shown as unusual (异常提示), in a day
// if nothing else is said: the office's own rules, no law says them.
type Audit struct {
	CasesHour int `toml:"cases_hour"` // different cases, inputs and the like that one person reads in an hour
	CasesDay  int `toml:"cases_day"`  // and in a day
	From      int `toml:"from"`       // people work from this hour of the day (Asia/Shanghai)
	Until     int `toml:"until"`      // until this one
	OffHours  int `toml:"off_hours"`  // records of one person at other times and on days off
	Searchers int `toml:"searchers"`  // people who search for the same within a week
	Refused   int `toml:"refused"`    // refusals of one person
	SignIns   int `toml:"sign_ins"`   // sign-ins that fail, of one person or from one address
	Outsiders int `toml:"outsiders"`  // people outside the units of a case who read it

	LogHost string `toml:"log_host"` // machine that keeps the records too, tls://host:port; empty: none
	CAFile  string `toml:"ca_file"`  // PEM; empty: the system's authorities
}

// defaultAudit are ours.
func defaultAudit() Audit {
	return Audit{CasesHour: 40, CasesDay: 150, From: 7, Until: 21, OffHours: 10, Searchers: 3, Refused: 10, SignIns: 10, Outsiders: 6}
}

// A LogHost is where records of the audit go.
type LogHost struct {
	Address string // host:port
	TLS     bool
}

// Host returns where the records of the audit go; the zero LogHost if nowhere. Without TLS
// they go to a relay on this machine only.
func (a Audit) Host() (LogHost, error) {
	if a.LogHost == "" {
		return LogHost{}, nil
	}
	u, err := url.Parse(a.LogHost)
	if err != nil || u.Host != a.LogHost[strings.Index(a.LogHost, "//")+2:] || u.Hostname() == "" || u.Port() == "" || u.Scheme != "tls" && u.Scheme != "tcp" {
		return LogHost{}, fmt.Errorf("%q is not an address such as tls://logs.example.gov.cn:6514", a.LogHost)
	}
	if u.Scheme == "tcp" && !isThisMachine(u.Hostname()) {
		return LogHost{}, fmt.Errorf("%q: without TLS only to this machine, such as tcp://127.0.0.1:6514", a.LogHost)
	}
	return LogHost{u.Host, u.Scheme == "tls"}, nil
}

func (a Audit) check(bad *Problems) {
	if a.From < 0 || a.From >= a.Until || a.Until > 24 {
		bad.add("audit.from, audit.until", "%d and %d are not two hours of a day, the first before the second", a.From, a.Until)
	}
	if _, err := a.Host(); err != nil {
		bad.add("audit.log_host", "%v", err)
	}
	checkFile("audit.ca_file", a.CAFile, bad)
	const most = 100_000
	for _, one := range []struct {
		key      string
		n, least int
	}{
		{"cases_hour", a.CasesHour, 1}, {"cases_day", a.CasesDay, 1}, {"off_hours", a.OffHours, 1}, {"searchers", a.Searchers, 2},
		{"refused", a.Refused, 1}, {"sign_ins", a.SignIns, 1}, {"outsiders", a.Outsiders, 1},
	} {
		if one.n < one.least || one.n > most {
			bad.add("audit."+one.key, "%d is not from %d to %d", one.n, one.least, most)
		}
	}
}
