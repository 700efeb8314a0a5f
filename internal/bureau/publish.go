package bureau

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// publicationPage is the page "bureau/publication": a decision beside the copy of it that
// is published, and what can be done with that now.
type publicationPage struct {
	page.Base
	Number, Href, Subject string
	Tag                   page.Tag
	Changed               page.Note
	Facts                 []page.KV
	Version               int
	Post                  string
	Prepare               []page.Field
	Press                 []page.Button // what needs no more than a press
	Taking                []page.Field
	Withhold              []page.Field
	PDF                   string
	Removed               int
	Lines                 []publicLine
}

// A publicLine is one line of the decision, and of the copy.
type publicLine struct {
	Heading bool
	Was, Is page.Marked
}

// showPublication serves GET /review/{id}/publication.
func (s *Server) showPublication(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderPublication(w, r, by, nil, nil)
}

// publish serves POST /review/{id}/publication: the button says which step.
func (s *Server) publish(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := readPlain(r)
	if err != nil && !isInvalid(err) {
		return err
	}
	id, v := reviewID(r), versionIn(sent)
	done := ""
	if err == nil {
		switch sent.Value("do") {
		case "look":
			return s.renderPublication(w, r, by, sent.Values, nil)
		case "prepare":
			done, err = "公布文本已制作，请另一个人核对", s.Desk.PreparePublication(r.Context(), by, id, v, sent.Value("more"), sent.Value("keep"))
		case "check":
			done, err = "已核对，等负责人公布", s.Desk.CheckPublication(r.Context(), by, id, v)
		case "release":
			done, err = "已公布", s.Desk.ReleasePublication(r.Context(), by, id, v)
		case "take":
			done, err = "已撤下", s.Desk.WithdrawPublication(r.Context(), by, id, v, sent.Value("reason"))
		case "withhold":
			done, err = "已登记不公布", s.Desk.WithholdPublication(r.Context(), by, id, v, reconsider.SecrecyGround(sent.Value("ground")), sent.Value("why"))
		default:
			err = fault.New(fault.Invalid, "form_unreadable")
		}
	}
	if err == nil {
		return s.House.See(w, r, casePath(id, "publication"), done)
	}
	if !isInvalid(err) && !isStale(err) {
		return err
	}
	return s.renderPublication(w, r, by, sent.Values, err)
}

func (s *Server) renderPublication(w http.ResponseWriter, r *http.Request, by auth.User, typed url.Values, wrong error) error {
	v, err := s.Desk.Review(r.Context(), by, reviewID(r))
	if err != nil {
		return err
	}
	c, k := v.Case, v.Case.Publication
	if c.Publicity() == "" {
		return cmp.Or(c.Allows(reconsider.PreparePublication, reconsider.Situation{Today: s.Desk.Today(), Clock: v.Clock}), error(fault.New(fault.NotFound, "letter_not_found")))
	}
	if typed == nil {
		typed = url.Values{"more": {strings.Join(k.Private.More, "\n")}, "keep": {strings.Join(k.Private.Keep, "\n")}}
	}
	form := page.NewForm(typed, wrong)
	p := publicationPage{
		Base: s.House.Base(r, by, "公布 "+c.Number), Number: c.Number, Href: s.Pages.URL(casePath(c.ID)), Subject: subjectOf(v), Tag: publicityTag(c.Publicity()),
		Facts: publicationFacts(v), Version: c.Version, Post: s.Pages.URL(casePath(c.ID, "publication")),
	}
	may := func(do reconsider.Act) bool { return v.Option(do, 0, "").Err == nil }
	if may(reconsider.PreparePublication) {
		p.Prepare = []page.Field{
			form.Textarea("more", "还要隐去的").WithRows(3).WithHint("一行一个，例如没有登记的证人、邻居的姓名，商业秘密。都换成“某”。").AsOptional(),
			form.Textarea("keep", "不用隐去的").WithRows(2).WithHint("一行一个，只是看着像地址、号码，其实不是个人信息的。案件里登记的个人信息，写在这里也会隐去。").AsOptional(),
		}
	}
	if may(reconsider.CheckPublication) && k.By != by.ID {
		p.Press = append(p.Press, page.Button{Label: "核对无误", Name: "do", Value: "check"})
	}
	if may(reconsider.ReleasePublication) {
		p.Press = append(p.Press, page.Button{Label: "公布", Name: "do", Value: "release"})
	}
	if may(reconsider.WithdrawPublication) {
		p.Taking = []page.Field{form.Textarea("reason", "为什么撤下").WithRows(2)}
	}
	if may(reconsider.WithholdPublication) {
		p.Withhold = []page.Field{form.Radios("ground", "为什么不公布", options(reconsider.SecrecyGrounds, form.Value("ground"))), form.Textarea("why", "说明").WithRows(2)}
	}
	if c.Publicity() != reconsider.NotPublished || len(p.Prepare) > 0 {
		copied, err := s.Desk.PublicCopyOf(r.Context(), v, strings.Split(form.Value("more"), "\n"), strings.Split(form.Value("keep"), "\n"))
		if err != nil {
			return err
		}
		p.Removed = copied.Removed()
		for _, l := range copied.Lines {
			p.Lines = append(p.Lines, publicLineOf(l))
		}
	}
	if k.Letter != 0 {
		p.PDF = s.Pages.URL(casePath(c.ID, "publication.pdf"))
	}
	status := http.StatusOK
	switch {
	case isStale(wrong):
		status = http.StatusConflict
		p.Changed = page.Note{Kind: page.Late, Strong: "没有存：", Text: "打开这页以后，案件有了变化。看过再做一次，填的都在。"}
	case wrong != nil:
		status = http.StatusUnprocessableEntity
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "bureau/publication", p)
}

