package desk

import (
	"context"
	"fmt"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/reconsider"
)

// A RevealReason is for what somebody needs personal data in full.
type RevealReason string

// The reasons, as the form shows them.
const (
	ToCall      RevealReason = "call"
	ToPost      RevealReason = "post"
	ToIdentify  RevealReason = "identify"
	OtherReason RevealReason = "other"
)

// RevealReasons lists the reasons as forms show them.
var RevealReasons = []RevealReason{ToCall, ToPost, ToIdentify, OtherReason}

// Label returns the Chinese name of the reason, "" for none.
func (r RevealReason) Label() string {
	return map[RevealReason]string{ToCall: "电话联系", ToPost: "寄送文书", ToIdentify: "核对身份", OtherReason: "其他"}[r]
}

// A Reveal asks to see what is known of one person in full.
type Reveal struct {
	Whose  int // among those to whom letters of a case go (casefile.Case.Recipient), or the parties before the bureau; 0: who asks
	Reason RevealReason
	Note   string // which other reason, or more of it
}

// Reveal returns the case for one who gives a reason to see somebody of it in full, and
// what the audit is to say of that: whose data, by their place in the case, and why.
func (d *Desk) Reveal(ctx context.Context, by auth.User, id casefile.ID, r Reveal) (v CaseView, note string, err error) {
	if v, err = d.Case(ctx, by, id); err != nil {
		return v, "", err
	}
	if err = MaySeePerson(by, v.Case); err != nil {
		return v, "", err
	}
	whose, known := v.Case.PlaceOf(r.Whose)
	note, err = r.said(whose, known)
	return v, note, err
}

// ReviewPeople returns a case of the bureau to who may see its people in full.
func (d *Desk) ReviewPeople(ctx context.Context, by auth.User, id reconsider.ID) (ReviewView, error) {
	return d.reviewSeen(ctx, by, id, reconsider.SeePerson)
}

// RevealReview is Reveal of somebody in a case of the bureau.
func (d *Desk) RevealReview(ctx context.Context, by auth.User, id reconsider.ID, r Reveal) (v ReviewView, note string, err error) {
	if v, err = d.ReviewPeople(ctx, by, id); err != nil {
		return v, "", err
	}
	whose, known := v.Case.PlaceOf(r.Whose)
	note, err = r.said(whose, known)
	return v, note, err
}

// said checks why, and returns it as the audit says it.
func (r Reveal) said(whose string, known bool) (string, error) {
	note, form := kept(r.Note), fault.Form{}
	if !known {
		form.Bad("whose", "reveal_whose")
	}
	switch {
	case r.Reason.Label() == "":
		form.Bad("reason", "reveal_reason")
	case r.Reason == OtherReason && note == "":
		form.Bad("note", "reveal_note")
	}
	form.Length("note", note, fault.MaxLine)
	if err := form.Err(); err != nil {
		return "", err
	}
	return strings.TrimSuffix(fmt.Sprintf("%s：%s，%s", whose, r.Reason.Label(), note), "，"), nil
}
