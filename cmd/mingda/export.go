package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/user"
	"strings"

	"mingda/internal/desk"
	"mingda/internal/export"
)

// exportCommand is "mingda export DIR".
type exportCommand struct {
	officeFlags
	Dir     string `arg:"" help:"New or empty folder 新文件夹."`
	WithKey bool   `xor:"personal" help:"Put the key file in too: then whoever has the folder can read the personal data 连密钥一起导出."`
	Clear   bool   `xor:"personal" help:"Write the personal data in the clear, for leaving this program or reading without it: whoever has the folder can read them. Asks first 个人信息明文导出，先问一遍."`
	Yes     bool   `help:"With --clear: do not ask 不再问."`
}

// clearWord is what is typed to have the personal data written in the clear.
const clearWord = "明文导出"

// Run writes the folder while the office goes on working.
func (c *exportCommand) Run(ctx context.Context, io std) (err error) {
	o, err := c.open(ctx, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	if err := o.cfg.CheckBackupDir(c.Dir); err != nil {
		return usageError{err}
	}
	how := desk.MovingOut{Dir: c.Dir, Personal: export.Sealed, Account: account(), Office: kindOf(o.cfg), Key: o.keys.id, KeyFile: o.cfg.KeyFile}
	if _, err := os.Stat(c.Config); err == nil && !c.Demo {
		how.Config = c.Config
	}
	switch {
	case c.WithKey:
		how.Personal = export.WithKey
	case c.Clear:
		how.Personal = export.Clear
		if err := c.agreed(io); err != nil {
			return err
		}
	}
	m, err := o.desk.MoveOut(ctx, how)
	if errors.Is(err, export.ErrRefused) {
		return usageError{err}
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(io.Out, "%d entries, %d files, head %s\n", m.Entries, m.Files, m.Head)
	fmt.Fprint(io.Out, c.said(m, o.cfg.KeyFile))
	return nil
}

// agreed asks whether the personal data are to be written in the clear.
func (c *exportCommand) agreed(io std) error {
	if c.Yes {
		return nil
	}
	fmt.Fprintf(io.Err, "个人信息（姓名、证件号码、电话、地址、申请内容）将不加密写入 %s，拿到这个文件夹的人都能读。这次导出会记录在系统里。\n"+
		"The personal data will be written in the clear. Type %s to go on 确认请输入“%s”：", c.Dir, clearWord, clearWord)
	line, _ := bufio.NewReader(io.In).ReadString('\n') // none is no
	if strings.TrimSpace(line) != clearWord {
		return usageError{errors.New("not exported: it was not agreed to")}
	}
	return nil
}

// said tells what else is to be thought of.
func (c *exportCommand) said(m export.Manifest, keyFile string) string {
	var b strings.Builder
	if m.Personal == export.Sealed {
		fmt.Fprintf(&b, "密钥不在里面，请另存 %s；没有它，导入不了，个人信息读不出来。\n"+
			"The key file is not in it: take a copy along another way (--with-key puts it in).\n", keyFile)
	}
	if m.Waiting > 0 {
		fmt.Fprintf(&b, "发件箱里有 %d 封待发的邮件，两边都有。启用新系统前先停掉这边；新系统导入后邮件停着，由系统管理员放行。\n"+
			"%d mails wait in the outbox: stop this office before the other sends them; it holds its mail until an administrator lets it go.\n", m.Waiting, m.Waiting)
	}
	return b.String()
}

// account returns the account of the machine by which a command is given.
func account() string {
	u, err := user.Current()
	if err != nil {
		return fmt.Sprint("uid ", os.Getuid())
	}
	return u.Username
}
