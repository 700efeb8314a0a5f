package fault

// registerSentences are about the views of the register and what is exported of it.
var registerSentences = map[Code]string{
	"view_not_found":   "没有这个视图，可能已经删除，或者不再共享。",
	"view_name_needed": "给视图起一个名字",
	"view_name_taken":  "已经有叫“%s”的视图，换一个名字",
	"view_too_many":    "一个人最多存 %d 个视图，先删掉不用的",
	"view_number":      "查找的词里有身份证号、电话或者邮箱，不能存进视图。先去掉它",
	"view_not_yours":   "这个视图是别人的，只能由本人改",
	"view_no_sharing":  "视图由统筹员共享，您可以存成自己的",
	"columns_none":     "至少选一列",
	"export_empty":     "按现在的条件一件也没有，没有可以导出的。",
	"export_too_many":  "一次最多导出 %d 行，现在有 %d 行。按年份、机关或者承办单位分几次导出。",
	"export_confirm":   "共 %d 行，里面有申请人的姓名。确认是工作需要，再导出",
	"export_format":    "选一种格式",
}
