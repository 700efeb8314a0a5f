package letter

import "mingda/internal/law"

// refusal is a reply that withholds all that was asked for, on one ground
// (条例 14-16).
type refusal struct {
	What   string // what is withheld, in a few words
	Ground ground
}

func (r *refusal) fields(f Facts) []Field {
	return append([]Field{{
		Name: "what", Label: "不予公开的信息", Type: LineField, Standard: wanted(f), into: &r.What,
		Hint: "写名称时不写其中不能公开的内容。",
	}}, f.prefilled(r.Ground.fields())...)
}

func (r *refusal) write(c *composer) {
	c.opening()
	c.say(r.Ground.reason())
	articles := r.Ground.articles() + "、第三十六条第三项"
	c.locked("条例"+articles, law.FOIRegulation.From,
		"根据《中华人民共和国政府信息公开条例》"+articles+"的规定，"+r.Ground.closing()+"。本机关决定对上述信息不予公开。")
	c.close()
}

// partial is a reply that gives what can be separated and withholds the rest
// (条例 37).
type partial struct {
	Given    []string // what is given
	Way      providing
	Withheld string // what is not
	Ground   string // why: the code of a ground
	Grounds  []groundRow
}

func newPartial() content { return &partial{Grounds: newGrounds()} }

func (p *partial) fields(f Facts) []Field {
	choice := Field{Name: "ground", Label: "理由属于哪一条", Article: "条例第三十六条第三项", Type: ChoiceField, Required: true, into: &p.Ground}
	var of []Field
	for _, g := range p.Grounds {
		choice.Options = append(choice.Options, Option{string(g.kind), g.label})
		for _, field := range f.prefilled(g.value.fields()) {
			if field.Only.Field == "" {
				field.Only = When{"ground", []string{string(g.kind)}}
			}
			of = append(of, field)
		}
	}
	fields := []Field{{
		Name: "given", Label: "提供的信息", Article: "条例第三十七条", Type: LinesField, Required: true, into: &p.Given,
		Hint: "一行一项，写名称和页数，如：《房屋征收补偿方案》18页。",
	}}
	fields = append(fields, p.Way.fields(f)...)
	fields = append(fields, Field{
		Name: "withheld", Label: "不予公开的部分", Article: "条例第三十七条", Type: LineField, Required: true, into: &p.Withheld,
		Hint: "写是哪份材料的哪些内容，不写内容本身。",
	}, choice)
	return append(fields, of...)
}

func (p *partial) write(c *composer) {
	c.opening()
	c.say(c.ordinal(1, 1) + "下列信息予以公开，" + p.Way.words() + "：")
	c.listed("given", p.Given)
	g, chosen := p.chosen()
	if !chosen {
		c.say(c.ordinal(1, 2) + "{withheld}{ground}，不予公开。")
	} else {
		c.letBe("what", "withheld")
		c.say(c.ordinal(1, 2) + g.value.reason() + "该部分不予公开。")
	}
	articles := "第三十六条第二项和第三项、第三十七条"
	withheld := c.kind.Result
	switch {
	case chosen && g.kind == notInformation: // no refusal under 14-16 (条例 37)
		withheld, articles = law.Disclose, g.value.articles()
	case chosen:
		articles = g.value.articles() + "、" + articles
	}
	c.locked("条例"+articles, law.FOIRegulation.From, "根据《中华人民共和国政府信息公开条例》"+articles+
		"的规定，本机关作区分处理：可以公开的内容予以提供，不予公开的内容说明理由。")
	c.extra()
	c.partialRemedies(withheld)
}

// chosen returns the ground of the withheld part.
func (p *partial) chosen() (groundRow, bool) {
	for _, g := range p.Grounds {
		if string(g.kind) == p.Ground {
			return g, true
		}
	}
	return groundRow{}, false
}
