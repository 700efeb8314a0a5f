package desk

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/sqlite"
)

const childEnv = "MINGDA_TEST_DESK_CHILD"

// killed is how many mails and how many forms the kill tests take in.
const killed = 500

// childMain takes mails or forms in from where the last process was killed, or
// handles a large mail, and says on standard output what it acknowledges. It
// never returns.
func childMain(arg string) {
	what, dir, _ := strings.Cut(arg, " ")
	d, err := openDesk(dir, time.Now)
	if err == nil {
		_, err = d.Recover(ctx)
	}
	if err == nil {
		fmt.Println("open")
		err = map[string]func(*Desk) error{"mails": takeMails, "forms": takeForms, "large": handleLargeMail, "additions": takeAdditions, "sign": signLetters, "notices": putNotices, "objections": takeObjections, "hand-overs": handOvers, "splits": splitCases, "joins": joinCases, "reviews": hearParties, "register": takeRegister, "yearlies": publishYearlies, "destroys": destroyLists}[what](d)
	}
	fmt.Println("ended", strings.ReplaceAll(fmt.Sprint(err), "\n", "; ")) // on one line, however many erred
	os.Exit(0)
}

// mailNumber is the n-th mail as it lies on the server.
func mailNumber(n int) RawMail {
	raw := letterIn(fmt.Sprintf("m%d@example.com", n), "") + strings.Repeat("附页 ", n%400)
	return RawMail{Agency: 1, Mailbox: "INBOX", UIDValidity: 1, UID: uint32(n), Body: strings.NewReader(raw)}
}

// takeMails takes in what was not taken in before, in batches, as a mailbox is
// fetched: what is not acknowledged stays on the server.
func takeMails(d *Desk) error {
	for from := 1; from <= killed; from += 8 {
		var uids []uint32
		for n := from; n < min(from+8, killed+1); n++ {
			uids = append(uids, uint32(n))
		}
		seen, err := d.MailsSeen(ctx, "INBOX", 1, uids)
		if err != nil {
			return err
		}
		var batch []RawMail
		for _, uid := range uids {
			batch = append(batch, mailNumber(int(uid)))
		}
		if len(seen) < len(uids) { // the others are sent twice on purpose
			if err := d.TakeMails(ctx, batch); err != nil {
				return err
			}
		}
		fmt.Println("acknowledged", from, from+len(uids)-1)
	}
	return nil
}

// takeForms sends every form, the earlier ones again: a click that got no
// answer is clicked again.
func takeForms(d *Desk) error {
	for n := 1; n <= killed; n++ {
		f := form(casefile.ByDownload)
		f.Applicant.Name = fmt.Sprint("申请人", n)
		ticket, err := d.TakeForm(ctx, fmt.Sprint("form ", n), f)
		if err != nil {
			return err
		}
		fmt.Println("acknowledged", n, n, ticket.Number, ticket.Code)
	}
	return nil
}

// registered registers n requests by the web. It does not ask on the way whether all is
// sound, as web and register do.
func (b *bench) registered(n int, key string) []casefile.ID {
	b.t.Helper()
	ids := make([]casefile.ID, n)
	for i := range ids {
		ticket, err := b.TakeForm(ctx, fmt.Sprint(key, " ", i), form(casefile.ByDownload))
		b.must(err)
		in, err := b.Input(ctx, b.by("clerk"), ticket.Input)
		b.must(err)
		p := in.Candidates[in.Proposed]
		ids[i], err = b.Register(ctx, b.by("clerk"), ticket.Input, Registration{Version: in.Input.Version, Applicant: people, Wants: wants(casefile.ByDownload), On: p.On, Ground: p.Ground})
		b.must(err)
	}
	return ids
}

// atOnce does something n times at once and returns, once all have ended, what went wrong.
func atOnce(n int, do func(i int) error) error {
	var all sync.WaitGroup
	wrong := make([]error, n)
	for i := range wrong {
		all.Go(func() { wrong[i] = do(i) })
	}
	all.Wait()
	return errors.Join(wrong...)
}

// reopen opens the office again, as after a restart, on its files and by its clock.
func (b *bench) reopen() {
	b.t.Helper()
	d, err := openDesk(b.dir, b.Now)
	b.must(err)
	b.t.Cleanup(func() { d.DB.Close() })
	d.Fonts, b.Desk = b.Fonts, d
}

