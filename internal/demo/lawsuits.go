package demo

import (
	"bytes"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/intake"
	"mingda/internal/lawsuit"
)

// The courts of the demo.
const (
	districtCourt = "明川区人民法院"
	cityCourt     = "和宁市中级人民法院"
)

// A suit is a court case that is being played.
type suit struct {
	*filling
	id lawsuit.ID
}

// open registers a suit with the copy of the complaint, which came today.
func (s *suit) open(by auth.User, f desk.SuitForm, number string) error {
	today := s.Desk.Today()
	file, err := s.Desk.StoreUpload(bytes.NewReader(document(7600+len(number), 2)), "起诉状副本.pdf", "application/pdf")
	if err != nil {
		return err
	}
	f.On, f.Brief.SuedOn, f.Files = today, today.AddDays(-9), []intake.File{file}
	f.Court = lawsuit.Begun{Level: lawsuit.First, Court: districtCourt, Number: number, AcceptedOn: today.AddDays(-4), CopyOn: today, Summary: true}
	s.id, err = s.Desk.OpenLawsuit(s.ctx, by, f)
	return err
}

// answer sends answer and evidence to the court.
func (s *suit) answer(by auth.User) error {
	file, err := s.Desk.StoreUpload(bytes.NewReader(document(7700, 3)), "行政答辩状.pdf", "application/pdf")
	if err != nil {
		return err
	}
	return s.Desk.AnswerLawsuit(s.ctx, by, s.id, 0, "答复事实清楚，证据充分，适用依据正确，程序合法，请求驳回原告的诉讼请求。", s.Desk.Today(), 0, []intake.File{file})
}

// heard is a hearing to which the head of the agency went.
func (s *suit) heard(by auth.User, head bool) error {
	f := lawsuit.HearingSet{Day: s.Desk.Today(), Clock: "10:00"}
	f.Private.Place, f.Private.Going = "第三法庭", "副局长，经办人，律师"
	if err := s.Desk.SetLawsuitHearing(s.ctx, by, s.id, 0, f, s.Desk.Today().AddDays(-3), nil); err != nil {
		return err
	}
	c, err := s.Desk.Lawsuit(s.ctx, by, s.id)
	if err != nil {
		return err
	}
	h, _ := c.Case.Now().NextHearing()
	held := lawsuit.HearingHeld{Hearing: h.Entry, Head: head}
	held.Private.Who = "副局长，经办人，律师"
	if !head {
		held.Private.Who, held.Private.Why = "经办人，律师", "负责人在外地开会，已向法庭说明。"
	}
	return s.Desk.HoldLawsuitHearing(s.ctx, by, s.id, 0, held)
}

// ruled is the judgment, which came today.
func (s *suit) ruled(by auth.User, f lawsuit.Ruled) error {
	f.DecidedOn, f.TheyGotOn = s.Desk.Today().AddDays(-3), s.Desk.Today()
	return s.Desk.TakeLawsuitRuling(s.ctx, by, s.id, 0, f, s.Desk.Today(), nil)
}

// inForce notes that nobody appealed.
func (s *suit) inForce(by auth.User) error {
	return s.Desk.NoteLawsuitInForce(s.ctx, by, s.id, 0, "", s.Desk.Today())
}

// suedOver is a request whose applicant sues over the reply: the copy has come, the answer
// is due.
func suedOver(t *travel) {
	s := &suit{filling: t.filling}
	t.on(t.ago-4, 10, 25, "sued", func() error {
		f, err := t.Desk.SuitFromRequest(t.ctx, t.clerk(), t.id)
		if err != nil {
			return err
		}
		f.Sides.Claims, f.Sides.Grounds = "撤销答复书，责令公开全部招标文件。", "只给了招标公告，中标文件没有给，提供的不是申请的内容。"
		return s.open(t.clerk(), f, "（2026）明行初32号")
	})
}

