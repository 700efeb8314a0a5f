package main

import "mingda/internal/apart"

// apartCommand is "mingda pages-apart".
type apartCommand struct {
	May string `arg:"" help:"What it may take."`
}

// Run reads a document from standard input.
func (c apartCommand) Run(io std) error { return apart.Serve(c.May, io.In, io.Out) }

// readApart has PDF from outside read by this program in processes of their own. Its name in
// /proc is this program also when its file was replaced meanwhile.
func (o *installation) readApart() {
	o.desk.PagesApart = apart.Reader{Program: "/proc/self/exe"}.Pages
}
