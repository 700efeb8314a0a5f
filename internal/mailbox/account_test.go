package mailbox

import (
	"strings"
	"testing"
)

func TestAccountDefaults(t *testing.T) {
	full := Account{Name: "qzf", Host: "mail.example.gov.cn", User: "foi"}
	cases := []struct {
		name   string
		change func(*Account)
		port   int
		bad    string
	}{
		{"implicit", func(*Account) {}, 993, ""},
		{"starttls", func(a *Account) { a.Security = StartTLS }, 143, ""},
		{"own port", func(a *Account) { a.Port = 1993 }, 1993, ""},
		{"plain here", func(a *Account) { a.Security, a.Host = Plain, "127.0.0.1" }, 143, ""},
		{"plain elsewhere", func(a *Account) { a.Security = Plain }, 0, "only allowed to this machine"},
		{"unknown security", func(a *Account) { a.Security = "ssl" }, 0, "unknown kind of security"},
		{"no user", func(a *Account) { a.User = "" }, 0, "must be set"},
		{"into itself", func(a *Account) { a.Done = "INBOX" }, 0, "cannot be moved"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := full
			c.change(&a)
			got, err := a.withDefaults()
			if c.bad != "" {
				if err == nil || !strings.Contains(err.Error(), c.bad) {
					t.Errorf("error %v, want %q", err, c.bad)
				}
				return
			}
			if err != nil || got.Port != c.port || got.Inbox != "INBOX" || got.Done != DefaultDone || got.ServerName != a.Host || got.MaxSize != DefaultMaxSize {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
}

func TestNextBatch(t *testing.T) {
	sizes := func(n int, size int64) []entry {
		all := make([]entry, n)
		for i := range all {
			all[i] = entry{uid: uint32(i + 1), size: size}
		}
		return all
	}
	cases := []struct {
		name    string
		waiting []entry
		want    int
	}{
		{"one", sizes(1, 100), 1},
		{"by count", sizes(200, 100), batchCount},
		{"by bytes", sizes(50, smallBytes), batchBytes / smallBytes},
		{"large alone", append(sizes(1, smallBytes+1), sizes(5, 10)...), 1},
		{"up to the large", append(sizes(5, 10), sizes(1, smallBytes+1)...), 5},
	}
	for _, c := range cases {
		if got := len(nextBatch(c.waiting)); got != c.want {
			t.Errorf("%s: %d messages, want %d", c.name, got, c.want)
		}
	}
}
