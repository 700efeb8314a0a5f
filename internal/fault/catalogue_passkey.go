package fault

// passkeySentences say why a passkey (通行密钥) was not taken.
var passkeySentences = map[Code]string{
	"passkey_wrong":  "这把通行密钥没有通过。请再试一次；还不行就用密码或者动态码。",
	"passkey_late":   "等得太久，或者在别的页上又开始了一次。请再试一次。",
	"passkey_copied": "这把通行密钥可能被复制过，没有通过。请用别的办法登录，到“登录与安全”里去掉它，并告诉系统管理员。",
	"passkey_not":    "没有完成：浏览器或者设备没有给出通行密钥。可以再试一次，也可以用别的办法。",
	"passkey_off":    "这个地址用不了通行密钥，用密码登录。",
}
