package casefile

// A Door is the way by which something reached the office.
type Door string

// The doors. 政府信息公开条例 29 and 31 treat signed post, ordinary post and the
// internet differently, so they are told apart from the first day.
const (
	PostSigned   Door = "post_signed"   // 挂号信、特快专递: somebody signed for it
	PostOrdinary Door = "post_ordinary" // 平信: nobody signed
	Mail         Door = "mail"          // 电子邮件
	Web          Door = "web"           // 网上申请
	Counter      Door = "counter"       // 当面
	Transferred  Door = "transferred"   // 转送: another agency of this installation handed it on
)

// Doors lists the doors in the order in which the balance shows them.
var Doors = []Door{PostSigned, PostOrdinary, Mail, Web, Counter, Transferred}

// Label returns the Chinese name of the door.
func (d Door) Label() string {
	return map[Door]string{
		PostSigned: "挂号信", PostOrdinary: "平信", Mail: "邮箱", Web: "网上", Counter: "当面", Transferred: "转送", OldRegister: "旧台账",
	}[d]
}

// ReceivedAtOnce reports whether what comes in by the door is received on that
// day without anything further: the day has only to be written down (条例 31).
func (d Door) ReceivedAtOnce() bool { return d == Counter || d == Web }

// ReceivedByCall reports whether what comes in by the door is received on the day on
// which the office has confirmed it with the applicant: nobody signed for it, or
// it came through another body (条例 31.2).
func (d Door) ReceivedByCall() bool { return d == PostOrdinary || d == Transferred }
