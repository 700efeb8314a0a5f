package main

import (
	"context"
	"crypto/rand"
	"errors"

	"mingda/internal/bench"
	"mingda/internal/loopback"
)

// benchCodes is "mingda bench codes".
type benchCodes struct {
	benchFlags
	Cases   int `default:"1000" help:"Of the office (${default})."`
	Samples int `default:"2000" help:"Looks-up of each kind (${default})."`
}

// Run measures how long wrong query codes take.
func (c benchCodes) Run(ctx context.Context, io std) (err error) {
	on := bench.Begin(io.Now)
	o, err := c.open(ctx, loopback.Address(1), io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.end()) }()
	filled, err := o.fill(ctx, c.Cases, false, io)
	if err != nil {
		return err
	}
	s, err := bench.Codes{Desk: o.desk, Filled: filled, Random: rand.Reader, Samples: c.Samples, Now: io.Now}.Run(ctx)
	if err != nil {
		return err
	}
	return c.report(s, on, io)
}
