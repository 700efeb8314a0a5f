package letter

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/law"
)

// Mixed answers the items of one request in one letter: each with its own
// result, with what a reply of that kind must contain, and at the foot with its
// own remedies. Whatever a kind learns, its items know: an item is the value of
// its kind, its fields under a prefix such as "i2_".
const Mixed Kind = "mixed"

// maxItems is how many items one letter can answer.
const maxItems = 20

// itemKinds are the replies that an item can have. Those that end a whole
// request (35, no supplement, no payment, withdrawn) are none.
var itemKinds = []Kind{
	Disclose, AlreadyPublic, Partial, Secret, Forbidden, Security, ThirdParty, Internal, Process, Enforcement,
	Inquiry, NotExisting, NotOurs, Making, Unclear, Petition, Repeated, Publication, Confirm,
}

type mixed struct {
	Count string
	Items []mixedItem
}

// A mixedItem is one item with the value of the kind that answers it; nil while
// no result is chosen.
type mixedItem struct {
	Asked, Result string
	kind          kindRow
	value         content
}

// The fields of the letter and of each item; what the item's kind asks for has
// its own names under the prefix.
const (
	itemsField  = "items"
	itemAsked   = "item"
	itemResult  = "result"
	itemWanted  = "该项信息"
	itemRequest = "该项申请"
	itemArticle = "条例第三十六条"
)

// itemPrefix is what the names of the fields of the n-th item begin with.
func itemPrefix(n int) string { return "i" + itoa(n) + "_" }

// itemLabel is what the n-th item is called, in the letter and on the form.
func itemLabel(n int) string { return "第" + numeral(n) + "项" }

// standardItems is into how many items the request falls by its lines.
func standardItems(f Facts) int { return min(max(len(f.Items), 2), maxItems) }

// choose makes the items, and the value of each by the result that is chosen.
func (m *mixed) choose(f Facts, v Values) {
	n, err := strconv.Atoi(v[itemsField])
	if err != nil || n < 2 || n > maxItems {
		n = standardItems(f)
	}
	m.Items = make([]mixedItem, n)
	for i := range m.Items {
		kind := Kind(v[itemPrefix(i+1)+itemResult])
		if slices.Contains(itemKinds, kind) {
			m.Items[i].kind, _ = lookup(kind)
			m.Items[i].value = m.Items[i].kind.content()
		}
	}
}

func (m *mixed) fields(f Facts) []Field {
	count := Field{Name: itemsField, Label: "分几项答复", Type: ChoiceField, Standard: itoa(standardItems(f)), Opens: true, into: &m.Count,
		Hint: "申请里的每一项都要答复；内容、结果都相同的几项，可以合为一项。"}
	for n := 2; n <= maxItems; n++ {
		count.Options = append(count.Options, Option{itoa(n), itoa(n) + "项"})
	}
	fields := []Field{count}
	for i := range m.Items {
		fields = append(fields, m.Items[i].fields(f, i+1)...)
	}
	return fields
}

// fields returns the fields of the n-th item: what was asked, the result, and
// what its kind asks for.
func (m *mixedItem) fields(f Facts, n int) []Field {
	result := Field{Name: itemResult, Label: "结果", Article: itemArticle, Type: ChoiceField, Required: true, Opens: true, into: &m.Result}
	for _, kind := range itemKinds {
		result.Options = append(result.Options, Option{string(kind), law.Result(kind).Name()})
	}
	asked := Field{Name: itemAsked, Label: "申请公开的内容", Type: LineField, Required: true, into: &m.Asked, Hint: "照申请人的话写，可以只写名称。"}
	if n <= len(f.Items) {
		asked.Standard = ItemName(f.Items[n-1])
	}
	fields := []Field{asked, result}
	if m.value != nil {
		fields = append(fields, m.value.fields(f)...)
	}
	for i := range fields {
		field := &fields[i]
		if field.Standard == wanted(f) {
			field.Standard = itemWanted
		}
		field.Name, field.Label = itemPrefix(n)+field.Name, itemLabel(n)+"："+field.Label
		if field.Only.Field != "" {
			field.Only.Field = itemPrefix(n) + field.Only.Field
		}
	}
	return fields
}

func (m *mixed) write(c *composer) {
	c.opening()
	var parts []remedyPart
	for i, item := range m.Items {
		heading := c.say(numeral(i+1) + "、关于{" + itemPrefix(i+1) + itemAsked + "}")
		heading.Level = Heading
		if item.value == nil {
			c.say("{" + itemPrefix(i+1) + itemResult + "}。")
			continue
		}
		of := c.item(i+1, item.kind)
		item.value.write(of)
		c.letter.Blocks = append(c.letter.Blocks, of.letter.Blocks...)
		parts = append(parts, of.parts...)
	}
	c.extra()
	c.foot(parts)
}

