// Package reconsider holds the rules of reconsideration (行政复议): the cases of
// the legal bureau, and the one standard by which it decides them.
//
// The standard is in three parts. A question sheet for each kind of reply says
// what is looked at, by which article, and what the respondent has to prove
// (SheetFor). A table leads from its answers to the decisions that are possible
// (Table, QuestionSheet.Courses). Past cases that are truly alike say what was
// decided in them and why (Alike). None of them decides: a person chooses among
// what is possible and gives reasons.
package reconsider
