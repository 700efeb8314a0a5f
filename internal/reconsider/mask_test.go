package reconsider

import (
	"strings"
	"testing"

	"mingda/internal/casefile"
)

// masked is a case whose people are called so.
func masked() *Case {
	c := &Case{Applicant: casefile.Applicant{
		Class: casefile.Natural, Name: "阿卜杜热合曼·麦麦提", IDNumber: "653201199001011234", Phone: "13899990001", Email: "abdu@example.com", Address: "和宁市河东片区团结巷3号院2单元401室", Agent: "李明，新疆衡正律师事务所律师",
	}}
	third := Party{}
	third.Is, third.Private.Who = ThirdPartyParty, casefile.Addressee{Name: "李梅", Is: casefile.Person, Phone: "0990-6123456", Address: "胡杨镇绿洲村8号"}
	firm := Party{}
	firm.Is, firm.Private.Who = ThirdPartyParty, casefile.Addressee{Name: "和宁市恒远市政工程有限公司", Is: casefile.Organisation, Contact: "欧阳文清"}
	second := Party{}
	second.Is, second.Private.Who, second.Private.IDNumber = CoApplicant, casefile.Addressee{Name: "买合木提·吐尔逊", Is: casefile.Person}, "653201198502021111"
	c.Parties = []Party{third, firm, second}
	return c
}

// TestMasks: nothing that the case knows of people is left, nor what looks like such data,
// whoever's; what is an office's own stays.
func TestMasks(t *testing.T) {
	text := "申请人：阿卜杜热合曼·麦麦提，居民身份证号码653201199001011234，住和宁市河东片区团结巷3号院2单元401室，电话138 9999 0001、邮箱abdu@example.com。委托代理人：李明，新疆衡正律师事务所律师。" +
		"第三人：李 梅，电话0990-6123456，住胡杨镇绿洲村8号；和宁市恒远市政工程有限公司，联系人：欧阳文清。阿卜杜热合曼•麦麦提称，邻居王建国（13712345678，身份证650101198001011233，账号6217000012345678901）住北京路15号2号楼3单元501室，已领补偿。" +
		"复议机构地址：和宁市人民路20号，电话0990-6220088。王建国的户主：阿依古丽·买买提。共同申请人买合木提·吐尔逊（653201 19850202 1111）。"
	m := masked().Masks([]string{"王建国", " ", "已领补偿"}, []string{"和宁市人民路20号", "0990-6220088"})
	got := Text(m.Apply(text))
	for _, gone := range []string{"阿卜杜热合曼", "麦麦提", "653201", "团结巷", "401室", "138", "abdu", "李明", "李 梅", "6123456", "绿洲村", "欧阳文清", "王建国", "137", "650101", "621700", "北京路", "501室", "吐尔逊", "19850202", "已领补偿", "阿依古丽"} {
		if strings.Contains(got, gone) {
			t.Errorf("%s is left in %s", gone, got)
		}
	}
	for _, stays := range []string{"和宁市人民路20号", "0990-6220088", "新疆衡正律师事务所", "和宁市恒远市政工程有限公司", "阿某", "李某，", "李某乙", "欧阳某", "某地址"} {
		if !strings.Contains(got, stays) {
			t.Errorf("%s does not stand in %s", stays, got)
		}
	}
	if left := m.Left(got); len(left) > 0 {
		t.Errorf("left are %v", left)
	}
	var was string
	for _, p := range m.Apply(text) {
		was += p.Was
		if (p.Was != p.Is) != (p.Why != "") {
			t.Errorf("%+v says nothing of why", p)
		}
	}
	if was != text {
		t.Errorf("beside the copy stands %s", was)
	}
	if left := masked().Masks(nil, nil).Left("李  明说"); len(left) != 1 || left[0] != "李明" {
		t.Errorf("a broken name is %v", left)
	}
}
