package forms

import (
	"fmt"
	"slices"
	"strings"

	"mingda/internal/audit"
	"mingda/internal/desk"
	"mingda/internal/serve"
)

// A DoorName says whose pages an Inlet is on.
type DoorName string

// Whose pages there are.
const (
	OfStaff  DoorName = "desk"
	OfPublic DoorName = "portal"
	NoPages  DoorName = "" // mail, commands, other programs
)

// An Inlet is a way by which bytes from outside come in, and what is done with them there.
// Its texts are for whoever reads docs/doors.md.
type Inlet struct {
	Name   string
	Door   DoorName
	Routes []string // whose forms carry files: a method and a pattern with bare variables
	Takes  string   // what comes that way
	// Bounds are of the form, where it has some of its own; of no pages Limit says it.
	Bounds  *serve.FormLimits
	Limit   string
	Sniffed string // how what it is is told from what it is called
	Scanned string // when ClamAV looks at it, where there is one
	Named   string // what becomes of its name
	Kept    string // where it lies
}

// Limits are the bounds of an inlet's form, uploads those of the configuration.
func (i Inlet) Limits(uploads serve.FormLimits) serve.FormLimits {
	if i.Bounds != nil {
		return *i.Bounds
	}
	return uploads
}

// Forms with bounds of their own.
var (
	// NoticeFile bounds the file of a notice: a year has 366 lines at most.
	NoticeFile = serve.FormLimits{Text: 1 << 16, Fields: 50, File: 1 << 18, Files: 1, Total: 1 << 18}
	// RegisterFile bounds the form of an old register.
	RegisterFile = serve.FormLimits{Text: 1 << 16, Fields: 10, File: desk.MaxRegister, Files: 1, Total: desk.MaxRegister}
	// VerifyFile bounds what is asked about: a letter of ours has a few hundred kilobytes.
	VerifyFile = serve.FormLimits{Text: 1 << 10, Fields: 10, File: 20 << 20, Files: 1, Total: 20 << 20}
)

// uploaded makes the inlet of forms whose files are kept under the form's key by Read.
func uploaded(name string, door DoorName, takes string, routes ...string) Inlet {
	return Inlet{
		Name: name, Door: door, Routes: routes, Takes: takes,
		Sniffed: "a program, or what is plainly no such thing as it is called, is refused beside its field", Scanned: "before anybody or a program opens it",
		Named: "made safe", Kept: "sealed, by its hash, in `files/`",
	}
}

