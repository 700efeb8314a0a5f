package demo

import (
	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/office"
)

// Password is the password of every account of the demo.
const Password = "mingda-demo"

// An Account is one person of the demo, for the sign-in page.
type Account struct {
	Login string
	Name  string
	Role  string // in Chinese
	Unit  string // where the person works, in Chinese
}

// Accounts returns the people of the demo, those first whom a visitor should
// meet first.
func Accounts() []Account {
	all := make([]Account, 0, len(staff))
	for _, p := range staff {
		where := p.unit
		if where == "" {
			where = p.where
		}
		all = append(all, Account{Login: p.login, Name: p.name, Role: p.role.Label(), Unit: where})
	}
	return all
}

// The units of the district government, as the pages show them.
const (
	unitOffice  = "区政府办公室"
	unitHousing = "区住房和城乡建设局（区人民防空办公室、区交通运输局）"
	unitLand    = "区自然资源局"
	unitFarms   = "区农业农村局（区乡村振兴局、区畜牧兽医局）"
	unitFinance = "区财政局"
	unitSchools = "区教育和科技局"
	unitHealth  = "区卫生健康委员会"
	unitStreet  = "东关街道办事处"
)

// The agencies by their codes.
const (
	government = "QZF"
	housing    = "ZJJ"
	land       = "ZRJ"
	schools    = "JKJ"
)

// agencies are the bodies that answer in their own name.
var agencies = []struct {
	office.Agency
	units []string
}{
	{office.Agency{
		Code: government, Name: "明川区人民政府", LetterWord: "明政公开", ReviewBody: "和宁市人民政府",
		ReviewChannel: "和宁市人民政府指定的互联网渠道（https://xzfy.hening.example/）", Court: "和宁市中级人民法院",
		Address: "和宁市明川区人民路 18 号 2 楼 206 室", PostCode: "000000", Phone: "0000-1234567", MailAddress: "ysqgk@mingchuan.example", Coordinates: true,
		ReviewWord: "明政", Bureau: "明川区司法局", BureauAddress: "和宁市明川区人民路 20 号行政复议接待室", BureauPhone: "0000-6220088", Active: true,
	}, []string{unitHousing, unitLand, unitFarms, unitFinance, unitSchools, unitHealth, unitStreet, unitOffice}},
	{office.Agency{
		Code: housing, Name: "明川区住房和城乡建设局", CasePrefix: "ZJ", LetterWord: "明住建公开", ReviewBody: "明川区人民政府",
		ReviewChannel: "明川区人民政府指定的互联网渠道（https://xzfy.mingchuan.example/）",
		Court:         "明川区人民法院", Address: "明川区建设路8号", PostCode: "000000", Phone: "0000-6220101", MailAddress: "zjj@mingchuan.example", ChargesFee: true, Active: true,
	}, []string{"征收与补偿科"}},
	{office.Agency{
		Code: land, Name: "明川区自然资源局", CasePrefix: "ZR", LetterWord: "明自然公开", ReviewBody: "明川区人民政府",
		ReviewChannel: "明川区人民政府指定的互联网渠道（https://xzfy.mingchuan.example/）",
		Court:         "明川区人民法院", Address: "明川区建设路12号", PostCode: "000000", Phone: "0000-6220201", MailAddress: "zrj@mingchuan.example", Active: true,
	}, []string{"用途管制科"}},
	{office.Agency{
		Code: schools, Name: "明川区教育和科技局", CasePrefix: "JK", LetterWord: "明教科公开", ReviewBody: "明川区人民政府",
		ReviewChannel: "明川区人民政府指定的互联网渠道（https://xzfy.mingchuan.example/）",
		Court:         "明川区人民法院", Address: "明川区学府路3号", PostCode: "000000", Phone: "0000-6220301", MailAddress: "jkj@mingchuan.example", Active: true,
	}, []string{"基础教育科"}},
}

