package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/worker"
)

// lookAtMode looks whether this is an office of real people, and run as it should be.
func (p *patient) lookAtMode(ctx context.Context) {
	switch {
	case p.cfg.Demo && !p.onlyHere():
		p.note("mode", unsound, "这是演示单位，密码人人知道，却在网上监听："+strings.Join(p.cfg.Listen, "、"), "演示只在本机看（listen = [\"localhost:8080\"]）；正式使用，mingda init 另设一个。")
	case p.cfg.Demo:
		p.note("mode", advised, "这是演示单位", "正式使用，mingda init 另设一个；演示里不要登记真的申请。")
	default:
		p.note("mode", sound, "正式单位", "")
	}
	if p.cfg.LogLevel == "debug" {
		p.note("mode", advised, "日志级别是 debug，写得多", "平时用 info。")
	}
	if os.Geteuid() == 0 {
		p.note("account", advised, "现在以 root 运行", "给明答建一个普通账户，数据和密钥归它，docs/operations.md 里有 systemd 的写法。")
	}
}

// onlyHere reports whether the pages can be reached from this machine alone.
func (p *patient) onlyHere() bool {
	for _, address := range append(append([]string(nil), p.cfg.Listen...), p.cfg.Desk.Listen...) {
		host := address[:max(0, strings.LastIndexByte(address, ':'))]
		if host != "localhost" && !strings.HasPrefix(host, "127.") && host != "[::1]" {
			return false
		}
	}
	return true
}

// What space the office wants: below the first letters and backups are in danger soon, below
// the second nothing can be taken in.
const (
	spaceLow  = 10 << 30
	spaceNone = 1 << 30
)

// lookAtFiles looks at who may read data, key and passwords, and at the space left.
func (p *patient) lookAtFiles(context.Context) {
	db, files := desk.BackupParts(p.cfg.DataDir)
	for _, f := range []struct {
		path, what string
		must       bool
	}{
		{p.cfg.KeyFile, "密钥文件", true}, {p.cfg.DataDir, "数据目录", true}, {db, "数据库", true}, {desk.AuditPart(p.cfg.DataDir), "审计数据库", false}, {files, "原件目录", true},
		{p.cfg.TLSKey, "TLS 私钥", false}, {p.cfg.SMTP.PasswordFile, "发件密码", false}, {p.cfg.Backup.Dir, "备份目录", false}, {p.cfg.Backup.HeadsFile(), "链首记录", false},
	} {
		p.lookAtFile(f.path, f.what, f.must)
	}
	for _, m := range p.cfg.Mailboxes {
		p.lookAtFile(m.PasswordFile, m.User+" 的密码", true)
	}
	for _, l := range p.cfg.Letters {
		p.lookAtFile(l.Key, l.Agency+"的签名私钥", false)
	}
	var st syscall.Statfs_t
	if err := syscall.Statfs(p.cfg.DataDir, &st); err != nil {
		p.wrong("space", err)
		return
	}
	free := st.Bavail * uint64(st.Bsize)
	says := fmt.Sprintf("数据盘还有 %.1f GB", float64(free)/(1<<30))
	switch {
	case free < spaceNone:
		p.note("space", unsound, says, "马上腾地方：满了就收不进来。")
	case free < spaceLow:
		p.note("space", advised, says, "换大一些的盘，或者把旧备份移走。")
	default:
		p.note("space", sound, says, "")
	}
}

// lookAtFile notes a file or folder that others can read, write or enter. An empty path is
// of something that is not set.
func (p *patient) lookAtFile(path, what string, must bool) {
	if path == "" {
		return
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !must:
	case err != nil:
		p.wrong("files", err)
	case info.Mode().Perm()&0o077 != 0:
		want := "600"
		if info.IsDir() {
			want = "700"
		}
		p.note("files", unsound, fmt.Sprintf("%s %s 别人也能用（%04o）", what, path, info.Mode().Perm()), fmt.Sprintf("chmod %s %s", want, path))
	default:
		p.note("files", sound, fmt.Sprintf("%s %s 只有所有者能用", what, path), "")
	}
}

