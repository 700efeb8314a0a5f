package portal

import (
	"errors"
	"fmt"
	"net/http"
	"slices"

	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/intake"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// The inputs of the form that take files.
const (
	identityFiles = "id_files" // 身份证, 营业执照
	otherFiles    = "files"
)

// requestPage is the page "portal/request": step 2.
type requestPage struct {
	page.Base
	BackHref string
	Action   string
	Corrects bool // it asks for a correction of records
	Kept     bool // the form came back, with all that was typed
	Hidden   []page.Hidden
	Who      []page.Field
	What     []page.Field
	How      []page.Field
	Papers   []page.Field
	Aside    page.Aside
}

// showRequest serves GET /apply/request.
func (s *Server) showRequest(w http.ResponseWriter, r *http.Request) error {
	held, err := s.openForm(w, r)
	if held == nil {
		return err
	}
	switch key := r.URL.Query().Get(forms.KeyField); key {
	case held.Key:
	case "":
		return serve.SeeOther(w, r, s.Pages.URL("/apply"))
	default:
		return s.toForm(w, r, "/apply/saved", key) // says that it is kept no more
	}
	if err := s.checkWho(r.Context(), held); isInvalid(err) {
		return s.toForm(w, r, "/apply", held.Key)
	} else if err != nil {
		return err
	}
	return s.renderRequest(w, r, http.StatusOK, held, nil)
}

func (s *Server) renderRequest(w http.ResponseWriter, r *http.Request, status int, held *forms.Held, wrong error) error {
	p := requestPage{
		Base: s.base(r, "填写申请"), BackHref: s.formHref("/apply", held.Key, ""), Action: s.formHref("/apply/request", held.Key, ""), Kept: wrong != nil,
		Aside: s.aside(page.AsideSection{Title: "您填的信息", Text: []string{
			"只用来办这件申请。证件号加密保存，只有办这件申请的人看得到；公布时去掉个人信息。",
			"您传好的、填好的，在这里存 24 小时。"}}),
	}
	form := page.NewForm(held.Values, wrong)
	p.Who = whoFields(form, isOrganisation(held.Value("class")))
	p.What = whatFields(form)
	p.How = howFields(form)
	p.Papers = s.paperFields(form, held)
	if isCorrecting(held) {
		p.Title, p.Corrects = "填写更正申请", true
		p.What = correctionFields(form)
		p.Papers[1] = s.evidenceFiles(form, held)
	}
	asked := []string{}
	for _, f := range slices.Concat(p.Who, p.What, p.How) {
		asked = append(asked, f.Name)
	}
	p.Hidden = carried(held, asked...)
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "portal/request", p)
}

// whoFields ask who it is, and each why that is asked.
func whoFields(form *page.Form, organisation bool) []page.Field {
	reach := []page.Field{
		form.Tel("phone", "电话").WithHint("有不清楚的地方，我们先打电话。手机，或者带区号的座机。"),
		form.Email("email", "电子邮箱").WithHint("要用邮箱收答复的，一定要填。").AsOptional(),
	}
	if organisation {
		return append([]page.Field{
			form.Text("name", "单位全称").WithHint("与营业执照或登记证一致。答复书写这个名称。").WithAutocomplete("organization"),
			form.Text("id_number", "统一社会信用代码").WithHint("条例第二十九条要求身份证明。18 位，证照上有。").WithAutocomplete("off").WithWidth("m"),
			form.Text("representative", "法定代表人或负责人").WithHint("单位的申请由他代表提出。与证照一致。").WithAutocomplete("off").WithWidth("m").AsOptional(),
			form.Text("contact", "联系人").WithHint("我们和谁联系。法定代表人自己联系的，可以不填。").WithAutocomplete("name").WithWidth("m"),
		}, reach...)
	}
	return append([]page.Field{
		form.Text("name", "姓名").WithHint("与身份证一致。答复书写这个名字。").WithAutocomplete("name"),
		form.Text("id_number", "身份证号").WithHint("条例第二十九条要求身份证明。加密保存，只有办这件申请的人看得到。没有身份证的，写护照或通行证号码。").WithAutocomplete("off").WithWidth("m"),
	}, reach...)
}

