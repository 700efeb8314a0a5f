package auth

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/lawsuit"
	"mingda/internal/reconsider"
)

var update = flag.Bool("update", false, "write the golden files anew")

// can is written down a second time, role by role, from what each person's
// work is; the table, act by act, must agree with it whole.
var can = map[Role]string{
	Clerk: "draft:n drop:n submit:n review-respond:r review-reporting:r ask-assist:a assist-remove:a see-days:a on-the-spot:a chase:a end-chase:a escalate:a consult:a change-consultation:a answer-consultation:a withdraw-consultation:a transfer:a take-back-transfer:a " +
		"see:a see-person:a join:a unjoin:a split-case:a take-back-split:a join-case:a unjoin-case:a assign:a note:a add-material:a serve:a confirm-delivery:a correct-service:a take-supplement:a take-reasons:a take-back-reasons:a withdraw:a withdraw-part:a decline-withdrawal:a " +
		"close:a resume:a archive:a correct-supplement:a correct-receipt:a correct-person:a correct-wants:a replace-code:a aid:a succeed:a joint-applicant:a change-joint-applicant:a remove-joint-applicant:a challenge:a outcome:a bundle:a propose-publication:a decide-publication:a take-back:a take-payment:a " +
		"take-in:a see-intake:a register:a join-intake:a split:a take-over:a set-aside:a reopen:a pass-on:a see-balance:a see-outbox:a see-yearly:a write-yearly:a send-yearly:a",
	Officer: "see-yearly:a review-respond:r review-reporting:r return-unit:u ask-assist:u assist-sign-for:s assist-return:s assist-answer:s assist-send-back:u assist-remove:u on-the-spot:u answer-chase:u escalate:u consult:u change-consultation:u answer-consultation:u withdraw-consultation:u transfer:u take-back-transfer:u " +
		"see:b see-person:u sign-for:u note:b add-material:b draft:u take-reply:u drop:u submit:u serve:u confirm-delivery:u correct-service:u take-supplement:u take-reasons:u accept-reasons:u take-back-reasons:u " +
		"withdraw:u withdraw-part:u decline-withdrawal:u propose-publication:u aid:u bundle:u close:u archive:u correct-wants:u replace:u search:u ask-help:u examine:u examination-answer:u take-back:u take-payment:u",
	Checker: "see-yearly:a ask-assist:a assist-remove:a see-days:a chase:a end-chase:a escalate:a see:a see-person:a assign:a note:a add-material:a check:a return:a correct-supplement:a correct-receipt:a correct-person:a change-joint-applicant:a correct-wants:a annul:a search:a examine:a examination-answer:a see-balance:a waive-fee:a",
	Signer:  "see-yearly:a send-yearly:a publish-yearly:a see-days:a chase:a end-chase:a escalate:a see:a see-person:a note:a add-material:a return:a sign:a void:a annul:a examine:a examination-answer:a see-balance:a waive-fee:a",
	Coordinator: "review-respond:r review-reporting:r ask-assist:a assist-remove:a see-days:* on-the-spot:a chase:* end-chase:* answer-escalation:* consult:a change-consultation:a answer-consultation:a withdraw-consultation:a transfer:a take-back-transfer:a " +
		"see:* see-person:* join:a unjoin:a split-case:a take-back-split:a join-case:a unjoin-case:a assign:a note:a add-material:a serve:a confirm-delivery:a correct-service:a void:a take-supplement:a take-reasons:a accept-reasons:a take-back-reasons:a withdraw:a withdraw-part:a decline-withdrawal:a " +
		"close:a resume:a archive:a correct-supplement:a correct-receipt:a correct-person:a correct-wants:a replace-code:a aid:a succeed:a joint-applicant:a change-joint-applicant:a remove-joint-applicant:a challenge:a outcome:a bundle:a propose-publication:a decide-publication:a annul:a search:a ask-help:a examine:a examination-answer:a take-back:a take-payment:a waive-fee:a " +
		"take-in:a see-intake:* register:a join-intake:a split:a take-over:a set-aside:a reopen:a pass-on:a see-balance:* see-outbox:* copy-person:* see-health:* manage-calendars:* see-yearly:* write-yearly:a send-yearly:a collect-yearly:* see-exports:* share-views:a",
	Handler: "review-publication:h review-proof:a review-unpublish:h review-copy-up:h " +
		"review-intake:a review-see:a review-person:h review-file:a review-step-back:h review-examine:h review-supplement:h review-accept:h review-not-supply:h review-give-up:h review-filing:h review-contested:h review-hindered:h review-add-party:h review-party-out:h review-represent:h review-response:h review-hear:h review-sheet:h review-propose:h " +
		"review-session:h review-session-move:h review-session-off:h review-session-held:h review-committee:h review-advice:h review-probe:h review-probe-end:h review-read:h " +
		"review-withdrawal:h review-combine:h review-uncombine:h review-decline:h review-withdrawn:h review-annul:h review-take-back:h review-note:h review-material:h review-draft:h review-drop:h review-submit:h review-check:a review-return:a review-send:h review-got:h review-report:h",
	Head: "copy-person:a review-publication:a review-proof:a review-release:a review-unpublish:a review-withhold:a review-copy-up:a " +
		"review-intake:a review-see:a review-person:a review-file:a review-assign:a review-step-back:a review-examine:a review-supplement:a review-accept:a review-not-supply:a review-give-up:a review-filing:a review-contested:a review-hindered:a review-add-party:a review-party-out:a review-represent:a review-response:a review-hear:a " +
		"review-session:a review-session-move:a review-session-off:a review-session-held:a review-committee:a review-advice:a review-probe:a review-probe-end:a review-read:a " +
		"review-withdrawal:a review-combine:a review-uncombine:a review-decline:a review-withdrawn:a review-annul:a review-take-back:a review-note:a review-material:a review-check:a review-return:a review-sign:a review-void:a review-send:a review-got:a review-report:a review-guide:a see-consistency:a write-bench:a",
	SystemAdmin:   "see-health:i manage-users:i agree-let-in:i manage-units:i manage-agencies:i manage-calendars:i run-backup:i release-mail:i",
	SecurityAdmin: "grant-roles:i agree-let-in:i release-file:i",
	AuditAdmin:    "see-audit:i see-exports:i agree-let-in:i",
}

