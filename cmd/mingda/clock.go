package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	goio "io"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
)

// clockCommand is "mingda clock".
type clockCommand struct {
	Explain bool `help:"Print in words how each date came about, in place of JSON."`
}

// clockItem is one matter on standard input. Events stay raw until each can be
// named in what is said of it.
type clockItem struct {
	Matter deadline.Matter   `json:"matter"`
	Region string            `json:"region"`
	Events []json.RawMessage `json:"events"`
	AsOf   calendar.Date     `json:"as_of"`
}

// clockQuestion is a clockItem that was understood.
type clockQuestion struct {
	matter deadline.Matter
	cal    *calendar.Calendar
	events []deadline.Event
	asOf   calendar.Date
}

// Run reads one JSON object or an array of them and writes the result, or the
// array of results. Input that cannot be used ends it before anything is
// written.
func (c *clockCommand) Run(io std) error {
	text, err := goio.ReadAll(io.In)
	if err != nil {
		return fmt.Errorf("read standard input: %w", err)
	}
	items, many, err := readClockItems(text)
	if err != nil {
		return usageError{err}
	}
	var out bytes.Buffer
	results := []deadline.Result{}
	for i, item := range items {
		result, words, err := item.answer(c.Explain)
		if err != nil && many {
			err = fmt.Errorf("第 %d 项，%w", i+1, err)
		}
		if err != nil {
			return usageError{err}
		}
		results = append(results, result)
		if c.Explain {
			writeExplanation(&out, words)
		}
	}
	switch {
	case c.Explain:
	case many:
		err = json.NewEncoder(&out).Encode(results)
	default:
		err = json.NewEncoder(&out).Encode(results[0])
	}
	if err != nil {
		return fmt.Errorf("write results: %w", err)
	}
	_, err = out.WriteTo(io.Out)
	return err
}

// readClockItems reads the objects of the input, and whether they stand in an
// array.
func readClockItems(text []byte) (items []clockItem, many bool, err error) {
	many = bytes.HasPrefix(bytes.TrimSpace(text), []byte("["))
	if many {
		var raw []json.RawMessage
		if err := json.Unmarshal(text, &raw); err != nil {
			return nil, many, unreadable(err)
		}
		items = make([]clockItem, len(raw))
		for i := range raw {
			if err := readObject(raw[i], &items[i]); err != nil {
				return nil, many, fmt.Errorf("第 %d 项，%w", i+1, err)
			}
		}
		return items, many, nil
	}
	items = make([]clockItem, 1)
	return items, many, readObject(text, &items[0])
}

// readObject reads a JSON object; null and every other value are refused.
func readObject(text []byte, into any) error {
	if !bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) {
		return fault.New(fault.Invalid, "clock_no_object")
	}
	if err := json.Unmarshal(text, into); err != nil {
		return unreadable(err)
	}
	return nil
}

// unreadable says what is wrong with the JSON; a wrong date says so itself.
func unreadable(err error) error {
	if f := (*fault.Error)(nil); errors.As(err, &f) {
		return f
	}
	return fault.New(fault.Invalid, "clock_unreadable", err.Error())
}

// read understands the item, naming the event that it cannot.
func (item clockItem) read() (clockQuestion, error) {
	q := clockQuestion{matter: item.Matter, asOf: item.AsOf, events: make([]deadline.Event, len(item.Events))}
	if q.matter != deadline.MatterRequest && q.matter != deadline.MatterReview {
		return q, fault.New(fault.Invalid, "clock_matter_unknown", string(q.matter))
	}
	var err error
	if q.cal, err = calendar.Embedded(item.Region); err != nil {
		return q, err
	}
	for i, raw := range item.Events {
		if err := readObject(raw, &q.events[i]); err != nil {
			var name struct {
				Type any `json:"type"`
			}
			_ = json.Unmarshal(raw, &name) // without a readable type the event is named by its place alone
			return q, fault.New(fault.Invalid, "clock_event_unreadable", i+1, fmt.Sprint(name.Type), err.Error())
		}
	}
	return q, nil
}

// answer runs the clock of the item, and explains it on request.
func (item clockItem) answer(explain bool) (deadline.Result, deadline.Explanation, error) {
	q, err := item.read()
	if err != nil {
		return deadline.Result{}, deadline.Explanation{}, err
	}
	run, tell := deadline.Request, deadline.Explain
	if q.matter == deadline.MatterReview {
		run, tell = deadline.Review, deadline.ExplainReview
	}
	result, err := run(q.cal, q.events, q.asOf)
	if err != nil || !explain {
		return result, deadline.Explanation{}, err
	}
	words, err := tell(q.cal, q.events, q.asOf)
	return result, words, err
}

// writeExplanation writes the steps, a line each, the article behind it.
func writeExplanation(out *bytes.Buffer, e deadline.Explanation) {
	if out.Len() > 0 {
		out.WriteString("\n")
	}
	steps := e.Steps
	if e.Strict.Staff != "" {
		steps = append(steps, e.Strict)
	}
	for i, s := range steps {
		line := fmt.Sprintf("%d. %s", i+1, s.Staff)
		if s.Article != "" {
			line += "（" + s.Article + "）"
		}
		out.WriteString(strings.TrimSpace(line) + "\n")
	}
}
