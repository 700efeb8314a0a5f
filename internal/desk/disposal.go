package desk

import (
	"context"
	"fmt"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/disposal"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// loadDisposal folds a list of files that are to be destroyed; it fails with fault NotFound.
func loadDisposal(ctx context.Context, r reader, id disposal.ID) (*disposal.List, error) {
	entries, err := r.Entries(ctx, ledger.Disposal, int64(id), 0)
	if err != nil {
		return nil, err
	}
	if len(entries) == 0 {
		return nil, fault.New(fault.NotFound, "disposal_not_found")
	}
	return disposal.Fold(id, entries)
}

// refoldDisposals makes the rows of every list from its ledger.
func refoldDisposals(ctx context.Context, tx *sqlite.Tx) error {
	all, err := tx.Subjects(ctx, ledger.Disposal)
	if err != nil {
		return err
	}
	for _, id := range all {
		l, err := loadDisposal(ctx, tx, disposal.ID(id))
		if err != nil {
			return err
		}
		if err := tx.PutDisposal(ctx, l); err != nil {
			return err
		}
	}
	return nil
}

// happenToDisposal appends a fact to the list and writes its rows.
func (d *Desk) happenToDisposal(ctx context.Context, tx *sqlite.Tx, l *disposal.List, by int64, f ledger.Fact) error {
	e, err := tx.Append(ctx, ledger.Disposal, int64(l.ID), l.Version, sqlite.Happening{On: d.today(), At: d.now(), By: by, Fact: f})
	if err != nil {
		return err
	}
	if err := l.Take(e); err != nil {
		return err
	}
	return tx.PutDisposal(ctx, l)
}

// HoldBack keeps the file of a case from being destroyed (暂缓销毁).
func (d *Desk) HoldBack(ctx context.Context, by auth.User, id casefile.ID, version int, reason string) error {
	f := casefile.HeldBack{}
	f.Private.Reason = kept(reason)
	return d.act(ctx, by, id, version, casefile.HoldBack, 0, deciding((*casefile.Case).HoldingBack, f))
}

// EndHold lets it be destroyed again when its period is over (解除暂缓).
func (d *Desk) EndHold(ctx context.Context, by auth.User, id casefile.ID, version int, reason string) error {
	f := casefile.HoldEnded{}
	f.Private.Reason = kept(reason)
	return d.act(ctx, by, id, version, casefile.EndHold, 0, deciding((*casefile.Case).EndingHold, f))
}

// KeepLonger gives the file of a case a further period (延长保管).
func (d *Desk) KeepLonger(ctx context.Context, by auth.User, id casefile.ID, version int, keep casefile.Keeping, reason string) error {
	f := casefile.KeptLonger{Keep: keep}
	f.Private.Reason = kept(reason)
	return d.act(ctx, by, id, version, casefile.KeepLonger, 0, deciding((*casefile.Case).KeepingLonger, f))
}

// KeepLongerSeveral is KeepLonger of several, each for itself and with its own reason.
func (d *Desk) KeepLongerSeveral(ctx context.Context, by auth.User, picked []Picked, keep casefile.Keeping, reasons Reasons) ([]Outcome, error) {
	return d.several(ctx, by, picked, false, func(tx *sqlite.Tx, p Picked) (*casefile.Case, error) {
		f := casefile.KeptLonger{Keep: keep}
		f.Private.Reason = reasons.of(p.ID)
		return d.actIn(ctx, tx, by, p.ID, p.Version, casefile.KeepLonger, 0, deciding((*casefile.Case).KeepingLonger, f))
	})
}

// HoldBackSeveral is HoldBack of several, likewise.
func (d *Desk) HoldBackSeveral(ctx context.Context, by auth.User, picked []Picked, reasons Reasons) ([]Outcome, error) {
	return d.several(ctx, by, picked, false, func(tx *sqlite.Tx, p Picked) (*casefile.Case, error) {
		f := casefile.HeldBack{}
		f.Private.Reason = reasons.of(p.ID)
		return d.actIn(ctx, tx, by, p.ID, p.Version, casefile.HoldBack, 0, deciding((*casefile.Case).HoldingBack, f))
	})
}

// Reasons are why, of each file its own or else the common one (鉴定意见).
type Reasons struct {
	Common string
	Each   map[casefile.ID]string
}

func (r Reasons) of(id casefile.ID) string {
	if own := kept(r.Each[id]); own != "" {
		return own
	}
	return kept(r.Common)
}

// MayAppraise returns nil if the person appraises files whose period of keeping is over.
func MayAppraise(by auth.User) error { return auth.MayDo(by, auth.AppraiseFiles, by.Agency) }

// MaySeeDisposals returns nil if the person sees the lists of the agency: who proposes,
// approves or carries out.
func MaySeeDisposals(by auth.User) error {
	err := MayAppraise(by)
	if err != nil {
		err = auth.MayDo(by, auth.ApproveDisposal, by.Agency)
	}
	return err
}

// Expired is what the page of files shows whose period is over.
type Expired struct {
	Rows  []sqlite.ShelfRow
	Total int
	Left  sqlite.Expiring // why others are not among them
}

// Expired returns the files of the person's agency whose period of keeping is over and
// which can be appraised.
func (d *Desk) Expired(ctx context.Context, by auth.User) (x Expired, err error) {
	if err := MayAppraise(by); err != nil {
		return x, err
	}
	f := sqlite.ShelfFilter{Sight: auth.SightOf(by), Agency: by.Agency, Limit: SeveralAtOnce}
	if x.Rows, x.Total, err = d.DB.Expired(ctx, f, d.today()); err == nil {
		x.Left, err = d.DB.Expiring(ctx, by.Agency, d.today())
	}
	return x, err
}

// ProposeDisposal makes a list of files that are to be destroyed (提出销毁), all or none,
// and returns it.
func (d *Desk) ProposeDisposal(ctx context.Context, by auth.User, picked []Picked, reasons Reasons) (id disposal.ID, err error) {
	if err := MayAppraise(by); err != nil {
		return 0, err
	}
	if len(picked) > SeveralAtOnce {
		picked = picked[:SeveralAtOnce]
	}
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		files, texts, err := d.filesToDestroy(ctx, tx, by, picked, reasons)
		if err != nil {
			return err
		}
		f, err := disposal.Proposing(by.Agency, files, texts)
		if err != nil {
			return err
		}
		fonds, err := fondsOf(ctx, tx.Reader, by.Agency)
		if err != nil {
			return err
		}
		year := d.today().Year()
		n, err := tx.Next(ctx, fmt.Sprintf("disposal/%d/%d", by.Agency, year))
		if err != nil {
			return err
		}
		f.Number = fmt.Sprintf("%s-XH·%d-%02d", fonds, year, n)
		subject, err := tx.NewSubject(ctx, ledger.Disposal)
		if err != nil {
			return err
		}
		id = disposal.ID(subject)
		return d.happenToDisposal(ctx, tx, &disposal.List{ID: id}, by.ID, f)
	})
	return id, err
}

