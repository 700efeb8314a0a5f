// Package lawsuit holds the rules of litigation (行政诉讼) over replies to requests: the
// cases in which the office, or the body that decided on reconsideration, is sued.
//
// The court leads such a case; the office answers, goes to the hearing, receives the
// judgment, appeals or lets it come into force. So the ledger of a case says what came
// from the court and what the office did, one instance after the other, and the
// functions here say until when something has to be done, whether the suit seems to be
// in time (a remark: that is the court's to say), how it ended, and where it counts in
// the yearly report.
package lawsuit
