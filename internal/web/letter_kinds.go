package web

import (
	"net/http"
	"net/url"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/letter"
	"mingda/internal/page"
)

// whenToUse says to the officer in which situation a kind of letter is the one.
var whenToUse = map[letter.Kind]string{
	letter.OthersAsked:   "送出征求意见的文书以后，告诉申请人这段时间不计入答复期限；不写第三方是谁。",
	letter.Clarification: "申请内容不明确，按现有描述找不到。收到后 7 个工作日内发出，只许一次。",
	letter.Extension:     "期限内答复不了。期满前经负责人同意并告知，最长 20 个工作日，只许一次。",

	letter.ReasonsRequest: "数量、频次明显超过合理范围。先看同一申请人的申请，再请申请人说明理由；期限照常计算，只要求一次。",
	letter.Delay:          "申请人说明的理由合理，但是期限内答复不了。期满前告知延迟到哪一天。",
	letter.Withdrawn:      "登记撤回以后，申请人要书面确认，或者需要留下书面的。不告知救济途径。",
	letter.FeeNotice:      "申请的件数、页数超过不收费的数目。期满以前通知，只许一次；送达以后不计期限，缴费之日起重新计算。",

	letter.CorrectionMade:     "审核属实，记录已经改了。",
	letter.CorrectionPassedOn: "记录由别的机关更正：转送它，或者告诉申请人向它提出。",
	letter.CorrectionRefused:  "证据不能证明记录不准确，或者不是与申请人自身相关的记录。",

	letter.Disclose:      "全部可以给。",
	letter.AlreadyPublic: "已经主动公开，能说出准确的网址、期号。",
	letter.Partial:       "一份材料里有能给的，也有不能给的，能够分开。",
	letter.Secret:        "依法确定为国家秘密，还没有解密。",
	letter.Forbidden:     "法律或者行政法规禁止公开。规章和文件不能作依据。",
	letter.Security:      "公开后可能危及国家安全、公共安全、经济安全、社会稳定，说得出具体的危险。",
	letter.ThirdParty:    "涉及商业秘密、个人隐私，已书面征求意见；不公开不会对公共利益造成重大影响。",
	letter.Internal:      "人事、后勤、内部工作流程，对外不产生效力。",
	letter.Process:       "讨论记录、过程稿、磋商信函、请示报告，没有法律法规规章规定应当公开。",
	letter.Enforcement:   "行政执法案卷里的材料。",
	letter.Inquiry:       "不动产登记等，法律、行政法规另有查询的办法。",
	letter.NotExisting:   "按线索检索过，没有。写得出检索的地方和用词。",
	letter.NotOurs:       "由别的机关制作或者保存。能确定的，告诉是哪个机关。",
	letter.Making:        "没有现成的，要加工、分析、汇总才有。",
	letter.Unclear:       "补正以后仍然不明确。",
	letter.Petition:      "实际是信访、投诉、举报。",
	letter.Repeated:      "同一个人就同样的内容已经答复过。",
	letter.Publication:   "要的是书报、年鉴这类公开出版物。",
	letter.Excessive:     "数量、频次明显超过合理范围，已要求说明理由，理由不合理。",
	letter.Confirm:       "要求确认或者重新出具已经给过的信息。",
	letter.NoSupplement:  "补正期限已过，没有正当理由不补正。",
	letter.NoPayment:     "缴费期限已过，没有缴纳信息处理费。",
	letter.Mixed:         "申请里有几项，结果不一样：每项写自己的结果和理由，合成一份答复书。",
}

// noticeBasis cites the articles of the notices on the way.
var noticeBasis = map[letter.Kind]string{
	letter.Clarification:  "条例第三十条",
	letter.Extension:      "条例第三十三条第二款",
	letter.ReasonsRequest: "条例第三十五条",
	letter.Delay:          "条例第三十五条",
	letter.FeeNotice:      "条例第四十二条",
	letter.OthersAsked:    "条例第三十三条第三款",
	letter.Withdrawn:      casefile.OwnRule,
}