// inCourt are those who act in court cases, all of them in every act alike, and how far.
var inCourt = map[Role]Reach{Clerk: Responding, Officer: Responding, Coordinator: Responding, Handler: OwnAgency, Head: OwnAgency}

// inAssessment are those who see statistics and take part in the assessment of units.
var inAssessment = map[string]map[Role]Reach{
	"mend":          {Clerk: OwnAgency, Officer: OwnUnit, Coordinator: OwnAgency},
	"judge-mending": {Coordinator: Everywhere},
	"see-figures":   {Clerk: OwnAgency, Officer: OwnUnit, Checker: OwnAgency, Signer: OwnAgency, Coordinator: Everywhere},
}

// inDisposal are those who hold files back and let them be destroyed.
var inDisposal = map[string]map[Role]Reach{
	"hold-back":          {Clerk: OwnAgency, Officer: OwnUnit, Checker: OwnAgency, Signer: OwnAgency, Coordinator: OwnAgency},
	"end-hold":           {Clerk: OwnAgency, Signer: OwnAgency, Coordinator: OwnAgency},
	"keep-longer":        {Clerk: OwnAgency, Coordinator: OwnAgency},
	"appraise-files":     {Clerk: OwnAgency, Coordinator: OwnAgency},
	"approve-disposal":   {Signer: OwnAgency, Coordinator: OwnAgency},
	"carry-out-disposal": {Clerk: OwnAgency, Coordinator: OwnAgency},
}

// inRestriction are those who say who alone may know of a case.
var inRestriction = map[string]map[Role]Reach{
	"restrict":         {Signer: OwnAgency, Coordinator: OwnAgency},
	"lift-restriction": {Signer: OwnAgency, Coordinator: OwnAgency},
}

func TestTableWhole(t *testing.T) {
	want := map[string]Reach{}
	for role, list := range can {
		for _, item := range strings.Fields(list) {
			do, reach, _ := strings.Cut(item, ":")
			want[string(role)+" "+do] = Reach(reach[0])
		}
	}
	for _, rows := range []map[string]map[Role]Reach{inAssessment, inDisposal, inRestriction} {
		for do, roles := range rows {
			for role, reach := range roles {
				want[string(role)+" "+do] = reach
			}
		}
	}
	for role, reach := range inCourt {
		for _, act := range lawsuit.Acts() {
			want[string(role)+" "+string(act)] = reach
		}
	}
	for _, row := range Table() {
		key := string(row.Role) + " " + row.Do
		w, ok := want[key]
		if !ok {
			w = Nowhere
		}
		if row.Reach != w {
			t.Errorf("%s: reach %c, want %c", key, row.Reach, w)
		}
		delete(want, key)
	}
	for key := range want {
		t.Errorf("%s is not in the table", key)
	}
}

// Every act of casefile and every permission has its row, and a Chinese word.
func TestTableNamesEverything(t *testing.T) {
	n := 0
	for _, act := range casefile.Acts {
		n++
		if rows[string(act)] == nil {
			t.Errorf("act %s has no row", act)
		}
		if permissionLabels[Permission(act)] != "" {
			t.Errorf("%s is an act and a permission", act)
		}
	}
	for _, act := range reconsider.Acts() {
		n++
		if rows[string(act)] == nil {
			t.Errorf("act %s has no row", act)
		}
		if permissionLabels[Permission(act)] != "" || casefile.Act(act).Label() != "" {
			t.Errorf("%s is more than one thing", act)
		}
	}
	for _, act := range lawsuit.Acts() {
		n++
		if rows[string(act)] == nil {
			t.Errorf("act %s has no row", act)
		}
		if permissionLabels[Permission(act)] != "" || casefile.Act(act).Label() != "" || reconsider.Act(act).Label() != "" {
			t.Errorf("%s is more than one thing", act)
		}
	}
	for p := range permissionLabels {
		n++
		if rows[string(p)] == nil {
			t.Errorf("permission %s has no row", p)
		}
	}
	if len(rows) != n || len(Table()) != n*len(Roles) {
		t.Errorf("%d rows, %d cells for %d things to do and %d roles", len(rows), len(Table()), n, len(Roles))
	}
	for _, row := range Table() {
		if row.Label == "" || row.Role.Label() == "" || row.Reach.Label() == "" {
			t.Errorf("no word for %+v", row)
		}
	}
}

// The printed table is looked at by people who do not read Go.
func TestTablePrinted(t *testing.T) {
	var b strings.Builder
	fmt.Fprint(&b, "|")
	for _, r := range Roles {
		fmt.Fprintf(&b, " | %s", r.Label())
	}
	fmt.Fprint(&b, " |\n| ---"+strings.Repeat(" | ---", len(Roles))+" |\n")
	for i, row := range Table() {
		if i%len(Roles) == 0 {
			fmt.Fprintf(&b, "| %s", row.Label)
		}
		fmt.Fprintf(&b, " | %s", row.Reach.Label())
		if (i+1)%len(Roles) == 0 {
			fmt.Fprint(&b, " |\n")
		}
	}
	const name = "testdata/table.md"
	if *update {
		if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the table is not as in %s; look at it and run with -update:\n%s", name, b.String())
	}
}
