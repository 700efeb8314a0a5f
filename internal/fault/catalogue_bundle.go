package fault

// bundleSentences are said of the making of an evidence bundle (证据卷).
var bundleSentences = map[Code]string{
	"bundle_too_early":     "还没有签发的答复，也没有登记被申请复议、被起诉，没有可以做证据卷的",
	"bundle_purpose":       "选用于行政复议还是行政诉讼",
	"bundle_place":         "选放入还是不放入：%s",
	"bundle_reason":        "写明为什么不放入，或者不供对方查阅：%s",
	"bundle_proves":        "写明它证明什么：%s",
	"bundle_empty":         "全部不放入，证据卷就是空的；至少放入一份",
	"bundle_not_found":     "没有这一份证据卷",
	"bundle_too_many":      "加上这一份，证据卷超过 %d 页，做不成一份；把它或者别的页数多的材料改为不放入，以电子形式另附",
	"bundle_document_long": "这一份有 %d 页，放不下",
	"pdf_locked":           "PDF 加了密码，打不开",
	"pdf_unreadable":       "PDF 已损坏，打不开",
	"picture_unreadable":   "图片已损坏，打不开",
	"picture_too_large":    "图片太大（%d × %d 点），没有印出",
	"bundle_not_printed":   "这种文件不能印在纸上，以电子形式另附",
	"bundle_file_empty":    "文件是空的，没有内容",
	"bundle_file_large":    "文件太大，没有印出，以电子形式另附",
}
