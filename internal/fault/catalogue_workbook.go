package fault

// workbookSentences say what is wrong with a workbook that is to be read.
var workbookSentences = map[Code]string{
	"workbook_empty_file":       "这个文件是空的",
	"workbook_xls":              "这是旧格式的表格（.xls）。请用 Excel 或者 WPS 打开，点“另存为”，类型选“Excel 工作簿（*.xlsx）”，再上传新的文件",
	"workbook_locked":           "这个文件有打开密码。请用 Excel 或者 WPS 打开，去掉密码另存一份，再上传",
	"workbook_unknown":          "认不出这个文件。能读的是 Excel 工作簿（*.xlsx）和 CSV；别的格式请先另存为 *.xlsx",
	"workbook_broken":           "这个文件已经损坏，读不出来。请用 Excel 或者 WPS 打开，另存一份 *.xlsx 再上传",
	"workbook_too_big":          "这个文件展开以后超过 %d MB，没有读。请删掉里面的图片和不用的工作表，另存一份再上传",
	"workbook_too_many_rows":    "一张工作表最多 %d 行，这张超过了。请分成几个文件上传",
	"workbook_too_many_columns": "一张工作表最多 %d 列，这张超过了。请删掉右边不用的列，再上传",
	"workbook_too_many_cells":   "一张工作表最多 %d 万个有内容的格子，这张超过了。请分成几个文件上传",
	"workbook_sheet_missing":    "这个文件里没有这张工作表",
}