// whatFields ask what is wanted.
func whatFields(form *page.Form) []page.Field {
	return []page.Field{
		form.Textarea("content", "写明名称、文号，或者大致内容").WithRows(6).
			WithHint("写清是哪件事、哪个单位、哪段时间，找起来更快。几样东西就分行写，一行一样。不用写理由。").
			WithExample("2025年1月至12月，区教育和科技局批准的公办幼儿园收费备案表。如果没有备案表，请提供收费标准的批复文件。"),
		form.Radios("medium", "要什么形式", []page.Option{
			{Value: string(casefile.Electronic), Label: casefile.Electronic.Label()},
			{Value: string(casefile.Paper), Label: casefile.Paper.Label()},
			{Value: string(casefile.Inspection), Label: casefile.Inspection.Label(), Hint: "约好时间，到我们这里看原件"},
		}).WithHint("条例第二十九条要求写明。能照您要的给就照给，不能的在答复里说明。"),
	}
}

// howFields ask how the reply is wanted.
func howFields(form *page.Form) []page.Field {
	return []page.Field{
		form.Radios("delivery", "答复怎样给您", []page.Option{
			{Value: string(casefile.ByEmail), Label: casefile.ByEmail.Label(), Hint: "发到上面的邮箱"},
			{Value: string(casefile.ByDownload), Label: "在本网站下载", Hint: "凭收件号和查询码"},
			{Value: string(casefile.ByPost), Label: casefile.ByPost.Label(), Hint: "不收邮费"},
			{Value: string(casefile.ByPickup), Label: "自己来取", Hint: "好了先打电话告诉您"},
		}).WithHint("选了邮件或者下载，就算送到您手里，期限从那天算。"),
		form.Text("address", "通信地址").WithHint("选了邮寄，一定要填：写到门牌号。").WithAutocomplete("street-address").AsOptional(),
		form.Text("post_code", "邮政编码").WithHint("邮寄答复用，写了送得准。").WithAutocomplete("postal-code").WithInputmode("numeric").WithWidth("s").AsOptional(),
		form.Text("aid", "需要什么帮助").WithHint("看字、听、说有困难的，写明要我们怎样帮您（条例第四十三条）：念给您听、大字版、手语、帮您填写。").WithAutocomplete("off").AsOptional(),
	}
}

// paperFields ask for files. They come last: if an upload breaks off, all that
// was typed before it has arrived.
func (s *Server) paperFields(form *page.Form, held *forms.Held) []page.Field {
	label, what := "身份证正反面照片", "拍清楚四个角。"
	if isOrganisation(held.Value("class")) {
		label, what = "营业执照或登记证照片", "有编号和印章的一面。"
	}
	each := fmt.Sprintf("每个不超过 %d MB", s.Uploads.File>>20)
	return []page.Field{
		form.File(identityFiles, label).WithHint("条例第二十九条要求身份证明，用来核对申请人。" + what + "JPG、PNG 或 PDF，" + each + "。").
			WithAccept("image/*,.pdf").WithFiles(held.Uploaded(identityFiles)),
		form.File(otherFiles, "附件").WithHint(fmt.Sprintf("帮助我们找到信息的材料，比如公告、照片。%s，一共不超过 %d 个、%d MB。",
			each, s.Uploads.Files, s.Uploads.Total>>20)).WithAccept("").WithFiles(held.Uploaded(otherFiles)).AsOptional(),
	}
}

