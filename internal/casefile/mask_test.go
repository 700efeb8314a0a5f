package casefile

import (
	"maps"
	"slices"
	"testing"

	"mingda/internal/fault"
)

// TestMask holds what the staff's pages and the applicants' show alike of
// numbers and addresses.
func TestMask(t *testing.T) {
	for in, want := range map[string]string{
		"000-0000-1357": "000-****-1357", "13900001357": "139****1357", "650102199001011239": "650***********1239",
		"11010119900101002X": "110***********002X", "6220001": "*****01", "1": "1", "": "",
		"（0990）6220001": "（099*）***0001", "(0990) 6220001": "(099*) ***0001",
	} {
		if got := MaskNumber(in); got != want {
			t.Errorf("MaskNumber(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"和宁市明川区团结路46号": "和宁市明川区******", "胜利路1号": "胜利***", "家": "*", "": ""} {
		if got := MaskAddress(in); got != want {
			t.Errorf("MaskAddress(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"电话13900001357，wang@example.com，共3页": "电话139****1357，w****@example.com，共3页", "2026-0158 号": "2026-0158 号", "20260922-0003 的补正": "20260922-0003 的补正", "20230115 号文件": "20230115 号文件", "账号6222020077345678912": "账号622************8912", "": ""} {
		if got := MaskText(in); got != want {
			t.Errorf("MaskText(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"wang@example.com": "w****@example.com", "王@例.中国": "王****@例.中国", "": "", "13900001357": "139****1357", "@example.com": "@ex*****.com",
	} {
		if got := MaskMail(in); got != want {
			t.Errorf("MaskMail(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestUnmasked: a form that shows masks gives back what they hide, unless somebody typed
// something else; a mask that is not whole is refused beside its field.
func TestUnmasked(t *testing.T) {
	was := Applicant{Name: "王五", IDNumber: "650102199001011239", Phone: "13900001357", Email: "wang@example.com", Address: "胜利路1号", PostCode: "834000"}
	form := fault.Form{}
	if got := was.Masked().Unmasked(was, form); got != was || form.Err() != nil {
		t.Errorf("not touched: %+v %v", got, form.Err())
	}
	if got := was.Unmasked(was, form); got != was || form.Err() != nil {
		t.Errorf("typed whole: %+v %v", got, form.Err())
	}
	typed := was.Masked()
	typed.Phone, typed.Email, typed.Address = " "+typed.Phone+" ", "", "新路*号"
	typed.IDNumber = "650***********1230"
	got := typed.Unmasked(was, form)
	if got.Phone != was.Phone || got.Email != "" || got.PostCode != was.PostCode {
		t.Errorf("changed: %+v", got)
	}
	if wrong := slices.Sorted(maps.Keys(fault.FieldsOf(form.Err()))); !slices.Equal(wrong, []string{"address", "id_number"}) {
		t.Errorf("in part: %v", wrong)
	}
	odd := Applicant{Phone: "139****1357"} // as somebody gave it
	if got := odd.Unmasked(odd, form); got.Phone != odd.Phone {
		t.Errorf("its own asterisks: %+v", got)
	}
}
