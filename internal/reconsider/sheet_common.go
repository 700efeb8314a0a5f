package reconsider

import "mingda/internal/law"

// defenceQuestions ask what article 70 hangs on.
var defenceQuestions = []Question{
	{Code: "defence.given", Element: Defence, Text: "被申请人是否在期限内提出了书面答复，并提交了证据、依据和有关材料？",
		Article: review("第四十八条、第五十四条、第七十条"),
		Help:    "普通程序自收到副本之日起 " + workdays(law.DefenceOrdinary) + "，简易程序 " + workdays(law.DefenceSummary) + "。书面答复和证据、依据缺一样，也答“否”，写明缺什么。"},
	{Code: "defence.third", Element: Defence, After: []string{"defence.given"}, Text: "行为涉及第三人合法权益的，第三人是否提供了证据？",
		Article: review("第七十条"), Ordinary: No,
		Help: "第三人提供了证据的，不能只因为被申请人没有举证就视为没有证据，仍按查明的事实逐问审查。"},
}

// commonQuestions are asked of every reply.
var commonQuestions = []Question{
	{Code: "all.agency", Element: Authority, Text: "作出答复的是不是有权答复的机关，是否以自己的名义？",
		Article: foi("第四条、第十条第二款、第二十七条"), Proof: "机关职责的规定；以派出机构、内设机构名义答复的，法律、法规的授权",
		Help: "谁收到申请，谁答复。派出机构、内设机构依照法律、法规对外以自己名义履行职能的，才可以自己答复。"},
	{Code: "all.same", Element: Facts, Text: "申请的和答复的是不是同一内容，有没有遗漏？",
		Article: foi("第二十九条第二款第二项、第三十六条"), Proof: "申请书（有补正的，补正内容）和答复书",
		Help: "把申请事项逐项列出，与答复逐项对照；把申请理解窄了、答非所问、漏答一项的，答“否”。"},
	{Code: "all.basis", Element: Basis, Text: "答复是否写明了所适用的条款，条款是否适用正确？",
		Article: foi("第三十六条") + "、" + review("第六十三条第一款第二项"), Proof: "答复书引用的条款",
		Help: "条款错引、漏引、只写法规名称不写条款、应当适用特别规定而适用一般规定的，答“否”（行政复议法实施条例第五十六条，2026年7月1日起）。"},
	{Code: "all.receipt", Element: Procedure, Text: "收到申请之日是否认定正确？",
		Article: foi("第三十一条"), Proof: "签收凭证、确认的记录或者系统记录",
		Help: "当面提交的，提交之日；签收的邮件，签收之日；平信，当日与申请人确认，确认之日；互联网、传真，双方确认之日。"},
	{Code: "all.period", Element: Procedure, Text: "按收到之日、补正、征求意见、延期重新计算，答复是否没有超过期限？",
		Article: foi("第三十条、第三十三条"), Proof: "各次告知和送达的凭证；延期经政府信息公开工作机构负责人同意的记录",
		Help: workdays(law.Answer) + "；延期最长再加 " + workdays(law.AnswerExtension) + "，须经负责人同意并在期满以前告知；征求第三方和其他机关意见的时间不计。邮寄答复的，以交邮之日为准。"},
	{Code: "all.form", Element: Procedure, Text: "答复是否以书面作出，名称、日期、印章是否齐备？",
		Article: OwnRule, Proof: "答复书原件或者扫描件",
		Help: "只有形式、用纸、印章有欠缺，不影响申请人知道答复内容的，一般属于轻微。"},
	{Code: "all.served", Element: Procedure, Text: "答复是否送达申请人，有凭证？",
		Article: "国办公开办函〔2016〕235号", Proof: "送达回证、邮寄单据、系统到达记录",
		Help: "电子送达须是申请人选择的。送达之日关系申请复议的期限。"},
	{Code: "all.remedies", Element: Procedure, from: law.ReconsiderationLaw.From, until: rulesFrom.AddDays(-1), Text: remediesTold,
		Article: review("第二十条第三款、第二十三条第二款"), Proof: "答复书末尾的告知", Help: remediesHelp},
	{Code: "all.remedies", Element: Procedure, from: rulesFrom, Text: remediesTold,
		Article: review("第二十条第三款、第二十三条第二款") + "、" + rules("第二十五条"), Proof: "答复书末尾的告知", Help: remediesHelp},
	{Code: "all.alike", Element: Content, onDecision: true, from: law.ReconsiderationRules.From, Answers: orNA,
		Text:    "对相同情况的申请人，被申请人是否作了同样的答复？",
		Article: review("第六十三条第一款第一项") + "、" + rules("第五十五条第三项"),
		Help:    "申请人提出别人得到不同答复，或者同案检索中有同一被申请人的不同答复的，要查；没有相同情况的，答“不适用”，写明查过什么。"},
}

