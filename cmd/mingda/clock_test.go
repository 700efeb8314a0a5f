package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// mingda runs a command on an input and returns status, output and errors.
func mingda(in string, args ...string) (status int, out, errs string) {
	var o, e bytes.Buffer
	status = run(context.Background(), args, std{In: strings.NewReader(in), Out: &o, Err: &e, Now: time.Now})
	return status, o.String(), e.String()
}

// TestClockVectors runs every worked example through the command, all in one
// array and each by itself.
func TestClockVectors(t *testing.T) {
	text, err := os.ReadFile("../../internal/deadline/testdata/clock.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		Name string
		In   json.RawMessage
		Want map[string]any
	}
	if err := json.Unmarshal(text, &vectors); err != nil {
		t.Fatal(err)
	}
	var all []json.RawMessage
	for _, v := range vectors {
		all = append(all, v.In)
		status, out, errs := mingda(string(v.In), "clock")
		var got map[string]any
		if err := json.Unmarshal([]byte(out), &got); err != nil || status != 0 || errs != "" {
			t.Fatalf("%s: status %d, %v, %s", v.Name, status, err, errs)
		}
		if diff := cmp.Diff(v.Want, got); diff != "" {
			t.Errorf("%s: want -, got +\n%s", v.Name, diff)
		}
	}
	in, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	status, out, _ := mingda(string(in), "clock")
	var got []map[string]any
	if err := json.Unmarshal([]byte(out), &got); err != nil || status != 0 || len(got) != len(vectors) {
		t.Fatalf("status %d, %v, %d results", status, err, len(got))
	}
	for i, v := range vectors {
		if diff := cmp.Diff(v.Want, got[i]); diff != "" {
			t.Errorf("%s in the array: want -, got +\n%s", v.Name, diff)
		}
	}
}

func TestClockRefuses(t *testing.T) {
	const good = `{"matter":"request","region":"CN","as_of":"2026-06-10","events":[{"type":"received","on":"2026-06-01"}]}`
	for name, c := range map[string]struct{ in, says string }{
		"nothing":          {"", "JSON"},
		"null":             {"null", "JSON"},
		"two objects":      {good + good, "JSON"},
		"no matter":        {`{}`, "matter"},
		"no region":        {strings.Replace(good, "CN", "XX", 1), "XX"},
		"no such day":      {strings.Replace(good, "2026-06-01", "2026-02-30", 1), "第 1 个事件 received"},
		"no day":           {strings.Replace(good, `,"on":"2026-06-01"`, "", 1), "第 1 个事件 received"},
		"no such type":     {strings.Replace(good, "received", "recived", 1), "第 1 个事件 recived"},
		"no as_of":         {strings.Replace(good, `"as_of":"2026-06-10",`, "", 1), "as_of"},
		"before as_of":     {strings.Replace(good, "2026-06-10", "2026-05-10", 1), "第 1 个事件 received"},
		"events no object": {strings.Replace(good, `{"type":"received","on":"2026-06-01"}`, `7`, 1), "第 1 个事件"},
		"second of two":    {"[" + good + "," + strings.Replace(good, "received", "clarified", 1) + "]", "第 2 项，第 1 个事件 clarified"},
	} {
		status, out, errs := mingda(c.in, "clock")
		if status != 2 || out != "" || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, c.says) || strings.Contains(errs, "%!") {
			t.Errorf("%s: status %d, out %q, errors %q", name, status, out, errs)
		}
	}
	if status, out, _ := mingda("[]", "clock"); status != 0 || out != "[]\n" {
		t.Errorf("an empty array: status %d, %q", status, out)
	}
}

func TestClockExplain(t *testing.T) {
	status, out, errs := mingda(`{"matter":"request","region":"CN-65","as_of":"2026-11-23","events":[
		{"type":"received","on":"2026-09-22"},{"type":"consulted","on":"2026-10-09","id":"a","served":"2026-10-13"},
		{"type":"consultation_ended","on":"2026-11-03","id":"a"},{"type":"extended","on":"2026-11-19","days":20}]}`, "clock", "--explain")
	if status != 0 || errs != "" || !strings.Contains(out, "6. 最迟 2026年12月18日（星期五）。到今天已用 21 个工作日，剩余 19 个。") {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
	status, out, errs = mingda(`{"matter":"review","region":"CN","as_of":"2026-08-21","events":[
		{"type":"received","on":"2026-07-01"},{"type":"accepted","on":"2026-07-03"},{"type":"suspended","on":"2026-07-10"},
		{"type":"resumed","on":"2026-07-25"}]}`, "clock", "--explain")
	if status != 0 || errs != "" || !strings.Contains(out, "7月3日受理，30 日，停止计算 15 日：最迟 2026年8月17日（星期一）。已逾期。") {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
}