// How long before its end a certificate is to be renewed.
const (
	certSoon = 30 * 24 * time.Hour
	certNow  = 7 * 24 * time.Hour
)

// lookAtTLS looks at the certificate that the program serves itself, or says who does, and
// whether the office answers.
func (p *patient) lookAtTLS(ctx context.Context) {
	if p.cfg.TLSCert == "" {
		switch {
		case p.cfg.IsSecure():
			p.note("tls", sound, "TLS 由反向代理做（"+p.cfg.Portal.Origin+"），它的证书请在代理上看", "")
		case p.cfg.Demo:
			p.note("tls", sound, "演示单位，不加密", "")
		default:
			p.note("tls", advised, "没有 TLS，只能在本机使用", "要在网上用，设 tls_cert、tls_key 或者反向代理，origin 改为 https。")
		}
	} else {
		p.lookAtCertificate()
	}
	p.knock(ctx)
}

// lookAtCertificate looks at names and days of the certificate.
func (p *patient) lookAtCertificate() {
	pair, err := tls.LoadX509KeyPair(p.cfg.TLSCert, p.cfg.TLSKey)
	if err != nil {
		p.wrong("tls", err)
		return
	}
	cert, now := pair.Leaf, p.io.Now()
	for _, origin := range []string{p.cfg.Desk.Origin, p.cfg.Portal.Origin} {
		if u, err := url.Parse(origin); err == nil && cert.VerifyHostname(u.Hostname()) != nil {
			p.note("tls", unsound, "证书里没有 "+u.Hostname()+"，浏览器会拒绝", "请证书机构按这个名字重发。")
		}
	}
	until := calendar.DateOf(cert.NotAfter).Chinese()
	switch {
	case now.Before(cert.NotBefore):
		p.note("tls", unsound, "证书"+calendar.DateOf(cert.NotBefore).Chinese()+"才生效", "看看机器的时间；证书没到期的，先用上一张。")
	case now.After(cert.NotAfter):
		p.note("tls", unsound, "证书"+until+"已经到期", "换上新证书；换好文件就行，不用重启。")
	case now.Add(certNow).After(cert.NotAfter):
		p.note("tls", unsound, "证书"+until+"就到期", "马上换。")
	case now.Add(certSoon).After(cert.NotAfter):
		p.note("tls", advised, "证书"+until+"到期", "这个月里换。")
	default:
		p.note("tls", sound, "证书到"+until, "")
	}
}

// knockTimeout is how long the office may take to answer on its own machine.
const knockTimeout = 5 * time.Second

// knock asks the office on this machine whether it works. Whom the certificate is for was
// looked at before; here it is who answers.
func (p *patient) knock(ctx context.Context) {
	scheme := "http"
	if p.cfg.TLSCert != "" {
		scheme = "https"
	}
	address := p.cfg.Listen[0]
	if strings.HasPrefix(address, ":") {
		address = "localhost" + address
	}
	client := http.Client{Timeout: knockTimeout, Transport: &http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12, InsecureSkipVerify: true}}} //nolint:gosec // on this machine, to ask whether it answers
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, scheme+"://"+address+healthPath, nil)
	if err != nil {
		p.wrong("serving", err)
		return
	}
	answer, err := client.Do(ask)
	if err != nil {
		p.note("serving", advised, "没有在运行（"+address+" 不应答）", "mingda serve；由 systemd 管的，systemctl status mingda。")
		return
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		p.note("serving", unsound, fmt.Sprintf("在运行，但是报告 %d：写不了数据库", answer.StatusCode), "看日志；多半是磁盘满了，或者别的程序占着数据库。")
		return
	}
	p.note("serving", sound, "在运行，能写数据库", "")
}

