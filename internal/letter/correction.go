package letter

import (
	"strings"

	"mingda/internal/law"
)

// isCorrection reports whether the facts are those of who asks that a record be
// corrected (条例 41).
func (f Facts) isCorrection() bool { return f.OwnDays > 0 }

// named names a paper of the office after what was asked of it.
func (f Facts) named(title string) string {
	if f.isCorrection() {
		return strings.Replace(title, "政府信息公开", "更正政府信息", 1)
	}
	return title
}

// contentLabel is what stands before what was asked for.
func (f Facts) contentLabel(request string) string {
	if f.isCorrection() {
		return "要求更正的内容"
	}
	return request
}

// dueShown is the last day to answer; that which the office has set itself says so.
func (f Facts) dueShown() string {
	if f.isCorrection() && !f.Due.IsZero() {
		return f.Due.Chinese() + "（" + law.OwnRule + "）"
	}
	return f.Due.Chinese()
}

// ownPeriod says within what time who asks for a correction is answered. No law
// states it, so it stands in no locked sentence.
func (f Facts) ownPeriod() string {
	return "法律没有规定更正申请的答复期限；本机关自己定的期限是自收到之日起 " + itoa(f.OwnDays) + " 个工作日。"
}
