package main

import (
	"context"
	"errors"
	"fmt"
)

// filesCommands are about the raw files as they lie on the disk.
type filesCommands struct {
	Seal filesSeal `cmd:"" help:"Seal the raw files that were stored before files were sealed, also while the office runs 封存旧文件."`
}

// filesSeal is "mingda files seal".
type filesSeal struct{ officeFlags }

// toldEvery is after how many files it is said how far the sealing has come.
const toldEvery = 1000

// Run seals what lies in the clear. It may be cut and run again.
func (c *filesSeal) Run(ctx context.Context, io std) (err error) {
	o, err := c.open(ctx, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	looked := 0
	count, damaged, err := o.desk.Files.SealOld(ctx, func(n int) {
		if looked = n; n%toldEvery == 0 {
			fmt.Fprintf(io.Err, "%d files looked at\n", n)
		}
	})
	if err != nil {
		return err
	}
	for _, d := range damaged {
		fmt.Fprintf(io.Out, "DAMAGED\t%v\n", d)
	}
	fmt.Fprintf(io.Out, "%d files, %d sealed now\n", looked, count)
	if len(damaged) > 0 {
		return errUnsound
	}
	return nil
}
