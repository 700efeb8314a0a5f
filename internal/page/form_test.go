package page_test

import (
	"errors"
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingda/internal/fault"
	"mingda/internal/page"
)

func TestFormBringsBackWhatWasTyped(t *testing.T) {
	bad := fault.Form{}
	bad.Bad("on", "date_unreadable")
	bad.Bad("name", "not_found")
	bad.Bad("version", "stale_version")
	typed := url.Values{"name": {"<b>"}, "pass": {"geheim"}, "file": {"x"}, "way": {"post"}, "also": {"a", "c"}, "ok": {"1"}}
	f := page.NewForm(typed, bad.Err())
	options := []page.Option{{Value: "mail", Label: "邮件", Checked: true}, {Value: "post", Label: "邮寄"}}
	name, on := f.Text("name", "姓名"), f.Date("on", "收到之日")
	way := f.Radios("way", "方式", options)
	also := f.Checkboxes("also", "一并要", []page.Option{{Value: "a"}, {Value: "b"}, {Value: "c"}})
	unset := f.Select("unit", "单位", options)
	f.Hidden("version", "7")

	if name.Value != "<b>" || name.Error == "" || name.ID != "f-name" || name.DescribedBy() != "f-name-error" {
		t.Errorf("name: %+v", name)
	}
	if on.DescribedBy() != "f-on-hint f-on-error" || on.InputType() != "text" {
		t.Errorf("on: %+v", on)
	}
	if way.Options[0].Checked || !way.Options[1].Checked || options[1].Checked {
		t.Error("the way that was typed is not chosen, or the caller's options were changed")
	}
	if !also.Options[0].Checked || also.Options[1].Checked || !also.Options[2].Checked {
		t.Errorf("also: %+v", also.Options)
	}
	if !unset.Options[0].Checked {
		t.Error("what was not typed lost its proposal")
	}
	if f.Password("pass", "密码").Value != "" || f.File("file", "文件").Value != "" {
		t.Error("a password or a file came back")
	}
	if f.Checkbox("ok", "属实").Value != "1" || f.Value("way") != "post" {
		t.Error("a tick or a value is lost")
	}
	if way.OptionID(0) != "f-way" || way.OptionID(1) != "f-way-2" {
		t.Errorf("ids of the options: %s, %s", way.OptionID(0), way.OptionID(1))
	}
	want := []page.FieldError{
		{ID: "f-name", Message: name.Error},
		{ID: "f-on", Message: on.Error},
		{Message: bad["version"].Message()},
	}
	if diff := cmp.Diff(want, f.Errors()); diff != "" {
		t.Errorf("summary (-want +got):\n%s", diff)
	}
}

func TestFormWithOtherErrors(t *testing.T) {
	whole := page.NewForm(nil, fault.New(fault.Invalid, "form_unreadable"))
	if got := whole.Errors(); len(got) != 1 || got[0].ID != "" {
		t.Errorf("a fault without fields: %v", got)
	}
	if got := page.NewForm(nil, errors.New("disk")).Errors(); len(got) != 0 {
		t.Errorf("an error that is not about the form is shown: %v", got)
	}
	if got := page.NewForm(nil, nil).Errors(); len(got) != 0 {
		t.Errorf("no error: %v", got)
	}
}
