package worker

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"
)

// A job is one thing done again and again, one run at a time.
type job struct {
	plan  plan
	run   func(ctx context.Context) error
	board board
}

func newJob(name, label string, p plan, run func(ctx context.Context) error) *job {
	return &job{plan: p, run: run, board: board{s: Status{Name: name, Label: label}}}
}

// A plan says when a job runs. It is used by one goroutine.
type plan interface {
	// wait returns how long to sleep before asking again.
	wait(now time.Time) time.Duration
	// due reports whether the job runs now, and notes that it does.
	due(now time.Time) bool
	// next returns about when it runs again.
	next(now time.Time) time.Time
	// ran is told how a run went.
	ran(now time.Time, err error)
}

// loop runs the job by its plan until stop ends; a run gets working, which
// lasts longer.
func (j *job) loop(stop, working context.Context, now func() time.Time, log *slog.Logger) {
	for {
		if j.plan.due(now()) {
			j.once(working, now, log)
		}
		j.board.change(func(s *Status) { s.Next = j.plan.next(now()) })
		timer := time.NewTimer(j.plan.wait(now()))
		select {
		case <-timer.C:
		case <-stop.Done():
			timer.Stop()
			return
		}
	}
}

// once runs the job one time and notes how it went.
func (j *job) once(ctx context.Context, now func() time.Time, log *slog.Logger) {
	j.board.change(func(s *Status) { s.Running = true })
	err := j.safely(ctx)
	j.plan.ran(now(), err)
	before := j.board.read()
	j.board.change(func(s *Status) {
		s.Running = false
		if err != nil {
			s.LastError, s.LastErrorAt = err.Error(), now()
		} else {
			s.LastSuccess, s.LastError, s.LastErrorAt = now(), "", time.Time{}
		}
	})
	switch {
	case err != nil && err.Error() == before.LastError:
		log.Debug("job still fails", "job", before.Name) // every few seconds: once is enough
	case err != nil:
		log.Error("job failed", "job", before.Name, "err", err)
	case before.LastError != "":
		log.Info("job works again", "job", before.Name)
	}
}

// safely makes an error of a panic: one job must not end the office.
func (j *job) safely(ctx context.Context) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return j.run(ctx)
}

// A board is a Status many may read while one goroutine works.
type board struct {
	mu sync.Mutex
	s  Status
}

func (b *board) change(do func(s *Status)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	do(&b.s)
}

func (b *board) read() Status {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.s
}
