package inbox

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/intake"
)

// AllowsDecision returns nil if a person may decide what becomes of the input
// now. A decided one has to be reopened first, so that no decision vanishes.
// A registered one can become further cases (拆分).
func (i *Input) AllowsDecision(splitting bool) error {
	if i.State == Waiting || splitting && i.State == Registered {
		return nil
	}
	return fault.New(fault.Conflict, "input_decided", i.State.Label())
}

// HasNews reports whether something happened to the input since a version that
// who decides about it must know. That the first confirmation went out is news
// where it adds a day that could be the day of receipt; else it changes nothing of
// what is decided.
func (i *Input) HasNews(since int) bool {
	return since > i.Version || slices.ContainsFunc(i.History[max(since, 0):], func(p Past) bool {
		_, confirmed := p.Fact.(*Confirmed)
		return !confirmed || p.At.Equal(i.ConfirmedAt) && p.On != i.ArrivedOn()
	})
}

// SettingAside decides that the input is no request.
func (i *Input) SettingAside(f WasSetAside) (*WasSetAside, error) {
	if err := i.AllowsDecision(false); err != nil {
		return nil, err
	}
	form := fault.Form{}
	f.Private.Note = strings.TrimSpace(f.Private.Note)
	switch {
	case !slices.Contains(Reasons, f.Reason):
		form.Bad("reason", "set_aside_reason_needed")
	case f.Reason == OtherCause && f.Private.Note == "":
		form.Bad("note", "set_aside_note_needed")
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// Reopening decides that what was decided about the input is taken back; one that
// was put off (先放着) goes back to its place.
func (i *Input) Reopening(reason string) (*Reopened, error) {
	if i.State == Waiting && !i.Parked {
		return nil, fault.New(fault.Conflict, "input_waiting")
	}
	if i.State == SetAside && i.Reason == Recalled {
		return nil, fault.New(fault.Conflict, "input_recalled")
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return nil, fault.AtField("reason", "reason_needed")
	}
	f := &Reopened{}
	for _, p := range i.History {
		switch p.Fact.(type) {
		case *Became, *WasJoined, *WasSetAside, *Parked:
			f.Corrects = p.N
		}
	}
	f.Private.Reason = reason
	return f, nil
}

// SigningRecord decides that the record of a spoken request was read out and
// signed on a day. It returns nothing where the same is there already: a form
// was sent twice.
func (i *Input) SigningRecord(on, today calendar.Date, scans []intake.File) (*RecordSigned, error) {
	if !i.Digest.Spoken {
		return nil, fault.New(fault.Conflict, "record_not_spoken")
	}
	form := fault.Form{}
	switch {
	case on.IsZero():
		form.Bad("signed_on", "record_day_needed")
	case on.After(today):
		form.Bad("signed_on", "record_in_future")
	case on.Before(i.ArrivedOn()):
		form.Bad("signed_on", "record_too_early", i.ArrivedOn().Chinese())
	}
	if len(scans) == 0 {
		form.Bad("record", "record_scan_needed")
	}
	intake.CheckScans(form, "record", scans)
	if err := form.Err(); err != nil {
		return nil, err
	}
	if on == i.Record.On && slices.Equal(scans, i.Record.Scans) {
		return nil, nil
	}
	f := &RecordSigned{Corrects: i.Record.N}
	for _, scan := range scans {
		f.Files = append(f.Files, scan.Hash)
	}
	f.Private.Scans = scans
	return f, nil
}

// Recalling decides that what another agency handed on is taken back by it, while
// nobody here has decided about it.
func (i *Input) Recalling(note string) (*WasSetAside, error) {
	if i.State != Waiting {
		return nil, fault.AtField("party", "transfer_registered", i.State.Label())
	}
	f := &WasSetAside{Reason: Recalled}
	f.Private.Note = note
	return f, nil
}
