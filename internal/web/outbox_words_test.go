package web

import "testing"

func TestPlainSendError(t *testing.T) {
	for _, tt := range []struct{ said, want string }{
		{"", ""},
		{"postbox: connect: temporary: dial tcp 10.0.0.1:465: connect: connection refused", "连不上发信服务器，会自己再试。一直这样，请管理员看网络。"},
		{"550 5.1.1 <x@example.com>: Recipient address rejected: User unknown", "对方没有这个邮箱。核对地址，或者换一种送达方式。"},
		{"552 5.2.2 Mailbox full", "对方的邮箱满了。打电话请对方清理，再发一次。"},
		{"535 5.7.8 Error: authentication failed", "发信账号或者密码不对，请管理员改设置。"},
		{"554 5.7.1 Message rejected as spam", "对方的服务器当作垃圾邮件拒收。换一种送达方式，或者请对方放行。"},
		{"451 4.7.1 Greylisted, try again later", "对方的服务器请过一会儿再发，会自己再试。"},
		{"queued as 15503554", "没有发成，原因见下面服务器的原话。"},
	} {
		if got := plainSendError(tt.said); got != tt.want {
			t.Errorf("plainSendError(%q) = %q, want %q", tt.said, got, tt.want)
		}
	}
}
