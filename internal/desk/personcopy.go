package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// A CopyAsk says of whom everything that is kept is asked for (查阅、复制个人信息, 个人信息保护法
// 45), and how they showed who they are.
type CopyAsk struct {
	Name, Number string        // as they were typed: a whole identity number, telephone or mailbox
	Case         casefile.ID   // or the request in which they were found; 0 for none
	Review       reconsider.ID // or the case of the bureau; 0 for none
	Whose        int           // among the people of that case
	Identified   casefile.Identification
}

// A PersonCopy is everything that is kept of a person, as far as who gives it sees it.
type PersonCopy struct {
	Name       string
	Office     string
	On         calendar.Date
	Identified casefile.Identification
	Records    []CopyRecord
	Unseen     bool // there is more, in what this person does not see: somebody else must add it
	Unindexed  int  // requests that cannot be found yet: they are being indexed
	Alike      int  // requests of somebody of the same name, without any of the numbers
	Mentioned  int  // requests in whose text one of the numbers stands, and that are nobody's of this name
}

// MayCopyPerson returns nil if the person may give somebody all that is kept of them.
func MayCopyPerson(by auth.User) error { return auth.MayDo(by, auth.CopyPerson, by.Agency) }

// CopyPeople returns the people of the case in which somebody was found, of whom one can be
// asked for.
func (d *Desk) CopyPeople(ctx context.Context, by auth.User, ask CopyAsk) ([]casefile.Kept, error) {
	if err := MayCopyPerson(by); err != nil {
		return nil, err
	}
	switch {
	case ask.Case != 0:
		v, err := d.Case(ctx, by, ask.Case)
		if err == nil {
			err = MaySeePerson(by, v.Case)
		}
		if err != nil {
			return nil, err
		}
		return v.Case.People(), nil
	case ask.Review != 0:
		v, err := d.ReviewPeople(ctx, by, ask.Review)
		if err != nil {
			return nil, err
		}
		return v.Case.People(), nil
	}
	return nil, nil
}

// CopyPerson collects everything that is kept of a person. What is wrong with what was typed
// is a fault.Form.
func (d *Desk) CopyPerson(ctx context.Context, by auth.User, ask CopyAsk) (PersonCopy, error) {
	if err := MayCopyPerson(by); err != nil {
		return PersonCopy{}, err
	}
	sought, who, err := d.copySought(ctx, by, ask)
	if err != nil {
		return PersonCopy{}, err
	}
	agency, err := d.DB.Agency(ctx, by.Agency)
	if err != nil {
		return PersonCopy{}, err
	}
	found, err := d.findPerson(ctx, sought)
	if err != nil {
		return PersonCopy{}, err
	}
	made := PersonCopy{Name: sought.Name, Office: agency.Name, On: d.today(), Identified: who}
	if err := d.copyRecords(ctx, by, found, &made); err != nil {
		return PersonCopy{}, err
	}
	if _, made.Unindexed, err = d.DB.CasesDue(ctx, 0); err != nil {
		return PersonCopy{}, err
	}
	named, err := d.DB.CountAllCases(ctx, sqlite.CaseFilter{Sight: auth.SightOf(by), Applicant: sought.Name})
	made.Alike = max(0, named-found.named(by))
	return made, err
}

// copySought reads of whom is asked, and how they were identified.
func (d *Desk) copySought(ctx context.Context, by auth.User, ask CopyAsk) (casefile.Sought, casefile.Identification, error) {
	form := fault.Form{}
	who, err := ask.Identified.Check()
	form.Add(err)
	people, err := d.CopyPeople(ctx, by, ask)
	if err != nil {
		return casefile.Sought{}, who, err
	}
	if ask.Case != 0 || ask.Review != 0 {
		if ask.Whose < 0 || ask.Whose >= len(people) {
			form.Bad("whose", "reveal_whose")
			return casefile.Sought{}, who, form.Err()
		}
		k := people[ask.Whose]
		return casefile.Sought{Name: k.Last().Name}.Learn(k), who, form.Err()
	}
	s := casefile.Sought{Name: kept(ask.Name)}
	form.Need("name", &s.Name, "name_needed")
	form.Length("name", s.Name, fault.MaxLine)
	if key := casefile.NumberKey(ask.Number); key != "" {
		s.Keys = []string{key}
	} else {
		form.Bad("number", "copy_number")
	}
	return s, who, form.Err()
}

