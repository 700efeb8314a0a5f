package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/desk"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// A bureauOffice is an office whose reply is objected to, and the body that decides
// about it, with people of both.
type bureauOffice struct {
	*caseOffice
	body    int64
	handler auth.User // of the case
	second  auth.User
	chief   auth.User
	request casefile.ID
	id      reconsider.ID
}

// person adds somebody of a role.
func (o *caseOffice) person(login string, agency int64, roles ...auth.Role) auth.User {
	o.t.Helper()
	u := auth.User{Login: login, Name: "人" + login, Agency: agency, Roles: roles, PasswordHash: "nobody signs in by it"}
	o.must(o.desk.DB.Write(o.t.Context(), func(tx *sqlite.Tx) (err error) {
		u.ID, err = tx.PutUser(o.t.Context(), u, o.clock())
		return err
	}))
	u, err := o.desk.User(o.t.Context(), u.ID)
	o.must(err)
	return u
}

// newBureauOffice is a case that was accepted, of which the respondent has not been told.
func newBureauOffice(t *testing.T) *bureauOffice {
	t.Helper()
	o, request := posted(t)
	b := &bureauOffice{caseOffice: o, request: request}
	var err error
	b.body, err = o.desk.PutAgency(t.Context(), desk.Operator, office.Agency{
		Code: "SZF", Name: "和宁市人民政府", LetterWord: "和政公开", CasePrefix: "S", ReviewBody: "自治区人民政府", Court: "和宁市中级人民法院", Address: "和宁市人民路20号", Phone: "0000-6220099",
		MailAddress: "szf@hening.example", ReviewWord: "和政", Bureau: "和宁市司法局", BureauAddress: "人民路20号", BureauPhone: "0000-6220088", Active: true,
	})
	o.must(err)
	b.handler, b.second, b.chief = o.person("ye", b.body, auth.Handler), o.person("nur", b.body, auth.Handler), o.person("jiang", b.body, auth.Head)
	v, err := o.desk.Case(t.Context(), o.clerk, request)
	o.must(err)
	reply, _ := v.Case.Letter(1)
	f := reconsider.Filed{Door: casefile.Counter, ReceivedOn: o.desk.Today(), Objection: reconsider.NotAsAsked, Contested: reconsider.Contested{Number: reply.Number, Name: "x"}}
	f.Private.Applicant, f.Private.Asked = v.Case.Applicant, reconsider.Asked{Request: "请求撤销<b>", Grounds: "答非所问"}
	b.id, err = o.desk.FileReview(t.Context(), b.handler, f)
	o.must(err)
	b.must(o.desk.NameHandlers(t.Context(), b.chief, b.id, 0, []int64{b.handler.ID}))
	met := reconsider.Examined{Met: map[string]bool{}}
	for _, k := range reconsider.Conditions {
		met.Met[k.Code] = true
	}
	b.must(o.desk.ExamineReview(t.Context(), b.handler, b.id, 0, met))
	b.must(o.desk.AcceptReview(t.Context(), b.handler, b.id, 0, deadline.Summary))
	return b
}

// paper drafts, checks and signs a paper of a kind and returns its number in the case.
func (b *bureauOffice) paper(kind casefile.LetterKind) int {
	b.t.Helper()
	sample, err := letter.Sample(letter.Kind(kind))
	b.must(err)
	if sample.Values["found_facts"] != "" {
		sample.Values["found_evidence"] = "政府信息公开申请表"
	}
	n, version, err := b.desk.SaveReviewDraft(b.t.Context(), b.handler, b.id, desk.ReviewDraftForm{Kind: letter.Kind(kind), Values: sample.Values})
	b.must(err)
	b.must(b.desk.SubmitReviewDraft(b.t.Context(), b.handler, b.id, version, n))
	b.must(b.desk.CheckReviewDraft(b.t.Context(), b.second, b.id, version+1, n, ""))
	b.must(b.desk.SignReviewPaper(b.t.Context(), b.chief, b.id, version+2, n))
	return n
}

