package desk

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/inbox"
	"mingda/internal/intake"
)

// TestConfirmedMeanwhile: a decision about a mail stands though its confirmation
// went out while the clerk thought; what the clerk must know of still stops it.
func TestConfirmedMeanwhile(t *testing.T) {
	for name, decide := range map[string]func(b *bench, id, other inbox.ID, seen InputView) error{
		"register": func(b *bench, id, _ inbox.ID, seen InputView) error {
			_, err := b.Register(ctx, b.by("clerk"), id, Registration{
				Version: seen.Input.Version, Applicant: people, Wants: wants(casefile.ByEmail), On: seen.Input.ArrivedOn(), Ground: casefile.ReachedMailbox, Reason: "从严",
			})
			return err
		},
		"join": func(b *bench, id, other inbox.ID, seen InputView) error {
			into := b.caseOf(b.view(other).Input.Cases[0]).Number
			_, err := b.Join(ctx, b.by("clerk"), id, Joining{Version: seen.Input.Version, Number: into})
			return err
		},
		"set aside": func(b *bench, id, _ inbox.ID, seen InputView) error {
			return b.SetAside(ctx, b.by("clerk"), id, seen.Input.Version, inbox.TestMail, "")
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			other := b.mail(1, "one@example.com", letterIn("one@example.com", ""))
			b.sendAll()
			b.register(other, wants(casefile.ByEmail))
			id := b.mail(2, "two@example.com", letterIn("two@example.com", "X-Second: 1\r\n"))
			before := b.view(id)
			b.sendAll()
			if now := b.view(id).Input; !now.Told || now.Version == before.Input.Version {
				t.Fatal("no confirmation went out")
			}
			seen := b.view(id)
			b.must(b.Call(ctx, b.by("clerk"), id, intake.Call{At: b.at, Outcome: intake.Busy}))
			b.refused(decide(b, id, other, seen), "stale_version")
			b.refused(decide(b, id, other, before), "stale_version")

			id = b.mail(3, "three@example.com", letterIn("three@example.com", "X-Third: 1\r\n"))
			before = b.view(id)
			b.sendAll()
			b.must(decide(b, id, other, before))
			b.sound()
		})
	}
}
