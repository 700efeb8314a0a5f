package fault

// filestoreSentences are said when raw input cannot be kept or read.
var filestoreSentences = map[Code]string{
	"disk_full":             "系统的存储空间已满，您提交的内容没有存下。请过一会儿再试，或者打电话联系我们。",
	"file_too_big":          "文件太大，最多 %d MB。",
	"file_sealed":           "这份文件查出病毒（%s），已经隔离，谁都不能下载。确实要用的，请安全管理员写明理由放行；能请申请人重新提交一份的，重新提交更好。",
	"file_unscannable":      "这份文件太大，查毒程序查不了，先隔离。请系统管理员把 clamd.conf 的 StreamMaxLength 调大，过后会自动补查；或者请安全管理员写明理由放行。",
	"file_waits_scan":       "这份文件还没有查毒，查好才能打开：查毒程序现在没有应答，恢复以后会自动补查。着急的，请告诉系统管理员。",
	"input_waits_scan":      "这份收件的附件还没有查毒，现在不能登记：查毒程序没有应答，恢复以后会自动补查，收到的时间不受影响。填的都在，过一会儿再提交。着急的，请告诉系统管理员。",
	"release_reason_needed": "写明为什么放行、问过谁。",
	"file_not_sealed":       "这份文件没有隔离，不用放行。",
	"file_released":         "这份文件已经放行了。",
	"file_missing":          "找不到这份原始文件，请告诉系统管理员。",
	"file_other_key":        "原始文件（%s）是用另一把密钥封存的，现在的密钥文件打不开。请系统管理员把那把密钥放回来。",
	"file_damaged":          "原始文件（%s）的内容已经和存入时不同，请告诉系统管理员。",
}
