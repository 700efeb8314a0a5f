package lawsuit

// An Act is something a person can do to a court case. Acts are stable: they stand in
// URLs, in the permission table (package auth) and in the tests. None is called like an
// act on a request or on a reconsideration case.
type Act string

// The acts.
const (
	See         Act = "suit-see"       // 查看诉讼案件
	Open        Act = "suit-open"      // 登记被诉
	Amend       Act = "suit-amend"     // 更正案件信息
	AmendCourt  Act = "suit-court"     // 更正法院、案号
	PutAnswer   Act = "suit-answer"    // 登记提交答辩状
	SetHearing  Act = "suit-hearing"   // 登记开庭通知
	HoldHearing Act = "suit-held"      // 登记出庭情况
	TakeRuling  Act = "suit-ruling"    // 登记裁判
	NoteAppeal  Act = "suit-appeal"    // 登记上诉
	NoteForce   Act = "suit-in-force"  // 登记生效
	Begin       Act = "suit-instance"  // 登记下一审级
	Note        Act = "suit-note"      // 记一笔
	AddMaterial Act = "suit-material"  // 加材料
	TakeBack    Act = "suit-take-back" // 撤销一笔
	Cancel      Act = "suit-cancel"    // 撤销登记
)

// acts is every act with its Chinese word, in the order of a plain case.
var acts = []struct {
	Act
	label string
}{
	{See, "查看诉讼案件"},
	{Open, "登记被诉"},
	{PutAnswer, "登记提交答辩状"},
	{SetHearing, "登记开庭通知"},
	{HoldHearing, "登记出庭情况"},
	{TakeRuling, "登记裁判结果"},
	{NoteAppeal, "登记上诉"},
	{NoteForce, "登记生效"},
	{Begin, "登记下一审级"},
	{AmendCourt, "更正法院、案号"},
	{Amend, "更正案件信息"},
	{Note, "记一笔"},
	{AddMaterial, "加材料"},
	{TakeBack, "撤销一笔"},
	{Cancel, "撤销登记"},
}

// Acts lists every act, in the order of a plain case.
func Acts() []Act {
	all := make([]Act, len(acts))
	for i, a := range acts {
		all[i] = a.Act
	}
	return all
}

// Label returns the Chinese word for the act.
func (a Act) Label() string {
	for _, row := range acts {
		if row.Act == a {
			return row.label
		}
	}
	return ""
}
