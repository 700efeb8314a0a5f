package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/page"
	"mingda/internal/sqlite"
)

// A workDay is what one person meets on a day.
type workDay struct {
	by     auth.User
	today  calendar.Date
	sunday calendar.Date // the last day of the week
	friday calendar.Date // its last workday, as people say it
	people peopleNames

	open            int
	late, due, week []casefile.Row // by their last day
	lateN, dueN     int            // as many as there are, also beyond the lists
	weekN           int
	pastOwn         []casefile.Row // corrections, after the day that the office had set itself
	pastOwnN        int
	pressed                        // chases and what needs the coordinating office
	withdrawn       []casefile.Row // the applicant had withdrawn before it was a case, and nobody has ended it
	unsent          []casefile.Row // a letter is signed and the reader may send it
	bounced         []casefile.Row // the mail with a letter came back, and the reader may say what to make of it
	noOpinion       []casefile.Row // others who were asked should have answered, and the reader may record what became of it
	noAnswer        []casefile.Row // the day to supplement has passed, and the reader may end it
	unexplained     []casefile.Row // the day to explain has passed, and the reader may record what came (条例 35)
	wishes          []casefile.Row // somebody wants to withdraw, the reader's to decide about
	undecided       []casefile.Row // the applicant explained, the reader's to decide about
	partsIn         []casefile.Row // the units that help have handed in, and the reader's unit leads
	mending         []casefile.Row // a unit says what it mended, the reader's to accept
	proposed        []casefile.Row // proposed to be published to all, the reader's to decide about
	unpaid          []casefile.Row // the last day to pay the fee has passed, likewise
	returned        []casefile.Row // a unit gave it back, whole or in part, and the reader may say who does it
	unsigned        []casefile.Row // a unit has not signed for what it was given
	unsignedN       int            // beyond the list
	helping         []casefile.Row // the reader's unit has a part of it and has not handed in
	helpingN        int
	mine            []casefile.Row // due later or not at all, and it is the reader's turn
	mineMore        int            // beyond the list
	mineParty       casefile.Party
	waiting         map[casefile.Party]int // how many wait for whom
}

// rowsOfGroup is how many cases a group of the day shows.
const rowsOfGroup = 25

// workDayOf finds what a person meets today.
func (s *Server) workDayOf(r *http.Request, by auth.User) (*workDay, error) {
	today := s.Desk.Today()
	const week = 7
	d := &workDay{by: by, today: today, sunday: today.AddDays((week - int(today.Weekday())) % week), waiting: map[casefile.Party]int{}}
	for d.friday = d.sunday; d.friday.After(today) && !s.Desk.Calendar().IsWorkday(d.friday); {
		d.friday = d.friday.AddDays(-1)
	}
	var err error
	if d.people, err = s.Desk.People(r.Context()); err != nil {
		return nil, err
	}
	if d.open, err = s.Desk.CountCases(r.Context(), by, sqlite.CaseFilter{Open: true}); err != nil {
		return nil, err
	}
	for _, party := range parties {
		if d.waiting[party], err = s.Desk.CountCases(r.Context(), by, sqlite.CaseFilter{Open: true, WaitsFor: party}); err != nil {
			return nil, err
		}
	}
	for _, g := range []struct {
		rows     *[]casefile.Row
		n        *int
		from, to calendar.Date
		of       casefile.Type
	}{
		{&d.late, &d.lateN, calendar.Date{}, today.AddDays(-1), casefile.Request},
		{&d.pastOwn, &d.pastOwnN, calendar.Date{}, today.AddDays(-1), casefile.Correction},
		{&d.due, &d.dueN, today, today, ""}, {&d.week, &d.weekN, today.AddDays(1), d.sunday, ""},
	} {
		if g.to.Before(g.from) {
			continue // on a Sunday the week is over
		}
		f := sqlite.CaseFilter{Open: true, DueFrom: g.from, DueUntil: g.to, Type: g.of, Limit: rowsOfGroup}
		if *g.rows, *g.n, err = s.Desk.Cases(r.Context(), by, f); err != nil {
			return nil, err
		}
	}
	if err := d.findWithdrawn(s, r); err != nil {
		return nil, err
	}
	if err := d.findPressed(s, r); err != nil {
		return nil, err
	}
	if err := d.findUnsent(s, r); err != nil {
		return nil, err
	}
	if err := d.findBounced(s, r); err != nil {
		return nil, err
	}
	if err := d.findNoAnswer(s, r); err != nil {
		return nil, err
	}
	if err := d.findNoOpinion(s, r); err != nil {
		return nil, err
	}
	if err := d.findProposed(s, r); err != nil {
		return nil, err
	}
	for _, find := range []func(*Server, *http.Request) error{d.findWishes, d.findUnexplained, d.findUndecided} {
		if err := find(s, r); err != nil {
			return nil, err
		}
	}
	if err := d.findUnits(s, r); err != nil {
		return nil, err
	}
	return d, d.findMine(s, r)
}

