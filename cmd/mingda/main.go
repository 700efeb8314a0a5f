// Command mingda is the whole office in one binary: the server of the pages
// and the operator's commands. Each command is one file here; this package
// alone knows every other and wires them.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C does not wait for what runs
	os.Exit(run(ctx, os.Args[1:], std{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Now: time.Now}))
}

// std is what a command has of the world: its streams and its clock.
type std struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
	Now func() time.Time
}

// commands is the command line, a field each; the help text is theirs.
type commands struct {
	Init     initCommand      `cmd:"" help:"Set a new office up: configuration, key file, agencies, administrators 初始设置."`
	Serve    serveCommand     `cmd:"" help:"Serve the office: pages, mail, timed jobs 运行."`
	User     userCommands     `cmd:"" help:"Open and list accounts, reset passwords 账号."`
	Calendar calendarCommands `cmd:"" help:"List the calendar, import a year's holidays 工作日历."`
	Ledger   ledgerCommands   `cmd:"" help:"Verify the ledger, rebuild what is made of it 台账."`
	Intake   intakeCommands   `cmd:"" help:"Count what came in 收件."`
	Backup   backupCommand    `cmd:"" help:"Copy all data while the office runs 备份."`
	Restore  restoreCommand   `cmd:"" help:"Put a backup into an empty data folder 恢复."`
	Export   exportCommand    `cmd:"" help:"Take all of the office out into a folder, while it runs 全部导出."`
	Import   importCommand    `cmd:"" help:"Make the same office of such a folder, on an empty machine 全部导入."`
	Files    filesCommands    `cmd:"" help:"Seal raw files 原始文件."`
	Key      keyCommands      `cmd:"" help:"Change the key that seals, and see what each still seals 密钥."`
	Doctor   doctorCommand    `cmd:"" help:"Look whether the office is kept as it should be, and say what to do 体检."`
	Auth     authCommands     `cmd:"" help:"Show who may do what 权限."`
	Letter   letterCommand    `cmd:"" help:"The office's papers: list the kinds, write samples, render from data."`
	Clock    clockCommand     `cmd:"" help:"Work out due dates from events: JSON in, JSON out."`
	Law      lawCommands      `cmd:"" help:"Print what the law says, by day."`
	Fee      feeCommand       `cmd:"" help:"Work out the processing fee, by page or by item 信息处理费."`
	Review   reviewCommands   `cmd:"" help:"Reconsideration: the sheets by which replies are examined 行政复议."`
	Report   reportCommands   `cmd:"" help:"The yearly report 年度报告."`
	Mail     mailCommands     `cmd:"" help:"Look into mails."`
	Apart    apartCommand     `cmd:"" name:"pages-apart" hidden:"" help:"Read a PDF from outside: the process that binding a volume starts."`
	Bench    benchCommands    `cmd:"" help:"Measure this program on this machine 测速."`
}

// usageError is input of the caller's that a command cannot work with.
type usageError struct{ error }

// run runs one command and returns the exit status: 0, 2 for input that cannot
// be used (one line on standard error, nothing on standard output), 1 for
// anything else that went wrong.
func run(ctx context.Context, args []string, io std) int {
	var cli commands
	exited := -1
	parser, err := kong.New(&cli,
		kong.Name("mingda"),
		kong.Description("Mingda 明答: the office for freedom-of-information requests (依申请公开), in one program. "+
			"See it with mingda serve --demo; set a real one up with mingda init, then mingda serve. 先看演示：mingda serve --demo；正式使用：mingda init，再 mingda serve。"),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Writers(io.Out, io.Err),
		kong.Exit(func(code int) { exited = code }),
		kong.Vars{"roles": roleNames()},
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(io),
	)
	if err != nil {
		fmt.Fprintln(io.Err, "mingda:", err)
		return 1
	}
	command, err := parser.Parse(args)
	if exited >= 0 { // --help
		return exited
	}
	if err == nil {
		err = command.Run()
	} else {
		err = usageError{err}
	}
	if err == nil {
		return 0
	}
	fmt.Fprintln(io.Err, "mingda:", oneLine(err))
	var usage usageError
	if errors.As(err, &usage) {
		return 2
	}
	return 1
}

// oneLine returns the error's text without line ends.
func oneLine(err error) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(err.Error(), "\n", " ")), " ")
}
