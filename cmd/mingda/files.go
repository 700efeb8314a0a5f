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

// tellDamaged names files that have changed on the disk, and fails where there are any.
func tellDamaged(io std, damaged []error) error {
	for _, d := range damaged {
		fmt.Fprintf(io.Out, "DAMAGED\t%v\n", d)
	}
	if len(damaged) > 0 {
		return errUnsound
	}
	return nil
}

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
	fmt.Fprintf(io.Out, "%d files, %d sealed now\n", looked, count)
	return tellDamaged(io, damaged)
}
