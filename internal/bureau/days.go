package bureau

import (
	"net/http"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/forms"
)

// dayFields are the fields of days in the forms of this package, whichever form they are of.
var dayFields = []string{
	"on", "day", "from", "until", "act_on", "got_on", "received_on", "sent_on", "asked_on", "learned_on", "late_from", "late_until", "signed_on",
	"accepted_on", "copy_on", "answer_by", "decided_on", "they_got_on", "sued_on", "review_got_on",
}

// valuer is a form that was sent.
type valuer interface{ Value(name string) string }

// dayIn reads a day of a form, no day where nothing was typed.
func dayIn(sent valuer, field string) calendar.Date {
	day, err := forms.ParseDay(sent.Value(field))
	if err != nil {
		return calendar.Date{}
	}
	return day
}

// legibleDays refuses days that were typed and cannot be read: where one may be left out it
// would count as left out, and what stood there before would be gone.
func legibleDays(sent valuer) error {
	form := fault.Form{}
	for _, field := range dayFields {
		if typed := strings.TrimSpace(sent.Value(field)); typed != "" {
			if _, err := forms.ParseDay(typed); err != nil {
				form.Bad(field, "date_unreadable")
			}
		}
	}
	return form.Err()
}

// read keeps a form that was sent (forms.Read) and refuses days that cannot be read.
func (s *Server) read(r *http.Request) (*forms.Held, error) {
	held, err := forms.Read(r, s.Desk, s.Uploads)
	if held == nil || err != nil {
		return held, err
	}
	return held, legibleDays(held)
}
