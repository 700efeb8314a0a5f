// Package casefile holds the rules of a request's life, from the door to the
// archive: its events, the fold that turns them into a case, and what may be
// done to it now and why not. It does no I/O and reads no clock: every rule is
// a function of its arguments.
package casefile
