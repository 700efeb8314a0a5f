// Package worker does what the office does by the clock: takes the mail of each
// mailbox in, sends the outbox, makes the PDFs of signed letters, forgets stale
// forms, backs up, verifies the ledger. What is done is a use case of package
// desk; here is only when, and how it went.
//
// It decides nothing about a request and has no store of its own: a job can be
// cut at any moment and run again. A job runs once at a time; jobs do not wait
// for one another.
package worker

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"mingda/internal/desk"
	"mingda/internal/ledger"
	"mingda/internal/mailbox"
)

// A Worker runs the timed jobs of an office. Its fields are set once, before
// Run; Run is called once.
type Worker struct {
	Desk      *desk.Desk
	Now       func() time.Time
	Log       *slog.Logger
	Mailboxes []Mailbox
	SpoolDir  string    // where large mails wait while they are fetched; empty: the system's
	Outgoing  *Outgoing // nil: nothing is sent, what is to go out waits
	Backup    Backup
	LogHost   desk.LogHost // nil: the records of the audit stay here
	VerifyAt  TimeOfDay
	Grace     time.Duration // for the jobs that run when Run is told to stop

	once      sync.Once
	allSealed bool // of the job that seals, which runs once at a time
	jobs      []*job
	fetchers  []*mailbox.Fetcher
}

// A Status is how one job is doing, for a page of the administrator.
type Status struct {
	Name        string    // stable, such as outbox or mailbox ysqgk@example.gov.cn
	Label       string    // in Chinese
	LastSuccess time.Time // zero: none since the start
	LastError   string    // of the last run; empty if it went well
	LastErrorAt time.Time // zero if the last run went well
	Next        time.Time // about when it runs again; zero for a mailbox, which waits for news
	Running     bool      // right now; for a mailbox: signed in
	Note        string    // in Chinese, such as how many mails stay in the mailbox
}

// Run runs the jobs until ctx ends. Then no job begins any more, those that run
// may finish within Grace and are cut after it; Run returns when all have ended.
func (w *Worker) Run(ctx context.Context) {
	w.prepare()
	working, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	var all sync.WaitGroup
	for _, j := range w.jobs {
		all.Go(func() { j.loop(ctx, working, w.Now, w.Log) })
	}
	for _, f := range w.fetchers {
		// A mail that is cut short is fetched again: a mailbox needs no grace.
		all.Go(func() {
			w.waitForRelease(ctx)
			if err := f.Run(ctx); err != nil {
				w.Log.Error("mailbox is not fetched", "mailbox", f.Account.Name, "err", err)
			}
		})
	}
	<-ctx.Done()
	late := time.AfterFunc(w.Grace, cut)
	defer late.Stop()
	all.Wait()
}

// lookForRelease is how often a mailbox that is held looks whether it may be fetched.
const lookForRelease = 5 * time.Second

// waitForRelease returns when the mail of the office may be fetched, or ctx ends.
func (w *Worker) waitForRelease(ctx context.Context) {
	look := time.NewTicker(lookForRelease)
	defer look.Stop()
	for ctx.Err() == nil {
		since, err := w.Desk.MailHeld(ctx)
		if err == nil && since.IsZero() {
			return
		}
		if err != nil {
			w.Log.Error("whether the mail is held", "err", err)
		}
		select {
		case <-ctx.Done():
		case <-look.C:
		}
	}
}

// Status returns how the jobs are doing, in a fixed order. It may be called at
// any time.
func (w *Worker) Status() []Status {
	w.prepare()
	var all []Status
	for _, f := range w.fetchers {
		all = append(all, statusOf(f.Status()))
	}
	for _, j := range w.jobs {
		all = append(all, j.board.read())
	}
	return all
}

// prepare makes the jobs of the fields.
func (w *Worker) prepare() {
	w.once.Do(func() {
		for _, m := range w.Mailboxes {
			w.fetchers = append(w.fetchers, w.fetcher(m))
		}
		w.jobs = w.officeJobs()
	})
}

