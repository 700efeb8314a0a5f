package bench

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"mingda/internal/auth"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// The agencies of the filled office, the first of which coordinates; their requests are
// objected to with another, whose bureau hears them.
var (
	agencyNames = []string{"明川区人民政府", "明川区住房和城乡建设局", "明川区自然资源局", "明川区教育和科技局"}
	prefixes    = []string{"", "ZJ", "ZR", "JK"}
	unitNames   = []string{"办公室", "征收与补偿科", "规划用途科", "财务科", "基础教育科"}
)

const (
	reviewBody = "和宁市人民政府"
	court      = "明川区人民法院"
)

// furnish makes agencies, units and accounts.
func (o *filler) furnish(ctx context.Context) error {
	hash, err := auth.HashPassword(rand.Reader, Password, auth.StandardCost)
	if err != nil {
		return err
	}
	at := o.Desk.Now()
	err = o.Desk.DB.Write(ctx, func(tx *sqlite.Tx) error {
		var first int64
		for n, name := range agencyNames {
			a := office.Agency{
				Code: fmt.Sprintf("B%d", n), Name: name, LetterWord: fmt.Sprintf("明公开%d", n), ReviewBody: reviewBody, Court: court,
				Address: "明川区团结路1号", PostCode: "834000", Phone: "0990-6220001", MailAddress: fmt.Sprintf("ysqgk%d@mingchuan.example", n),
				CasePrefix: prefixes[n], Coordinates: n == 0, Active: true,
			}
			if a.ID, err = tx.PutAgency(ctx, a); err != nil {
				return err
			}
			unit, err := o.furnishAgency(ctx, tx, a, hash, at)
			if err != nil {
				return err
			}
			if n > 0 {
				continue
			}
			first = a.ID
			_, err = tx.PutUser(ctx, auth.User{
				Login: Login, Name: "秦望川", Agency: first, Unit: unit, Roles: []auth.Role{auth.Clerk, auth.Officer, auth.Coordinator}, PasswordHash: hash,
			}, at)
			if err != nil {
				return err
			}
		}
		return furnishBody(ctx, tx, hash, at)
	})
	if err != nil {
		return err
	}
	agencies, err := o.Desk.DB.Agencies(ctx)
	if err != nil {
		return err
	}
	return o.recall(ctx, agencies)
}

// furnishAgency gives an agency five units of two officers each, and returns the first
// unit.
func (o *filler) furnishAgency(ctx context.Context, tx *sqlite.Tx, a office.Agency, hash string, at time.Time) (first int64, err error) {
	for n, name := range unitNames {
		unit, err := tx.PutUnit(ctx, office.Unit{Agency: a.ID, Name: name, Active: true})
		if err != nil {
			return 0, err
		}
		if n == 0 {
			first = unit
		}
		for i := range 2 {
			_, err := tx.PutUser(ctx, auth.User{
				Login: fmt.Sprintf("officer-%d-%d-%d", a.ID, n, i), Name: pick(o.writer, surnames) + pick(o.writer, given),
				Agency: a.ID, Unit: unit, Roles: []auth.Role{auth.Officer}, PasswordHash: hash,
			}, at)
			if err != nil {
				return 0, err
			}
		}
	}
	return first, nil
}

// furnishBody makes the body that hears reconsiderations, with its bureau.
func furnishBody(ctx context.Context, tx *sqlite.Tx, hash string, at time.Time) error {
	a := office.Agency{
		Code: "B9", Name: reviewBody, LetterWord: "和政公开", ReviewBody: "自治区人民政府", Court: "和宁市中级人民法院", Address: "和宁市人民路20号", PostCode: "834000",
		Phone: "0990-6220088", MailAddress: "fuyi@hening.example", CasePrefix: "HN", ReviewWord: "和政", Bureau: "和宁市司法局",
		BureauAddress: "和宁市人民路20号", BureauPhone: "0990-6220088", Active: true,
	}
	var err error
	if a.ID, err = tx.PutAgency(ctx, a); err != nil {
		return err
	}
	for n, role := range []auth.Role{auth.Handler, auth.Handler, auth.Head} {
		u := auth.User{Login: fmt.Sprintf("bureau-%d", n), Name: pick(newWriter(uint64(n)), surnames) + "明月", Agency: a.ID, Roles: []auth.Role{role}, PasswordHash: hash}
		if _, err := tx.PutUser(ctx, u, at); err != nil {
			return err
		}
	}
	return nil
}

// recall reads the agencies, units and people that are there.
func (o *filler) recall(ctx context.Context, agencies []office.Agency) error {
	o.units, o.people = map[int64][]int64{}, map[int64][]int64{}
	users, err := o.Desk.DB.Users(ctx)
	if err != nil {
		return err
	}
	for _, a := range agencies {
		if a.HearsReviews() {
			o.body = a
			continue
		}
		o.agencies = append(o.agencies, a)
		units, err := o.Desk.DB.Units(ctx, a.ID)
		if err != nil {
			return err
		}
		for _, u := range units {
			o.units[a.ID] = append(o.units[a.ID], u.ID)
		}
	}
	for _, u := range users {
		switch {
		case u.Agency == o.body.ID:
			o.bureau = append(o.bureau, u.ID)
		case u.Login != Login:
			o.people[u.Agency] = append(o.people[u.Agency], u.ID)
		}
	}
	if len(o.agencies) != len(agencyNames) || len(o.bureau) == 0 {
		return errors.New("the office in the folder is not one of bench fill")
	}
	return nil
}
