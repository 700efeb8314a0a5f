package desk

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/intake"
	"mingda/internal/lawsuit"
	"mingda/internal/reconsider"
	"mingda/internal/report"
	"mingda/internal/sqlite"
)

// sued is a suit over the reply of the bench, of which the office knew on a day.
func (b *reviewBench) sued(day string) SuitForm {
	f := SuitForm{On: on(day), Brief: lawsuit.Brief{Way: lawsuit.Direct, SuesAgency: true}, Sides: lawsuit.Sides{Plaintiff: "王某", Subject: "征收方案"},
		Court: lawsuit.Begun{Level: lawsuit.First, Court: "明川区人民法院", Number: "（2026）行初7号", CopyOn: on(day)}}
	f.Brief.Contested.Number, f.Brief.Contested.Name = b.reply.Number, "明川区QZF"
	return f
}

// toAnswer is a judgment that revokes the reply and orders an answer.
func toAnswer(day string) lawsuit.Ruled {
	f := lawsuit.Ruled{Result: lawsuit.Revoked, Number: "（2026）行初7号", DecidedOn: on(day), Demand: lawsuit.ToAnswer}
	f.Private.Order = "于判决生效之日起二十个工作日内重新答复"
	return f
}

// TestLawsuit takes a suit the whole way: the request knows that it is contested, the answer
// goes out with the bundle, the judgment comes into force, and the request is open again
// from that day; what is taken back here is taken back there, until the request has gone on.
func TestLawsuit(t *testing.T) {
	b := newReviewBench(t)
	b.needFonts()
	b.goTo("2026-11-30")
	_, err := b.OpenLawsuit(ctx, b.by("signer"), b.sued("2026-11-27"))
	b.refused(err, "auth_role")
	_, err = b.OpenLawsuit(ctx, b.by("clerk"), SuitForm{On: on("2026-11-27")})
	b.refused(err, "suit_plaintiff_needed", "plaintiff")
	id, err := b.OpenLawsuit(ctx, b.by("clerk"), b.sued("2026-11-27"))
	b.must(err)
	v, err := b.Lawsuit(ctx, b.by("clerk"), id)
	b.must(err)
	c := v.Case
	if c.Contested.Case != b.request || c.Contested.GotOn != on("2026-10-26") || c.Body != b.by("jiang").Agency || v.Next.By != on("2026-12-14") || v.Stage != lawsuit.StageAnswering {
		t.Errorf("recognised as %+v, %+v, %s", c.Contested, v.Next, v.Stage)
	}
	if p := b.caseOf(b.request).Pending(); len(p) != 1 || p[0].Forum != casefile.InCourt || p[0].Suit != int64(id) {
		t.Errorf("the request knows of %+v", p)
	}
	b.sound()

	for who, code := range map[string]fault.Code{"foreign-clerk": "auth_not_defendant", "signer": "auth_role"} {
		_, err := b.Lawsuit(ctx, b.by(who), id)
		b.refused(err, code)
	}
	for _, who := range []string{"officer", "clerk", "ye", "jiang"} {
		if all, err := b.Lawsuits(ctx, b.by(who)); err != nil || len(all) != 1 {
			t.Errorf("%s sees %d, %v", who, len(all), err)
		}
		if all, err := b.LawsuitsToday(ctx, b.by(who)); err != nil || len(all) != 1 {
			t.Errorf("today of %s: %d, %v", who, len(all), err)
		}
	}
	entry, err := b.BundleForCourt(ctx, b.by("clerk"), id, func(CaseView) func(casefile.Past) string { return func(casefile.Past) string { return "事" } })
	b.must(err)
	b.must(b.AnswerLawsuit(ctx, b.by("clerk"), id, v.Case.Version, "答复合法", on("2026-11-30"), entry, []intake.File{b.upload("答辩状.pdf", "application/pdf", "%PDF-1.4")}))
	b.refused(b.AnswerLawsuit(ctx, b.by("clerk"), id, v.Case.Version, "答复合法", on("2026-11-30"), 0, nil), "stale_version")
	b.goTo("2026-12-10")
	b.must(b.TakeLawsuitRuling(ctx, b.by("ye"), id, 0, toAnswer("2026-12-08"), on("2026-12-10"), nil))
	if j := b.caseOf(b.request).Judgements; len(j) != 0 {
		t.Errorf("told before it is in force: %+v", j)
	}
	b.refused(b.NoteLawsuitInForce(ctx, b.by("ye"), id, 0, "法院的生效证明", on("2026-12-10")), "suit_force_too_early", "on")
	b.goTo("2026-12-28")
	b.refused(b.NoteLawsuitInForce(ctx, b.by("ye"), id, 0, " ", on("2026-12-26")), "suit_force_reason_needed", "reason")
	b.must(b.NoteLawsuitInForce(ctx, b.by("ye"), id, 0, "法院的生效证明", on("2026-12-26")))
	b.stage(b.request, casefile.StageHandling)
	b.due(b.request, deadline.Running, "2027-01-25")
	if j := b.caseOf(b.request).Judgements; len(j) != 1 || j[0].On != on("2026-12-26") || j[0].Outcome != casefile.OrderedAnswer || j[0].Challenge == 0 {
		t.Errorf("told %+v", j)
	}
	figures, err := b.LawsuitFigures(ctx, b.by("jiang"), 2026)
	if b.must(err); figures[0].Table.Sum().Figures() != (report.Figures{Corrected: 1, Total: 1}) || figures[0].Table.Rows[0].Name != "明川区QZF" || figures[1].Table.Sum().Figures().Total != 0 {
		t.Errorf("counted as %+v", figures)
	}
	b.sound()

	force := b.suit(id).Version
	b.must(b.TakeBackLawsuit(ctx, b.by("ye"), id, 0, force, "还没有生效"))
	b.stage(b.request, casefile.StageReplied)
	if p := b.caseOf(b.request).Pending(); len(p) != 1 {
		t.Errorf("taken back, and the request knows of %+v", p)
	}
	b.must(b.NoteLawsuitInForce(ctx, b.by("ye"), id, 0, "法院的生效证明", on("2026-12-27")))
	b.signed(b.request, "not_existing", values(t, "not_existing"))
	b.refused(b.TakeBackLawsuit(ctx, b.by("ye"), id, 0, b.suit(id).Version, "还没有生效"), "suit_request_moved")
	b.sound()
	b.rebuilt()
}

