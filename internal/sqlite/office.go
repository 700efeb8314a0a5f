package sqlite

import (
	"context"

	"mingda/internal/fault"
	"mingda/internal/office"
)

const agencyColumns = `id, code, name, case_prefix, letter_word, review_body, review_channel, court, show_court,
	address, post_code, phone, mail_address, coordinates, active, charges_fee,
	review_word, bureau, bureau_address, bureau_phone, founded_in`

func scanAgency(row row) (a office.Agency, err error) {
	err = row.Scan(&a.ID, &a.Code, &a.Name, &a.CasePrefix, &a.LetterWord, &a.ReviewBody, &a.ReviewChannel, &a.Court, &a.ShowCourt,
		&a.Address, &a.PostCode, &a.Phone, &a.MailAddress, &a.Coordinates, &a.Active, &a.ChargesFee,
		&a.ReviewWord, &a.Bureau, &a.BureauAddress, &a.BureauPhone, &a.FoundedIn)
	return a, err
}

// Agencies returns all agencies, the coordinating one first.
func (r Reader) Agencies(ctx context.Context) ([]office.Agency, error) {
	return collectOnce(ctx, r, scanAgency, `SELECT `+agencyColumns+` FROM agencies ORDER BY coordinates DESC, id`)
}

// Agency returns the agency, or fault NotFound.
func (r Reader) Agency(ctx context.Context, id int64) (office.Agency, error) {
	return remembered(ctx, r, "agency", []any{id}, func() (office.Agency, error) {
		return one(ctx, r.q, "agency_not_found", scanAgency, `SELECT `+agencyColumns+` FROM agencies WHERE id = ?`, id)
	})
}

// PutAgency adds the agency (ID 0) or replaces it, and returns its ID. A code
// or name that another has is fault Invalid beside its field.
func (tx *Tx) PutAgency(ctx context.Context, a office.Agency) (int64, error) {
	err := tx.q.QueryRowContext(ctx, `
		INSERT INTO agencies (`+agencyColumns+`)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET
			code = excluded.code, name = excluded.name, case_prefix = excluded.case_prefix, letter_word = excluded.letter_word,
			review_body = excluded.review_body, review_channel = excluded.review_channel, court = excluded.court,
			show_court = excluded.show_court, address = excluded.address, post_code = excluded.post_code, phone = excluded.phone,
			mail_address = excluded.mail_address, coordinates = excluded.coordinates, active = excluded.active,
			charges_fee = excluded.charges_fee, review_word = excluded.review_word, bureau = excluded.bureau,
			bureau_address = excluded.bureau_address, bureau_phone = excluded.bureau_phone, founded_in = excluded.founded_in
		RETURNING id`,
		nullID(a.ID), a.Code, a.Name, a.CasePrefix, a.LetterWord, a.ReviewBody, a.ReviewChannel, a.Court, a.ShowCourt,
		a.Address, a.PostCode, a.Phone, a.MailAddress, a.Coordinates, a.Active, a.ChargesFee,
		a.ReviewWord, a.Bureau, a.BureauAddress, a.BureauPhone, a.FoundedIn).Scan(&a.ID)
	if isUnique(err) {
		form := fault.Form{}
		form.Bad("name", "name_taken")
		form.Bad("code", "code_taken")
		return 0, form.Err()
	}
	return a.ID, err
}

func scanUnit(row row) (u office.Unit, err error) {
	err = row.Scan(&u.ID, &u.Agency, &u.Name, &u.Active)
	return u, err
}

// Units returns the units of an agency, or of all with agency 0.
func (r Reader) Units(ctx context.Context, agency int64) ([]office.Unit, error) {
	return collectOnce(ctx, r, scanUnit, `
		SELECT id, agency_id, name, active
		FROM units
		WHERE ?1 = 0 OR agency_id = ?1
		ORDER BY agency_id, id`, agency)
}

// Unit returns the unit, or fault NotFound.
func (r Reader) Unit(ctx context.Context, id int64) (office.Unit, error) {
	return one(ctx, r.q, "unit_not_found", scanUnit, `SELECT id, agency_id, name, active FROM units WHERE id = ?`, id)
}

// PutUnit adds the unit (ID 0) or replaces it, and returns its ID.
func (tx *Tx) PutUnit(ctx context.Context, u office.Unit) (int64, error) {
	err := tx.q.QueryRowContext(ctx, `
		INSERT INTO units (id, agency_id, name, active)
		VALUES (?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, active = excluded.active
		RETURNING id`, nullID(u.ID), u.Agency, u.Name, u.Active).Scan(&u.ID)
	if isUnique(err) {
		return 0, fault.AtField("name", "name_taken")
	}
	return u.ID, err
}

// Setting returns a stored setting, "" if it was never set.
func (r Reader) Setting(ctx context.Context, name string) (string, error) {
	var value string
	err := r.q.QueryRowContext(ctx, `SELECT coalesce(max(value), '') FROM settings WHERE name = ?`, name).Scan(&value)
	return value, explain(err)
}

// PutSetting stores a setting.
func (tx *Tx) PutSetting(ctx context.Context, name, value string) error {
	return tx.exec(ctx, `
		INSERT INTO settings (name, value) VALUES (?, ?)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value)
}
