package main

import (
	"context"
	"errors"

	"mingda/internal/bench"
	"mingda/internal/desk"
	"mingda/internal/loopback"
)

// benchReport is "mingda bench report".
type benchReport struct {
	benchFlags
	Cases  int `default:"1000000" help:"Of the office (${default})."`
	Rounds int `default:"5" help:"How often, for the median (${default})."`
}

// Run measures the yearly report.
func (c benchReport) Run(ctx context.Context, io std) (err error) {
	on := bench.Begin(io.Now)
	o, err := c.open(ctx, loopback.Address(1), io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.end()) }()
	path, _ := desk.BackupParts(o.cfg.DataDir)
	s, err := bench.Annual{
		Office: bench.Filling{Desk: o.desk, Cases: c.Cases}, DBPath: path, Rounds: c.Rounds, Now: io.Now,
		Reopen: func(ctx context.Context) (*desk.Desk, func() error, error) {
			again, err := openInstallation(ctx, o.cfg, io)
			if err != nil {
				return nil, nil, err
			}
			return again.desk, again.Close, nil
		},
	}.Run(ctx)
	if err != nil {
		return err
	}
	return c.report(s, on, io)
}
