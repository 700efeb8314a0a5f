package portal_test

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/desk"
)

// TestOrderedStatus: the applicant whose reply was revoked sees that it was, by what
// the office answers again and until when; and so does whoever checks the old letter.
func TestOrderedStatus(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(nil)
	id := i.register(number)
	i.reply(id)
	l, _ := i.caseOf(id).Letter(1)
	b.open(number, code).wants(200, "已经答复")
	f := casefile.Judged{Forum: casefile.InReview, Letter: 1, Body: "明川市人民政府", Number: "明政复〔2026〕9号", DecidedOn: i.today(), Outcome: casefile.OrderedAnswer}
	f.Private.Order = "内部的话"
	i.must(i.desk.NoteOutcome(t.Context(), i.clerk, id, desk.RemedyForm{On: i.today()}, f))
	b.get("/status").wants(200, "收到行政复议决定书（明政复〔2026〕9号），按它重新答复您。最迟", "这份答复已被撤销").wantsNot("已经答复", "内部的话")
	i.browser().get("/verify?code="+l.Code).wants(200, "这份文书已经被撤销", "被行政复议决定书撤销").wantsNot("明政复〔2026〕9号", "是我们发出的文书")
}
