// Package config holds what an operator sets: one value, read from one TOML
// file with the environment over it, checked as a whole before anything starts.
// What an office sets about itself (agencies, units, number series) lies in the
// database and is not here. Nothing here is a secret: passwords are named by
// the file that holds them, and read when they are needed. Every key stands in
// mingda.example.toml; a test holds both lists together.
package config

import (
	"path/filepath"
	"strings"

	"mingda/internal/law"
)

// A Config is everything an operator sets. Its zero value is not useful; start
// from Default. Values are in the units their key names (megabytes are 2^20).
type Config struct {
	DataDir        string    `toml:"data_dir"`        // database, raw files, key
	KeyFile        string    `toml:"key_file"`        // key of sealed data and codes; empty: mingda.key in DataDir
	FontsDir       string    `toml:"fonts_dir"`       // fonts that are loaded at run time
	Listen         []string  `toml:"listen"`          // host:port, as package serve takes them
	TLSCert        string    `toml:"tls_cert"`        // PEM file; empty: plain http, behind a proxy or in a demo
	TLSKey         string    `toml:"tls_key"`         // PEM file
	TrustedProxies []string  `toml:"trusted_proxies"` // CIDRs whose X-Forwarded-For is believed
	Region         string    `toml:"region"`          // ISO 3166-2, chooses the regional days off: CN-65
	LogLevel       string    `toml:"log_level"`       // debug, info, warn or error
	CorrectionDays int       `toml:"correction_days"` // workdays to answer who asks for a correction of records; the office's own rule
	OneHand        []string  `toml:"one_hand"`        // full names of agencies in which who drafted a letter may check and sign it too
	Demo           bool      `toml:"demo"`            // a demo office; never over real data
	Desk           Desk      `toml:"desk"`
	Portal         Portal    `toml:"portal"`
	Mailboxes      []Mailbox `toml:"mailbox"`
	SMTP           SMTP      `toml:"smtp"`
	Letters        []Letter  `toml:"letter"`
	Reminders      Reminders `toml:"reminders"`
	Limits         Limits    `toml:"limits"`
	Labels         Labels    `toml:"labels"`
	OCR            OCR       `toml:"ocr"`
	ClamAV         ClamAV    `toml:"clamav"`
	Backup         Backup    `toml:"backup"`
	SignIn         SignIn    `toml:"signin"`
	OIDC           OIDC      `toml:"oidc"`

	Assessment Assessment `toml:"assessment"`
	Audit      Audit      `toml:"audit"`

	folder string // of the file, which paths are relative to
}

// Desk is where the staff's pages are.
type Desk struct {
	Origin   string   `toml:"origin"`    // as browsers see it: https://ysq.example.gov.cn
	BasePath string   `toml:"base_path"` // where below the origin
	Listen   []string `toml:"listen"`    // addresses of its own; empty: those of the portal
}

// Portal is where the public's pages are, and what the government's site that
// they belong to looks like.
type Portal struct {
	Origin      string `toml:"origin"`
	BasePath    string `toml:"base_path"` // such as /zfxxgk/ysqgk/
	SiteName    string `toml:"site_name"`
	ParentName  string `toml:"parent_name"` // of the government's site
	ParentHref  string `toml:"parent_href"`
	Office      string `toml:"office"` // 政府信息公开工作机构
	Phone       string `toml:"phone"`
	Address     string `toml:"address"`
	PostCode    string `toml:"post_code"`
	Hours       string `toml:"hours"`
	GuideHref   string `toml:"guide_href"` // 公开指南
	Zhu         string `toml:"zhu"`        // the office's own 朱, #rrggbb; empty: ours
	HeaderLinks []Link `toml:"header_link"`
	FooterLinks []Link `toml:"footer_link"`
	Published   []Link `toml:"published_link"` // what is published already, to look through before asking
}

// A Link is a word and where it leads.
type Link struct {
	Label string `toml:"label"`
	Href  string `toml:"href"`
}

// A Mailbox is one that mail is fetched from by IMAP.
type Mailbox struct {
	Agency       string `toml:"agency"` // full name of the agency it belongs to
	Host         string `toml:"host"`
	Port         int    `toml:"port"`     // 0: 993, or 143 with starttls
	Security     string `toml:"security"` // implicit, starttls or none
	User         string `toml:"user"`
	PasswordFile string `toml:"password_file"`
	Inbox        string `toml:"inbox"`   // folder to take from; empty: INBOX
	Done         string `toml:"done"`    // folder to move to; empty: 明答已收
	CAFile       string `toml:"ca_file"` // PEM file of the server's authority; empty: the system's
	Review       bool   `toml:"review"`  // it is that of the agency's bureau (复议机构): what comes applies for reconsideration
}

// SMTP is the server mail goes out by. Without a host nothing is sent; what is
// to go out waits in the outbox.
type SMTP struct {
	Host         string `toml:"host"`
	Port         int    `toml:"port"` // 0: 465 for implicit, 587 for starttls, 25 for none
	Security     string `toml:"security"`
	User         string `toml:"user"` // empty: no sign-in
	PasswordFile string `toml:"password_file"`
	CAFile       string `toml:"ca_file"`
	From         []From `toml:"from"`
}

