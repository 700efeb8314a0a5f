package demo

import (
	"fmt"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/inbox"
	"mingda/internal/letter"
)

// How far a journey goes.
const (
	registered = iota // and no further
	assigned
	handling // signed for
	drafting
	checking
	signing
	serving // signed
	replied
	archived
)

// Notices that are sent on the way.
const (
	awaiting  = "awaiting"  // asked to clarify, not answered yet
	clarified = "clarified" // asked and answered
	lapsed    = "lapsed"    // asked, never answered, closed
	extended  = "extended"  // told shortly before the period ends
	early     = "early"     // extended, told in its first half
)

// A journey is the way of one request through the office.
type journey struct {
	ago    int // workdays before the present on which it came in
	topic  int
	who    int
	door   casefile.Door
	until  int
	kind   letter.Kind   // of the reply; empty: none is begun
	in     int           // workdays from receipt to the reply; 0: it has come as far as until by yesterday
	notice string        // empty: none
	then   func(*travel) // something out of the ordinary
}

// A travel is a journey under way.
type travel struct {
	journey
	*filling
	topic    topic
	agency   string
	input    inbox.ID
	ticket   desk.Ticket
	id       casefile.ID
	received calendar.Date
	notice   int // its number within the case
	reply    int
}

// A team are the hands of an agency.
type team struct{ clerk, checker, signer string }

var teams = map[string]team{
	government: {"feng", "lin", "he"}, housing: {"zj-clerk", "zj-checker", "zj-signer"},
	land: {"zr-clerk", "zr-checker", "zr-signer"}, schools: {"jk-clerk", "jk-checker", "jk-signer"},
}

func (t *travel) clerk() auth.User   { return t.users[teams[t.agency].clerk] }
func (t *travel) checker() auth.User { return t.users[teams[t.agency].checker] }
func (t *travel) signer() auth.User  { return t.users[teams[t.agency].signer] }

// officer returns who works on the case in its unit.
func (t *travel) officer() auth.User {
	for _, p := range staff {
		if p.unit == t.topic.unit && p.role == auth.Officer {
			return t.users[p.login]
		}
	}
	return auth.User{}
}

// wants is how this applicant asked for it.
func (t *travel) wants() casefile.Wants {
	w := casefile.Wants{Subject: t.topic.subject, Content: t.topic.content}
	if right, ok := corrections[t.journey.topic]; ok {
		w = right.Wants()
	}
	w.Medium, w.Delivery = casefile.Electronic, casefile.ByDownload
	switch {
	case t.door == casefile.Counter:
		w.Medium, w.Delivery = casefile.Paper, casefile.ByPickup
	case t.door == casefile.PostSigned, t.door == casefile.PostOrdinary, applicants[t.who].Email == "":
		w.Medium, w.Delivery = casefile.Paper, casefile.ByPost
	case t.door == casefile.Mail:
		w.Delivery = casefile.ByEmail
	}
	return w
}

// on plans a step some workdays after the receipt.
func (t *travel) on(workdays, hour, minute int, what string, do func() error) {
	day := t.Desk.Calendar().AddWorkdays(t.received, workdays)
	t.at(day, hour, minute, fmt.Sprintf("%s (%s)", what, t.topic.subject), do)
}

// begin makes a journey ready to be planned.
func (f *filling) begin(j journey) *travel {
	return &travel{journey: j, filling: f, topic: topics[j.topic], agency: topics[j.topic].agency, received: f.back(j.ago)}
}

// set plans a journey: its arrival, and all that follows once it is there.
func (f *filling) set(j journey) {
	t := f.begin(j)
	arrive := map[casefile.Door]func() error{
		casefile.Web: t.byForm, casefile.Mail: t.byMail, casefile.Counter: t.byCounter, casefile.PostSigned: t.bySignedPost, casefile.PostOrdinary: t.byOrdinaryPost,
	}[j.door]
	hour, minute := 9+(j.ago+j.who)%6, (j.ago*7+j.who*13)%60
	t.on(0, hour, minute, "arrival", arrive)
	t.on(0, 15, 30+j.ago%20, "register", t.register)
	t.follow()
}

// follow plans what follows the registration.
func (t *travel) follow() {
	next := min(1, max(0, t.ago-1))
	if t.until >= assigned {
		t.on(next, 9, 40, "assign", t.assign)
	}
	if t.until >= handling {
		t.on(next, 16, 10, "sign for", func() error { return t.Desk.SignFor(t.ctx, t.officer(), t.id, 0) })
	}
	t.planReply(t.planNotice())
	if t.then != nil {
		t.then(t)
	}
}

