package main

import (
	"context"
	"errors"

	"mingda/internal/bench"
	"mingda/internal/loopback"
)

// benchExport is "mingda bench export".
type benchExport struct {
	benchFlags
	Cases  int `default:"100000" help:"Of the larger office; the other has a tenth (${default})."`
	Mails  int `default:"3000" help:"That come in besides, each a file of its own (${default})."`
	Rounds int `default:"3" help:"How often, for the median (${default})."`
}

// Run measures the taking out of two offices.
func (c benchExport) Run(ctx context.Context, io std) error {
	on := bench.Begin(io.Now)
	var all []bench.Exported
	for _, cases := range []int{max(c.Cases/10, 1), c.Cases} {
		x, err := c.one(ctx, cases, io)
		if err != nil {
			return err
		}
		all = append(all, x)
	}
	return c.report(bench.ExportSection(all), on, io)
}

func (c benchExport) one(ctx context.Context, cases int, io std) (x bench.Exported, err error) {
	o, err := c.open(ctx, loopback.Address(1), io)
	if err != nil {
		return x, err
	}
	defer func() { err = errors.Join(err, o.end()) }()
	filling, err := o.filling(cases)
	if err != nil {
		return x, err
	}
	return bench.Export{Office: filling, Dir: o.dir, Data: o.cfg.DataDir, Mails: c.Mails, Rounds: c.Rounds, Now: io.Now}.Run(ctx)
}
