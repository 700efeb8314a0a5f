package office

import (
	"strings"
	"testing"

	"mingda/internal/fault"
)

// TestBeside: what the numbers of an agency begin with is no other agency's.
func TestBeside(t *testing.T) {
	others := []Agency{{ID: 1, Name: "甲", LetterWord: "明政公开"}, {ID: 2, Name: "乙", CasePrefix: "ZJ", LetterWord: "明住建公开", ReviewWord: "明政"}}
	for name, c := range map[string]struct {
		agency Agency
		wrong  map[string]fault.Code
	}{
		"its own":       {Agency{CasePrefix: "ZR", LetterWord: "明自然公开"}, nil},
		"no prefix":     {Agency{LetterWord: "明自然公开"}, map[string]fault.Code{"case_prefix": "case_prefix_taken"}},
		"small letters": {Agency{CasePrefix: "zj", LetterWord: "明自然公开"}, map[string]fault.Code{"case_prefix": "case_prefix_taken"}},
		"same word":     {Agency{CasePrefix: "ZR", LetterWord: "明住建公开 "}, map[string]fault.Code{"letter_word": "letter_word_taken"}},
		"review word":   {Agency{CasePrefix: "ZR", LetterWord: "明自然公开", ReviewWord: " 明政"}, map[string]fault.Code{"review_word": "review_word_taken"}},
		"no review":     {Agency{CasePrefix: "ZR", LetterWord: "明自然公开", ReviewWord: " "}, nil},
		"unchanged":     {others[0], nil},
	} {
		t.Run(name, func(t *testing.T) {
			got := fault.FieldsOf(c.agency.Beside(others))
			if len(got) != len(c.wrong) {
				t.Errorf("got %v, want %v", got, c.wrong)
			}
			for field, code := range c.wrong {
				if got[field] == nil || got[field].Code != code {
					t.Errorf("%s: %v, want %s", field, got[field], code)
				}
			}
		})
	}
}

// TestLengths: what an agency or a unit is called and reached by has its bounds.
func TestLengths(t *testing.T) {
	long := strings.Repeat("长", 200)
	a := Agency{Code: "QZF", Name: long, LetterWord: long, ReviewBody: long, ReviewChannel: long, Court: long, Address: long, PostCode: long, Phone: long, MailAddress: long}
	fields := fault.FieldsOf(a.Validate())
	if len(fields) != 9 || fields["code"] != nil || fields["name"].Code != "intake_too_long" {
		t.Errorf("agency: %v", fields)
	}
	a = Agency{Code: "QZF", Name: "甲", LetterWord: "甲", ReviewBody: "乙", Court: "丙", ReviewWord: "明政", Bureau: "明川区司法局"}
	if fields := fault.FieldsOf(a.Validate()); len(fields) != 2 || fields["bureau_address"] == nil || fields["bureau_phone"].Code != "bureau_setting_needed" {
		t.Errorf("a review body: %v", fields)
	}
	if a.ReviewWord = ""; a.Validate() != nil {
		t.Errorf("none: %v", a.Validate())
	}
	if fields := fault.FieldsOf(Unit{Agency: 1, Name: long}.Validate()); len(fields) != 1 || fields["name"].Code != "intake_too_long" {
		t.Errorf("unit: %v", fields)
	}
}
