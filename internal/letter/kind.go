package letter

import (
	"mingda/internal/fault"
	"mingda/internal/law"
)

// A Kind is a kind of paper. Kinds are stable: they stand in the ledger, in
// URLs and on the command line.
type Kind string

// The kinds. Replies have the code of their result in internal/law.
const (
	Receipt        Kind = "receipt"
	Confirmation   Kind = "confirmation"
	SpokenRecord   Kind = "spoken_record"
	Clarification  Kind = "clarification"
	Extension      Kind = "extension"
	ServiceReceipt Kind = "service_receipt"

	ThirdPartyInquiry Kind = "third_party_inquiry"
	ThirdPartyTold    Kind = "third_party_told"
	JointInquiry      Kind = "joint_inquiry"
	HelpNote          Kind = "help_note"
	Transfer          Kind = "transfer"

	ServiceCover    Kind = "service_cover"
	EnvelopeLabel   Kind = "envelope"
	Registration    Kind = "registration"
	Approval        Kind = "approval"
	Chase           Kind = "chase"
	ClockSheet      Kind = "clock_sheet"
	ArchiveCover    Kind = "archive_cover"
	ArchiveContents Kind = "archive_contents"

	Disclose      Kind = "disclose"
	AlreadyPublic Kind = "already_public"
	Partial       Kind = "partial"
	Secret        Kind = "secret"
	Forbidden     Kind = "forbidden"
	Security      Kind = "security"
	ThirdParty    Kind = "third_party"
	Internal      Kind = "internal"
	Process       Kind = "process"
	Enforcement   Kind = "enforcement"
	NotExisting   Kind = "not_existing"
	NotOurs       Kind = "not_ours"
	Making        Kind = "making"
	Inquiry       Kind = "inquiry"
	Petition      Kind = "petition"
	Repeated      Kind = "repeated"
	Publication   Kind = "publication"
	Unclear       Kind = "unclear"
	Excessive     Kind = "excessive"
	Confirm       Kind = "confirm"
	NoSupplement  Kind = "no_supplement"
	NoPayment     Kind = "no_payment"
	Withdrawn     Kind = "withdrawn"
)

// A KindInfo says what a kind of paper is.
type KindInfo struct {
	Code   Kind
	Name   string     // as the office calls it
	Title  string     // printed over the letter
	Result law.Result // the result a reply announces; empty for other papers and for Mixed, see ResultOf
	Series string     // word of the number series (答, 补, 延); empty where the paper has no number
	Signed bool       // goes through draft, check and signature
}

// A kindRow is a kind with its form and its value type.
type kindRow struct {
	KindInfo
	form    Form           // LetterForm means: as the office has set it
	content func() content // an empty value of the kind's own type
}

