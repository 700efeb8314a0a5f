package auth

import (
	"fmt"
	"net/netip"
	"sync"
	"testing"
	"time"

	"mingda/internal/fault"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func at(s string) netip.Addr { return netip.MustParseAddr(s) }

// tries makes n wrong tries spread over the time and says how many got through.
func tries(t *Throttle, n int, each time.Duration, from time.Time, a func(i int) Attempt) (through int) {
	for i := range n {
		if t.Try(a(i), from.Add(time.Duration(i)*each)) == nil {
			through++
		}
	}
	return through
}

func TestThrottleGrows(t *testing.T) {
	th := NewThrottle(100, nil)
	a := Attempt{Login: "feng", Address: at("10.0.0.5")}
	now := noon
	var waits []int
	for range 14 {
		for wait := 0; ; wait++ {
			if err := th.Try(a, now); err == nil {
				waits = append(waits, wait)
				break
			} else if fault.KindOf(err) != fault.TooMany {
				t.Fatal(err)
			}
			now = now.Add(time.Second)
		}
	}
	want := "[0 0 0 0 5 10 20 40 80 160 320 640 900 900]"
	if got := fmt.Sprint(waits); got != want {
		t.Errorf("seconds to wait before each try: %s, want %s", got, want)
	}
	if err := th.Try(a, now.Add(25*time.Hour)); err != nil {
		t.Errorf("a day later: %v", err)
	}
}

// The point of it: somebody attacks feng's login, in each of the ways there
// are; feng sits down at her desk and signs in.
func TestAttackDoesNotLockOut(t *testing.T) {
	desk := Attempt{Login: "feng", Address: at("10.0.0.5")}
	device := Attempt{Login: "feng", Address: at("10.0.0.5"), Device: "d1"}
	for _, tt := range []struct {
		name   string
		attack func(i int) Attempt
		feng   Attempt
	}{
		{"from one address", func(int) Attempt { return Attempt{Login: "feng", Address: at("203.0.113.9")} }, desk},
		{"from ten thousand addresses", func(i int) Attempt {
			return Attempt{Login: "FENG", Address: netip.AddrFrom4([4]byte{203, 0, byte(i >> 8), byte(i)})}
		}, desk},
		{"from her own address, she has her browser", func(int) Attempt { return Attempt{Login: "feng", Address: at("10.0.0.5")} }, device},
		{"many logins from her own address", func(i int) Attempt {
			return Attempt{Login: fmt.Sprint("u", i), Address: at("10.0.0.5")}
		}, device},
		{"with another's browser", func(int) Attempt { return Attempt{Login: "feng", Address: at("10.0.0.5"), Device: "d2"} }, device},
	} {
		t.Run(tt.name, func(t *testing.T) {
			th := NewThrottle(1000, nil)
			th.Remember("feng", desk.Address)
			through := tries(th, 10_000, time.Second, noon, tt.attack)
			if through > 120 { // 30 free, then with growing delays, in 2 h 47 min
				t.Errorf("the attack made %d tries", through)
			}
			if err := th.Try(tt.feng, noon.Add(10_000*time.Second)); err != nil {
				t.Errorf("feng: %v", err)
			}
			if len(th.counts) > 1000 {
				t.Errorf("%d counts kept", len(th.counts))
			}
		})
	}
}

func TestThrottleRight(t *testing.T) {
	th := NewThrottle(100, nil)
	a := Attempt{Login: "feng", Address: at("10.0.0.5")}
	for i := range 100 { // right every time: never slowed
		if err := th.Try(a, noon.Add(time.Duration(i)*time.Second)); err != nil {
			t.Fatalf("try %d: %v", i, err)
		}
		th.Right(a)
	}
	if len(th.counts) != 0 {
		t.Errorf("counts left: %v", th.counts)
	}
	// A right password at one place gives an attacker of the same login no new tries.
	attacker := func(i int) Attempt { return Attempt{Login: "feng", Address: at(fmt.Sprint("203.0.113.", i))} }
	before := tries(th, 25, 0, noon, attacker)
	if before != freeLogin {
		t.Errorf("%d tries before the delay, want %d", before, freeLogin)
	}
	_ = th.Try(a, noon) // feng herself, counted and taken back
	th.Right(a)
	if err := th.Try(attacker(99), noon); err == nil {
		t.Error("feng's signing in gave the attacker new tries")
	}
}

func TestThrottleTogether(t *testing.T) {
	th := NewThrottle(100, nil)
	var mu sync.Mutex
	through := 0
	var wg sync.WaitGroup
	for range 200 {
		wg.Go(func() {
			if th.Try(Attempt{Login: "feng", Address: at("203.0.113.9")}, noon) == nil {
				mu.Lock()
				through++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if through != freeHere {
		t.Errorf("%d tries at once went through, want %d", through, freeHere)
	}
}

func TestThrottleClockSetBack(t *testing.T) {
	th := NewThrottle(100, nil)
	a := Attempt{Login: "feng", Address: at("10.0.0.5")}
	tries(th, freeHere, 0, noon, func(int) Attempt { return a })
	yesterday := noon.Add(-20 * time.Hour)
	err := th.Try(a, yesterday)
	if err == nil || err.Error() != "密码错得太多，请过 5 秒再试。忘了密码，找本单位管理员恢复。" {
		t.Errorf("after the clock was set back: %v", err)
	}
	if err := th.Try(a, yesterday.Add(5*time.Second)); err != nil {
		t.Errorf("after the seconds it said: %v", err)
	}
}

func TestTries(t *testing.T) {
	tr := NewTries(5, 100)
	a := at("203.0.113.9")
	for i := range 5 {
		if err := tr.Try(a, noon, "lookup_too_many"); err != nil {
			t.Fatalf("try %d: %v", i, err)
		}
	}
	err := tr.Try(a, noon, "lookup_too_many")
	if err == nil || err.Error() != "连续填错多次，请过 12 秒再试。收件号和查询码在回执或确认邮件上；查询码丢了，打电话核对身份，换一个新的。" {
		t.Errorf("sixth try: %v", err)
	}
	if err := tr.Try(at("203.0.113.10"), noon, "lookup_too_many"); err != nil {
		t.Errorf("the neighbour: %v", err)
	}
	if err := tr.Try(a, noon.Add(12*time.Second), "lookup_too_many"); err != nil {
		t.Errorf("after the seconds it said: %v", err)
	}
	if err := tr.Try(a, noon.Add(-time.Hour), "lookup_too_many"); err == nil || fault.KindOf(err) != fault.TooMany {
		t.Errorf("clock set back: %v", err)
	}
	if err := tr.Try(a, noon.Add(-time.Hour+time.Minute), "lookup_too_many"); err != nil {
		t.Errorf("clock set back, a minute later: %v", err)
	}
}

func TestTriesRightAndRate(t *testing.T) {
	tr := NewTries(5, 100)
	a := at("203.0.113.9")
	for i := range 50 {
		if err := tr.Try(a, noon, "lookup_too_many"); err != nil {
			t.Fatalf("right try %d: %v", i, err)
		}
		tr.Right(a, noon)
	}
	if len(tr.fullAt) != 0 {
		t.Errorf("book %v", tr.fullAt)
	}
	through := 0
	for s := range 3600 {
		if tr.Try(a, noon.Add(time.Duration(s)*time.Second), "lookup_too_many") == nil {
			through++
		}
	}
	if through < 300 || through > 305 {
		t.Errorf("%d wrong tries in an hour, want 5 a minute", through)
	}
}

// However many addresses there are, the book stays small, and the one that is
// guessing hardest is the last to be forgotten.
func TestTriesBounded(t *testing.T) {
	tr := NewTries(5, 100)
	a := at("203.0.113.9")
	for range 5 {
		_ = tr.Try(a, noon, "lookup_too_many")
	}
	for i := range 5000 {
		_ = tr.Try(netip.AddrFrom4([4]byte{10, 1, byte(i >> 8), byte(i)}), noon.Add(time.Second), "lookup_too_many")
	}
	if len(tr.fullAt) > 100 {
		t.Errorf("book of %d", len(tr.fullAt))
	}
	if tr.Try(a, noon.Add(2*time.Second), "lookup_too_many") == nil {
		t.Error("a crowd of addresses gave the guesser new tries")
	}
}

func TestNetwork(t *testing.T) {
	for _, tt := range []struct{ a, want string }{
		{"203.0.113.9", "203.0.113.9"},
		{"::ffff:203.0.113.9", "203.0.113.9"},
		{"2001:db8:1:2:3::9", "2001:db8:1:2::/64"},
		{"fe80::1%eth0", "fe80::/64"},
	} {
		if got := Network(at(tt.a)); got != tt.want {
			t.Errorf("Network(%s) = %s, want %s", tt.a, got, tt.want)
		}
	}
}