// foundPerson is where a person stands.
type foundPerson struct {
	casefile.Sought
	requests map[casefile.ID]*casefile.Case // in which one of the numbers stands
	reviews  map[reconsider.ID][]casefile.Kept
	looked   map[string]bool
}

// named counts the requests of somebody of this name that were found, of those that by sees.
func (f foundPerson) named(by auth.User) (n int) {
	for _, c := range f.requests {
		if c.Applicant.Name == f.Name && mayCopy(by, c) == nil {
			n++
		}
	}
	return n
}

// mayCopy returns nil for who sees what a request keeps of its people.
func mayCopy(by auth.User, c *casefile.Case) error {
	if err := auth.May(by, casefile.See, subjectOf(c, 0)); err != nil {
		return err
	}
	return MaySeePerson(by, c)
}

// copiedTogether is how many requests are read of the index at once.
const copiedTogether = 500

// findPerson looks for a person by their numbers, and by those that are found with them, until
// there are no more: who moved has another telephone in a later request. Whoever looks, it
// looks everywhere; what they may see of it is asked afterwards.
func (d *Desk) findPerson(ctx context.Context, s casefile.Sought) (foundPerson, error) {
	f := foundPerson{Sought: s, requests: map[casefile.ID]*casefile.Case{}, looked: map[string]bool{}}
	if err := d.allReviewPeople(ctx, &f); err != nil {
		return f, err
	}
	for {
		before := len(f.Keys)
		for _, key := range f.Keys {
			if err := d.findRequests(ctx, key, &f); err != nil {
				return f, err
			}
		}
		for _, c := range f.requests {
			f.learn(c.People())
		}
		for _, people := range f.reviews {
			f.learn(people)
		}
		if len(f.Keys) == before {
			return f, nil
		}
	}
}

func (f *foundPerson) learn(people []casefile.Kept) {
	for _, k := range people {
		if k.Is(f.Sought) {
			f.Sought = f.Sought.Learn(k)
		}
	}
}

// findRequests loads the requests in which a number stands, once.
func (d *Desk) findRequests(ctx context.Context, key string, f *foundPerson) error {
	if f.looked[key] {
		return nil
	}
	f.looked[key] = true
	for at := 0; ; at += copiedTogether {
		rows, err := d.DB.Cases(ctx, sqlite.CaseFilter{Sight: auth.Sight{All: true}, Words: d.withDigests(key), Sort: "received", Offset: at, Limit: copiedTogether})
		if err != nil {
			return err
		}
		for _, row := range rows {
			if f.requests[row.ID] != nil {
				continue
			}
			if f.requests[row.ID], err = loadCase(ctx, d.DB, row.ID); err != nil {
				return err
			}
		}
		if len(rows) < copiedTogether {
			return nil
		}
	}
}

// allReviewPeople reads who stands in the cases of the bureau: they are few, and no index has
// their numbers.
func (d *Desk) allReviewPeople(ctx context.Context, f *foundPerson) error {
	rows, err := d.DB.Reviews(ctx, sqlite.ReviewFilter{})
	if err != nil {
		return err
	}
	f.reviews = make(map[reconsider.ID][]casefile.Kept, len(rows))
	for _, row := range rows {
		c, err := loadReview(ctx, d.DB, row.ID)
		if err != nil {
			return err
		}
		f.reviews[row.ID] = c.People()
	}
	return nil
}

// unfiledOf returns what came in of the person and is in no case: it waits, or was set aside.
func (d *Desk) unfiledOf(ctx context.Context, f foundPerson) (map[inbox.ID]casefile.Kept, error) {
	all := map[inbox.ID]casefile.Kept{}
	for _, state := range []inbox.State{inbox.Waiting, inbox.SetAside} {
		rows, err := d.DB.Inputs(ctx, sqlite.InputFilter{State: state, Sender: f.Name, Limit: copiedTogether})
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			i, err := loadInput(ctx, d.DB, row.ID)
			if err != nil {
				return nil, err
			}
			if !i.Destroyed.IsZero() {
				continue
			}
			content, _, err := d.content(i)
			if err != nil {
				return nil, err
			}
			a := content.Applicant
			if i.Door == casefile.Mail {
				a = casefile.Applicant{Name: i.Digest.Sender, Email: i.Digest.SenderAddress}
			}
			k := casefile.Kept{Role: "来件人", States: []casefile.KeptState{{On: i.ArrivedOn(), How: i.Door.Label(), Applicant: a}}}
			if k.Is(f.Sought) {
				all[row.ID] = k
			}
		}
	}
	return all, nil
}