// findWithdrawn finds the open cases whose applicant had withdrawn before they were
// registered: nobody is to work on them.
func (d *workDay) findWithdrawn(s *Server, r *http.Request) error {
	var err error
	d.withdrawn, _, err = s.Desk.Cases(r.Context(), d.by, sqlite.CaseFilter{Open: true, Withdrawing: true, Limit: rowsOfGroup})
	return err
}

// isWithdrawn reports whether a case is one of those that the applicant withdrew.
func isWithdrawn(row casefile.Row) bool { return row.Open && row.Withdrawing }

// standsFirst reports whether a case stands in one of the groups that come before
// those of its last day: it is not shown twice.
func (d *workDay) standsFirst(row casefile.Row) bool {
	return isWithdrawn(row) || d.pressed.holds(row) || slices.ContainsFunc(d.unsent, func(u casefile.Row) bool { return u.ID == row.ID })
}

// withdrawnRow is one case that the applicant withdrew: who may can end it, and
// nobody else is asked to do anything.
func (d *workDay) withdrawnRow(s *Server, row casefile.Row, line page.CaseRow) page.CaseRow {
	line.WaitFor, line.Act = "申请人已撤回，先不要办", page.Button{}
	line.Mine = auth.May(d.by, casefile.Withdraw, auth.Subject{Agency: row.Agency, Unit: row.Unit, Officer: row.Officer}) == nil
	if line.Mine {
		line.Act = page.Button{Label: casefile.Withdraw.Label(), About: row.Number, Href: s.Pages.URL(casePath(row.ID, string(casefile.Withdraw))), Kind: "plain", Size: "small"}
	}
	return line
}

// findUnsent finds what is signed and waits for the reader to send it, the
// nearest last day first; last, replies that correct one which was in time.
func (d *workDay) findUnsent(s *Server, r *http.Request) error {
	rows, _, err := s.Desk.Cases(r.Context(), d.by, sqlite.CaseFilter{Unsent: true, Limit: rowsOfGroup})
	for _, row := range rows {
		if isTurnOf(d.by, row, d.today) {
			d.unsent = append(d.unsent, row)
		}
	}
	return err
}

// unsentTag says how much what is signed presses: on the last day, and after it,
// it has to go out today.
func (d *workDay) unsentTag() (page.Tag, string) {
	last := 0
	for _, row := range d.unsent {
		if row.Open && row.Type != casefile.Correction && !row.DueOn.IsZero() && !row.DueOn.After(d.today) {
			last++
		}
	}
	if last > 0 {
		return page.Tag{State: page.Late, Text: "签了还没送"}, strconv.Itoa(last) + " 件到了最后一天，今天要送出：邮寄以交邮之日为准"
	}
	return page.Tag{State: page.Today, Text: "签了还没送"}, "最迟之日以前送出；邮寄以交邮之日为准"
}

