package main

import "mingda/internal/apart"

// apartCommand is "mingda pages-apart".
type apartCommand struct {
	May string `arg:"" help:"What it may take."`
}

// Run reads a document from standard input.
func (c apartCommand) Run(io std) error { return apart.Serve(c.May, io.In, io.Out) }

// ourselves is this program, also when its file was replaced since it was started.
const ourselves = "/proc/self/exe"
