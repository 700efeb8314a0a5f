package auth

import (
	"net/netip"
	"testing"
	"time"

	"mingda/internal/fault"
)

// TestTriesTogether: ten thousand addresses that guess at once have one try a minute each
// instead of five; somebody who comes meanwhile for the first time, mistypes nothing, and
// comes again is not held up; when it is quiet, all is as before.
func TestTriesTogether(t *testing.T) {
	guess := func(tries *Tries) (through int) {
		for n := range 600_000 { // an hour in which each of ten thousand tries once a minute and more
			address := netip.AddrFrom4([4]byte{203, 0, byte(n % 10_000 >> 8), byte(n % 10_000)})
			if tries.Try(address, noon.Add(time.Duration(n)*2*time.Millisecond), "lookup_too_many") == nil {
				through++
			}
		}
		return through
	}
	const addresses = 20_000
	alone, together := guess(NewTries(5, addresses)), guess(NewTries(5, addresses).Together(120))
	if minutes := 20; together > 10_000*(minutes+1) || alone < 2*together {
		t.Errorf("%d guesses in %d minutes, %d if each is counted alone", together, minutes, alone)
	}

	tries := NewTries(5, addresses).Together(120)
	for n := range 200 {
		tries.Try(netip.AddrFrom4([4]byte{203, 0, 113, byte(n)}), noon, "lookup_too_many")
	}
	honest := at("10.0.0.5")
	for range 50 {
		if err := tries.Try(honest, noon, "lookup_too_many"); err != nil {
			t.Fatalf("who has the code is held up: %v", err)
		}
		tries.Right(honest, noon)
	}
	if tries.Try(honest, noon, "lookup_too_many") != nil || fault.KindOf(tries.Try(honest, noon, "lookup_too_many")) != fault.TooMany {
		t.Error("not one wrong try under fire, or two")
	}
	later := noon.Add(2 * time.Minute)
	for n := range 5 {
		if err := tries.Try(honest, later, "lookup_too_many"); err != nil {
			t.Errorf("try %d when it is quiet: %v", n, err)
		}
	}
}
