package sqlite

import (
	"path/filepath"
	"testing"

	"mingda/internal/fault"
)

// TestGenuineOfBefore: the letters of a database from before can be found by
// their files, and by the code if they have one.
func TestGenuineOfBefore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mingda.db")
	letters := `INSERT INTO case_letters (case_id, n, agency_id, kind, stage, drafter, number, file, changed_at) VALUES
		(1, 1, 1, 'disclose', 'served', 2, '1号', 'aa', '2026-09-24T02:00:00.000Z'),
		(1, 2, 1, 'disclose', 'signed', 2, '2号', '', '2026-09-24T02:00:00.000Z'),
		(1, 3, 1, 'disclose', 'draft', 2, NULL, '', '2026-09-24T02:00:00.000Z')`
	before(t, path, 8, `
		INSERT INTO agencies (id, code, name, case_prefix, letter_word, review_body, review_channel, court) VALUES (1, 'QZF', '区政府', '', '', '', '', '')`, `
		INSERT INTO cases (id, version, number, agency_id, door, class, applicant, subject, stage, open, received_on, clock,
			due_on, strict_due_on, provisional, result, ended_on, late, waits_for)
		VALUES (1, 9, 'N1', 1, 'mail', 'natural', '', '', 'handling', 1, '2026-09-22', 'running', '', '', 0, '', '', 0, 'unit')`, letters, entry(1, 4, "signed", `{"letter":1,"kind":"disclose","number":"1号"}`),
		entry(1, 5, "signed", `{"letter":2,"kind":"disclose","number":"2号","code":"K7MT-9QRX-3WVH"}`))
	db := open(t, path)
	if l, err := db.LetterByHash(ctx, "aa"); err != nil || l != (LetterRef{Case: 1, N: 1}) {
		t.Errorf("%+v, %v", l, err)
	}
	if l, err := db.LetterByCode(ctx, "K7MT-9QRX-3WVH"); err != nil || l != (LetterRef{Case: 1, N: 2}) {
		t.Errorf("%+v, %v", l, err)
	}
	for _, none := range []string{"", "bb"} {
		if l, err := db.LetterByHash(ctx, none); fault.KindOf(err) != fault.NotFound {
			t.Errorf("file %q: %+v, %v", none, l, err)
		}
		if l, err := db.LetterByCode(ctx, none); fault.KindOf(err) != fault.NotFound {
			t.Errorf("code %q: %+v, %v", none, l, err)
		}
	}
}
