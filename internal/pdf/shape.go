package pdf

import "slices"

// forms are the presentation forms of a letter of the Uyghur alphabet, and of
// the few others that occur in names: alone, at the end, at the beginning, in
// the middle of a joined group. A letter without the last two joins only to
// the one before it.
var forms = map[rune][4]rune{
	'ئ': {0xFE89, 0xFE8A, 0xFE8B, 0xFE8C}, 'ا': {0xFE8D, 0xFE8E}, 'ە': {0xFEE9, 0xFEEA},
	'ب': {0xFE8F, 0xFE90, 0xFE91, 0xFE92}, 'پ': {0xFB56, 0xFB57, 0xFB58, 0xFB59}, 'ت': {0xFE95, 0xFE96, 0xFE97, 0xFE98},
	'ج': {0xFE9D, 0xFE9E, 0xFE9F, 0xFEA0}, 'چ': {0xFB7A, 0xFB7B, 0xFB7C, 0xFB7D}, 'خ': {0xFEA5, 0xFEA6, 0xFEA7, 0xFEA8},
	'د': {0xFEA9, 0xFEAA}, 'ر': {0xFEAD, 0xFEAE}, 'ز': {0xFEAF, 0xFEB0}, 'ژ': {0xFB8A, 0xFB8B},
	'س': {0xFEB1, 0xFEB2, 0xFEB3, 0xFEB4}, 'ش': {0xFEB5, 0xFEB6, 0xFEB7, 0xFEB8}, 'غ': {0xFECD, 0xFECE, 0xFECF, 0xFED0},
	'ف': {0xFED1, 0xFED2, 0xFED3, 0xFED4}, 'ق': {0xFED5, 0xFED6, 0xFED7, 0xFED8}, 'ك': {0xFED9, 0xFEDA, 0xFEDB, 0xFEDC},
	'گ': {0xFB92, 0xFB93, 0xFB94, 0xFB95}, 'ڭ': {0xFBD3, 0xFBD4, 0xFBD5, 0xFBD6}, 'ل': {0xFEDD, 0xFEDE, 0xFEDF, 0xFEE0},
	'م': {0xFEE1, 0xFEE2, 0xFEE3, 0xFEE4}, 'ن': {0xFEE5, 0xFEE6, 0xFEE7, 0xFEE8}, 'ھ': {0xFBAA, 0xFBAB, 0xFBAC, 0xFBAD},
	'و': {0xFEED, 0xFEEE}, 'ۇ': {0xFBD7, 0xFBD8}, 'ۆ': {0xFBD9, 0xFBDA}, 'ۈ': {0xFBDB, 0xFBDC}, 'ۋ': {0xFBDE, 0xFBDF},
	'ې': {0xFBE4, 0xFBE5, 0xFBE6, 0xFBE7}, 'ى': {0xFEEF, 0xFEF0, 0xFBE8, 0xFBE9}, 'ي': {0xFEF1, 0xFEF2, 0xFEF3, 0xFEF4},
}

// lamAlef are the joined forms of lam with alef after it: alone, at the end.
var lamAlef = [2]rune{0xFEFB, 0xFEFC}

// isArabic reports whether the character belongs to a word written from right
// to left.
func isArabic(r rune) bool {
	return r >= 0x0600 && r <= 0x06FF || r >= 0xFB50 && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC
}

// A shaped letter is what is drawn and what it stands for.
type shaped struct {
	drawn  rune
	actual string
}

// shape returns what to draw for a word written from right to left: letters
// joined, in the order from left to right. has says which characters the font
// has; a form it lacks is drawn as the letter itself.
func shape(text string, has func(rune) bool) []shaped {
	in := []rune(text)
	var out []shaped
	joined := false // whether the letter before reaches out to this one
	for i := 0; i < len(in); i++ {
		if in[i] == nonJoiner || in[i] == joiner {
			joined = joined && in[i] == joiner // said by the form of the letters beside it
			continue
		}
		f, known := forms[in[i]]
		if !known {
			out, joined = append(out, shaped{in[i], string(in[i])}), false
			continue
		}
		if in[i] == 'ل' && i+1 < len(in) && in[i+1] == 'ا' {
			if pick := lamAlef[b2i(joined)]; has(pick) {
				out, joined = append(out, shaped{pick, "لا"}), false
				i++
				continue
			}
		}
		reaches := f[2] != 0 && i+1 < len(in) && (in[i+1] == joiner || forms[in[i+1]] != [4]rune{})
		pick := f[b2i(joined)+2*b2i(reaches)]
		if !has(pick) {
			pick = in[i]
		}
		out, joined = append(out, shaped{pick, string(in[i])}), reaches
	}
	slices.Reverse(out)
	return out
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