// findBounced finds the cases of whose letters one came back, the reader's to
// decide about.
func (d *workDay) findBounced(s *Server, r *http.Request) error {
	rows, _, err := s.Desk.Cases(r.Context(), d.by, sqlite.CaseFilter{Bounced: true, Limit: rowsOfGroup})
	for _, row := range rows {
		if auth.May(d.by, casefile.CorrectService, auth.Subject{Agency: row.Agency, Unit: row.Unit, Officer: row.Officer}) != nil {
			continue
		}
		d.bounced = append(d.bounced, row)
	}
	return err
}

// correctRow is one case of which a letter came back, with the way to say what to
// make of it.
func (d *workDay) correctRow(s *Server, row casefile.Row) page.CaseRow {
	line := d.caseRow(s, row)
	line.Mine = true
	line.Act = page.Button{Label: casefile.CorrectService.Label(), About: row.Number, Kind: "plain", Size: "small",
		Href: s.Pages.URL(letterPath(row.ID, row.Bounced, string(casefile.CorrectService)))}
	return line
}

// findNoAnswer finds what was not supplemented until the day the notice gave, and
// what was not paid until the last day, among what the reader can do something about.
func (d *workDay) findNoAnswer(s *Server, r *http.Request) error {
	for _, g := range []struct {
		rows *[]casefile.Row
		f    sqlite.CaseFilter
	}{{&d.noAnswer, sqlite.CaseFilter{NoAnswer: d.today}}, {&d.unpaid, sqlite.CaseFilter{Unpaid: d.today}}} {
		g.f.Open, g.f.WaitsFor, g.f.Limit = true, casefile.ApplicantWaits, rowsOfGroup
		rows, _, err := s.Desk.Cases(r.Context(), d.by, g.f)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if isTurnOf(d.by, row, d.today) {
				*g.rows = append(*g.rows, row)
			}
		}
	}
	return nil
}

// turns says whose turn each party's is, by role.
var turns = []struct {
	role  auth.Role
	party casefile.Party
}{
	{auth.Signer, casefile.SignerWaits}, {auth.Checker, casefile.CheckerWaits}, {auth.Officer, casefile.UnitWaits}, {auth.Clerk, casefile.ClerkWaits},
}

// findMine finds what is the reader's turn and does not press yet.
func (d *workDay) findMine(s *Server, r *http.Request) error {
	for _, turn := range turns {
		if !d.by.Has(turn.role) {
			continue
		}
		f := sqlite.CaseFilter{Open: true, WaitsFor: turn.party, Limit: 2 * rowsOfGroup}
		rows, n, err := s.Desk.Cases(r.Context(), d.by, f)
		if err != nil {
			return err
		}
		for _, row := range rows {
			switch {
			case !row.DueOn.IsZero() && !row.DueOn.After(d.sunday), d.standsFirst(row), d.isSooner(row), d.isToDecide(row):
				// it stands in a group above
			case len(d.mine) < rowsOfGroup && isTurnOf(d.by, row, d.today):
				d.mine = append(d.mine, row)
			}
		}
		if more := n - len(rows); more > 0 {
			d.mineMore, d.mineParty = d.mineMore+more, turn.party
		}
	}
	return nil
}

// isTurnOf reports whether the case waits for this person.
func isTurnOf(by auth.User, row casefile.Row, today calendar.Date) bool {
	act, _ := nextAct(row, today)
	if act == "" || row.Officer != 0 && row.WaitsFor == casefile.UnitWaits && row.Officer != by.ID && !by.StandsInFor(row.Officer) {
		return false
	}
	return auth.May(by, act, auth.Subject{Agency: row.Agency, Unit: row.Unit, Officer: row.Officer}) == nil
}

