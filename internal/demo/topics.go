package demo

import "mingda/internal/intake"

// A topic is something that is asked for.
type topic struct {
	subject string
	content string   // one item a line
	docs    []string // what the office has of it
	agency  string
	unit    string
}

// topics are what is asked for, and who has it.
var topics = []topic{
	{"团结路片区（二期）房屋征收补偿方案、资金拨付凭证及分户补偿情况", "团结路片区（二期）房屋征收补偿方案\n该片区征收补偿资金拨付凭证\n分户补偿情况公示",
		[]string{"补偿方案（区政府批复）", "拨付凭证", "分户补偿表（遮挡）"}, government, unitHousing},
	{"河东片区征收补偿评估报告", "河东片区房屋征收补偿评估报告及评估机构的选定记录", []string{"河东片区评估报告"}, government, unitHousing},
	{"团结路排水改造工程评标报告", "2025年团结路排水改造工程的评标报告和中标通知书", []string{"评标报告", "中标通知书"}, government, unitFinance},
	{"东关街道低保对象公示（2025年度）", "东关街道2025年度最低生活保障对象公示表", []string{"低保对象公示表"}, government, unitStreet},
	{"学区划分调整方案及论证材料", "2026年城区小学学区划分调整方案\n方案的专家论证意见", []string{"学区划分调整方案", "专家论证意见"}, government, unitSchools},
	{"请公开我家那块地的情况", "请公开我家那块地的情况，以前说过要征的", []string{"地块调查表"}, government, unitLand},
	{"草场征收补偿标准及依据", "胡杨镇草场征收补偿标准\n制定该标准的依据", []string{"草场补偿标准批复"}, government, unitFarms},
	{"区医院改扩建项目可行性研究报告", "区人民医院改扩建项目可行性研究报告及批复", []string{"可行性研究报告批复"}, government, unitHealth},
	{"社区图书室经费决算", "河畔社区图书室2024年、2025年经费决算", []string{"经费决算表"}, government, unitFinance},
	{"公办幼儿园收费备案表", "全区公办幼儿园2026年收费备案表", []string{"收费备案表"}, government, unitSchools},
	{"停产停业损失补偿核算表", "恒远公司厂房停产停业损失补偿核算表及核算说明", []string{"损失核算表", "核算说明"}, government, unitFinance},
	{"团结路12号房屋征收决定", "团结路12号所在地块的房屋征收决定及送达回证", []string{"房屋征收决定"}, government, unitLand},
	{"农用地转用和土地征收批复", "胡杨镇绿洲村农用地转用和土地征收的批复文件", []string{"农用地转用批复"}, government, unitLand},
	{"被征收房屋调查登记表", "河东片区幸福巷8号房屋的调查登记表", []string{"房屋调查登记表"}, government, unitHousing},
	{"团结路片区（二期）补偿资金总额", "团结路片区（二期）征收补偿资金的总额和到位情况", []string{"资金到位情况"}, government, unitFinance},
	{"活动用房征收后安置去向", "读书会原活动用房征收后的安置去向和有关会议纪要", []string{"安置方案"}, government, unitHousing},
	{"2025年乡村振兴衔接资金项目台账", "2025年乡村振兴衔接资金项目台账（项目名称、金额、实施单位）", []string{"项目台账"}, government, unitFarms},
	{"城区公交线路调整的听证记录", "2026年城区公交线路调整的听证会记录", []string{"听证会记录"}, government, unitHousing},
	{"供水管网改造工程施工图", "城东供水管网改造工程的施工图和阀门井位置图", nil, government, unitHousing},
	{"老旧小区改造的会议讨论记录", "区政府研究老旧小区改造实施方案时的会议讨论记录", nil, government, unitOffice},
	{"机关干部年度考核结果", "区政府办公室2025年干部年度考核等次", nil, government, unitOffice},
	{"违法建设处罚案卷", "明综执罚〔2026〕17号案的全部案卷材料", nil, government, unitHousing},
	{"文化巷2号不动产登记资料", "文化巷2号房屋的不动产登记簿和登记原始资料", nil, government, unitLand},
	{"近十年征收补偿金额汇总", "2016年至2025年全区征收补偿金额，按年份和街道汇总", nil, government, unitFinance},
	{"明川区统计年鉴2025", "《明川区统计年鉴2025》全文", nil, government, unitOffice},
	{"要求处理征收工作人员", "要求公开并处理在团结路征收中态度恶劣的工作人员", nil, government, unitHousing},
	{"建设工程规划许可证", "团结路商业综合体的建设工程规划许可证及附图", nil, government, unitLand},
	{"2019年入户调查录音", "2019年团结路片区入户调查时的录音资料", nil, government, unitHousing},
	{"预防接种门诊设置依据", "全区预防接种门诊的设置规划和名单", nil, government, unitHealth},
	{"企业技术改造补助申报材料", "2025年企业技术改造补助的申报材料和评审意见", []string{"补助公示名单"}, government, unitFinance},
	{"城区大比例尺地形图", "城区1:500地形图电子数据", nil, government, unitLand},
	{"经济普查入户调查表", "第五次经济普查团结路沿街商户的入户调查表", nil, government, unitOffice},
	{"加装电梯补贴发放明细", "2025年老旧小区加装电梯补贴的发放明细", []string{"补贴发放明细"}, housing, "征收与补偿科"},
	{"南湖小区房屋安全鉴定报告", "南湖小区3栋房屋安全鉴定报告", []string{"房屋安全鉴定报告"}, housing, "征收与补偿科"},
	{"砂石采矿权出让合同", "河滩砂石采矿权出让合同和成交确认书", []string{"采矿权成交确认书"}, land, "用途管制科"},
	{"临时用地批准文件", "高速公路项目在胡杨镇的临时用地批准文件", []string{"临时用地批复"}, land, "用途管制科"},
	{"教师招聘岗位设置说明", "2026年教师公开招聘的岗位设置说明和资格条件依据", []string{"岗位设置说明"}, schools, "基础教育科"},
	{"学校食堂招标文件", "区第二小学食堂2026年委托经营招标文件", []string{"食堂招标文件"}, schools, "基础教育科"},
	{"区政府常务会议议题目录（2026年上半年）", "区政府2026年上半年历次常务会议的议题目录\n已经公布的会议纪要清单", []string{"常务会议议题目录"}, government, unitOffice},
	{"政务服务热线办理情况通报", "2026年第三季度12345热线办理情况通报及各单位排名", []string{"第三季度办理情况通报"}, government, unitOffice},
	{"区政府机关公务用车运行费用明细", "区政府办公室2025年公务用车的数量和运行维护费用明细", []string{"公务用车费用明细"}, government, unitOffice},
	{"重大行政决策事项目录及征求意见情况", "2026年区政府重大行政决策事项目录\n公开征求意见的采纳情况说明", []string{"重大行政决策事项目录", "意见采纳情况说明"}, government, unitOffice},
	{"团结路拓宽工程拆除施工合同", "团结路拓宽工程的拆除施工合同\n工程价款的结算单", []string{"拆除施工合同"}, government, unitHousing},
	{"历年征地批复和补偿方案目录", "2016年以来全区每一宗征地的批复、补偿方案、听证材料和拨付凭证的目录\n上述每一份文件的形成日期和页数", nil, government, unitLand},
	{"砂石采矿权延续登记材料", "胡杨镇河滩砂石采矿权2025年延续登记的申请和审查意见", nil, government, unitLand},
	{"绿洲村3组征收土地登记表第17号", "", nil, government, unitLand},
}

// Places among the topics.
const (
	tUnionRoad = iota
	tHedong
	tDrain
	tAllowance
	tDistricts
	tMyLand
	tPasture
	tHospital
	tReadingRoom
	tNursery
	tStandstill
	tDecision
	tFarmland
	tSurvey
	tFunds
	tResettled
	tVillages
	tBuses
	tPipes
	tMinutes
	tAppraisal
	tPenalty
	tRegister
	tTenYears
	tYearbook
	tComplaint
	tPlanning
	tRecording
	tVaccines
	tSubsidy
	tMap
	tCensus
	tLifts
	tSafety
	tGravel
	tTemporary
	tTeachers
	tCanteen
	tAgendas
	tHotline
	tCars
	tDecisions
	tContract
	tApprovals
	tMining
	tOwnRecord
)

// corrections are the topics that are no request: what is wrong in a record about
// the applicant (条例 41).
var corrections = map[int]intake.CorrectionAsked{
	tOwnRecord: {
		Record: "绿洲村3组征收土地登记表第17号", Was: "承包地面积 6.2 亩", Now: "承包地面积 8.6 亩", Evidence: "土地承包经营权证（明农承包2019第0317号）载明 8.6 亩",
	},
}