// keepRequest serves POST /apply/request: on to the check page, or the form is
// put by, or a file is left out.
func (s *Server) keepRequest(w http.ResponseWriter, r *http.Request) error {
	held, err := s.readForm(w, r)
	if held == nil || err != nil && !isInvalid(err) && !isTooBig(err) {
		return err
	}
	if isTooBig(err) {
		return s.renderRequest(w, r, http.StatusRequestEntityTooLarge, held, tooBig(err))
	}
	if err == nil {
		switch {
		case held.Values.Has(identityFiles + "-drop"):
			return s.seeField(w, r, held, identityFiles)
		case held.Values.Has(otherFiles + "-drop"):
			return s.seeField(w, r, held, otherFiles)
		case held.Value("act") == "save":
			return s.toForm(w, r, "/apply/saved", held.Key)
		}
		err = s.checkRequest(held)
	}
	if isInvalid(err) {
		return s.renderRequest(w, r, http.StatusUnprocessableEntity, held, err)
	}
	return s.toForm(w, r, "/apply/check", held.Key)
}

// seeField shows step 2 again, at a field.
func (s *Server) seeField(w http.ResponseWriter, r *http.Request, held *forms.Held, field string) error {
	http.Redirect(w, r, s.formHref("/apply/request", held.Key, field), http.StatusSeeOther)
	return nil
}

// checkRequest returns what must be mended before the form can be handed in.
func (s *Server) checkRequest(held *forms.Held) error {
	bad := fault.Form{}
	bad.Add(s.inputOf(held).Normalize().Validate(s.Desk.Today()))
	have := map[string]bool{}
	var total int64
	for _, f := range held.Files {
		have[f.Key] = true
		total += f.Size
	}
	for _, field := range []string{identityFiles, otherFiles} {
		for _, key := range held.Values[field+"-kept"] {
			if !have[key] && !slices.Contains(held.Values[field+"-drop"], key) {
				bad.Bad(field, "portal_files_expired")
			}
		}
	}
	if len(held.Stored(identityFiles)) == 0 {
		if isOrganisation(held.Value("class")) {
			bad.Bad(identityFiles, "portal_licence_needed")
		} else {
			bad.Bad(identityFiles, "portal_identity_needed")
		}
	}
	if isCorrecting(held) {
		checkCorrection(bad, held)
	}
	if s.Uploads.Total > 0 && total > s.Uploads.Total {
		bad.Bad(otherFiles, "portal_files_total", s.Uploads.Total>>20)
	}
	return bad.Err()
}

// inputOf is the raw input that the form makes.
func (s *Server) inputOf(held *forms.Held) intake.FormInput {
	v := held.Value
	f := intake.FormInput{
		Agency: v("agency"),
		Applicant: casefile.Applicant{
			Class: casefile.Class(v("class")), Name: v("name"), IDNumber: v("id_number"), Phone: v("phone"), Email: v("email"),
			Address: v("address"), PostCode: v("post_code"),
		},
		Aid:   v("aid"),
		Wants: casefile.Wants{Content: v("content"), Medium: casefile.Medium(v("medium")), Delivery: casefile.Delivery(v("delivery"))},
	}
	if isCorrecting(held) {
		f.Wants = correctionIn(held)
	}
	if isOrganisation(v("class")) {
		f.Applicant.Representative, f.Applicant.Contact = v("representative"), v("contact")
	}
	for _, file := range held.Stored(identityFiles) {
		file.Purpose = casefile.Identity
		f.Files = append(f.Files, file)
	}
	f.Files = append(f.Files, held.Stored(otherFiles)...)
	return f
}

// isTooBig reports whether more was sent than is read of any form.
func isTooBig(err error) bool {
	var big *http.MaxBytesError
	return errors.As(err, &big)
}

// tooBig says on the page of the form that more was sent than is read.
func tooBig(err error) error {
	var big *http.MaxBytesError
	if !errors.As(err, &big) {
		return err
	}
	return fault.AtField(otherFiles, "portal_form_too_big", big.Limit>>20)
}
