package desk

import (
	"context"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/office"
	"mingda/internal/report"
	"mingda/internal/sqlite"
	"mingda/internal/yearly"
)

// loadYearly folds a yearly report of its ledger; one that nobody has begun is empty.
func loadYearly(ctx context.Context, r reader, id yearly.ID) (*yearly.Report, error) {
	entries, err := r.Entries(ctx, ledger.Yearly, int64(id), 0)
	if err != nil {
		return nil, err
	}
	return yearly.Fold(id, entries)
}

// refoldYearlies makes the rows of every yearly report from its ledger.
func refoldYearlies(ctx context.Context, tx *sqlite.Tx) error {
	all, err := tx.Subjects(ctx, ledger.Yearly)
	if err != nil {
		return err
	}
	for _, id := range all {
		r, err := loadYearly(ctx, tx, yearly.ID(id))
		if err != nil {
			return err
		}
		if err := tx.PutYearly(ctx, r.Project()); err != nil {
			return err
		}
	}
	return nil
}

// happenToYearly appends a fact to the report and writes its row.
func (d *Desk) happenToYearly(ctx context.Context, tx *sqlite.Tx, r *yearly.Report, by int64, f ledger.Fact) error {
	e, err := tx.Append(ctx, ledger.Yearly, int64(r.ID), r.Version, sqlite.Happening{On: d.today(), At: d.now(), By: by, Fact: f})
	if err != nil {
		return err
	}
	if err := r.Take(e); err != nil {
		return err
	}
	return tx.PutYearly(ctx, r.Project())
}

// Government returns the agency whose office coordinates: the government's report is its to
// write and to publish. Where there is none there is no such report: fault NotFound.
func (d *Desk) Government(ctx context.Context) (office.Agency, error) {
	all, err := d.Agencies(ctx)
	if err != nil {
		return office.Agency{}, err
	}
	at := slices.IndexFunc(all, func(a office.Agency) bool { return a.Coordinates })
	if at < 0 {
		return office.Agency{}, fault.New(fault.NotFound, "yearly_not_government")
	}
	return all[at], nil
}

// ofYearly returns the agency in whose name a report is: for the government's, the one whose
// office coordinates.
func (d *Desk) ofYearly(ctx context.Context, id yearly.ID) (office.Agency, error) {
	if id.IsWhole() {
		return d.Government(ctx)
	}
	all, err := d.DB.Agencies(ctx)
	if err != nil {
		return office.Agency{}, err
	}
	at := slices.IndexFunc(all, func(a office.Agency) bool { return a.ID == id.Agency() })
	if at < 0 {
		return office.Agency{}, fault.New(fault.NotFound, "yearly_not_found")
	}
	return all[at], nil
}

// permissionOf says what each act on a yearly report needs.
var permissionOf = map[yearly.Act]auth.Permission{
	yearly.Write: auth.WriteYearly, yearly.Correct: auth.WriteYearly, yearly.DropCorrection: auth.WriteYearly,
	yearly.Send: auth.SendYearly, yearly.TakeBackSending: auth.SendYearly,
	yearly.Return: auth.CollectYearly, yearly.Accept: auth.CollectYearly, yearly.TakeBackAcceptance: auth.CollectYearly,
	yearly.Publish: auth.PublishYearly,
}

// MayYearly returns nil if the person may do the act to reports of the agency; for the
// government's it is the one whose office coordinates.
func MayYearly(by auth.User, act yearly.Act, agency int64) error {
	return auth.MayDo(by, permissionOf[act], agency)
}

// mayYearly is MayYearly of a report. It says whose it is.
func (d *Desk) mayYearly(ctx context.Context, by auth.User, p auth.Permission, id yearly.ID) (office.Agency, error) {
	a, err := d.ofYearly(ctx, id)
	if err != nil {
		return a, err
	}
	return a, auth.MayDo(by, p, a.ID)
}

// WriteYearly writes a part of a report (编写). base is the entry that the person saw the
// part as.
func (d *Desk) WriteYearly(ctx context.Context, by auth.User, id yearly.ID, base int, f yearly.Written) error {
	if _, err := d.mayYearly(ctx, by, auth.WriteYearly, id); err != nil {
		return err
	}
	f.Text = kept(f.Text)
	for key, why := range f.Reasons {
		f.Reasons[key] = kept(why)
	}
	return d.actOnYearly(ctx, by, id, func(tx *sqlite.Tx, r *yearly.Report, s yearly.Situation) (ledger.Fact, error) {
		return factOf(r.Writing(f, base, s))
	})
}

