package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime/pprof"
	"strings"
	"syscall"
	"time"

	"mingda/internal/bench"
	"mingda/internal/desk"
	"mingda/internal/loopback"
)

// How long each page is asked for, and how often, where nothing else is said.
const (
	benchRound  = time.Second
	benchRounds = 3

	benchClients = 4 // at a time
)

// benchPages is "mingda bench pages".
type benchPages struct {
	benchFlags
	Cases   int           `default:"100000" help:"Of the office (${default})."`
	Clients int           `default:"4" help:"At a time (${default})."`
	Round   time.Duration `default:"1s" help:"How long each page is asked for in a round (${default})."`
	Rounds  int           `default:"3" help:"How often, for the median (${default})."`
	Keep    string        `placeholder:"DIR" help:"Make the office in this folder and leave it; measure the one that is there already."`
	Only    string        `placeholder:"TEXT" help:"Only pages whose name holds this."`
	Profile string        `placeholder:"FILE" help:"Write the serving process's CPU profile here."`

	allOpen bool // every case of the office is
}

// Run fills an office, serves it in a process of its own, and measures.
func (c benchPages) Run(ctx context.Context, io std) (err error) {
	on := bench.Begin(io.Now)
	address, err := freeAddress()
	if err != nil {
		return err
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
	s, err := c.measure(ctx, o, address, filled, io)
	if err != nil {
		return err
	}
	return c.report(s, on, io)
}

// office makes the office, or opens the one that was kept.
func (c benchPages) office(ctx context.Context, address string, io std) (*benchOfficeIn, error) {
	if c.Keep == "" {
		return c.open(ctx, address, io)
	}
	return openKept(ctx, c.Keep, address, io)
}

// fill fills the office, unless the one that was kept is full.
func (c benchPages) fill(ctx context.Context, o *benchOfficeIn, io std) (bench.Filled, error) {
	filled, err := o.filled()
	if err != nil || filled.Done {
		return filled, err
	}
	return o.fill(ctx, c.Cases, c.allOpen, io)
}

// measure starts both servers and measures.
func (c benchPages) measure(ctx context.Context, o *benchOfficeIn, address string, filled bench.Filled, io std) (bench.Section, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	serving, err := startSelf(ctx, address, io, "bench", "office", "--config", o.file(), "--profile", c.Profile)
	if err != nil {
		return bench.Section{}, err
	}
	defer serving.stop()
	bareAddress, err := freeAddress()
	if err != nil {
		return bench.Section{}, err
	}
	dbPath, _ := desk.BackupParts(o.cfg.DataDir)
	bare, err := startSelf(ctx, bareAddress, io, "bench", "bare", dbPath, bareAddress)
	if err != nil {
		return bench.Section{}, err
	}
	defer bare.stop()
	return bench.Pages{
		Desk: "http://" + address + strings.TrimSuffix(o.cfg.Desk.BasePath, "/"), Portal: "http://" + address + strings.TrimSuffix(o.cfg.Portal.BasePath, "/"),
		Bare: "http://" + bareAddress, DBPath: dbPath, Filled: filled, Office: serving.Process.Pid, Plain: bare.Process.Pid, Only: c.Only,
		Load: bench.Load{Clients: max(c.Clients, 1), Rounds: c.Rounds, Round: c.Round, Now: io.Now},
	}.Run(ctx)
}

// freeAddress returns an address of this machine nobody listens on at the moment.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", loopback.Address(0))
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// A child is this program run again as a server.
type child struct{ *exec.Cmd }

// startSelf runs this program with the arguments and waits until it listens.
func startSelf(ctx context.Context, address string, io std, args ...string) (child, error) {
	self, err := os.Executable()
	if err != nil {
		return child{}, err
	}
	c := child{exec.CommandContext(ctx, self, args...)}
	c.Stderr = io.Err
	c.Cancel = func() error { return c.Process.Signal(syscall.SIGTERM) }
	if err := c.Start(); err != nil {
		return c, err
	}
	for range 400 {
		if conn, err := net.Dial("tcp", address); err == nil {
			return c, conn.Close()
		}
		time.Sleep(25 * time.Millisecond)
	}
	c.stop()
	return c, fmt.Errorf("%s does not answer", strings.Join(args, " "))
}

// stop tells the server to stop and waits until it has.
func (c child) stop() {
	_ = c.Process.Signal(syscall.SIGTERM) // it may have ended by itself
	_ = c.Wait()                          // what it says of its end is in its log
}

// benchOffice is "mingda bench office": serve, with a profile.
type benchOffice struct {
	serveCommand
	Profile string `help:"Where the CPU profile is written; empty: none."`
}

// Run serves the office.
func (c benchOffice) Run(ctx context.Context, io std) error {
	if c.Profile == "" {
		return c.serveCommand.Run(ctx, io)
	}
	f, err := os.Create(c.Profile)
	if err != nil {
		return usageError{err}
	}
	defer f.Close()
	if err := pprof.StartCPUProfile(f); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	return c.serveCommand.Run(ctx, io)
}

// benchBare is "mingda bench bare".
type benchBare struct {
	Database string `arg:"" help:"Of the office."`
	Address  string `arg:"" help:"Where to listen."`
}

// Run serves the bare handler until it is told to stop.
func (c benchBare) Run(ctx context.Context) (err error) {
	bare, err := bench.OpenBare(ctx, c.Database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, bare.Close()) }()
	server := &http.Server{Addr: c.Address, Handler: bare}
	stopped := context.AfterFunc(ctx, func() { _ = server.Close() }) // nobody waits for its last answer
	defer stopped()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
