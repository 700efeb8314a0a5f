package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	goio "io"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingda/internal/loopback"
	"mingda/internal/mailbox/mailboxtest"
)

// doctor examines the office of the current folder on that day and returns what it found.
func doctor(t *testing.T, at time.Time, args ...string) (found []finding, status int) {
	t.Helper()
	var out, errs bytes.Buffer
	status = run(context.Background(), append([]string{"doctor", "--json"}, args...), std{In: strings.NewReader(""), Out: &out, Err: &errs, Now: func() time.Time { return at }})
	if err := json.Unmarshal(out.Bytes(), &found); err != nil {
		t.Fatal(err, out.String(), errs.String())
	}
	return found, status
}

// wantFound wants a finding of the check with the verdict and the words.
func wantFound(t *testing.T, found []finding, check string, v verdict, words string) {
	t.Helper()
	for _, f := range found {
		if f.Check == check && f.Verdict == v && strings.Contains(f.Says, words) {
			if (f.Verdict == sound) != (f.Advice == "") && !strings.Contains(words, "--offline") {
				t.Errorf("%s says %q and advises %q", check, f.Says, f.Advice)
			}
			return
		}
	}
	t.Errorf("no %s of %s saying %q in %+v", v, check, words, found)
}

// onDay is a day on which the calendar of the test's office is known.
var onDay = time.Date(2026, 6, 1, 10, 0, 0, 0, time.UTC)

// certify writes a certificate for the name, in force between the days, and its key.
func certify(t *testing.T, name string, from, until time.Time) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{name}, NotBefore: from, NotAfter: until}
	der, err := x509.CreateCertificate(rand.Reader, form, form, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	for file, block := range map[string]*pem.Block{
		"cert.pem": {Type: "CERTIFICATE", Bytes: der}, "key.pem": {Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)},
	} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// configure puts lines before everything else of the configuration.
