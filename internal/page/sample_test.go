package page_test

import (
	"mingda/internal/calendar"
	"mingda/internal/page"
)

// sampleBase is a base with everything filled.
func sampleBase() page.Base {
	return page.Base{
		Title: "样页", Demo: true, Today: calendar.NewDate(2026, 11, 23), SearchHref: "/register", SignOutPost: "/sign-out",
		Office: page.OfficeView{
			Name: "明川区人民政府", Region: "明川区", SiteName: "明川区政府信息依申请公开", ParentSite: "明川区人民政府门户网站", Unit: "明川区人民政府办公室政务公开科",
			Phone: "0000-1234567", Address: "和宁市明川区人民路 18 号 2 楼 206 室", PostCode: "000000", Hours: "工作日 10:00–14:00，15:30–19:30",
			FooterLinks: []page.Link{{Label: "公开指南", Href: "/guide"}, {Label: "返回区政府网站", Href: "https://www.example.gov.cn/"}},
		},
		User: &page.UserView{Name: "阿卜杜热合曼·麦麦提明", Unit: "区住房和城乡建设局（区人民防空办公室、区交通运输局）", RoleLabel: "经办人"},
		Nav: []page.NavGroup{
			{Items: []page.NavItem{{Label: "今日", Href: "/", Count: 9, Hot: true, Current: true}, {Label: "收件箱", Href: "/inbox", Count: 12}, {Label: "台账", Href: "/register"}}},
			{Title: "管理", Items: []page.NavItem{{Label: "人员", Href: "/people"}}},
		},
	}
}