// suedAndOrdered is a request whose reply a court revoked: it is to be answered again.
func suedAndOrdered(t *travel) {
	s := &suit{filling: t.filling}
	t.on(t.in+10, 10, 5, "sued", func() error {
		f, err := t.Desk.SuitFromRequest(t.ctx, t.clerk(), t.id)
		if err != nil {
			return err
		}
		f.Sides.Claims, f.Sides.Grounds = "撤销答复书，责令公开。", "安置结果公示过，不可能不存在。"
		return s.open(t.clerk(), f, "（2026）明行初19号")
	})
	t.on(t.in+16, 10, 5, "answer the court", func() error { return s.answer(t.clerk()) })
	t.on(t.in+30, 11, 5, "hearing", func() error { return s.heard(t.clerk(), true) })
	t.on(t.in+40, 10, 5, "judgment", func() error {
		f := lawsuit.Ruled{Result: lawsuit.Revoked, Number: "（2026）明行初19号", Demand: lawsuit.ToAnswer}
		f.Private.Order = "撤销被诉答复书；被告于本判决生效之日起二十个工作日内重新答复。"
		f.Private.Gist = "被告只检索了公文系统，没有到承办单位和档案室查找，没有尽到合理检索的义务。"
		return s.ruled(t.clerk(), f)
	})
	t.on(t.ago-6, 10, 5, "in force", func() error { return s.inForce(t.clerk()) })
}

// sued is what the applicant of a reconsideration does after the decision: sues, loses and
// appeals.
func (p reviewPlan) sued() reviewPlan {
	p.then = func(r *reviewed) {
		s := &suit{filling: r.filling}
		r.on(16, 10, "sued after reconsideration", func() error {
			f, err := r.Desk.SuitFromReview(r.ctx, r.users["ye"], r.id)
			if err != nil {
				return err
			}
			f.Sides.Claims, f.Sides.Grounds = "撤销答复书和复议决定书，责令提供。", "按答复书写的网址找不到名单，复议决定没有查清。"
			return s.open(s.users["ye"], f, "（2026）明行初24号")
		})
		r.on(22, 10, "answer the court", func() error { return s.answer(s.users["ye"]) })
		r.on(36, 10, "hearing", func() error { return s.heard(s.users["ye"], false) })
		r.on(44, 10, "judgment", func() error {
			return s.ruled(s.users["ye"], lawsuit.Ruled{Result: lawsuit.ClaimDismissed, Number: "（2026）明行初24号"})
		})
		r.on(52, 10, "appeal", func() error {
			return r.Desk.NoteLawsuitAppeal(r.ctx, r.users["ye"], s.id, 0, lawsuit.ByPlaintiff, r.Desk.Today(), nil)
		})
		r.on(66, 10, "second instance", func() error {
			b := lawsuit.Begun{Level: lawsuit.Second, Court: cityCourt, Number: "（2026）和行终61号", AcceptedOn: r.Desk.Today(), CopyOn: r.Desk.Today()}
			return r.Desk.BeginLawsuitInstance(r.ctx, r.users["ye"], s.id, 0, b, r.Desk.Today(), nil)
		})
		r.on(72, 10, "answer the appeal", func() error { return s.answer(s.users["ye"]) })
		r.on(76, 10, "hearing of the appeal", func() error {
			f := lawsuit.HearingSet{Day: r.Desk.Calendar().Roll(r.Desk.Today().AddDays(16)), Clock: "15:30"}
			f.Private.Place = "行政审判庭"
			return r.Desk.SetLawsuitHearing(r.ctx, r.users["ye"], s.id, 0, f, r.Desk.Today(), nil)
		})
	}
	return p
}

// suedAndLost is what another does: sues without reconsideration, and is found wrong.
func (f *filling) suedAndLost() {
	s := &suit{filling: f}
	on := func(ago, hour int, what string, do func() error) { f.at(f.back(ago), hour, 45, what, do) }
	on(118, 10, "sued", func() error {
		form := desk.SuitForm{Brief: lawsuit.Brief{Way: lawsuit.Direct, SuesAgency: true}}
		k := &form.Brief.Contested
		k.Name, k.Number, k.Result, k.On, k.GotOn = atLand, "明自然公开〔2026〕201号", "disclose", f.Desk.Today().AddDays(-40), f.Desk.Today().AddDays(-36)
		form.Sides = lawsuit.Sides{Plaintiff: applicants[village].Name, Subject: "草场征收补偿发放表", Claims: "确认答复违法，责令重新提供。", Grounds: "给的表没有盖章，认为不是原件。"}
		return s.open(s.users["ye"], form, "（2026）明行初11号")
	})
	on(110, 10, "answer the court", func() error { return s.answer(s.users["ye"]) })
	on(98, 10, "hearing", func() error { return s.heard(s.users["ye"], true) })
	on(90, 10, "judgment", func() error {
		return s.ruled(s.users["ye"], lawsuit.Ruled{Result: lawsuit.ClaimDismissed, Number: "（2026）明行初11号"})
	})
	on(74, 10, "in force", func() error { return s.inForce(s.users["ye"]) })
}
