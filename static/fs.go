// Package static embeds what browsers fetch beside the pages: the style sheet
// and the scripts that `make assets` builds into dist, and the title font that
// `make fonts` puts there. dist is not in version control but for one empty
// file, so that a plain checkout compiles; pages then come without their look.
package static

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var files embed.FS

// FS returns the built files under their names in dist, such as "mingda.css"
// or "fonts/mingda-title.woff2".
func FS() fs.FS {
	dist, err := fs.Sub(files, "dist")
	if err != nil {
		panic(err) // only for an invalid name, and "dist" is none
	}
	return dist
}