// Inlets are all the ways by which bytes from outside come in. A form on a route that is
// not among them takes no file (TakesFiles).
var Inlets = []Inlet{
	uploaded("Application", OfPublic, "identity papers, evidence", "POST /apply/request"),
	uploaded("Supplement", OfPublic, "what was asked for", "POST /status/supplement"),
	uploaded("Application for reconsideration", OfPublic, "evidence", "POST /status/object"),
	{
		Name: "Is this letter genuine", Door: OfPublic, Routes: []string{"POST /verify"}, Takes: "a PDF that might be a letter of the office", Bounds: &VerifyFile,
		Sniffed: "not needed: only its hash is made", Scanned: "no: nobody opens it", Named: "not looked at", Kept: "nowhere",
	},
	uploaded("Counter", OfStaff, "scans of what was handed in", "POST /counter/new"),
	uploaded("Post", OfStaff, "scans of letters", "POST /post/new"),
	uploaded("Signed record of what was said", OfStaff, "scans", "POST /inputs/{id}/record", "POST /review/inbox/{id}/record"),
	uploaded("Acts on a request", OfStaff, "scans of papers: opinions, proofs of payment and of identity, notices, decisions",
		"POST /cases/{id}/answer-consultation", "POST /cases/{id}/take-payment", "POST /cases/{id}/joint-applicant", "POST /cases/{id}/change-joint-applicant",
		"POST /cases/{id}/challenge", "POST /cases/{id}/outcome", "POST /cases/{id}/succeed", "POST /cases/{id}/transfer"),
	uploaded("Materials of a request", OfStaff, "any document", "POST /cases/{id}/add-material"),
	uploaded("Service of a letter", OfStaff, "proofs of service",
		"POST /cases/{id}/letters/{n}/serve", "POST /cases/{id}/letters/{n}/delivery", "POST /cases/{id}/letters/{n}/correct-service", "POST /cases/{id}/letters/{n}/returned"),
	uploaded("Reconsideration", OfStaff, "applications, answers, records, materials", "POST /review/new",
		"POST /review/{id}/advice", "POST /review/{id}/response", "POST /review/{id}/hear", "POST /review/{id}/material", "POST /review/{id}/session-held",
		"POST /review/{id}/probe-end", "POST /review/{id}/supplement", "POST /review/{id}/report", "POST /review/{id}/papers/{n}/send"),
	uploaded("The respondent in reconsideration", OfStaff, "answer and evidence, reports", "POST /respond/{id}", "POST /respond/{id}/reporting"),
	uploaded("Court cases", OfStaff, "complaints, summonses, judgments", "POST /lawsuits/new",
		"POST /lawsuits/{id}/answer", "POST /lawsuits/{id}/hearing", "POST /lawsuits/{id}/ruling", "POST /lawsuits/{id}/appeal", "POST /lawsuits/{id}/instance", "POST /lawsuits/{id}/material"),
	{
		Name: "Old register", Door: OfStaff, Routes: []string{"POST /import"}, Takes: "a workbook (xlsx) or CSV", Bounds: &RegisterFile,
		Sniffed: "as other files, then read as what it is, within `sheet.Bounds`; all else is refused", Scanned: "before it is read", Named: "made safe", Kept: "sealed, by its hash, in `files/`",
	},
	{
		Name: "Holidays of a year", Door: OfStaff, Routes: []string{"POST /calendars/new"}, Takes: "a notice as JSON or CSV", Bounds: &NoticeFile,
		Sniffed: "read as JSON or CSV of days; all else is refused", Scanned: "no: what it says goes into the form", Named: "not looked at", Kept: "nowhere",
	},
	{
		Name: "Forms without files", Takes: "text", Limit: "1 MiB in 2000 fields; a file is refused",
		Sniffed: "valid UTF-8 is made of it", Scanned: "no", Named: "no names", Kept: "as what was typed",
	},
	{
		Name: "Address and header of a request", Takes: "text", Limit: "64 KiB",
		Sniffed: "by the router's patterns", Scanned: "no", Named: "no names", Kept: "words of a search in the audit, what the browser calls itself with the session",
	},
	{
		Name: "Mailboxes (IMAP)", Takes: "mails with all they carry, returned mails", Limit: "`mail_mb` a mail, any number; a larger one stays in its mailbox and is shown",
		Sniffed: "what is no such thing as it is called is marked 内容与文件名不符, and kept", Scanned: "whole and part by part, before anybody or a program opens it",
		Named: "made safe; the raw keeps them as they came", Kept: "raw, sealed, by its hash, in `files/`",
	},
	{
		Name: "`mingda calendar import`, `mingda init --answers`, the configuration and the files it names", Takes: "files of whoever holds the machine", Limit: "none",
		Sniffed: "each by its own reader", Scanned: "no", Named: "not kept", Kept: "what they say, in the database",
	},
	{
		Name: "`mingda import`, `mingda restore`", Takes: "a folder that `mingda export` or `mingda backup` wrote", Limit: "what its list says",
		Sniffed: "against the hash and size of its list", Scanned: "before anybody opens it, as what came by another door", Named: "by hash; a name that leaves the folder is refused", Kept: "sealed, in the data folder",
	},
	{
		Name: "`mingda mail parse`, `mingda clock`, `mingda letter render`", Takes: "a file, or standard input", Limit: "none",
		Sniffed: "each by its own reader", Scanned: "no", Named: "not looked at", Kept: "nowhere",
	},
	{
		Name: "The identity service", Takes: "answers over HTTPS", Limit: "1 MiB each, redirects not followed",
		Sniffed: "JSON, signatures", Scanned: "no", Named: "no names", Kept: "issuer, one claim and a name",
	},
	{
		Name: "poppler and tesseract", Takes: "the text of files that came by other doors", Limit: "as `internal/ocr` bounds it, in time, pages and text",
		Sniffed: "plain text", Scanned: "the file before they open it", Named: "no names", Kept: "in the index, sealed in the database",
	},
}

// TakesFiles returns whether the forms of a door's route may carry files, for
// serve.Door.TakesFiles.
func TakesFiles(door DoorName) func(method, pattern string) bool {
	return func(method, pattern string) bool {
		return slices.ContainsFunc(Inlets, func(i Inlet) bool {
			return i.Door == door && slices.ContainsFunc(i.Routes, func(route string) bool { return audit.Fits(route, method, pattern) })
		})
	}
}

// InletTable is the table in Markdown, as docs/doors.md has it.
func InletTable() string {
	var b strings.Builder
	b.WriteString("| door | what comes | at most | content and name | scanned | name | kept |\n| --- | --- | --- | --- | --- | --- | --- |\n")
	for _, i := range Inlets {
		name, limit := i.Name, i.Limit
		if i.Door != NoPages {
			name += " (" + string(i.Door) + "): `" + strings.Join(i.Routes, "`, `") + "`"
			limit = "`file_mb` each, `files`, `upload_mb` together"
		}
		if i.Bounds != nil {
			limit = fmt.Sprintf("%d KiB, %d file", i.Bounds.File>>10, i.Bounds.Files)
		}
		fmt.Fprintf(&b, "| %s |\n", strings.Join([]string{name, i.Takes, limit, i.Sniffed, i.Scanned, i.Named, i.Kept}, " | "))
	}
	return b.String()
}