// nextAct returns the act that a case waits for, and the word on its button.
func nextAct(row casefile.Row, today calendar.Date) (casefile.Act, string) {
	switch row.WaitsFor {
	case casefile.ApplicantWaits:
		if row.NoAnswer(today) || row.Unpaid(today) {
			return casefile.Close, "结案"
		}
	case casefile.ClerkWaits:
		switch {
		case row.Unit == 0 && row.Open:
			return casefile.Assign, "分办"
		case row.Stage == casefile.StageClarifying:
			return casefile.TakeSupplement, "是不是补正"
		}
		return casefile.Serve, "送达"
	case casefile.UnitWaits:
		if row.Stage == casefile.StageDrafting {
			return casefile.Draft, "继续拟稿"
		}
		return casefile.Draft, "拟稿"
	case casefile.CheckerWaits:
		return casefile.Check, "审核"
	case casefile.SignerWaits:
		return casefile.Sign, "签发"
	}
	return "", ""
}

// namesOf names those who can do what a case waits for where they are so few
// that one of them can be asked, "" else.
func (d *workDay) namesOf(row casefile.Row) string {
	const few = 2
	var names []string
	for _, turn := range turns {
		if turn.party != row.WaitsFor || turn.party == casefile.UnitWaits {
			continue
		}
		for _, id := range slices.Sorted(maps.Keys(d.people.Users)) {
			if u := d.people.Users[id]; u.Has(turn.role) && u.Agency == row.Agency && !u.Disabled {
				names = append(names, u.Name)
			}
		}
	}
	if len(names) == 0 || len(names) > few {
		return ""
	}
	return " " + strings.Join(names, "、")
}

// caseRow is one case of the day with what is the reader's own to do, else with
// whom it waits for.
func (d *workDay) caseRow(s *Server, row casefile.Row) page.CaseRow {
	line := page.CaseRow{
		Number: row.Number, Href: s.Pages.URL(casePath(row.ID)), Subject: subjectOf(row), Applicant: askersOf(row),
		Unit: d.people.Unit(row.Unit), Due: s.dueOf(row, d.today, false), Mine: isTurnOf(d.by, row, d.today),
	}
	if row.WaitsFor != casefile.NobodyWaits {
		line.WaitFor = "等" + row.WaitsFor.Label() + d.namesOf(row)
	}
	if officer := d.people.Users[row.Officer].Name; officer != "" && row.WaitsFor == casefile.UnitWaits {
		line.WaitFor = "等经办人 " + officer
	}
	if isWithdrawn(row) {
		return d.withdrawnRow(s, row, line)
	}
	if line.Mine {
		act, label := nextAct(row, d.today)
		line.Act = page.Button{Label: label, About: row.Number, Href: s.Pages.URL(casePath(row.ID, "next")), Kind: "plain", Size: "small"}
		switch act {
		case casefile.Assign, casefile.TakeSupplement, casefile.Close:
			line.Act.Href = s.Pages.URL(casePath(row.ID, string(act)))
		}
	}
	return line
}

