package page

import "mingda/internal/calendar"

// A State is how a thing stands. Each has a colour, a shape and a word, so that
// none speaks by colour alone; the word is the Tag's text.
type State string

// The states, and the shapes that go with them.
const (
	Late  State = "late"  // △ overdue, wrong
	Today State = "today" // ◷ due today
	Soon  State = "soon"  // ⧗ look here
	OK    State = "ok"    // ○ in time, proposed
	Stop  State = "stop"  // ‖ the clock stands still, another is waited for
	Done  State = "done"  // ✓ done, passed
	Line  State = "line"  // neutral, without a shape
)

// A Tag is a short word about how something stands. Partial "tag".
type Tag struct {
	State State
	Text  string
	Icon  string // another shape than the state's; "none" for no shape
}

// Shape returns the name of the icon, "" for none.
func (t Tag) Shape() string {
	switch {
	case t.Icon == "none" || t.Icon == "" && (t.State == Line || t.State == ""):
		return ""
	case t.Icon != "":
		return t.Icon
	}
	return string(t.State)
}

// A Due is the deadline badge: shape, words and day. Partial "due".
type Due struct {
	State State
	Text  string        // 剩余 19 个工作日, 今天, 逾期 3 个工作日, 停表
	On    calendar.Date // the last day; none shows Note alone
	Note  string        // instead of or after the day: 自 11月16日, 部分公开
	Short bool          // without the weekday, in dense tables
	Far   bool          // in another year than today, which is told then
}

// Tag returns the badge without its day.
func (d Due) Tag() Tag { return Tag{State: d.State, Text: d.Text} }

// A BigDue is the deadline at the head of a case. Partial "bigdue".
type BigDue struct {
	Label string // 最迟答复
	On    calendar.Date
	Tag   Tag
}
