package main

import (
	"context"
	"errors"

	"mingda/internal/bench"
	"mingda/internal/desk"
	"mingda/internal/loopback"
)

// benchSearch is "mingda bench search".
type benchSearch struct {
	benchFlags
	Cases   int    `default:"1000000" help:"Of the office, where none is kept (${default})."`
	Keep    string `placeholder:"DIR" help:"Measure the office that bench fill left in this folder."`
	Samples int    `default:"100" help:"How often each search is asked (${default})."`
}

// Run measures searches in an office of many cases.
func (c benchSearch) Run(ctx context.Context, io std) (err error) {
	on := bench.Begin(io.Now)
	pages := benchPages{benchFlags: c.benchFlags, Cases: c.Cases, Keep: c.Keep}
	o, err := pages.office(ctx, loopback.Address(1), io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.end()) }()
	filled, err := pages.fill(ctx, o, io)
	if err != nil {
		return err
	}
	path, _ := desk.BackupParts(o.cfg.DataDir)
	s, err := bench.Search{Desk: o.desk, DBPath: path, Filled: filled, Samples: max(c.Samples, 1), Now: io.Now}.Run(ctx)
	if err != nil {
		return err
	}
	return c.report(s, on, io)
}
