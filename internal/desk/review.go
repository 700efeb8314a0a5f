package desk

import (
	"context"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/intake"
	"mingda/internal/ledger"
	"mingda/internal/office"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// loadReview folds the reconsideration case of its ledger; it fails with fault
// NotFound.
func loadReview(ctx context.Context, r reader, id reconsider.ID) (*reconsider.Case, error) {
	entries, err := r.Entries(ctx, ledger.Review, int64(id), 0)
	if err != nil {
		return nil, err
	}
	if len(entries) == 0 {
		return nil, fault.New(fault.NotFound, "review_not_found")
	}
	return reconsider.Fold(id, entries)
}

// happenToReview appends facts to the reconsideration case and lets them happen to it,
// then writes its rows. What the clock has no place for is refused.
func (d *Desk) happenToReview(ctx context.Context, tx *sqlite.Tx, c *reconsider.Case, by int64, facts ...happening) error {
	for _, h := range facts {
		e, err := tx.Append(ctx, ledger.Review, int64(c.ID), c.Version, sqlite.Happening{On: h.on, At: d.now(), By: by, Fact: h.fact})
		if err != nil {
			return err
		}
		if err := c.Take(e); err != nil {
			return err
		}
	}
	book, err := d.bookIn(ctx, tx)
	if err != nil {
		return err
	}
	if _, err := c.Clock(book.Calendar(), d.today()); fault.KindOf(err) == fault.Invalid {
		return fault.New(fault.Conflict, "days_out_of_order").Because(err)
	} else if err != nil {
		return err
	}
	return tx.PutReview(ctx, c.Project(), c.Papers)
}

// handsOf returns who drafted, checked or signed the reply that a case is about: none
// of them can take part in deciding about it.
func (d *Desk) handsOf(ctx context.Context, r reader, of reconsider.Contested) ([]int64, error) {
	if of.Case == 0 {
		return nil, nil
	}
	c, err := loadCase(ctx, r, of.Case)
	if err != nil {
		return nil, err
	}
	hands := []int64{c.Officer}
	for _, l := range c.Letters {
		if l.IsReply() && l.Stands() {
			hands = append(hands, l.Drafter, l.Checker, l.Signer)
		}
	}
	slices.Sort(hands)
	return slices.DeleteFunc(slices.Compact(hands), func(id int64) bool { return id <= 0 }), nil
}

// reviewSubject returns what auth must know of the case and the paper acted on.
func (d *Desk) reviewSubject(ctx context.Context, r reader, by auth.User, c *reconsider.Case, paper int) (auth.Subject, error) {
	hands, err := d.handsOf(ctx, r, c.Contested)
	if err != nil {
		return auth.Subject{}, err
	}
	s := auth.Subject{
		Agency: c.Body, Respondent: c.Contested.Respondent, Handles: c.HandledBy(by.ID),
		Barred: slices.Contains(hands, by.ID) || c.HasSteppedBack(by.ID),
	}
	if p, ok := c.Paper(paper); ok {
		s.Drafter, s.Checker = p.Drafter, p.Checker
	}
	return s, nil
}

// mayReview returns nil if the person may do the act to the case or its paper. What the
// respondent's office was sent tells of the request: only who may see that may see it.
func (d *Desk) mayReview(ctx context.Context, r reader, by auth.User, c *reconsider.Case, do reconsider.Act, paper int) error {
	subject, err := d.reviewSubject(ctx, r, by, c, paper)
	if err != nil {
		return err
	}
	if err := auth.MayReview(by, do, subject); err != nil {
		return err
	}
	if c.Contested.Case == 0 || (do != reconsider.Respond && do != reconsider.ReportBack) {
		return nil
	}
	request, err := loadCase(ctx, r, c.Contested.Case)
	if err != nil {
		return err
	}
	return auth.May(by, casefile.See, subjectOf(request, 0))
}

// A reviewDecision is what the rules make of a reconsideration case within its
// transaction: the facts that are to happen, or why not.
type reviewDecision func(tx *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error)

// actOnReview lets a person do an act to a reconsideration case they saw at a version
// (0: whatever it is now). paper is the paper acted on, 0 for none.
func (d *Desk) actOnReview(ctx context.Context, by auth.User, id reconsider.ID, version int, do reconsider.Act, paper int, decide reviewDecision) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		c, err := loadReview(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := d.mayReview(ctx, tx, by, c, do, paper); err != nil {
			return err
		}
		if err := notStale(version, c); err != nil {
			return err
		}
		s, err := c.Situation(d.Calendar(), d.today())
		if err != nil {
			return err
		}
		facts, err := decide(tx, c, s)
		if err != nil {
			return err
		}
		return d.happenToReview(ctx, tx, c, by.ID, facts...)
	})
}

