package web

import (
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
