package filestore

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sync/errgroup"

	"mingda/internal/fault"
)

// syncWidth is how many syncs wait for the disk at a time. The file system
// writes one journal entry for all that wait together, so eight cost little
// more than one; more gain nothing on the disks measured.
const syncWidth = 8

// eachOf calls do for 0 to n-1, syncWidth at a time, and returns the first
// error after all have ended.
func eachOf(n int, do func(i int) error) error {
	if n == 1 {
		return do(0)
	}
	var g errgroup.Group
	g.SetLimit(syncWidth)
	for i := range n {
		g.Go(func() error { return do(i) })
	}
	return g.Wait()
}

// syncPaths makes the names in the folders durable.
func syncPaths(dirs []string) error {
	return eachOf(len(dirs), func(i int) error {
		d, err := os.Open(dirs[i])
		if err != nil {
			return err
		}
		defer d.Close()
		return d.Sync()
	})
}

// explained gives a full disk or a used-up quota the sentence people read;
// other errors stay what they are.
func explained(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fault.New(fault.Unavailable, "disk_full").Because(err)
	}
	return err
}
