package letter

import (
	"maps"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// TestValuesLike: what is said of the information goes along; days and what the other
// case has to say itself do not, and no item of a mixed reply gets another's result.
func TestValuesLike(t *testing.T) {
	day, _ := calendar.ParseDate("2026-09-24")
	email, post := Facts{Delivery: casefile.ByEmail}, Facts{Delivery: casefile.ByPost}
	asked := Facts{Consulted: []Consulted{{As: casefile.AsThirdParty, Name: "甲公司", SentOn: day, Answer: casefile.Silent}}}
	for _, x := range []struct {
		name     string
		kind     Kind
		from, to Facts
		v, want  Values
	}{
		{"how it is provided", Disclose, email, post, Values{"given": "《方案》", "way": "email"}, Values{"given": "《方案》"}},
		{"what was chosen otherwise", Disclose, post, post, Values{"given": "《方案》", "way": "inspect"}, Values{"given": "《方案》", "way": "inspect"}},
		{"a search", NotExisting, Facts{}, Facts{}, Values{"what": "方案", "searched_on": "2026-09-24", "searched_in": "档案室"}, Values{"what": "方案", "searched_in": "档案室"}},
		{"own consultation", ThirdParty, Facts{}, asked, Values{"harm": "商业秘密", "third_asked_on": "2026-09-20", "third_answer": "refused"}, Values{"harm": "商业秘密"}},
		{
			"items", Mixed, Facts{Items: []string{"甲", "乙", "丙"}}, Facts{Items: []string{"丙", "甲"}}, Values{"i1_item": "甲", "i1_result": "disclose", "i2_result": "not_existing", "i2_searched_on": "2026-09-24"},
			Values{"items": "3", "i1_item": "甲", "i2_item": "乙", "i3_item": "丙", "i1_result": "disclose", "i2_result": "not_existing", "i3_result": ""},
		},
	} {
		if like := ValuesLike(x.kind, x.from, x.to, x.v); !maps.Equal(like, x.want) {
			t.Errorf("%s: %v, want %v", x.name, like, x.want)
		}
	}
}
