package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"mingda/internal/audit"
	"mingda/internal/config"
	"mingda/internal/desk"
)

// newOffice sets an office up by init in a folder of the test and makes that
// folder the current one. Paths in the configuration are relative to it.
func newOffice(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	status, example, errs := mingda("", "init", "--example")
	if status != 0 || errs != "" {
		t.Fatal(status, errs)
	}
	if err := os.WriteFile("answers.toml", []byte(example), 0o600); err != nil {
		t.Fatal(err)
	}
	status, out, errs := mingda("", "init", "--answers", "answers.toml")
	if status != 0 || errs != "" || !strings.Contains(out, "xitong") {
		t.Fatal(status, out, errs)
	}
}

// want runs a command and returns what it printed; it must end with the status,
// and hold the contract of errors.
func want(t *testing.T, wanted int, args ...string) string {
	t.Helper()
	status, out, errs := mingda("", args...)
	if status != wanted {
		t.Fatalf("%v: status %d, want %d: %s%s", args, status, wanted, out, errs)
	}
	if status == 2 && (out != "" || strings.Count(errs, "\n") != 1) {
		t.Errorf("%v: out %q, errors %q", args, out, errs)
	}
	return out + errs
}

func TestInit(t *testing.T) {
	newOffice(t)
	info, err := os.Stat("data/mingda.key")
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info, err)
	}
	if out := want(t, 0, "user", "list"); !strings.Contains(out, "xitong\t系统管理员") || !strings.Contains(out, "anquan") {
		t.Error(out)
	}
	key, err := os.ReadFile("data/mingda.key")
	if err != nil {
		t.Fatal(err)
	}
	for _, again := range [][]string{{"init", "--answers", "answers.toml"}, {"init"}} {
		if out := want(t, 2, again...); !strings.Contains(out, "mingda.toml is there already") {
			t.Error(out)
		}
	}
	if err := os.Remove("mingda.toml"); err != nil {
		t.Fatal(err)
	}
	if out := want(t, 2, "init", "--answers", "answers.toml"); !strings.Contains(out, "data/mingda.key is there already") {
		t.Error(out)
	}
	if _, _, errs := mingda("CN\n\nelsewhere\n", "init"); !strings.Contains(errs, "data/mingda.key 里已经有一个单位") || strings.Contains(errs, "elsewhere") {
		t.Error(errs)
	}
	if now, err := os.ReadFile("data/mingda.key"); err != nil || !bytes.Equal(now, key) {
		t.Error("the key of the office was touched: ", err)
	}
}

// secondAgency begins the answers about one more agency.
const secondAgency = "[[agency]]\ncode = \"ZRJ\"\nname = \"明川区自然资源局\"\nreview_body = \"明川区人民政府\"\ncourt = \"和宁市中级人民法院\"\nunits = []\n"

