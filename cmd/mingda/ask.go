package main

import (
	"bufio"
	"errors"
	"fmt"
	goio "io"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/config"
)

// An asker asks questions one by one: the question goes to standard error, so
// that standard output holds results only.
type asker struct {
	in   *bufio.Reader
	out  goio.Writer
	fail error // once the answers have ended, all further ones are empty
}

// ask returns the answer, or otherwise if it is empty.
func (a *asker) ask(question, otherwise string) string {
	if a.fail != nil {
		return ""
	}
	if otherwise != "" {
		question += "［" + otherwise + "］"
	}
	fmt.Fprint(a.out, question+"：")
	line, err := a.in.ReadString('\n')
	if err != nil && line == "" {
		a.fail = usageError{errors.New("the answers ended before the questions did; --answers FILE takes them from a file")}
		return ""
	}
	if line = strings.TrimSpace(line); line == "" {
		return otherwise
	}
	return line
}

// askSetup asks what an office must set, for a configuration in the folder.
func askSetup(io std, folder string) (config.Setup, error) {
	a := &asker{in: bufio.NewReader(io.In), out: io.Err}
	s := config.DefaultSetup()
	fmt.Fprintln(io.Err, "明答初始设置。方括号里是默认值，直接回车就用它。 Setting up: Enter takes what is in brackets.")
	s.Region = a.ask("省级代码，决定地方节假日（CN 只按全国） region", s.Region)
	s.DataDir = a.askDataDir(s.DataDir, folder)
	s.Origin = a.ask("浏览器看到的地址，不带路径 address", s.Origin)
	s.PortalPath = a.ask("申请页在网站的哪个路径下 path of the public's pages", "/")
	for a.fail == nil {
		next := "机关全称，牵头的先写 agency"
		if len(s.Agencies) > 0 {
			next = "下一个机关全称，没有了就回车 next agency"
		}
		name := a.ask("\n"+next, "")
		if name == "" && len(s.Agencies) > 0 {
			break
		}
		s.Agencies = a.askAgency(s.Agencies, config.SetupAgency{Name: name})
		if g := &s.Agencies[len(s.Agencies)-1]; g.MailAddress != "" {
			g.IMAP = a.askServer("  收信服务器 IMAP，如 imap.example.gov.cn，以后再填就回车 IMAP server", "  ", folder)
			if g.IMAP.Host != "" {
				g.IMAP.User = a.ask("  登录用户名 user", g.MailAddress)
			}
		}
	}
	if from := s.Sender(); from != "" {
		fmt.Fprintln(io.Err)
		s.SMTP = a.askServer("发信服务器 SMTP，各机关共用，以后再填就回车 SMTP server", "", folder)
		if s.SMTP.Host != "" {
			s.SMTP.User = strings.TrimPrefix(a.ask("登录用户名，不用登录写 - user", from), "-")
		}
	}
	fmt.Fprintln(io.Err, "\n管理员三员分立，每人一种；密码自动生成。安全、审计管理员可以写 - 先不设。 Administrators:")
	for _, p := range []struct {
		role  auth.Role
		login string
	}{{auth.SystemAdmin, "xitong"}, {auth.SecurityAdmin, "anquan"}, {auth.AuditAdmin, "shenji"}} {
		login := a.ask(p.role.Label()+"的用户名 login", p.login)
		if login == "-" && p.role != auth.SystemAdmin {
			continue
		}
		name := a.ask(p.role.Label()+"的姓名 name", p.role.Label())
		s.Administrators = append(s.Administrators, config.SetupAdministrator{Login: login, Name: name, Role: string(p.role)})
	}
	return s, a.fail
}

// askAgency asks for the rest of an agency until the office can take it.
func (a *asker) askAgency(all []config.SetupAgency, g config.SetupAgency) []config.SetupAgency {
	for a.fail == nil {
		g.Code = a.ask("  代码，字母和数字，如 QZF code", g.Code)
		g.CasePrefix = a.ask("  案件编号前缀，可空 prefix of case numbers", g.CasePrefix)
		g.LetterWord = a.ask("  机关代字，如 明政公开 word before document numbers", g.LetterWord)
		g.ReviewBody = a.ask("  复议机关 review body", g.ReviewBody)
		g.ReviewChannel = a.ask("  网上复议渠道，可空 its internet channel", g.ReviewChannel)
		g.Court = a.ask("  管辖法院 court", g.Court)
		g.MailAddress = a.ask("  公开的收件邮箱，可空 mailbox", g.MailAddress)
		g.Address = a.ask("  通信地址，可空 postal address", g.Address)
		g.Phone = a.ask("  电话，可空 phone", g.Phone)
		g.Units = namesIn(a.ask("  承办单位，用顿号分开 units", strings.Join(g.Units, "、")))
		wrong := checkAgency(g, all)
		if wrong == nil {
			break
		}
		fmt.Fprintln(a.out, "  "+explained(wrong).Error())
		if g.Name == "" {
			g.Name = a.ask("机关全称 agency", "")
		}
	}
	return append(all, g)
}

// askDataDir asks for a folder until no office has its data in it.
func (a *asker) askDataDir(otherwise, folder string) string {
	for a.fail == nil {
		dir := a.ask("数据目录 data folder", otherwise)
		cfg, err := config.Parse(config.Setup{DataDir: dir}.File(), folder, nil)
		if err != nil {
			fmt.Fprintln(a.out, oneLine(err))
			continue
		}
		there := officeIn(cfg)
		if there == "" {
			return dir
		}
		fmt.Fprintf(a.out, "%s 里已经有一个单位，不会动它；请换一个目录。 An office has its data there.\n", there)
	}
	return otherwise
}

// askServer asks for a mail server until there can be such a one; without a host
// it is left for later.
func (a *asker) askServer(question, indent, folder string) config.SetupServer {
	s := config.SetupServer{Host: a.ask(question, "")}
	for a.fail == nil && s.Host != "" {
		s.Security = a.ask(indent+"加密方式：implicit、starttls，或只对本机的 none security", "implicit")
		port := a.ask(indent+"端口，常用的就回车 port", "")
		s.CAFile = a.ask(indent+"自建证书机构的证书文件，可空 certificate authority", "")
		var wrong error
		if s.Port, wrong = portOf(port); wrong == nil {
			wrong = s.Validate(s.Host, folder)
		}
		if wrong == nil {
			break
		}
		fmt.Fprintln(a.out, indent+oneLine(wrong))
		s = config.SetupServer{Host: a.ask(question, "")}
	}
	return s
}

// portOf reads the number of a port; none is 0.
func portOf(typed string) (int, error) {
	if typed == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(typed)
	if err != nil {
		return 0, fmt.Errorf("%q is not a port", typed)
	}
	return n, nil
}

// namesIn reads a list of names. One that holds others in brackets, as in
// 区住房和城乡建设局（区人民防空办公室、区交通运输局）, is one name.
func namesIn(typed string) []string {
	depth := 0
	return strings.FieldsFunc(typed, func(r rune) bool {
		switch {
		case strings.ContainsRune("（(", r):
			depth++
		case strings.ContainsRune("）)", r):
			depth = max(depth-1, 0)
		}
		return depth == 0 && strings.ContainsRune("、，,;；", r)
	})
}
