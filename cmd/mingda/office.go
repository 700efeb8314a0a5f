package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"time"

	"mingda/fonts"
	"mingda/internal/apart"
	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/config"
	"mingda/internal/desk"
	"mingda/internal/filestore"
	"mingda/internal/pdf"
	"mingda/internal/report"
	"mingda/internal/serve"
	"mingda/internal/sqlite"
)

// officeFlags choose the office a command is about.
type officeFlags struct {
	Config string `short:"c" default:"mingda.toml" env:"MINGDA_CONFIG" placeholder:"FILE" help:"Configuration 配置文件 (${default})."`
	Demo   bool   `help:"The demo office in demo-data/ in place of a configured one 演示单位."`
}

// load reads the configuration.
func (f officeFlags) load() (config.Config, error) {
	if f.Demo {
		return demoConfig()
	}
	if _, err := os.Stat(f.Config); errors.Is(err, fs.ErrNotExist) {
		return config.Config{}, usageError{fmt.Errorf("there is no %s here: set an office up with mingda init, name its file with --config, or try --demo", f.Config)}
	}
	cfg, err := config.Load(f.Config, os.Environ())
	if err != nil {
		return cfg, usageError{err}
	}
	if cfg.Demo {
		return withDemoKey(cfg), nil
	}
	return cfg, nil
}

// open reads the configuration and opens the office. The caller closes it.
func (f officeFlags) open(ctx context.Context, io std) (*installation, error) {
	cfg, err := f.load()
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(cfg.KeyFile); cfg.Demo && errors.Is(err, fs.ErrNotExist) {
		return nil, usageError{fmt.Errorf("there is no demo office in %s yet: mingda serve --demo makes one", cfg.DataDir)}
	}
	return openInstallation(ctx, cfg, io)
}

// An installation is the office opened: what every command works with.
type installation struct {
	cfg  config.Config
	keys keys
	desk *desk.Desk
	log  *slog.Logger
}

// openInstallation opens key file, database, file store and calendar. Letters need
// loadFonts besides.
func openInstallation(ctx context.Context, cfg config.Config, io std) (*installation, error) {
	k, err := readKeys(cfg.KeyFile)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(cfg.DataDir, arriving)); err == nil {
		return nil, usageError{fmt.Errorf("an import into %s was not finished: run mingda import again, it begins anew", cfg.DataDir)}
	}
	cal, err := calendar.Embedded(cfg.Region)
	if err != nil {
		return nil, usageError{fmt.Errorf("region: %w", err)}
	}
	sealer, err := k.sealer()
	if err != nil {
		return nil, err
	}
	dbPath, filesPath := desk.BackupParts(cfg.DataDir)
	db, err := sqlite.Open(ctx, dbPath, sealer)
	if err != nil {
		return nil, err
	}
	files, err := filestore.OpenSealed(filesPath, k.files)
	if err == nil {
		err = checkIdentity(ctx, db, cfg, k)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	log := newLog(cfg, io)
	o := &installation{cfg: cfg, keys: k, log: log, desk: &desk.Desk{
		DB: db, Files: files, Embedded: cal, Now: io.Now, Random: rand.Reader, CodeKey: k.code, OlderCodeKeys: k.older, Log: log,
		HeadsFile: cfg.Backup.HeadsFile(), StatusURL: statusURL(cfg), Reminders: reminders(cfg),
		Limits:         desk.Limits{Upload: int64(cfg.Limits.FileMB) << 20, Files: cfg.Limits.Files},
		Labels:         pdf.LabelSheet{Columns: cfg.Labels.Columns, Rows: cfg.Labels.Rows, Top: cfg.Labels.TopMM, Side: cfg.Labels.SideMM},
		Demo:           cfg.Demo,
		CorrectionDays: cfg.CorrectionDays,
		Assessing:      assessmentRules(cfg.Assessment),
		Watched:        watchLimits(cfg.Audit),
		OneHand:        cfg.OneHand,
		PagesApart:     apart.Reader{Program: ourselves}.Pages,
	}}
	if o.desk.SignIns, err = signInRules(cfg); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	o.desk.MailFrom, o.desk.BureauFrom = o.mailFrom, o.bureauFrom
	return o, nil
}

// signInRules are what is asked of who signs in, as the operator set it: in a demo, nothing.
func signInRules(cfg config.Config) (desk.SignInRules, error) {
	rules := desk.SignInRules{Invitation: time.Duration(cfg.SignIn.Invitation) * time.Hour}
	for _, name := range cfg.SignIn.SecondFactor {
		role := auth.Role(name)
		if !role.IsKnown() {
			return rules, usageError{fmt.Errorf("signin.second_factor: there is no role %q; there are %s", name, roleNames())}
		}
		if !cfg.Demo {
			rules.NeedFactor = append(rules.NeedFactor, role)
		}
	}
	return rules, nil
}

// assessmentRules are by what units are assessed, as the operator set it.
func assessmentRules(c config.Assessment) *report.Rules {
	points := func(f float64) report.Points { return report.Points(math.Round(f * 100)) }
	r := report.Rules{PostingDays: c.PostingDays, Good: points(float64(c.Good)), Pass: points(float64(c.Pass)), Of: map[report.Indicator]report.Weighing{}}
	for i, w := range map[report.Indicator]config.Weighing{
		report.InTime: c.InTime, report.InForm: c.Form, report.Posting: c.Posting, report.Chases: c.Chases, report.Standing: c.Standing, report.ReportIn: c.Report,
	} {
		r.Of[i] = report.Weighing{Weight: points(w.Weight), Each: points(w.Each), Spared: w.Spared}
	}
	return &r
}

