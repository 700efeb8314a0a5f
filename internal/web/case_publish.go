package web

import (
	"context"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

// groundField says in the address of the form why something is proposed to be
// published.
const groundField = "ground"

// The values of it.
const (
	theyPropose = "applicant"
	severalAsk  = "several"
)

// proposeAct records that what was disclosed is proposed to be published (条例 44).
var proposeAct = caseAct{
	do:   casefile.ProposePublication,
	lead: "依申请公开的信息可以纳入主动公开（条例第四十四条）。申请人在网上建议的自动登记，来信、当面建议的登记在这里；多个申请人要相同信息、可以公开的，本机关自己提出来。登记以后由收件员、协调员登记是不是纳入。",
	done: "已登记，等决定是否纳入主动公开",
	look: (*Server).noteOthersAsking,
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		p.Fields = []page.Field{
			f.Radios(groundField, "谁提出来的", []page.Option{
				{Value: theyPropose, Label: "申请人建议的", Hint: "涉及公众利益调整、需要公众广泛知晓或者需要公众参与决策的（第二款）"},
				{Value: severalAsk, Label: "多个申请人要相同的信息", Hint: "由本机关转为主动公开（第一款）"},
			}),
			f.Date("on", "哪一天").WithValue(s.Desk.Today().String()),
			f.Textarea("reason", "理由").WithRows(3).AsRequired(),
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		bad := fault.Form{}
		ground := sent.Value(groundField)
		if ground != theyPropose && ground != severalAsk {
			bad.Bad(groundField, "publication_ground")
		}
		f := casefile.PublicationProposed{Several: ground == severalAsk}
		f.Private.Reason = sent.Value("reason")
		on := dayIn(sent.Values, "on", bad)
		if err := bad.Err(); err != nil {
			return err
		}
		return s.Desk.ProposePublication(ctx, by, sent.id, sent.version, f, on)
	},
}

// decidePublicationAct records what became of it.
var decidePublicationAct = caseAct{
	do:   casefile.DecidePublication,
	lead: "审核以后认为属于主动公开范围的，应当及时主动公开（条例第四十四条第二款）：公开以后登记在哪里、哪一天。不纳入的写明理由。申请人在进度页上看得到。",
	says: func(sent actSent) string {
		if sent.Value("published") == "1" {
			return "已登记纳入主动公开"
		}
		return "已登记不纳入主动公开"
	},
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		if k := v.Case.Publication; k != nil {
			p.Notes = []page.Note{{Strong: proposalWords(k.Several) + "：", Text: k.On.Chinese() + "，" + sentences(k.Reason)}}
		}
		p.Fields = []page.Field{
			f.Radios("published", "是不是纳入主动公开", []page.Option{{Value: "1", Label: "纳入，已经公开"}, {Value: "0", Label: "不纳入"}}),
			f.Text("where", "公开在哪里").WithHint("纳入的填，如：区政府网站“规划计划”栏目，或者网址。").WithAutocomplete("off"),
			f.Date("published_on", "公开之日").WithHint("纳入的填，写成 2026-06-30 或 2026年6月30日 的样子。"),
			f.Textarea("reason", "为什么不纳入").WithHint("不纳入的填，申请人看得到。").WithRows(3),
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		bad := fault.Form{}
		chosen := sent.Value("published")
		f := casefile.PublicationDecided{Published: chosen == "1", Where: sent.Value("where")}
		f.Private.Reason = sent.Value("reason")
		if chosen != "1" && chosen != "0" {
			bad.Bad("published", "publication_choose")
		}
		if sent.Value("published_on") != "" {
			f.PublishedOn = dayIn(sent.Values, "published_on", bad)
		}
		if err := bad.Err(); err != nil {
			return err
		}
		return s.Desk.DecidePublication(ctx, by, sent.id, sent.version, f)
	},
}

// proposalWords say who proposed it.
func proposalWords(several bool) string {
	if several {
		return "多人申请相同信息，拟转为主动公开"
	}
	return "申请人建议主动公开"
}

// publicationNotes say on the case that something is proposed to be published, or
// was published.
func (s *Server) publicationNotes(v desk.CaseView) []page.Note {
	k := v.Case.Publication
	switch {
	case k == nil:
		return nil
	case k.Decided == 0:
		note := page.Note{Kind: page.Soon, Strong: proposalWords(k.Several) + "：", Text: k.On.Chinese() + "，" + sentences(k.Reason)}
		if allowed(v, casefile.DecidePublication) == nil {
			note.Link = page.Link{Label: casefile.DecidePublication.Label(), Href: s.Pages.URL(casePath(v.Case.ID, string(casefile.DecidePublication)))}
		}
		return []page.Note{note}
	case k.Published:
		return []page.Note{{Strong: "已主动公开：", Text: sentences(k.PublishedOn.Chinese(), k.Where)}}
	}
	return nil
}

// othersEnough is from how many other applicants on it is said that they asked for
// the same.
const othersEnough = 2

// noteOthersAsking says, where it is considered, that others asked for the like (条例
// 44.1). To look for them takes longer than a case page should.
func (s *Server) noteOthersAsking(ctx context.Context, v desk.CaseView, p *actPage) error {
	n, err := s.Desk.OthersAsking(ctx, v.Case)
	if err != nil || n < othersEnough {
		return err
	}
	p.Notes = append(p.Notes, page.Note{
		Strong: "还有 " + strconv.Itoa(n) + " 个申请人要过相近的信息：", Text: "可以公开的，可以纳入主动公开的范围（条例第四十四条第一款）。",
	})
	return nil
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"publication_proposed": told(func(t teller, f *casefile.PublicationProposed) telling {
		return telling{Title: proposalWords(f.Several), Text: sentences(f.Private.Reason)}
	}),
	"publication_decided": told(func(t teller, f *casefile.PublicationDecided) telling {
		if f.Published {
			return telling{Title: "纳入主动公开", Text: sentences(f.PublishedOn.Chinese(), f.Where)}
		}
		return telling{Title: "不纳入主动公开", Text: sentences(f.Private.Reason)}
	}),
})
