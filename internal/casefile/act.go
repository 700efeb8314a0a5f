package casefile

// An Act is something a person can do to a case. Acts are stable: they stand in
// URLs, in the permission table (internal/auth) and in the ledger.
type Act string

// The acts on a case.
const (
	See            Act = "see"             // 查看
	Assign         Act = "assign"          // 分办
	SignFor        Act = "sign-for"        // 签收
	Note           Act = "note"            // 记一笔
	AddMaterial    Act = "add-material"    // 加材料
	Draft          Act = "draft"           // 拟稿
	Submit         Act = "submit"          // 送审核
	Check          Act = "check"           // 审核
	Return         Act = "return"          // 退回
	Sign           Act = "sign"            // 签发
	Serve          Act = "serve"           // 送达
	TakeSupplement Act = "take-supplement" // 收到补正
	Withdraw       Act = "withdraw"        // 登记撤回
	Close          Act = "close"           // 结案
	Archive        Act = "archive"         // 归档
	CorrectReceipt Act = "correct-receipt" // 更正收到之日
	CorrectPerson  Act = "correct-person"  // 更正申请人信息
	ReplaceCode    Act = "replace-code"    // 换查询码
	Annul          Act = "annul"           // 撤销登记
)