// An acknowledgement is what a sender was told.
type acknowledgement struct{ number, code string }

// runAndKill runs children over one office until one ends by itself, killing
// each a moment after it acknowledged a random number of things, atMost at most,
// that were not acknowledged before: however quick the machine is, it is killed often. Some
// are killed soon after their start, while they send again what is there.
// It returns what they acknowledged.
func runAndKill(t *testing.T, what, dir string, atMost int) map[int]acknowledgement {
	t.Helper()
	told := map[int]acknowledgement{}
	kills := 0
	for range 400 {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), childEnv+"="+what+" "+dir)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		kill := func() {
			time.AfterFunc(time.Duration(rand.IntN(4000))*time.Microsecond, func() { child.Process.Kill() })
		}
		ended, left := "", 1+rand.IntN(atMost)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			line := lines.Text()
			var from, to int
			var a acknowledgement
			switch {
			case line == "open" && rand.IntN(4) == 0:
				kill()
			case line == "open":
			case strings.HasPrefix(line, "ended"):
				ended = line
			default:
				fmt.Sscan(strings.TrimPrefix(line, "acknowledged "), &from, &to, &a.number, &a.code)
				for n := from; n <= to; n++ {
					before, again := told[n]
					if again && before != a {
						t.Errorf("%d was told %v and then %v", n, before, a)
					}
					told[n] = a
					if !again {
						if left--; left == 0 {
							kill()
						}
					}
				}
			}
		}
		if err := child.Wait(); err != nil {
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.ExitCode() != -1 {
				t.Fatalf("the child failed: %v, %s", err, ended)
			}
			kills++
			continue
		}
		if ended != "ended <nil>" {
			t.Fatal(ended)
		}
		if kills < 5 {
			t.Errorf("killed %d times only: the test tests little", kills)
		}
		t.Logf("%d acknowledged over %d kills", len(told), kills)
		return told
	}
	t.Fatal("it never ends")
	return nil
}

// afterKills opens the office again and wants everything once, and sound.
func afterKills(t *testing.T, what string) (*bench, map[int]acknowledgement, []sqlite.InputRow) {
	t.Helper()
	if testing.Short() {
		t.Skip("takes many seconds")
	}
	b := newBench(t)
	b.must(b.DB.Close())
	told := runAndKill(t, what, b.dir, 60)
	b.reopen()
	if n, err := b.Recover(ctx); n != 0 || err != nil {
		t.Errorf("the last one left %d behind, %v", n, err)
	}
	rows, err := b.DB.Inputs(ctx, sqlite.InputFilter{Limit: 2 * killed})
	b.must(err)
	if len(rows) != killed || len(told) != killed {
		t.Errorf("%d inputs, %d acknowledged, of %d", len(rows), len(told), killed)
	}
	b.sound()
	if left, err := b.Files.Intents(); err != nil || len(left) != 0 {
		t.Errorf("%d intents left, %v", len(left), err)
	}
	return b, told, rows
}

// TestKilledTakingMails: nothing lost, nothing doubled, each mail byte for byte.
func TestKilledTakingMails(t *testing.T) {
	b, _, rows := afterKills(t, "mails")
	have := map[string]int{}
	for _, r := range rows {
		have[r.File]++
	}
	for n := 1; n <= killed; n++ {
		hash, _, err := b.Files.Put(mailNumber(n).Body, 0)
		if err != nil || have[string(hash)] != 1 {
			t.Errorf("mail %d is there %d times, %v", n, have[string(hash)], err)
		}
	}
}

// TestKilledTakingForms: every number and code that somebody was told opens
// that person's request.
func TestKilledTakingForms(t *testing.T) {
	b, told, _ := afterKills(t, "forms")
	names := map[string]bool{}
	for n, a := range told {
		v, err := b.OpenStatus(ctx, a.number, a.code)
		if err != nil {
			t.Errorf("form %d was told %v: %v", n, a, err)
			continue
		}
		i, err := loadInput(ctx, b.DB, v.Input)
		b.must(err)
		if want := fmt.Sprint("申请人", n); i.Digest.Sender != want {
			t.Errorf("form %d opens the request of %s", n, i.Digest.Sender)
		}
		names[i.Digest.Sender] = true
	}
	if len(names) != killed {
		t.Errorf("%d of %d requests", len(names), killed)
	}
}
