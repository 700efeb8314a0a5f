package casefile

import (
	"slices"
	"strings"

	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// An Aid is what an office does for an applicant who reads, hears or sees with
// difficulty (条例 43).
type Aid string

// The kinds of help.
const (
	ReadOut    Aid = "read_out"
	LargePrint Aid = "large_print"
	SignSpeech Aid = "sign"
	FillIn     Aid = "fill_in"
	Companion  Aid = "companion"
	OtherAid   Aid = "other"
)

// Aids lists the kinds in the order of the form.
var Aids = []Aid{ReadOut, LargePrint, SignSpeech, FillIn, Companion, OtherAid}

// Label returns the Chinese name of the help.
func (h Aid) Label() string {
	return map[Aid]string{ReadOut: "念给申请人听", LargePrint: "大字版", SignSpeech: "手语", FillIn: "代为填写", Companion: "有人陪同", OtherAid: "其他"}[h]
}

// AidNoted notes which help the applicant needs, all of it: the last such entry
// counts. None means that there is no need any more.
type AidNoted struct {
	Aids    []Aid `json:"aids,omitempty"`
	Private struct {
		Note string `json:"note,omitempty"` // more of it, and what was given
	} `json:"-"`
}

var _ = know(func() ledger.Fact { return new(AidNoted) })

// FactType implements ledger.Fact.
func (AidNoted) FactType() string { return "aid_noted" }

// Personal implements ledger.PersonalFact.
func (f *AidNoted) Personal() any { return &f.Private }

func (f *AidNoted) change(c *Case, _ Past) error {
	c.Aid = *f
	return nil
}

// NewAidAsked notes which help an applicant asked for with the request, in words
// of their own.
func NewAidAsked(words string) *AidNoted {
	f := &AidNoted{Aids: []Aid{OtherAid}}
	f.Private.Note = words
	return f
}

// NeedsAid decides the note of which help the applicant needs and got (条例 43).
func (c *Case) NeedsAid(f AidNoted, s Situation) (*AidNoted, error) {
	if err := c.Allows(NoteAid, s); err != nil {
		return nil, err
	}
	f.Private.Note = strings.TrimSpace(f.Private.Note)
	form := fault.Form{}
	if slices.ContainsFunc(f.Aids, func(h Aid) bool { return h.Label() == "" }) {
		form.Bad("aids", "aid_unknown")
	}
	if f.Private.Note == "" && (len(f.Aids) == 0 && len(c.Aid.Aids) == 0 || slices.Contains(f.Aids, OtherAid)) {
		form.Bad("note", "aid_needed")
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}
