// Package intake holds the rules of the front door: what a raw input is, what
// it says, and what a clerk is proposed to do with it. Raw bytes become a
// Message with Problems, a Message becomes a Proposal with reasons; the forms
// of the other doors have their raw types here too, with their checks.
//
// It decides nothing and stores nothing: whether an input is registered,
// joined to a case or set aside is a person's act in casefile. It does no I/O
// and reads no clock.
//
// Invariant: Parse reads any bytes whatever, without error, without panic and
// in bounded time and memory, however large the mail; what could not be read is
// said in Message.Problems, never dropped in silence.
package intake
