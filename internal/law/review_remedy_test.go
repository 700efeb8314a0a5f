package law

import (
	"testing"
	"time"

	"mingda/internal/calendar"
)

// TestReviewRemedy: fifteen days in each case, by the article that says so.
func TestReviewRemedy(t *testing.T) {
	on := calendar.NewDate(2026, time.October, 20)
	for _, x := range []struct {
		end     ReviewEnd
		path    Path
		article string
		direct  bool
	}{
		{Decided, ReviewFirst, "行政复议法第十条、行政诉讼法第四十五条", false},
		{Decided, Either, "行政复议法第十条、行政诉讼法第四十五条", false},
		{NotAccepted, ReviewFirst, "行政复议法第三十四条", false},
		{NotAccepted, Either, "行政诉讼法第四十五条", true},
		{Dismissed, ReviewFirst, "行政复议法第三十四条", false},
		{Dismissed, Either, "行政诉讼法第四十五条", false},
	} {
		if r := ReviewRemedyOn(x.end, x.path, on); r.Days != 15 || r.Article != x.article || r.Direct != x.direct {
			t.Errorf("%s, %s: %+v", x.end, x.path, r)
		}
	}
}
