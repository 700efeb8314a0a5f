package desk

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/letter"
	"mingda/internal/reconsider"
)

// reasonInside is why what the bureau writes for itself is not read with the file.
const reasonInside = "复议机构内部的审查、审批材料"

// A ReviewVolumeForm is how the file of a reconsideration case is bound.
type ReviewVolumeForm struct {
	Inner bool                         // with what the bureau wrote for itself, in a part of its own
	Words func(reconsider.Past) string // how an entry of the ledger is called
}

// ReviewVolume binds the file of a reconsideration case (审理卷): application, papers,
// answer and evidence, records, decision, in the order of what happened. It is made when
// it is asked for, and not kept: all that is in it is.
func (d *Desk) ReviewVolume(ctx context.Context, by auth.User, id reconsider.ID, f ReviewVolumeForm) (Download, error) {
	v, err := d.Review(ctx, by, id)
	if err != nil {
		return Download{}, err
	}
	c := v.Case
	b := reviewBinder{binder: binder{desk: d, materials: c.Materials, volume: letter.Volume{
		Office: v.Body.Name, File: true, CaseNumber: c.Number, Applicant: c.ApplicantNames(), Respondent: c.Contested.Name, Subject: c.Asked.Subject,
		ReceivedOn: c.ReceivedOn, Reply: c.Contested.Number, MadeBy: by.Name, On: d.today(),
	}}, view: v, form: f}
	if c.Erased {
		b.volume.Applicant = "（个人信息已按保存期限删除）"
	}
	if end, ended := c.End(); ended {
		b.volume.Ended = paperName(end) + "（" + end.Number + "）"
	}
	if err := b.list(ctx); err != nil {
		return Download{}, err
	}
	var file *os.File
	made, err := b.bind(ctx, b.pieces, "审理卷 "+c.Number, func(r io.Reader) (err error) { file, err = d.Files.Aside(r); return err })
	if err != nil {
		if file != nil {
			file.Close()
		}
		return Download{}, err
	}
	return Download{"审理卷 " + c.Number + ".pdf", "application/pdf", made.Size, file}, nil
}

// A reviewBinder binds the file of a reconsideration case.
type reviewBinder struct {
	binder
	view   ReviewView
	form   ReviewVolumeForm
	pieces []piece
}

// put puts a piece of a day behind those that are there.
func (b *reviewBinder) put(key, name string, on calendar.Date, print func(ctx context.Context, n int) (string, error)) {
	b.pieces = append(b.pieces, piece{Placed: casefile.Placed{Key: key, Name: name, Proves: on.Chinese(), Place: casefile.PlaceIn}, on: on, print: print})
}

// page puts a page of what the ledger says.
func (b *reviewBinder) page(key string, on calendar.Date, r letter.Record) {
	r.Rows = append([][2]string{{"案号", b.view.Case.Number}}, r.Rows...)
	r.Note = "本页由办理系统按台账的记录印出。"
	b.put(key, r.Title, on, func(context.Context, int) (string, error) { return "", b.add(b.volume.Record(r)) })
}

// list lists the pieces: those of one day as they are put, the whole in the order of days.
func (b *reviewBinder) list(ctx context.Context) error {
	c := b.view.Case
	if c.Input != 0 {
		b.put("input", "复议申请（收件 "+c.InputNumber+"）", c.ReceivedOn, b.input(c.Input))
	}
	for _, j := range c.Joined {
		i, err := loadInput(ctx, b.desk.DB, inbox.ID(j.Input))
		if err != nil {
			return err
		}
		b.put(fmt.Sprintf("input-%d", j.Input), "并入的来件（收件 "+j.Number+"）", i.ArrivedOn(), b.input(j.Input))
	}
	b.page("filed", c.ReceivedOn, letter.Record{Title: "复议申请登记表", Rows: [][2]string{
		{"收到之日", c.ReceivedOn.Chinese()}, {"寄出之日", c.SentOn.Chinese()}, {"收件途径", c.Door.Label()}, {"申请人", c.ApplicantNames()}, {"被申请人", c.Contested.Name},
		{"被复议的答复", strings.TrimSpace(c.Contested.Paper + "　" + c.Contested.Number)}, {"答复之日", c.Contested.On.Chinese()}, {"异议", c.Objection.Label()},
		{"复议请求", c.Asked.Request}, {"事实和理由", c.Asked.Grounds}, {"代理人", c.Asked.Agent},
	}})
	answered, advised := c.Response.Files(), c.AdviceFiles()
	for _, m := range c.Materials {
		if !m.Withdrawn && !slices.Contains(answered, m.N) && !slices.Contains(advised, m.N) {
			b.material(m, "")
		}
	}
	for _, p := range c.Papers {
		b.paper(p)
	}
	if r := c.Response; r.Entry != 0 {
		b.put("response", "被申请人的答复和证据清单", r.On, b.response)
		for _, n := range answered {
			if m, ok := c.Material(n); ok && !m.Withdrawn {
				b.material(m, map[bool]string{false: "被申请人证据："}[n == r.Answer])
			}
		}
	}
	for _, h := range c.Heard {
		b.page(fmt.Sprintf("heard-%d", h.Entry), h.On, letter.Record{Title: "听取意见记录（" + h.Role.Label() + "）", Rows: [][2]string{
			{"日期", h.On.Chinese()}, {"方式", h.Way.Label()}, {"参加的人", h.Private.Who}, {"内容", h.Private.Text}}})
	}
	b.sessions()
	b.inner()
	slices.SortStableFunc(b.pieces, func(x, y piece) int { return x.on.Compare(y.on) })
	b.put("ledger", "台账摘录", b.desk.today(), func(context.Context, int) (string, error) { return "", b.add(b.volume.LedgerExtract(b.lines())) })
	return nil
}

