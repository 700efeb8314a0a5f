package demo

import "mingda/internal/casefile"

// together is a case in which the owner next door asks jointly: one request, one period,
// and the reply names both.
func together(t *travel) {
	t.on(1, 10, 20, "joint applicant", func() error {
		f := casefile.JointlyAdded{Delivery: casefile.ByPost}
		f.Private.Applicant = casefile.Applicant{
			Class: casefile.Natural, Name: "钱婉清", IDNumber: identityNumber("19620917", 88), Phone: "000-0000-8821", Address: "明川区团结路12号2单元301室", PostCode: "834000",
		}
		return t.Desk.AddJointApplicant(t.ctx, t.clerk(), t.id, 0, f, nil)
	})
}
