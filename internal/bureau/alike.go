package bureau

import (
	"context"
	"fmt"
	"strings"

	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// An alikeCard is what the decided cases say of one: those truly alike with what was
// decided and why, the share of each outcome, and decisions that can be followed.
type alikeCard struct {
	Note       page.Note // the common outcome, or why there is none
	Shares     []shareLine
	Alike      []alikeLine
	More       int // truly alike ones that are not listed
	Near       []alikeLine
	Precedents []precedentLine
	Rule       string // by which cases are alike
}

// A shareLine is how many of the alike cases ended in one way.
type shareLine struct {
	Label   string
	N, Of   int
	Percent int
	Common  bool
}

// An alikeLine is one decided case and how near it is.
type alikeLine struct {
	Number, Href, Outcome string
	When                  string
	Guiding               string // whose word it is to go by it
	Because               string // why it is alike, or near
	Differs               []string
	Reason                string // of its decision
	Departure             string // where it departed itself
}

// A precedentLine is a decision in line with which the case can be decided directly.
type precedentLine struct {
	Number, Href, Outcome, Because, Article string
}

// Cards show so many cases.
const (
	mostAlike = 8
	mostNear  = 4
)

// alikeCardOf makes the card of a case.
func (s *Server) alikeCardOf(ctx context.Context, v desk.ReviewView) (*alikeCard, error) {
	standard, err := s.Desk.ReviewStandard(ctx, v)
	if err != nil {
		return nil, err
	}
	alike, near := standard.Truly()
	card := &alikeCard{Note: alikeNote(v, standard, len(alike)), Rule: reconsider.AlikeWords}
	for _, share := range standard.Shares {
		card.Shares = append(card.Shares, shareLine{share.Outcome.Label(), share.N, share.Of, share.Percent(), share.Outcome == standard.Common.Outcome})
	}
	for i, m := range alike {
		if i == mostAlike {
			card.More = len(alike) - i
			break
		}
		card.Alike = append(card.Alike, s.alikeLine(m))
	}
	for _, m := range near[:min(len(near), mostNear)] {
		card.Near = append(card.Near, s.alikeLine(m))
	}
	for _, p := range standard.Precedents {
		card.Precedents = append(card.Precedents, precedentLine{p.Past.Number, s.Pages.URL(casePath(reconsider.ID(p.Past.ID))), p.Past.Outcome.Label(), p.Because, p.Article})
	}
	return card, nil
}

// alikeNote says what is common among the alike cases, and what follows from it.
func alikeNote(v desk.ReviewView, standard desk.ReviewStandard, n int) page.Note {
	common := standard.Common
	switch {
	case len(v.Case.Findings.Found) == 0:
		return page.Note{Text: "审查要点还没有填。填了以后，才比较得出同类案件。"}
	case n == 0:
		return page.Note{Text: "没有已决定的同类案件。"}
	case common.Guiding != "":
		return page.Note{Strong: "指导性案例：" + common.Outcome.Label() + "。", Text: common.Guiding + "（" + common.Article + "）。不同的，要写明为什么。"}
	case common.Outcome != "":
		return page.Note{Strong: "通常的决定：" + common.Outcome.Label() + "。", Text: commonWords(common) + "。不同的，要写明为什么（" + common.Article + "）。"}
	}
	return page.Note{Text: fmt.Sprintf("%d 件同类案件，还没有通常的决定。", n)}
}

// commonWords says how common the common outcome is.
func commonWords(common reconsider.CommonOutcome) string {
	if common.Guiding != "" {
		return "指导性案例 " + common.Guiding + " 这样决定"
	}
	return fmt.Sprintf("同类案件 %d 件，%d 件这样决定", common.Share.Of, common.Share.N)
}

func (s *Server) alikeLine(m reconsider.Match) alikeLine {
	p := m.Past
	line := alikeLine{
		Number: p.Number, Href: s.Pages.URL(casePath(reconsider.ID(p.ID))), Outcome: p.Outcome.Label(), When: p.DecidedOn.Chinese() + nonEmpty("　", p.Handler),
		Guiding: guidingWords(p), Because: whyAlike(m), Reason: p.Reason, Departure: p.Departure,
	}
	for _, d := range m.Differ {
		line.Differs = append(line.Differs, differenceWords(d))
	}
	return line
}

// whyAlike explains a match in words.
func whyAlike(m reconsider.Match) string {
	var why []string
	if m.SameGround {
		why = append(why, "不服的理由相同（"+reconsider.Objection(m.Past.Ground).Label()+"）")
	}
	switch {
	case !m.Compared:
		why = append(why, "审查要点没有填，没有比较")
	case len(m.Telling) > 0:
		why = append(why, fmt.Sprintf("审查出同样的 %d 处问题：%s", len(m.Telling), questionTexts(m.Telling)))
	case len(m.Differ) == 0:
		why = append(why, "审查要点的回答没有不同")
	}
	if m.Wording > 0 {
		words := fmt.Sprintf("用语 %d%% 相同", m.Wording)
		if len(m.Phrases) > 0 {
			words += "：" + strings.Join(m.Phrases, "、")
		}
		why = append(why, words)
	}
	return strings.Join(why, "；") + "。"
}

// questionTexts lists questions in words.
func questionTexts(codes []string) string {
	var texts []string
	for _, code := range codes {
		if q, ok := reconsider.QuestionOf(code); ok {
			texts = append(texts, "“"+q.Text+"”")
		}
	}
	return strings.Join(texts, "")
}

// differenceWords says how two cases answer a question differently.
func differenceWords(d reconsider.Difference) string {
	q, _ := reconsider.QuestionOf(d.Question)
	return "“" + q.Text + "”这件" + valueWords(d.Here) + "，那件" + valueWords(d.There)
}

func valueWords(v reconsider.Value) string {
	if v == "" {
		return "没有问"
	}
	return "答“" + v.Label() + "”"
}
