package web

import (
	"errors"
	"testing"
	"time"

	"mingda/internal/desk"
	"mingda/internal/page"
)

// TestCertificatesLine: one that has ended is an error, one that will soon is to
// be looked at, whatever the others are.
func TestCertificatesLine(t *testing.T) {
	now := time.Date(2026, 11, 26, 4, 0, 0, 0, time.UTC)
	good := desk.Certificate{Subject: "甲", Until: now.AddDate(1, 0, 0)}
	soon := desk.Certificate{Subject: "乙", Until: now.AddDate(0, 0, 29)}
	ended := desk.Certificate{Subject: "丙", Until: now.AddDate(0, 0, -1), Problem: errors.New("丙到期了。")}
	for _, c := range []struct {
		all   []desk.Certificate
		state page.State
		text  string
	}{
		{nil, page.Done, "没有设，PDF 不签名"},
		{[]desk.Certificate{good}, page.Done, "甲，2027年11月26日到期。"},
		{[]desk.Certificate{soon, good}, page.Soon, "乙，2026年12月25日到期；甲，2027年11月26日到期。"},
		{[]desk.Certificate{soon, ended, soon}, page.Late, "乙，2026年12月25日到期；丙到期了；乙，2026年12月25日到期。"},
	} {
		if l := certificatesLine(c.all, now); l.Tag.State != c.state || l.Text != c.text {
			t.Errorf("%v: %v %q", c.all, l.Tag.State, l.Text)
		}
	}
}
