package casefile

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestNumberKey: one number has one form, however it is written; what is none has none.
func TestNumberKey(t *testing.T) {
	for typed, want := range map[string]string{
		"13800001111": "13800001111", "138-0000-1111": "13800001111", "+86 138 0000 1111": "13800001111", "0086-13800001111": "13800001111",
		"１３８００００１１１１": "13800001111", "（0990）622-0001": "09906220001", "65000019900307001X": "65000019900307001x", "65000019900307001Ｘ": "65000019900307001x",
		"Li@Mail.Example": "li@mail.example", "li＠mail.example": "li@mail.example", "91650102MA77XXXX2K": "91650102ma77xxxx2k",
		"E12345678": "e12345678", "2026-0158": "20260158",
		"征收补偿": "", "团结路1234567号": "", "a@b": "", "123456": "", "abcdefgh": "", "": "", "@": "",
	} {
		if got := NumberKey(typed); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}

// TestWithDigests: words that are numbers carry a digest, and those written apart are joined;
// two numbers side by side, and numbers of cases, stay what they are.
func TestWithDigests(t *testing.T) {
	digest := func(key string) string { return "<" + key + ">" }
	for typed, want := range map[string]string{
		"征收 13800001111":        "征收 13800001111ⵣ<13800001111>",
		"138 0000 1111 征收":      "13800001111ⵣ<13800001111> 征收",
		"+86 138 0000 1111":     "+8613800001111ⵣ<13800001111>",
		"0990 6220001":          "09906220001ⵣ<09906220001>",
		"0990 622 0001":         "09906220001ⵣ<09906220001>",
		"2026 0158":             "2026 0158",
		"2026-0158 13800001111": "2026-0158ⵣ<20260158> 13800001111ⵣ<13800001111>",
		"ⵣ":                     "",
		"650000 19900307 001X":  "65000019900307001Xⵣ<65000019900307001x>",
	} {
		if got := WithDigests(typed, digest); got != want {
			t.Errorf("%q becomes %q, want %q", typed, got, want)
		}
	}
}

// TestNumbersSpaced: whatever stands between the signs of a number, it is the same.
func TestNumbersSpaced(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.StringMatching(`1[3-9][0-9]{9}`).Draw(t, "number")
		var b strings.Builder
		for _, r := range number {
			b.WriteRune(r + rapid.SampledFrom([]rune{0, '！' - '!'}).Draw(t, "wide"))
			b.WriteString(rapid.SampledFrom([]string{"", "-", " ", "　"}).Draw(t, "between"))
		}
		if got := NumberKey(b.String()); got != number {
			t.Errorf("%q is %q, want %q", b.String(), got, number)
		}
	})
}

// TestNumbers: a case is found by the numbers of all its people, each of several phones, and
// by those that stand in what is asked for.
func TestNumbers(t *testing.T) {
	c := &Case{Applicant: Applicant{IDNumber: "65000019900307001X", Phone: "0990-6220001，138 0000 1111", Email: "Li@Mail.example", Address: "团结路1号"}}
	c.Wants.Content = "账号6222021234567890123，联系wang@mail.example"
	c.Jointly = []JointApplicant{{Applicant: Applicant{Phone: "13911112222"}}}
	c.Others = []Addressee{{Phone: "13733334444"}}
	for _, want := range []string{"65000019900307001x", "09906220001", "13800001111", "li@mail.example", "6222021234567890123", "wang@mail.example", "13911112222", "13733334444"} {
		if !slices.Contains(c.Numbers(), want) {
			t.Errorf("%s is not among %v", want, c.Numbers())
		}
	}
}