// tell sends the respondent its copy, and returns the number of the paper.
func (b *bureauOffice) tell() int {
	b.t.Helper()
	n := b.paper(reconsider.CopyNotice)
	f := reconsider.PaperSent{Letter: n, To: reconsider.Recipient{Role: reconsider.TheRespondent}, Way: casefile.Handed}
	b.must(b.desk.SendReviewPaper(b.t.Context(), b.handler, b.id, 0, f, b.desk.Today(), nil))
	return n
}

// review is an address of the case at the bureau.
func (b *bureauOffice) review(below string) string {
	return "/review/" + strconv.FormatInt(int64(b.id), 10) + below
}

// respond is an address of the case at the respondent's.
func (b *bureauOffice) respond(below string) string {
	return "/respond/" + strconv.FormatInt(int64(b.id), 10) + below
}

// TestOriginalFile: the bureau reads the whole file of the request, and can do nothing
// to it; who handles no case of its body, and who made the reply, reads nothing.
func TestOriginalFile(t *testing.T) {
	o := newBureauOffice(t)
	b := o.in(o.handler)
	has(t, "the case", b.page(o.review("")).Text(), "原申请")
	file := b.page(o.review("/original"))
	has(t, "the file", file.Text(), "只能看", "团结路", "经过", "各个期限", "明政公开答〔2026〕1号", "139****1357", "回到复议案件")
	for _, link := range file.All("main a") {
		if href := link.Attr("href"); !strings.HasPrefix(href, o.review("")) && !strings.HasPrefix(href, "#") {
			t.Errorf("leads out of the case: %s", href)
		}
	}
	if n := file.Count("main form"); n != 0 {
		t.Errorf("%d forms", n)
	}
	pdf := o.review("/original/letters/1.pdf")
	if file.Href("答复书") != pdf {
		t.Errorf("the reply is at %q", file.Href("答复书"))
	}
	if a := b.get(pdf); a.status != http.StatusOK || !strings.HasPrefix(a.body, "%PDF") {
		t.Errorf("the reply: %d", a.status)
	}
	for _, at := range []string{"/original/letters/9.pdf", "/original/materials/9", "/original/bundles/9.pdf"} {
		if a := b.get(o.review(at)); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", at, a.status)
		}
	}
	if a := b.get(path(o.request, "")); a.status == http.StatusOK {
		t.Error("the bureau has the office's own page")
	}
	f := reconsider.Filed{Door: casefile.Counter, ReceivedOn: o.desk.Today(), Objection: reconsider.NotAsAsked, Contested: reconsider.Contested{Number: "别处〔2026〕1号", Name: "别的机关"}}
	f.Private.Applicant, f.Private.Asked = casefile.Applicant{Name: "李四"}, reconsider.Asked{Request: "撤销", Grounds: "不对"}
	foreign, err := o.desk.FileReview(t.Context(), o.handler, f)
	o.must(err)
	if a := b.get("/review/" + itoa(int(foreign)) + "/original"); a.status != http.StatusNotFound || !a.page.HasText("main", "不在本系统里") {
		t.Errorf("a reply of none of ours: %d %s", a.status, a.page.Text())
	}
}