// reviewing makes a decision of a rule of reconsider that decides one fact, as of today.
func reviewing[F any, P interface {
	*F
	ledger.Fact
}](rule func(*reconsider.Case, F, reconsider.Situation) (P, error), f F) reviewDecision {
	return func(_ *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		fact, err := rule(c, f, s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, fact)}, nil
	}
}

// reviewingOn is reviewing of a fact as of a day that a person says.
func reviewingOn[F any, P interface {
	*F
	ledger.Fact
}](rule func(*reconsider.Case, F, calendar.Date, reconsider.Situation) (P, error), f F, on calendar.Date) reviewDecision {
	return func(_ *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		fact, err := rule(c, f, on, s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(on, fact)}, nil
	}
}

// reviewingWith is reviewingOn of a fact that files belong to: both stand in the ledger, or
// neither. put lets the fact name the files.
func reviewingWith[F any, P interface {
	*F
	ledger.Fact
}](rule func(*reconsider.Case, F, calendar.Date, reconsider.Situation) (P, error), f F, on calendar.Date, files []intake.File, put func(f *F, materials []int)) reviewDecision {
	return func(_ *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		form := fault.Form{}
		if notEmpty(form, files); form.Err() != nil {
			return nil, form.Err()
		}
		facts, numbers := reviewMaterials(c, s.Today, files)
		put(&f, numbers)
		fact, err := rule(c, f, on, s)
		if err != nil {
			return nil, err
		}
		return append(facts, onDay(on, fact)), nil
	}
}

// A ReviewView is a reconsideration case with all that its page shows.
type ReviewView struct {
	Case     *reconsider.Case
	Clock    deadline.Result
	Stage    reconsider.Stage
	Body     office.Agency
	Original *casefile.Case          // the request it is about; nil for none of ours
	Limits   reconsider.Limits       // until when one could apply
	Late     bool                    // it came after that
	Performs *reconsider.Performance // of what the decision orders; nil if that is nothing, or not known here
	Follows  []reconsider.Followed   // opinions and orders that the respondent reports on
	Options  []ReviewOption
	Names    map[int64]string // of the people it names
}

// A ReviewOption is an act and why it cannot be done now by this person; Err is nil if
// it can.
type ReviewOption struct {
	Act   reconsider.Act
	Paper int                 // the paper acted on; 0 for none
	Kind  casefile.LetterKind // of a new paper
	Err   error
}

// Review returns a reconsideration case as the bureau sees it.
func (d *Desk) Review(ctx context.Context, by auth.User, id reconsider.ID) (ReviewView, error) {
	return d.reviewSeen(ctx, by, id, reconsider.See)
}