// kinds is the table of the office's papers, in the order in which lists show it;
// those of reconsideration stand in reviewKinds, that before the court in courtKinds.
var kinds = []kindRow{
	{KindInfo{Receipt, "登记回执", "政府信息公开申请登记回执", "", "", false}, Sheet, func() content { return &receipt{} }},
	{KindInfo{Confirmation, "收到确认", "收到政府信息公开申请确认书", "", "", false}, LetterForm, func() content { return &confirmation{} }},
	{KindInfo{SpokenRecord, "口头申请记录", "政府信息公开口头申请记录", "", "", false}, Sheet, func() content { return &spokenRecord{} }},
	{KindInfo{Clarification, "补正告知书", "政府信息公开申请补正告知书", "", "补", true}, LetterForm, func() content { return &clarification{} }},
	{KindInfo{Extension, "延期答复告知书", "延长政府信息公开申请答复期限告知书", "", "延", true}, LetterForm, func() content { return &extension{} }},
	{KindInfo{ReasonsRequest, "要求说明理由通知书", "政府信息公开申请说明理由通知书", "", "函", true}, LetterForm, func() content { return &reasonsRequest{} }},
	{KindInfo{Delay, "延迟答复告知书", "延迟答复政府信息公开申请告知书", "", "延", true}, LetterForm, func() content { return &delay{} }},
	{KindInfo{OthersAsked, "征求意见告知书", "政府信息公开申请征求意见情况告知书", "", "告", true}, LetterForm, func() content { return &othersAsked{} }},
	{KindInfo{FeeNotice, "收费通知书", "政府信息公开信息处理费缴费通知书", "", "费", true}, LetterForm, func() content { return &feeNotice{} }},
	{KindInfo{FeeReceipt, "缴费确认书", "政府信息公开信息处理费缴费确认书", "", "", false}, LetterForm, func() content { return &feeReceipt{} }},

	reply(Disclose, "予以公开答复书", func() content { return &disclose{} }),
	reply(AlreadyPublic, "已主动公开答复书", func() content { return &alreadyPublic{} }),
	reply(Partial, "部分公开答复书", newPartial),
	refuse(Secret, "不予公开答复书（国家秘密）", &secretGround{}),
	refuse(Forbidden, "不予公开答复书（法律、行政法规禁止）", &forbiddenGround{}),
	refuse(Security, "不予公开答复书（三安全一稳定）", &securityGround{}),
	refuse(ThirdParty, "不予公开答复书（第三方合法权益）", &thirdPartyGround{}),
	refuse(Internal, "不予公开答复书（内部事务信息）", &internalGround{}),
	refuse(Process, "不予公开答复书（过程性信息）", &processGround{}),
	refuse(Enforcement, "不予公开答复书（行政执法案卷）", &enforcementGround{}),
	reply(Inquiry, "属于行政查询事项答复书", func() content { return &inquiry{} }),
	reply(NotExisting, "信息不存在答复书", func() content { return &notExisting{} }),
	reply(NotOurs, "不属本机关负责公开答复书", func() content { return &notOurs{} }),
	reply(Making, "需要另行制作答复书", func() content { return &making{} }),
	reply(Petition, "信访投诉举报答复书", func() content { return &petition{} }),
	reply(Repeated, "重复申请答复书", func() content { return &repeated{} }),
	reply(Publication, "公开出版物答复书", func() content { return &publication{} }),
	reply(Unclear, "补正后仍不明确答复书", func() content { return &unclear{} }),
	reply(Excessive, "无正当理由大量反复申请答复书", func() content { return &excessive{} }),
	reply(Confirm, "确认或者重新出具答复书", func() content { return &confirm{} }),
	reply(NoSupplement, "逾期不补正告知书", func() content { return &noSupplement{} }),
	reply(NoPayment, "逾期不缴费告知书", func() content { return &noPayment{} }),
	reply(Mixed, "分项答复书", func() content { return &mixed{} }),
	{KindInfo{Withdrawn, "撤回申请确认书", "政府信息公开申请撤回确认书", "", "答", true}, LetterForm, func() content { return &withdrawn{} }},
	{KindInfo{CorrectionMade, "予以更正答复书", correctionTitle, law.CorrectionMade, "更", true}, LetterForm, func() content { return &correctionMade{} }},
	{KindInfo{CorrectionPassedOn, "不属本机关更正答复书", correctionTitle, law.CorrectionPassedOn, "更", true}, LetterForm, func() content { return &correctionPassedOn{} }},
	{KindInfo{CorrectionRefused, "不予更正答复书", correctionTitle, law.CorrectionRefused, "更", true}, LetterForm, func() content { return &correctionRefused{} }},

	{KindInfo{ThirdPartyInquiry, "征求第三方意见书", "政府信息公开征求第三方意见书", "", "征", true}, LetterForm, func() content { return &thirdPartyInquiry{} }},
	{KindInfo{ThirdPartyTold, "决定公开告知书（第三方）", "决定公开政府信息告知书", "", "知", true}, LetterForm, func() content { return &thirdPartyTold{} }},
	{KindInfo{JointInquiry, "征求共同制作机关意见函", "政府信息公开征求意见函", "", "商", true}, LetterForm, func() content { return &jointInquiry{} }},
	{KindInfo{HelpNote, "协助查找单", "政府信息协助查找单", "", "", false}, Sheet, func() content { return &helpNote{} }},
	{KindInfo{Transfer, "申请转送函", "政府信息公开申请转送函", "", "转", true}, LetterForm, func() content { return &transfer{} }},
	{KindInfo{CorrectionTransfer, "更正申请转送函", "更正政府信息申请转送函", "", "转", true}, LetterForm, func() content { return &correctionTransfer{} }},

	{KindInfo{ServiceCover, "送达通知", "政府信息公开文书送达通知", "", "", false}, Sheet, func() content { return &serviceCover{} }},
	{KindInfo{ServiceReceipt, "送达回证", "送达回证", "", "", false}, Sheet, func() content { return &serviceReceipt{} }},
	{KindInfo{EnvelopeLabel, "信封", "信封", "", "", false}, EnvelopeForm, func() content { return &envelope{} }},

	{KindInfo{Registration, "申请登记表", "政府信息公开申请登记表", "", "", false}, Sheet, func() content { return &registration{} }},
	{KindInfo{Approval, "审批单", "政府信息公开文书审批单", "", "", false}, Sheet, func() content { return &approval{} }},
	{KindInfo{Chase, "督办单", "政府信息公开申请督办单", "", "", false}, Sheet, func() content { return &chase{} }},
	{KindInfo{ClockSheet, "期限说明", "政府信息公开申请期限说明", "", "", false}, Sheet, func() content { return &clockSheet{} }},
	{KindInfo{ArchiveCover, "案卷封面", "政府信息公开申请案卷", "", "", false}, Sheet, func() content { return &archiveCover{} }},
	{KindInfo{ArchiveContents, "卷内目录", "卷内文件目录", "", "", false}, Sheet, func() content { return &archiveContents{} }},
}