// material puts a document of the file.
func (b *reviewBinder) material(m casefile.Material, lead string) {
	b.put(fmt.Sprintf("material-%d", m.N), lead+m.Name, calendar.DateOf(m.AddedAt), func(ctx context.Context, n int) (string, error) {
		return b.file(ctx, n, stored{m.Name, m.File, m.Size})
	})
}

// paper puts a signed paper and how it went out; a void one is listed.
func (b *reviewBinder) paper(p reconsider.Paper) {
	if p.Number == "" {
		return
	}
	name := paperName(p) + "（" + p.Number + "）"
	b.put(fmt.Sprintf("paper-%d", p.N), name, p.SignedOn, func(ctx context.Context, n int) (string, error) {
		return b.file(ctx, n, stored{p.Number + ".pdf", p.File, p.Size})
	})
	if !p.Stands() {
		last := &b.pieces[len(b.pieces)-1]
		last.Place, last.Reason = casefile.PlaceOut, "已作废"
		return
	}
	if len(p.Sent) == 0 {
		return
	}
	r := letter.Record{Title: "送达记录（" + p.Number + "）", Rows: [][2]string{{"文书", name}}}
	for _, s := range p.Sent {
		r.Rows = append(r.Rows, [2]string{"受送达人", s.To.Role.Label()}, [2]string{"送达方式", s.Way.Label()}, [2]string{"送出之日", s.On.Chinese()},
			[2]string{"邮件号", s.Tracking}, [2]string{"签收之日", s.GotOn.Chinese()}, [2]string{"签收人", s.Recipient})
	}
	b.page(fmt.Sprintf("sent-%d", p.N), p.Sent[0].On, r)
}

// inner puts what the bureau wrote for itself, left out or in a part of its own.
func (b *reviewBinder) inner() {
	from := len(b.pieces)
	c := b.view.Case
	if c.Findings.Entry != 0 {
		b.page("sheet", c.Findings.On, letter.Record{Title: "审查要点", Rows: b.findings()})
	}
	if p := c.Proposal; p.Entry != 0 {
		b.page("proposal", p.On, letter.Record{Title: "处理意见", Rows: [][2]string{
			{"提出的人", b.view.Names[p.By]}, {"日期", p.On.Chinese()}, {"结果", p.Outcome.Label()}, {"依据", p.Outcome.Article()}, {"理由", p.Private.Reasons}, {"与同类案件不同，因为", p.Private.Departure},
			{"咨询意见", p.Following.Label()}, {"没有全部采纳，因为", p.Private.Otherwise}, {"没有提请咨询意见，因为", p.Private.Unasked}}})
	}
	b.opinions()
	for _, p := range c.Papers {
		if p.Number != "" && p.Stands() {
			b.page(fmt.Sprintf("approval-%d", p.N), p.SignedOn, letter.Record{Title: "审批（" + p.Number + "）", Rows: [][2]string{
				{"文书", paperName(p)}, {"拟稿", b.view.Names[p.Drafter]}, {"审核", b.view.Names[p.Checker]}, {"签发", b.view.Names[p.Signer]}, {"签发之日", p.SignedOn.Chinese()}}})
		}
	}
	for i := range b.pieces[from:] {
		p := &b.pieces[from+i]
		p.Reason, p.Place = reasonInside, casefile.PlaceOut
		if b.form.Inner {
			p.Place = casefile.PlaceClosed
		}
	}
}

// findings are the answers of the question sheet.
func (b *reviewBinder) findings() [][2]string {
	var rows [][2]string
	sheet, err := b.view.Case.QuestionSheet(b.desk.today())
	if err != nil {
		return nil // the kind has none any more: the answers stand in the ledger
	}
	for _, q := range sheet.Questions {
		for _, f := range b.view.Case.Findings.Found {
			if f.Question == q.Code && f.Value != "" {
				said := f.Value.Label()
				if f.Page != "" {
					said += "；证据卷第" + f.Page + "页"
				}
				if f.Remark != "" {
					said += "\n" + f.Remark
				}
				rows = append(rows, [2]string{q.Text, said})
			}
		}
	}
	return rows
}

// response prints the respondent's answer with the list of its evidence.
func (b *reviewBinder) response(ctx context.Context, _ int) (string, error) {
	facts, err := b.desk.reviewFacts(ctx, b.desk.DB, b.view.Case, reconsider.Paper{})
	if err != nil {
		return "", err
	}
	return "", b.add(letter.ResponseSheet(*facts.Review))
}

// input prints what came in.
func (b *reviewBinder) input(id int64) func(context.Context, int) (string, error) {
	return func(ctx context.Context, n int) (string, error) {
		r, err := b.came(ctx, inbox.ID(id))
		if fault.CodeOf(err) == "file_missing" || fault.CodeOf(err) == "file_damaged" {
			return b.standIn(n, stored{Name: "来件"}, err)
		}
		if err != nil {
			return "", err
		}
		return "", b.add(r)
	}
}

// lines are the entries of the case.
func (b *reviewBinder) lines() []letter.LedgerLine {
	var lines []letter.LedgerLine
	for _, p := range b.view.Case.History {
		lines = append(lines, letter.LedgerLine{
			N: p.N, Seq: p.Seq, On: calendar.DateOf(p.At), At: calendar.ClockTime(p.At), By: b.view.Names[p.By], What: b.form.Words(p), Hash: fmt.Sprintf("%x", p.Hash),
		})
	}
	return lines
}

// paperName is what a paper is called.
func paperName(p reconsider.Paper) string { return LetterName(p.Kind) }
