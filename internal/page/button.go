package page

// A Button is an act to press: a link where Href is set, a form of its own that
// posts where Post is set, else a submit button of the form around it. Labels
// are verbs. Partial "button".
type Button struct {
	Label       string // 登记
	About       string // for screen readers where the label repeats: 2026-0171
	Href        string
	Post        string
	Hidden      []Hidden // what the own form carries, such as the version of the case
	Name, Value string   // of a submit button
	Action      string   // formaction of a submit button
	Kind        string   // "" is the main act; "plain"; "grave" cannot be undone
	Size        string   // "", "big", "small"
	Key         string   // shown as a key and pressed by the script: D, Ctrl S
	Icon        string   // after the label
	DescribedBy string   // id of what says why it cannot be done yet
	Busy        string   // what the script writes on it while it is being done, for what takes seconds
}

// A Hidden is a value that travels with a form. Partial "hidden".
type Hidden struct{ Name, Value string }

// Class returns the classes of the button.
func (b Button) Class() string {
	class := "btn"
	switch b.Kind {
	case "plain", "grave":
		class += " btn--" + b.Kind
	}
	switch b.Size {
	case "big":
		class += " btn--big"
	case "small":
		class += " btn--s"
	}
	return class
}

// Plain returns the button as one of the other acts.
func (b Button) Plain() Button { b.Kind = "plain"; return b }

// Grave returns the button as an act that cannot be undone.
func (b Button) Grave() Button { b.Kind = "grave"; return b }

// Big returns the button in the citizens' size.
func (b Button) Big() Button { b.Size = "big"; return b }

// An ActBar is what can be done with a case now, the main act first, what the
// regulation allows besides, and what cannot be done and why. Partial "actbar".
type ActBar struct {
	Acts []Button
	More []ActGroup
	Cant []string // 不能再延期（条例只许一次）
}

// An ActGroup is the acts of one procedure.
type ActGroup struct {
	Title   string // 征求意见
	Article string // 条例第三十二条
	Acts    []Button
}