// A kindChoice is one kind of letter that can be begun, or cannot and why.
type kindChoice struct {
	Name  string
	When  string
	Basis string
	Act   page.Button
	Why   string // it cannot be begun
	Now   bool   // the draft is of this kind already
}

// A kindGroup is one block of kinds: replies by how they count in the yearly
// report, and the notices on the way.
type kindGroup struct {
	ID    string
	Title string
	Kinds []kindChoice
}

// kindsPage is the page "desk/letter_kinds".
type kindsPage struct {
	page.Base
	Case     caseLine
	Changing bool   // of a draft that is there
	Heading  string // of its own; "" for that of a new letter or of a change
	Lead     string
	Why      string
	WhyLink  page.Link
	Groups   []kindGroup
	BackHref string
}

// kindGroups are the blocks of replies, by the beginning of their row in the
// yearly report (国办公开办函〔2021〕30号).
var kindGroups = []struct{ id, row, title string }{
	{"give", "（一）", "予以公开"}, {"partial", "（二）", "部分公开"}, {"refuse", "（三）", "不予公开"},
	{"cannot", "（四）", "无法提供"}, {"unhandled", "（五）", "不予处理"}, {"other", "（六）", "其他处理"},
}

// newLetter serves GET /cases/{id}/letters/new: with ?kind= the drafting page,
// else the page on which a kind is chosen.
func (s *Server) newLetter(w http.ResponseWriter, r *http.Request, by auth.User) error {
	query := r.URL.Query()
	if kind := letter.Kind(query.Get("kind")); kind != "" {
		d := drafting{id: caseID(r), kind: kind, replaces: replacesIn(query), to: toIn(query), status: http.StatusOK} // values: of the reply that it corrects, or enclosed by what units handed in
		return s.renderDraft(w, r, by, d)
	}
	v, err := s.Desk.Case(r.Context(), by, caseID(r))
	if err != nil {
		return err
	}
	p := kindsPage{Base: s.base(r, by, "拟哪一种"), Case: s.caseLine(v), BackHref: s.Pages.URL(casePath(v.Case.ID))}
	address := func(kind letter.Kind) string {
		return s.Pages.URL(casePath(v.Case.ID, "letters", "new") + "?kind=" + url.QueryEscape(string(kind)))
	}
	replies := optionOf(v, casefile.Draft, 0, "")
	if replies.Err != nil {
		p.Why = replies.Err.Error()
		if reply, ok := v.Case.Reply(); ok {
			p.WhyLink = page.Link{Label: "看这一份", Href: s.Pages.URL(letterPath(v.Case.ID, reply.N))}
		}
	}
	notices := kindGroup{ID: "notices", Title: "答复以前"}
	for _, kind := range casefile.Notices() {
		kind := letter.Kind(kind)
		if kind == letter.FeeNotice && !knowsFees(v) || kind == letter.Withdrawn && v.Row.Stage != casefile.StageWithdrawn {
			continue
		}
		notices.Kinds = append(notices.Kinds, kindChoiceOf(kind, noticeBasis[kind], address(kind), optionOf(v, casefile.Draft, 0, kind).Err))
	}
	p.Groups = append(s.replyGroups(v, address, replies.Err, ""), notices)
	if v.Case.IsCorrection() { // there is nothing on the way to its reply
		p.Groups = p.Groups[:1]
	}
	return s.Pages.Render(w, http.StatusOK, "desk/letter_kinds", p)
}

// chooseOtherKind serves GET /cases/{id}/letters/{n}/kind: another result for a
// reply that is being drafted. What fits both is kept.
func (s *Server) chooseOtherKind(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.Desk.Draft(r.Context(), by, caseID(r), letterN(r), "", nil, nil)
	if err != nil {
		return err
	}
	if err := optionOf(v.CaseView, casefile.Draft, v.Letter.N, "").Err; err != nil {
		return err
	}
	here := s.Pages.URL(letterPath(v.Case.ID, v.Letter.N))
	p := kindsPage{Base: s.base(r, by, "换一种结果"), Case: s.caseLine(v.CaseView), Changing: true, BackHref: here}
	p.Groups = s.replyGroups(v.CaseView, func(kind letter.Kind) string { return here + "?kind=" + url.QueryEscape(string(kind)) }, nil, v.Kind.Code)
	return s.Pages.Render(w, http.StatusOK, "desk/letter_kinds", p)
}

