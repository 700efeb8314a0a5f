package main

import (
	"os"

	"mingda/internal/apart"
)

// apartCommand is "mingda pages-apart".
type apartCommand struct {
	May string `arg:"" help:"What it may take."`
}

// Run reads a document from standard input.
func (c apartCommand) Run(io std) error { return apart.Serve(c.May, io.In, io.Out) }

// readApart has PDF from outside read by this program in processes of their own.
func (o *installation) readApart() error {
	self, err := os.Executable()
	if err == nil {
		o.desk.PagesApart = apart.Reader{Program: self}.Pages
	}
	return err
}
