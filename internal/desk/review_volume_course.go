package desk

import (
	"fmt"

	"mingda/internal/letter"
)

// sessions puts how the hearings went.
func (b *reviewBinder) sessions() {
	for i, s := range b.view.Case.Sessions {
		if s.Held == nil {
			continue
		}
		rows := [][2]string{{"日期", s.Day.Chinese() + s.SessionSet.Private.At}, {"地点", s.SessionSet.Private.Place}, {"为什么听证", s.Why.Label()}}
		for n, a := range s.Held.Parties {
			came := a.How.Label()
			if n < len(s.Held.Private.Who) {
				came += "：" + s.Held.Private.Who[n]
			}
			rows = append(rows, [2]string{a.To.Role.Label(), came})
		}
		b.page(fmt.Sprintf("session-%d", i+1), s.Day, letter.Record{Title: "听证登记", Rows: append(rows, [2]string{"要点", s.Held.Private.Text})})
	}
}

// opinions puts what the committee was asked and said, with its papers.
func (b *reviewBinder) opinions() {
	c := b.view.Case
	for _, o := range c.Opinions {
		rows := [][2]string{{"提请之日", o.AskedOn.Chinese()}, {"为什么", o.Why.Label()}, {"咨询什么", o.CommitteeAsked.Private.Question}}
		on := o.AskedOn
		if a := o.Advice; a != nil {
			on = o.On
			rows = append(rows, [2]string{"意见之日", o.On.Chinese()}, [2]string{"方式", a.Way.Label()}, [2]string{"委员", a.Private.Who}, [2]string{"意见", a.Private.Text})
		}
		b.page(fmt.Sprintf("opinion-%d", o.Entry), on, letter.Record{Title: "行政复议委员会咨询意见", Rows: rows})
	}
	for _, n := range c.AdviceFiles() {
		if m, ok := c.Material(n); ok && !m.Withdrawn {
			b.material(m, "咨询意见：")
		}
	}
}
