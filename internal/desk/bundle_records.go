package desk

import (
	"context"
	"fmt"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/letter"
)

// mailPrinted is how many characters of a mail are printed at most.
const mailPrinted = 60_000

// printableLines is Printable that keeps the ends of lines.
func (d *Desk) printableLines(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\t", "    "), "\n")
	for i := range lines {
		lines[i] = d.Fonts.Printable(strings.TrimRight(lines[i], "\r"))
	}
	return strings.Join(lines, "\n")
}

// record prints what of the evidence is known from the ledger alone.
func (b *requestBinder) record(ctx context.Context, e casefile.Exhibit) (letter.Letter, error) {
	c := b.view.Case
	r := letter.Record{Title: e.Name, Rows: [][2]string{{"案件编号", c.Number}}}
	add := func(label, value string) { r.Rows = append(r.Rows, [2]string{label, value}) }
	switch e.Kind {
	case casefile.ExhibitLedger:
		return b.volume.LedgerExtract(b.ledgerLines()), nil
	case casefile.ExhibitInput:
		return b.came(ctx, inbox.ID(e.N))
	case casefile.ExhibitSearch:
		for _, s := range c.Searches {
			if s.Entry == e.N {
				add("检索之日", s.On.Chinese())
				add("检索范围", strings.Join(s.Places, "\n"))
				add("检索词", s.Words)
				add("询问", s.Asked)
				add("检索人", s.Who)
				add("结果", s.Result.Label())
				add("说明", s.Note)
			}
		}
	case casefile.ExhibitExamination:
		for _, x := range c.Examined {
			if x.Entry == e.N {
				add("依据", x.What.Article())
				add("审查人、有关机关", x.Who)
				add("日期", x.On.Chinese())
				add("意见", x.Outcome.Label())
				add("说明", x.Remark)
				add("答复之日", x.AnsweredOn.Chinese())
				add("答复", x.Answer)
			}
		}
	case casefile.ExhibitAnswer:
		if k, ok := c.Consultation(e.N); ok {
			if k.To >= 1 && k.To <= len(c.Others) {
				add("被征求意见方", c.Others[k.To-1].Name)
			}
			add("征求意见的内容", k.About)
			add("意见", k.Answer.Label())
			add("收到之日", k.AnsweredOn.Chinese())
			add("理由", k.Reason)
			add("同意公开的部分", k.Part)
		}
	case casefile.ExhibitService:
		if l, ok := c.Letter(e.N); ok {
			add("文书", LetterName(l.Kind)+"　"+l.Number)
			for _, to := range l.Recipients() {
				sent := l.ServiceTo(to)
				add("受送达人", c.Recipient(to).Name)
				add("送达方式", sent.Way.Label())
				add("送出之日", sent.ServedOn.Chinese())
				add("邮件号", sent.Tracking)
				add("邮箱", sent.Address)
				add("签收之日", sent.GotOn.Chinese())
				add("签收人", sent.Recipient)
				if m, ok := c.Material(sent.Proof); ok {
					add("凭证", m.Name)
				}
				if to == 0 { // nobody else gets it by mail
					add("退信", l.Bounced.Why)
				}
			}
		}
	}
	r.Note = "本页由办理系统按台账的记录印出。"
	return b.volume.Record(r), nil
}

// ledgerLines are the entries of the case. The applicant is named as such.
func (b *requestBinder) ledgerLines() []letter.LedgerLine {
	var lines []letter.LedgerLine
	for _, p := range b.view.Case.History {
		what := p.Type
		if b.words != nil {
			what = b.words(p)
		}
		lines = append(lines, letter.LedgerLine{
			N: p.N, Seq: p.Seq, On: calendar.DateOf(p.At), At: calendar.ClockTime(p.At), By: b.view.People.Name(p.By), What: what, Hash: fmt.Sprintf("%x", p.Hash),
		})
	}
	return lines
}

