package main

import (
	"context"
	"errors"

	"mingda/internal/bench"
	"mingda/internal/desk"
)

// benchOpen is "mingda bench open".
type benchOpen struct{ benchPages }

// Run fills an office with open cases, and measures a notice and the page of the
// day.
func (c benchOpen) Run(ctx context.Context, io std) (err error) {
	on := bench.Begin(io.Now)
	address, err := freeAddress()
	if err != nil {
		return err
	}
	if c.allOpen = true; c.Only == "" {
		c.Only = "today"
	}
	o, err := c.office(ctx, address, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.end()) }()
	filled, err := c.fill(ctx, o, io)
	if err != nil {
		return err
	}
	dbPath, _ := desk.BackupParts(o.cfg.DataDir)
	s, err := bench.Open{Desk: o.desk, DBPath: dbPath, Filled: filled, Rounds: c.Rounds, Now: io.Now}.Run(ctx)
	if err != nil {
		return err
	}
	pages, err := c.measure(ctx, o, address, filled, io)
	if err != nil {
		return err
	}
	s.Tables = append(s.Tables, pages.Tables...)
	s.Text += "\n\n" + pages.Text
	s.Notes = pages.Notes
	return c.report(s, on, io)
}
