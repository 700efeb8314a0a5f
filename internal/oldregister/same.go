package oldregister

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// NumberKey is by what the number that an entry has in its register is compared; "" for
// one without.
func (e Entry) NumberKey() string { return plain(e.Number) }

// ContentKey is by what entries are the same request: the day, who asks, and for what.
func (e Entry) ContentKey() string {
	var names []string
	for _, a := range e.Applicants {
		names = append(names, plain(a.Name))
	}
	return hashed(e.Received, strings.Join(names, "、"), plain(e.Content))
}

// Whole is by what entries are compared in all they say.
func (e Entry) Whole() string {
	e.Row = 0
	text, err := json.Marshal(e)
	if err != nil { // of strings and numbers
		panic(err)
	}
	return hashed(string(text))
}

func hashed(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:])
}

// HeadingKey is by what a heading is known again.
func HeadingKey(heading string) string { return plain(heading) }

// IsSame reports whether two entries are the same request: what is asked for is the same
// and the numbers do not say otherwise, or the number is the same.
func (e Entry) IsSame(numberKey, contentKey string) bool {
	if e.ContentKey() == contentKey {
		return e.NumberKey() == numberKey || e.NumberKey() == "" || numberKey == ""
	}
	return false
}

// sameRows finds rows of one sheet that are there twice, and numbers that are.
func sameRows(all []Reading) {
	byContent, byNumber := map[string][]int{}, map[string]int{}
	for i := range all {
		r := &all[i]
		if !r.In() {
			continue
		}
		content, number := r.Entry.ContentKey(), r.Entry.NumberKey()
		twice := false
		for _, j := range byContent[content] {
			if twice = r.Entry.IsSame(all[j].Entry.NumberKey(), content); twice {
				r.Bad("old_row_twice", strconv.Itoa(all[j].Entry.Row))
				break
			}
		}
		if twice {
			continue
		}
		byContent[content] = append(byContent[content], i)
		if j, there := byNumber[number]; there && number != "" {
			r.Bad("old_number_twice", r.Entry.Number, strconv.Itoa(all[j].Entry.Row))
		} else {
			byNumber[number] = i
		}
	}
}

// A Difference is one thing in which an entry is otherwise than the case it became.
type Difference struct{ What, Was, Is string }

// Differences lists in what an entry is otherwise than it was when it was taken in.
func (e Entry) Differences(was Entry) (all []Difference) {
	names := func(e Entry) string {
		var list []string
		for _, a := range e.Applicants {
			list = append(list, a.Name)
		}
		return strings.Join(list, "、")
	}
	kept := func(e Entry) string {
		var list []string
		for _, k := range e.Kept {
			list = append(list, k.Heading+" "+k.Text)
		}
		return strings.Join(list, "；")
	}
	lead := func(e Entry) string {
		if len(e.Applicants) == 0 {
			return ""
		}
		a := e.Applicants[0]
		return strings.Join([]string{a.Class.Label(), a.Representative, a.Contact, a.Agent, a.IDNumber, a.Phone, a.Email, a.Address}, " ")
	}
	for _, d := range []Difference{
		{OldNumber.Label(), was.Number, e.Number}, {Received.Label(), was.Received, e.Received}, {Applicant.Label(), names(was), names(e)},
		{"申请人信息", lead(was), lead(e)}, {Subject.Label(), was.Subject, e.Subject}, {Content.Label(), was.Content, e.Content},
		{Through.Label(), was.Through, e.Through}, {Unit.Label(), was.Unit, e.Unit}, {Extended.Label(), was.Extended, e.Extended},
		{Replied.Label(), was.Ended, e.Ended}, {Result.Label(), was.ResultText + " " + string(was.Result), e.ResultText + " " + string(e.Result)},
		{ReplyNumber.Label(), was.ReplyNumber, e.ReplyNumber}, {Kept.Label(), kept(was), kept(e)},
	} {
		if strings.TrimSpace(d.Was) != strings.TrimSpace(d.Is) {
			all = append(all, d)
		}
	}
	return all
}

// Words writes differences in one line.
func Words(all []Difference) string {
	var list []string
	for _, d := range all {
		list = append(list, d.What+"“"+brief(d.Was)+"”→“"+brief(d.Is)+"”")
	}
	return strings.Join(list, "，")
}

// brief is the beginning of a text.
func brief(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return text
}

// Fact makes what stands in the ledger of the case that an entry becomes. Where it came
// from, and its number here, is for whoever stores it.
func (e Entry) Fact() (*casefile.TakenOver, error) {
	received, err := calendar.ParseDate(e.Received)
	if err != nil {
		return nil, err
	}
	f := &casefile.TakenOver{Row: e.Row, Open: e.Open, Result: e.Result, ReplyNumber: e.ReplyNumber}
	if e.Ended != "" {
		if f.EndedOn, err = calendar.ParseDate(e.Ended); err != nil {
			return nil, err
		}
	}
	f.Receipt = casefile.Receipt{On: received, Ground: casefile.OtherGround, Reason: "旧台账所记"}
	f.Class = e.Applicants[0].Class
	f.Private = casefile.OldRow{
		Applicant: e.Applicants[0], Others: e.Applicants[1:], Wants: casefile.Wants{Subject: e.Subject, Content: e.Content},
		OldNumber: e.Number, Through: e.Through, Unit: e.Unit, Extended: e.Extended, ResultText: e.ResultText, Kept: e.Kept,
	}
	return f, nil
}

// Of returns the entry that a case was made of.
func Of(f *casefile.TakenOver) Entry {
	e := Entry{
		Row: f.Row, Number: f.Private.OldNumber, Received: f.Receipt.On.String(), Applicants: append([]casefile.Applicant{f.Private.Applicant}, f.Private.Others...),
		Subject: f.Private.Wants.Subject, Content: f.Private.Wants.Content, Through: f.Private.Through, Unit: f.Private.Unit, Extended: f.Private.Extended,
		Open: f.Open, Result: f.Result, ResultText: f.Private.ResultText, ReplyNumber: f.ReplyNumber, Kept: f.Private.Kept,
	}
	if !f.EndedOn.IsZero() {
		e.Ended = f.EndedOn.String()
	}
	return e
}
