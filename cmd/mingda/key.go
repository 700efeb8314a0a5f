package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	goio "io"
	"maps"
	"slices"
	"strings"

	"mingda/internal/audit"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/sealed"
	"mingda/internal/worker"
)

// keyCommands change the key that seals: rotate makes a new one, reseal seals with it what
// lies sealed by older ones, retire takes an older one out of the file when nothing needs it.
type keyCommands struct {
	Status keyStatus `cmd:"" help:"Which keys there are, since when, and what each still seals 各密钥还封着什么."`
	Rotate keyRotate `cmd:"" help:"Make a new key, which seals from then on; the office must be stopped 换新密钥."`
	Reseal keyReseal `cmd:"" help:"Seal with the newest key what older ones seal, also while the office runs 用新密钥重新封存."`
	Retire keyRetire `cmd:"" help:"Take a key out of the file that nothing needs any more; the office must be stopped 停用旧密钥."`
}

// shortName is how many signs of a key's name are shown.
const shortName = 8

// keyStatus is "mingda key status".
type keyStatus struct{ officeFlags }

// Run prints a line a key, and below it what it seals.
func (c *keyStatus) Run(ctx context.Context, io std) (err error) {
	o, err := c.open(ctx, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	uses, unopened, err := o.desk.KeyUses(ctx)
	if err != nil {
		return err
	}
	backups, err := o.backupsByKey()
	if err != nil {
		return err
	}
	for i, k := range o.keys.all {
		fmt.Fprintf(io.Out, "%s\t%s\t%s\n", k.name[:shortName], k.state(i), k.sinceWhen())
		if k.secret == nil {
			continue
		}
		for _, table := range slices.Sorted(maps.Keys(uses[i].Tables)) {
			fmt.Fprintf(io.Out, "\t%s\t%d\n", table, uses[i].Tables[table])
		}
		fmt.Fprintf(io.Out, "\tfiles\t%d\n\tbackups\t%d\n", uses[i].Files, len(backups[k.name]))
	}
	_, due, err := o.desk.DB.CasesDue(ctx, 0)
	if err != nil {
		return err
	}
	if due > 0 {
		fmt.Fprintf(io.Out, "digests of numbers to be written anew\t%d cases\n", due)
	}
	for _, table := range slices.Sorted(maps.Keys(unopened)) {
		fmt.Fprintf(io.Out, "no key opens\t%s\t%d\n", table, unopened[table])
	}
	return nil
}

func (k fileKey) state(place int) string {
	switch {
	case place == 0:
		return "seals 现用"
	case k.secret == nil:
		return "retired 已停用，只用来核对以前的查询码"
	}
	return "opens 只读以前的"
}

func (k fileKey) sinceWhen() string {
	if k.since == "" {
		return "since the office was set up"
	}
	return "since " + k.since
}

// keyRotate is "mingda key rotate".
type keyRotate struct{ officeFlags }

// Run puts a new key before the others. Nothing is sealed with it before the file that holds
// it is durable: what seals reads it from there. Killed anywhere, the file is the old or the
// new one, and the database takes the newest when it is opened next.
func (c *keyRotate) Run(ctx context.Context, io std) (err error) {
	o, release, err := c.alone(ctx, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close(), release()) }()
	key, err := newKey(rand.Reader, calendar.DateOf(io.Now()).String())
	if err != nil {
		return err
	}
	if err := o.recordCommand(ctx, "key rotate "+key.name[:shortName], audit.Subject{}); err != nil {
		return err
	}
	if err := replaceKeyFile(o.cfg.KeyFile, append([]fileKey{key}, o.keys.all...)); err != nil {
		return err
	}
	fmt.Fprintf(io.Out, "%s seals from now on 现用\n"+
		"1. 马上另存一份 %s：以前存的那份没有新密钥。\n2. 启动系统。\n3. 运行 mingda key reseal，把以前的用新密钥重新封存。\n"+
		"Keep a copy of the key file now: the copy of before lacks the new key. Then start the office, and run mingda key reseal.\n", key.name[:shortName], o.cfg.KeyFile)
	return nil
}

// alone opens the office as the only process that serves it.
func (f officeFlags) alone(ctx context.Context, io std) (o *installation, release func() error, err error) {
	cfg, err := f.load()
	if err != nil {
		return nil, nil, err
	}
	if _, err := readKeys(cfg.KeyFile); err != nil {
		return nil, nil, err // before a folder is made for an office that is not there
	}
	if release, err = lockData(cfg.DataDir); err != nil {
		return nil, nil, usageError{fmt.Errorf("%w: stop the office first, it has read its keys 先停掉系统", err)}
	}
	if o, err = openInstallation(ctx, cfg, io); err != nil {
		return nil, nil, errors.Join(err, release())
	}
	return o, release, nil
}

// keyReseal is "mingda key reseal".
type keyReseal struct{ officeFlags }

