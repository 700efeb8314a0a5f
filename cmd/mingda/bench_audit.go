package main

import (
	"context"
	"errors"

	"mingda/internal/bench"
	"mingda/internal/loopback"
)

// benchAudit is "mingda bench audit".
type benchAudit struct {
	benchFlags
	Records int `default:"1000000" help:"Of the audit, over a year (${default})."`
	Samples int `default:"40" help:"How often each page is asked (${default})."`
}

// Run measures the audit.
func (c benchAudit) Run(ctx context.Context, io std) (err error) {
	on := bench.Begin(io.Now)
	o, err := c.open(ctx, loopback.Address(1), io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.end()) }()
	const cases = 2000
	filling, err := o.filling(cases)
	if err != nil {
		return err
	}
	s, err := bench.Audit{Desk: o.desk, Office: filling, Dir: o.dir, Records: max(c.Records, 2000), Samples: max(c.Samples, 1), Now: io.Now}.Run(ctx)
	if err != nil {
		return err
	}
	return c.report(s, on, io)
}