// filesToDestroy are the picked files as a list says them. Each must be destroyable now.
func (d *Desk) filesToDestroy(ctx context.Context, tx *sqlite.Tx, by auth.User, picked []Picked, reasons Reasons) (files []disposal.File, texts []disposal.Text, err error) {
	for _, p := range picked {
		c, err := loadCase(ctx, tx, p.ID)
		if err != nil {
			return nil, nil, err
		}
		if c.Agency != by.Agency {
			return nil, nil, fault.New(fault.NotFound, "case_not_found")
		}
		if err := notStale(p.Version, c); err != nil {
			return nil, nil, err
		}
		shelf, _ := c.Shelf()
		if err := d.destroyable(ctx, tx, c, 0); err != nil {
			return nil, nil, fault.AtField("pick", "destroy_changed", c.Number, err.Error())
		}
		files = append(files, disposal.File{
			Case: c.ID, Archived: shelf.Entry, CaseNo: c.Number, Number: shelf.Number, Year: shelf.Year, Keep: shelf.Keep, Longer: shelf.Longer, Until: shelf.Until, Pages: shelf.Pages,
		})
		texts = append(texts, disposal.Text{Title: c.FileTitle(), Reason: reasons.of(c.ID)})
	}
	return files, texts, nil
}

// destroyable returns nil if the file can be destroyed now by the list (0: one to come),
// else why not.
func (d *Desk) destroyable(ctx context.Context, tx *sqlite.Tx, c *casefile.Case, by disposal.ID) error {
	if err := c.Destroyable(d.today()); err != nil {
		return err
	}
	on, err := tx.DisposalOf(ctx, c.ID)
	if err == nil && on.ID != 0 && on.ID != by && on.Stage.IsOpen() {
		err = fault.New(fault.Conflict, "destroy_listed", on.Number)
	}
	return err
}

// stillThere returns nil if every file of the list can be destroyed as it was proposed.
func (d *Desk) stillThere(ctx context.Context, tx *sqlite.Tx, l *disposal.List) error {
	for _, i := range l.Items {
		c, err := loadCase(ctx, tx, i.Case)
		if err != nil {
			return err
		}
		if err := d.asProposed(ctx, tx, l, i, c); err != nil {
			return fault.New(fault.Conflict, "destroy_changed", i.Number, err.Error())
		}
	}
	return nil
}

// asProposed returns nil if the file of a list is the one that was proposed, and can be
// destroyed.
func (d *Desk) asProposed(ctx context.Context, tx *sqlite.Tx, l *disposal.List, i disposal.Item, c *casefile.Case) error {
	if err := d.destroyable(ctx, tx, c, l.ID); err != nil {
		return err
	}
	if shelf, _ := c.Shelf(); shelf.Entry != i.Archived {
		return fault.New(fault.Conflict, "not_archived")
	}
	return nil
}

