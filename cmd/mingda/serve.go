package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"mingda/internal/clamav"
	"mingda/internal/config"
	"mingda/internal/ocr"
	"mingda/internal/serve"
	"mingda/internal/worker"
)

// serveCommand is "mingda serve".
type serveCommand struct {
	officeFlags
	Reset  bool     `help:"With --demo: throw its data away and fill it anew 重置演示."`
	Listen []string `placeholder:"HOST:PORT" help:"Addresses to listen on in place of the configured ones 监听地址."`
}

// grace is how long what runs may take to finish when the office is told to
// stop: most of what a service manager waits before it kills (systemd: 90 s).
const grace = 30 * time.Second

// memoryWanted is what the Go part of an office is to stay under, in bytes: as
// long as it does, the heap may double before it is collected, then less. With
// the database's own memory that keeps it under 150 MB in all.
const memoryWanted = 100 << 20

// Run serves the office until it is told to stop: then it takes nothing new,
// lets what runs finish, and closes the database last.
func (c *serveCommand) Run(ctx context.Context, io std) (err error) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryWanted)
	}
	cfg, err := c.load()
	if err != nil {
		return err
	}
	if len(c.Listen) > 0 {
		cfg.Listen, cfg.Desk.Listen = c.Listen, nil
	}
	if c.Reset && !c.Demo {
		return usageError{errors.New("--reset throws data away: only with --demo")}
	}
	if cfg.Demo {
		if c.Reset {
			if err := dropDemo(cfg); err != nil {
				return err
			}
		}
		if err := fillDemo(ctx, cfg, io); err != nil {
			return err
		}
	}
	if _, err := readKeys(cfg.KeyFile); err != nil {
		return err // before a folder is made for an office that is not there
	}
	release, err := lockData(cfg.DataDir)
	if err != nil {
		return err
	}
	defer release()
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
	recovered, err := o.desk.Recover(ctx)
	if err != nil {
		return fmt.Errorf("recover what a crash left: %w", err)
	}
	if recovered > 0 {
		o.log.Warn("taken in what a crash had left between file and row", "inputs", recovered)
	}
	o.findReaders(ctx)
	o.findScanner(ctx)
	if err := o.catchUp(ctx); err != nil {
		return err
	}
	return o.serve(ctx, io)
}

// catchUp writes what is folded of cases since the program is new.
func (o *installation) catchUp(ctx context.Context) error {
	listed, err := o.desk.ListReviews(ctx)
	if err != nil {
		return fmt.Errorf("list the reconsideration cases: %w", err)
	}
	if listed > 0 {
		o.log.Info("wrote the rows of reconsideration cases of before", "cases", listed)
	}
	_, due, err := o.desk.DB.CasesDue(ctx, 0)
	if err == nil && due > 0 {
		o.log.Info("the rows of cases of before are written anew, then the office opens", "cases", due)
		_, err = o.desk.ProjectDue(ctx)
	}
	if err != nil {
		return fmt.Errorf("write the rows of cases anew: %w", err)
	}
	return nil
}

// serve opens the doors, starts the worker, and returns when both have ended.
func (o *installation) serve(ctx context.Context, io std) error {
	w, err := o.worker()
	if err != nil {
		return err
	}
	public, staff, err := o.listen(ctx)
	if err != nil {
		return err
	}
	doors, end, err := o.doors(ctx, w)
	if err != nil {
		return errors.Join(err, closeAll(public), closeAll(staff))
	}
	defer end()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var running sync.WaitGroup
	running.Go(func() { w.Run(ctx) })
	o.announce(io)
	failed := make(chan error, 2)
	open := func(h http.Handler, listeners []net.Listener) {
		if len(listeners) == 0 {
			failed <- nil
			return
		}
		running.Go(func() {
			defer stop() // one door that fails closes the other
			failed <- serve.Serving{Handler: h, Log: o.log, Now: time.Now, TLS: doors.certificate, Proxies: doors.proxies, Grace: grace}.Serve(ctx, listeners)
		})
	}
	open(doors.public, public)
	open(doors.staff, staff)
	err = errors.Join(<-failed, <-failed)
	stop()
	running.Wait()
	o.log.Info("stopped")
	return err
}

// findReaders finds the programs that read documents. What is missing is said once
// here, and on the health page.
func (o *installation) findReaders(ctx context.Context) {
	c := o.cfg.OCR
	o.desk.OCR = ocr.Find(ctx, c.On, c.Languages)
	o.desk.OCR.Pages = c.Pages
	if has := o.desk.OCR.Tools(); !slices.Contains(has, ocr.PDFs) || c.On && !slices.Contains(has, ocr.Pictures) {
		o.log.Warn("documents of some sorts are not read, so that search does not find them: install tesseract-ocr, its languages and poppler-utils", "there", has)
	}
}