// register registers the input on the proposed day, as the topic and the
// applicant say: the clerk mends what the machine read.
func (t *travel) register() error {
	v, err := t.Desk.Input(t.ctx, t.clerk(), t.input)
	if err != nil {
		return err
	}
	if v.Proposed < 0 {
		return fmt.Errorf("no day of receipt is proposed")
	}
	day := v.Candidates[v.Proposed]
	t.id, err = t.Desk.Register(t.ctx, t.clerk(), t.input, desk.Registration{
		Version: v.Input.Version, Applicant: applicants[t.who], Wants: t.wants(), On: day.On, Ground: day.Ground,
		Splitting: v.Input.State == inbox.Registered,
	})
	return err
}

func (t *travel) assign() error {
	a := casefile.Assigned{Unit: t.units[t.topic.unit].ID, Officer: t.officer().ID, InnerDue: t.Desk.Calendar().AddWorkdays(t.Desk.Today(), 8)}
	return t.Desk.Assign(t.ctx, t.clerk(), t.id, 0, a)
}

// planNotice plans the notice of the journey, and returns the workday from
// which the reply is counted.
func (t *travel) planNotice() int {
	switch t.journey.notice {
	case awaiting, clarified, lapsed:
		t.planLetter(2, func() error { return t.draft(&t.notice, letter.Clarification, nil) }, &t.notice, serving)
		t.on(4, 10, 20, "serve", func() error { return t.serve(t.notice) })
	case extended, early:
		from := map[string]int{extended: 15, early: 6}[t.journey.notice]
		t.planLetter(from, func() error { return t.draft(&t.notice, letter.Extension, nil) }, &t.notice, serving)
		t.on(from+2, 10, 12, "serve", func() error { return t.serve(t.notice) })
	}
	switch t.journey.notice {
	case clarified:
		t.on(9, 11, 5, "supplement", t.supplement)
		return 9
	case lapsed:
		t.on(17, 9, 30, "close", func() error {
			f := casefile.Closed{Result: "no_supplement"}
			f.Private.Reason = "补正期限届满，申请人没有补正，也没有说明理由。"
			return t.Desk.Close(t.ctx, t.clerk(), t.id, 0, f)
		})
	}
	return 0
}

// planReply plans the reply, counted from a workday after the receipt.
func (t *travel) planReply(from int) {
	if t.kind == "" || t.until < drafting {
		return
	}
	if len(t.topic.docs) > 0 && (t.kind == letter.Disclose || t.kind == letter.Partial) {
		t.on(from+1, 17, 5, "documents", t.addDocuments)
	}
	begin := from + t.in - 4
	if t.in == 0 {
		begin = max(1, t.ago-1-min(t.until-drafting, 3))
	}
	t.planLetter(begin, func() error { return t.draft(&t.reply, t.kind, t.enclosed()) }, &t.reply, t.until)
	if t.until < replied {
		return
	}
	t.on(from+t.in, 11, 15, "serve", func() error { return t.serve(t.reply) })
	if t.wants().Delivery == casefile.ByPost {
		t.on(from+t.in+3, 10, 0, "delivered", func() error {
			return t.Desk.ConfirmDelivery(t.ctx, t.clerk(), t.id, desk.ServiceForm{Letter: t.reply, On: t.Desk.Today(), Recipient: "本人"})
		})
	}
	if t.wants().Delivery == casefile.ByDownload {
		t.on(from+t.in, 20, 40, "fetch", t.fetch)
	}
	if t.until >= archived {
		t.on(from+t.in+5, 16, 0, "archive", func() error { return t.Desk.Archive(t.ctx, t.clerk(), t.id, 0, casefile.PutAway{}) })
	}
}

// planLetter plans draft, check and signature on four workdays from a day on,
// as far as until.
func (t *travel) planLetter(from int, draft func() error, n *int, until int) {
	steps := []struct {
		until, hour, minute int
		what                string
		do                  func() error
	}{
		{drafting, 10, 35, "draft", draft},
		{checking, 15, 20, "submit", func() error { return t.Desk.Submit(t.ctx, t.officer(), t.id, 0, *n) }},
		{signing, 10, 50, "check", func() error { return t.Desk.Check(t.ctx, t.checker(), t.id, 0, *n, "事实清楚，依据准确。") }},
		{serving, 16, 25, "sign", func() error { return t.sign(*n) }},
	}
	for i, s := range steps {
		if s.until <= until {
			t.on(from+i/2, s.hour, s.minute, s.what, s.do)
		}
	}
}

