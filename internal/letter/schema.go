package letter

import (
	"encoding"
	"reflect"
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
)

// object is a JSON object.
type object = map[string]any

// Schema returns the JSON Schema (2020-12) of the data that a letter of the
// kind is rendered from: the facts by reflection, the values from the table of
// fields. What validates may still be refused by Check, which knows the law.
func Schema(kind Kind) (map[string]any, error) {
	info, err := Info(kind)
	if err != nil {
		return nil, err
	}
	facts := schemaOf(reflect.TypeFor[Facts]())
	facts["required"] = factsRequired(info)
	if info.Signed && info.Whose() == OfOffice {
		office := facts["properties"].(object)["office"].(object)
		office["required"] = []string{"name"}
		if info.IsReply() {
			office["required"] = []string{"name", "review_body", "court"}
		}
	}
	return object{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "title": info.Name,
		"description": "mingda letter render " + string(kind) + " --data；草稿（--draft）可以缺项。",
		"type":        "object", "additionalProperties": false, "required": []string{"facts", "values"},
		"properties": object{"facts": facts, "values": valuesSchema(kind)},
	}, nil
}

// factsRequired are the facts without which no letter of the kind is made.
func factsRequired(info KindInfo) []string {
	required := []string{"office", "applicant"}
	switch {
	case info.Whose() == OfDefendant:
		required = []string{"suit", "on"}
	case info.Whose() != OfOffice && info.Signed:
		required = []string{"review", "on"}
	case info.Whose() != OfOffice:
		required = []string{"review"}
	case info.Signed:
		required = append(required, "received_on", "on")
	}
	if info.Series != "" {
		required = append(required, "number")
	}
	return required
}

// codes are the codes that a fact of the type can have.
var codes = map[reflect.Type][]string{
	reflect.TypeFor[Form]():                 {string(LetterForm), string(Ordinary)},
	reflect.TypeFor[casefile.Class]():       {string(casefile.Natural), string(casefile.Business), string(casefile.Research), string(casefile.Social), string(casefile.LegalFirm), string(casefile.OtherPerson)},
	reflect.TypeFor[casefile.Door]():        {string(casefile.PostSigned), string(casefile.PostOrdinary), string(casefile.Mail), string(casefile.Web), string(casefile.Counter), string(casefile.Transferred)},
	reflect.TypeFor[casefile.Consent]():     {string(casefile.InWriting), string(casefile.ByMail), string(casefile.OnPhone), string(casefile.AtCounter)},
	reflect.TypeFor[casefile.Medium]():      {string(casefile.Paper), string(casefile.Electronic), string(casefile.Inspection)},
	reflect.TypeFor[casefile.Examination](): {string(casefile.Secrecy), string(casefile.Legality), string(casefile.Confirming), string(casefile.Referral)},
	reflect.TypeFor[casefile.Outcome]():     {string(casefile.MayDisclose), string(casefile.MayPartly), string(casefile.MayNot), string(casefile.Unsure), string(casefile.Agrees), string(casefile.Differs)},
	reflect.TypeFor[casefile.Delivery]():    {string(casefile.ByEmail), string(casefile.ByDownload), string(casefile.ByPost), string(casefile.ByPickup)},
}

// isoDay is a day as the facts have it; values may also be written 2026年6月30日.
const (
	isoDay   = `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`
	typedDay = `^\s*([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)\s*$`
)

// schemaOf returns the schema of a type as encoding/json reads it.
func schemaOf(t reflect.Type) object {
	if list, ok := codes[t]; ok {
		return object{"enum": append([]string{""}, list...)}
	}
	switch {
	case t == reflect.TypeFor[calendar.Date]():
		return object{"type": "string", "pattern": isoDay + "|^$"}
	case t.Implements(reflect.TypeFor[encoding.TextMarshaler]()):
		return object{"type": "string"}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem())
	case reflect.Slice:
		return object{"type": []string{"array", "null"}, "items": schemaOf(t.Elem())}
	case reflect.Struct:
		properties := object{}
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			properties[name] = schemaOf(t.Field(i).Type)
		}
		return object{"type": "object", "properties": properties, "additionalProperties": false}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Int, reflect.Int64:
		return object{"type": "integer"}
	}
	return object{"type": "string"}
}