// replyGroups lists the replies that there are today to what was asked: that no fee
// was paid only where one was told. why is why none can be begun; now is the kind of the draft that is there.
func (s *Server) replyGroups(v desk.CaseView, address func(letter.Kind) string, why error, now letter.Kind) []kindGroup {
	of := map[law.Result]letter.KindInfo{}
	for _, info := range letter.Kinds() {
		if info.Result != "" && letter.Drafted(info.Code) {
			of[info.Result] = info
		}
	}
	if v.Case.IsCorrection() {
		group := kindGroup{ID: "corrections", Title: "更正与自身相关的记录"}
		for _, rule := range law.Corrections() {
			info := of[rule.Code]
			choice := kindChoiceOf(info.Code, shortBasis(rule.Basis), address(info.Code), why)
			choice.Now = info.Code == now
			group.Kinds = append(group.Kinds, choice)
		}
		return []kindGroup{group}
	}
	groups := make([]kindGroup, len(kindGroups))
	for i, g := range kindGroups {
		groups[i].ID, groups[i].Title = g.id, g.title
		for _, rule := range law.Results(s.Desk.Today()) {
			info, ok := of[rule.Code]
			if !ok || !strings.HasPrefix(rule.Row, g.row) || info.Code == letter.NoPayment && !knowsFees(v) {
				continue
			}
			choice := kindChoiceOf(info.Code, shortBasis(rule.Basis), address(info.Code), why)
			choice.Name, choice.Now = shortResult(rule.Name), info.Code == now
			groups[i].Kinds = append(groups[i].Kinds, choice)
		}
	}
	items := kindChoiceOf(letter.Mixed, "条例第三十六条", address(letter.Mixed), why)
	items.Now = letter.Mixed == now
	return append(groups, kindGroup{ID: "mixed", Title: "几项结果不同", Kinds: []kindChoice{items}})
}

// shortBasis cites the articles as staff do: 条例第十四条、第三十六条第三项.
func shortBasis(basis []string) string {
	regulation := law.FOIRegulation.Cite("")
	var cited []string
	named := false
	for _, b := range basis {
		if article, ok := strings.CutPrefix(b, regulation); ok {
			if b = article; !named {
				b, named = "条例"+article, true
			}
		}
		cited = append(cited, b)
	}
	return strings.Join(cited, "、")
}

// shortResult is the name of a result without the words of its group.
func shortResult(name string) string {
	if _, after, ok := strings.Cut(name, "："); ok {
		return after
	}
	return name
}

func kindChoiceOf(kind letter.Kind, basis, href string, why error) kindChoice {
	c := kindChoice{Name: desk.LetterName(casefile.LetterKind(kind)), When: whenToUse[kind], Basis: basis}
	if why != nil {
		c.Why = why.Error()
		return c
	}
	c.Act = page.Button{Label: "拟这份", Href: href, Kind: "plain", Size: "small"}
	return c
}

// optionOf returns what can be done of an act on the n-th letter, or with n 0
// on a letter of the kind that could be begun. What the view does not offer
// cannot be done.
func optionOf(v desk.CaseView, do casefile.Act, n int, kind letter.Kind) desk.Option {
	for _, o := range v.Options {
		if o.Act == do && o.Letter == n && o.Kind == casefile.LetterKind(kind) {
			return o
		}
	}
	l, _ := v.Case.Letter(n)
	return desk.Option{Act: do, Letter: n, Err: letterStageFault(l, do), MayNot: true}
}

// optionTo says why a letter of the kind cannot be begun to one of the others of the
// case, nil if it can.
func optionTo(v desk.CaseView, kind casefile.LetterKind, to int) error {
	for _, o := range v.Options {
		if o.Act == casefile.Draft && o.Kind == kind && o.To == to {
			return o.Err
		}
	}
	return fault.New(fault.Conflict, "letter_addressee_wrong")
}
