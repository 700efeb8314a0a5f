package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	goio "io"

	"mingda/internal/config"
)

// doctorCommand is "mingda doctor".
type doctorCommand struct {
	officeFlags
	JSON    bool `help:"One JSON array in place of lines."`
	Offline bool `help:"Connect to no mail server 不连邮件服务器."`
}

// A verdict is what a finding comes to.
type verdict string

// The verdicts, from the best.
const (
	sound   verdict = "ok"   // as it should be
	advised verdict = "warn" // it works, and better could be had
	unsound verdict = "bad"  // data, dates or doors are in danger
)

var verdictLabels = map[verdict]string{sound: "正常", advised: "注意", unsound: "有问题"}

// A finding is what one look at the office found, in Chinese: operators of a district's
// server read it.
type finding struct {
	Check   string  `json:"check"`
	Verdict verdict `json:"verdict"`
	Says    string  `json:"says"`
	Advice  string  `json:"advice,omitempty"` // what to do; empty where nothing is
}

// A patient is the office that is examined.
type patient struct {
	io      std
	cfg     config.Config
	office  *installation // nil: it could not be opened
	offline bool
	found   []finding
}

// note adds a finding.
func (p *patient) note(check string, v verdict, says, advice string) {
	p.found = append(p.found, finding{check, v, says, advice})
}

// wrong notes that something could not be looked at.
func (p *patient) wrong(check string, err error) {
	p.note(check, unsound, "查不了："+oneLine(err), "先解决这个错误，再运行 mingda doctor。")
}

// Run looks at all there is to look at, whether the office is being served or not, changes
// nothing, and says what to do. It fails if something is unsound.
func (c *doctorCommand) Run(ctx context.Context, io std) (err error) {
	p := &patient{io: io, offline: c.Offline}
	if p.cfg, err = c.load(); err != nil {
		return err
	}
	for _, look := range []func(*patient, context.Context){
		(*patient).lookAtMode, (*patient).lookAtFiles, (*patient).lookAtTLS, (*patient).lookAtClock, (*patient).lookAtBackup,
	} {
		look(p, ctx)
	}
	if err := p.lookInside(ctx); err != nil {
		return err
	}
	if c.JSON {
		err = json.NewEncoder(io.Out).Encode(p.found)
	} else {
		err = p.print(io.Out)
	}
	for _, f := range p.found {
		if f.Verdict == unsound {
			return errors.Join(err, errUnsound)
		}
	}
	return err
}

// lookInside opens the office and looks at what only it knows.
func (p *patient) lookInside(ctx context.Context) (err error) {
	o, err := openInstallation(ctx, p.cfg, std{In: p.io.In, Out: p.io.Out, Err: goio.Discard, Now: p.io.Now})
	if err != nil {
		p.wrong("office", err)
		return nil
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	p.office = o
	for _, look := range []func(*patient, context.Context){
		(*patient).lookAtCalendar, (*patient).lookAtPeople, (*patient).lookAtLetters, (*patient).lookAtReaders, (*patient).lookAtMail, (*patient).lookAtLogHost,
	} {
		look(p, ctx)
	}
	return nil
}

// print writes the findings, a line each with the advice below it, and how many there are
// of each verdict.
func (p *patient) print(out goio.Writer) error {
	count := map[verdict]int{}
	var err error
	for _, f := range p.found {
		count[f.Verdict]++
		_, failed := fmt.Fprintf(out, "%s\t%s\t%s\n", verdictLabels[f.Verdict], f.Check, f.Says)
		if f.Advice != "" {
			_, more := fmt.Fprintf(out, "\t\t→ %s\n", f.Advice)
			failed = errors.Join(failed, more)
		}
		err = errors.Join(err, failed)
	}
	_, failed := fmt.Fprintf(out, "%d 项正常，%d 项要注意，%d 项有问题\n", count[sound], count[advised], count[unsound])
	return errors.Join(err, failed)
}
