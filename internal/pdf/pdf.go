// Package pdf lays a letter.Letter on paper and returns the bytes of a PDF. It
// knows no law and no case. It breaks lines itself, because gofpdf's own
// MultiCell and SplitText lose a character at every automatic break of Chinese
// text, and it checks every character before drawing, because gofpdf panics on
// those outside the basic plane and draws an empty box for those a font lacks.
//
// The same letter, fonts and options give the same bytes, and no letter makes
// Render panic.
package pdf
