package desk

import (
	"context"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/paper"
	"mingda/internal/pdf"
	"mingda/internal/sqlite"
)

// HeadsRoute is the address of the printed heads of a month: that it was asked for, and for
// which month, is in the audit.
const HeadsRoute = "/audit/heads.pdf"

// MonthHeads returns the heads of both chains as they were noted in a month (链首记录), the
// last ones of each day; first is the first day of the month.
func (d *Desk) MonthHeads(ctx context.Context, by auth.User, first calendar.Date) ([]audit.Pair, error) {
	if err := auth.MayDo(by, auth.SeeAudit, by.Agency); err != nil {
		return nil, err
	}
	log, err := d.DB.Audit(ctx)
	if err != nil {
		return nil, err
	}
	var pairs []audit.Pair // the last first, as records are found
	ties := sqlite.AuditFilter{From: first.Start(), Until: first.AddMonths(1).Start(), Kinds: []audit.Kind{audit.Tied}, Limit: -1}
	err = log.Find(ctx, ties, func(e audit.Entry) error {
		if last := len(pairs) - 1; last >= 0 && calendar.DateOf(pairs[last].At) == calendar.DateOf(e.At) {
			return nil
		}
		of, err := e.Ties()
		if err == nil {
			pairs = append(pairs, audit.Pair{At: e.At, Ledger: of, Audit: audit.Head{Seq: e.Seq, Hash: e.Hash}})
		}
		return err
	})
	slices.Reverse(pairs)
	return pairs, err
}

// HeadsPrinted returns when the heads of a month were last asked for to be printed after it was
// over; the zero time where they were not.
func (d *Desk) HeadsPrinted(ctx context.Context, first calendar.Date) (at time.Time, err error) {
	log, err := d.DB.Audit(ctx)
	if err != nil {
		return at, err
	}
	prints := sqlite.AuditFilter{From: first.AddMonths(1).Start(), Until: d.today().AddDays(1).Start(), Kinds: []audit.Kind{audit.Printed}, Limit: -1}
	err = log.Find(ctx, prints, func(e audit.Entry) error {
		if at.IsZero() && strings.HasSuffix(e.Route, HeadsRoute) && e.Note == HeadsNote(first) && e.Status < 400 {
			at = e.At
		}
		return nil
	})
	return at, err
}

// HeadsNote is what the audit notes of the heads of a month being printed: 2026-10.
func HeadsNote(first calendar.Date) string { return first.String()[:len("2026-10")] }

// HeadsDue returns the first day of the last month, if heads were noted in it that nobody has
// printed yet.
func (d *Desk) HeadsDue(ctx context.Context, by auth.User) (first calendar.Date, due bool, err error) {
	today := d.today()
	first = calendar.NewDate(today.Year(), today.Month(), 1).AddMonths(-1)
	pairs, err := d.MonthHeads(ctx, by, first)
	if err != nil || len(pairs) == 0 {
		return first, false, err
	}
	at, err := d.HeadsPrinted(ctx, first)
	return first, at.IsZero(), err
}

// HeadsSheet makes the sheet of a month's heads, to be signed and kept on paper (链首记录单).
func (d *Desk) HeadsSheet(ctx context.Context, by auth.User, first calendar.Date) (Download, error) {
	pairs, err := d.MonthHeads(ctx, by, first)
	if err != nil {
		return Download{}, err
	}
	if len(pairs) == 0 {
		return Download{}, fault.New(fault.NotFound, "heads_none")
	}
	d.auditWaits.recount()
	if d.Fonts == nil {
		return Download{}, fault.New(fault.Unavailable, "fonts_missing")
	}
	table := paper.Table{Name: "链首记录", Head: 1, Widths: []float64{2.2, 1.5, 5, 1.5, 5}}
	var head []paper.Cell
	for _, name := range []string{"时间", "台账序号", "台账链首（SM3）", "审计序号", "审计链首（SM3）"} {
		head = append(head, paper.Cell{Text: name, Label: true})
	}
	table.Rows = append(table.Rows, head)
	for _, p := range pairs {
		table.Rows = append(table.Rows, []paper.Cell{
			{Text: p.At.In(calendar.Zone).Format("2006-01-02 15:04")},
			{Text: strconv.FormatInt(p.Ledger.Seq, 10), Number: true}, {Text: Grouped(p.Ledger.Hash), Left: true},
			{Text: strconv.FormatInt(p.Audit.Seq, 10), Number: true}, {Text: Grouped(p.Audit.Hash), Left: true},
		})
	}
	month := strconv.Itoa(first.Year()) + "年" + strconv.Itoa(int(first.Month())) + "月"
	doc := paper.Document{Title: "链首记录单 " + month, On: d.today(), Parts: []paper.Part{{Blocks: []paper.Block{
		paper.Text("链首是台账、审计记录到那一条为止全部内容的 SM3 摘要：以前的任何一条改了、少了、换了，再算就对不上。这份单子印在纸上，谁也改不了；以后拿任何一行到“审计记录—链首记录”里核对。"),
		{Table: &table},
		paper.Text("打印人：　　　　　　复核人：　　　　　　日期："),
	}}}}
	body, err := pdf.Paper(d.Fonts, doc)
	return InMemory(doc.Name()+".pdf", "application/pdf", body), err
}

// Grouped writes a hash in groups of eight signs, as it is read aloud and compared.
func Grouped(hash []byte) string {
	var groups []string
	for part := range slices.Chunk([]byte(hex.EncodeToString(hash)), 8) {
		groups = append(groups, string(part))
	}
	return strings.Join(groups, " ")
}

// leastOfHash is how many signs of a hash one must type at least to compare it.
const leastOfHash = 8

// A HeadQuery is a line of a sheet on paper, as it was typed.
type HeadQuery struct {
	Audit     bool // of the audit; else of the ledger
	Seq, Hash string
}

// MatchesHead says whether a chain has the head there that stands on paper: all of its hash or,
// from eight signs on, how it begins. What cannot be read is a fault.Form.
func (d *Desk) MatchesHead(ctx context.Context, by auth.User, q HeadQuery) (bool, error) {
	if err := auth.MayDo(by, auth.SeeAudit, by.Agency); err != nil {
		return false, err
	}
	form := fault.Form{}
	seq, err := strconv.ParseInt(strings.TrimSpace(q.Seq), 10, 64)
	if err != nil || seq < 1 {
		form.Bad("seq", "heads_no_number")
	}
	typed := strings.ToLower(strings.Join(strings.Fields(q.Hash), ""))
	if len(typed) < leastOfHash || strings.Trim(typed, "0123456789abcdef") != "" {
		form.Bad("hash", "heads_no_hash", leastOfHash)
	}
	if err := form.Err(); err != nil {
		return false, err
	}
	hashAt := d.DB.HashAt
	if q.Audit {
		log, err := d.DB.Audit(ctx)
		if err != nil {
			return false, err
		}
		hashAt = log.HashAt
	}
	is, err := hashAt(ctx, seq)
	return is != nil && strings.HasPrefix(hex.EncodeToString(is), typed), err
}
