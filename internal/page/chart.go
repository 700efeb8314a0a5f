package page

import (
	"html/template"

	"mingda/internal/chart"
)

// A Chart is a picture of figures with the same figures in a table, where each leads to
// its cases. Partial "chart".
type Chart struct {
	chart.Chart
	Folded bool   // the table is behind 看数字; else it stands by the picture
	Note   string // what has to be known of the figures
}

// Picture returns the picture.
func (c Chart) Picture() template.HTML {
	return template.HTML(c.SVG()) // escapes what it is given
}
