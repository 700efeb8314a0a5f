package main

import (
	"context"
	"errors"
	"strings"

	"mingda/internal/bench"
	"mingda/internal/desk"
)

// benchRegister is "mingda bench register".
type benchRegister struct {
	benchFlags
	Cases   int    `default:"1000000" help:"Of the office, where none is kept (${default})."`
	Keep    string `placeholder:"DIR" help:"Measure the office that bench fill left in this folder."`
	Samples int    `default:"20" help:"How often each page is asked for (${default})."`
}

// Run serves an office in a process of its own and measures the page of the register.
func (c benchRegister) Run(ctx context.Context, io std) (err error) {
	on := bench.Begin(io.Now)
	address, err := freeAddress()
	if err != nil {
		return err
	}
	pages := benchPages{benchFlags: c.benchFlags, Cases: c.Cases, Keep: c.Keep}
	o, err := pages.office(ctx, address, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.end()) }()
	filled, err := pages.fill(ctx, o, io)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	serving, err := startSelf(ctx, address, io, "bench", "office", "--config", o.file(), "--profile", "")
	if err != nil {
		return err
	}
	defer serving.stop()
	dbPath, _ := desk.BackupParts(o.cfg.DataDir)
	s, err := bench.Register{
		Desk: "http://" + address + strings.TrimSuffix(o.cfg.Desk.BasePath, "/"), Office: o.desk, Server: serving.Process.Pid, DBPath: dbPath, Filled: filled, Samples: max(c.Samples, 1), Now: io.Now,
	}.Run(ctx)
	if err != nil {
		return err
	}
	return c.report(s, on, io)
}
