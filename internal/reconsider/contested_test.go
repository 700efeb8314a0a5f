package reconsider

import (
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// TestCorrectingContested: what was entered by hand gets its kind and days, what it is
// about stays.
func TestCorrectingContested(t *testing.T) {
	day := func(s string) calendar.Date { return on(t, s) }
	c := &Case{ReceivedOn: day("2026-11-02"), Contested: Contested{Respondent: 3, Name: "甲局", Number: "甲〔2026〕1号", On: day("2026-10-20")}}
	s := Situation{Today: day("2026-11-05"), Clock: deadline.Result{State: deadline.Examining}}
	k := Contested{Respondent: 9, Name: "乙局", Number: "甲〔2026〕2号", Result: law.Partial, Parts: []law.Result{law.Process}, On: day("2026-10-21"), GotOn: day("2026-10-23")}
	f, err := c.CorrectingContested(ContestedCorrected{k}, s)
	if err != nil || f.Contested.Respondent != 3 || f.Contested.Name != "甲局" || f.Contested.Number != "甲〔2026〕2号" || len(f.Contested.Parts) != 1 {
		t.Fatalf("%+v, %v", f, err)
	}
	k.Result = law.Secret
	if f, err = c.CorrectingContested(ContestedCorrected{k}, s); err != nil || f.Contested.Parts != nil {
		t.Errorf("parts of a whole refusal: %+v, %v", f, err)
	}
	for field, change := range map[string]func(*Contested){
		"kind":   func(k *Contested) { k.Result = "" },
		"number": func(k *Contested) { k.Number = " " },
		"act_on": func(k *Contested) { k.On = day("2026-11-03") },
		"got_on": func(k *Contested) { k.GotOn = day("2026-10-01") },
	} {
		wrong := k
		change(&wrong)
		_, err := c.CorrectingContested(ContestedCorrected{wrong}, s)
		if fault.FieldsOf(err)[field] == nil {
			t.Errorf("%s: %v", field, err)
		}
	}
	k.Silence = true
	if f, err = c.CorrectingContested(ContestedCorrected{k}, s); err != nil || f.Contested.Result != "" || f.Contested.Number != "" {
		t.Errorf("silence has no reply: %+v, %v", f, err)
	}
}
