package letter

import (
	"fmt"
	"strings"

	"mingda/internal/calendar"
)

// A Volume is what the pages say that stand before the evidence of a case (证据卷), or
// before the file of a case of reconsideration (审理卷).
type Volume struct {
	File       bool     // it is the file of a case of reconsideration
	Shelved    *Shelved // it is the file of a request that is put away; nil for none
	Respondent string   // of such a case
	Ended      string   // by which paper; "" while it is open
	Office     string   // that puts it forward
	Purpose    string   // 行政复议, 行政诉讼
	Before     string   // the body or court that hears it; "" where none is known yet
	Number     string   // of the case there
	Court      bool
	CaseNumber string
	Applicant  string
	Subject    string
	ReceivedOn calendar.Date
	Reply      string // 文号 of what is contested; "" for none
	MadeBy     string
	On         calendar.Date
	Pages      int
	Items      []VolumeItem
}

// A VolumeItem is one piece of evidence in the list.
type VolumeItem struct {
	N        int    // its number; 0 for what is left out
	By       string // whose it is (责任者); of files that are put away, as the next two
	Number   string // 文号
	On       calendar.Date
	Name     string
	Proves   string
	Reason   string // why it is left out, or not for the other side
	Note     string // what is not printed, and why
	Closed   bool   // in the part that the other side does not read
	Out      bool
	From, To int // pages
}

// page begins a page of a volume.
func (v Volume) page(title string) Letter {
	return Letter{Form: Sheet, Office: v.Office, Title: title}
}

// Title is what the volume is called below each page.
func (v Volume) Title() string {
	if v.Shelved != nil {
		return "案卷"
	}
	if v.File {
		return "审理卷"
	}
	return "证据卷"
}

// ContentsTitle is what its list is called.
func (v Volume) ContentsTitle() string {
	if v.Shelved != nil {
		return "卷内文件目录"
	}
	if v.File {
		return "案卷目录"
	}
	return "证据目录"
}

// Cover is the first page.
func (v Volume) Cover() Letter {
	if v.Shelved != nil {
		return v.shelvedCover()
	}
	l := v.page(v.Purpose + v.Title())
	in, out := 0, 0
	for _, i := range v.Items {
		if i.Out {
			out++
		} else {
			in++
		}
	}
	count := itoa(in) + "份，共" + itoa(v.Pages) + "页"
	if out > 0 {
		count += "；另有" + itoa(out) + "份没有放入，列在目录后面"
	}
	rows, why := v.aboutEvidence()
	what := "证据"
	if v.File {
		rows, why = v.aboutFile()
		what = "材料"
	}
	l.Blocks = []Block{form(append(rows, room(2, what, count), room(2, "制作人", v.MadeBy, "制作之日", v.On.Chinese()))...), note(why)}
	return l
}

// aboutFile is what the cover says of a case of reconsideration.
func (v Volume) aboutFile() (rows []TableRow, why string) {
	ended := v.Ended
	if ended == "" {
		ended = "还在审理"
	}
	reply := v.Reply
	if reply == "" {
		reply = "没有文号"
	}
	return []TableRow{
		room(2, "案号", v.CaseNumber), room(2, "申请人", v.Applicant), room(2, "被申请人", v.Respondent), room(2, "事项", v.Subject), room(2, "被复议的答复", reply),
		room(2, "收到申请之日", v.ReceivedOn.Chinese()), room(2, "结果", ended), room(2, "行政复议机关", v.Office),
	}, "材料按发生的先后排列。每页下方的页码是本卷的连续页码，目录按它写。"
}

// aboutEvidence is what the cover says of a request.
func (v Volume) aboutEvidence() (rows []TableRow, why string) {
	if v.Before != "" {
		who := "行政复议机关"
		if v.Court {
			who = "人民法院"
		}
		rows = append(rows, room(2, who, v.Before))
		if v.Number != "" {
			rows = append(rows, room(2, "案号", v.Number))
		}
	}
	reply := v.Reply
	if reply == "" {
		reply = "没有答复"
	}
	return append(rows, room(2, "案件编号", v.CaseNumber), room(2, "申请人", v.Applicant), room(2, "申请事项", v.Subject), room(2, "收到申请之日", v.ReceivedOn.Chinese()),
			room(2, "答复文号", reply), room(2, "提交机关", v.Office)),
		"证据按发生的先后排列。每页下方的页码是本卷的连续页码，目录按它写。文书上的电子签名以原文件为准，按文书的查验码可以核对。"
}

// Contents is the numbered list of the evidence, and of what is left out.
func (v Volume) Contents() Letter {
	if v.Shelved != nil {
		return v.shelvedContents()
	}
	l := v.page(v.ContentsTitle())
	list := func(closed bool) Table {
		t := Table{Head: []string{"序号", "证据名称", "证明对象", "页码"}, Widths: []int{3, 11, 10, 4}}
		if v.File {
			t = Table{Head: []string{"序号", "材料", "日期", "页码"}, Widths: []int{3, 13, 8, 4}}
		}
		for _, i := range v.Items {
			if i.Out || i.Closed != closed {
				continue
			}
			name := i.Name
			if i.Note != "" {
				name += "\n（" + i.Note + "）"
			}
			if closed && i.Reason != "" {
				name += "\n不供查阅：" + i.Reason
			}
			t.Rows = append(t.Rows, room(1, itoa(i.N), name, i.Proves, pagesFromTo(i.From, i.To)))
		}
		return t
	}
	heading := func(text string) Block {
		return Block{Paragraph: &Paragraph{Level: Heading, Runs: []Run{{Text: text}}}}
	}
	if open := list(false); len(open.Rows) > 0 {
		l.Blocks = append(l.Blocks, Block{Table: &open})
	}
	if closed := list(true); len(closed.Rows) > 0 {
		l.Blocks = append(l.Blocks, heading(v.closedTitle()), Block{Table: &closed})
	}
	left := Table{Head: []string{"没有放入的材料", "理由"}, Widths: []int{14, 14}}
	for _, i := range v.Items {
		if i.Out {
			left.Rows = append(left.Rows, room(1, i.Name, i.Reason))
		}
	}
	if len(left.Rows) > 0 {
		l.Blocks = append(l.Blocks, heading("没有放入本卷的材料"), Block{Table: &left})
	}
	return l
}