// TestBureauDoors asks at every address of the bureau as everybody who has no business
// there: the respondent's people of every role, those of another agency, the
// administrators, and the handler who stepped back. None of them reads or changes
// anything but what the respondent was sent and put in itself.
func TestBureauDoors(t *testing.T) {
	o := newBureauOffice(t)
	copied := o.tell()
	inner := o.paper(reconsider.AcceptanceNotice)
	o.must(o.desk.RespondWithBundle(t.Context(), o.officer, o.id, 0, "检索过，没有", 0, nil))
	strangers := o.everyRole()
	for _, role := range auth.Roles {
		if !role.IsAdministrator() && role != auth.Handler && role != auth.Head {
			strangers["of the body, "+role] = o.person("body-"+string(role), o.body, role)
		}
	}
	left := o.person("left", o.body, auth.Handler)
	o.must(o.desk.NameHandlers(t.Context(), o.chief, o.id, 0, []int64{o.handler.ID, left.ID}))
	o.must(o.desk.StepBack(t.Context(), left, o.id, 0, left.ID, "与申请人是亲属"))
	strangers["stepped back"] = left
	moved := o.signer // signed the reply, and came to the body afterwards
	moved.Agency, moved.Roles = o.body, []auth.Role{auth.Handler, auth.Head}
	o.must(o.desk.DB.Write(t.Context(), func(tx *sqlite.Tx) error {
		_, err := tx.PutUser(t.Context(), moved, o.clock())
		return err
	}))
	strangers["made the reply"] = moved
	strangers["elsewhere"] = o.person("elsewhere", 0, auth.Coordinator)

	mark := "请求撤销"
	head := o.head()
	for name, u := range strangers {
		b := o.in(u)
		respondent := u.Agency == o.agency.ID && (u.Plays(auth.Clerk) || u.Plays(auth.Officer) || u.Plays(auth.Coordinator))
		for _, r := range routesOf(t, o.pages) {
			if !strings.HasPrefix(r.pattern, "/review/{") && !strings.HasPrefix(r.pattern, "/respond/{") {
				continue
			}
			for _, n := range []int{copied, inner} {
				address := strings.Replace(r.pattern, "{id:[0-9]+}", strconv.FormatInt(int64(o.id), 10), 1)
				address = strings.Replace(address, "{n:[0-9]+}", itoa(n), 1)
				paper := address == o.respond("/answer.pdf") || address == o.review("/answer.pdf")
				sent := address == o.respond("/papers/"+itoa(copied)+".pdf") || address == o.review("/papers/"+itoa(copied)+".pdf")
				may := respondent && (address == o.respond("") || sent || paper)
				var a answer
				if r.method == http.MethodGet {
					a = b.get(address)
				} else if !may {
					a = b.post(address, url.Values{"version": {"0"}, "text": {"x"}})
				} else {
					continue
				}
				if ok := a.status == http.StatusOK; ok != may || !may && strings.Contains(a.body, mark) {
					t.Errorf("%s: %s %s: %d", name, r.method, address, a.status)
				}
			}
		}
	}
	if o.head() != head {
		t.Error("somebody without business there changed something")
	}
}

