package demo

import (
	"slices"

	"mingda/internal/casefile"
	"mingda/internal/letter"
)

// plan plans what happens in the demo.
func (f *filling) plan() {
	for _, j := range journeys {
		f.set(j)
	}
	f.split(
		journey{ago: 71, topic: tPasture, who: village, door: casefile.PostSigned, until: archived, kind: letter.Disclose, in: 14},
		journey{ago: 71, topic: tVillages, who: village, door: casefile.PostSigned, until: archived, kind: letter.Disclose, in: 17},
	)
	f.setAside(asides)
	f.waiting()
	f.reviews(slices.Concat(decidedReviews, openReviews))
	f.suedAndLost()
	f.reviewInbox()
	f.yearlies()
}

// journeys are the requests, the oldest first.
var journeys = []journey{
	// What has been answered.
	{ago: 200, topic: tUnionRoad, who: gu, door: casefile.PostSigned, until: archived, kind: letter.Partial, in: 19},
	{ago: 196, topic: tVaccines, who: bai, door: casefile.Web, until: archived, kind: letter.AlreadyPublic, in: 6},
	{ago: 192, topic: tRecording, who: chen, door: casefile.Mail, until: archived, kind: letter.NotExisting, in: 14},
	{ago: 188, topic: tYearbook, who: university, door: casefile.Mail, until: archived, kind: letter.Publication, in: 5},
	{ago: 183, topic: tMyLand, who: gulnar, door: casefile.Web, until: archived, kind: letter.Disclose, in: 15, notice: clarified},
	{ago: 178, topic: tPlanning, who: hengyuan, door: casefile.PostSigned, until: archived, kind: letter.NotOurs, in: 8},
	{ago: 174, topic: tMinutes, who: shen, door: casefile.Web, until: archived, kind: letter.Process, in: 18},
	{ago: 169, topic: tComplaint, who: zhao, door: casefile.PostOrdinary, until: archived, kind: letter.Petition, in: 12},
	{ago: 165, topic: tBuses, who: readers, door: casefile.Counter, until: archived, kind: letter.Disclose, in: 16},
	{ago: 160, topic: tTenYears, who: university, door: casefile.Mail, until: archived, kind: letter.Making, in: 17},
	{ago: 156, topic: tSubsidy, who: lawyers, door: casefile.PostSigned, until: archived, kind: letter.Partial, in: 20, notice: extended},
	{ago: 151, topic: tMap, who: university, door: casefile.Web, until: archived, kind: letter.Secret, in: 13},
	{ago: 147, topic: tPenalty, who: luHong, door: casefile.Counter, until: archived, kind: letter.Enforcement, in: 15},
	{ago: 142, topic: tPipes, who: hengyuan, door: casefile.Mail, until: archived, kind: letter.Security, in: 18},
	{ago: 138, topic: tAppraisal, who: gongYan, door: casefile.Web, until: archived, kind: letter.Internal, in: 11},
	{ago: 133, topic: tCensus, who: bai, door: casefile.Web, until: archived, kind: letter.Forbidden, in: 16},
	{ago: 129, topic: tRegister, who: luHong, door: casefile.PostSigned, until: archived, kind: letter.Inquiry, in: 9},
	{ago: 124, topic: tVillages, who: village, door: casefile.PostSigned, until: archived, kind: letter.Disclose, in: 24}, // late
	{ago: 120, topic: tLifts, who: xu, door: casefile.Web, until: archived, kind: letter.Disclose, in: 15},
	{ago: 115, topic: tGravel, who: lawyers, door: casefile.Mail, until: archived, kind: letter.Partial, in: 19},
	{ago: 111, topic: tTeachers, who: gongYan, door: casefile.Web, until: archived, kind: letter.AlreadyPublic, in: 7},
	{ago: 106, topic: tMyLand, who: zhao, door: casefile.PostOrdinary, notice: lapsed, until: handling},
	{ago: 102, topic: tReadingRoom, who: readers, door: casefile.Web, until: archived, kind: letter.Disclose, in: 14},
	{ago: 97, topic: tUnionRoad, who: lawyers, door: casefile.Mail, until: archived, kind: letter.Disclose, in: 18, then: corrected},
	{ago: 93, topic: tFunds, who: gu, door: casefile.PostOrdinary, until: archived, kind: letter.Partial, in: 19},
	{ago: 88, topic: tResettled, who: readers, door: casefile.Web, until: archived, kind: letter.NotExisting, in: 20, then: suedAndOrdered},
	{ago: 84, topic: tSafety, who: sherali, door: casefile.PostSigned, until: archived, kind: letter.Disclose, in: 12},
	{ago: 79, topic: tTemporary, who: village, door: casefile.Counter, until: archived, kind: letter.Disclose, in: 17},
	{ago: 75, topic: tNursery, who: xu, door: casefile.Web, until: handling, then: withdrawnBy("孩子已经入园，不需要了。", 4)},
	{ago: 70, topic: tHedong, who: chen, door: casefile.Mail, until: replied, kind: letter.Partial, in: 20, then: joinedBy},
	{ago: 64, topic: tCanteen, who: hengyuan, door: casefile.Web, until: replied, kind: letter.Disclose, in: 13, then: suedOver},
	{ago: 60, topic: tPasture, who: gulnar, door: casefile.Counter, until: replied, kind: letter.Disclose, in: 16},
	{ago: 57, topic: tHedong, who: chen, door: casefile.Web, until: replied, kind: letter.Repeated, in: 8},
	{ago: 53, topic: tHospital, who: bai, door: casefile.Web, until: replied, kind: letter.Disclose, in: 20, notice: extended, then: annulledTwin},
	{ago: 49, topic: tMyLand, who: shen, door: casefile.Web, until: replied, kind: letter.Disclose, in: 16, notice: clarified},
	{ago: 44, topic: tDrain, who: lawyers, door: casefile.PostSigned, until: replied, kind: letter.Disclose, in: 19, then: orderedAnew},
	{ago: 38, topic: tAllowance, who: zhao, door: casefile.Mail, until: replied, kind: letter.AlreadyPublic, in: 12},
	{ago: 33, topic: tBuses, who: luHong, door: casefile.Web, until: replied, kind: letter.Disclose, in: 18, then: proposedPublic},

	// What is in hand: late, due today, due soon.
	{ago: 23, topic: tHedong, who: chen, door: casefile.Mail, until: checking, kind: letter.Disclose},
	{ago: 21, topic: tDrain, who: hengyuan, door: casefile.PostSigned, until: signing, kind: letter.Disclose},
	{ago: 20, topic: tAllowance, who: abdurehman, door: casefile.Web, until: serving, kind: letter.Disclose},
	{ago: 20, topic: tDistricts, who: shen, door: casefile.Web, until: checking, kind: letter.Disclose},
	{ago: 26, topic: tUnionRoad, who: abdurehman, door: casefile.Mail, until: drafting, kind: letter.Partial, notice: extended, then: noted},
	{ago: 30, topic: tFarmland, who: village, door: casefile.PostSigned, until: handling, notice: extended},
	{ago: 19, topic: tPasture, who: gulnar, door: casefile.Counter, until: drafting, kind: letter.Disclose,
		then: sentBack("标准的文号没有写全；第二项“依据”要写明是哪一份批复，请补上再送。")},
	{ago: 18, topic: tHospital, who: gu, door: casefile.PostOrdinary, until: handling, notice: extended},
	{ago: 17, topic: tReadingRoom, who: readers, door: casefile.Web, until: handling, then: chased},
	{ago: 17, topic: tSafety, who: sherali, door: casefile.Mail, until: replied, kind: letter.Disclose, in: 15}, // its mail is refused
	{ago: 16, topic: tAgendas, who: readers, door: casefile.Mail, until: drafting, kind: letter.Partial,
		then: sentBack("没有公开的是哪几次会议，要逐次写明；理由引用条例第十六条的，请写到款。")},
	{ago: 16, topic: tNursery, who: xu, door: casefile.Web, until: signing, kind: letter.AlreadyPublic},
	{ago: 16, topic: tGravel, who: lawyers, door: casefile.PostSigned, until: drafting, kind: letter.Partial, then: pressed},
	{ago: 15, topic: tStandstill, who: hengyuan, door: casefile.PostSigned, until: handling, then: joinedBy},
	{ago: 14, topic: tTeachers, who: gongYan, door: casefile.Web, until: checking, kind: letter.Disclose},
	{ago: 15, topic: tContract, who: lawyers, door: casefile.PostSigned, until: handling, then: others},
	{ago: 14, topic: tSafety, who: readers, door: casefile.Web, until: checking, kind: letter.Disclose},
	{ago: 13, topic: tTemporary, who: gulnar, door: casefile.Web, until: checking, kind: letter.Disclose},
	{ago: 13, topic: tHotline, who: sherali, door: casefile.Web, until: drafting, kind: letter.Disclose},
	{ago: 12, topic: tLifts, who: xu, door: casefile.Mail, until: signing, kind: letter.Disclose},
	{ago: 12, topic: tSurvey, who: chen, door: casefile.Mail, until: handling, notice: awaiting, then: answered},
	{ago: 11, topic: tDecision, who: zhao, door: casefile.Web, until: signing, kind: letter.Disclose, then: together},
	{ago: 11, topic: tMyLand, who: gu, door: casefile.PostOrdinary, until: handling, notice: awaiting},
	{ago: 10, topic: tGravel, who: hengyuan, door: casefile.PostSigned, until: signing, kind: letter.Disclose},
	{ago: 10, topic: tFarmland, who: xu, door: casefile.Mail, until: handling, notice: early},
	{ago: 9, topic: tCanteen, who: bai, door: casefile.Web, until: signing, kind: letter.Disclose},
	{ago: 9, topic: tMyLand, who: bai, door: casefile.Web, until: handling, notice: awaiting},
	{ago: 9, topic: tApprovals, who: university, door: casefile.Web, until: handling, then: many},
	{ago: 8, topic: tSafety, who: hengyuan, door: casefile.PostSigned, until: handling, then: charged},
	{ago: 8, topic: tVillages, who: university, door: casefile.Mail, until: handling, then: escalated},
	{ago: 8, topic: tLifts, who: luHong, door: casefile.Counter, until: handling},
	{ago: 7, topic: tDecisions, who: university, door: casefile.PostSigned, until: handling, then: searchedFor},
	{ago: 6, topic: tNursery, who: luHong, door: casefile.Web, until: handling},
	{ago: 6, topic: tTemporary, who: village, door: casefile.PostSigned, until: assigned},
	{ago: 6, topic: tUnionRoad, who: hengyuan, door: casefile.PostSigned, until: handling, then: helped},
	{ago: 6, topic: tMining, who: village, door: casefile.PostSigned, until: handling, then: handedOn},
	{ago: 5, topic: tCanteen, who: hengyuan, door: casefile.Web, until: handling},
	{ago: 4, topic: tAllowance, who: shen, door: casefile.Web, until: handling},
	{ago: 4, topic: tFunds, who: lawyers, door: casefile.PostSigned, until: handling, then: answeredTogether},
	{ago: 4, topic: tOwnRecord, who: gulnar, door: casefile.Web, until: handling},
	{ago: 3, topic: tMyLand, who: zhao, door: casefile.Web, until: registered},
	{ago: 2, topic: tVaccines, who: bai, door: casefile.Web, until: assigned},
	{ago: 2, topic: tCars, who: gongYan, door: casefile.Web, until: assigned},
	{ago: 2, topic: tDistricts, who: xu, door: casefile.Mail, until: registered, then: dividedUp},
	{ago: 1, topic: tTemporary, who: zhao, door: casefile.Mail, until: registered},
	{ago: 1, topic: tTeachers, who: shen, door: casefile.Web, until: registered},
	{ago: 1, topic: tBuses, who: readers, door: casefile.Web, until: registered},
}
