package web

import (
	"fmt"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/page"
)

// tellTakenOver puts into words that a case came from an old register.
func tellTakenOver(t teller, f *casefile.TakenOver) telling {
	text := "收到之日 " + f.Receipt.On.Chinese() + "，照旧台账。"
	if !f.Open {
		text += f.EndedOn.Chinese() + "办结：" + t.s.Desk.ResultName(f.Result) + "。"
	} else {
		text += "旧台账里还没有答复，期限照常算。"
	}
	return telling{Title: "从旧台账导入，编号 " + f.Number, Text: text + oldPlace(f)}
}

// oldPlace says where in its register a case stood.
func oldPlace(f *casefile.TakenOver) string {
	if f.Private.SheetName == "" {
		return fmt.Sprintf("第 %d 行。", f.Row)
	}
	return fmt.Sprintf("工作表“%s”第 %d 行。", f.Private.SheetName, f.Row)
}

// A unitCell is the unit of a case in a list, or that it has none yet.
type unitCell struct {
	Name       string
	Unassigned bool // 未分办; a past case is not
}

// unitIn names the unit of a row of a list.
func unitIn(row casefile.Row, people peopleNames, past desk.PastUnits) unitCell {
	if name, is := past[row.ID]; is {
		return unitCell{Name: name}
	}
	name := people.Unit(row.Unit)
	return unitCell{Name: name, Unassigned: name == ""}
}

// oldRows are what the old register says of a case beside what every case has.
// What stood in columns without a place here may name people: it is for those who see
// them.
func (s *Server) oldRows(v desk.CaseView) []page.KV {
	f := v.Case.OldRow
	if f == nil {
		return nil
	}
	rows := []page.KV{{Label: "来源", Value: "旧台账导入，" + oldPlace(f)}}
	for _, r := range []page.KV{
		{Label: "原编号", Value: f.Private.OldNumber}, {Label: "申请方式", Value: f.Private.Through}, {Label: "承办单位", Value: f.Private.Unit}, {Label: "是否延期", Value: f.Private.Extended},
		{Label: "办理结果", Value: f.Private.ResultText}, {Label: "答复文号", Value: f.ReplyNumber},
	} {
		if r.Value != "" {
			rows = append(rows, r)
		}
	}
	if allowed(v, casefile.SeePerson) != nil {
		return rows
	}
	for _, k := range f.Private.Kept {
		rows = append(rows, page.KV{Label: k.Heading, Value: casefile.MaskText(k.Text)})
	}
	return rows
}
