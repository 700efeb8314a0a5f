package portal_test

import (
	"testing"

	"mingda/internal/casefile"
)

// together adds a further applicant, 钱婉清, who wants the reply by post.
func (i *installation) together(id casefile.ID) {
	i.t.Helper()
	f := casefile.JointlyAdded{Delivery: casefile.ByPost}
	f.Private.Applicant = casefile.Applicant{Class: casefile.Natural, Name: "钱婉清", Phone: "13900002468", Address: "胜利路1号"}
	i.must(i.desk.AddJointApplicant(i.t.Context(), i.clerk, id, 0, f, nil))
}

// TestSeveralOnStatus: the page says that several ask, and not who; nothing once they
// were taken out.
func TestSeveralOnStatus(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(map[string]string{"delivery": "email"})
	id := i.register(number)
	i.together(id)
	b.open(number, code).wants(200, "这份申请由 2 人共同提出", "分别送给每一位").wantsNot("钱婉清", "13900002468", "胜利路1号")
	out := casefile.JointlyRemoved{Joint: 1}
	out.Private.Reason = "加错了"
	i.must(i.desk.RemoveJointApplicant(t.Context(), i.clerk, id, 0, out))
	b.get("/status").wants(200).wantsNot("共同提出", "钱婉清")
}
