package inbox

import (
	"strings"

	"mingda/internal/fault"
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

// SettingAside decides that the input is no request.
func (i *Input) SettingAside(f WasSetAside) (*WasSetAside, error) {
	if err := i.AllowsDecision(false); err != nil {
		return nil, err
	}
	form := fault.Form{}
	f.Private.Note = strings.TrimSpace(f.Private.Note)
	switch {
	case f.Reason.Label() == "":
		form.Bad("reason", "set_aside_reason_needed")
	case f.Reason == OtherCause && f.Private.Note == "":
		form.Bad("note", "set_aside_note_needed")
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// Reopening decides that what was decided about the input is taken back.
func (i *Input) Reopening(reason string) (*Reopened, error) {
	if i.State == Waiting {
		return nil, fault.New(fault.Conflict, "input_waiting")
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return nil, fault.AtField("reason", "reason_needed")
	}
	f := &Reopened{Corrects: i.Version}
	f.Private.Reason = reason
	return f, nil
}
