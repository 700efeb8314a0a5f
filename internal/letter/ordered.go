package letter

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
)

// An Order is the decision or judgment under which a reply is made.
type Order struct {
	Forum     casefile.Forum `json:"forum"`
	Body      string         `json:"body"`
	Number    string         `json:"number"`
	On        calendar.Date  `json:"on"`                     // when it was made
	Disclose  bool           `json:"disclose,omitempty"`     // it orders disclosure, not just an answer
	Revoked   *Reference     `json:"revoked,omitempty"`      // the reply that it revoked; nil if there was none
	Part      bool           `json:"part,omitempty"`         // of that only a part
	Result    law.Result     `json:"result,omitempty"`       // of that
	Procedure bool           `json:"by_procedure,omitempty"` // because of the procedure alone
	Said      Values         `json:"said,omitempty"`         // what that was filled in with
}

// ordered says, before all else, that the reply is made anew, and by what order. One
// that corrects another has said that.
func (c *composer) ordered() {
	o := c.facts.Ordered
	if o == nil || !c.kind.IsReply() || c.facts.Replaces != nil {
		return
	}
	c.let("order_body", o.Body)
	c.let("order_on", o.On.Chinese())
	c.let("order_paper", o.Forum.Paper())
	c.let("order_number", o.Number)
	if o.Revoked == nil {
		c.add(Paragraph{Locked: true, Runs: c.runs("{order_body}于{order_on}作出《{order_paper}》（{order_number}），责令本机关对{you}提交的政府信息公开申请作出答复。现答复如下。")})
		return
	}
	c.let("old_on", o.Revoked.On.Chinese())
	c.let("old_number", o.Revoked.Number)
	c.let("old_name", o.Revoked.Name)
	revoked := "撤销"
	if o.Part {
		revoked = "部分撤销"
	}
	c.add(Paragraph{Locked: true, Runs: c.runs("本机关曾于{old_on}就{you}提交的政府信息公开申请作出《{old_name}》（{old_number}）。{order_body}于{order_on}作出《{order_paper}》（{order_number}），" +
		revoked + "该答复，责令本机关重新答复。现重新答复如下。")})
}

// ordered compares the reply with what was revoked and with what is ordered: on the
// same facts and reasons the same cannot be decided again.
func (c *checker) ordered() {
	o := c.facts.Ordered
	if o == nil || !c.kind.IsReply() || c.facts.Replaces != nil {
		return
	}
	result := ResultOf(c.kind.Code, c.values)
	if o.Disclose && result != law.Disclose && result != law.Partial {
		c.found(Look, "", o.Number+" 责令公开，这份答复不是予以公开，也不是部分公开", o.again())
	}
	switch {
	case o.Revoked == nil || result != o.Result:
		c.found(Passed, "", "写明按 "+o.Number+" 重新答复", o.again())
	case o.Procedure:
		c.found(Passed, "", "结果与被撤销的 "+o.Revoked.Number+" 相同；那份只因程序被撤销", o.again())
	default:
		same := c.sameWords(o.Said)
		if same != "" {
			same = "，" + same + "也和那份一字不差"
		}
		c.found(Look, "", "结果与被撤销的 "+o.Revoked.Number+" 相同"+same+"：不能以同一事实和理由作出相同或者基本相同的答复，核对事实、理由是不是新的", o.again())
	}
}

// sameWords names the fields in which facts and reasons stand as they stood in another
// letter, word for word.
func (c *checker) sameWords(said Values) string {
	var same []string
	for _, f := range c.fields {
		text := strings.TrimSpace(f.value(c.values))
		if (f.Type == TextField || f.Type == LinesField) && text != "" && f.Applies(c.fields, c.values) && text == strings.TrimSpace(said[f.Name]) {
			same = append(same, "“"+f.Label+"”")
		}
	}
	return strings.Join(same, "、")
}

// again is the article on what may not be decided again.
func (o *Order) again() string {
	if o.Forum == casefile.InCourt {
		return law.LitigationLaw.At("第七十一条")
	}
	return law.ReconsiderationLaw.At("第六十四条第二款")
}
