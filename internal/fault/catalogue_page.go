package fault

// pageSentences are said about what the look of an office is set to.
var pageSentences = map[Code]string{
	"colour_unreadable": "颜色写成 #a32a1c 的样子",
	"colour_too_light":  "这个颜色太浅，白字在上面看不清，换一个深些的",

	// The refused form of the style guide.
	"styleguide_idno": "身份证号少 %d 位，应为 18 位",
	"styleguide_way":  "选一种获取方式",
}
