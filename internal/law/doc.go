// Package law holds what the statutes say as data: the sources, the periods,
// the kinds of result of a request and the remedies against them, each with
// its article and the dates between which it is in force. It decides nothing
// and counts no days beyond the end of a period. No other package writes a
// number of days or an article of its own.
//
// A rule is chosen by the date of the act it judges. Days before 政府信息公开条例
// (2019-05-15) are judged by the earliest rule there is: the program holds no
// older acts.
package law
