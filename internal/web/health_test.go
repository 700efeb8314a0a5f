package web

import (
	"strings"
	"testing"
	"time"

	"mingda/internal/page"
)

// TestJobLine tells a job that never ran from one that works and one that
// failed, whenever it worked last.
func TestJobLine(t *testing.T) {
	good := time.Date(2026, time.November, 23, 2, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		job   JobStatus
		state page.State
		text  string
	}{
		{JobStatus{Name: "备份"}, page.Line, "还没有做过"},
		{JobStatus{Name: "备份", Good: good}, page.Done, "正常"},
		{JobStatus{Name: "备份", Good: good, Failed: good.Add(time.Hour), Problem: "磁盘已满"}, page.Late, "出错"},
	} {
		l := jobLine(test.job)
		if l.Tag.State != test.state || l.Tag.Text != test.text || l.Text != test.job.Problem || !l.At.Equal(test.job.Good) {
			t.Errorf("%+v: %+v", test.job, l)
		}
	}
}

// TestTLSLine tells a certificate that is good from one that ends soon and one whose
// successor cannot be used.
func TestTLSLine(t *testing.T) {
	now := time.Date(2026, time.November, 23, 2, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		until   time.Time
		problem string
		state   page.State
	}{
		{now.AddDate(0, 3, 0), "", page.Done}, {now.AddDate(0, 0, 20), "", page.Soon}, {now.AddDate(0, 3, 0), "key does not match", page.Late},
	} {
		if l := tlsLine(test.until, test.problem, now); l.Tag.State != test.state || !strings.Contains(l.Text, "到2027年") && !strings.Contains(l.Text, "到2026年") || !strings.Contains(l.Text, test.problem) {
			t.Errorf("%+v: %+v", test, l)
		}
	}
}