// A From is the sender's address of an agency.
type From struct {
	Agency  string `toml:"agency"`
	Address string `toml:"address"`
	Name    string `toml:"name"`
	Review  bool   `toml:"review"` // that of its bureau (复议机构)
}

// A Letter is how the letters of an agency look.
type Letter struct {
	Agency string `toml:"agency"` // full name of the agency; empty: all that have none of their own
	Form   string `toml:"form"`   // letter_form (信函格式) or ordinary; empty: as for all, else letter_form
	Seal   string `toml:"seal"`   // PNG file with a transparent ground; empty: none is printed
	Cert   string `toml:"cert"`   // PEM file of the certificate that signs the PDFs, with its authorities'; empty: they are not signed
	Key    string `toml:"key"`    // PEM file of its key, without a password
}

// Reminders is when people are reminded of what falls due. By mail only where mail
// goes out at all.
type Reminders struct {
	Mail   bool   `toml:"mail"`
	Before []int  `toml:"before"` // workdays before the last day; 0 is that day
	Every  int    `toml:"every"`  // workdays between reminders after the first one of what is late; 0: only that one
	From   string `toml:"from"`   // 09:00, Asia/Shanghai
	Until  string `toml:"until"`
	Help   int    `toml:"help"` // workdays before the last day from which a case without a draft needs the coordinating office
}

// Limits bound what comes in at once.
type Limits struct {
	UploadMB int `toml:"upload_mb"` // a whole form with its files
	FileMB   int `toml:"file_mb"`   // one file of a form
	Files    int `toml:"files"`     // of one form
	MailMB   int `toml:"mail_mb"`   // one mail as sent, base64 and all; larger ones are left in place and shown

	// What one account does in a minute at most, of the public one address; 0: however much.
	Searches  int `toml:"searches"`  // with words
	Downloads int `toml:"downloads"` // files, letters, pictures
	Exports   int `toml:"exports"`   // tables, whole files
	Sendings  int `toml:"sendings"`  // forms with files
}

// Labels is how the address labels lie on a sheet of A4 (成批打印).
type Labels struct {
	Columns int     `toml:"columns"`
	Rows    int     `toml:"rows"`
	TopMM   float64 `toml:"top_mm"`  // margin above and below
	SideMM  float64 `toml:"side_mm"` // margin left and right
}

// OCR is whether and how documents of cases are read by a machine.
type OCR struct {
	On        bool     `toml:"on"`
	Languages []string `toml:"languages"` // as tesseract names them, the usual one first
	Pages     int      `toml:"pages"`     // of a PDF, at most
}

// ClamAV is the scanner that looks at what comes from outside.
type ClamAV struct {
	Address  string `toml:"address"`  // of clamd: the path of its socket, or host:port; empty: nobody scans
	Required bool   `toml:"required"` // nobody may have a file before it is scanned
}

// Network returns how clamd is reached: unix or tcp.
func (c ClamAV) Network() string {
	if strings.HasPrefix(c.Address, "/") {
		return "unix"
	}
	return "tcp"
}

// Backup is when and where copies are made while the office runs.
type Backup struct {
	Dir   string `toml:"dir"`   // empty: none
	At    string `toml:"at"`    // 02:30, Asia/Shanghai
	Keep  int    `toml:"keep"`  // how many
	Heads string `toml:"heads"` // file that notes the heads of ledger and audit; empty: heads.txt in Dir
}

// HeadsFile returns the file that notes the heads; empty where there is none.
func (b Backup) HeadsFile() string {
	if b.Heads == "" && b.Dir != "" {
		return filepath.Join(b.Dir, "heads.txt")
	}
	return b.Heads
}

// Default returns the configuration of an installation on this machine that
// nobody has set anything for.
func Default() Config {
	return Config{
		DataDir:        "data",
		FontsDir:       "fonts",
		Listen:         []string{"localhost:8080"},
		Region:         "CN-65",
		LogLevel:       "info",
		CorrectionDays: law.CorrectionDays,
		Assessment:     defaultAssessment(),
		Audit:          defaultAudit(),
		Desk:           Desk{Origin: "http://localhost:8080", BasePath: "/desk/"},
		Portal: Portal{
			Origin: "http://localhost:8080", BasePath: "/", SiteName: "政府信息依申请公开",
		},
		Reminders: Reminders{Mail: true, Before: []int{5, 3, 1, 0}, Every: 5, From: "09:00", Until: "18:00", Help: 3},
		Limits:    Limits{UploadMB: 120, FileMB: 100, Files: 300, MailMB: 150, Searches: 60, Downloads: 600, Exports: 20, Sendings: 60},
		Labels:    Labels{Columns: 3, Rows: 8, TopMM: 0.5},
		OCR:       OCR{On: true, Languages: []string{"chi_sim", "uig"}, Pages: 20},
		ClamAV:    ClamAV{Required: true},
		Backup:    Backup{At: "02:30", Keep: 14},
		SignIn:    defaultSignIn(),
		OIDC:      defaultOIDC(),
	}
}

// IsSecure reports whether browsers reach the desk and the portal over TLS, so
// that cookies can be kept to it.
func (c Config) IsSecure() bool { return isHTTPS(c.Desk.Origin) && isHTTPS(c.Portal.Origin) }
