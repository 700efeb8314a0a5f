package casefile

// A Class is one of the columns of the yearly report in which an applicant
// counts (国办公开办函〔2021〕30号).
type Class string

// The classes: one for natural persons, five for organisations.
const (
	Natural     Class = "natural"  // 自然人
	Business    Class = "business" // 商业企业
	Research    Class = "research" // 科研机构
	Social      Class = "social"   // 社会公益组织
	LegalFirm   Class = "legal"    // 法律服务机构
	OtherPerson Class = "other"    // 其他
)

// Classes lists the classes in the order of the yearly report.
var Classes = []Class{Natural, Business, Research, Social, LegalFirm, OtherPerson}

// Label returns the Chinese name of the class.
func (c Class) Label() string {
	return map[Class]string{
		Natural: "自然人", Business: "商业企业", Research: "科研机构",
		Social: "社会公益组织", LegalFirm: "法律服务机构", OtherPerson: "其他组织",
	}[c]
}

// An Applicant is who asks (条例 27, 29). It is personal data: it travels in the
// private part of an event, never in the chained part.
type Applicant struct {
	Class          Class  `json:"class"`
	Name           string `json:"name"`                     // of the person, or of the organisation
	IDNumber       string `json:"id_number,omitempty"`      // 身份证号; for organisations 统一社会信用代码
	Representative string `json:"representative,omitempty"` // 法定代表人或负责人, organisations only
	Contact        string `json:"contact,omitempty"`        // 联系人, organisations only
	Agent          string `json:"agent,omitempty"`          // 代理人
	Phone          string `json:"phone,omitempty"`
	Email          string `json:"email,omitempty"`
	Address        string `json:"address,omitempty"`
	PostCode       string `json:"post_code,omitempty"`
}

// A Medium is the form in which the information is wanted (条例 29.2(3), 40).
type Medium string

// The forms of providing.
const (
	Paper      Medium = "paper"      // 纸质
	Electronic Medium = "electronic" // 电子版
	Inspection Medium = "inspection" // 查阅
)

// Label returns the Chinese name of the medium.
func (m Medium) Label() string {
	return map[Medium]string{Paper: "纸质", Electronic: "电子版", Inspection: "到场查阅"}[m]
}

// A Delivery is the way in which the reply is wanted (条例 29.2(3)).
type Delivery string

// The ways of getting.
const (
	ByEmail    Delivery = "email"    // 电子邮件
	ByDownload Delivery = "download" // 在本网站下载
	ByPost     Delivery = "post"     // 邮寄
	ByPickup   Delivery = "pickup"   // 自己来取
)

// Label returns the Chinese name of the way.
func (d Delivery) Label() string {
	return map[Delivery]string{
		ByEmail: "电子邮件", ByDownload: "在网站下载", ByPost: "邮寄", ByPickup: "自取",
	}[d]
}

// IsElectronic reports whether the way is electronic service, which is allowed
// only where the applicant chose it (国办公开办函〔2016〕235号).
func (d Delivery) IsElectronic() bool { return d == ByEmail || d == ByDownload }

// Wants is what is asked for and how it is wanted (条例 29.2(2), (3)). Free text
// of an applicant can hold personal data, so it is private like the applicant.
type Wants struct {
	Type     Type     `json:"type,omitempty"` // what the form was for; empty is a request for information
	Subject  string   `json:"subject"`        // one line for lists
	Content  string   `json:"content"`        // as the applicant wrote it, one item a line
	Medium   Medium   `json:"medium,omitempty"`
	Delivery Delivery `json:"delivery,omitempty"`
}
