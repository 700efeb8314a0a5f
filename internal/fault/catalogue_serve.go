package fault

// serveSentences are said about what was sent, before anybody looks at what it
// says.
var serveSentences = map[Code]string{
	"cross_site":           "这次提交不是从本网站的页面发出的，没有办理。回到本网站的页面再提交一次。",
	"not_recorded":         "访问记录没有写成，按规定没有记录就不能显示这一页。过一会儿再打开；刚才如果提交了什么，先看看是不是已经办成，再重新提交。一直这样，请告诉系统管理员。",
	"form_text_too_long":   "填的字太多，全部加起来最多 %d KB，超出的没有收下。长的内容放进附件。",
	"form_too_many_fields": "填的项目太多，最多 %d 项，超出的没有收下。",
	"form_no_files":        "这里不收附件。",
	"form_too_many_files":  "附件最多 %d 个，从“%s”起没有收下。合并或压缩后再加。",
	"form_file_too_big":    "“%s”太大，没有收下。一个附件最多 %d MB。",
	"form_files_too_big":   "加上“%s”，附件合计超过 %d MB，这个没有收下。",
}