func configure(t *testing.T, lines string) {
	t.Helper()
	text, err := os.ReadFile("mingda.toml")
	if err == nil {
		err = os.WriteFile("mingda.toml", append([]byte(lines+"\n"), text...), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestDoctor examines a new office: what is not set up yet is said, with what to do.
func TestDoctor(t *testing.T) {
	newOffice(t)
	found, status := doctor(t, onDay, "--offline")
	if status != 1 { // no backup
		t.Errorf("status %d", status)
	}
	wantFound(t, found, "mode", sound, "正式单位")
	wantFound(t, found, "files", sound, "mingda.key")
	wantFound(t, found, "tls", advised, "只能在本机使用")
	wantFound(t, found, "serving", advised, "没有在运行")
	wantFound(t, found, "backup", unsound, "没有设定时备份")
	wantFound(t, found, "calendar", sound, "2026年")
	wantFound(t, found, "people", advised, "还没有凭邀请码定密码")
	wantFound(t, found, "mail", advised, "--offline")
	found, _ = doctor(t, onDay.AddDate(0, 6, 0), "--offline")
	wantFound(t, found, "calendar", advised, "还没有2027年的放假安排")
	found, _ = doctor(t, onDay.AddDate(3, 0, 0), "--offline")
	wantFound(t, found, "calendar", unsound, "没有2029年的放假安排")

	out := want(t, 1, "doctor", "--offline")
	if !strings.Contains(out, "有问题\tbackup\t没有设定时备份\n\t\t→ 在 [backup] 里写 dir") || !strings.Contains(out, "项正常，") {
		t.Error(out)
	}
}

// TestDoctorFiles: what others can use, and a key that lies with the copies.
func TestDoctorFiles(t *testing.T) {
	newOffice(t)
	want(t, 0, "backup", "copies/mingda-20260601-023000")
	configure(t, "key_file = \"copies/mingda.key\"")
	if err := os.Rename("data/mingda.key", "copies/mingda.key"); err != nil {
		t.Fatal(err)
	}
	t.Setenv("MINGDA_BACKUP_DIR", "copies")
	at := time.Date(2026, 5, 31, 20, 0, 0, 0, time.UTC) // 04:00 of 1 June in Shanghai
	found, _ := doctor(t, at, "--offline")
	wantFound(t, found, "backup", sound, "2026-06-01 02:30")
	wantFound(t, found, "backup", advised, "同一块盘")
	wantFound(t, found, "backup", sound, "一份备份")
	wantFound(t, found, "backup", unsound, "密钥和备份放在一起")
	found, _ = doctor(t, at.Add(27*time.Hour), "--offline")
	wantFound(t, found, "backup", advised, "最近的备份是2026年6月1日的")
	found, _ = doctor(t, at.AddDate(0, 0, 5), "--offline")
	wantFound(t, found, "backup", unsound, "最近的备份是2026年6月1日的")

	for path, mode := range map[string]os.FileMode{"data": 0o755, "data/mingda.db": 0o644} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	found, status := doctor(t, at, "--offline")
	wantFound(t, found, "files", unsound, "数据目录")
	wantFound(t, found, "files", unsound, "数据库")
	if err := os.Chmod("copies/mingda.key", 0o640); err != nil || status != 1 {
		t.Fatal(err, status)
	}
	found, _ = doctor(t, at, "--offline")
	wantFound(t, found, "files", unsound, "密钥文件")
	wantFound(t, found, "office", unsound, "others can read the key file")
}

// TestDoctorTLS: a certificate of another name, and one that ends.
func TestDoctorTLS(t *testing.T) {
	newOffice(t)
	certify(t, "elsewhere.example", onDay.AddDate(0, 0, -1), onDay.AddDate(0, 2, 0))
	configure(t, "tls_cert = \"cert.pem\"\ntls_key = \"key.pem\"")
	found, _ := doctor(t, onDay, "--offline")
	wantFound(t, found, "tls", unsound, "证书里没有 localhost")
	certify(t, "localhost", onDay.AddDate(0, 0, -1), onDay.AddDate(0, 2, 0))
	for _, c := range []struct {
		days int
		v    verdict
		says string
	}{{-2, unsound, "才生效"}, {0, sound, "证书到2026年8月1日"}, {40, advised, "8月1日到期"}, {58, unsound, "就到期"}, {70, unsound, "已经到期"}} {
		found, _ = doctor(t, onDay.AddDate(0, 0, c.days), "--offline")
		wantFound(t, found, "tls", c.v, c.says)
	}
}

// TestDoctorLogHost: whether the machine that keeps the records too takes connections; it is
// sent nothing.
func TestDoctorLogHost(t *testing.T) {
	newOffice(t)
	l, err := net.Listen("tcp", loopback.Address(0))
	if err != nil {
		t.Fatal(err)
	}
	sent := make(chan string, 1)
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		all, _ := goio.ReadAll(conn)
		sent <- string(all)
		conn.Close()
		l.Close()
	}()
	text, err := os.ReadFile("mingda.toml")
	if err != nil {
		t.Fatal(err)
	}
	named := strings.Replace(string(text), "[audit]\n", fmt.Sprintf("[audit]\nlog_host = %q\n", "tcp://"+l.Addr().String()), 1)
	if err := os.WriteFile("mingda.toml", []byte(named), 0o600); err != nil {
		t.Fatal(err)
	}
	found, _ := doctor(t, onDay, "--offline")
	wantFound(t, found, "log host", advised, "--offline")
	found, _ = doctor(t, onDay)
	wantFound(t, found, "log host", sound, l.Addr().String()+" 能连")
	if got := <-sent; got != "" {
		t.Errorf("it was sent %q", got)
	}
	found, _ = doctor(t, onDay)
	wantFound(t, found, "log host", unsound, "审计记录在等")
}

// TestDoctorDemo: a demo that strangers can reach is unsound.
func TestDoctorDemo(t *testing.T) {
	newOffice(t)
	text, err := os.ReadFile("mingda.toml")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("demo.toml", append([]byte("demo = true\ndata_dir = \"demo\"\nlisten = [\"0.0.0.0:8080\"]\n"), withoutKeys(string(text), "data_dir", "listen", "demo")...), 0o600); err != nil {
		t.Fatal(err)
	}
	found, status := doctor(t, onDay, "--offline", "--config", "demo.toml")
	if wantFound(t, found, "mode", unsound, "0.0.0.0:8080"); status != 1 {
		t.Error(status)
	}
}

// withoutKeys takes lines that set these keys out of a configuration.
func withoutKeys(text string, keys ...string) string {
	var kept strings.Builder
	for line := range strings.Lines(text) {
		set := false
		for _, key := range keys {
			set = set || strings.HasPrefix(line, key+" ")
		}
		if !set {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

// TestDoctorServing: the office answers, its mailbox lets it in, and does not with another
// password.
func TestDoctorServing(t *testing.T) {
	server := mailboxtest.StartDovecot(t, mailboxtest.Options{})
	newOffice(t)
	withMail(t, server)
	p := newProcess(t)
	p.start()
	defer p.kill()
	t.Setenv("MINGDA_LISTEN", strings.TrimPrefix(p.url, "http://"))
	found, _ := doctor(t, onDay)
	wantFound(t, found, "serving", sound, "在运行")
	wantFound(t, found, "mail", sound, "能登录")
	files, err := filepath.Glob("*password")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	if err := os.WriteFile("imap-password", []byte("guess"), 0o600); err != nil {
		t.Fatal(err)
	}
	found, status := doctor(t, onDay)
	if wantFound(t, found, "mail", unsound, fmt.Sprint("邮箱 ", mailboxtest.User)); status != 1 {
		t.Error(status)
	}
}