// came prints what came in by a door: a mail with its head and text, everything
// else as a form, both with the list of what came with it.
func (b *binder) came(ctx context.Context, id inbox.ID) (letter.Letter, error) {
	i, err := loadInput(ctx, b.desk.DB, id)
	if err != nil {
		return letter.Letter{}, err
	}
	content, _, err := b.desk.content(i)
	if err != nil {
		return letter.Letter{}, err
	}
	r := letter.Record{Title: "来件：" + i.Door.Label(), Note: "本页由办理系统按收到的原件印出；原件的 SHA-256：" + i.File}
	r.Rows = [][2]string{{"收件号", i.Number}, {"收到的时间", calendar.DateOf(i.ArrivedAt).Chinese() + " " + calendar.ClockTime(i.ArrivedAt)}}
	switch {
	case content.Mail != nil:
		mailRows(&r, content.Mail)
	case content.Objection != nil:
		objectionRows(&r, content.Objection)
	default:
		formRows(&r, content)
	}
	for _, a := range i.Additions {
		r.Rows = append(r.Rows, [2]string{"申请人补充（" + a.On.Chinese() + "）", a.Text})
	}
	for _, f := range content.Files {
		r.Files = append(r.Files, b.cameWith(f))
	}
	return b.volume.Record(r), nil
}

// mailRows print a mail.
func mailRows(r *letter.Record, m *intake.Message) {
	addresses := func(list []intake.Address) string {
		var all []string
		for _, a := range list {
			all = append(all, strings.TrimSpace(a.Name+" <"+a.Address+">"))
		}
		return strings.Join(all, "\n")
	}
	r.Rows = append(r.Rows, [2]string{"发件人", addresses([]intake.Address{m.From})}, [2]string{"收件人", addresses(m.To)}, [2]string{"抄送", addresses(m.Cc)}, [2]string{"主题", m.Subject})
	if !m.Date.IsZero() {
		r.Rows = append(r.Rows, [2]string{"发出的时间", calendar.DateOf(m.Date).Chinese() + " " + calendar.ClockTime(m.Date) + "（发件人的时间）"})
	}
	r.Rows = append(r.Rows, [2]string{"Message-ID", m.MessageID})
	r.Text = m.Text
	if runes := []rune(m.Text); len(runes) > mailPrinted {
		r.Text = string(runes[:mailPrinted]) + "\n（以下从略，全文以电子形式另附）"
	}
}

// formRows print what was asked for by a form, at the counter or by a letter.
func formRows(r *letter.Record, c Content) {
	a, w := c.Applicant, c.Wants
	r.Rows = append(r.Rows, [][2]string{
		{"申请人", a.Name}, {"类别", a.Class.Label()}, {"证件号码", a.IDNumber}, {"法定代表人", a.Representative}, {"联系人", a.Contact}, {"代理人", a.Agent},
		{"电话", a.Phone}, {"邮箱", a.Email}, {"地址", a.Address}, {"邮政编码", a.PostCode},
		{"事项", w.Subject}, {"申请内容", w.Content}, {"提供形式", w.Medium.Label()}, {"获取方式", w.Delivery.Label()}, {"需要的帮助", c.Aid},
	}...)
	if c.Spoken {
		r.Rows = append(r.Rows, [2]string{"说明", "口头申请，由本机关代为填写"})
	}
}

// objectionRows print an application for reconsideration.
func objectionRows(r *letter.Record, o *intake.ObjectionInput) {
	a := o.Applicant
	r.Rows = append(r.Rows, [][2]string{
		{"申请人", a.Name}, {"类别", a.Class.Label()}, {"证件号码", a.IDNumber}, {"法定代表人", a.Representative}, {"电话", a.Phone}, {"邮箱", a.Email}, {"地址", a.Address}, {"邮政编码", a.PostCode},
		{"代理人", o.Asked.Agent}, {"被申请人", o.Contested.Name}, {"被复议的答复", o.Contested.Number}, {"异议", o.Objection.Label()},
		{"复议请求", o.Asked.Request}, {"事实和理由", o.Asked.Grounds}, {"为什么迟了", o.Asked.Late},
	}...)
	if o.Asked.Spoken {
		r.Rows = append(r.Rows, [2]string{"说明", "口头申请，由复议机构代为填写"})
	}
}

// cameWith says of a file that came with an input where it is: what is printed is
// a document of the file, behind it.
func (b *binder) cameWith(f intake.File) letter.RecordFile {
	r := letter.RecordFile{Name: f.Name, Size: f.Size, Hash: f.Hash, Where: "以电子形式另附"}
	for _, m := range b.materials {
		if m.Name == f.Name && m.Size == f.Size {
			r.Hash, r.Where = m.File, "见目录里的同名证据"
		}
	}
	return r
}
