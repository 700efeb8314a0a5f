package portal_test

import (
	"net/netip"
	"strings"
	"testing"

	"mingda/internal/auth"
)

// TestGuessingKept: a restart forgives no wrong try of query codes and letters' codes; what is
// kept names no address; a right code writes nothing.
func TestGuessingKept(t *testing.T) {
	i := newInstallation(t, 1, nil)
	number, code := i.browser().ask(nil)
	from := func(address string) *browser {
		b := i.browser()
		b.address = address
		return b
	}
	kept := func() []auth.KeptTries {
		all, err := i.desk.DB.Brake(t.Context(), i.portal.Tries.Name())
		i.must(err)
		return all
	}
	from("203.0.113.9").open(number, code).wants(200)
	if all := kept(); len(all) > 0 {
		t.Errorf("a right code was kept: %+v", all)
	}
	for n := range 5 {
		b := from("203.0.113.7")
		if n%2 == 0 {
			b.open(number, "AAAA-BBBB-CCCC").wants(422)
		} else {
			b.get("/verify?code=7K2M").wants(422)
		}
	}
	for _, k := range kept() {
		if k.Origin != auth.Together && len(k.Origin) != 64 || strings.Contains(k.Origin, "203.0") {
			t.Errorf("kept %+v", k)
		}
	}
	i.restart()
	from("203.0.113.7").open(number, code).wants(429, "秒再试")
	from("203.0.113.8").open(number, code).wants(200)
}

// TestUnderFireKept: that many addresses guess at once is known after a restart too.
func TestUnderFireKept(t *testing.T) {
	i := newInstallation(t, 1, nil)
	number, _ := i.browser().ask(nil)
	for n := range 130 {
		i.must(i.portal.Tries.Try(netip.AddrFrom4([4]byte{203, 0, 113, byte(n)}), i.portal.Now(), "lookup_too_many"))
	}
	i.desk.KeepBrake(t.Context(), i.portal.Tries)
	i.restart()
	b := i.browser()
	b.address = "203.0.113.7"
	b.open(number, "AAAA-BBBB-CCCC").wants(422)
	b.open(number, "AAAA-BBBB-CCCC").wants(429)
}
