package desk

import (
	"context"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// Agencies returns the agencies that can be asked.
func (d *Desk) Agencies(ctx context.Context) ([]office.Agency, error) {
	all, err := d.DB.Agencies(ctx)
	if err != nil {
		return nil, err
	}
	active := all[:0]
	for _, a := range all {
		if a.Active {
			active = append(active, a)
		}
	}
	return active, nil
}

// agencyByID finds an agency among those that are active.
func agencyByID(all []office.Agency, id int64) (office.Agency, bool) {
	for _, a := range all {
		if a.ID == id && a.Active {
			return a, true
		}
	}
	return office.Agency{}, false
}

// agencyID reads the agency of a raw form; 0 is none.
func agencyID(s string) int64 {
	id, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// AllAgencies returns the agencies for the settings pages, inactive ones too.
func (d *Desk) AllAgencies(ctx context.Context, by auth.User) ([]office.Agency, error) {
	if err := auth.MayDo(by, auth.ManageAgencies, by.Agency); err != nil {
		return nil, err
	}
	return d.DB.Agencies(ctx)
}

// Agency returns the settings of an agency to whoever looks after it, or fault
// NotFound.
func (d *Desk) Agency(ctx context.Context, by auth.User, id int64) (office.Agency, error) {
	if err := auth.MayDo(by, auth.ManageAgencies, id); err != nil {
		return office.Agency{}, err
	}
	return d.DB.Agency(ctx, id)
}

// Units returns the units of an agency to whoever looks after it, those no
// longer in use too.
func (d *Desk) Units(ctx context.Context, by auth.User, agency int64) ([]office.Unit, error) {
	if err := auth.MayDo(by, auth.ManageAgencies, agency); err != nil {
		return nil, err
	}
	return d.DB.Units(ctx, agency)
}

// PutAgency adds or changes an agency.
func (d *Desk) PutAgency(ctx context.Context, by auth.User, a office.Agency) (int64, error) {
	if err := auth.MayDo(by, auth.ManageAgencies, a.ID); err != nil {
		return 0, err
	}
	if err := a.Validate(); err != nil {
		return 0, err
	}
	var id int64
	err := d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		others, err := tx.Agencies(ctx)
		if err != nil {
			return err
		}
		if err := a.Beside(others); err != nil {
			return err
		}
		id, err = tx.PutAgency(ctx, a)
		return err
	})
	return id, err
}

// PutUnit adds or changes a unit.
func (d *Desk) PutUnit(ctx context.Context, by auth.User, u office.Unit) (int64, error) {
	if err := auth.MayDo(by, auth.ManageUnits, u.Agency); err != nil {
		return 0, err
	}
	if err := u.Validate(); err != nil {
		return 0, err
	}
	var id int64
	err := d.DB.Write(ctx, func(tx *sqlite.Tx) (err error) {
		id, err = tx.PutUnit(ctx, u)
		return err
	})
	return id, err
}
