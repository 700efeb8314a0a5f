// Package fonts embeds the fonts with which letters are set. They are not
// committed: `make fonts` fetches and cuts them into ofl/ (SIL Open Font
// License, embedded in the binary) and gpl/ (the 仿宋, GPL with font exception,
// loaded at run time and never embedded). A plain checkout has neither, and
// says so when the first letter is made.
package fonts

import (
	"embed"
	"io/fs"
)

//go:embed all:ofl
var files embed.FS

// FS returns the embedded fonts by file name.
func FS() fs.FS {
	sub, err := fs.Sub(files, "ofl")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return sub
}