// valuesSchema returns the schema of the officer's part.
func valuesSchema(kind Kind) object {
	k, _ := lookup(kind)
	fields := k.allFields(k.content(), Facts{}, nil)
	known := fullFacts() // a field for which some case has a standard value can be left out
	standard := map[string]string{}
	for _, f := range k.allFields(k.content(), known, nil) {
		standard[f.Name] = f.Standard
	}
	always := map[string]string{} // whatever the case
	properties, required, conditions := object{}, []string{}, []object{}
	for _, f := range fields {
		properties[f.Name] = f.schema()
		if f.Standard == standard[f.Name] {
			always[f.Name] = f.Standard
		}
		if !f.Required || standard[f.Name] != "" {
			continue
		}
		if f.Only.Field == "" {
			required = append(required, f.Name)
			continue
		}
		when := object{"properties": object{f.Only.Field: f.Only.schema()}}
		if !slices.Contains(f.Only.Is, always[f.Only.Field]) {
			when["required"] = []string{f.Only.Field}
		}
		conditions = append(conditions, object{"if": when, "then": object{"required": []string{f.Name}}})
	}
	s := object{"type": "object", "properties": properties, "additionalProperties": false, "required": required}
	if len(conditions) > 0 {
		s["allOf"] = conditions
	}
	if kind == Mixed {
		s["patternProperties"], s["properties"] = itemsSchema(), object{itemsField: properties[itemsField], extraField: properties[extraField]}
		s["required"] = []string{itemPrefix(1) + itemResult, itemPrefix(2) + itemResult}
		s["$comment"] = "第几项的各项内容，名称前加 i1_、i2_ ……；每一项按其结果（i1_result）应当写明的，见该种文书的 values。"
	}
	return s
}

// itemsSchema returns the schemas of the fields of items, by the pattern of
// their names.
func itemsSchema() object {
	const prefix = "^i([1-9]|1[0-9]|20)_"
	item := mixedItem{}
	patterns := object{}
	for _, f := range item.fields(Facts{}, 1) {
		patterns[prefix+strings.TrimPrefix(f.Name, itemPrefix(1))+"$"] = f.schema()
	}
	for _, kind := range itemKinds {
		k, _ := lookup(kind)
		for _, f := range k.content().fields(Facts{}) {
			name := prefix + f.Name + "$"
			if _, known := patterns[name]; known && f.Type != ChoiceField && f.Type != DateField {
				patterns[name] = object{"type": "string"} // it means another thing in another kind
			} else {
				patterns[name] = f.schema()
			}
		}
	}
	return patterns
}

// schema returns the schema of the field's value.
func (f Field) schema() object {
	s := object{"title": f.Label, "type": "string"}
	if about := strings.Join(nonEmpty(f.Hint, f.Article), "　"); about != "" {
		s["description"] = about
	}
	switch f.Type {
	case DateField:
		s["pattern"] = typedDay
	case BoolField:
		s["enum"] = []string{yes, ""}
	case ChoiceField:
		list := []string{}
		for _, o := range f.Options {
			list = append(list, o.Code)
		}
		s["enum"] = list
	default:
		if f.Required {
			s["pattern"] = `\S`
		}
	}
	return s
}

// schema returns the schema of a value for which the condition holds.
func (w When) schema() object {
	if len(w.Is) == 0 {
		return object{"pattern": `\S`}
	}
	return object{"enum": slices.Clone(w.Is)}
}

// fullFacts are facts of a case in which everything happened.
func fullFacts() Facts {
	f := sampleFacts()
	f.File, f.Review, f.Suit = sampleFile(), sampleReview(), sampleSuit()
	f.Review.SuspendedOn, f.Review.Decision = f.Review.AcceptedOn, &Reference{Kind: ReviewRevoke, Number: "1", On: f.Review.AcceptedOn}
	for _, k := range kinds {
		f.Letters = append(f.Letters, Reference{Kind: k.Code, Name: k.Name, Number: "1", On: law.FeeRules.From})
	}
	return f
}
