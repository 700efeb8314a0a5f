package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/lawsuit"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// loadLawsuit folds the court case of its ledger; it fails with fault NotFound.
func loadLawsuit(ctx context.Context, r reader, id lawsuit.ID) (*lawsuit.Case, error) {
	entries, err := r.Entries(ctx, ledger.Lawsuit, int64(id), 0)
	if err != nil {
		return nil, err
	}
	if len(entries) == 0 {
		return nil, fault.New(fault.NotFound, "suit_not_found")
	}
	return lawsuit.Fold(id, entries)
}

// happenToLawsuit appends facts to the court case and lets them happen to it, tells the
// request what follows from them, and writes its row.
func (d *Desk) happenToLawsuit(ctx context.Context, tx *sqlite.Tx, c *lawsuit.Case, by int64, facts ...happening) error {
	was := c.Tells()
	for _, h := range facts {
		e, err := tx.Append(ctx, ledger.Lawsuit, int64(c.ID), c.Version, sqlite.Happening{On: h.on, At: d.now(), By: by, Fact: h.fact})
		if err != nil {
			return err
		}
		if err := c.Take(e); err != nil {
			return err
		}
	}
	if err := tx.PutLawsuit(ctx, c.Project()); err != nil {
		return err
	}
	return d.tellRequest(ctx, tx, by, c, was)
}

// refoldLawsuits makes the rows of every court case from its ledger.
func refoldLawsuits(ctx context.Context, tx *sqlite.Tx) error {
	suits, err := tx.Subjects(ctx, ledger.Lawsuit)
	if err != nil {
		return err
	}
	for _, id := range suits {
		c, err := loadLawsuit(ctx, tx, lawsuit.ID(id))
		if err != nil {
			return err
		}
		if err := tx.PutLawsuit(ctx, c.Project()); err != nil {
			return err
		}
	}
	return nil
}

// maySue returns nil if the person may do the act to the case. It tells of the request: of
// the people of the agency that is sued only who may see that may see it, and of one of
// none of ours only who sees all that the agency has.
func (d *Desk) maySue(ctx context.Context, r reader, by auth.User, c *lawsuit.Case, do lawsuit.Act) error {
	subject := auth.Subject{Agency: c.Body}
	err := auth.MaySue(by, do, subject)
	if err == nil {
		return nil
	}
	if c.Defendant() == 0 || by.Agency != c.Defendant() {
		return err
	}
	subject.Respondent = c.Defendant()
	if err := auth.MaySue(by, do, subject); err != nil {
		return err
	}
	about := auth.Subject{Agency: c.Defendant()}
	if c.Contested.Case != 0 {
		request, err := loadCase(ctx, r, c.Contested.Case)
		if err != nil {
			return err
		}
		about = subjectOf(request, 0)
	}
	return auth.May(by, casefile.See, about)
}

// A suitDecision is what the rules make of a court case within its transaction: the facts
// that are to happen, or why not.
type suitDecision func(tx *sqlite.Tx, c *lawsuit.Case, s lawsuit.Situation) ([]happening, error)

// actOnLawsuit lets a person do an act to a court case they saw at a version (0: whatever
// it is now).
func (d *Desk) actOnLawsuit(ctx context.Context, by auth.User, id lawsuit.ID, version int, do lawsuit.Act, decide suitDecision) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		c, err := loadLawsuit(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := d.maySue(ctx, tx, by, c, do); err != nil {
			return err
		}
		if err := notStale(version, c); err != nil {
			return err
		}
		facts, err := decide(tx, c, d.suitNow())
		if err != nil {
			return err
		}
		return d.happenToLawsuit(ctx, tx, c, by.ID, facts...)
	})
}

// suitNow is the situation of any court case.
func (d *Desk) suitNow() lawsuit.Situation {
	return lawsuit.Situation{Today: d.today(), Calendar: d.Calendar()}
}

// suing makes a decision of a rule of lawsuit that decides one fact, as of today.
func suing[F any, P interface {
	*F
	ledger.Fact
}](rule func(*lawsuit.Case, F, lawsuit.Situation) (P, error), f F) suitDecision {
	return func(_ *sqlite.Tx, c *lawsuit.Case, s lawsuit.Situation) ([]happening, error) {
		fact, err := rule(c, f, s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, fact)}, nil
	}
}

// suingOn is suing of a fact as of a day that a person says.
func suingOn[F any, P interface {
	*F
	ledger.Fact
}](rule func(*lawsuit.Case, F, calendar.Date, lawsuit.Situation) (P, error), f F, on calendar.Date) suitDecision {
	return func(_ *sqlite.Tx, c *lawsuit.Case, s lawsuit.Situation) ([]happening, error) {
		fact, err := rule(c, f, on, s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(on, fact)}, nil
	}
}

// A SuitView is a court case with all that its page shows.
type SuitView struct {
	Case     *lawsuit.Case
	Stage    lawsuit.Stage
	Next     lawsuit.Due // what the office has to do next
	Waits    bool        // there is something to do
	Timely   lawsuit.Timely
	Original *casefile.Case // the request it is about, for who may see that; nil for others
	Review   bool           // the reader may see the reconsideration before it
	Options  map[lawsuit.Act]error
	Names    map[int64]string // of the people it names
}

// Lawsuit returns a court case to who may see it.
func (d *Desk) Lawsuit(ctx context.Context, by auth.User, id lawsuit.ID) (SuitView, error) {
	v, err := d.suitSeen(ctx, by, id)
	if err != nil {
		return SuitView{}, err
	}
	c := v.Case
	v.Timely = c.Timely(d.Calendar())
	if c.Reviewed.Review != 0 {
		_, err := d.Review(ctx, by, c.Reviewed.Review)
		if v.Review = err == nil; err != nil && fault.KindOf(err) != fault.Forbidden {
			return SuitView{}, err
		}
	}
	v.Options = map[lawsuit.Act]error{}
	for _, do := range lawsuit.Acts() {
		if v.Options[do] = d.maySue(ctx, d.DB, by, c, do); v.Options[do] == nil {
			v.Options[do] = c.Allows(do)
		}
	}
	v.Names = map[int64]string{}
	for _, p := range c.History {
		if _, known := v.Names[p.By]; known || p.By <= 0 {
			continue
		}
		if v.Names[p.By], err = d.PersonName(ctx, p.By); err != nil {
			return SuitView{}, err
		}
	}
	return v, nil
}

// suitSeen returns what lists show of a case.
func (d *Desk) suitSeen(ctx context.Context, by auth.User, id lawsuit.ID) (SuitView, error) {
	c, err := loadLawsuit(ctx, d.DB, id)
	if err != nil {
		return SuitView{}, err
	}
	if err := d.maySue(ctx, d.DB, by, c, lawsuit.See); err != nil {
		return SuitView{}, err
	}
	v := SuitView{Case: c, Stage: c.Stage()}
	v.Next, v.Waits = c.Next(d.Calendar(), d.today())
	if c.Contested.Case != 0 {
		request, err := loadCase(ctx, d.DB, c.Contested.Case)
		if err != nil {
			return SuitView{}, err
		}
		if auth.May(by, casefile.See, subjectOf(request, 0)) == nil {
			v.Original = request
		}
	}
	return v, nil
}