// officeJobs lists the jobs that are not mailboxes.
func (w *Worker) officeJobs() []*job {
	jobs := []*job{
		newJob("letters", "生成文书", every(5*time.Second), w.Desk.RenderAll),
		newJob("search", "重建检索", every(time.Minute), w.project),
		newJob("read", "读来信和材料的文字", every(2*time.Second), w.read),
		newJob("imports", "导入旧台账", every(2*time.Second), w.Desk.RunImports),
		newJob("archive", "装订案卷", every(10*time.Second), w.Desk.BindAll),
		newJob("disposal", "销毁到期案卷", every(10*time.Second), w.Desk.DestroyAll),
		newJob("forms", "清理过期表单", every(time.Hour), w.Desk.DropStaleForms),
		newJob("verify", "核对台账", nightly(w.VerifyAt, w.Now()), w.verify),
		newJob("uploads", "清理无主文件", nightly(w.VerifyAt, w.Now()), w.forgetUploads),
	}
	if w.Desk.Files.Seals() {
		jobs = append(jobs, newJob("seal", "封存旧文件", every(time.Hour), w.sealOld))
	}
	if w.Desk.Scanner != nil {
		jobs = append(jobs, newJob("scan", "查毒", every(2*time.Second), w.scan))
	}
	if w.Outgoing != nil {
		sender := &sender{desk: w.Desk, out: *w.Outgoing}
		send := func(ctx context.Context) error {
			_, err := w.Desk.SendDue(ctx, sender)
			return err
		}
		jobs = slices.Insert(jobs, 0, newJob("outbox", "发邮件", every(5*time.Second), send))
		if from := w.Desk.Reminders; from.On {
			jobs = append(jobs, newJob("remind", "期限提醒", nightly(timeOfDay(from.From), time.Time{}), w.remind))
		}
	}
	if w.LogHost != nil {
		jobs = append(jobs, newJob("audit", "送审计记录到日志服务器", every(5*time.Second), w.sendAudit))
	}
	if w.Backup.Dir != "" {
		jobs = append(jobs, newJob("backup", "备份", nightly(w.Backup.At, w.Backup.Newest()), w.backup))
	}
	return jobs
}

// project writes the rows anew of cases that are due for it.
func (w *Worker) project(ctx context.Context) error {
	n, err := w.Desk.ProjectDue(ctx)
	if n > 0 {
		w.Log.Info("rows of cases were written anew", "cases", n)
	}
	return err
}

// readAtOnce is how long a run of reading goes on beginning with further files.
const readAtOnce = 10 * time.Second

// read reads mails and documents that came into cases, one after the other.
func (w *Worker) read(ctx context.Context) error {
	until := w.Now().Add(readAtOnce)
	n, err := w.Desk.ReadWaiting(ctx, func() bool { return w.Now().Before(until) })
	if n > 0 {
		w.Log.Info("mails and documents were read", "files", n)
	}
	return err
}

// scan has the scanner look at what came from outside. While it does not answer, that is
// how the job is doing; what waits is caught up with when it does.
func (w *Worker) scan(ctx context.Context) error {
	until := w.Now().Add(readAtOnce)
	n, err := w.Desk.ScanWaiting(ctx, func() bool { return w.Now().Before(until) })
	if n > 0 {
		w.Log.Info("files that came were scanned", "files", n)
	}
	return err
}

// forgetUploads removes what was sent with forms that nobody sent off.
func (w *Worker) forgetUploads(ctx context.Context) error {
	n, err := w.Desk.ForgetUploads(ctx)
	if n > 0 {
		w.Log.Info("files of forms nobody sent off were removed", "files", n)
	}
	return err
}

// sealOld seals the files that were stored before files were sealed. When none is left it
// looks no more until the next start: what comes in is sealed.
func (w *Worker) sealOld(ctx context.Context) error {
	if w.allSealed {
		return nil
	}
	n, damaged, err := w.Desk.Files.SealOld(ctx, nil)
	if n > 0 {
		w.Log.Info("files that lay in the clear were sealed", "files", n)
	}
	if err == nil {
		err = errors.Join(damaged...)
	}
	w.allSealed = err == nil
	return err
}

// remind puts into the outbox what people are to be reminded of today. At the start
// of the program it runs whatever the hour: the desk knows the office hours, and
// what was made already.
func (w *Worker) remind(ctx context.Context) error {
	n, err := w.Desk.Remind(ctx)
	if n > 0 {
		w.Log.Info("people are reminded of what falls due", "mails", n)
	}
	return err
}

// verify notes the heads of ledger and audit in each other, and checks both, the database
// and the files. What is found goes to the log in full and to the status as a sentence.
func (w *Worker) verify(ctx context.Context) error {
	if _, err := w.Desk.TieHeads(ctx); err != nil {
		return err
	}
	v, err := w.Desk.Verify(ctx)
	if err != nil {
		return err
	}
	for chain, all := range map[string][]ledger.Finding{"ledger": v.Ledger.Findings, "audit": v.Audit.Findings} {
		for _, f := range all {
			if f.Broken {
				w.Log.Error("the "+chain+" is broken", "entry", f.Seq, "what", f.What)
			}
		}
	}
	for _, d := range v.Damaged {
		w.Log.Error("a raw file is damaged", "err", d)
	}
	if !v.Sound() {
		return errors.New("台账、审计记录或文件被改动过，详见日志；请运行 mingda ledger verify")
	}
	return nil
}
