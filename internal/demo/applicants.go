package demo

import (
	"fmt"
	"strings"

	"mingda/internal/casefile"
)

// applicants are the people and organisations who ask. None of them exists:
// the numbers of persons begin with 650000, which is no place of birth, their
// phones with 000.
var applicants = []casefile.Applicant{
	person("阿卜杜热合曼·麦麦提明", "19900307", 1, "000-0000-1357", "abdurehman@example.com", "明川区东关街道团结路46号"),
	person("古丽娜尔·艾合买提", "19860921", 2, "000-0000-2468", "gulnar@example.com", "明川区胡杨镇绿洲村3组17号"),
	person("沈知秋", "19931104", 4, "000-0000-3571", "shenzhiqiu@example.com", "明川区学府路9号院2栋401室"),
	person("陈立衡", "19711219", 3, "000-0000-4682", "chenliheng@example.net", "明川区河东片区幸福巷8号"),
	person("许望舒", "19950530", 6, "000-0000-5793", "xuwangshu@example.org", "明川区建设路21号1单元302室"),
	person("顾行简", "19680214", 7, "000-0000-6804", "", "明川区南湖街道滨河路5号"),
	person("赵闻笛", "19821008", 8, "000-0000-7915", "zhaowendi@example.com", "明川区东关街道团结路12号"),
	person("陆𬭎", "19790616", 9, "000-0000-8026", "luhong@example.com", "明川区东关街道文化巷2号"),
	person("龚䶮", "20010425", 10, "000-0000-9137", "gongyan@example.net", "和宁市大学路1号学生公寓"),
	organisation(casefile.Business, "和宁市恒远市政工程有限公司", "邵建国", "丁一诺", 1, "000-0000-1122", "office@hengyuan.example", "和宁市工业一路66号"),
	organisation(casefile.Social, "明川区河畔社区读书会", "傅晚晴", "傅晚晴", 2, "000-0000-2233", "dushuhui@example.org", "明川区河畔社区服务中心2楼"),
	organisation(casefile.Research, "和宁大学地理科学研究所", "孟怀瑾", "罗以宁", 3, "000-0000-3344", "geo@hening-univ.example", "和宁市大学路1号"),
	organisation(casefile.LegalFirm, "新疆衡正律师事务所", "魏以安", "穆拉提·赛买提", 4, "000-0000-4455", "hengzheng@law.example", "和宁市迎宾路18号9层"),
	organisation(casefile.OtherPerson, "明川区胡杨镇绿洲村村民委员会", "买买提·吐尔地", "热依汗古丽·阿布都热西提", 5, "000-0000-5566", "", "明川区胡杨镇绿洲村"),
	person("西尔艾力·吾布力卡斯木", "19880112", 12, "000-0000-6677", "sherali@full-mailbox.example", "明川区建设路30号"),
	person("白露", "19990908", 14, "000-0000-7788", "bailu@example.com", "明川区学府路2号"),
}

// Places among the applicants.
const (
	abdurehman = iota
	gulnar
	shen
	chen
	xu
	gu
	zhao
	luHong
	gongYan
	hengyuan
	readers
	university
	lawyers
	village
	sherali
	bai
)

func person(name, born string, n int, phone, email, address string) casefile.Applicant {
	return casefile.Applicant{
		Class: casefile.Natural, Name: name, IDNumber: identityNumber(born, n), Phone: phone, Email: email, Address: address, PostCode: "834000",
	}
}

func organisation(class casefile.Class, name, head, contact string, n int, phone, email, address string) casefile.Applicant {
	return casefile.Applicant{
		Class: class, Name: name, IDNumber: creditCode(n), Representative: head, Contact: contact, Phone: phone, Email: email, Address: address, PostCode: "834000",
	}
}

// identityNumber makes a citizen's number of nobody, with its check sign
// (GB 11643-1999).
func identityNumber(born string, n int) string {
	number := fmt.Sprintf("650000%s%03d", born, n)
	sum, weight := 0, 2 // from the right the weights are 2^i mod 11
	for i := len(number) - 1; i >= 0; i-- {
		sum += int(number[i]-'0') * weight
		weight = weight * 2 % 11
	}
	return number + string("10X98765432"[sum%11])
}

// creditCode makes an organisation's unified code of nobody, with its check
// sign (GB 32100-2015).
func creditCode(n int) string {
	const signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	code := fmt.Sprintf("91650000MA00000%02d", n)
	sum, weight := 0, 1
	for i := range code {
		sum += strings.IndexByte(signs, code[i]) * weight
		weight = weight * 3 % 31
	}
	return code + string(signs[(31-sum%31)%31])
}