// A DisposalView is a list with who did what.
type DisposalView struct {
	*disposal.List
	People  People
	Agency  string
	Approve error // why this person cannot approve it now; nil if they can
	Return  error
	Begin   error
}

// Disposals returns the lists of the person's agency, the newest first.
func (d *Desk) Disposals(ctx context.Context, by auth.User) ([]sqlite.DisposalRow, error) {
	if err := MaySeeDisposals(by); err != nil {
		return nil, err
	}
	return d.DB.Disposals(ctx, by.Agency)
}

// DisposalsToApprove counts the lists that wait for this person to approve them.
func (d *Desk) DisposalsToApprove(ctx context.Context, by auth.User) (int, error) {
	if auth.MayDo(by, auth.ApproveDisposal, by.Agency) != nil {
		return 0, nil
	}
	return d.DB.DisposalsProposed(ctx, by.Agency)
}

// Disposal returns one list.
func (d *Desk) Disposal(ctx context.Context, by auth.User, id disposal.ID) (v DisposalView, err error) {
	if v.List, err = d.disposalToSee(ctx, d.DB, by, id); err != nil {
		return v, err
	}
	if v.People, err = d.People(ctx); err != nil {
		return v, err
	}
	agency, err := d.DB.Agency(ctx, v.List.Agency)
	v.Agency = agency.Name
	v.Approve, v.Return, v.Begin = mayApprove(by, v.List), mayReturn(by, v.List), auth.MayDo(by, auth.CarryOut, v.List.Agency)
	return v, err
}

func (d *Desk) disposalToSee(ctx context.Context, r reader, by auth.User, id disposal.ID) (*disposal.List, error) {
	if err := MaySeeDisposals(by); err != nil {
		return nil, err
	}
	l, err := loadDisposal(ctx, r, id)
	if err == nil && l.Agency != by.Agency {
		err = fault.New(fault.NotFound, "disposal_not_found")
	}
	return l, err
}

func mayApprove(by auth.User, l *disposal.List) error {
	err := auth.MayDo(by, auth.ApproveDisposal, l.Agency)
	if err == nil && by.ID == l.Proposed.By {
		err = fault.New(fault.Forbidden, "destroy_own")
	}
	return err
}

// mayReturn: who approves may return it, and whoever proposed it may take it back.
func mayReturn(by auth.User, l *disposal.List) error {
	if by.ID != l.Proposed.By && auth.MayDo(by, auth.ApproveDisposal, l.Agency) != nil {
		return fault.New(fault.Forbidden, "destroy_return")
	}
	return nil
}

// actOnDisposal lets the rules decide one fact of a list in its transaction.
func (d *Desk) actOnDisposal(ctx context.Context, by auth.User, id disposal.ID, version int, may func(auth.User, *disposal.List) error, decide func(tx *sqlite.Tx, l *disposal.List) (ledger.Fact, error)) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		l, err := d.disposalToSee(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if err := may(by, l); err != nil {
			return err
		}
		if version != 0 && version != l.Version {
			return fault.New(fault.Conflict, "stale_version")
		}
		f, err := decide(tx, l)
		if err != nil {
			return err
		}
		return d.happenToDisposal(ctx, tx, l, by.ID, f)
	})
}

// ApproveDisposal lets the files of a list be destroyed (批准).
func (d *Desk) ApproveDisposal(ctx context.Context, by auth.User, id disposal.ID, version int, remark string) error {
	return d.actOnDisposal(ctx, by, id, version, mayApprove, func(tx *sqlite.Tx, l *disposal.List) (ledger.Fact, error) {
		f, err := factOf(l.Approving(by.ID, kept(remark)))
		if err == nil {
			err = d.stillThere(ctx, tx, l)
		}
		return f, err
	})
}

// ReturnDisposal ends a list whose files stay (退回).
func (d *Desk) ReturnDisposal(ctx context.Context, by auth.User, id disposal.ID, version int, reason string) error {
	return d.actOnDisposal(ctx, by, id, version, mayReturn, func(_ *sqlite.Tx, l *disposal.List) (ledger.Fact, error) {
		return factOf(l.Returning(kept(reason)))
	})
}

// CarryOut begins to destroy the files of a list before two supervisors (销毁, 监销). The
// worker does it: DestroyAll. sure is that the person has confirmed it.
func (d *Desk) CarryOut(ctx context.Context, by auth.User, id disposal.ID, version int, supervisors []string, sure bool) error {
	may := func(by auth.User, l *disposal.List) error { return auth.MayDo(by, auth.CarryOut, l.Agency) }
	supervisors = slices.Clone(supervisors)
	for i := range supervisors {
		supervisors[i] = kept(supervisors[i])
	}
	return d.actOnDisposal(ctx, by, id, version, may, func(tx *sqlite.Tx, l *disposal.List) (ledger.Fact, error) {
		f, err := factOf(l.Beginning(by.Name, supervisors, sure))
		if err == nil {
			err = d.stillThere(ctx, tx, l)
		}
		return f, err
	})
}