// lookAtClock looks whether the kernel knows its clock to be right: deadlines hang on it.
func (p *patient) lookAtClock(context.Context) {
	var t unix.Timex
	state, err := unix.Adjtimex(&t)
	switch {
	case err != nil:
		p.wrong("clock", err)
	case state == unix.TIME_ERROR || t.Status&unix.STA_UNSYNC != 0:
		p.note("clock", advised, "机器的时间没有同步，现在是 "+p.io.Now().In(calendar.Zone).Format("2006-01-02 15:04:05"), "装 chrony，指向局域网的时间服务器；期限按这个时间算。")
	default:
		p.note("clock", sound, "时间已同步", "")
	}
}

// How old the newest copy may be.
const (
	backupLate = 26 * time.Hour
	backupLost = 72 * time.Hour
)

// lookAtBackup looks at how old the newest copy is, and whether it lies on another disk.
func (p *patient) lookAtBackup(context.Context) {
	b := p.cfg.Backup
	if b.Dir == "" {
		v := unsound
		if p.cfg.Demo {
			v = advised
		}
		p.note("backup", v, "没有设定时备份", "在 [backup] 里写 dir，最好在另一块盘、另一台机器上。链首记录（heads.txt）也放在那里。")
		return
	}
	newest := worker.Backup{Dir: b.Dir}.Newest()
	age := p.io.Now().Sub(newest)
	switch {
	case newest.IsZero():
		p.note("backup", unsound, b.Dir+" 里没有完整的备份", "看运行情况里“备份”为什么不成；也可以马上 mingda backup。")
	case age > backupLost:
		p.note("backup", unsound, "最近的备份是"+calendar.DateOf(newest).Chinese()+"的", "看运行情况里“备份”为什么不成。")
	case age > backupLate:
		p.note("backup", advised, "最近的备份是"+calendar.DateOf(newest).Chinese()+"的", "昨晚的没有做成，看运行情况。")
	default:
		p.note("backup", sound, "最近的备份："+newest.In(calendar.Zone).Format("2006-01-02 15:04"), "")
	}
	if sameDisk(p.cfg.DataDir, b.Dir) {
		p.note("backup", advised, "备份和数据在同一块盘上", "盘坏了，两份一起没有；换到另一块盘或者网络盘上。")
	}
	p.lookAtBackupSpace()
	if rel, err := filepath.Rel(b.Dir, p.cfg.KeyFile); err == nil && !strings.HasPrefix(rel, "..") {
		p.note("backup", unsound, "密钥和备份放在一起", "密钥另存一处：拿到备份的人就能读出个人信息。")
	}
}

// lookAtBackupSpace looks whether the next copy fits: each is whole.
func (p *patient) lookAtBackupSpace() {
	var st syscall.Statfs_t
	if err := syscall.Statfs(p.cfg.Backup.Dir, &st); err != nil {
		return // not made yet; that there is no copy is said
	}
	var size uint64
	db, files := desk.BackupParts(p.cfg.DataDir)
	for _, part := range []string{db, files} {
		err := filepath.WalkDir(part, func(_ string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			info, err := d.Info()
			if err != nil {
				return nil // put away meanwhile
			}
			size += uint64(info.Size())
			return nil
		})
		if err != nil {
			p.wrong("backup", err)
			return
		}
	}
	free := st.Bavail * uint64(st.Bsize)
	if says := fmt.Sprintf("一份备份 %.1f GB，备份盘还有 %.1f GB", float64(size)/(1<<30), float64(free)/(1<<30)); free < size+size/10 {
		p.note("backup", unsound, says, "下一份放不下：移走旧的，或者换大一些的盘。")
	} else {
		p.note("backup", sound, says, "")
	}
}

// sameDisk reports whether two folders lie on one file system.
func sameDisk(a, b string) bool {
	var x, y syscall.Stat_t
	return syscall.Stat(a, &x) == nil && syscall.Stat(b, &y) == nil && x.Dev == y.Dev
}