// draft saves a new letter and remembers its number.
func (t *travel) draft(n *int, kind letter.Kind, enclosed []int) error {
	v := t.values(kind, t.topic, t.received)
	today := t.Desk.Today()
	switch kind {
	case letter.Clarification:
		v["by"] = t.Desk.Calendar().AddWorkdays(today, 13).String()
		if asks, ok := unclear[t.journey.topic]; ok {
			v["points"], v["help"] = asks.points, asks.help
		}
	case letter.ReasonsRequest:
		v["by"] = t.Desk.Calendar().AddWorkdays(today, 8).String()
	case letter.Extension:
		v["consented_on"] = t.Desk.Calendar().AddWorkdays(today, 1).String() // the day on which it is to be signed
	}
	if t.wants().Delivery == casefile.ByPickup {
		v["way_time"] = "工作日9时30分至13时30分、16时至19时"
	}
	var err error
	*n, _, err = t.Desk.SaveDraft(t.ctx, t.officer(), t.id, desk.DraftForm{Kind: kind, Values: v, Materials: enclosed})
	return err
}

func (t *travel) sign(n int) error {
	if err := t.Desk.Sign(t.ctx, t.signer(), t.id, 0, n); err != nil {
		return err
	}
	c, err := t.view()
	if err != nil {
		return err
	}
	if l, ok := c.Letter(n); ok && l.IsReply() && t.agency == government {
		t.lastReply.number, t.lastReply.on, t.lastReply.was = l.Number, l.SignedOn, "other"
		if kind := letter.Kind(l.Kind); kind == letter.Disclose || kind == letter.AlreadyPublic {
			t.lastReply.was = "disclosed"
		}
	}
	return nil
}

// view returns the case as the clerk sees it.
func (t *travel) view() (*casefile.Case, error) {
	v, err := t.Desk.Case(t.ctx, t.clerk(), t.id)
	return v.Case, err
}

// serve sends the n-th letter in the way the applicant chose.
func (t *travel) serve(n int) error {
	f := desk.ServiceForm{Letter: n, On: t.Desk.Today()}
	switch t.wants().Delivery {
	case casefile.ByEmail:
		f.Way = casefile.Emailed
	case casefile.ByDownload:
		f.Way = casefile.Downloaded
	case casefile.ByPost:
		f.Way, f.Tracking = casefile.Posted, t.tracking()
	default:
		f.Way, f.Recipient = casefile.Direct, applicants[t.who].Name
	}
	return t.Desk.Serve(t.ctx, t.clerk(), t.id, f)
}

func (t *travel) tracking() string {
	t.made++
	return fmt.Sprintf("XA%08d65", 40120000+t.made*137)
}

// supplement brings what was asked for: by the portal where it came by the
// form, else by a further mail or letter that the clerk notes.
func (t *travel) supplement() error {
	text := "是绿洲村3组的承包地，2021年区里来人登记过，要登记表和当时的通知。"
	if t.door != casefile.Web {
		return t.Desk.TakeSupplement(t.ctx, t.clerk(), t.id, 0, t.Desk.Today(), text, 0)
	}
	visit, err := t.Desk.OpenStatus(t.ctx, t.ticket.Number, t.ticket.Code.String())
	if err != nil {
		return err
	}
	return t.Desk.AddFromApplicant(t.ctx, visit, desk.Seen{}, text, nil)
}

// fetch lets the applicant fetch the reply on the status page.
func (t *travel) fetch() error {
	visit, err := t.Desk.OpenStatus(t.ctx, t.ticket.Number, t.ticket.Code.String())
	if err != nil {
		return err
	}
	d, err := t.Desk.FetchLetter(t.ctx, visit, t.reply)
	if err != nil {
		return err
	}
	return d.Close()
}

// addDocuments puts what was asked for into the file.
func (t *travel) addDocuments() error {
	files, err := t.uploads(t.topic.docs)
	if err != nil {
		return err
	}
	_, err = t.Desk.AddMaterials(t.ctx, t.officer(), t.id, casefile.Requested, files)
	return err
}

// enclosed are the documents that go with the reply: all that was asked for.
func (t *travel) enclosed() []int {
	c, err := t.view()
	if err != nil {
		return nil // the draft that follows fails and tells
	}
	var all []int
	for _, m := range c.Materials {
		if m.Purpose == casefile.Requested {
			all = append(all, m.N)
		}
	}
	return all
}
