package desk

import (
	"context"
	"time"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/sqlite"
)

// How far the calendar of a person reaches: what is longer late stands on the day's
// list, and a calendar program is not to fetch tens of thousands of days.
const (
	feedBack  = 90  // days before today
	feedAhead = 366 // and after it
	feedMost  = 2000
)

// FeedMade returns when the person's calendar got its secret address; no instant
// where it has none.
func (d *Desk) FeedMade(ctx context.Context, by auth.User) (time.Time, error) {
	return d.DB.FeedMade(ctx, by.ID)
}

// NewFeed gives the calendar of a person a secret, which is told this once. The
// one before ends.
func (d *Desk) NewFeed(ctx context.Context, by auth.User) (auth.FeedSecret, error) {
	if auth.SightOf(by) == (auth.Sight{}) {
		return "", auth.May(by, casefile.See, auth.Subject{Agency: by.Agency})
	}
	secret, err := auth.NewFeedSecret(d.Random)
	if err != nil {
		return "", err
	}
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		return tx.PutFeed(ctx, by.ID, auth.HashFeedSecret(d.CodeKey, secret), d.now())
	})
	return secret, err
}

// EndFeed ends the secret address of a person's calendar.
func (d *Desk) EndFeed(ctx context.Context, by auth.User) error { return d.endFeed(ctx, by.ID) }

func (d *Desk) endFeed(ctx context.Context, user int64) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.EndFeed(ctx, user) })
}

// Feed returns what falls due for the person whose calendar has the secret: what
// they may see now. A secret that is nobody's, or of somebody who may see nothing,
// is fault NotFound.
func (d *Desk) Feed(ctx context.Context, secret auth.FeedSecret) (of int64, due []sqlite.DueDay, err error) {
	var by auth.User
	for _, key := range d.codeKeys() {
		if by, err = d.DB.UserByFeed(ctx, auth.HashFeedSecret(key, secret)); fault.KindOf(err) != fault.NotFound {
			break
		}
	}
	if err != nil {
		return 0, nil, err
	}
	if by.MustChange || auth.SightOf(by) == (auth.Sight{}) {
		return 0, nil, fault.New(fault.NotFound, "not_found")
	}
	today := d.today()
	due, err = d.DueDays(ctx, by, today.AddDays(-feedBack), today.AddDays(feedAhead), feedMost)
	return by.ID, due, err
}
