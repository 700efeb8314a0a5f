package web_test

import (
	"strconv"
	"strings"
	"time"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/lawsuit"
	"mingda/internal/passkey"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// furnishWalk lets more happen in the office, so that there is something under addresses that
// have nothing while only the usual happens.
func (o *walkOffice) furnishWalk(id casefile.ID, suit lawsuit.ID) {
	o.t.Helper()
	o.there = map[string]string{}
	o.pressAndAsk(id)
	o.readMaterial(id)
	o.speak()
	o.watchAndTie()
	o.upload(o.request)
	ctx := o.t.Context()
	o.must(o.desk.AddLawsuitMaterials(ctx, o.clerk, suit, []intake.File{o.handedIn("传票.txt")}))
	response := o.respondedWith()
	o.values["/lawsuits/{id}/materials/{n}"], o.values["/respond/{id}/materials/{n}"], o.values["/review/{id}/materials/{n}"] = "1", response, response
	o.values["/review/{id}/original/bundles/{n}"], o.values["/review/{id}/original/materials/{n}"] = o.values["/cases/{id}/bundles/{n}"], "1"
	o.values["/review/inbox/{id}/files/{n}"] = "0"
	feed, err := o.desk.NewFeed(ctx, o.clerk)
	o.must(err)
	o.values["secret"] = string(feed)
	o.values["/calendars/{n}"] = o.announce()
	o.typed["GET /report/{year}/cell"] = "row=other&column=natural"
	o.typed["GET /audit/heads.pdf"] = "month=" + o.desk.Today().String()[:len("2026-11")]
	o.values["part"] = "overview"
	report := "/yearly/2026/" + o.values["agency"]
	o.there["GET /yearly/{year}/{agency}/{act}"], o.there["POST /yearly/{year}/{agency}/{act}"] = report+"/return", report+"/send"
	o.typed["GET /assessment/sheet"] = "year=2026&agency=" + o.values["agency"]
	o.pages.Passkeys, err = passkey.New(passkeyOrigin, "明答")
	o.must(err)
	o.sealOff()
	o.postPaper()
	o.letIn()
	o.addToObjection()
}

// letIn asks that somebody be let in again. To agree is for security administrators alone while
// there are any, so that for those who agree to it nothing is there.
func (o *walkOffice) letIn() {
	o.t.Helper()
	asks := o.person("asks", 0, auth.SecurityAdmin)
	o.person("guards", 0, auth.SecurityAdmin)
	n, err := o.desk.AskLetIn(o.t.Context(), asks, o.other.ID, "忘了密码", false)
	o.must(err)
	o.there["GET /let-ins/{letin}"] = "/let-ins/" + itoa(int(n))
	for _, act := range []string{"agree", "end"} {
		o.there["POST /let-ins/{letin}/"+act] = "/let-ins/" + itoa(int(n)+1) + "/" + act
	}
}

// addToObjection lets who objected by mail add something.
func (o *walkOffice) addToObjection() {
	o.t.Helper()
	id, err := strconv.Atoi(o.values["/review/inbox/{id}"])
	o.must(err)
	row, err := o.desk.DB.InputRow(o.t.Context(), inbox.ID(id))
	o.must(err)
	visit := desk.Visit{Number: row.Number, Input: row.ID}
	o.must(o.desk.AddFromApplicant(o.t.Context(), visit, desk.Seen{}, "再补一份", []intake.File{o.handedIn("证据.txt")}))
	o.values["/review/inbox/{id}/added/{n}"] = "0"
}

// sealOff lets the scanner have found something.
func (o *walkOffice) sealOff() {
	o.t.Helper()
	file := o.handedIn("可疑.txt").Hash
	o.must(o.desk.DB.Write(o.t.Context(), func(tx *sqlite.Tx) error {
		return tx.PutScan(o.t.Context(), sqlite.Scan{File: file, State: sqlite.ScanFound, Signature: "test", ScannedAt: o.clock()})
	}))
	o.values["/sealed/{file}"], o.typed["POST /sealed/{file}"] = file, "reason=误报"
}

// postPaper signs a paper of the bureau that goes to the applicant by post.
func (o *walkOffice) postPaper() {
	o.t.Helper()
	n := itoa(o.paper(reconsider.AcceptanceNotice))
	for _, sheet := range []string{"envelope", "service-receipt"} {
		route := "GET /review/{id}/papers/{n}/" + sheet + ".pdf"
		o.there[route], o.typed[route] = o.review("/papers/"+n+"/"+sheet+".pdf"), "to="+string(reconsider.TheApplicant)+"/0"
	}
}

// pressAndAsk presses the unit of a request, and asks another one to search.
func (o *walkOffice) pressAndAsk(id casefile.ID) {
	o.t.Helper()
	help := casefile.HelpAsked{Until: o.desk.Today().AddDays(5)}
	help.Private.Unit, help.Private.Seek = "区档案馆", "规划图"
	o.must(o.desk.AskHelp(o.t.Context(), o.officer, id, o.version(id), help))
	o.values["/cases/{id}/help/{n}"] = itoa(o.version(id))
	chased := casefile.Chased{Why: "near", AnswerBy: o.desk.Today().AddDays(3)}
	chased.Private.What = "提出答复意见"
	o.must(o.desk.Chase(o.t.Context(), o.clerk, id, o.version(id), chased))
	o.values["/cases/{id}/chase-{entry}"] = itoa(o.version(id))
}

// readMaterial lets the text of a document have been read out of it.
func (o *walkOffice) readMaterial(id casefile.ID) {
	o.t.Helper()
	file := o.caseOf(id).Materials[0].File
	o.must(o.desk.DB.Write(o.t.Context(), func(tx *sqlite.Tx) error {
		return tx.PutReading(o.t.Context(), sqlite.Reading{File: file, How: "ocr", Pages: 1, Of: 1, ReadAt: o.clock(), Text: "材料"})
	}))
}

// speak takes a request in that was spoken, to which the applicant added something since.
func (o *walkOffice) speak() {
	o.t.Helper()
	in := ask("古丽", "低保", "低保审核公示")
	in.Agency, in.Spoken = o.values["agency"], true
	ticket, err := o.desk.TakeCounter(o.t.Context(), o.clerk, in)
	o.must(err)
	visit := desk.Visit{Number: ticket.Number, Input: ticket.Input}
	o.must(o.desk.AddFromApplicant(o.t.Context(), visit, desk.Seen{}, "再补一份", []intake.File{o.handedIn("补充.txt")}))
	o.there["GET /inbox/{id}/added/{n}"] = inputAt(ticket.Input, "/added/0")
	o.there["GET /inputs/{id}/spoken.pdf"] = inputsAt(ticket.Input, "/spoken.pdf")
}

// inputsAt is an address of what was taken in at the counter.
func inputsAt(id inbox.ID, below string) string {
	return strings.Replace(inputAt(id, below), "/inbox/", "/inputs/", 1)
}

// watchAndTie lets one of the office be refused more often than is usual, and notes the heads.
func (o *walkOffice) watchAndTie() {
	o.t.Helper()
	for range audit.DefaultLimits.Refused {
		o.must(o.desk.Record(o.t.Context(), o.clerk, audit.Entry{Kind: audit.Refused, Door: "desk", Status: 403, Route: "/users"}))
	}
	today := o.desk.Today()
	o.values["/audit/unusual/{day}"] = today.String()
	o.values["/audit/unusual/{day}/{key}"] = audit.Finding{Rule: audit.ManyRefused, Day: today, Who: o.clerk.ID}.Key()
	_, err := o.desk.TieHeads(o.t.Context())
	o.must(err)
}

// announce applies a notice of days off, and returns its number.
func (o *walkOffice) announce() string {
	o.t.Helper()
	day := calendar.NewDate(2027, time.March, 10)
	_, err := o.desk.ApplyNotice(o.t.Context(), desk.Operator, 0, calendar.Notice{Region: "CN-65", Year: 2027, Source: "自治区的通知", Holidays: []calendar.Date{day}})
	o.must(err)
	return "1"
}

// respondedWith is the number of a document that the respondent put in.
func (o *walkOffice) respondedWith() string {
	o.t.Helper()
	v, err := o.desk.Review(o.t.Context(), o.bureauOffice.handler, o.id)
	o.must(err)
	return itoa(v.Case.Response.Files()[0])
}
