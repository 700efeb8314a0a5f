package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"mingda/internal/config"
	"mingda/internal/demo"
)

// fillDemo makes the demo office of the configuration if it is not there yet.
// It is made in a folder beside and takes its name when it is whole: a fill
// that was interrupted is begun anew.
func fillDemo(ctx context.Context, cfg config.Config, io std) error {
	dir := filepath.Clean(cfg.DataDir)
	_, err := os.Stat(withDemoKey(cfg).KeyFile)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if left, err := os.ReadDir(dir); err == nil && len(left) > 0 {
		return usageError{fmt.Errorf("%s holds something else than a demo office", dir)}
	}
	half := dir + ".filling"
	release, err := lockData(half)
	if err != nil {
		return err
	}
	defer release()
	fmt.Fprintf(io.Out, "正在准备演示数据，请稍候…… Filling the demo office in %s\n", dir)
	began := io.Now()
	if err := fillInto(ctx, cfg, half, io); err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(half, dir); err != nil {
		return err
	}
	fmt.Fprintf(io.Out, "演示数据已备好，用了 %v。 Filled.\n", io.Now().Sub(began).Round(time.Second))
	return nil
}

// dropDemo throws the data of a demo away, unless somebody serves it.
func dropDemo(cfg config.Config) error {
	dir := filepath.Clean(cfg.DataDir)
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	release, err := lockData(dir)
	if err != nil {
		return err
	}
	return errors.Join(os.RemoveAll(dir), release())
}

// fillInto empties the folder of what an interrupted fill left and fills it.
func fillInto(ctx context.Context, cfg config.Config, dir string, io std) (err error) {
	left, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range left {
		if e.Name() == lockName {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	cfg.DataDir = dir
	cfg = withDemoKey(cfg)
	if err := makeKeyFile(cfg.KeyFile, rand.Reader); err != nil {
		return err
	}
	o, err := openInstallation(ctx, cfg, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	if err := o.loadStyles(ctx); err != nil {
		return err
	}
	if err := o.loadFonts(); err != nil {
		return err
	}
	now := io.Now()
	at := now
	o.desk.Now = func() time.Time { return at }
	return demo.Fill(ctx, demo.Office{Desk: o.desk, SetNow: func(t time.Time) { at = t }, Now: now, Log: o.log})
}
