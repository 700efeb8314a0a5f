package fault

// catalogue holds every sentence the program says to people when something
// cannot be done, by code. Sentences say what to do, and with what.
var catalogue = joined(
	generalSentences,
	intakeSentences,
	pageSentences,
	casefileSentences,
	unitSentences,
	examineSentences,
	searchSentences,
	manySentences,
	correctionSentences,
	archiveSentences,
	disposalSentences, restrictSentences,
	partSentences,
	splitSentences,
	leadSentences,
	feeSentences,
	consultSentences,
	chaseSentences,
	transferSentences,
	inboxSentences,
	officeSentences,
	deskSentences,
	clockSentences,
	remedySentences,
	sheetSentences,
	workbookSentences,
	oldRegisterSentences,
	oldRowSentences,
	importSentences,
	jointSentences,
	publishSentences,
	assessmentSentences,
	bundleSentences,
	contestSentences,
	reconsiderSentences,
	courseSentences,
	reviewFileSentences, reviewPartySentences, reviewCombinedSentences,
	lawsuitSentences,
	reportSentences,
	reviewPublicSentences,
	authSentences, identitySentences, passkeySentences,
	serveSentences,
	filestoreSentences,
	letterSentences,
	workerSentences,
	casePagesSentences,
	deskPageSentences,
	auditSentences,
	registerSentences,
	portalSentences,
	yearlySentences,
)

// joined puts the parts of the catalogue together; a code that two parts
// define is a mistake that shows at start.
func joined(parts ...map[Code]string) map[Code]string {
	all := map[Code]string{}
	for _, part := range parts {
		for code, text := range part {
			if _, twice := all[code]; twice {
				panic("fault: code " + string(code) + " is in the catalogue twice")
			}
			all[code] = text
		}
	}
	return all
}

var generalSentences = map[Code]string{
	"form_invalid":    "有 %d 处要改",
	"form_unreadable": "没能读出您提交的内容，请返回上一页再试。",
	"not_found":       "没有找到。",
	"forbidden":       "您的角色不能做这件事。",
	"sign_in_first":   "请先登录。",
	"stale_version":   "您打开这一页以后，别人改过这件案件。下面是现在的样子，您填的还在。",
	"busy":            "系统正忙，请过一会儿再试。",
	"date_unreadable": "写成 2026-06-30 或 2026年6月30日 的样子",
	"day_in_future":   "晚于今天",
}