func publicLineOf(l desk.PublicLine) publicLine {
	line := publicLine{Heading: l.Heading}
	for _, piece := range l.Pieces {
		line.Was = append(line.Was, page.MarkedPart{Text: piece.Was, Hit: piece.Why != ""})
		line.Is = append(line.Is, page.MarkedPart{Text: piece.Is, Hit: piece.Why != ""})
	}
	return line
}

// publicityTag says how far a decision has come on its way to the public.
func publicityTag(p reconsider.Publicity) page.Tag {
	return page.Tag{State: map[reconsider.Publicity]page.State{
		reconsider.ToPublish: page.Soon, reconsider.CopyPrepared: page.Soon, reconsider.CopyChecked: page.Soon, reconsider.Published: page.Done, reconsider.PublicationTaken: page.Late, reconsider.NotPublished: page.Line,
	}[p], Text: p.Label()}
}

// publicationFacts say who did what with the copy.
func publicationFacts(v desk.ReviewView) []page.KV {
	k := v.Case.Publication
	var all []page.KV
	if k.Withheld != "" {
		return []page.KV{{Label: "不公布", Value: k.Withheld.Label() + "\n" + k.Why}, {Label: "登记", Value: v.Names[k.By] + "　" + k.On.Chinese()}}
	}
	if k.Letter != 0 {
		all = append(all, page.KV{Label: "制作", Value: v.Names[k.By] + "　" + k.On.Chinese()})
	}
	if !k.CheckedOn.IsZero() {
		all = append(all, page.KV{Label: "核对", Value: v.Names[k.CheckedBy] + "　" + k.CheckedOn.Chinese()})
	}
	if !k.Released.IsZero() {
		all = append(all, page.KV{Label: "公布", Value: k.Released.Chinese()})
	}
	if !k.Taken.IsZero() {
		all = append(all, page.KV{Label: "撤下", Value: k.Taken.Chinese() + "\n" + k.TakenFor})
	}
	return all
}

// A publicCard says how far the decision has come on its way to the public, and to the
// department above the respondent.
type publicCard struct {
	Tag    page.Tag
	Href   string
	Copied []publicCopied
}

// A publicCopied is a paper that is copied up, or is to be.
type publicCopied struct {
	Name, Text, Letter string
	Tag                page.Tag
}