// reply returns the row of a reply. Its code is that of its result; a mixed one
// has those of its items.
func reply(code Kind, name string, value func() content) kindRow {
	result := law.Result(code)
	if code == Mixed {
		result = ""
	}
	return kindRow{KindInfo{code, name, "政府信息公开答复书", result, "答", true}, LetterForm, value}
}

// refuse returns the row of a reply that withholds everything on one ground.
func refuse[G any, P interface {
	*G
	ground
}](code Kind, name string, _ P) kindRow {
	return reply(code, name, func() content { return &refusal{Ground: P(new(G))} })
}

// extraField is the field for the officer's own paragraphs, in every paper
// that is signed.
const extraField = "extra"

// allFields returns the fields of value, which is of this kind.
func (k kindRow) allFields(value content, f Facts, v Values) []Field {
	if c, ok := value.(chooser); ok {
		c.choose(f, v)
	}
	fields := value.fields(f)
	if k.Signed {
		fields = append(fields, Field{Name: extraField, Label: "在两段之间加一段话", Type: TextField, into: new(string),
			Hint: "可不填。放在法定段落之前，审核人会看到。"})
	}
	return fields
}

func lookup(kind Kind) (kindRow, bool) {
	for _, table := range [][]kindRow{kinds, reviewKinds, courtKinds} {
		for _, k := range table {
			if k.Code == kind {
				return k, true
			}
		}
	}
	return kindRow{}, false
}

// titleOf returns the title of the kind's papers, by which another paper cites
// one: title first, then its number.
func titleOf(kind Kind) string {
	k, _ := lookup(kind)
	return k.Title
}

// Kinds returns all kinds in the order in which lists show them: those of the
// office, then those of reconsideration, then that before the court.
func Kinds() []KindInfo {
	var all []KindInfo
	for _, table := range [][]kindRow{kinds, reviewKinds, courtKinds} {
		for _, k := range table {
			all = append(all, k.KindInfo)
		}
	}
	return all
}

// Info returns what the kind is; an unknown code is fault.NotFound.
func Info(kind Kind) (KindInfo, error) {
	if k, ok := lookup(kind); ok {
		return k.KindInfo, nil
	}
	return KindInfo{}, fault.New(fault.NotFound, "letter_kind_unknown", string(kind))
}
