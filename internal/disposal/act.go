package disposal

import (
	"slices"
	"strings"

	"mingda/internal/fault"
)

// Proposing decides a new list of files, each with its reason.
func Proposing(agency int64, files []File, texts []Text) (*Proposed, error) {
	if len(files) == 0 {
		return nil, fault.AtField("pick", "destroy_none")
	}
	f := &Proposed{Agency: agency, Files: files}
	for i, t := range texts {
		t.Reason = strings.TrimSpace(t.Reason)
		if t.Reason == "" {
			return nil, fault.AtField("reason", "destroy_reason", files[i].Number)
		}
		form := fault.Form{}
		form.Length("reason", t.Reason, fault.MaxText)
		if err := form.Err(); err != nil {
			return nil, err
		}
		f.Private.Texts = append(f.Private.Texts, t)
	}
	return f, nil
}

// Approving decides that the files may go. Whoever proposed it does not approve it.
func (l *List) Approving(by int64, remark string) (*Approved, error) {
	switch {
	case l.Stage != StageProposed:
		return nil, l.wrongStage()
	case by == l.Proposed.By:
		return nil, fault.New(fault.Forbidden, "destroy_own")
	}
	f := &Approved{}
	f.Private.Remark = strings.TrimSpace(remark)
	form := fault.Form{}
	form.Length("remark", f.Private.Remark, fault.MaxText)
	return f, form.Err()
}

// Returning decides that the list ends and its files stay, before it is carried out.
func (l *List) Returning(reason string) (*Returned, error) {
	if l.Stage != StageProposed && l.Stage != StageApproved {
		return nil, l.wrongStage()
	}
	f := &Returned{}
	if f.Private.Reason = strings.TrimSpace(reason); f.Private.Reason == "" {
		return nil, fault.AtField("reason", "reason_needed")
	}
	form := fault.Form{}
	form.Length("reason", f.Private.Reason, fault.MaxText)
	return f, form.Err()
}

// Beginning decides that it is carried out, by the person of that name, before two others
// (监销二人).
func (l *List) Beginning(who string, supervisors []string, sure bool) (*Begun, error) {
	if l.Stage != StageApproved {
		return nil, l.wrongStage()
	}
	f, form := &Begun{}, fault.Form{}
	for i, name := range supervisors {
		name = strings.TrimSpace(name)
		field := []string{"supervisor1", "supervisor2"}[i]
		switch {
		case name == "":
			form.Bad(field, "destroy_supervisor")
		case name == who:
			form.Bad(field, "destroy_supervisor_self")
		case slices.Contains(f.Private.Supervisors, name):
			form.Bad(field, "destroy_supervisor_same")
		}
		form.Length(field, name, fault.MaxLine)
		f.Private.Supervisors = append(f.Private.Supervisors, name)
	}
	if !sure {
		form.Bad("sure", "tick_to_go_on")
	}
	return f, form.Err()
}

func (l *List) wrongStage() error {
	return fault.New(fault.Conflict, "destroy_stage", l.Number, l.Stage.Label())
}
