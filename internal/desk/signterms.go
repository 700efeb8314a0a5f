package desk

import (
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/letter"
)

// signedTerms take from what the drafter filled in what the clock has to know of
// a notice once it is signed: they stand in the chained part of the entry.
var signedTerms = map[casefile.LetterKind]func(f *casefile.Signed, values map[string]string){
	casefile.ClarificationNotice: func(f *casefile.Signed, values map[string]string) {
		f.By, _ = calendar.ParseDate(values["by"])
	},
	casefile.JointInquiry: func(f *casefile.Signed, values map[string]string) {
		f.By, _ = calendar.ParseDate(values["by"])
	},
	casefile.ReasonsNotice: func(f *casefile.Signed, values map[string]string) {
		f.By, _ = calendar.ParseDate(values["by"])
	},
	casefile.DelayNotice: func(f *casefile.Signed, values map[string]string) {
		f.By, _ = calendar.ParseDate(values["by"])
	},
	casefile.ExtensionNotice: func(f *casefile.Signed, values map[string]string) {
		f.Days, _ = strconv.Atoi(values["days"])
		f.Consented, _ = calendar.ParseDate(values["consented_on"])
	},
	casefile.FeeNotice: func(f *casefile.Signed, values map[string]string) {
		fee, _ := letter.FeeOf(values)
		f.Fee = fee.Amount
	},
}