// groups are the blocks of the day's table.
func (d *workDay) groups(s *Server) page.CaseGroups {
	all := page.CaseGroups{Caption: "要做的事，急的在前"}
	shown := map[casefile.ID]bool{} // what a unit has not signed for does not stand twice
	unsent, unsentNote := d.unsentTag()
	for _, g := range []struct {
		id   string
		tag  page.Tag
		note string
		rows []casefile.Row
		n    int
	}{
		{"chased", page.Tag{State: page.Late, Text: "被督办，要答复"}, "写明办到哪一步、哪一天办成", d.chased, len(d.chased)},
		{"escalated", page.Tag{State: page.Late, Text: "需要协调：提请的"}, "单位提请区政府办协调，答复它们", d.escalated, len(d.escalated)},
		{"help", page.Tag{State: page.Late, Text: "需要协调：还没拟稿"}, d.helpNote, d.help, d.helpN},
		{"unanswered", page.Tag{State: page.Late, Text: "督办过了日子"}, "没有答复，或者答应的日子已过", d.unanswered, len(d.unanswered)},
		{"unsent", unsent, unsentNote, d.unsent, len(d.unsent)},
		{"withdrawn", page.Tag{State: page.Late, Text: "申请人已撤回"}, "登记以前在网上撤回的，先不要办；核对以后登记撤回", d.withdrawn, len(d.withdrawn)},
		{"wishes", page.Tag{State: page.Soon, Text: "要撤回，待核对"}, "共同申请里有一位要撤回，或者要撤回一部分：登记撤回，或者不按撤回办理；期限照常计算", d.wishes, len(d.wishes)},
		{"late", page.Tag{State: page.Late, Text: "已逾期"}, wordIf(d.by.Has(auth.Coordinator), "需要协调：") + "先答复，再说明原因", d.late, d.lateN},
		{"past-own", page.Tag{State: page.Soon, Text: pastOwn}, "更正申请，没有法定期限；尽快答复", d.pastOwn, d.pastOwnN},
		{"today", page.Tag{State: page.Today, Text: "今天到期"}, d.today.ChineseShort() + "（" + d.today.ChineseWeekday() + "）", d.due, d.dueN},
		{"week", page.Tag{State: page.Soon, Text: "本周到期"}, "到 " + d.friday.ChineseShort(), d.week, d.weekN},
		{"strict", page.Tag{State: page.Soon, Text: "按最严的算法，本周到期"}, "收到之日有争议的，照最早的算；最迟之日在后面", d.strict, len(d.strict)},
		{"inner", page.Tag{State: page.Soon, Text: "内部期限到了"}, "分办时定的，不影响答复的期限", d.inner, len(d.inner)},
		{"bounced", page.Tag{State: page.Late, Text: "没有送到，退信"}, "核对以后更正送达，再送一次", d.bounced, len(d.bounced)},
		{"returned", page.Tag{State: page.Late, Text: "单位退回"}, "重新分办，或者请别的单位协办", d.returned, len(d.returned)},
		{"no-opinion", page.Tag{State: page.Soon, Text: "意见期限已过"}, "被征求意见方没有答复的，登记以后期限接着算；第三方由本机关决定，共同制作机关视为同意", d.noOpinion, len(d.noOpinion)},
		{"no-answer", page.Tag{State: page.Soon, Text: "补正期限已过，未补正"}, "视为放弃申请的，发告知书或者结案；补来了仍然收下", d.noAnswer, len(d.noAnswer)},
		{"reasons", page.Tag{State: page.Soon, Text: "说明理由的日期已过"}, "登记收到的说明，或者没有说明，再决定怎样办理；答复期限照常计算", d.unexplained, len(d.unexplained)},
		{"undecided", page.Tag{State: page.Soon, Text: "说明已登记，还没有决定"}, "理由合理的登记认可、照常答复，或者告知延迟答复；不合理的拟答复书；答复期限照常计算", d.undecided, len(d.undecided)},
		{"unpaid", page.Tag{State: page.Soon, Text: "缴费期限已过，未缴费"}, "视为放弃申请的，发告知书或者结案；缴来了仍然收下", d.unpaid, len(d.unpaid)},
		{"mending", page.Tag{State: page.Soon, Text: "整改等认可"}, "看单位写的整改，认可或者退回", d.mending, len(d.mending)},
		{"proposed", page.Tag{State: page.Soon, Text: "建议主动公开"}, "审核是不是属于主动公开的范围；属于的及时公开，登记在哪里", d.proposed, len(d.proposed)},
		{"parts-in", page.Tag{State: page.OK, Text: "协办意见已交齐"}, "看协办单位交来的，拟稿；要补的退回重办", d.partsIn, len(d.partsIn)},
		{"helping", page.Tag{State: page.OK, Text: "请本单位协办"}, "先签收，再交意见；不归本单位的退回", d.helping, d.helpingN},
		{"mine", page.Tag{State: page.OK, Text: "等我办"}, "期限还宽，可以先办", d.mine, len(d.mine)},
		{"unsigned", page.Tag{State: page.Soon, Text: "还没有签收"}, "过了 " + strconv.Itoa(casefile.SignWithin) + " 个工作日还没有签收或者退回（本机关自己定的）", d.unsigned, d.unsignedN},
	} {
		rows := g.rows
		if !headGroups[g.id] {
			rows = slices.DeleteFunc(slices.Clone(rows), d.standsFirst)
		}
		if g.id == "unsigned" {
			rows = slices.DeleteFunc(slices.Clone(rows), func(row casefile.Row) bool { return shown[row.ID] })
		}
		if len(rows) == 0 {
			continue
		}
		if g.n > len(g.rows) {
			g.note += "；先列 " + strconv.Itoa(len(g.rows)) + " 件，共 " + countWords(g.n)
		}
		group := page.CaseGroup{ID: g.id, Tag: g.tag, Note: g.note}
		line := d.lineOf(g.id)
		for _, row := range rows {
			group.Rows, shown[row.ID] = append(group.Rows, line(s, row)), true
		}
		all.Groups = append(all.Groups, group)
	}
	return all
}