// reviewSeen returns a case to whom may do the act to it.
func (d *Desk) reviewSeen(ctx context.Context, by auth.User, id reconsider.ID, do reconsider.Act) (ReviewView, error) {
	c, err := loadReview(ctx, d.DB, id)
	if err != nil {
		return ReviewView{}, err
	}
	if err := d.mayReview(ctx, d.DB, by, c, do, 0); err != nil {
		return ReviewView{}, err
	}
	v := ReviewView{Case: c, Limits: c.Limits(d.Calendar()), Late: c.IsLate(d.Calendar())}
	if v.Clock, err = c.Clock(d.Calendar(), d.today()); err != nil {
		return ReviewView{}, err
	}
	v.Stage = c.Stage(v.Clock)
	if v.Body, err = d.DB.Agency(ctx, c.Body); err != nil {
		return ReviewView{}, err
	}
	if c.Contested.Case != 0 {
		if v.Original, err = loadCase(ctx, d.DB, c.Contested.Case); err != nil {
			return ReviewView{}, err
		}
	}
	if p, ordered := c.PerformanceOf(v.Original, d.Calendar(), d.today()); ordered {
		v.Performs = &p
	}
	v.Follows = c.Follows(d.Calendar())
	if v.Names, err = d.reviewNames(ctx, c); err != nil {
		return ReviewView{}, err
	}
	v.Options, err = d.reviewOptions(ctx, by, c, reconsider.Situation{Today: d.today(), Clock: v.Clock, Calendar: d.Calendar()})
	return v, err
}

// reviewNames names the people of a case.
func (d *Desk) reviewNames(ctx context.Context, c *reconsider.Case) (map[int64]string, error) {
	names := map[int64]string{}
	ids := slices.Clone(c.Handlers)
	for _, p := range c.History {
		if f, ok := p.Fact.(*reconsider.HandlersNamed); ok {
			ids = append(ids, f.Handlers...)
		}
		ids = append(ids, p.By)
	}
	for _, s := range c.SteppedBack {
		ids = append(ids, s.Handler)
	}
	for _, id := range ids {
		if _, known := names[id]; known || id <= 0 {
			continue
		}
		name, err := d.PersonName(ctx, id)
		if err != nil {
			return nil, err
		}
		names[id] = name
	}
	return names, nil
}

// reviewOptions says of every act whether this person can do it now.
func (d *Desk) reviewOptions(ctx context.Context, by auth.User, c *reconsider.Case, s reconsider.Situation) ([]ReviewOption, error) {
	var all []ReviewOption
	onCase, err := d.reviewSubject(ctx, d.DB, by, c, 0)
	if err != nil {
		return nil, err
	}
	for _, do := range reconsider.Acts() {
		if do != reconsider.Draft && slices.Contains(reconsider.PaperActs(), do) {
			continue // of a paper, below
		}
		err := auth.MayReview(by, do, onCase)
		if err == nil && do != reconsider.Draft {
			err = c.Allows(do, s)
		}
		all = append(all, ReviewOption{Act: do, Err: err})
		if do != reconsider.Draft {
			continue
		}
		for _, kind := range reconsider.PaperKinds() {
			may := err
			if may == nil {
				may = c.AllowsNewPaper(kind, s)
			}
			all = append(all, ReviewOption{Act: do, Kind: kind, Err: may})
		}
	}
	for _, p := range c.Papers {
		subject := onCase
		subject.Drafter, subject.Checker = p.Drafter, p.Checker
		for _, do := range reconsider.PaperActs() {
			err := auth.MayReview(by, do, subject)
			if err == nil {
				err = c.AllowsOnPaper(p.N, do, s)
			}
			all = append(all, ReviewOption{Act: do, Paper: p.N, Err: err})
		}
	}
	return all, nil
}

// Option returns what is said of an act, on a paper or to begin one of a kind.
func (v ReviewView) Option(do reconsider.Act, paper int, kind casefile.LetterKind) ReviewOption {
	for _, o := range v.Options {
		if o.Act == do && o.Paper == paper && o.Kind == kind {
			return o
		}
	}
	return ReviewOption{Act: do, Paper: paper, Kind: kind, Err: fault.New(fault.Forbidden, "forbidden")}
}
