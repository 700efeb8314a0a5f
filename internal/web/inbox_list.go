package web

import (
	"mingda/internal/forms"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/page"
	"mingda/internal/sqlite"
)

// How many inputs the list shows at first, and at most.
const (
	inboxLines    = 20
	inboxMaxLines = 200
)

// An inboxQuery chooses what the list shows.
type inboxQuery struct {
	state inbox.State // "" is all
	day   calendar.Date
	door  casefile.Door
	lines int
}

// readInboxQuery reads ?state=&day=&door=&lines=; what it does not know it
// leaves out, and without a state it shows what waits.
func readInboxQuery(r *http.Request) inboxQuery {
	v := r.URL.Query()
	q := inboxQuery{state: inbox.Waiting, lines: inboxLines}
	if v.Has("state") {
		q.state = ""
	}
	for _, state := range inbox.States {
		if v.Get("state") == string(state) {
			q.state = state
		}
	}
	for _, door := range casefile.Doors {
		if v.Get("door") == string(door) {
			q.door = door
		}
	}
	if day, err := forms.ParseDay(v.Get("day")); err == nil {
		q.day = day
	}
	if n, err := strconv.Atoi(v.Get("lines")); err == nil {
		q.lines = min(max(n, inboxLines), inboxMaxLines)
	}
	return q
}

// isWaiting reports whether the list is the one that the day's work is done from.
func (q inboxQuery) isWaiting() bool {
	return q.state == inbox.Waiting && q.day.IsZero() && q.door == ""
}

// values writes the query as it was read.
func (q inboxQuery) values() url.Values {
	v := url.Values{}
	if q.isWaiting() && q.lines == inboxLines {
		return v
	}
	v.Set("state", stateValue(q.state))
	if !q.day.IsZero() {
		v.Set("day", q.day.String())
	}
	if q.door != "" {
		v.Set("door", string(q.door))
	}
	if q.lines != inboxLines {
		v.Set("lines", strconv.Itoa(q.lines))
	}
	return v
}

// stateValue is how an address names a state; all of them have a word too.
func stateValue(state inbox.State) string {
	if state == "" {
		return "all"
	}
	return string(state)
}

// path returns the address below the desk of the inbox, or of one input beside
// the same list.
func (q inboxQuery) path(id inbox.ID) string {
	path := "/inbox"
	if id != 0 {
		path += "/" + strconv.FormatInt(int64(id), 10)
	}
	if v := q.values(); len(v) > 0 {
		path += "?" + v.Encode()
	}
	return path
}

// inboxList fills the list, and returns the first input on it, 0 for none.
func (s *Server) inboxList(r *http.Request, by auth.User, q inboxQuery, chosen inbox.ID, list *page.InboxList) (inbox.ID, error) {
	rows, total, err := s.Desk.Inputs(r.Context(), by, sqlite.InputFilter{State: q.state, Day: q.day, Door: q.door, Limit: q.lines})
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	marks, err := s.Desk.Marks(r.Context(), by, rows)
	if err != nil {
		return 0, err
	}
	list.Total = total
	if q.state != inbox.Waiting {
		list.Title = "收到"
		if q.state != "" {
			list.Title = q.state.Label()
		}
	}
	if chosen == 0 {
		chosen = rows[0].ID
	}
	for _, row := range rows {
		list.Items = append(list.Items, page.InboxItem{
			Href: s.Pages.URL(q.path(row.ID)), Door: doorOf(row.Door), At: arrivedText(row), Subject: row.Subject, From: row.Sender,
			Tags: inboxTags(row, marks[row.ID], q), Current: row.ID == chosen,
		})
	}
	if rest := total - len(rows); rest > 0 && q.lines < inboxMaxLines {
		more := q
		more.lines += inboxLines
		list.MoreHref, list.MoreText = s.Pages.URL(more.path(chosen)), "再看 "+strconv.Itoa(min(rest, inboxLines))+" 件"
	}
	return rows[0].ID, nil
}

// arrivedText writes when an input arrived; a letter that came on another day
// than it was entered has a day and no hour.
func arrivedText(row sqlite.InputRow) string {
	at := row.ArrivedAt.In(calendar.Zone)
	day := calendar.DateOf(at)
	if at.Equal(day.Start()) {
		return day.ChineseShort()
	}
	return dayAndTime(at)
}