// TestRespondWithBundle: the respondent finds on its Today page what is to be answered
// and until when, makes the bundle by one button without losing what was typed, and
// hands it in: its pieces, with their pages, are evidence of the case.
func TestRespondWithBundle(t *testing.T) {
	o := newBureauOffice(t)
	clerk := o.in(o.clerk)
	if strings.Contains(clerk.page("/").Text(), "待答复") {
		t.Error("it is to be answered before it was sent")
	}
	o.tell()
	today := clerk.page("/")
	has(t, "today", today.Text(), "被申请复议，待答复", "2026年", "和政复")
	at := o.respond("")
	if a := clerk.fill(at, url.Values{"bundle": {"7"}, "text": {"已经公开"}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a bundle that is none: %d", a.status)
	}
	a := clerk.fill(at, url.Values{"do": {"bundle"}, "text": {"方案已经公开<b>"}})
	if a.status != http.StatusSeeOther || !strings.HasPrefix(a.header.Get("Location"), at+"?") {
		t.Fatalf("made: %d to %s", a.status, a.header.Get("Location"))
	}
	made := clerk.page(a.header.Get("Location"))
	has(t, "made", made.Text(), "证据卷已制作", "交哪一份证据卷", "重新制作证据卷")
	if v := url.Values(made.Values()); v.Get("text") != "方案已经公开<b>" || v.Get("bundle") == "" || v.Get("bundle") == "0" {
		t.Errorf("lost: %v", v)
	}
	form := url.Values(made.Values())
	form.Del("q")
	form.Del("keys")
	gone(t, clerk.post(at, form), at)
	has(t, "answered", clerk.page(at).Text(), "方案已经公开<b>", "证据目录", "期限说明", "不供查阅")
	if strings.Contains(clerk.page("/").Text(), "待答复") {
		t.Error("it is still to be answered")
	}
	v, err := o.desk.Review(t.Context(), o.handler, o.id)
	o.must(err)
	r := v.Case.Response
	if r.Bundle == 0 || len(r.Exhibits) < 5 || r.Exhibits[0].N != 1 || r.Exhibits[0].From < 3 || r.Exhibits[1].From <= r.Exhibits[0].To {
		t.Fatalf("%+v", r)
	}
	b := o.in(o.handler)
	shown := b.page(o.review(""))
	has(t, "the bureau", shown.Text(), "证据目录", r.Exhibits[0].Name)
	if a := b.get(shown.Href("证据卷")); !strings.HasPrefix(a.body, "%PDF") {
		t.Errorf("the bundle: %d", a.status)
	}
	for _, who := range []*browser{b, clerk} {
		if a := who.get(o.respond("/answer.pdf")); a.status != http.StatusOK || !strings.HasPrefix(a.body, "%PDF") {
			t.Errorf("the answer on paper: %d", a.status)
		}
	}
}

// TestTakeBackPage: what was entered by mistake is taken back with its reason and the
// clock moves; what rests on something is not offered.
func TestTakeBackPage(t *testing.T) {
	o := newBureauOffice(t)
	b, at := o.in(o.handler), o.review("/take-back")
	form := b.page(at)
	has(t, "offered", form.Text(), "撤销哪一笔", "受理", "最迟之日由")
	a := b.fill(at, url.Values{"entry": {"4"}, "reason": {""}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-reason-error", "写明") {
		t.Errorf("without a reason: %d %s", a.status, a.page.Text())
	}
	if a := b.fill(at, url.Values{"reason": {" "}}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-entry-error", "选撤销哪一笔") || !a.page.HasText("#f-reason-error", "写明") {
		t.Errorf("nothing chosen: %d %s", a.status, a.page.Text())
	}
	if a := b.fill(at, url.Values{"entry": {"1"}, "reason": {"错"}}); a.status != http.StatusConflict {
		t.Errorf("the application itself: %d", a.status)
	}
	gone(t, b.fill(at, url.Values{"entry": {"4"}, "reason": {"程序选错<b>"}}), o.review(""))
	has(t, "taken back", b.page(o.review("")).Text(), "受理（已撤销）", "撤销：受理", "程序选错<b>", "最迟审查")
	if a := b.get(at); a.status != http.StatusConflict || !a.page.HasText("main", "没有可以撤销的") {
		t.Errorf("nothing is left: %d %s", a.status, a.page.Text())
	}
}

// TestUnreadableDays: a day that cannot be read is refused beside its field, also where it
// may be left out, with what was typed; it is not taken as left out.
func TestUnreadableDays(t *testing.T) {
	o := newBureauOffice(t)
	for _, k := range []struct {
		who         *browser
		path, field string
		more        url.Values
	}{
		{o.in(o.handler), o.review("/contested"), "got_on", nil},
		{o.in(o.handler), o.review("/withdrawal"), "on", nil},
		{o.in(o.chief), "/review/bench", "until", url.Values{"text": {"要点"}, "questions": {"not_existing.search"}, "from": {"2026-11-01"}}},
		{o.in(o.chief), "/review/new", "late_from", objection},
		{o.in(o.clerk), "/lawsuits/new", "copy_on", nil},
	} {
		values := url.Values{k.field: {"上个月<b>"}}
		for name, v := range k.more {
			values[name] = v
		}
		a := k.who.fill(k.path, values)
		if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-"+k.field+"-error", "2026-06-30") || url.Values(a.page.Values()).Get(k.field) != "上个月<b>" {
			t.Errorf("%s: %d %s", k.path, a.status, a.page.Text())
		}
	}
}

// TestStepBackPage: a handler steps back himself, and comes to the docket.
func TestStepBackPage(t *testing.T) {
	o := newBureauOffice(t)
	b := o.in(o.handler)
	gone(t, b.fill(o.review("/step-back"), url.Values{"reason": {"与申请人是亲属"}}), "/review")
	if a := b.get(o.review("")); a.status != http.StatusForbidden {
		t.Errorf("the case: %d", a.status)
	}
}

// TestContestedPage: what is contested becomes silence and a reply again.
func TestContestedPage(t *testing.T) {
	o := newBureauOffice(t)
	b := o.in(o.handler)
	at := o.review("/contested")
	for _, silence := range []string{"yes", "no"} {
		gone(t, b.fill(at, url.Values{"silence": {silence}}), o.review(""))
		v, err := o.desk.Review(t.Context(), o.handler, o.id)
		o.must(err)
		if k := v.Case.Contested; k.Silence != (silence == "yes") || (k.Letter == 0) != k.Silence {
			t.Errorf("%s: %+v", silence, k)
		}
	}
}
