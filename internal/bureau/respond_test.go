package bureau

import (
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/reconsider"
)

// TestCalledTo: the respondent is called to a hearing until its day, and to none that is
// past.
func TestCalledTo(t *testing.T) {
	day := calendar.NewDate(2026, 11, 20)
	session := reconsider.Session{}
	session.Day, session.Private.At, session.Private.Place = day, "上午10时", "听证室"
	if got := calledTo(session, day); !strings.Contains(got, "应当参加") {
		t.Error(got)
	}
	if got := calledTo(session, day.AddDays(1)); got != "应于 2026年11月20日（星期五）上午10时举行。" {
		t.Error(got)
	}
}