// suit folds a court case.
func (b *reviewBench) suit(id lawsuit.ID) *lawsuit.Case {
	b.t.Helper()
	c, err := loadLawsuit(ctx, b.DB, id)
	b.must(err)
	return c
}

// TestLawsuitMended: a suit about another request is told so when that is corrected; one
// that should not have been registered is told to nobody any more; one that is noted by
// hand in the request is not told twice.
func TestLawsuitMended(t *testing.T) {
	b := newReviewBench(t)
	b.goTo("2026-11-30")
	b.must(b.NoteChallenge(ctx, b.by("clerk"), b.request, RemedyForm{On: b.today()}, casefile.Challenged{Forum: casefile.InCourt, Letter: b.reply.N, Body: "明川区人民法院"}))
	id, err := b.OpenLawsuit(ctx, b.by("ye"), b.sued("2026-11-27"))
	b.must(err)
	if n := len(b.caseOf(b.request).Challenges); n != 1 {
		t.Errorf("noted %d times", n)
	}
	other := b.sued("2026-11-27").Brief
	other.Contested.Number = "别处〔2026〕1号"
	b.must(b.AmendLawsuit(ctx, b.by("ye"), id, 0, other, b.suit(id).Sides))
	if c := b.suit(id); c.Contested.Case != 0 || c.Contested.Respondent != b.by("clerk").Agency {
		t.Errorf("about %+v", c.Contested)
	}
	b.must(b.AmendLawsuit(ctx, b.by("ye"), id, 0, b.sued("2026-11-27").Brief, b.suit(id).Sides))
	b.refused(b.CancelLawsuit(ctx, b.by("ye"), id, 0, " "), "reason_needed", "reason")
	b.must(b.CancelLawsuit(ctx, b.by("ye"), id, 0, "登记重了"))
	if all, err := b.LawsuitsToday(ctx, b.by("clerk")); err != nil || len(all) != 0 {
		t.Errorf("waits for %d, %v", len(all), err)
	}
	foreign := b.sued("2026-11-27")
	foreign.Brief.Contested.Name, foreign.Brief.Contested.Number = "别的机关", "别处〔2026〕1号"
	_, err = b.OpenLawsuit(ctx, b.by("clerk"), foreign)
	b.refused(err, "suit_not_yours", "defendants")
	b.sound()
}