func pagesFromTo(from, to int) string {
	if to <= from {
		return itoa(from)
	}
	return itoa(from) + "—" + itoa(to)
}

func (v Volume) closedTitle() string {
	if v.File {
		return "不供当事人查阅的材料"
	}
	return "不供对方查阅的证据"
}

// ClosedPart is the page between what everybody reads and what the other side does
// not.
func (v Volume) ClosedPart() Letter {
	l := v.page(v.closedTitle())
	if v.File {
		l.Blocks = []Block{note("以下各份是复议机构内部的材料。给当事人查阅、复制时，从本页起取下。")}
		return l
	}
	l.Blocks = []Block{note("以下各份只供复议机构、人民法院审查。给申请人、第三人查阅、复制时，从本页起取下（行政复议法第四十七条）。理由写在目录里。")}
	return l
}

// StandIn is the page in place of what cannot be printed; along says that the file
// itself can be sent along.
func (v Volume) StandIn(n int, f RecordFile, why string, along bool) Letter {
	what := "证据"
	if v.File || v.Shelved != nil {
		what = "材料"
	}
	l := v.page(what + itoa(n) + "：没有印出")
	rows := []TableRow{room(2, "名称", f.Name), room(2, "原因", why), room(1, "大小", Bytes(f.Size))}
	if f.Hash != "" {
		rows = append(rows, room(2, "SHA-256", halves(f.Hash)))
	}
	l.Blocks = []Block{form(rows...)}
	if along {
		l.Blocks = append(l.Blocks, note("原文件以电子形式另附。核对时计算原文件的 SHA-256，应与上面的一致。"))
	}
	return l
}

// Bytes writes the size of a file.
func Bytes(n int64) string {
	switch {
	case n <= 0:
		return "0 字节"
	case n < 1<<10:
		return itoa(int(n)) + " 字节"
	case n < 1<<20:
		return itoa(int((n+1<<10-1)>>10)) + " KB"
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}

// halves writes a hash in lines of half its length.
func halves(hash string) string {
	if n := len(hash) / 2; n > 20 {
		return hash[:n] + "\n" + hash[n:]
	}
	return hash
}

// A Record is a paper of the file that is printed from the ledger: rows of a label
// and what it says.
type Record struct {
	Title string
	Rows  [][2]string
	Text  string // below, line by line
	Files []RecordFile
	Note  string
}

// A RecordFile is a file that came with what is printed.
type RecordFile struct {
	Name  string
	Size  int64
	Hash  string
	Where string // printed behind it, or sent along
}

// Record prints a record.
func (v Volume) Record(r Record) Letter {
	l := v.page(r.Title)
	var rows []TableRow
	for _, row := range r.Rows {
		if row[1] != "" {
			rows = append(rows, room(1, row[0], row[1]))
		}
	}
	l.Blocks = []Block{form(rows...)}
	if len(rows) == 0 {
		l.Blocks = nil
	}
	if r.Text != "" {
		for line := range strings.Lines(r.Text) {
			if line = strings.TrimRight(line, "\r\n "); line != "" {
				l.Blocks = append(l.Blocks, note(line))
			}
		}
	}
	if len(r.Files) > 0 {
		t := Table{Head: []string{"附件", "大小", "SHA-256", "在哪里"}, Widths: []int{8, 4, 10, 6}}
		for _, f := range r.Files {
			t.Rows = append(t.Rows, room(1, f.Name, Bytes(f.Size), chunks(f.Hash, 16), f.Where))
		}
		l.Blocks = append(l.Blocks, Block{Table: &t})
	}
	if r.Note != "" {
		l.Blocks = append(l.Blocks, note(r.Note))
	}
	return l
}

// chunks breaks a hash over lines of so many characters.
func chunks(hash string, n int) string {
	var lines []string
	for ; len(hash) > n; hash = hash[n:] {
		lines = append(lines, hash[:n])
	}
	return strings.Join(append(lines, hash), "\n")
}

// A LedgerLine is one entry of the ledger in the extract: no personal data but who
// of the office did it.
type LedgerLine struct {
	N    int
	Seq  int64
	On   calendar.Date
	At   string // hour and minute
	By   string
	What string
	Hash string // SM3, in hex
}

// LedgerExtract prints the entries of a case with their hashes.
func (v Volume) LedgerExtract(lines []LedgerLine) Letter {
	l := v.page("台账摘录")
	t := Table{Head: []string{"号", "时间", "办理人", "事项和散列值（SM3）"}, Widths: []int{3, 6, 4, 15}}
	for _, e := range lines {
		t.Rows = append(t.Rows, room(1, itoa(e.N)+"\n"+fmt.Sprint(e.Seq), shortDay(e.On)+"\n"+e.At, e.By, e.What+"\n"+chunks(e.Hash, 22)))
	}
	l.Blocks = []Block{note("案件编号：" + v.CaseNumber), {Table: &t}, note("号：上面是本案的第几笔，下面是全部台账的第几笔。每一笔的散列值由这一笔的内容和前一笔的散列值算出，改动、删去、调换任何一笔，后面的都对不上。本机关的系统可以当场核对。")}
	return l
}