// Run seals anew. It may be cut and run again.
func (c *keyReseal) Run(ctx context.Context, io std) (err error) {
	o, err := c.open(ctx, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	told := 0
	rows, files, damaged, err := o.desk.Reseal(ctx, func(done int) {
		if done >= told+toldEvery {
			told = done
			fmt.Fprintf(io.Err, "%d rows\n", done)
		}
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(io.Out, "%d rows, %d files sealed anew\n", rows, files)
	return tellDamaged(io, damaged)
}

// keyRetire is "mingda key retire KEY".
type keyRetire struct {
	officeFlags
	Key string `arg:"" help:"Its name, or what it begins with, as mingda key status shows it 密钥的名字."`
	Yes bool   `help:"Do not ask 不再问."`
}

// Run refuses while anything needs the key. What is left in the file of it is what query
// codes and addresses of calendars of before are compared with; it opens nothing.
func (c *keyRetire) Run(ctx context.Context, io std) (err error) {
	o, release, err := c.alone(ctx, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close(), release()) }()
	at, err := o.keys.find(c.Key)
	if err != nil {
		return err
	}
	if err := o.needed(ctx, at); err != nil {
		return err
	}
	key := o.keys.all[at]
	if err := c.agreed(io, key); err != nil {
		return err
	}
	if err := o.recordCommand(ctx, "key retire "+key.name[:shortName], audit.Subject{}); err != nil {
		return err
	}
	key.secret = nil
	all := append(slices.Delete(slices.Clone(o.keys.all), at, at+1), key)
	if err := replaceKeyFile(o.cfg.KeyFile, all); err != nil {
		return err
	}
	fmt.Fprintf(io.Out, "%s is retired 已停用。以前另存的密钥文件里还有它：别处不再有用它封存的备份以后，换成新的一份。\n"+
		"Copies of the key file still hold it: replace them once no backup elsewhere needs it.\n", key.name[:shortName])
	return nil
}

// find returns the place of a key that can be retired.
func (k keys) find(name string) (int, error) {
	found := -1
	for i, one := range k.all {
		if name == "" || !strings.HasPrefix(one.name, strings.ToLower(name)) {
			continue
		}
		if found >= 0 {
			return 0, usageError{fmt.Errorf("%s: more than one key begins so", name)}
		}
		found = i
	}
	switch {
	case found < 0:
		return 0, usageError{fmt.Errorf("there is no key %s; mingda key status lists them", name)}
	case found == 0:
		return 0, usageError{fmt.Errorf("%s is the key that seals: mingda key rotate makes another first", name)}
	case k.all[found].secret == nil:
		return 0, usageError{fmt.Errorf("%s is retired already", name)}
	}
	return found, nil
}

// needed fails with what still needs a key.
func (o *installation) needed(ctx context.Context, at int) error {
	uses, unopened, err := o.desk.KeyUses(ctx)
	if err != nil {
		return err
	}
	backups, err := o.backupsByKey()
	if err != nil {
		return err
	}
	_, due, err := o.desk.DB.CasesDue(ctx, 0)
	if err != nil {
		return err
	}
	var by []string
	for table, n := range uses[at].Tables {
		by = append(by, fmt.Sprintf("%d rows of %s", n, table))
	}
	slices.Sort(by)
	if n := uses[at].Files; n > 0 {
		by = append(by, fmt.Sprintf("%d files", n))
	}
	if due > 0 {
		by = append(by, fmt.Sprintf("the digests of numbers of %d cases", due))
	}
	if len(by) > 0 {
		by = append(by, "run mingda key reseal")
	}
	if kept := slices.Concat(backups[o.keys.all[at].name], backups[""]); len(kept) > 0 {
		by = append(by, fmt.Sprintf("%d backups (%s): wait until newer ones have taken their place, or remove them", len(kept), strings.Join(kept, ", ")))
	}
	if len(unopened) > 0 {
		by = append(by, fmt.Sprintf("rows that no key opens (%v): mingda ledger verify says which", unopened))
	}
	if len(by) > 0 {
		return usageError{fmt.Errorf("%s is needed still 还要用: %s", o.keys.all[at].name[:shortName], strings.Join(by, "; "))}
	}
	return nil
}

// backupsByKey lists the nightly backups by the keys that they need; those of before there
// were several keys that do not say are under "".
func (o *installation) backupsByKey() (map[string][]string, error) {
	all, err := worker.Backup{Dir: o.cfg.Backup.Dir}.Finished()
	if err != nil {
		return nil, err
	}
	by := map[string][]string{}
	for name, dir := range all {
		note, err := desk.ReadBackupNote(dir)
		if err != nil {
			return nil, err
		}
		needs, err := keysOfBackup(dir, note)
		if err != nil {
			return nil, err
		}
		for _, key := range needs {
			by[key] = append(by[key], name)
		}
	}
	for _, names := range by {
		slices.Sort(names)
	}
	return by, nil
}

// keysOfBackup returns the names of the keys that a backup needs: of one of before they were
// noted, that by which its database is sealed, and "", which is any, where that is not.
func keysOfBackup(dir string, note desk.BackupNote) ([]string, error) {
	if note.Keys != "" {
		return strings.Fields(note.Keys), nil
	}
	if !note.Sealed {
		return []string{""}, nil
	}
	name, err := sealed.KeyOfFile(note.Database(dir))
	return []string{hex.EncodeToString(name[:])}, err
}

// agreed asks whether the key is to go.
func (c *keyRetire) agreed(io std, key fileKey) error {
	if c.Yes {
		return nil
	}
	fmt.Fprintf(io.Err, "停用以后，用 %[1]s 封存的备份（在别处的、刻在盘上的）用这个密钥文件恢复不了，不能反悔。\n"+
		"Backups elsewhere that %[1]s seals cannot be restored with this key file any more. Type %[1]s to go on 确认请输入 %[1]s：", key.name[:shortName])
	line, err := bufio.NewReader(io.In).ReadString('\n')
	if err != nil && !errors.Is(err, goio.EOF) {
		return err
	}
	if strings.TrimSpace(line) != key.name[:shortName] {
		return usageError{errors.New("not retired: it was not agreed to")}
	}
	return nil
}
