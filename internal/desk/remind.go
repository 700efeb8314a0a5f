package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/sqlite"
)

// Reminders is how people are reminded by mail of what falls due (催办提醒). Its
// zero value reminds nobody.
type Reminders struct {
	On          bool
	Rule        casefile.WarnRule
	From, Until time.Duration // of the day in Asia/Shanghai: mails go out between them, on workdays
	DeskURL     string        // of the staff's pages, for links
	Help        int           // workdays before the last day from which a case without a draft needs the coordinating office
}

// areOpen reports whether a mail that reminds may go out now: never at night and
// never on a day off.
func (r Reminders) areOpen(cal *calendar.Calendar, now time.Time) bool {
	today := calendar.DateOf(now)
	since := now.Sub(today.Start())
	return cal.IsWorkday(today) && since >= r.From && since < r.Until
}

// opening returns the next instant from now on at which they are open.
func (r Reminders) opening(cal *calendar.Calendar, now time.Time) time.Time {
	if r.areOpen(cal, now) {
		return now
	}
	day := calendar.DateOf(now)
	if now.Sub(day.Start()) >= r.From {
		day = day.AddDays(1)
	}
	return cal.Roll(day).Start().Add(r.From)
}

// HelpUntil is the last day on which a case without a draft needs the coordinating
// office today.
func (d *Desk) HelpUntil() calendar.Date {
	return d.Calendar().AddWorkdays(d.today(), d.Reminders.Help)
}

// caseURL is where staff see a case.
func (r Reminders) caseURL(id casefile.ID) string {
	return strings.TrimRight(r.DeskURL, "/") + "/cases/" + strconv.FormatInt(int64(id), 10)
}

// remindPrefix begins the keys of the mails that remind; the person and the day follow.
const remindPrefix = "remind/"

func remindKey(user int64, day calendar.Date) string {
	return fmt.Sprintf("%s%d/%s", remindPrefix, user, day)
}

// DroppedStale says of a mail that it could not go out within the office hours of
// its day: the next one says what it would have said.
const DroppedStale = "stale"

// Remind puts into the outbox what people are to be reminded of today, one mail a
// person with all their cases, and returns how many mails it made. Each step of
// each period is told to a person once; called again it makes nothing new. What
// comes about later on the day stands on the page of the day, and in the mail of
// the next workday.
func (d *Desk) Remind(ctx context.Context) (int, error) {
	if cal := d.Calendar(); !d.Reminders.On || !d.Reminders.areOpen(cal, d.Now()) {
		return 0, nil
	}
	people, err := d.People(ctx)
	if err != nil {
		return 0, err
	}
	if err := d.lendRoles(ctx, people.Users); err != nil {
		return 0, err
	}
	owed, err := d.owed(ctx, people)
	if err != nil {
		return 0, err
	}
	made := 0
	for _, u := range sortedUsers(people) {
		if len(owed[u.ID]) == 0 || u.Email == "" || d.sender(u.Agency) == "" {
			continue
		}
		did, err := d.remindOne(ctx, u, owed[u.ID])
		if err != nil {
			return made, err
		}
		if did {
			made++
		}
	}
	return made, nil
}

// sortedUsers returns the people who can be told something, by their IDs.
func sortedUsers(people People) []auth.User {
	var all []auth.User
	for _, u := range people.Users {
		if !u.Disabled {
			all = append(all, u)
		}
	}
	slices.SortFunc(all, func(a, b auth.User) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// owed returns what is to be told today to each person, of all open cases.
func (d *Desk) owed(ctx context.Context, people People) (map[int64][]casefile.Warning, error) {
	rows, err := d.DB.OpenCases(ctx)
	if err != nil {
		return nil, err
	}
	all := map[int64][]casefile.Warning{}
	for _, row := range rows {
		c, err := loadCase(ctx, d.DB, row.ID)
		if err != nil {
			return nil, err
		}
		warnings, err := c.Warnings(d.Calendar(), d.today(), row, d.Reminders.Rule)
		if err != nil {
			return nil, err
		}
		for _, w := range warnings {
			for _, u := range people.movers(c, w.WaitsFor) {
				all[u.ID] = append(all[u.ID], w)
			}
		}
	}
	for _, warnings := range all {
		slices.SortStableFunc(warnings, func(a, b casefile.Warning) int { return a.Until.Compare(b.Until) })
	}
	return all, nil
}

// movers are those whose move a case is: its officer and who stands in for them, all
// of its unit where it has none, or those of its agency in the part. Of a restricted case
// they are among those who may know of it; while all of them are away, whoever stands in
// for them does not know of it, and those are told too who can let somebody know.
func (p People) movers(c *casefile.Case, party casefile.Party) []auth.User {
	role := map[casefile.Party]auth.Role{
		casefile.ClerkWaits: auth.Clerk, casefile.UnitWaits: auth.Officer, casefile.CheckerWaits: auth.Checker, casefile.SignerWaits: auth.Signer,
	}[party]
	if role == "" {
		return nil
	}
	var all []auth.User
	for _, u := range sortedUsers(p) {
		switch {
		case !u.Has(role) || u.Agency != c.Agency || !c.Known().Admits(u.ID):
		case party == casefile.UnitWaits && (u.Unit != c.Unit || c.Officer != 0 && !p.Users[c.Officer].Disabled && u.ID != c.Officer && !u.StandsInFor(c.Officer)):
		default:
			all = append(all, u)
		}
	}
	if c.Known() == "" || slices.ContainsFunc(all, func(u auth.User) bool { return !p.isAway(u) }) {
		return all
	}
	for _, u := range sortedUsers(p) {
		told := slices.ContainsFunc(all, func(o auth.User) bool { return o.ID == u.ID })
		if !told && auth.May(u, casefile.Restrict, subjectOf(c, 0)) == nil {
			all = append(all, u)
		}
	}
	return all
}

// isAway reports whether somebody stands in for the person today.
func (p People) isAway(u auth.User) bool {
	for _, other := range p.Users {
		if other.StandsInFor(u.ID) {
			return true
		}
	}
	return false
}

// remindOne puts the mail of the day for a person into the outbox, if there is
// anything in it that they were not told.
func (d *Desk) remindOne(ctx context.Context, u auth.User, owed []casefile.Warning) (made bool, err error) {
	key := remindKey(u.ID, d.today())
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		if _, err := tx.OutgoingByKey(ctx, key); fault.KindOf(err) != fault.NotFound {
			return err // it was made already
		}
		told, err := tx.Warned(ctx, u.ID)
		if err != nil {
			return err
		}
		fresh := slices.DeleteFunc(slices.Clone(owed), func(w casefile.Warning) bool { return told[w.Key] })
		if len(fresh) == 0 {
			return nil
		}
		for _, w := range fresh {
			if err := tx.PutWarned(ctx, u.ID, w.Key, key); err != nil {
				return err
			}
		}
		agency, err := tx.Agency(ctx, u.Agency)
		if err != nil {
			return err
		}
		made = true
		return d.enqueue(ctx, tx, agency, key, "", d.reminder(u, fresh))
	})
	return made, err
}

