package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"mingda/internal/intake"
)

// mailCommands are the commands about mails in files.
type mailCommands struct {
	Parse mailParse `cmd:"" help:"Print what each mail says, a line of JSON a file."`
}

// mailParse is "mingda mail parse FILE…".
type mailParse struct {
	Files []string `arg:"" name:"file" help:"Raw mails (RFC 5322)."`
}

// mailLine is what is printed of one mail.
type mailLine struct {
	File        string           `json:"file"`
	MessageID   string           `json:"message_id"`
	From        intake.Address   `json:"from"`
	To          []intake.Address `json:"to"`
	Subject     string           `json:"subject"`
	Date        *string          `json:"date"`
	Text        string           `json:"text"`
	Attachments []mailFile       `json:"attachments"`
	Kind        intake.Kind      `json:"kind"`
	Problems    []string         `json:"problems"`
}

// mailFile is what is printed of an attachment.
type mailFile struct {
	Name string `json:"name"`
	Type string `json:"type"`
	Size int    `json:"size"`
}

// Run prints a line a file, in order. Any content will do; a file that cannot
// be read ends the command before anything is printed.
func (c *mailParse) Run(io std) error {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	for _, name := range c.Files {
		raw, err := os.ReadFile(name)
		if err != nil {
			return usageError{err}
		}
		if err := enc.Encode(newMailLine(name, intake.Parse(raw))); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	_, err := out.WriteTo(io.Out)
	return err
}

// newMailLine returns the line for a mail; each problem is named once.
func newMailLine(name string, m intake.Message) mailLine {
	line := mailLine{
		File: name, MessageID: m.MessageID, From: m.From, To: m.To, Subject: m.Subject,
		Text: m.Text, Attachments: []mailFile{}, Kind: m.Kind, Problems: []string{},
	}
	for _, a := range m.Attachments {
		line.Attachments = append(line.Attachments, mailFile{a.Name, a.Type, a.Size})
	}
	if !m.Date.IsZero() {
		date := m.Date.Format(time.RFC3339)
		line.Date = &date
	}
	seen := map[string]bool{}
	for _, p := range m.Problems {
		if !seen[p.Code] {
			line.Problems = append(line.Problems, p.Code)
		}
		seen[p.Code] = true
	}
	return line
}
