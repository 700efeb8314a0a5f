package fault

// filestoreSentences are said when raw input cannot be kept or read.
var filestoreSentences = map[Code]string{
	"disk_full":    "系统的存储空间已满，您提交的内容没有存下。请过一会儿再试，或者打电话联系我们。",
	"file_too_big": "文件太大，最多 %d MB。",
	"file_missing": "找不到这份原始文件，请告诉系统管理员。",
	"file_damaged": "原始文件（%s）的内容已经和存入时不同，请告诉系统管理员。",
}
