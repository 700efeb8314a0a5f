package desk

import (
	"context"
	"net/url"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/sqlite"
)

// maxViews is how many views one person keeps: more are no help to find anything.
const maxViews = 30

// Views returns the views of the register that the person sees: their own, and what is
// shared in their agency.
func (d *Desk) Views(ctx context.Context, by auth.User) ([]sqlite.RegisterView, error) {
	return d.DB.RegisterViews(ctx, by.ID, by.Agency)
}

// View returns a view that the person sees.
func (d *Desk) View(ctx context.Context, by auth.User, id int64) (sqlite.RegisterView, error) {
	v, err := d.DB.RegisterView(ctx, id)
	if err == nil && (v.Deleted || v.Owner != by.ID && !(v.Shared && v.Agency == by.Agency)) {
		return v, fault.New(fault.NotFound, "view_not_found")
	}
	return v, err
}

// OwnView returns a view of the person's own, deleted or not.
func (d *Desk) OwnView(ctx context.Context, by auth.User, id int64) (sqlite.RegisterView, error) {
	v, err := d.DB.RegisterView(ctx, id)
	if err != nil {
		return v, err
	}
	if v.Owner != by.ID {
		if _, err := d.View(ctx, by, id); err != nil {
			return v, err
		}
		return v, fault.New(fault.Forbidden, "view_not_yours")
	}
	return v, nil
}

func digestNothing(string) string { return "" }

// MayShareViews reports whether the person may show views of theirs to all of the agency.
func MayShareViews(by auth.User) bool { return auth.MayDo(by, auth.ShareViews, by.Agency) == nil }

// SaveView keeps a view of the person's own, a new one (ID 0) or one that is there, with
// the columns they see of the register now, and returns its ID.
func (d *Desk) SaveView(ctx context.Context, by auth.User, v sqlite.RegisterView) (int64, error) {
	if auth.SightOf(by) == (auth.Sight{}) {
		return 0, fault.New(fault.Forbidden, "view_not_yours")
	}
	form := fault.Form{}
	form.Need("name", &v.Name, "view_name_needed")
	form.Length("name", v.Name, fault.MaxName)
	if asked, err := url.ParseQuery(v.Query); err == nil && casefile.DigestNumbers(asked.Get("q"), digestNothing) != asked.Get("q") {
		form.Bad("name", "view_number") // a view lies readable
	}
	if err := form.Err(); err != nil {
		return 0, err
	}
	if v.Shared && !MayShareViews(by) {
		return 0, fault.New(fault.Forbidden, "view_no_sharing")
	}
	isNew := v.ID == 0
	err := d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		if isNew {
			mine, err := ownViews(ctx, tx, by)
			if err != nil {
				return err
			}
			if mine >= maxViews {
				return fault.AtField("name", "view_too_many", maxViews)
			}
		} else if err := ownView(ctx, tx, by, v.ID); err != nil {
			return err
		}
		v.Owner, v.Agency, v.Deleted = by.ID, by.Agency, false
		var err error
		if v.ID, err = tx.PutRegisterView(ctx, v, d.now()); err != nil || !isNew {
			return err
		}
		keys, err := tx.RegisterColumns(ctx, by.ID, 0)
		if err != nil {
			return err
		}
		return tx.PutRegisterColumns(ctx, by.ID, v.ID, keys)
	})
	return v.ID, err
}

func ownViews(ctx context.Context, tx *sqlite.Tx, by auth.User) (n int, err error) {
	all, err := tx.RegisterViews(ctx, by.ID, 0)
	return len(all), err
}

// ownView refuses to change what is somebody else's, or not there.
func ownView(ctx context.Context, tx *sqlite.Tx, by auth.User, id int64) error {
	v, err := tx.RegisterView(ctx, id)
	if err == nil && v.Owner != by.ID {
		err = fault.New(fault.Forbidden, "view_not_yours")
	}
	return err
}

// DeleteView takes a view of the person's own away, or brings it back.
func (d *Desk) DeleteView(ctx context.Context, by auth.User, id int64, deleted bool) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		if err := ownView(ctx, tx, by, id); err != nil {
			return err
		}
		v, err := tx.RegisterView(ctx, id)
		if err != nil {
			return err
		}
		v.Deleted = deleted
		_, err = tx.PutRegisterView(ctx, v, d.now())
		return err
	})
}

// Columns returns the keys of the columns that the person sees of a view (0: of the
// register otherwise). A shared view has those of its owner until they choose others; where
// nothing was chosen there are none.
func (d *Desk) Columns(ctx context.Context, by auth.User, view int64) ([]string, error) {
	keys, err := d.DB.RegisterColumns(ctx, by.ID, view)
	if err != nil || keys != "" || view == 0 {
		return strings.Fields(keys), err
	}
	v, err := d.View(ctx, by, view)
	if err != nil {
		return nil, err
	}
	keys, err = d.DB.RegisterColumns(ctx, v.Owner, view)
	return strings.Fields(keys), err
}

// ChooseColumns keeps which columns the person sees, in their order; none: the ordinary
// ones again.
func (d *Desk) ChooseColumns(ctx context.Context, by auth.User, view int64, keys []string) error {
	if view != 0 {
		if _, err := d.View(ctx, by, view); err != nil {
			return err
		}
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.PutRegisterColumns(ctx, by.ID, view, strings.Join(keys, " ")) })
}