// findScanner takes the scanner that is configured. That it does not answer is said here
// and on the health page: what comes in waits for it, or is marked.
func (o *installation) findScanner(ctx context.Context) {
	c := o.cfg.ClamAV
	if c.Address == "" {
		return
	}
	o.desk.Scanner, o.desk.ScanRequired = &clamav.Scanner{Network: c.Network(), Address: c.Address}, c.Required
	if version, err := o.desk.Scanner.Version(ctx); err != nil {
		o.log.Warn("the scanner does not answer", "required", c.Required, "err", err)
	} else {
		o.log.Info("files that come are scanned", "scanner", version, "required", c.Required)
	}
}

// listen opens the addresses of the doors. In a demo that is given any free
// port, the addresses of its pages follow.
func (o *installation) listen(ctx context.Context) (public, staff []net.Listener, err error) {
	if public, err = serve.Listen(ctx, o.cfg.Listen); err != nil {
		return nil, nil, err
	}
	if len(o.cfg.Desk.Listen) > 0 {
		if staff, err = serve.Listen(ctx, o.cfg.Desk.Listen); err != nil {
			return nil, nil, errors.Join(err, closeAll(public))
		}
	}
	if o.cfg.Demo && o.cfg.Portal.Origin == config.Default().Portal.Origin {
		port := public[0].Addr().(*net.TCPAddr).Port
		origin := "http://localhost:" + strconv.Itoa(port)
		o.cfg.Portal.Origin, o.cfg.Desk.Origin = origin, origin
		o.desk.StatusURL, o.desk.Reminders = statusURL(o.cfg), reminders(o.cfg)
	}
	return public, staff, nil
}

func closeAll(all []net.Listener) error {
	var err error
	for _, l := range all {
		err = errors.Join(err, l.Close())
	}
	return err
}

// announce says where the office is, to whoever started it.
func (o *installation) announce(io std) {
	fmt.Fprintf(io.Out, "明答已启动 Mingda is running\n  申请人 public  %s%s\n  工作台 staff   %s%s\n  按 Ctrl-C 停止 stop with Ctrl-C\n",
		o.cfg.Portal.Origin, o.cfg.Portal.BasePath, o.cfg.Desk.Origin, o.cfg.Desk.BasePath)
}

// worker makes the worker of the configuration.
func (o *installation) worker() (*worker.Worker, error) {
	boxes, err := mailboxes(o.cfg)
	if err != nil {
		return nil, err
	}
	out, err := outgoing(o.cfg)
	if err != nil {
		return nil, err
	}
	at, err := worker.ParseTimeOfDay(o.cfg.Backup.At)
	if err != nil {
		return nil, usageError{err}
	}
	logs, err := logHost(o.cfg.Audit)
	if err != nil {
		return nil, err
	}
	return &worker.Worker{
		Desk: o.desk, Now: o.desk.Now, Log: o.log, Mailboxes: boxes, Outgoing: out,
		Backup:   worker.Backup{Dir: o.cfg.Backup.Dir, At: at, Keep: o.cfg.Backup.Keep},
		LogHost:  logs,
		VerifyAt: verifyAt, Grace: grace,
	}, nil
}

// verifyAt is when the ledger is verified each night: after the copies of most
// offices, before anybody works.
var verifyAt = worker.TimeOfDay{Hour: 4}

// statusURL is the public address of the page where applicants look.
func statusURL(cfg config.Config) string { return cfg.Portal.Origin + cfg.Portal.BasePath + "status" }

// route serves the desk and the portal side by side: by path, or by the host
// name where both are at the same path of different origins.
func route(cfg config.Config, staff, public http.Handler) http.Handler {
	if cfg.Desk.BasePath != cfg.Portal.BasePath {
		return serve.Mount(map[string]http.Handler{cfg.Desk.BasePath: staff, cfg.Portal.BasePath: public})
	}
	both := map[bool]http.Handler{
		true:  serve.Mount(map[string]http.Handler{cfg.Desk.BasePath: staff}),
		false: serve.Mount(map[string]http.Handler{cfg.Portal.BasePath: public}),
	}
	origin, err := url.Parse(cfg.Desk.Origin)
	if err != nil {
		return both[false] // the configuration was checked
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		both[strings.EqualFold(r.Host, origin.Host)].ServeHTTP(w, r)
	})
}
