package page_test

import (
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/page"
	"mingda/templates"
)

func TestStyleguideRenders(t *testing.T) {
	set, err := page.Parse(templates.FS, page.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := set.Execute("shared/styleguide", page.Styleguide(page.Base{}, calendar.NewDate(2026, 11, 23))); err != nil {
		t.Fatal(err)
	}
}