// lineOf makes the lines of a group: those with a button of their own.
func (d *workDay) lineOf(group string) func(*Server, casefile.Row) page.CaseRow {
	switch group {
	case "bounced":
		return d.correctRow
	case "wishes":
		return d.wishRow
	case "reasons":
		return d.explainRow
	case "undecided":
		return d.decideRow
	case "returned":
		return d.returnedRow
	case "helping":
		return d.helpingRow
	case "unsigned":
		return d.unsignedRow
	case "no-opinion":
		return d.opinionRow
	case "mending":
		return d.mendingRow
	case "proposed":
		return d.proposedRow
	case "chased", "escalated", "unanswered":
		return d.pressedRow
	}
	return d.caseRow
}

// tallies are the big numbers at the head of the day. One leads to its group
// where there is one, else to the register.
func (d *workDay) tallies(s *Server) []page.Tally {
	href := func(group, view string, rows []casefile.Row) string {
		switch {
		case len(rows) == 0:
			return s.registerHref(url.Values{"view": {view}})
		case !slices.ContainsFunc(rows, func(row casefile.Row) bool { return !d.standsFirst(row) }):
			if isWithdrawn(rows[0]) {
				return "#withdrawn"
			}
			if at := d.pressed.groupOf(rows[0]); at != "" {
				return "#" + at
			}
			return "#unsent"
		}
		return "#" + group
	}
	late := page.Tally{Href: href("late", "late", d.late), State: page.Late, Count: d.lateN, Label: "已逾期", Note: "没有"}
	if len(d.late) > 0 {
		late.Note = "最长 " + strconv.Itoa(s.Desk.Calendar().Workdays(d.late[0].DueOn, d.today)) + " 个工作日"
	}
	signed := 0
	for _, row := range d.due {
		if row.Stage == casefile.StageServing {
			signed++
		}
	}
	due := page.Tally{Href: href("today", "today", d.due), State: page.Today, Count: d.dueN, Label: "今天到期", Note: "当天送出就不算逾期"}
	if signed > 0 {
		due.Note = strconv.Itoa(signed) + " 件签了还没送"
	}
	return []page.Tally{
		late, due,
		{Href: href("week", "open", d.week), State: page.OK, Count: d.weekN, Label: "本周到期", Note: "到 " + d.friday.ChineseShort() + "（" + d.friday.ChineseWeekday() + "）"},
		{Href: s.registerHref(url.Values{"view": {"stopped"}}), State: page.Stop, Count: d.waiting[casefile.ApplicantWaits], Label: "等申请人", Note: "补正、缴费以后重新计算"},
	}
}