// staff are the people, those first whom a visitor should meet first. agency ""
// is the installation as a whole.
var staff = []struct {
	login, name  string
	role         auth.Role
	agency, unit string
	where        string // shown in place of a unit
}{
	{"feng", "冯小满", auth.Clerk, government, unitOffice, ""},
	{"zhou", "周予安", auth.Officer, government, unitOffice, ""},
	{"mahmut", "马合木提·吐尔逊", auth.Officer, government, unitHousing, ""},
	{"lin", "林疏", auth.Checker, government, unitOffice, ""},
	{"he", "何牧之", auth.Signer, government, unitOffice, ""},
	{"ye", "叶清源", auth.Handler, government, "", "区司法局"},
	{"su", "苏见微", auth.SystemAdmin, "", "", unitOffice},
	{"qin", "秦望川", auth.Coordinator, government, unitOffice, ""},
	{"nur", "努尔兰·赛力克", auth.Handler, government, "", "区司法局"},
	{"jiang", "江知远", auth.Head, government, "", "区司法局"},
	{"jian", "简宁", auth.SecurityAdmin, "", "", unitOffice},
	{"wen", "温如故", auth.AuditAdmin, "", "", unitOffice},
	{"ruan", "阮青禾", auth.Officer, government, unitLand, ""},
	{"tursun", "吐尔逊江·阿不都拉", auth.Officer, government, unitFarms, ""},
	{"pei", "裴思齐", auth.Officer, government, unitFinance, ""},
	{"shao", "邵一鸣", auth.Officer, government, unitSchools, ""},
	{"aygul", "阿依古丽·玉素甫", auth.Officer, government, unitHealth, ""},
	{"lu", "陆𬭎", auth.Officer, government, unitStreet, ""},

	{"zj-clerk", "宋微澜", auth.Clerk, housing, "", "明川区住房和城乡建设局"},
	{"zj-officer", "巴合提·哈力克", auth.Officer, housing, "征收与补偿科", ""},
	{"zj-checker", "沈逢春", auth.Checker, housing, "", "明川区住房和城乡建设局"},
	{"zj-signer", "傅明远", auth.Signer, housing, "", "明川区住房和城乡建设局"},
	{"zr-clerk", "黎安", auth.Clerk, land, "", "明川区自然资源局"},
	{"zr-officer", "岑子衿", auth.Officer, land, "用途管制科", ""},
	{"zr-checker", "热孜万古丽·买买提", auth.Checker, land, "", "明川区自然资源局"},
	{"zr-signer", "郁长河", auth.Signer, land, "", "明川区自然资源局"},
	{"jk-clerk", "云想", auth.Clerk, schools, "", "明川区教育和科技局"},
	{"jk-officer", "骆知行", auth.Officer, schools, "基础教育科", ""},
	{"jk-checker", "龚䶮", auth.Checker, schools, "", "明川区教育和科技局"},
	{"jk-signer", "方既明", auth.Signer, schools, "", "明川区教育和科技局"},
}

// furnish makes the agencies, units and accounts, as an operator does.
func (f *filling) furnish() error {
	f.units, f.users = map[string]office.Unit{}, map[string]auth.User{}
	for _, a := range agencies {
		id, err := f.Desk.PutAgency(f.ctx, desk.Operator, a.Agency)
		if err != nil {
			return err
		}
		a.ID = id
		f.agencies = append(f.agencies, a.Agency)
		for _, name := range a.units {
			unit := office.Unit{Agency: id, Name: name, Active: true}
			if unit.ID, err = f.Desk.PutUnit(f.ctx, desk.Operator, unit); err != nil {
				return err
			}
			f.units[name] = unit
		}
	}
	for _, p := range staff {
		u := auth.User{Login: p.login, Name: p.name, Roles: []auth.Role{p.role}, Unit: f.units[p.unit].ID}
		if p.agency != "" {
			u.Agency = f.agency(p.agency).ID
		}
		var err error
		if u.ID, err = f.Desk.PutUser(f.ctx, desk.Operator, u, Password); err != nil {
			return err
		}
		f.users[p.login] = u
	}
	return nil
}

// agency returns the agency with the code.
func (f *filling) agency(code string) office.Agency {
	for _, a := range f.agencies {
		if a.Code == code {
			return a
		}
	}
	return office.Agency{}
}
