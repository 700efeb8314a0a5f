package yearly

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/ledger"
	"mingda/internal/report"
)

// TestFrozenWhole: whatever a report holds is there again when it is thawed: a field that is
// not written would be lost for good.
func TestFrozenWhole(t *testing.T) {
	var a report.Annual
	n := 0
	fill(reflect.ValueOf(&a).Elem(), &n, 0)
	a.Before.Before = nil // not kept
	for _, i := range [][]report.Identity{a.Identities, a.Before.Identities} {
		for k := range i {
			clearUnkept(&i[k])
		}
	}
	for k := range a.Before.Identities {
		a.Before.Identities[k].Words = "" // of last year: not shown
	}
	text, err := Freeze(a)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Thaw(text)
	if err != nil || !reflect.DeepEqual(got, a) {
		t.Errorf("thawed: %v\n%+v\n%+v", err, got, a)
	}
	if again, _ := Freeze(got); string(again) != string(text) {
		t.Error("frozen again it is another text")
	}
	if _, err := Thaw([]byte("{")); err == nil {
		t.Error("half a report is read")
	}
}

// clearUnkept empties what of an identity is not kept: the cases behind it are not public.
func clearUnkept(i *report.Identity) {
	words := i.Words
	*i = report.Identity{Name: i.Name, Holds: i.Holds, Words: words}
}

// fill sets every field of a value to something that is not zero.
func fill(v reflect.Value, n *int, depth int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprint("字", *n))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		if v.Type() == reflect.TypeFor[*report.Annual]() && depth > 1 {
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n, depth+1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), n, depth)
		}
	case reflect.Struct:
		if u, ok := v.Addr().Interface().(interface{ UnmarshalText([]byte) error }); ok {
			if err := u.UnmarshalText(fmt.Appendf(nil, "2026-03-%02d", *n%28+1)); err != nil {
				panic(err)
			}
			return
		}
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				fill(v.Field(i), n, depth)
			}
		}
	}
}

// TestMerge: added up, every figure is the sum of those that are there, in whatever order.
func TestMerge(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var tables [][]report.Proactive
		sums := map[string]int64{}
		for range random.IntN(5) {
			typed := map[string]int64{}
			for _, key := range Lacking(nil) {
				if random.IntN(3) > 0 {
					typed[key] = int64(random.IntN(1000))
					sums[key] += typed[key]
				}
			}
			tables = append(tables, TableOf(typed))
		}
		want := TableOf(sums)
		random.Shuffle(len(tables), func(i, j int) { tables[i], tables[j] = tables[j], tables[i] })
		if got := Merge(tables); !reflect.DeepEqual(got, want) {
			t.Fatalf("%v\nwant %v", got, want)
		}
	}
	all := []report.Annual{{Requests: report.Grid{Rows: []report.GridRow{{Code: "new", Values: [7]int{1, 2, 0, 0, 0, 0, 3}}}}, Fees: 40, Review: report.Figures{Upheld: 1, Total: 1}},
		{Requests: report.Grid{Rows: []report.GridRow{{Code: "new", Values: [7]int{4, 0, 0, 0, 0, 1, 5}}, {Code: "total"}}}, Fees: 2, Review: report.Figures{Other: 2, Total: 2}}}
	sum := Sum(all)
	if row, _ := sum.Requests.Row("new"); row.Values != [7]int{5, 2, 0, 0, 0, 1, 8} || sum.Fees != 42 || sum.Review != (report.Figures{Upheld: 1, Other: 2, Total: 3}) || len(sum.Requests.Rows) != 2 {
		t.Errorf("the sum is %+v", sum)
	}
}

// TestAnyOrder: in whatever order acts are tried, none that is refused happens, what was
// published stays as it was, and nothing is written behind it.
func TestAnyOrder(t *testing.T) {
	editions := 0
	defer func() {
		if editions < 100 {
			t.Errorf("%d editions only", editions)
		}
	}()
	for seed := range uint64(200) {
		random := rand.New(rand.NewPCG(seed, 7))
		b := newBook(t, IDOf(2026, int64(seed%3)))
		var published []string
		for range 60 {
			act := Acts[random.IntN(len(Acts))]
			allowed := b.Allows(act, b.s)
			var f ledger.Fact
			var err error
			switch act {
			case Write:
				part := Parts[random.IntN(len(Parts))]
				if !part.IsIn(b.ID) {
					continue
				}
				w := Written{Part: part, Text: fmt.Sprint("写", random.IntN(100)), Figures: figures(int64(random.IntN(9)))}
				f, err = b.Writing(w, b.Parts[part].N, b.s)
			case Publish:
				f, err = b.Publishing(b.annual(), 1, "", true, "", b.s)
			default:
				f, err = b.Doing(act, "因为", b.s)
			}
			if (err == nil) != (allowed == nil) || err != nil && fault.CodeOf(err) != fault.CodeOf(allowed) {
				t.Fatalf("%s: %v, and it is allowed: %v", act, err, allowed)
			}
			if err != nil {
				continue
			}
			b.happen(f, nil)
			if act == Publish {
				last, _ := b.Latest()
				published = append(published, string(last.Report))
				editions++
			}
			for i, text := range published {
				if string(b.Editions[i].Report) != text || b.Editions[i].Hash != ledger.HashOf([]byte(text)) {
					t.Fatalf("edition %d is another after %s", i+1, act)
				}
			}
			if last, ok := b.Latest(); ok && b.Correcting == "" {
				if value, _ := last.Value(); value.Texts != b.Texts() || !reflect.DeepEqual(value.Proactive, b.Table()) {
					t.Fatalf("after %s the parts are not those that are published", act)
				}
			}
		}
	}
}

