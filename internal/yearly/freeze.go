package yearly

import (
	"encoding/json"
	"fmt"

	"mingda/internal/report"
)

// frozen is a report as it is kept when it is published.
type frozen struct {
	report.Annual
	Words []string `json:"words"` // of the identities, with the numbers in them
}

// Freeze writes a report so that equal reports are equal texts. Of the year before it keeps
// the figures, not what that one compares itself with.
func Freeze(a report.Annual) (json.RawMessage, error) {
	if a.Before != nil {
		before := *a.Before
		before.Before = nil
		a.Before = &before
	}
	f := frozen{Annual: a}
	for _, i := range a.Identities {
		f.Words = append(f.Words, i.Words)
	}
	text, err := json.Marshal(f)
	if err != nil {
		return nil, fmt.Errorf("freeze the report of %d: %w", a.Year, err)
	}
	return text, nil
}

// Thaw reads a report that was frozen.
func Thaw(text json.RawMessage) (report.Annual, error) {
	var f frozen
	if err := json.Unmarshal(text, &f); err != nil {
		return report.Annual{}, fmt.Errorf("read a frozen report: %w", err)
	}
	for i, words := range f.Words {
		if i < len(f.Identities) {
			f.Identities[i].Words = words
		}
	}
	return f.Annual, nil
}
