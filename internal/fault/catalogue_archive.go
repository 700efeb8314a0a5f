package fault

// archiveSentences say why a file cannot be put away, taken out, or handed over.
var archiveSentences = map[Code]string{
	"archive_keep":        "选一个保管期限",
	"archive_reason":      "建议的是%s（%s）。改了的，写明按本机关归档范围和保管期限表的哪一条",
	"archive_handed_over": "案卷已经移交%s，要先撤销移交",
	"archive_unbound":     "案卷的 PDF 还没有装订好，过一会儿再移交",
	"archive_to":          "写明移交给哪个档案馆、档案室",
	"archive_remedies":    "救济期限到 %s 才过，到时再归档；确实要先归的，到案件页单件归档",
	"archive_remedies_on": "申请人还可以复议、起诉，期限还没有起算；确实要先归的，到案件页单件归档",
	"archive_fonds":       "全宗号只写字母和数字",
}
