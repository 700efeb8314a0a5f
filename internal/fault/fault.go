// Package fault holds the kinds of failure that people are told about. Rules
// and adapters make faults; only the doors know what HTTP status a kind is.
// The zero kind is Internal, so an error nobody classified says nothing to
// the outside.
package fault

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// A Kind is what sort of failure it is, and so what is said about it.
type Kind int

// The kinds of failure.
const (
	Internal        Kind = iota // a bug or a broken part; the user learns an error number only
	Invalid                     // the input is wrong; Fields says where
	Unauthenticated             // nobody is signed in
	Forbidden                   // signed in, but may not
	NotFound                    // there is none, or none this person may know of
	Conflict                    // not in the state the person saw: stale version, wrong stage
	Unavailable                 // busy or disconnected; trying again helps
	TooMany                     // too many tries; waiting helps
)

// A Code names one message of the catalogue, such as "receipt_in_future".
type Code string

// An Error is a failure with a sentence for the person who caused or met it.
type Error struct {
	Kind   Kind
	Code   Code              // key of the sentence in the catalogue
	Args   []any             // what the sentence is filled with
	Fields map[string]*Error // for Invalid: field name to what is wrong with it
	Cause  error             // what lies beneath, for the log only
}

// New returns an error of the kind with a catalogue code and its arguments.
func New(kind Kind, code Code, args ...any) *Error {
	return &Error{Kind: kind, Code: code, Args: args}
}

// Error returns the Chinese sentence, and for Internal the cause too.
func (e *Error) Error() string {
	s := e.Message()
	if e.Cause != nil {
		s += ": " + e.Cause.Error()
	}
	return s
}

// Unwrap returns what lies beneath.
func (e *Error) Unwrap() error { return e.Cause }

// Message returns the Chinese sentence of the catalogue. A code that is not in
// the catalogue is shown itself, so that nothing is lost; a test finds it.
func (e *Error) Message() string {
	text, ok := catalogue[e.Code]
	if !ok {
		return string(e.Code)
	}
	if len(e.Args) == 0 {
		return text
	}
	return fmt.Sprintf(text, e.Args...)
}

// Because returns e with the cause beneath it.
func (e *Error) Because(cause error) *Error {
	e.Cause = cause
	return e
}

// KindOf returns the kind of the first fault in err's chain, else Internal; so
// no error is of no other kind.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// CodeOf returns the code of the first fault in err's chain, else "".
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// FieldsOf returns what is wrong with each field, nil if err does not say.
func FieldsOf(err error) map[string]*Error {
	var e *Error
	if errors.As(err, &e) {
		return e.Fields
	}
	return nil
}

// AtField returns the Invalid error of a form in which one field is wrong.
func AtField(field string, code Code, args ...any) error {
	return Form{field: New(Invalid, code, args...)}.Err()
}

// A Form collects what is wrong with the fields of a form.
type Form map[string]*Error

// Bad notes that the field is wrong; the first note about a field stays.
func (f Form) Bad(field string, code Code, args ...any) {
	if f[field] == nil {
		f[field] = New(Invalid, code, args...)
	}
}

// The most characters that a field of each sort holds, whichever form it is of.
const (
	MaxName = 60   // of a person, a unit, an account
	MaxLine = 120  // a line
	MaxText = 5000 // several lines
)

// Need trims a text and notes beside its field that it is missing, if there is none.
func (f Form) Need(field string, text *string, code Code) {
	if *text = strings.TrimSpace(*text); *text == "" {
		f.Bad(field, code)
	}
}

// Length notes a text that is too long, by how much, beside its field.
func (f Form) Length(field, text string, most int) {
	if n := utf8.RuneCountInString(text); n > most {
		f.Bad(field, "intake_too_long", n-most, most)
	}
}

// Add takes over what err says of fields; the first note about a field stays.
func (f Form) Add(err error) {
	for field, e := range FieldsOf(err) {
		if f[field] == nil {
			f[field] = e
		}
	}
}

// Err returns nil when nothing was wrong, else an Invalid error with all fields.
func (f Form) Err() error {
	if len(f) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Code: "form_invalid", Args: []any{len(f)}, Fields: f}
}