const (
	remediesTold = "是否正确告知了申请行政复议的权利、复议机关和期限？"
	remediesHelp = "依第十四条、第十五条、第十六条不予公开的，应当告知先申请复议。没有告知的，申请期限自知道之日起计算，最长一年；答复内容本身不受影响。"
)

// examined is asked of refusals, and of what was separated.
var examined = Question{Code: "refusal.examined", Element: Procedure, Answers: orNA, Text: "答复以前是否经过公开审查，不能确定的是否报有关部门确定？",
	Article: foi("第十七条"), Proof: "审查记录、请示和答复",
	Help: "审查的要求针对拟公开的信息；没有不能确定的问题，也没有拟公开部分的，可以答“不适用”，写明理由。"}

// refusalQuestions are asked where the whole was withheld under arts 14-16. A reply
// in parts has its own like them.
var refusalQuestions = []Question{
	{Code: "refusal.separable", Element: Facts, Text: "不予公开的内容中是否没有可以区分处理后提供的部分（能区分的，已经提供）？",
		Article: foi("第三十七条"), Court: court("第十一条第三项"), Proof: "信息原件或者目录，区分处理的说明",
		Help: "整份不予公开的，要看每一部分是否都不应当公开。遮去姓名、号码以后可以提供的，属于能够区分。"},
	{Code: "refusal.reasons", Element: Procedure, Text: "答复是否说明了不予公开的理由？",
		Article: foi("第三十六条第三项"), Proof: "答复书",
		Help: "只引条款、重复法条原文，不说这份信息为什么属于该情形的，答“否”。复议中补充的理由不能代替答复时的理由。"},
	examined,
}

// replyCircumstances are what the decision on a reply depends on beside the reply
// itself.
var replyCircumstances = []Question{
	{Code: "found_out", Element: Circumstance, After: []string{string(Facts)}, Text: "没有查清的事实和证据，本机关是否已经查清？",
		Article: review("第六十三条第一款第三项"), Ordinary: No,
		Help: "查清的，可以变更；没有查清、只有被申请人能够查清的，撤销。写明查清了什么，证据在哪一页。"},
	{Code: "basis_unlawful", Element: Circumstance, After: []string{string(Basis)}, Text: "所适用的依据本身是否不合法？",
		Article: review("第六十四条第一款第三项"), Ordinary: No,
		Help: "依据尚未生效、超越制定主体权限、违反上位法规定的，属于不合法（行政复议法实施条例第五十七条，2026年7月1日起）；只是条款用错的，答“否”。"},
	{Code: "conclusion_stands", Element: Circumstance, After: []string{string(Basis)}, Text: "改用正确的依据，答复的结论是否仍然成立？",
		Article: review("第六十三条第一款第二项"),
		Help:    "仍然成立的，改正依据；不成立的，本机关变更结论或者撤销。"},
	{Code: "slight", Element: Circumstance, After: []string{string(Procedure)}, Text: "有问题的程序是否都只是轻微违法，对申请人的权利不产生实际影响？",
		Article: review("第六十五条第一款第二项"), Ordinary: No,
		Help: "处理期限轻微违法，通知、送达等程序轻微违法，而对陈述、申辩等重要程序性权利没有实际影响的，属于轻微（行政复议法实施条例第五十九条，2026年7月1日起）。没有征求第三方意见的，一般不是轻微。"},
	{Code: "worse", Element: Circumstance, After: []string{string(Facts), string(Basis), string(Content)}, Text: "变更的结果是否对申请人更为不利，而第三人没有提出相反请求？",
		Article: review("第六十三条第二款"), Ordinary: No,
		Help: "对申请人更为不利的，不得变更。"},
	{Code: "changed", Element: Circumstance, Text: "复议期间，被申请人是否改变了原答复，或者已经提供了信息？",
		Article: review("第六十五条第二款第二项"), Court: court("第十二条第二项"), Ordinary: No,
		Help: "写明哪一天、怎样改变的。"},
	{Code: "insists", Element: Circumstance, After: []string{"changed"}, Text: "改变以后，申请人是否仍要求撤销或者确认原答复违法？",
		Article: review("第六十五条第二款第二项"), Ordinary: No,
		Help: "要问申请人，记明日期。不再要求的，由申请人撤回。"},
	{Code: "irrevocable", Element: Circumstance, Text: "答复违法的，是否没有可以撤销的内容？",
		Article: review("第六十五条第二款第一项"), Court: court("第十二条第一项"), Ordinary: No,
		Help: "例如信息已经公开，撤销也收不回来。"},
	{Code: "public_harm", Element: Circumstance, Text: "撤销是否会给国家利益、社会公共利益造成重大损害？",
		Article: review("第六十五条第一款第一项"), Ordinary: No,
		Help: "写明损害是什么、为什么重大。"},
	{Code: "void_claimed", Element: Circumstance, Text: "申请人是否请求确认答复无效？",
		Article: review("第六十七条"), Ordinary: No},
	{Code: "void_grave", Element: Circumstance, After: []string{"void_claimed"}, Text: "答复是否属于重大且明显违法？",
		Article: review("第六十七条"), Ordinary: No,
		Help: "不具有行政主体资格；增加义务或者减损权利而没有法律、法规、规章依据；内容客观上不可能实施等（行政复议法实施条例第六十条，2026年7月1日起）。"},
	{Code: "void_kept", Element: Circumstance, After: []string{"void_claimed"}, onDecision: true, from: law.ReconsiderationRules.From, Answers: orNA, Ordinary: No,
		Text:    "不属于无效情形的，经释明，申请人是否拒绝变更请求？",
		Article: rules("第六十一条第一款第一项"),
		Help:    "释明的时间、内容要记录。属于无效情形的，答“不适用”。"},
	{Code: "same_again", Element: Circumstance, onDecision: true, from: law.ReconsiderationRules.From, Ordinary: No,
		Text:    "这次答复是不是被责令重新作出后，以同一事实和理由作出的相同或者基本相同的答复？",
		Article: review("第六十四条第二款") + "、" + rules("第五十八条第三款"),
		Help:    "上次只因违反法定程序被撤销的，不在此限，答“否”。"},
}

