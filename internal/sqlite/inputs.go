package sqlite

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/inbox"
	"mingda/internal/intake"
)

// An InputRow is what lists know of an input.
type InputRow struct {
	ID          inbox.ID
	Version     int
	Number      string
	Agency      int64
	Door        casefile.Door
	ArrivedAt   time.Time
	State       inbox.State
	Parked      bool
	Kind        intake.Kind
	Sender      string
	Subject     string
	File        string
	Size        int64
	Attachments int
	ConfirmedOn calendar.Date
	Body        int64 // 复议机关 whose bureau has it; 0: the office has it
}

const inputColumns = `id, version, number, agency_id, door, arrived_at, state, parked, kind, sender, subject, file, size, attachments, confirmed_on, coalesce(body_id, 0)`

func scanInput(row row) (i InputRow, err error) {
	var arrived, confirmed string
	err = row.Scan(&i.ID, &i.Version, &i.Number, &i.Agency, &i.Door, &arrived, &i.State, &i.Parked, &i.Kind, &i.Sender, &i.Subject,
		&i.File, &i.Size, &i.Attachments, &confirmed, &i.Body)
	if err != nil {
		return i, err
	}
	if i.ArrivedAt, err = scanTime(arrived); err != nil {
		return i, err
	}
	i.ConfirmedOn, err = scanDate(confirmed)
	return i, err
}

// PutInput writes the row of an input, the cases it belongs to, where a mail
// was seen, and what opens its status page.
func (tx *Tx) PutInput(ctx context.Context, i *inbox.Input) error {
	var formKey any
	if i.FormKey != "" {
		formKey = i.FormKey
	}
	confirmed := ""
	if !i.ConfirmedAt.IsZero() {
		confirmed = calendar.DateOf(i.ConfirmedAt).String()
	}
	err := tx.exec(ctx, `
		INSERT INTO inputs (id, version, number, agency_id, door, arrived_at, arrived_on, state, parked, kind, sender, subject,
			file, size, attachments, mailbox, form_key, message_id, confirmed_on, body_id)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET
			version = excluded.version, state = excluded.state, parked = excluded.parked, confirmed_on = excluded.confirmed_on,
			sender = excluded.sender, subject = excluded.subject, body_id = excluded.body_id,
			file = excluded.file, attachments = excluded.attachments, message_id = excluded.message_id`,
		i.ID, i.Version, i.Number, i.Agency, i.Door, instant(i.ArrivedAt), i.ArrivedOn().String(), i.State, i.Parked, i.Kind,
		casefile.MaskText(i.Digest.Sender), casefile.MaskText(i.Digest.Subject), i.File, i.Size, i.Digest.Attachments, i.Mailbox, formKey, i.Digest.MessageID, confirmed, nullID(i.Body))
	if err != nil {
		return err
	}
	if err := tx.putSketch(ctx, i.ID, i.Digest.Sketch); err != nil {
		return err
	}
	if err := tx.exec(ctx, `DELETE FROM input_cases WHERE input_id = ?`, i.ID); err != nil {
		return err
	}
	for _, c := range i.Cases {
		if err := tx.exec(ctx, `INSERT OR IGNORE INTO input_cases (input_id, case_id) VALUES (?, ?)`, i.ID, c); err != nil {
			return err
		}
	}
	if err := tx.putRefs(ctx, i); err != nil {
		return err
	}
	return tx.putAccess(ctx, i)
}

// putAccess writes what opens the status page: the input's own number, and the
// numbers of the cases it became. The number of a case that was annulled opens
// what the input is now, since the applicant may hold a paper with it. A joined
// input opens no case: whoever wrote in need not be the case's applicant.
func (tx *Tx) putAccess(ctx context.Context, i *inbox.Input) error {
	if err := tx.exec(ctx, `DELETE FROM access WHERE input_id = ?`, i.ID); err != nil {
		return err
	}
	var first casefile.ID
	if i.State == inbox.Registered && len(i.Cases) > 0 {
		first = i.Cases[0]
	}
	opens := map[string]casefile.ID{i.Number: first}
	for _, p := range i.History {
		if became, ok := p.Fact.(*inbox.Became); ok {
			opens[became.Number] = first
			if became.Case != 0 && slices.Contains(i.Cases, became.Case) {
				opens[became.Number] = became.Case
			}
		}
	}
	for number, id := range opens {
		err := tx.exec(ctx, `INSERT INTO access (number, code_hash, input_id, case_id) VALUES (?, ?, ?, ?)`,
			number, i.CodeHash, i.ID, nullID(int64(id)))
		if err != nil {
			return err
		}
	}
	return nil
}

// PutMailSeen notes where a mail was seen, so that it is never taken in twice.
func (tx *Tx) PutMailSeen(ctx context.Context, mailbox string, uidValidity, uid uint32, file string, input inbox.ID) error {
	return tx.exec(ctx, `
		INSERT INTO mails_seen (mailbox, uid_validity, uid, file, input_id) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO NOTHING`, mailbox, uidValidity, uid, file, input)
}

