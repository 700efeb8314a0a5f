package pdf

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"mingda/internal/fault"
)

// A role is what a face is for (GB/T 9704-2012).
type role int

const (
	body  role = iota // 仿宋
	title             // 小标宋
	heavy             // 黑体
)

// Fonts are the faces letters are set in, read once per process and safe for
// use by many goroutines.
type Fonts struct {
	chains    map[role][]*face // tried in order, character by character
	more      func() *face     // characters of GBK that the common ones lack; read when first needed
	rare      *face            // characters outside the basic plane, in the private use area; nil: none
	places    map[rune]rune    // where in rare they are
	uyghur    *face            // Arabic letters in presentation forms; nil: none
	fallbacks []string         // what is not as it should be
}

// LoadFonts reads the fonts: the 仿宋 from dir/gpl (or dir), the others from
// embedded. Without the 仿宋 letters are set in Noto Serif SC, and Fallbacks
// says so, as it does of faces for rare characters and Uyghur names, which a
// build can be without. Without the other embedded fonts there can be no
// letters: the error is fault.Unavailable, fonts_missing.
func LoadFonts(dir string, embedded fs.FS) (*Fonts, error) {
	f := &Fonts{}
	faces := map[string]*face{}
	for _, need := range []struct{ name, without string }{
		{"song", ""}, {"title", ""}, {"hei", ""},
		{"rare", "没有扩展区生僻字的字体，含这些字的文书签发不了"}, {"uyghur", "没有维吾尔文字体，含维吾尔文的文书签发不了"},
	} {
		data, err := fs.ReadFile(embedded, need.name+".ttf")
		if errors.Is(err, fs.ErrNotExist) && need.without != "" {
			f.fallbacks = append(f.fallbacks, need.without)
			continue
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fault.New(fault.Unavailable, "fonts_missing").Because(err)
		}
		if err != nil {
			return nil, err
		}
		if faces[need.name], err = parseFace(need.name, data); err != nil {
			return nil, fmt.Errorf("font %s: %w", need.name, err)
		}
	}
	f.rare, f.uyghur = faces["rare"], faces["uyghur"]
	f.more = sync.OnceValue(func() *face {
		data, err := fs.ReadFile(embedded, "song-more.ttf")
		if err != nil {
			return nil
		}
		more, _ := parseFace("song-more", data)
		return more
	})
	if f.rare != nil {
		var err error
		if f.places, err = readPlaces(embedded); err != nil {
			return nil, err
		}
	}
	song := faces["song"]
	f.chains = map[role][]*face{body: {song}, title: {faces["title"], song}, heavy: {faces["hei"], song}}
	fang, err := readFang(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.fallbacks = append(f.fallbacks, "没有仿宋（fonts/gpl/fang.ttf），正文用思源宋体")
	case err != nil:
		return nil, err
	default:
		f.chains[body] = []*face{fang, song}
	}
	return f, nil
}

// Fallbacks says which faces are not what the form of official papers asks
// for, a sentence each; nothing where all are there.
func (f *Fonts) Fallbacks() []string { return f.fallbacks }

func readFang(dir string) (*face, error) {
	data, err := os.ReadFile(filepath.Join(dir, "gpl", "fang.ttf"))
	if errors.Is(err, fs.ErrNotExist) {
		data, err = os.ReadFile(filepath.Join(dir, "fang.ttf"))
	}
	if err != nil {
		return nil, err
	}
	return parseFace("fang", data)
}

// readPlaces reads where the rare characters are.
func readPlaces(embedded fs.FS) (map[rune]rune, error) {
	text, err := fs.ReadFile(embedded, "rare.map")
	if err != nil {
		return nil, fault.New(fault.Unavailable, "fonts_missing").Because(err)
	}
	places := map[rune]rune{}
	for line := range strings.Lines(string(text)) {
		char, place, _ := strings.Cut(strings.TrimSpace(line), " ")
		c, err1 := strconv.ParseInt(char, 16, 32)
		p, err2 := strconv.ParseInt(place, 16, 32)
		if err := errors.Join(err1, err2); err != nil {
			return nil, fmt.Errorf("rare.map: %w", err)
		}
		places[rune(c)] = rune(p)
	}
	return places, nil
}

// find returns the face that draws the character in the role, and the
// character to draw with it, which is another one for rare characters.
func (f *Fonts) find(as role, r rune) (*face, rune, bool) {
	if r >= 0xE000 && r <= 0xF8FF {
		return nil, 0, false // private use: means nothing to anybody else
	}
	if place, ok := f.places[r]; ok {
		return f.rare, place, true
	}
	chain := f.chains[as]
	if as == body && isLatin(r) {
		chain = chain[len(chain)-1:] // the 仿宋 has Latin letters that are too heavy beside it
	}
	for _, face := range chain {
		if face.has(r) {
			return face, r, true
		}
	}
	if isArabic(r) && f.uyghur.has(r) {
		return f.uyghur, r, true
	}
	if more := f.more(); more != nil && more.has(r) {
		return more, r, true
	}
	return nil, 0, false
}

// Missing returns the characters of the text that no font has, each once, in
// the order in which they occur. Where an officer wrote them they are refused
// before a letter is signed.
func (f *Fonts) Missing(text string) []rune {
	var missing []rune
	seen := map[rune]bool{}
	for _, r := range text {
		if seen[r] || isLayout(r) || isInvisible(r) {
			continue
		}
		seen[r] = true
		if _, _, ok := f.find(body, r); !ok {
			missing = append(missing, r)
		}
	}
	return missing
}

// isLayout reports whether the character is a line end, tab or space of some
// kind, which are not drawn.
func isLayout(r rune) bool { return r == '\n' || r == '\r' || r == '\t' }

// Substitute is what stands on paper for a character that no font has.
const Substitute = '〓'

// Printable returns the text with Substitute for each character that no font
// has. It is for words that nobody in the office wrote, and that are quoted.
func (f *Fonts) Printable(text string) string {
	missing := string(f.Missing(text))
	if missing == "" {
		return text
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(missing, r) {
			return Substitute
		}
		return r
	}, text)
}

// isInvisible reports whether the character has no shape of its own: it says
// how those beside it are joined or ordered or may be parted, or nothing.
func isInvisible(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) &&
		!unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// The joiners say within a word written from right to left whether the letters
// beside them are joined.
const (
	nonJoiner = '\u200C'
	joiner    = '\u200D'
)

// visible drops the invisible characters of a text, but for joiners within a
// word written from right to left.
func visible(text string) string {
	if strings.IndexFunc(text, isInvisible) < 0 {
		return text
	}
	in := []rune(text)
	out := make([]rune, 0, len(in))
	for i, r := range in {
		within := i > 0 && i+1 < len(in) && isArabic(in[i-1]) && isArabic(in[i+1])
		if !isInvisible(r) || within && (r == nonJoiner || r == joiner) {
			out = append(out, r)
		}
	}
	return string(out)
}