// circumstances are asked of replies and of silence.
var circumstances = []Question{
	{Code: "admissible", Element: Circumstance, Text: "是否符合受理条件？",
		Article: review("第三十条第一款、第三十三条"),
		Help:    "受理以后发现不符合七项条件之一的，答“否”，写明哪一项。"},
	{Code: "process_act", Element: Circumstance, onDecision: true, from: law.ReconsiderationRules.From, Ordinary: No,
		Text:    "申请复议的是否属于不予受理的事项？",
		Article: review("第三十三条") + "、" + rules("第三十六条"),
		Help:    "为作出行政行为而实施的论证、请示、咨询等过程性行为，对信访事项的登记、受理、交办、转送、复查、复核等。单独对补正告知、延期告知、征求意见申请复议的，一般属于过程性行为（参照国办函〔2021〕132号第三条）。"},
	{Code: "baseless", Element: Circumstance, onDecision: true, from: law.ReconsiderationRules.From, Ordinary: No,
		Text:    "复议请求是否明显缺乏事实和法律依据，经释明后申请人仍然坚持？",
		Article: rules("第三十七条第一款第一项"),
		Help:    "要“明显”，并且已经释明、有记录；需要审查才能判断的，答“否”。"},
	{Code: "settled_by_court", Element: Circumstance, onDecision: true, from: law.ReconsiderationRules.From, Ordinary: No,
		Text:    "行为的法律效力是否已经被人民法院生效裁判、调解书确认？",
		Article: rules("第三十七条第一款第三项")},
	{Code: "ended", Element: Circumstance, Text: "是否有应当终止的情形？", Ordinary: No,
		Article: review("第四十一条"),
		Help:    "申请人撤回，行政复议机构准予撤回；申请人死亡、终止而没有人承受或者承受人放弃；因第三十九条第一款第一项、第二项、第四项中止满六十日，原因仍未消除。"},
	{Code: "effective", Element: Circumstance, onDecision: true, from: law.ReconsiderationRules.From, Ordinary: No,
		Text:    "别人就同一行政行为或者同样行政行为申请复议的，是否已有发生法律效力的复议决定？",
		Article: rules("第六十五条"),
		Help:    "同样行政行为，是指同一行政机关就同一事实对多个当事人分别作出的行为。写明决定的案号和结果。"},
}
