package demo

import _ "embed"

// Seal is the picture of a seal of nobody's, which says that it is one for
// showing only. It is drawn as seal.svg says, in Noto Serif SC.
//
//go:embed seal.png
var Seal []byte
