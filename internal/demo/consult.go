package demo

import (
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/letter"
)

// others is a case about a contract: the builder was asked and refuses, an agency
// that made it too has not answered yet.
func others(t *travel) {
	t.consult(2, casefile.ConsultationOpened{Of: casefile.AsThirdParty}, casefile.Addressee{
		Name: "和宁市远山建设有限公司", Is: casefile.Organisation, Contact: "程工", Phone: "0990-6881207", PostCode: "834000", Address: "和宁市建设路26号",
	}, "施工合同第三条的综合单价和附件二的报价明细", letter.ThirdPartyInquiry)
	t.consult(3, casefile.ConsultationOpened{Of: casefile.AsJointMaker}, casefile.Addressee{
		Name: "和宁市住房和城乡建设局", Is: casefile.Authority, Contact: "政策法规科", Phone: "0990-6880030", PostCode: "834000", Address: "和宁市迎宾路9号",
	}, "工程价款的结算单", letter.JointInquiry)
	t.on(11, 16, 35, "an answer", func() error {
		f := casefile.ConsultationAnswered{Consultation: 1, Answer: casefile.Refuses}
		f.Private.Reason = "综合单价是本公司的商业秘密，公开会影响以后的投标"
		scans, err := t.uploads([]string{"第三方意见表"})
		if err != nil {
			return err
		}
		return t.Desk.AnswerConsultation(t.ctx, t.clerk(), t.id, 0, f, t.Desk.Today(), scans)
	})
}

// consult plans from a workday on that one other is asked, by post.
func (t *travel) consult(from int, f casefile.ConsultationOpened, who casefile.Addressee, about string, kind letter.Kind) {
	f.Private.Addressee, f.Private.About = who, about
	var to, n int
	t.on(from, 9, 45, "consult", func() error {
		if err := t.Desk.Consult(t.ctx, t.officer(), t.id, 0, f); err != nil {
			return err
		}
		c, err := t.view()
		to = len(c.Others)
		return err
	})
	t.planLetter(from, func() error {
		var err error
		n, _, err = t.Desk.SaveDraft(t.ctx, t.officer(), t.id, desk.DraftForm{Kind: kind, To: to})
		return err
	}, &n, serving)
	t.on(from+2, 10, 5, "post", func() error {
		return t.Desk.Serve(t.ctx, t.clerk(), t.id, desk.ServiceForm{Letter: n, Way: casefile.Posted, Tracking: t.tracking(), On: t.Desk.Today()})
	})
	t.on(from+4, 9, 55, "delivered", func() error {
		return t.Desk.ConfirmDelivery(t.ctx, t.clerk(), t.id, desk.ServiceForm{Letter: n, On: t.Desk.Today(), Recipient: who.Contact})
	})
}
