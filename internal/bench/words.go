package bench

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"mingda/internal/casefile"
)

// What made-up requests are made of. People, places and numbers belong to
// nobody.
var (
	surnames = []string{"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高", "罗"}
	given    = []string{"建国", "小满", "晓燕", "志强", "丽华", "海峰", "雪梅", "永康", "佳怡", "文博", "若溪", "长河", "玉兰", "思远", "明月", "子衿"}
	minority = []string{"阿卜杜热合曼·麦麦提明", "古丽娜尔·吐尔逊", "买买提江·艾合买提", "巴合提·哈力克", "阿依古丽·玉素甫"}
	firms    = []firm{
		{"明川云栖置业有限公司", casefile.Business}, {"和宁绿洲农业专业合作社", casefile.Business}, {"明川区个体运输户联合会", casefile.Social},
		{"北疆法律服务所", casefile.LegalFirm}, {"和宁大学公共管理学院", casefile.Research}, {"红柳湾镇三村村民小组", casefile.OtherPerson},
	}

	places = []string{
		"团结路片区", "东关街道友谊社区", "西河坝棚户区", "建设路北段", "红柳湾镇三村", "学府路小区", "老城区火车站", "明川水库下游",
		"工业园区二期", "胡杨林保护区", "幸福里小区", "八一路市场", "塔河大桥两侧", "新华社区", "北郊垃圾填埋场", "河滩路",
	}
	topics = []string{
		"房屋征收补偿方案", "土地征收公告和报批材料", "道路改造工程招标文件", "物业维修资金使用情况", "学区划分依据", "财政专项资金分配结果",
		"环境影响评价批复", "安置房建设进度和验收文件", "低保审核公示", "规划许可证及附图", "拆迁评估报告", "供热价格成本监审结论",
		"信访事项处理依据", "耕地占补平衡情况", "食品安全抽检结果", "政府采购合同",
	}
	// What few ask for: each stands in some of ten thousand requests.
	rarities = []string{
		"坎儿井", "褐煤矿权", "驼绒收购", "冰湖溃决", "雪豹监测", "胡杨虫害", "艾德莱斯绸", "葡萄晾房", "戈壁滩头", "老榆树王", "沙枣苗圃", "烽燧遗址",
		"旱獭鼠疫", "芦苇塘口", "棉籽榨油", "羊毛衫厂", "锅炉清洗", "渡槽渗漏", "窑洞加固", "骆驼刺草",
	}
	syllables = []rune("安博昌春德东方芳峰刚光国海浩恒红宏华辉惠慧佳嘉建健江杰静军俊凯康兰磊丽莉亮玲龙梅美敏明宁鹏平萍强琴青荣瑞山珊生胜涛婷伟文武霞祥欣新兴秀旭亚燕阳洋怡英颖永勇玉钰元媛云泽哲珍振正志中忠卓子")
	years     = []string{"2019年", "2020年", "2021年", "2022年", "2023年", "2024年", "2025年", "2018年至2024年"}
)

// A firm is somebody who asks and is no natural person.
type firm struct {
	name  string
	class casefile.Class
}

// A writer makes requests up. The same seed makes the same ones.
type writer struct{ *rand.Rand }

func newWriter(seed uint64) writer { return writer{rand.New(rand.NewPCG(seed, seed))} }

// pick returns one of the choices.
func pick[T any](w writer, from []T) T { return from[w.IntN(len(from))] }

// applicant makes somebody up who asks.
func (w writer) applicant() casefile.Applicant {
	a := casefile.Applicant{
		Class: casefile.Natural, Name: w.name(),
		IDNumber: fmt.Sprintf("65000019%02d0%d%02d%03d0", 50+w.IntN(50), 1+w.IntN(9), 1+w.IntN(28), w.IntN(1000)),
		Phone:    fmt.Sprintf("1390000%04d", w.IntN(10000)), Email: fmt.Sprintf("person%05d@mail.example", w.IntN(100000)),
		Address: fmt.Sprintf("明川区%s%d号%d栋%d室", pick(w, places), 1+w.IntN(200), 1+w.IntN(20), 101+w.IntN(500)), PostCode: "834000",
	}
	switch w.IntN(10) {
	case 0, 1:
		a.Name = pick(w, minority)
	case 2:
		f := pick(w, firms)
		a.Class, a.Name, a.Representative, a.Contact = f.class, f.name, a.Name, a.Name
		a.IDNumber = fmt.Sprintf("91650000MA77%06d", w.IntN(1000000))
	}
	return a
}

// name makes a name up: two in five are the common ones, of whom thousands are.
func (w writer) name() string {
	if w.IntN(5) < 2 {
		return pick(w, surnames) + pick(w, given)
	}
	return pick(w, surnames) + string([]rune{pick(w, syllables), pick(w, syllables)})
}

// wants makes up what is asked for.
func (w writer) wants() casefile.Wants {
	subject := pick(w, years) + pick(w, places) + pick(w, topics)
	if w.IntN(100) == 0 {
		subject = pick(w, years) + pick(w, places) + pick(w, rarities) + "有关材料"
	}
	return casefile.Wants{
		Subject: subject, Medium: casefile.Electronic, Delivery: pick(w, []casefile.Delivery{casefile.ByEmail, casefile.ByPost, casefile.ByDownload}),
		Content: "申请公开" + subject + "，具体包括：\n" + w.list(3+w.IntN(3)),
	}
}

// list writes n items, a line each.
func (w writer) list(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%d. %s%s%s的全文、附件及公示照片；\n", i+1, pick(w, years), pick(w, places), pick(w, topics))
	}
	return b.String()
}
