// Package deadline works out due dates from dated events: the statutory clock
// of a request for information (政府信息公开条例) and of a reconsideration case
// (行政复议法), and the steps by which a date came about. It stores nothing and
// reads no clock: the day on which one looks is an argument, and the same
// events on the same day always give the same result.
//
// What is a number of the law comes from internal/law, what is a workday from
// internal/calendar. Which event means what is the table in docs/clock.md. An
// act of the office that comes too late warns and changes nothing, so that the
// breach stays visible.
package deadline