// publicCard is nil while there is nothing to publish and nothing to copy.
func (s *Server) publicCard(v desk.ReviewView) *publicCard {
	c := v.Case
	var k publicCard
	if is := c.Publicity(); is != "" {
		k.Tag, k.Href = publicityTag(is), s.Pages.URL(casePath(c.ID, "publication"))
	}
	for _, done := range c.CopiedUp {
		paper, _ := c.Paper(done.Letter)
		line := publicCopied{Name: paperName(paper.Kind), Tag: page.Tag{State: page.Done, Text: "已抄告"}, Text: done.On.ChineseShort() + "　" + done.To + "　" + done.How + nonEmpty("　", done.Tracking), Letter: s.copyUpHref(c, paper.N)}
		if done.None != "" {
			line.Tag, line.Text, line.Letter = page.Tag{State: page.Line, Text: "不抄告"}, done.None, ""
		}
		k.Copied = append(k.Copied, line)
	}
	for _, paper := range c.ToCopyUp() {
		k.Copied = append(k.Copied, publicCopied{Name: paperName(paper.Kind), Tag: page.Tag{State: page.Soon, Text: "待抄告"}, Letter: s.copyUpHref(c, paper.N)})
	}
	if k.Href == "" && len(k.Copied) == 0 {
		return nil
	}
	return &k
}

func (s *Server) copyUpHref(c *reconsider.Case, n int) string {
	return s.Pages.URL(paperPath(c.ID, n, "copy-up.pdf"))
}

// downloadPublication serves GET /review/{id}/publication.pdf.
func (s *Server) downloadPublication(w http.ResponseWriter, r *http.Request, by auth.User) error {
	made, err := s.Desk.PublicationPDF(r.Context(), by, reviewID(r))
	if err != nil {
		return err
	}
	return s.House.SendFile(w, r, desk.InMemory("公布文本.pdf", "application/pdf", made), true)
}

// publicPage is the page "bureau/public": which decisions are to be published and which
// are, and which papers are to be copied to the department above the respondent.
type publicPage struct {
	page.Base
	Lead   string
	Rooms  []page.Link
	ToCopy []publicRow
	Groups []publicGroup
	Empty  page.Empty
}

// A publicGroup is the decisions that have come equally far.
type publicGroup struct {
	Title string
	Rows  []publicRow
}

// A publicRow is one case.
type publicRow struct {
	Number, Href, Decision, Respondent, Outcome, On string
	Act                                             page.Link
}

// showPublic serves GET /review/public.
func (s *Server) showPublic(w http.ResponseWriter, r *http.Request, by auth.User) error {
	public, toCopy, err := s.Desk.PublicReviews(r.Context(), by)
	if err != nil {
		return err
	}
	p := publicPage{
		Base: s.House.Base(r, by, "公布与抄告"), Lead: "生效的决定书向社会公开（复议法第七十九条第一款）；决定书、意见书抄告被申请人的上一级主管部门（第二款）。", Rooms: s.roomsOf(by),
		Empty: page.Empty{Title: "没有要公布、抄告的", Text: "决定书送达以后，列在这里。"},
	}
	row := func(l reconsider.Listed, act page.Link) publicRow {
		return publicRow{l.Number, s.Pages.URL(casePath(l.ID)), l.DecisionNumber, l.RespondentName, l.Outcome.Label(), cmp.Or(l.PublishedOn, l.EndedOn).Chinese(), act}
	}
	for _, l := range toCopy {
		p.ToCopy = append(p.ToCopy, row(l, page.Link{Label: reconsider.CopyToHigher.Label(), Href: s.Pages.URL(casePath(l.ID, pathOf(reconsider.CopyToHigher)))}))
	}
	for _, state := range reconsider.Publicities {
		g := publicGroup{Title: state.Label()}
		for _, l := range public {
			if l.Publicity == state {
				g.Rows = append(g.Rows, row(l, page.Link{Label: "公布文本", Href: s.Pages.URL(casePath(l.ID, "publication"))}))
			}
		}
		if len(g.Rows) > 0 {
			p.Groups = append(p.Groups, g)
		}
	}
	return s.Pages.Render(w, http.StatusOK, "bureau/public", p)
}
