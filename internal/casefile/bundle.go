package casefile

import (
	"cmp"
	"fmt"
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// An ExhibitKind is what one piece of evidence is made of.
type ExhibitKind string

// The kinds of evidence, in the order in which those of one day stand.
const (
	ExhibitInput       ExhibitKind = "input"       // what came in, printed
	ExhibitRegister    ExhibitKind = "register"    // 申请登记表
	ExhibitMaterial    ExhibitKind = "material"    // a document of the file
	ExhibitSearch      ExhibitKind = "search"      // 检索记录
	ExhibitExamination ExhibitKind = "examination" // 公开前的审查
	ExhibitApproval    ExhibitKind = "approval"    // 审批单
	ExhibitLetter      ExhibitKind = "letter"      // a signed letter
	ExhibitService     ExhibitKind = "service"     // 送达记录
	ExhibitAnswer      ExhibitKind = "answer"      // what somebody who was asked said
	ExhibitClock       ExhibitKind = "clock"       // 期限说明
	ExhibitLedger      ExhibitKind = "ledger"      // 台账摘录
)

// exhibitOrder is how those of one day follow each other.
var exhibitOrder = []ExhibitKind{
	ExhibitInput, ExhibitRegister, ExhibitMaterial, ExhibitSearch, ExhibitAnswer, ExhibitExamination, ExhibitApproval, ExhibitLetter, ExhibitService,
	ExhibitClock, ExhibitLedger,
}

// A Placing says where in a bundle a piece of evidence stands.
type Placing string

// The placings.
const (
	PlaceIn     Placing = "in"     // before everybody
	PlaceClosed Placing = "closed" // in a part of its own that the applicant and third parties do not read (复议法 47)
	PlaceOut    Placing = "out"    // left out, and listed
)

// Placings lists them as forms show them.
var Placings = []Placing{PlaceIn, PlaceClosed, PlaceOut}

// Label returns the Chinese name of the placing, "" for none.
func (p Placing) Label() string {
	return map[Placing]string{PlaceIn: "放入", PlaceClosed: "放入，不供对方查阅", PlaceOut: "不放入"}[p]
}

// An Exhibit is one piece of evidence that a case holds (证据), with what is
// proposed for it.
type Exhibit struct {
	Kind   ExhibitKind
	N      int // which of its kind: the input's ID, the number of a letter or document, the N of an entry
	On     calendar.Date
	Name   string
	Proves string  // 证明对象
	Place  Placing // proposed
	Reason string  // why not before everybody

	came bool // a document that came with an input, and stands behind it
}

// Key names the exhibit in forms and in the ledger.
func (e Exhibit) Key() string { return fmt.Sprintf("%s-%d", e.Kind, e.N) }

// rank is where it stands among those of its day.
func (e Exhibit) rank() int {
	if e.came {
		return slices.Index(exhibitOrder, ExhibitInput)
	}
	return slices.Index(exhibitOrder, e.Kind)
}

// Came is what of an input is not in the case: which number it has and when it came.
type Came struct {
	Number string
	On     calendar.Date
}

// The reasons that are proposed for what not everybody reads.
const (
	reasonInner    = "内部审批、审查的过程材料（条例第十六条第二款）"
	reasonThird    = "涉及第三方的商业秘密、个人隐私（复议法第四十七条）"
	reasonWithheld = "答复没有公开的内容（复议法第四十七条）"
	reasonIdentity = "身份证件，与争议无关"
	reasonUnused   = "已停止使用的材料"
	reasonVoid     = "已作废，没有送出"
)

// Exhibits lists all the evidence that the case holds in the order of events; came
// says of its inputs what the case does not know.
func (c *Case) Exhibits(came map[int64]Came) []Exhibit {
	var all []Exhibit
	add := func(e Exhibit) {
		if e.Place == "" {
			e.Place = PlaceIn
		}
		all = append(all, e)
	}
	if first := came[c.Input]; c.Input != 0 { // one from an old register has none
		add(Exhibit{Kind: ExhibitInput, N: int(c.Input), On: first.On, Name: "政府信息公开申请（收件 " + first.Number + "）", Proves: "申请人提出申请的时间、方式和内容"})
	}
	add(Exhibit{Kind: ExhibitRegister, On: calendar.DateOf(c.RegisteredAt), Name: "申请登记表", Proves: "收到申请之日和登记的时间"})
	for _, j := range c.Joined {
		e := Exhibit{Kind: ExhibitInput, N: int(j.Input), On: came[j.Input].On, Name: "申请人来件（收件 " + j.InputNumber + "）", Proves: "申请人后来补充、说明的时间和内容"}
		if c.FromOther(j.Input) {
			e.Name, e.Proves, e.Place, e.Reason = "被征求意见方来件（收件 "+j.InputNumber+"）", "被征求意见方的意见", PlaceClosed, reasonThird
		}
		add(e)
	}
	c.exhibitMaterials(came, add)
	for _, s := range c.Searches {
		add(Exhibit{Kind: ExhibitSearch, N: s.Entry, On: s.On, Name: "检索记录", Proves: "本机关已经检索的范围、方法和结果（条例第三十六条第四项）"})
	}
	for _, e := range c.Examined {
		add(Exhibit{Kind: ExhibitExamination, N: e.Entry, On: e.On, Name: e.What.Label() + "记录", Proves: "公开以前依照" + e.What.Article() + "审查过", Place: PlaceClosed, Reason: reasonInner})
	}
	for _, k := range c.Consultations {
		if k.Answer != "" && !k.Withdrawn {
			add(Exhibit{Kind: ExhibitAnswer, N: k.N, On: k.AnsweredOn, Name: k.Of.Label() + "意见记录", Proves: "被征求意见方的意见和收到的时间", Place: PlaceClosed, Reason: reasonThird})
		}
	}
	c.exhibitLetters(add)
	slices.SortStableFunc(all, func(a, b Exhibit) int {
		return cmp.Or(a.On.Compare(b.On), a.rank()-b.rank())
	})
	all = append(all,
		Exhibit{Kind: ExhibitClock, Name: "期限说明", Proves: "答复期限的起算、停止计算和届满", Place: PlaceIn},
		Exhibit{Kind: ExhibitLedger, Name: "台账摘录", Proves: "办理各环节的时间、办理人，记录没有改动过", Place: PlaceIn})
	return all
}

// exhibitMaterials adds the documents of the file; what came with an input stands
// behind it.
func (c *Case) exhibitMaterials(came map[int64]Came, add func(Exhibit)) {
	with := map[int]int64{}
	for _, p := range c.History {
		if f, ok := p.Fact.(*MaterialAdded); ok {
			with[f.Material] = f.Input
		}
	}
	for _, m := range c.Materials {
		e := Exhibit{Kind: ExhibitMaterial, N: m.N, On: calendar.DateOf(m.AddedAt), Name: m.Name, Proves: materialProves[m.Purpose]}
		input := with[m.N]
		if input == 0 && m.Purpose == Incoming && m.AddedAt.Equal(c.RegisteredAt) {
			input = c.Input // of older entries, which do not name it
		}
		if k, ok := came[input]; ok {
			e.On, e.came = k.On, true
		}
		switch {
		case m.Withdrawn:
			e.Place, e.Reason = PlaceOut, reasonUnused
		case m.Purpose == Identity:
			e.Place, e.Reason = PlaceOut, reasonIdentity
		case input != 0 && c.FromOther(input), c.isAnswerProof(m.N):
			e.Place, e.Reason = PlaceClosed, reasonThird
		case m.Purpose == Requested && !c.wentOut(m.N):
			e.Place, e.Reason = PlaceClosed, reasonWithheld
		}
		add(e)
	}
}

// materialProves is what a document proves, by why it is in the file.
var materialProves = map[Purpose]string{
	Requested: "申请的信息的内容", Incoming: "申请人随申请提交的材料", Identity: "申请人的身份", Evidence: "办理的依据", Proof: "文书送达的时间和方式",
}

// isAnswerProof reports whether a document holds what somebody who was asked said.
func (c *Case) isAnswerProof(n int) bool {
	return slices.ContainsFunc(c.Consultations, func(k Consultation) bool { return k.Proof == n })
}

// wentOut reports whether a document was enclosed with a letter to the applicant
// that was served.
func (c *Case) wentOut(n int) bool {
	return slices.ContainsFunc(c.Letters, func(l Letter) bool {
		return l.Stage == IsServed && l.ForApplicant() && slices.Contains(l.Materials, n)
	})
}

// exhibitLetters adds the signed letters, each behind the sheet on which it was
// approved and before the record of its service.
func (c *Case) exhibitLetters(add func(Exhibit)) {
	for _, l := range c.Letters {
		if l.Number == "" {
			continue
		}
		add(Exhibit{Kind: ExhibitApproval, N: l.N, On: l.SignedOn, Name: "审批单（" + l.Number + "）", Proves: "文书经过审核、签发", Place: PlaceClosed, Reason: reasonInner})
		e := Exhibit{Kind: ExhibitLetter, N: l.N, On: l.SignedOn, Name: l.Number, Proves: letterProves(l)}
		switch {
		case l.Stage == IsVoid:
			e.Place, e.Reason = PlaceOut, reasonVoid
		case !l.ForApplicant():
			e.Place, e.Reason = PlaceClosed, reasonThird
		}
		add(e)
		if l.Stage == IsServed {
			add(Exhibit{Kind: ExhibitService, N: l.N, On: l.ServedOn, Name: "送达记录（" + l.Number + "）", Proves: "文书送达的时间和方式", Place: e.Place, Reason: e.Reason})
		}
	}
}

// letterProves is what a letter proves.
func letterProves(l Letter) string {
	switch {
	case l.IsReply():
		return "本机关答复的内容、理由和依据"
	case l.Kind == ClarificationNotice:
		return "本机关依法告知补正（条例第三十条）"
	case l.Kind == ExtensionNotice:
		return "本机关依法告知延长答复期限（条例第三十三条）"
	case !l.ForApplicant():
		return "本机关依法征求意见、告知有关的人"
	}
	return "本机关依法告知申请人"
}

// A Placed is what a person decided about one exhibit.
type Placed struct {
	Key    string  `json:"key"`
	Place  Placing `json:"place"`
	Name   string  `json:"name"`
	Reason string  `json:"reason,omitempty"`
	Proves string  `json:"proves,omitempty"`
	N      int     `json:"n,omitempty"`    // its number in the bundle; 0 for what is left out, and of older bundles
	From   int     `json:"from,omitempty"` // its pages, likewise
	To     int     `json:"to,omitempty"`
}

// Bundled notes that the evidence was made into one file (制作证据卷): for what, and
// what of it not everybody reads or was left out, and why.
type Bundled struct {
	Purpose Forum    `json:"purpose"`
	File    string   `json:"file"` // SHA-256 of the PDF, in hex
	Size    int64    `json:"size"`
	Pages   int      `json:"pages"`
	Closed  []string `json:"closed,omitempty"` // keys of what the applicant does not read
	Out     []string `json:"out,omitempty"`    // keys of what was left out
	Private struct {
		Placed []Placed `json:"placed"`
	} `json:"-"`
}

// A Bundle is one that was made.
type Bundle struct {
	Entry int
	By    int64
	Bundled
	On calendar.Date
}

var _ = know(func() ledger.Fact { return new(Bundled) })

// FactType implements ledger.Fact.
func (Bundled) FactType() string { return "bundled" }

// Personal implements ledger.PersonalFact.
func (f *Bundled) Personal() any { return &f.Private }

func (f *Bundled) change(c *Case, p Past) error {
	c.Bundles = append(c.Bundles, Bundle{Entry: p.N, By: p.By, Bundled: *f, On: p.On})
	return nil
}

// Bundle returns the bundle that the n-th entry made.
func (c *Case) Bundle(n int) (Bundle, bool) {
	for _, b := range c.Bundles {
		if b.Entry == n {
			return b, true
		}
	}
	return Bundle{}, false
}

// Bundling decides what a person chose of the exhibits: a purpose, something in it,
// and a reason for all that not everybody reads. The messages stand beside the
// fields of each exhibit, which are named by its key.
func (c *Case) Bundling(purpose Forum, exhibits []Exhibit, chosen map[string]Placed, s Situation) (*Bundled, error) {
	if err := c.Allows(MakeBundle, s); err != nil {
		return nil, err
	}
	form, f := fault.Form{}, &Bundled{Purpose: purpose}
	if purpose.Label() == "" {
		form.Bad("purpose", "bundle_purpose")
	}
	in := 0
	for _, e := range exhibits {
		p, ok := chosen[e.Key()]
		p.Key, p.Name = e.Key(), e.Name
		switch {
		case !ok || p.Place.Label() == "":
			form.Bad("place-"+p.Key, "bundle_place", p.Name)
		case p.Place != PlaceIn && p.Reason == "":
			form.Bad("reason-"+p.Key, "bundle_reason", p.Name)
		case p.Place != PlaceOut && p.Proves == "":
			form.Bad("proves-"+p.Key, "bundle_proves", p.Name)
		}
		switch p.Place {
		case PlaceIn:
			in++
			p.Reason = ""
		case PlaceClosed:
			in++
			f.Closed = append(f.Closed, p.Key)
		case PlaceOut:
			f.Out = append(f.Out, p.Key)
		}
		f.Private.Placed = append(f.Private.Placed, p)
	}
	if in == 0 && len(form) == 0 {
		form.Bad("purpose", "bundle_empty")
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return f, nil
}

// contestable: there is an answer, or that there is none is contested.
func contestable(c *Case, _ Situation) *fault.Error {
	signed := func(l Letter) bool { return l.IsReply() && l.Number != "" }
	if len(c.Challenges) == 0 && !slices.ContainsFunc(c.Letters, signed) {
		return fault.New(fault.Conflict, "bundle_too_early")
	}
	return nil
}