// watchLimits say from how many on something in the audit is unusual, as the operator set it.
func watchLimits(c config.Audit) audit.Limits {
	return audit.Limits{
		CasesHour: c.CasesHour, CasesDay: c.CasesDay, OffHours: c.OffHours, From: c.From, Until: c.Until,
		Searchers: c.Searchers, Refused: c.Refused, SignIns: c.SignIns, Outsiders: c.Outsiders,
	}
}

// Close closes the database. It comes last: all that runs has ended.
func (o *installation) Close() error { return o.desk.DB.Close() }

// loadFonts loads the fonts of letters: the folder of the configuration, else
// the one beside the binary.
func (o *installation) loadFonts() error {
	folder := o.cfg.FontsDir
	if _, err := os.Stat(folder); err != nil {
		folder = fontFolder()
	}
	var err error
	o.desk.Fonts, err = pdf.LoadFonts(folder, fonts.FS())
	if err != nil {
		return fmt.Errorf("%w (make fonts fetches them)", err)
	}
	for _, missing := range o.desk.Fonts.Fallbacks() {
		o.log.Warn("fonts", "fallback", missing)
	}
	return nil
}

// mailFrom returns the address the agency's mails are sent from, "" for none.
func (o *installation) mailFrom(agency int64) string { return o.from(agency, o.cfg.SMTP.FromOf) }

// bureauFrom returns the address that the agency's bureau has of its own, "" for none.
func (o *installation) bureauFrom(agency int64) string {
	return o.from(agency, o.cfg.SMTP.ReviewFromOf)
}

func (o *installation) from(agency int64, of func(name string) (config.From, bool)) string {
	a, err := o.desk.DB.Agency(context.Background(), agency)
	if err != nil {
		o.log.Error("sender of an agency", "agency", agency, "err", err)
		return ""
	}
	from, _ := of(a.Name)
	return from.Address
}

// newLog returns the log in JSON on standard error, at the configured level.
func newLog(cfg config.Config, io std) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(cfg.LogLevel)) // the configuration was checked
	return slog.New(slog.NewJSONHandler(serve.NewLog(io.Err), &slog.HandlerOptions{Level: level}))
}

// The settings by which a database knows what it belongs to.
const (
	keySetting  = "key_name" // which key file seals it
	kindSetting = "office_kind"
)

// checkIdentity refuses a database that is sealed with another key, and a demo
// where a real office is expected and the other way round. A new database
// takes what is given; one whose key was followed by another takes that.
func checkIdentity(ctx context.Context, db *sqlite.DB, cfg config.Config, k keys) error {
	key, err := db.Setting(ctx, keySetting)
	if err != nil {
		return err
	}
	if key != "" && !k.opens(key) {
		return usageError{errors.New("the key file " + cfg.KeyFile + " is not the one this office was set up with, or has not the newest key")}
	}
	kind, want := "", kindOf(cfg)
	if kind, err = db.Setting(ctx, kindSetting); err != nil {
		return err
	}
	if kind != "" && kind != want {
		return usageError{errors.New("the data in " + cfg.DataDir + " is not that of a " + want + " office")}
	}
	if key == k.id && kind == want {
		return nil
	}
	return db.Write(ctx, func(tx *sqlite.Tx) error {
		if err := tx.PutSetting(ctx, kindSetting, want); err != nil || key == k.id {
			return err
		}
		return tx.KeyChanged(ctx, keySetting, k.id)
	})
}

// demoText is the configuration of the demo office; the environment goes over it.
const demoText = `
data_dir = "demo-data"
demo = true
log_level = "warn"
[portal]
site_name = "明川区政府信息依申请公开"
parent_name = "明川区人民政府门户网站"
office = "明川区人民政府办公室政务公开科"
phone = "0000-1234567"
address = "和宁市明川区人民路 18 号 2 楼 206 室"
hours = "工作日 10:00–14:00，15:30–19:30"
[[portal.published_link]]
label = "政策文件"
href = "https://www.mingchuan.example/zfxxgk/zc/"
[[portal.published_link]]
label = "预算决算"
href = "https://www.mingchuan.example/zfxxgk/yjs/"
[[portal.published_link]]
label = "征地补偿"
href = "https://www.mingchuan.example/zfxxgk/zdbc/"
[[portal.published_link]]
label = "行政处罚"
href = "https://www.mingchuan.example/zfxxgk/xzcf/"
[[portal.published_link]]
label = "年度报告"
href = "https://www.mingchuan.example/zfxxgk/ndbg/"
[[smtp.from]]
address = "ysqgk@mingchuan.example"
`

// demoConfig returns the configuration of the demo office in this folder.
func demoConfig() (config.Config, error) {
	cfg, err := config.Parse(demoText, ".", os.Environ())
	if err != nil {
		return cfg, usageError{err}
	}
	cfg.Demo = true
	return withDemoKey(cfg), nil
}

// withDemoKey keeps the key of a demo with its data, so that the folder can be
// thrown away as a whole.
func withDemoKey(cfg config.Config) config.Config {
	cfg.KeyFile = filepath.Join(cfg.DataDir, "mingda.key")
	return cfg
}
