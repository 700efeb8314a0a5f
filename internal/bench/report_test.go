package bench

import (
	"strings"
	"testing"
	"time"
)

// TestReplace: a part that is measured again takes the place of the one before,
// and what people wrote around it stays.
func TestReplace(t *testing.T) {
	s := Section{Name: "mail"}
	first := Replace("# Figures\n\nBy hand.\n", s, "one\n")
	both := Replace(first, Section{Name: "pages"}, "two\n")
	again := Replace(both+"\nAfter.\n", s, "three\n")
	want := "# Figures\n\nBy hand.\n\n<!-- bench mail -->\nthree\n<!-- end of bench mail -->\n\n<!-- bench pages -->\ntwo\n<!-- end of bench pages -->\n\nAfter.\n"
	if again != want {
		t.Errorf("got\n%s\nwant\n%s", again, want)
	}
}

func TestFigures(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{thousands(999), "999"}, {thousands(1000), "1,000"}, {thousands(1234567), "1,234,567"},
		{rate(9.44), "9.4"}, {rate(1234.5), "1,235"}, {milliseconds(1500 * time.Microsecond), "1.5 ms"}, {milliseconds(90 * time.Microsecond), "0.09 ms"},
		{times(10, 4), "2.5"}, {times(1, 0), "unknown"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
	if m := median([]float64{5, 1, 3}); m != 3 {
		t.Errorf("median %v", m)
	}
	if m := median([]time.Duration{4, 2}); m != 3 {
		t.Errorf("median %v", m)
	}
	twenty := []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20}
	for of, want := range map[int]int{0: 1, 5: 1, 6: 2, 50: 10, 95: 19, 96: 20, 100: 20} {
		if p := percentile(twenty, of); p != want {
			t.Errorf("percentile %d of twenty: %d, want %d", of, p, want)
		}
	}
}

// TestMails: the made-up mails are what the measurement says they are.
func TestMails(t *testing.T) {
	at := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	for n, want := range []string{"multipart/mixed", "charset=GB2312", "charset=UTF-8"} {
		raw := string(newWriter(1).mail(n, at))
		if !strings.Contains(raw, want) || strings.Contains(strings.ReplaceAll(raw, "\r\n", ""), "\n") {
			t.Errorf("mail %d has no %s, or a bare line end", n, want)
		}
		if again := string(newWriter(1).mail(n, at)); again != raw {
			t.Errorf("mail %d is not the same twice", n)
		}
	}
}