// item returns the composer of the n-th item: it finds words under the item's
// prefix, numbers one level lower, and keeps the remedies for the foot.
func (c *composer) item(n int, kind kindRow) *composer {
	of := &composer{facts: c.facts, kind: kind, fields: c.fields, values: c.values, words: maps.Clone(c.words), prefix: itemPrefix(n), n: n}
	of.words["wanted"], of.words["request"], of.words["content"] = itemWanted, itemRequest, itemRequest+"的内容"
	return of
}

// check asks of each item what its kind is asked.
func (m *mixed) check(c *checker) {
	var results []law.Result
	letter := c.kind
	for i, item := range m.Items {
		own, checks := item.value.(interface{ check(*checker) })
		if item.value != nil {
			results = append(results, item.kind.Result)
		}
		if checks {
			c.kind, c.prefix, c.lead = item.kind, itemPrefix(i+1), itemLabel(i+1)+"："
			own.check(c)
		}
	}
	c.kind, c.prefix, c.lead = letter, "", ""
	if asked := len(c.facts.Items); len(m.Items) < min(asked, maxItems) {
		c.found(Look, itemsField, "申请有"+itoa(asked)+"项，答复分"+itoa(len(m.Items))+"项；核对每一项都答复了", itemArticle)
	}
	if governing := law.Governing(results); governing != "" && len(results) == len(m.Items) {
		c.found(Passed, "", "各项的救济途径分别写明；本件按“"+governing.Name()+"”计入年度报告", law.ReportForm.Number)
	}
}

// ResultOf returns the result that a reply announces: that of its kind, of a
// mixed one the governing result of its items, and while none is chosen 部分公开.
// It is empty for other papers.
func ResultOf(kind Kind, v Values) law.Result {
	k, _ := lookup(kind)
	if kind != Mixed {
		return k.Result
	}
	count, err := strconv.Atoi(v[itemsField])
	if err != nil || count > maxItems {
		count = maxItems
	}
	var results []law.Result
	for n := 1; n <= count; n++ {
		if result := Kind(v[itemPrefix(n)+itemResult]); slices.Contains(itemKinds, result) {
			results = append(results, law.Result(result))
		}
	}
	if len(results) == 0 {
		return law.Partial
	}
	return law.Governing(results)
}

// ItemResults says the result of each item of a mixed reply for which one is
// chosen, one a line; "" for other papers.
func ItemResults(kind Kind, v Values) string {
	if kind != Mixed {
		return ""
	}
	count, err := strconv.Atoi(v[itemsField])
	if err != nil || count > maxItems {
		count = maxItems
	}
	var lines []string
	for n := 1; n <= count; n++ {
		if result := Kind(v[itemPrefix(n)+itemResult]); slices.Contains(itemKinds, result) {
			lines = append(lines, itemLabel(n)+"："+law.Result(result).Name())
		}
	}
	return strings.Join(lines, "\n")
}

// IsReply reports whether papers of the kind answer the request.
func (k KindInfo) IsReply() bool { return k.Result != "" || k.Code == Mixed }

// FieldTypes returns the names of all fields that a draft of any kind can have,
// whatever is chosen, with their types: of the office's kinds, of those of
// reconsideration and before the court.
func FieldTypes() map[string]FieldType {
	types := map[string]FieldType{itemsField: ChoiceField}
	for _, k := range slices.Concat(kinds, reviewKinds, courtKinds) {
		if k.Whose() == OfOffice && !Drafted(k.Code) {
			continue
		}
		for _, f := range k.allFields(k.content(), Facts{}, nil) {
			if types[f.Name] != DateField { // what is no day is left as it is, also where another kind has a day of that name
				types[f.Name] = f.Type
			}
		}
	}
	for name, t := range itemFieldTypes() {
		for n := 1; n <= maxItems; n++ {
			types[itemPrefix(n)+name] = t
		}
	}
	return types
}

// itemFieldTypes are the names, without prefix, that the fields of an item can have.
func itemFieldTypes() map[string]FieldType {
	types := map[string]FieldType{itemAsked: LineField, itemResult: ChoiceField}
	for _, kind := range itemKinds {
		k, _ := lookup(kind)
		for _, f := range k.content().fields(Facts{}) {
			types[f.Name] = f.Type
		}
	}
	return types
}