// MailsSeen returns those of the UIDs that were taken in from the mailbox.
func (r Reader) MailsSeen(ctx context.Context, mailbox string, uidValidity uint32, uids []uint32) ([]uint32, error) {
	list, err := json.Marshal(uids)
	if err != nil {
		return nil, err
	}
	return collect(ctx, r.q, func(row row) (uid uint32, err error) { return uid, row.Scan(&uid) }, `
		SELECT uid FROM mails_seen
		WHERE mailbox = ? AND uid_validity = ? AND uid IN (SELECT value FROM json_each(?))`, mailbox, uidValidity, string(list))
}

// MailWithFile returns the input that a mail of the mailbox with the same raw
// bytes became, 0 if there is none.
func (r Reader) MailWithFile(ctx context.Context, mailbox, file string) (inbox.ID, error) {
	var id inbox.ID
	err := r.q.QueryRowContext(ctx, `
		SELECT coalesce(max(id), 0)
		FROM inputs
		WHERE file = ? AND mailbox = ?`, file, mailbox).Scan(&id)
	return id, explain(err)
}

// HasFormKey reports whether the form was taken in before.
func (r Reader) HasFormKey(ctx context.Context, key string) (bool, error) {
	var has bool
	err := r.q.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM inputs WHERE form_key = ?)`, key).Scan(&has)
	return has, explain(err)
}

// InputsWithFile returns the inputs with these raw bytes.
func (r Reader) InputsWithFile(ctx context.Context, file string) ([]InputRow, error) {
	return collect(ctx, r.q, scanInput, `SELECT `+inputColumns+` FROM inputs WHERE file = ? ORDER BY id`, file)
}

// InputsWithMessageID returns the inputs with this Message-ID.
func (r Reader) InputsWithMessageID(ctx context.Context, messageID string) ([]InputRow, error) {
	return collect(ctx, r.q, scanInput, `SELECT `+inputColumns+` FROM inputs WHERE message_id = ? AND message_id <> '' ORDER BY id`, messageID)
}

// InputRow returns the row of an input, or fault NotFound.
func (r Reader) InputRow(ctx context.Context, id inbox.ID) (InputRow, error) {
	return one(ctx, r.q, "input_not_found", scanInput, `SELECT `+inputColumns+` FROM inputs WHERE id = ?`, id)
}

// InputByNumber returns the row of the input with the number, or fault NotFound.
func (r Reader) InputByNumber(ctx context.Context, number string) (InputRow, error) {
	return one(ctx, r.q, "input_not_found", scanInput, `SELECT `+inputColumns+` FROM inputs WHERE number = ?`, number)
}

// An InputFilter chooses inputs for a list. Its zero fields choose all.
type InputFilter struct {
	Agency int64 // 0: all
	Office bool  // those that the office has
	Body   int64 // those that the bureau of a body has
	State  inbox.State
	Day    calendar.Date // of arrival
	Door   casefile.Door
	Sender string // exactly this
	Person int64  // not what belongs to cases that are restricted, but to this person; 0: all
	Offset int
	Limit  int
}

func (f InputFilter) where() (string, []any) {
	where, args := `1`, []any(nil)
	for _, is := range []struct {
		column string
		value  any
		set    bool
	}{
		{"agency_id", f.Agency, f.Agency != 0}, {"state", f.State, f.State != ""},
		{"body_id", f.Body, f.Body != 0}, {"arrived_on", f.Day.String(), !f.Day.IsZero()}, {"door", f.Door, f.Door != ""}, {"sender", f.Sender, f.Sender != ""},
	} {
		if is.set {
			where, args = where+` AND `+is.column+` = ?`, append(args, is.value)
		}
	}
	if f.Office {
		where += ` AND body_id IS NULL`
	}
	if f.Person != 0 {
		where, args = where+` AND id NOT IN (`+unknownInputs+`)`, append(args, unknownArg(f.Person))
	}
	return where, args
}

// Inputs returns the chosen inputs, the oldest first; those put off come last.
func (r Reader) Inputs(ctx context.Context, f InputFilter) ([]InputRow, error) {
	if f.Limit == 0 {
		f.Limit = 50
	}
	where, args := f.where()
	return collect(ctx, r.q, scanInput, `
		SELECT `+inputColumns+`
		FROM inputs
		WHERE `+where+`
		ORDER BY parked, arrived_at, id
		LIMIT ? OFFSET ?`, append(args, f.Limit, f.Offset)...)
}

// CountInputs returns how many inputs the filter chooses.
func (r Reader) CountInputs(ctx context.Context, f InputFilter) (int, error) {
	where, args := f.where()
	return r.count(ctx, `SELECT count(*) FROM inputs WHERE `+where, args...)
}

// A BalanceRow counts the inputs that arrived on a day by one door. Received is
// counted from the ledger, the others from what has become of each; they must
// agree.
type BalanceRow struct {
	Day                                             calendar.Date
	Door                                            casefile.Door
	Received, Registered, Joined, SetAside, Waiting int
	AtBureau                                        int // applications for reconsideration, whatever became of them
}

// Agrees reports whether received = registered + joined + set aside + waiting + at the bureau.
func (b BalanceRow) Agrees() bool {
	return b.Received == b.Registered+b.Joined+b.SetAside+b.Waiting+b.AtBureau
}

// Balance counts the inputs that arrived from one day to another, by day and
// door, of an agency (0: all). Days and doors without any are left out.
func (r Reader) Balance(ctx context.Context, agency int64, from, to calendar.Date) ([]BalanceRow, error) {
	return collectOnce(ctx, r, func(row row) (b BalanceRow, err error) {
		var day string
		if err = row.Scan(&day, &b.Door, &b.Received, &b.Registered, &b.Joined, &b.SetAside, &b.Waiting, &b.AtBureau); err != nil {
			return b, err
		}
		b.Day, err = scanDate(day)
		return b, err
	}, `
		WITH arrived AS (
			SELECT e.on_day AS day, e.body ->> 'door' AS door, count(*) AS n
			FROM entries e INDEXED BY entries_arrivals
			WHERE e.matter = 'input' AND e.n = 1 AND e.on_day BETWEEN ?1 AND ?2 AND (?3 = 0 OR e.body ->> 'agency' = ?3)
			GROUP BY 1, 2
		), became AS (
			SELECT arrived_on AS day, door,
				sum(state = 'registered' AND body_id IS NULL) AS registered, sum(state = 'joined' AND body_id IS NULL) AS joined,
				sum(state = 'set_aside' AND body_id IS NULL) AS set_aside, sum(state = 'waiting' AND body_id IS NULL) AS waiting,
				sum(body_id IS NOT NULL) AS at_bureau
			FROM inputs
			WHERE arrived_on BETWEEN ?1 AND ?2 AND (?3 = 0 OR agency_id = ?3)
			GROUP BY 1, 2
		)
		SELECT coalesce(a.day, b.day), coalesce(a.door, b.door), coalesce(a.n, 0),
			coalesce(b.registered, 0), coalesce(b.joined, 0), coalesce(b.set_aside, 0), coalesce(b.waiting, 0), coalesce(b.at_bureau, 0)
		FROM arrived a FULL JOIN became b ON a.day = b.day AND a.door = b.door
		ORDER BY 1 DESC, 2`, from.String(), to.String(), agency)
}

// An AccessRow is what opens a status page.
type AccessRow struct {
	CodeHash string
	Input    inbox.ID
	Case     casefile.ID // 0 before registration
}

// Access returns what opens the status page of the number, or fault NotFound.
func (r Reader) Access(ctx context.Context, number string) (AccessRow, error) {
	return one(ctx, r.q, "not_found", func(row row) (a AccessRow, err error) {
		return a, row.Scan(&a.CodeHash, &a.Input, &a.Case)
	}, `SELECT code_hash, input_id, coalesce(case_id, 0) FROM access WHERE number = ?`, number)
}

// A Place is who has inputs: the office of an agency, or the bureau of a body.
type Place struct{ Agency, Body int64 }

// PlaceOf returns who has an input: the bureau of a body (0: the office of its agency).
func PlaceOf(agency, body int64) Place {
	if body != 0 {
		return Place{Body: body}
	}
	return Place{Agency: agency}
}

// Comparable returns those of the inputs that count as likely duplicates:
// arrived since a day, not set aside, and of no restricted case.
func (r Reader) Comparable(ctx context.Context, ids []inbox.ID, since calendar.Date) (map[inbox.ID]bool, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	count := map[inbox.ID]bool{}
	some, err := collect(ctx, r.q, func(row row) (id inbox.ID, err error) { return id, row.Scan(&id) }, `
		SELECT id
		FROM inputs
		WHERE id IN (SELECT value FROM json_each(?)) AND +arrived_on >= ? AND +state <> 'set_aside'
			AND id NOT IN (`+unknownInputs+`)`, string(list), since.String(), unknownArg(0))
	for _, id := range some {
		count[id] = true
	}
	return count, err
}

// CasesOfInput returns the cases an input belongs to, in the order of their
// registration; those whose registration was annulled come last.
func (r Reader) CasesOfInput(ctx context.Context, id inbox.ID) ([]casefile.Row, error) {
	return collect(ctx, r.q, scanCase, `
		SELECT `+caseColumns+`
		FROM cases
		WHERE id IN (SELECT case_id FROM input_cases WHERE input_id = ?)
		ORDER BY stage = ?, id`, id, casefile.StageAnnulled)
}
