package yearly

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/ledger"
	"mingda/internal/report"
)

// An Act is something done to a report.
type Act string

// The acts.
const (
	Write              Act = "write"
	Send               Act = "send"
	TakeBackSending    Act = "unsend"
	Return             Act = "return"
	Accept             Act = "accept"
	TakeBackAcceptance Act = "unaccept"
	Publish            Act = "publish"
	Correct            Act = "correct"
	DropCorrection     Act = "uncorrect"
)

// Acts lists them in the order of a report's life.
var Acts = []Act{Write, Send, TakeBackSending, Return, Accept, TakeBackAcceptance, Publish, Correct, DropCorrection}

// Label returns the Chinese word for the act.
func (a Act) Label() string {
	return map[Act]string{Write: "编写", Send: "报送", TakeBackSending: "撤回报送", Return: "退回修改", Accept: "收齐", TakeBackAcceptance: "撤回收齐", Publish: "公布", Correct: "更正", DropCorrection: "撤销更正"}[a]
}

// A Situation is what the rules must know besides the report itself.
type Situation struct {
	Today calendar.Date
	Last  []report.Proactive // 二 of the year before; nil where it is not known
	// GovernmentOut says that the government's report of the year is published: what it
	// took in is not given back behind it.
	GovernmentOut bool
	Here          []string // the agencies of this installation
	Lacking       []string // of the government's: agencies whose report was not taken
	Broken        []string // identities that do not hold
}

// Open returns the questions about 二 that nobody has answered.
func (r *Report) Open(last []report.Proactive) []Question {
	if r.ID.IsWhole() {
		return nil
	}
	return open(Questions(r.Table(), last), r.Parts[Proactive].Reasons)
}

// Unwritten names what must stand in the report before it goes out, and does not.
func (r *Report) Unwritten() []string {
	var all []string
	for _, p := range []Part{Overview, Problems} {
		if strings.TrimSpace(r.Parts[p].Text) == "" {
			all = append(all, p.Label())
		}
	}
	if Proactive.IsIn(r.ID) && len(Lacking(r.Table())) > 0 {
		all = append(all, Proactive.Label())
	}
	return all
}

// Allows returns nil if the act can be done to the report now, else why not.
func (r *Report) Allows(act Act, s Situation) error {
	no := func(code fault.Code, args ...any) error { return fault.New(fault.Conflict, code, args...) }
	switch act {
	case Write:
		return r.allowsWriting(s)
	case Send:
		if r.ID.IsWhole() {
			return no("yearly_whole_not_sent")
		}
		if r.Correcting != "" {
			return no("yearly_correcting")
		}
		if r.Stage == StageSent || r.Stage == StageAccepted {
			return no("yearly_sent", r.SentOn.Chinese())
		}
		return r.isWhole(s)
	case TakeBackSending:
		if r.Stage == StageAccepted {
			return no("yearly_accepted")
		}
		if r.Stage != StageSent {
			return no("yearly_not_sent")
		}
	case Return:
		if r.Stage != StageSent && r.Stage != StageAccepted {
			return no("yearly_not_sent")
		}
		return s.stillOpen()
	case Accept:
		if r.Stage != StageSent {
			return no(map[bool]fault.Code{true: "yearly_accepted", false: "yearly_not_sent"}[r.Stage == StageAccepted])
		}
	case TakeBackAcceptance:
		if r.Stage != StageAccepted {
			return no("yearly_not_accepted")
		}
		return s.stillOpen()
	case Publish:
		if len(r.Editions) > 0 && r.Correcting == "" {
			return no("yearly_published")
		}
		return r.isWhole(s)
	case Correct:
		if len(r.Editions) == 0 {
			return no("yearly_not_published")
		}
		if r.Correcting != "" {
			return no("yearly_correcting")
		}
	case DropCorrection:
		if r.Correcting == "" {
			return no("yearly_no_correction")
		}
	}
	return nil
}

// allowsWriting says whether the parts can be written: not while others look at them, and
// not where they are published.
func (r *Report) allowsWriting(s Situation) error {
	switch {
	case r.ID.Year() < law.FirstReport:
		return fault.New(fault.Conflict, "yearly_too_early", law.FirstReport)
	case r.ID.Year() > s.Today.Year():
		return fault.New(fault.Conflict, "yearly_to_come")
	case r.Correcting != "":
		return nil
	case len(r.Editions) > 0:
		return fault.New(fault.Conflict, "yearly_frozen")
	case r.Stage == StageSent:
		return fault.New(fault.Conflict, "yearly_with_office")
	case r.Stage == StageAccepted:
		return fault.New(fault.Conflict, "yearly_with_office_accepted")
	}
	return nil
}

