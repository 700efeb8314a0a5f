package main

import (
	"context"
	"errors"

	"mingda/internal/bench"
	"mingda/internal/loopback"
)

// benchImport is "mingda bench import".
type benchImport struct {
	benchFlags
	Rows   int `default:"20000" help:"Of the workbook (${default})."`
	Rounds int `default:"3" help:"How often, for the median (${default})."`
}

// Run measures the taking over of an old register.
func (c benchImport) Run(ctx context.Context, io std) (err error) {
	on := bench.Begin(io.Now)
	o, err := c.open(ctx, loopback.Address(1), io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.end()) }()
	s, err := bench.TakeOver{Office: bench.Filling{Desk: o.desk}, Dir: o.dir, Rows: c.Rows, Rounds: c.Rounds, Now: io.Now}.Run(ctx)
	if err != nil {
		return err
	}
	return c.report(s, on, io)
}