// sample is a year with some of everything.
func sample() report.Annual {
	row := func(code, label, group string, values ...int) report.GridRow {
		r := report.GridRow{Code: code, Label: label, Group: group}
		copy(r.Values[:], values)
		for _, n := range values {
			r.Values[6] += n
		}
		return r
	}
	a := report.Annual{Year: 2026, Agency: "明川区住房和城乡建设局", Fees: 380, Review: report.Figures{Upheld: 2, Corrected: 1, Total: 3}, Direct: report.Figures{Pending: 1, Total: 1}}
	a.Requests.Rows = []report.GridRow{
		row("new", "一、本年新收政府信息公开申请数量", "", 40, 6), row("carried_in", "二、上年结转政府信息公开申请数量", "", 2),
		row("disclose", "（一）予以公开", "", 20, 4), row("secret", "1.属于国家秘密", "（三）不予公开", 1), row("process", "6.属于四类过程性信息", "（三）不予公开", 3),
		row("not_existing", "1.本机关不掌握相关政府信息", "（四）无法提供", 9), row("total", "（七）总计", "", 33, 4), row("carried_out", "四、结转下年度继续办理", "", 9, 2),
	}
	before := report.Annual{Year: 2025, Requests: report.Grid{Rows: []report.GridRow{row("new", "", "", 40)}}}
	a.Before = &before
	a.Proactive = TableOf(map[string]int64{"documents.made": 3, "documents.ended": 0, "documents.in_force": 24, "permits.decided": 310, "penalties.decided": 0})
	return a
}

// TestSuggest: the sentences have the figures of the tables, and what did not happen is left
// out.
func TestSuggest(t *testing.T) {
	got := strings.Join(Suggest(Overview, sample()), "\n")
	want := `主动公开方面，2026 年制发行政规范性文件 3 件，现行有效 24 件；作出行政许可决定 310 件。
依申请公开方面，2026 年新收政府信息公开申请 46 件，其中自然人 40 件、法人或其他组织 6 件；上年结转 2 件。
办结 37 件：予以公开 24 件，不予公开 4 件，无法提供 9 件；结转下年度继续办理 11 件。
新收申请比上年增加 6 件，增长 15%。
因政府信息公开被申请行政复议 3 件（结果维持 2 件、结果纠正 1 件），未经复议直接起诉 1 件（尚未审结 1 件）。`
	if got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got := Suggest(Problems, sample()); len(got) != 1 || !strings.Contains(got[0], "共 1 件") {
		t.Errorf("of problems: %q", got)
	}
	if got := Suggest(Others, sample()); len(got) != 1 || !strings.Contains(got[0], "380 元") {
		t.Errorf("of others: %q", got)
	}
	nothing := strings.Join(Suggest(Overview, report.Annual{Year: 2026}), "")
	if !strings.Contains(nothing, "新收政府信息公开申请 0 件。") || strings.Contains(nothing, "主动公开") || !strings.Contains(nothing, "没有因政府信息公开被申请") {
		t.Errorf("of nothing: %s", nothing)
	}
}

// TestDifferences: every figure that is another is named once, and none that is the same.
func TestDifferences(t *testing.T) {
	was := sample()
	if d := Differences(was, was); len(d) != 0 {
		t.Errorf("between equals: %+v", d)
	}
	is := sample()
	is.Requests.Rows[3].Values[0], is.Requests.Rows[3].Values[6] = 2, 2
	is.Requests.Rows = append(is.Requests.Rows[:5], is.Requests.Rows[6:]...) // a row that is no longer there is none
	is.Review.Upheld, is.Fees, is.Texts.Problems = 1, 0, "新写的"
	more := int64(9)
	is.Proactive[2].Decided = &more
	is.Proactive[3].Decided = nil
	var got []string
	for _, d := range Differences(was, is) {
		got = append(got, fmt.Sprint(d.Table, "|", d.Row, "|", d.Column, "|", d.Was, "→", d.Is, "|", d.Code, d.At))
	}
	want := []string{
		"二、主动公开政府信息情况|行政许可|" + law.DecidedInYear.Label() + "|310→9|0", "二、主动公开政府信息情况|行政处罚|" + law.DecidedInYear.Label() + "|0→没有填|0",
		TableRequests + "|（三）不予公开　1.属于国家秘密|自然人|1→2|secret0", TableRequests + "|（三）不予公开　1.属于国家秘密|总计|1→2|secret6",
		TableRequests + "|（四）无法提供　1.本机关不掌握相关政府信息|自然人|9→0|not_existing0", TableRequests + "|（四）无法提供　1.本机关不掌握相关政府信息|总计|9→0|not_existing6",
		TableReview + "||结果维持|2→1|review0", TableFees + "|收取金额（元）||380→0|0", TableTexts + "|五、存在的主要问题及改进情况||→新写的|0",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
