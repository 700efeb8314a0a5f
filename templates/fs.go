// Package templates embeds the HTML templates: layouts and partials, and one
// file for each page under desk, bureau, portal and shared. It holds no logic; what the
// templates are given is typed in internal/page and in the doors.
package templates

import "embed"

// FS holds every template under the name it has in this folder, such as
// "layout_desk.html", "partials/field.html" or "desk/case_show.html".
//
//go:embed *.html partials desk bureau portal shared
var FS embed.FS
