package main

import (
	"context"
	"errors"
	"fmt"

	"mingda/internal/ledger"
)

// ledgerCommands are about the ledger as a whole.
type ledgerCommands struct {
	Verify  ledgerVerify  `cmd:"" help:"Check ledger, audit, database and raw files; status 1 if anything was changed 核对."`
	Rebuild ledgerRebuild `cmd:"" help:"Make all tables anew from the ledger; status 1 if they had differed 重建."`
	Head    ledgerHead    `cmd:"" help:"Print number and hash of the last entry 台账末条."`
}

// errUnsound is the end of a command that did its work and found something.
var errUnsound = errors.New("not as it should be; see above")

// ledgerVerify is "mingda ledger verify".
type ledgerVerify struct{ officeFlags }

// Run prints what was found, a line each, and then the head.
func (c *ledgerVerify) Run(ctx context.Context, io std) (err error) {
	o, err := c.open(ctx, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	v, err := o.desk.Verify(ctx)
	if err != nil {
		return err
	}
	found(io, "entry", v.Ledger.Findings)
	found(io, "audit", v.Audit.Findings)
	for _, d := range v.Damaged {
		fmt.Fprintf(io.Out, "DAMAGED\t%v\n", d)
	}
	seq, head := v.Ledger.Head()
	fmt.Fprintf(io.Out, "%d entries, head %x\n", seq, head)
	if seq, head = v.Audit.Head(); seq > 0 {
		fmt.Fprintf(io.Out, "audit: %d records, head %x\n", seq, head)
	}
	if o.desk.HeadsFile != "" {
		fmt.Fprintf(io.Out, "%d heads compared with %s\n", v.Outside, o.desk.HeadsFile)
	}
	if !v.Sound() {
		return errUnsound
	}
	return nil
}

// found prints findings about the entries of a chain, a line each.
func found(io std, chain string, all []ledger.Finding) {
	for _, f := range all {
		kind := "erased"
		if f.Broken {
			kind = "BROKEN"
		}
		fmt.Fprintf(io.Out, "%s\t%s %d: %s\n", kind, chain, f.Seq, f.What)
	}
}

// ledgerRebuild is "mingda ledger rebuild".
type ledgerRebuild struct{ officeFlags }

// Run rebuilds, and prints the lines in which the rows before (-) and after (+)
// differ.
func (c *ledgerRebuild) Run(ctx context.Context, io std) (err error) {
	o, err := c.open(ctx, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	differences, err := o.desk.Rebuild(ctx)
	if err != nil {
		return err
	}
	for _, line := range differences {
		fmt.Fprintln(io.Out, line)
	}
	if len(differences) > 0 {
		return errUnsound
	}
	fmt.Fprintln(io.Out, "rebuilt; all rows are as they were")
	return nil
}

// ledgerHead is "mingda ledger head".
type ledgerHead struct{ officeFlags }

// Run prints the head, for a note kept elsewhere: whoever holds an old one can
// prove that nothing before it was changed.
func (c *ledgerHead) Run(ctx context.Context, io std) (err error) {
	o, err := c.open(ctx, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	seq, head, err := o.desk.DB.Head(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(io.Out, "%d %x\n", seq, head)
	return err
}
