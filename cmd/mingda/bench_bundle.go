package main

import (
	"context"
	"errors"

	"mingda/internal/bench"
	"mingda/internal/loopback"
)

// benchBundle is "mingda bench bundle".
type benchBundle struct {
	benchFlags
	Scans  int `default:"200" help:"Pages of A4 at 300 dots to the inch (${default})."`
	Papers int `default:"40" help:"PDFs of two pages (${default})."`
	Mails  int `default:"12" help:"That joined the case (${default})."`
	Rounds int `default:"5" help:"How often, for the median (${default})."`
}

// Run measures the making of an evidence bundle.
func (c benchBundle) Run(ctx context.Context, io std) (err error) {
	on := bench.Begin(io.Now)
	o, err := c.open(ctx, loopback.Address(1), io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.end()) }()
	filling, err := o.filling(1)
	if err != nil {
		return err
	}
	if o.desk.Fonts, err = letterFonts(); err != nil {
		return err
	}
	s, err := (&bench.Bundles{
		Desk: o.desk, Office: filling, Dir: o.dir, Scans: c.Scans, Papers: c.Papers, Mails: c.Mails, Rounds: c.Rounds, Now: io.Now,
	}).Run(ctx)
	if err != nil {
		return err
	}
	return c.report(s, on, io)
}