// DoYearly does an act to a report that says nothing but why: everything but writing and
// publishing. version is that of the report as the person saw it; 0 is whatever it is now.
func (d *Desk) DoYearly(ctx context.Context, by auth.User, id yearly.ID, version int, act yearly.Act, why string) error {
	if permissionOf[act] == "" {
		return fault.New(fault.NotFound, "yearly_not_found")
	}
	if _, err := d.mayYearly(ctx, by, permissionOf[act], id); err != nil {
		return err
	}
	return d.actOnYearly(ctx, by, id, func(tx *sqlite.Tx, r *yearly.Report, s yearly.Situation) (ledger.Fact, error) {
		if version != 0 && version != r.Version {
			return nil, fault.New(fault.Conflict, "stale_version")
		}
		return r.Doing(act, kept(why), s)
	})
}

// factOf keeps a nil fact of a rule that refused from becoming an interface that is not nil.
func factOf[F ledger.Fact](f F, err error) (ledger.Fact, error) {
	if err != nil {
		return nil, err
	}
	return f, nil
}

// actOnYearly lets the rules decide one fact of a report in its transaction.
func (d *Desk) actOnYearly(ctx context.Context, by auth.User, id yearly.ID, decide func(*sqlite.Tx, *yearly.Report, yearly.Situation) (ledger.Fact, error)) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		r, err := loadYearly(ctx, tx, id)
		if err != nil {
			return err
		}
		s, err := d.yearlySituation(ctx, tx, id)
		if err != nil {
			return err
		}
		f, err := decide(tx, r, s)
		if err != nil {
			return err
		}
		return d.happenToYearly(ctx, tx, r, by.ID, f)
	})
}

// yearlySituation is what the rules must know besides the report.
func (d *Desk) yearlySituation(ctx context.Context, r reader, id yearly.ID) (yearly.Situation, error) {
	s := yearly.Situation{Today: d.today()}
	if id.IsWhole() {
		agencies, err := d.DB.Agencies(ctx)
		for _, a := range agencies {
			s.Here = append(s.Here, a.Name)
		}
		return s, err
	}
	last, err := loadYearly(ctx, r, yearly.IDOf(id.Year()-1, id.Agency()))
	if err != nil {
		return s, err
	}
	s.Last = last.Table()
	whole, err := loadYearly(ctx, r, yearly.IDOf(id.Year(), 0))
	if err != nil {
		return s, err
	}
	s.GovernmentOut = len(whole.Editions) > 0
	return s, nil
}

// A YearlyPart is the report of one agency in the government's.
type YearlyPart struct {
	Agency office.Agency
	yearly.Listed
	Due   calendar.Date      // by when it must be out; no day where the office had not begun in its year
	Texts report.Texts       // as they go into the government's
	Table []report.Proactive // likewise
}

// Name names the report: an agency's by the agency.
func (p YearlyPart) Name() string { return YearlyName(p.ID, p.Agency) }

// YearlyName names a report: an agency's by the agency; where that agency's office writes the
// government's too, which of both it is.
func YearlyName(id yearly.ID, a office.Agency) string {
	switch {
	case id.IsWhole():
		return a.Name + "（汇总各机关）"
	case a.Coordinates:
		return a.Name + "（本级）"
	}
	return a.Name
}

// IsIn reports whether the government's report takes it in.
func (p YearlyPart) IsIn() bool { return p.Stage == yearly.StageAccepted }

// yearlyParts returns the report of each agency in a year: of those that can be asked, and
// were there in the year, and of others that have written one.
func (d *Desk) yearlyParts(ctx context.Context, r reader, year int) ([]YearlyPart, error) {
	agencies, err := d.DB.Agencies(ctx)
	if err != nil {
		return nil, err
	}
	var all []YearlyPart
	for _, a := range agencies {
		one, err := loadYearly(ctx, r, yearly.IDOf(year, a.ID))
		if err != nil {
			return nil, err
		}
		if !a.Active && one.Stage != yearly.StageAccepted || !a.WasThere(year) && one.Version == 0 {
			continue
		}
		p := YearlyPart{Agency: a, Listed: one.Project()}
		if p.Due, err = d.yearlyDay(ctx, p.ID); err != nil {
			return nil, err
		}
		p.Texts, p.Table = one.Contribution()
		all = append(all, p)
	}
	return all, nil
}