// reminder is the mail to a person. It names cases by their numbers alone: it
// leaves the house, and the file is a link away.
func (d *Desk) reminder(u auth.User, all []casefile.Warning) Mail {
	var late, ahead []string
	for _, w := range all {
		line := d.warningLine(w)
		if w.IsLate() {
			late = append(late, line)
		} else {
			ahead = append(ahead, line)
		}
	}
	text := u.Name + "：\n\n" + d.today().Chinese() + "（" + d.today().ChineseWeekday() + "），等您办的案件有下面这些期限。\n"
	var about []string
	for _, part := range []struct {
		title string
		lines []string
	}{{"期限已过", late}, {"快到期", ahead}} {
		if len(part.lines) == 0 {
			continue
		}
		about = append(about, strconv.Itoa(len(part.lines))+" 项"+part.title)
		text += "\n" + part.title + "\n" + strings.Join(part.lines, "")
	}
	text += "\n信里不写申请人和内容，请登录后看。这封信由系统自动发出，不用回复；每天最多一封，同一个期限每到一步只提醒一次。\n"
	return Mail{To: u.Email, Subject: "办理期限提醒：" + strings.Join(about, "，"), Text: text, Automatic: true}
}

// warningLine says one warning: which case, what, until when, and where it is.
func (d *Desk) warningLine(w casefile.Warning) string {
	left := "今天到期"
	switch {
	case w.Left < 0:
		left = fmt.Sprintf("已过 %d 个工作日", -w.Left)
	case w.Until != d.today():
		left = fmt.Sprintf("还有 %d 个工作日", w.Left)
	}
	line := "  " + w.Number + "　" + w.What.Label() + "　" + w.Until.Chinese() + "，" + left
	if !w.Due.IsZero() {
		line += "（按最严的算法；按登记的收到之日是" + w.Due.Chinese() + "）"
	}
	return line + "\n  " + d.Reminders.caseURL(w.Case) + "\n"
}

// heldBack reports whether a mail to our own people may not go out now, and puts it
// off or gives it up: a reminder of a day gone by would say what is no longer so.
func (d *Desk) heldBack(ctx context.Context, o sqlite.Outgoing) (bool, error) {
	switch {
	case strings.HasPrefix(o.Key, chasePrefix):
		return d.chaseHeld(ctx, o)
	case !strings.HasPrefix(o.Key, remindPrefix):
		return false, nil
	}
	if strings.HasSuffix(o.Key, "/"+d.today().String()) && d.Reminders.areOpen(d.Calendar(), d.Now()) {
		return false, nil
	}
	return true, d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		if err := tx.ForgetWarned(ctx, o.Key); err != nil {
			return err
		}
		return tx.DropMail(ctx, o.ID, DroppedStale)
	})
}

// unreachable counts the people of the office who work on cases and have no address
// to be reminded at; 0 while nobody is reminded.
func (d *Desk) unreachable(ctx context.Context) (int, error) {
	if !d.Reminders.On {
		return 0, nil
	}
	users, err := d.DB.Users(ctx)
	n := 0
	for _, u := range users {
		works := slices.ContainsFunc(u.Roles, func(r auth.Role) bool {
			return r == auth.Clerk || r == auth.Officer || r == auth.Checker || r == auth.Signer
		})
		if works && !u.Disabled && u.Email == "" {
			n++
		}
	}
	return n, err
}