// TestLawsuitAfterReview: after a decision of the bureau the suit begins with what that
// says; who changed the act is sued alone, and the request is told nothing.
func TestLawsuitAfterReview(t *testing.T) {
	b := newReviewBench(t)
	b.needFonts()
	id := b.filed()
	b.examined(id)
	b.must(b.AcceptReview(ctx, b.by("ye"), id, 0, deadline.Summary))
	f, err := b.SuitFromReview(ctx, b.by("ye"), id)
	b.must(err)
	if !f.Brief.Reviewed.Silent || f.Brief.Reviewed.GotOn != on("2026-12-02") || !f.Brief.SuesAgency || f.Brief.SuesBody || f.Brief.Contested.Case != b.request {
		t.Errorf("undecided: %+v", f.Brief)
	}
	f.Brief.SuesAgency, f.Brief.SuesBody = false, true // for its silence
	b.goTo("2026-12-07")
	f.On = b.today()
	n, err := b.OpenLawsuit(ctx, b.by("ye"), f)
	b.must(err)
	if c := b.suit(n); c.Reviewed.Review != id || c.CountsFor() != c.Body || len(b.caseOf(b.request).Challenges) != 0 {
		t.Errorf("opened as %+v", c.Brief)
	}
	_, err = b.Lawsuit(ctx, b.by("clerk"), n)
	b.refused(err, "auth_not_defendant")
	for who, want := range map[string]int{"clerk": 0, "jiang": 1} {
		if open, all, err := b.CountLawsuits(ctx, b.by(who)); err != nil || open != want || all != want {
			t.Errorf("%s counts %d of %d, %v", who, open, all, err)
		}
	}
	if all, err := b.LawsuitsAfter(ctx, b.by("jiang"), id); err != nil || len(all) != 1 {
		t.Errorf("after it came %d, %v", len(all), err)
	}
	if got, _ := lawsuit.ProposedDefendants(lawsuit.AfterReview, lawsuit.Reviewed{Result: reconsider.Uphold}); !got {
		t.Error("who acted is not sued")
	}
	b.sound()
	b.rebuilt()
}

// TestAmendSilentLawsuit: the bureau may not see the request that was never answered; when it
// corrects a name only, the suit stays about it, and the request knows of the suit.
func TestAmendSilentLawsuit(t *testing.T) {
	b := newReviewBench(t)
	b.needFonts()
	b.goTo("2026-11-30")
	f := b.sued("2026-11-27")
	f.Brief.Contested.Silence, f.Brief.Contested.Number = true, b.caseOf(b.request).Number
	id, err := b.OpenLawsuit(ctx, b.by("clerk"), f)
	b.must(err)
	v, err := b.Lawsuit(ctx, b.by("ye"), id)
	if b.must(err); v.Original != nil || v.Case.Contested.Case != b.request {
		t.Fatalf("recognised as %+v, seen: %v", v.Case.Contested, v.Original != nil)
	}
	sides, brief := v.Case.Sides, v.Case.Brief
	sides.Plaintiff = "王某某"
	b.must(b.AmendLawsuit(ctx, b.by("ye"), id, v.Case.Version, brief, sides))
	if c := b.suit(id); c.Sides.Plaintiff != "王某某" || c.Contested.Case != b.request || c.Contested.Respondent != brief.Contested.Respondent || len(b.caseOf(b.request).Pending()) != 1 {
		t.Errorf("after a name was corrected: %+v, the request knows of %+v", c.Contested, b.caseOf(b.request).Pending())
	}
	brief.Contested.Silence, brief.Contested.Number, brief.Contested.Result = false, "甲〔2026〕9号", "not_existing"
	b.must(b.AmendLawsuit(ctx, b.by("ye"), id, 0, brief, sides))
	if c := b.suit(id); c.Contested.Case != 0 || len(b.caseOf(b.request).Pending()) != 0 {
		t.Errorf("another reply, and still %+v", c.Contested)
	}
	b.sound()
}

// TestLawsuitOfStranger: where nobody here hears what is objected to in the agency, the
// number of another agency's request is recognised as little as where it has a body, though
// no body was entered for that agency.
func TestLawsuitOfStranger(t *testing.T) {
	b := &reviewBench{bench: newBench(t)}
	request, _ := b.handled(casefile.ByDownload)
	theirs, err := b.DB.Agency(ctx, 1)
	b.must(err)
	theirs.ReviewBody = "" // as in rows that are older than the setting
	b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.PutAgency(ctx, theirs)
		return err
	}))
	f := SuitForm{On: b.today(), Brief: lawsuit.Brief{Way: lawsuit.Direct, SuesAgency: true}, Sides: lawsuit.Sides{Plaintiff: "王某", Subject: "征收方案"},
		Court: lawsuit.Begun{Level: lawsuit.First, Court: "明川区人民法院", Number: "（2026）行初7号", CopyOn: b.today()}}
	f.Brief.Contested.Number, f.Brief.Contested.Name = b.caseOf(request).Number, "明川区ZJJ"
	id, err := b.OpenLawsuit(ctx, b.by("foreign-clerk"), f)
	b.must(err)
	if c := b.suit(id); c.Body != 0 || c.Contested.Case != 0 || c.Contested.Respondent != 2 || c.Contested.Name != "明川区ZJJ" {
		t.Errorf("body %d, about %+v", c.Body, c.Contested)
	}
}
