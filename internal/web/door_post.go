package web

import (
	"fmt"
	"net/http"
	"net/url"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/intake"
	"mingda/internal/page"
)

// postPage is the page "desk/post_new": a letter as it came.
type postPage struct {
	doorForm
	Kind                         page.Field
	SignedOn, SignedBy, Tracking page.Field // 挂号信、快递
	ArrivedOn, ConfirmedOn       page.Field // 平信
	Calls                        []callRow
	Sure                         page.Field // days long ago to confirm; none as a rule
}

// A callRow is one try by phone.
type callRow struct {
	N                        int
	Day, Time, Outcome, Note page.Field
}

// callRows is how many tries the form has room for; more are noted in the inbox.
const callRows = 3

// The values of the kind of letter.
const (
	signedLetter   = "signed"
	ordinaryLetter = "ordinary"
)

// newPost serves GET /post/new.
func (s *Server) newPost(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := s.doorHeld(r, by)
	if err != nil {
		return err
	}
	return s.renderPost(w, r, by, http.StatusOK, held, nil)
}

func (s *Server) renderPost(w http.ResponseWriter, r *http.Request, by auth.User, status int, held *forms.Held, wrong error) error {
	p := postPage{doorForm: s.doorForm(r, by, "录来信", "/post/new", held)}
	today := calendar.DateOf(s.Now()).String()
	f := page.NewForm(held.Values, wrong)
	p.Kind = f.Radios("kind", "怎么来的", []page.Option{
		{Value: signedLetter, Label: "挂号信、快递", Hint: "有人签收。签收那天就是收到之日。", Checked: true},
		{Value: ordinaryLetter, Label: "平信", Hint: "没人签收。当天打电话与申请人确认，确认那天是收到之日。"},
	})
	p.Kind.LabelHidden = true // the card says it
	p.SignedOn = f.Date("signed_on", "签收日期").WithValue(today)
	p.SignedBy = f.Text("signed_by", "谁签收的").WithHint("门卫室、收发室签收的，也从那天算。").WithWidth("m").WithAutocomplete("off")
	p.Tracking = f.Text("tracking", "邮件号").WithWidth("m").WithAutocomplete("off")
	p.ArrivedOn = f.Date("arrived_on", "到达日期").WithValue(today)
	for n := 1; n <= callRows; n++ {
		p.Calls = append(p.Calls, newCallRow(f, n, today))
	}
	p.ConfirmedOn = f.Date("confirmed_on", "用别的办法确认的日期").AsOptional()
	p.ConfirmedOn.Hint = "申请人来电、来人确认的那天。"
	p.Sure = sureOf(f, "signed_on", "arrived_on", "confirmed_on")
	p.Files = f.File("scans", "扫描件").WithHint("信封和信，一页一个文件或者一个 PDF，可以一次选几个。").
		WithAccept(scanTypes).WithFiles(held.Uploaded("scans")).HideLabel()
	p.Request = newRequestFields(f)
	p.Save = page.Button{Label: "收下", Key: "Ctrl S"}
	p.Errors = f.Errors()
	return s.Pages.Render(w, status, "desk/post_new", p)
}

// newCallRow makes the fields of one try.
func newCallRow(f *page.Form, n int, today string) callRow {
	name := func(part string) string { return fmt.Sprintf("call-%d-%s", n, part) }
	row := callRow{N: n, Day: f.Date(name("day"), "日期").WithValue(today), Time: f.Time(name("time"), "时间"),
		Outcome: f.Select(name("outcome"), "结果", outcomeOptions()), Note: f.Text(name("note"), "备注").WithAutocomplete("off")}
	row.Day.Hint, row.Time.Hint = "", ""
	return row
}

// takePost serves POST /post/new.
func (s *Server) takePost(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if err := auth.MayDo(by, auth.TakeIn, by.Agency); err != nil {
		return err
	}
	held, err := forms.Read(r, s.Desk, s.Uploads)
	if held == nil || err != nil && !isInvalid(err) {
		return err
	}
	if err == nil && goesOn(held, "scans") {
		return s.backToForm(w, r, "/post/new", held)
	}
	letter, wrong := postIn(held, by)
	if err == nil && wrong == nil {
		ticket, failed := s.Desk.TakePost(r.Context(), by, letter)
		if failed == nil {
			return s.giveTicket(w, r, ticket)
		}
		err = failed
	}
	if err = joinFaults(err, wrong); !isInvalid(err) {
		return err
	}
	return s.renderPost(w, r, by, http.StatusUnprocessableEntity, held, err)
}

// postIn reads the letter. Days and times that cannot be read are told at their
// fields.
func postIn(held *forms.Held, by auth.User) (intake.PostInput, error) {
	bad := fault.Form{}
	v := held.Values
	p := intake.PostInput{
		Agency: agencyOf(by), Applicant: applicantIn(v), Wants: wantsIn(v), Scans: held.Stored("scans"), FormKey: held.Key, Sure: sureDays(v),
	}
	switch v.Get("kind") {
	case signedLetter:
		p.Signed, p.SignedBy, p.Tracking = true, trimmed(v, "signed_by"), trimmed(v, "tracking")
		p.SignedOn = dayIn(v, "signed_on", bad)
	case ordinaryLetter:
		p.ArrivedOn, p.ConfirmedOn = dayIn(v, "arrived_on", bad), dayIn(v, "confirmed_on", bad)
		p.Calls = callsIn(v, bad)
	default:
		bad.Bad("kind", "letter_kind_needed")
	}
	return p, bad.Err()
}

// closeUp moves the tries by phone up over rows without time, outcome and note,
// so that the first row holds the first try, and returns how many there are.
func closeUp(v url.Values) int {
	n := 0
	for row := 1; row <= callRows; row++ {
		name := func(n int, part string) string { return fmt.Sprintf("call-%d-%s", n, part) }
		if trimmed(v, name(row, "time")) == "" && trimmed(v, name(row, "outcome")) == "" && trimmed(v, name(row, "note")) == "" {
			continue
		}
		n++
		for _, part := range []string{"day", "time", "outcome", "note"} {
			if typed := v.Get(name(row, part)); row != n {
				v.Del(name(row, part))
				v.Set(name(n, part), typed)
			}
		}
	}
	return n
}

// callsIn reads the tries by phone.
func callsIn(v url.Values, bad fault.Form) []intake.Call {
	var calls []intake.Call
	for n, last := 1, closeUp(v); n <= last; n++ {
		get := func(part string) string { return trimmed(v, fmt.Sprintf("call-%d-%s", n, part)) }
		unreadable := fault.Form{}
		at := instantIn(get("day"), get("time"), unreadable)
		for part, why := range unreadable {
			bad[fmt.Sprintf("call-%d-%s", n, part)] = why
		}
		calls = append(calls, intake.Call{At: at, Outcome: intake.CallOutcome(get("outcome")), Note: get("note")})
	}
	return calls
}

// joinFaults puts what is wrong with two readings of one form together.
func joinFaults(a, b error) error {
	if a == nil || b == nil {
		if a == nil {
			return b
		}
		return a
	}
	all := fault.Form{}
	all.Add(a)
	all.Add(b)
	if len(all) == 0 {
		return a
	}
	return all.Err()
}