// TestInitRefused leaves nothing behind, whatever is wrong with the answers.
func TestInitRefused(t *testing.T) {
	t.Chdir(t.TempDir())
	_, example, _ := mingda("", "init", "--example")
	for name, c := range map[string][2]string{
		"unknown key":     {`region =`, `regoin =`},
		"no such region":  {`"CN-65"`, `"CN-99"`},
		"no agency name":  {`name = "明川区人民政府"`, `name = ""`},
		"prefixes alike":  {`# ── Mail out`, secondAgency + "letter_word = \"明自然公开\"\n#"},
		"words alike":     {`# ── Mail out`, secondAgency + "letter_word = \"明政公开\"\ncase_prefix = \"ZR\"\n#"},
		"no such role":    {`role = "security_admin"`, `role = "boss"`},
		"same login":      {`login = "anquan"`, `login = "xitong"`},
		"two units alike": {`["区政府办公室"]`, `["甲", "甲"]`},
		"that after mail": {`["区政府办公室"]`, "[\"甲\", \"甲\"]\nimap = {host = \"imap.example.org\", user = \"foi\"}"},
		"http elsewhere":  {`origin = "http://localhost:8080"`, `origin = "http://ysq.example.gov.cn"`},
		"no such port":    {`units = [`, "imap = {host = \"imap.example.org\", user = \"foi\", port = 70000}\nunits = ["},
		"no TLS":          {`units = [`, "imap = {host = \"imap.example.org\", user = \"foi\", security = \"none\"}\nunits = ["},
		"no mailbox":      {`units = [`, "imap = {host = \"imap.example.org\"}\nunits = ["},
		"no host":         {`units = [`, "imap = {user = \"foi\"}\nunits = ["},
		"no authority":    {`units = [`, "imap = {host = \"imap.example.org\", user = \"foi\", ca_file = \"nowhere.pem\"}\nunits = ["},
		"no folder":       {`units = [`, "imap = {host = \"imap.example.org\", user = \"foi\", password_file = \"a/b/c\"}\nunits = ["},
		"no sender":       {`# [smtp]`, "[smtp]\nhost = \"smtp.example.org\""},
	} {
		t.Run(name, func(t *testing.T) {
			if !strings.Contains(example, c[0]) {
				t.Fatal("the example has no", c[0])
			}
			if err := os.WriteFile("answers.toml", []byte(strings.Replace(example, c[0], c[1], 1)), 0o600); err != nil {
				t.Fatal(err)
			}
			want(t, 2, "init", "--answers", "answers.toml")
			for _, left := range []string{"mingda.toml", "data/mingda.key", "data/mingda.db", "data/files", "secrets"} {
				if _, err := os.Stat(left); err == nil {
					t.Errorf("%s was left", left)
				}
			}
		})
	}
	want(t, 2, "init", "--answers", "no-such-file")
}

