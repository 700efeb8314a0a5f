// Package calendar holds days, and which of them are workdays: dates in
// Asia/Shanghai, the yearly holiday sheets of the state and of regions, and
// counting by them. It knows no period of any law (internal/law) and reads no
// clock. A calendar never changes after it is made.
package calendar
