package auth

import "io"

// A LetterCode is the code that stands on a signed letter (查验码), in its bare
// form: eleven signs of codeAlphabet, 55 bits, and one that checks them. Unlike
// a query code it opens nothing but what the letter says of itself, so it is
// kept as it is.
type LetterCode string

// NewLetterCode returns a code from random. It fails only if random does.
func NewLetterCode(random io.Reader) (LetterCode, error) {
	c, err := NewQueryCode(random)
	if err != nil {
		return "", err
	}
	signs := string(c[:codeSigns-1])
	return LetterCode(signs + string(codeAlphabet[remainder(signs)])), nil
}

// String returns the code as it is printed: K7MT-9QRX-3WVH.
func (c LetterCode) String() string { return Code(c).String() }

// ParseLetterCode reads a code as people type it, see NormalizeCode. It reports
// false if that is no code or a sign of it is wrong.
func ParseLetterCode(typed string) (LetterCode, bool) {
	c, ok := NormalizeCode(typed)
	if !ok || remainder(string(c)) != 0 {
		return "", false
	}
	return LetterCode(c), true
}

// remainder reads the signs as a polynomial over the field of 32 elements and
// returns its value at a primitive one. With its check sign at the end a code
// gives 0; one sign read wrong, or two in each other's place, never do.
func remainder(signs string) byte {
	var sum byte
	for i := range len(signs) {
		sum ^= valueOf(signs[i])
		if i < codeSigns-1 {
			sum = timesAlpha(sum)
		}
	}
	return sum
}

// timesAlpha multiplies by the root of x⁵+x²+1.
func timesAlpha(v byte) byte {
	v <<= 1
	if v&32 != 0 {
		v ^= 0b100101
	}
	return v
}

func valueOf(sign byte) byte {
	for i := range len(codeAlphabet) {
		if codeAlphabet[i] == sign {
			return byte(i)
		}
	}
	panic("auth: no sign of a code")
}