// stillOpen refuses to give back what the government's report has taken in.
func (s Situation) stillOpen() error {
	if s.GovernmentOut {
		return fault.New(fault.Conflict, "yearly_government_out")
	}
	return nil
}

// isWhole says whether the report can go out: the year is over, all that must be written is,
// and what was asked about the figures is answered.
func (r *Report) isWhole(s Situation) error {
	if r.ID.Year() >= s.Today.Year() {
		return fault.New(fault.Conflict, "yearly_not_over", r.ID.Year())
	}
	if r.ID.Year() < law.FirstReport {
		return fault.New(fault.Conflict, "yearly_too_early", law.FirstReport)
	}
	if left := r.Unwritten(); len(left) > 0 {
		return fault.New(fault.Conflict, "yearly_unwritten", strings.Join(left, "、"))
	}
	if asked := r.Open(s.Last); len(asked) > 0 {
		return fault.New(fault.Conflict, "yearly_asked", len(asked), asked[0].What)
	}
	return nil
}

// Writing decides that a part reads so from now on. base is the entry that the person saw
// the part as (0 for none): another may have written it since.
func (r *Report) Writing(f Written, base int, s Situation) (*Written, error) {
	if !f.Part.IsIn(r.ID) {
		return nil, fault.New(fault.NotFound, "yearly_part_unknown")
	}
	if err := r.Allows(Write, s); err != nil {
		return nil, err
	}
	if r.Parts[f.Part].N != base {
		return nil, fault.New(fault.Conflict, "stale_version")
	}
	if f.Part.IsOutside() {
		return r.writingOutside(f, s)
	}
	form := fault.Form{}
	if f.Part != Proactive {
		f.Text, f.Figures, f.Reasons = strings.TrimSpace(strings.ReplaceAll(f.Text, "\r\n", "\n")), nil, nil // as browsers send line ends
		form.Length("text", f.Text, MaxText)
		return &f, form.Err()
	}
	f.Text = ""
	for key, n := range f.Figures {
		name := NameOf(key)
		if name == "" {
			return nil, fault.New(fault.NotFound, "yearly_part_unknown")
		}
		if n < 0 {
			form.Bad(key, "yearly_figure", name)
		}
	}
	reasons := map[string]string{}
	for _, q := range Questions(TableOf(f.Figures), s.Last) {
		if why := strings.TrimSpace(f.Reasons[q.Key]); why != "" {
			form.Length("why."+q.Key, why, fault.MaxText)
			reasons[q.Key] = why
		}
	}
	f.Reasons = reasons
	return &f, form.Err()
}

// MaxText is how many characters a part holds.
const MaxText = 20_000

// Doing decides an act that says nothing but why. For those that are not asked why, why is
// not looked at.
func (r *Report) Doing(act Act, why string, s Situation) (ledger.Fact, error) {
	if err := r.Allows(act, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	switch act {
	case Return:
		form.Need("reason", &why, "yearly_return_reason")
	case Correct:
		form.Need("reason", &why, "yearly_correct_reason")
	}
	form.Length("reason", why, fault.MaxText)
	if err := form.Err(); err != nil {
		return nil, err
	}
	switch act {
	case Send:
		return &Sent{}, nil
	case TakeBackSending:
		return &SendingTakenBack{}, nil
	case Return:
		return &Returned{Reason: why}, nil
	case Accept:
		return &Accepted{}, nil
	case TakeBackAcceptance:
		return &AcceptanceTakenBack{}, nil
	case Correct:
		return &CorrectionBegun{Reason: why}, nil
	case DropCorrection:
		return &CorrectionDropped{}, nil
	}
	return nil, fault.New(fault.NotFound, "yearly_part_unknown")
}

// Publishing decides to publish the report as it is: a, with the ledger's last entry before.
// Where agencies lack, or an identity does not hold, why is asked for.
func (r *Report) Publishing(a report.Annual, seq int64, head string, sure bool, why string, s Situation) (*Published, error) {
	if err := r.Allows(Publish, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	if why = strings.TrimSpace(why); len(s.Lacking)+len(s.Broken) > 0 {
		form.Need("reason", &why, "yearly_publish_reason")
	} else {
		why = ""
	}
	form.Length("reason", why, fault.MaxText)
	if !sure {
		form.Bad("sure", "yearly_publish_sure")
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	a.Version, a.PublicOn, a.Head = len(r.Editions)+1, s.Today, head
	frozen, err := Freeze(a)
	if err != nil {
		return nil, err
	}
	return &Published{Edition: a.Version, Seq: seq, Head: head, Hash: ledger.HashOf(frozen), Report: frozen, Lacking: s.Lacking, Broken: s.Broken, Reason: why}, nil
}