// inboxTags says beside a line what there is to know before it is opened.
func inboxTags(row sqlite.InputRow, m desk.Mark, q inboxQuery) []page.Tag {
	var tags []page.Tag
	add := func(when bool, state page.State, text, icon string) {
		if when {
			tags = append(tags, page.Tag{State: state, Text: text, Icon: icon})
		}
	}
	waits := row.State == inbox.Waiting
	add(q.state == "" && !waits, page.Done, row.State.Label(), "")
	add(waits && m.Withdrew, page.Soon, "申请人已撤回", "none")
	add(waits && m.Added, page.Soon, "申请人补充了材料", "none")
	add(m.ToCall, page.Late, "今天须电话确认", "today")
	add(waits && m.Course == intake.Answer, page.OK, m.Course.Label(), "none")
	add(waits && m.Course == intake.Noise, page.Line, m.Course.Label(), "")
	add(m.Alike > 0, page.Soon, "疑似重复 "+strconv.Itoa(m.Alike), "none")
	add(row.Attachments > 0, page.Line, "附件 "+strconv.Itoa(row.Attachments), "")
	add(m.Spoken, page.Line, "代填", "")
	add(m.Unsigned, page.Soon, unsignedRecord, "none")
	add(m.Repaired, page.Soon, "乱码已修复", "none")
	add(waits && row.Parked, page.Line, "先放着", "")
	return tags
}

// inboxViews leads to what waits and to what was decided.
func (s *Server) inboxViews(q inboxQuery) []page.SavedView {
	var views []page.SavedView
	for _, state := range []inbox.State{inbox.Waiting, inbox.Registered, inbox.JoinedTo, inbox.SetAside, ""} {
		label := state.Label()
		if state == "" {
			label = "全部"
		}
		to := q
		to.state, to.lines = state, inboxLines
		if state == inbox.Waiting {
			to.day, to.door = calendar.Date{}, ""
		}
		views = append(views, page.SavedView{Label: label, Href: s.Pages.URL(to.path(0)), NoCount: true, Current: q.state == state})
	}
	return views
}

// inboxFilter finds decided inputs again by day and door.
func (s *Server) inboxFilter(r *http.Request, q inboxQuery) *page.Filter {
	if q.isWaiting() {
		return nil
	}
	form := page.NewForm(r.URL.Query(), nil).WithPrefix("q-")
	day := form.Date("day", "到达的一天")
	day.Hint = ""
	doors := []page.Option{{Value: "", Label: "全部渠道"}}
	for _, door := range casefile.Doors {
		doors = append(doors, page.Option{Value: string(door), Label: door.Label()})
	}
	return &page.Filter{
		Action: s.Pages.URL("/inbox"), Hidden: []page.Hidden{{Name: "state", Value: stateValue(q.state)}},
		Fields:    []page.Field{day, form.Select("door", "渠道", doors)},
		ClearHref: s.Pages.URL(inboxQuery{state: q.state, lines: inboxLines}.path(0)),
	}
}

// emptyInbox says what comes here, and when the mailbox was last looked into.
func (s *Server) emptyInbox(q inboxQuery) page.Empty {
	if !q.isWaiting() {
		return page.Empty{Title: "没有这样的收件", Text: "换一天、换一个渠道，或者看全部。",
			Acts: []page.Button{page.Button{Label: "看等待的", Href: s.Pages.URL("/inbox")}.Plain()}}
	}
	e := page.Empty{Title: "都登记完了", Text: "邮箱、网上申请、来信和当面申请收到后排在这里，旧的在前。" + s.lastFetch()}
	e.Acts = []page.Button{
		{Label: "录一封来信", Href: s.Pages.URL("/post/new")},
		page.Button{Label: "记一次当面申请", Href: s.Pages.URL("/counter/new")}.Plain(),
	}
	return e
}

// mailJob begins the name of the jobs that fetch mail.
const mailJob = "收邮件"

// lastFetch says when mail was last fetched, and if it cannot be.
func (s *Server) lastFetch() string {
	if s.Jobs == nil {
		return ""
	}
	for _, job := range s.Jobs() {
		switch {
		case !strings.HasPrefix(job.Name, mailJob):
		case !job.Failed.IsZero():
			return "邮箱从 " + calendar.ClockTime(job.Failed) + " 起收不了信，管理员在“运行情况”里能看到原因。"
		case !job.Good.IsZero():
			return "邮箱 " + calendar.ClockTime(job.Good) + " 收过一次，没有新邮件。"
		}
	}
	return ""
}
