// Package mangle makes of good input what arrives when something is wrong with it: cut off,
// repeated, mixed with another, with signs that nobody expects. Tests that read foreign bytes
// begin with it, the same each time, so that every run of the tests tries many; any bytes at
// all are for the fuzzing engine.
package mangle

import (
	"math/rand/v2"
	"slices"
)

// signs are what readers stumble over: ends, escapes, marks of order, no characters, numbers
// at their limits, brackets that never close.
var signs = []string{
	"\x00", "\xff", "\xff\xfe", "\xed\xa0\x80", "\ufeff", "\u202e", "\r", "\n", "\r\n\r\n", "\t", "\"", "'", "\\", "%00", "&#0;", "<", "]]>", "<!--", "--", "=", "=?", ";", ",", ":",
	"0", "-1", "1e309", "9223372036854775808", "0000-00-00", "9999-12-31", "{", "[[[[[[[[", "}", "𠮷", "ئ", "〇",
}

// Of returns n inputs made of the good ones, each by one to four changes; of none it makes none.
func Of[T ~string | ~[]byte](n int, good ...T) []T {
	if len(good) == 0 {
		return nil
	}
	random := rand.New(rand.NewPCG(uint64(n), uint64(len(good)))) //nolint:gosec // the same each time
	made := make([]T, n)
	for i := range made {
		raw := []byte(good[random.IntN(len(good))])
		for range 1 + random.IntN(4) {
			raw = change(random, slices.Clone(raw), []byte(good[random.IntN(len(good))]))
		}
		made[i] = T(raw)
	}
	return made
}

// change makes one change to raw; other is what it may be mixed with.
func change(random *rand.Rand, raw, other []byte) []byte {
	from, to := run(random, len(raw))
	switch random.IntN(7) {
	case 0: // cut off
		return raw[:from]
	case 1: // a piece is lost
		return slices.Delete(raw, from, to)
	case 2: // a piece comes twice, or very often
		return slices.Insert(raw, to, slices.Repeat(raw[from:to], []int{1, 1, 50}[random.IntN(3)])...)
	case 3: // a sign, or a row of them
		return slices.Insert(raw, from, slices.Repeat([]byte(signs[random.IntN(len(signs))]), []int{1, 1, 200}[random.IntN(3)])...)
	case 4: // the rest is another's
		return append(raw[:from], other[min(from, len(other)):]...)
	case 5: // a piece of another
		start, end := run(random, len(other))
		return slices.Insert(raw, from, other[start:end]...)
	default: // a byte is another
		if from < len(raw) {
			raw[from] ^= byte(1 + random.IntN(255))
		}
		return raw
	}
}

// run returns where a piece of up to forty bytes begins and ends in n.
func run(random *rand.Rand, n int) (from, to int) {
	from = random.IntN(n + 1)
	return from, min(from+random.IntN(41), n)
}