// TestInitAsks answers the questions on a terminal: an agency that is refused
// first is asked for again.
func TestInitAsks(t *testing.T) {
	t.Chdir(t.TempDir())
	answers := []string{
		"CN", "", "", "/zfxxgk/ysqgk/",
		"明川区人民政府", "坏代码", "", "明政公开", "和宁市人民政府", "", "和宁市中级人民法院", "foi@example.gov.cn", "", "", "甲科、区住房和城乡建设局（区人民防空办公室、区交通运输局）、乙科",
		"QZF", "", "", "", "", "", "", "", "", "",
		"imap.example.gov.cn", "none", "", "", "imap.example.gov.cn", "starttls", "1143", "ca.pem", "foi",
		"明川区自然资源局", "ZRJ", "", "明政公开", "明川区人民政府", "", "和宁市中级人民法院", "", "", "", "",
		"", "ZR", "明自然公开", "", "", "", "", "", "", "",
		"",
		"smtp.example.gov.cn", "", "", "", "",
		"root", "", "", "", "-",
	}
	if err := os.WriteFile("ca.pem", []byte("a certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	status, out, errs := mingda(strings.Join(answers, "\n")+"\n", "init")
	if status != 0 || !strings.Contains(errs, "代码") || !strings.Contains(errs, "明川区人民政府的机关代字也是它") || !strings.Contains(errs, "only allowed to this machine") {
		t.Fatal(status, out, errs)
	}
	cfg, err := config.Load("mingda.toml", nil)
	if err != nil {
		t.Fatal(err)
	}
	box := config.Mailbox{
		Agency: "明川区人民政府", Host: "imap.example.gov.cn", Port: 1143, Security: "starttls", User: "foi", PasswordFile: "secrets/imap-QZF", CAFile: "ca.pem",
	}
	smtp := config.SMTP{
		Host: "smtp.example.gov.cn", Security: "implicit", User: "foi@example.gov.cn", PasswordFile: "secrets/smtp",
		From: []config.From{{Agency: "明川区人民政府", Address: "foi@example.gov.cn", Name: "明川区人民政府"}},
	}
	if cfg.Portal.BasePath != "/zfxxgk/ysqgk/" || len(cfg.Mailboxes) != 1 || cfg.Mailboxes[0] != box || !reflect.DeepEqual(cfg.SMTP, smtp) {
		t.Errorf("%+v", cfg)
	}
	for _, file := range []string{"secrets/imap-QZF", "secrets/smtp"} {
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 || info.Size() != 0 {
			t.Error(file, info, err)
		}
	}
	if status, _, errs := mingda("", "serve"); status != 2 || !strings.Contains(errs, "secrets/imap-QZF is empty") {
		t.Error(status, errs)
	}
	for _, line := range []string{"root\t", "anquan\t", "secrets/imap-QZF", "secrets/smtp"} {
		if !strings.Contains(out, line) {
			t.Errorf("no %q in %s", line, out)
		}
	}
	want(t, 0, "user", "add", "hu", "--name", "胡", "--role", "officer", "--agency", "qzf", "--unit", "乙科")
	want(t, 0, "user", "add", "ma", "--name", "马合木提·吐尔逊", "--role", "officer", "--agency", "qzf", "--unit", "区住房和城乡建设局（区人民防空办公室、区交通运输局）")
	want(t, 0, "user", "add", "shen", "--name", "沈", "--role", "checker,signer", "--agency", "ZRJ")
	if status, out, errs := mingda("CN\n", "init", "-c", "other.toml"); status != 2 || out != "" || !strings.HasSuffix(errs, "from a file\n") {
		t.Error(status, out, errs)
	}
}

func TestUser(t *testing.T) {
	newOffice(t)
	out := want(t, 0, "user", "add", "Zhou", "--name", "周予安", "--role", "clerk", "--agency", "QZF")
	if !regexp.MustCompile(`(?m)^zhou\t[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$`).MatchString(out) {
		t.Error(out)
	}
	for _, bad := range [][]string{
		{"zhou", "--name", "又一个", "--role", "clerk"},
		{"x", "--name", "x", "--role", "boss"},
		{"x", "--name", "x", "--role", "system_admin,clerk"},
		{"x", "--name", " ", "--role", "clerk"},
		{"x", "--name", "x", "--role", "clerk", "--agency", "NIX"},
		{"x", "--name", "x", "--role", "officer", "--agency", "QZF", "--unit", "无此科"},
		{"x", "--name", "x", "--role", "officer", "--unit", "区政府办公室"},
		{"x", "--name", "x", "--role", "clerk,officer", "--agency", "QZF"},
		{"x", "--role", "officer"},
	} {
		want(t, 2, append([]string{"user", "add"}, bad...)...)
	}
	first, second := want(t, 0, "user", "reset", "zhou"), want(t, 0, "user", "reset", "ZHOU")
	if first == second {
		t.Error("the same code twice")
	}
	if out := want(t, 2, "user", "reset", "nobody"); out != "mingda: 没有这个账号。\n" {
		t.Error(out)
	}
	want(t, 0, "user", "reset", "zhou", "--factors")
	o := openOffice(t)
	log, err := o.desk.DB.Audit(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var did []string
	err = log.Each(t.Context(), func(e audit.Entry) error {
		if e.By != desk.Operator.ID || e.Kind != audit.Administered || e.Note == "" {
			t.Errorf("recorded %+v", e)
		}
		did = append(did, e.Route)
		return nil
	})
	if want := []string{"user add", "user reset", "user reset", "user reset --factors"}; err != nil || !slices.Equal(did, want) {
		t.Errorf("recorded %q, want %q, %v", did, want, err)
	}
	if out := want(t, 2, "user", "add", "x", "--name", "x", "--role", "officer", "--agency", "QZF"); !strings.Contains(out, "经办人只办分给本单位的案件，先选承办单位") {
		t.Error(out)
	}
	var line userLine
	lines := strings.Split(strings.TrimSpace(want(t, 0, "user", "list", "--json")), "\n")
	if err := json.Unmarshal([]byte(lines[2]), &line); err != nil || line.Login != "zhou" || line.Agency != "QZF" || !line.NoPassword || len(lines) != 3 {
		t.Errorf("%v %+v of %d", err, line, len(lines))
	}
}

// TestWrongOffice refuses what does not belong together, before anything is
// changed.
func TestWrongOffice(t *testing.T) {
	t.Chdir(t.TempDir())
	if out := want(t, 2, "ledger", "head"); !strings.Contains(out, "mingda init") {
		t.Error(out)
	}
	want(t, 2, "user", "list", "--demo") // not filled yet
	if _, err := os.Stat("demo-data"); err == nil {
		t.Error("a command that only looks has made a folder")
	}
	newOffice(t)
	if err := os.Chmod("data/mingda.key", 0o644); err != nil {
		t.Fatal(err)
	}
	if out := want(t, 2, "ledger", "head"); !strings.Contains(out, "chmod 600") {
		t.Error(out)
	}
	key, err := os.ReadFile("data/mingda.key")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, says string }{
		{"nothing", "no key file"},
		{keyMark + strings.Repeat("00", secretSize), "not the one"},
		{strings.Replace(string(key), keyMark, keyMark+"00", 1), "damaged"},
	} {
		if err := os.Remove("data/mingda.key"); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("data/mingda.key", []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if out := want(t, 2, "ledger", "head"); !strings.Contains(out, c.says) {
			t.Error(out)
		}
	}
	if err := os.WriteFile("data/mingda.key", key, 0o600); err != nil {
		t.Fatal(err)
	}
	want(t, 0, "ledger", "head")
	t.Setenv("MINGDA_DEMO", "true")
	if out := want(t, 2, "ledger", "head"); !strings.Contains(out, "demo") {
		t.Error(out)
	}
}

func TestBalance(t *testing.T) {
	newOffice(t)
	takeMails(t, 3)
	today := time.Now().UTC().Add(8 * time.Hour).Format("2006-01-02")
	var b balance
	if err := json.Unmarshal([]byte(want(t, 0, "intake", "balance", "--date", today, "--json")), &b); err != nil {
		t.Fatal(err)
	}
	if b.Date != today || len(b.Doors) != 6 || b.Total != (balanceLine{Received: 3, Waiting: 3, Agrees: true}) || b.Doors[2].Received != 3 {
		t.Errorf("%+v", b)
	}
	if out := want(t, 0, "intake", "balance", "--date", today, "--agency", "QZF"); !strings.Contains(out, "合计\t3\t0\t0\t0\t3\n") {
		t.Error(out)
	}
	want(t, 2, "intake", "balance", "--date", "2026-02-30")
	want(t, 2, "intake", "balance", "--date", today, "--agency", "NIX")
	want(t, 2, "intake", "balance")
}

func TestLedger(t *testing.T) {
	newOffice(t)
	takeMails(t, 2)
	head := want(t, 0, "ledger", "head")
	if !regexp.MustCompile(`^2 [0-9a-f]{64}\n$`).MatchString(head) {
		t.Error(head)
	}
	if out := want(t, 0, "ledger", "verify"); !strings.Contains(out, strings.Fields(head)[1]) {
		t.Error(out)
	}
	if out := want(t, 0, "ledger", "rebuild"); !strings.Contains(out, "as they were") {
		t.Error(out)
	}
	if after := want(t, 0, "ledger", "head"); after != head {
		t.Errorf("%s, then %s", head, after)
	}
	files, err := filepath.Glob("data/files/[0-9a-f][0-9a-f]/*")
	if err != nil || len(files) != 2 {
		t.Fatal(files, err)
	}
	if err := os.Remove(files[0]); err != nil {
		t.Fatal(err)
	}
	if out := want(t, 1, "ledger", "verify"); !strings.Contains(out, "DAMAGED") {
		t.Error(out)
	}
}

func TestAuthTable(t *testing.T) {
	out := want(t, 0, "auth", "table")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) < 40 || !strings.Contains(lines[0], "| 收件员 | 经办人 |") || !strings.Contains(out, "| 授角色 `grant-roles` |") {
		t.Error(out)
	}
	for _, l := range lines {
		if strings.Count(l, "|") != 12 {
			t.Error(l)
		}
	}
}

func TestHelp(t *testing.T) {
	out := want(t, 0, "--help")
	for _, command := range []string{"init", "serve", "user", "ledger", "intake", "backup", "restore", "auth", "letter", "clock", "law", "mail"} {
		if !regexp.MustCompile(`(?m)^  ` + command + `( |$)`).MatchString(out) {
			t.Errorf("no %s", command)
		}
	}
}

// takeMails takes mails into the office of the current folder.
func takeMails(t *testing.T, n int) {
	t.Helper()
	ctx := t.Context()
	o, err := officeFlags{Config: "mingda.toml"}.open(ctx, std{Err: io.Discard, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := o.Close(); err != nil {
			t.Error(err)
		}
	}()
	agencies, err := o.desk.Agencies(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for range n {
		raw := fmt.Sprintf("From: <zhou@example.org>\r\nSubject: apply\r\nMessage-ID: <%d@example.org>\r\n\r\n申请公开预算。\r\n", time.Now().UnixNano())
		if err := o.desk.TakeMails(ctx, []desk.RawMail{{Agency: agencies[0].ID, Mailbox: "box", Body: strings.NewReader(raw)}}); err != nil {
			t.Fatal(err)
		}
	}
}

// A served is an office that is being served.
type served struct {
	t        *testing.T
	cancel   context.CancelFunc
	ended    chan int
	out, err lockedBuffer
}

// lockedBuffer may be read while it is written.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// startServing runs serve with the arguments until stop.
func startServing(t *testing.T, args ...string) *served {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	s := &served{t: t, cancel: cancel, ended: make(chan int, 1)}
	go func() {
		s.ended <- run(ctx, append([]string{"serve"}, args...), std{In: strings.NewReader(""), Out: &s.out, Err: &s.err, Now: time.Now})
	}()
	for began := time.Now(); !strings.Contains(s.out.String(), "is running"); time.Sleep(20 * time.Millisecond) {
		select {
		case status := <-s.ended:
			t.Fatalf("serve ended with %d: %s%s", status, s.out.String(), s.err.String())
		default:
		}
		if time.Since(began) > time.Minute {
			t.Fatalf("serve does not start: %s%s", s.out.String(), s.err.String())
		}
	}
	return s
}

// stop ends the serving as a signal would; it must end well.
func (s *served) stop() {
	s.t.Helper()
	s.cancel()
	if status := <-s.ended; status != 0 {
		s.t.Errorf("serve ended with %d: %s", status, s.err.String())
	}
}

// get fetches a page and returns its status.
func get(t *testing.T, url string) int {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		t.Fatal(err)
	}
	return r.StatusCode
}

// TestCalendar: a notice is shown before it is applied, and says what is wrong.
func TestCalendar(t *testing.T) {
	newOffice(t)
	days := "日期,安排\n2027-01-01,放假\n2027-05-01至2027-05-05,放假\n2027-10-01至2027-10-07,放假\n2027-01-09,上班\n"
	for name, text := range map[string]string{"2027.csv": days, "bad.csv": days + "2027-02-30,放假\n"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	state := func() string {
		for line := range strings.Lines(want(t, 0, "calendar", "list")) {
			if cells := strings.Split(line, "\t"); cells[0] == "CN" && cells[1] == fmt.Sprint(2027) {
				return cells[2]
			}
		}
		return ""
	}
	if out := want(t, 2, "calendar", "import", "bad.csv"); !strings.Contains(out, "第 6 行：“2027-02-30”不是日期") {
		t.Error(out)
	}
	want(t, 2, "calendar", "import", "nothing.csv")
	if out := want(t, 2, "calendar", "import", "2027.csv"); !strings.Contains(out, "没有地区") {
		t.Error(out)
	}
	of := []string{"calendar", "import", "2027.csv", "--region", "CN", "--source", "通知"}
	if out := want(t, 0, of...); !strings.Contains(out, "0 of 0 cases that reach into 2027 move; nothing was changed") || state() != "provisional" {
		t.Error(out, state())
	}
	if out := want(t, 0, append(of, "--apply")...); !strings.Contains(out, "applied") || state() != "imported" {
		t.Error(out, state())
	}
	if out := want(t, 2, append(of, "--apply")...); !strings.Contains(out, "没有要改的") {
		t.Error(out)
	}
	want(t, 0, "ledger", "verify")
	want(t, 0, "ledger", "rebuild")
}
