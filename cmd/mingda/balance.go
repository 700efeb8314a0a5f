package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	goio "io"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/sqlite"
)

// intakeCommands are about what comes in.
type intakeCommands struct {
	Balance intakeBalance `cmd:"" help:"Count what arrived on a day, by door, and what became of it; status 1 if it does not balance 每日核对."`
}

// intakeBalance is "mingda intake balance --date D".
type intakeBalance struct {
	officeFlags
	Date   string `required:"" placeholder:"YYYY-MM-DD" help:"Day of arrival in Asia/Shanghai 到达日."`
	Agency string `placeholder:"CODE" help:"Of one agency only 机关代码."`
	JSON   bool   `help:"As JSON."`
}

// balanceLine is what is printed of one door, or of all.
type balanceLine struct {
	Door       string `json:"door,omitempty"`
	Received   int    `json:"received"`
	Registered int    `json:"registered"`
	Joined     int    `json:"joined"`
	SetAside   int    `json:"set_aside"`
	Waiting    int    `json:"waiting"`
	Agrees     bool   `json:"agrees"`
}

// A balance is what is printed of a day.
type balance struct {
	Date  string        `json:"date"`
	Doors []balanceLine `json:"doors"`
	Total balanceLine   `json:"total"`
}

// Run prints the balance.
func (c *intakeBalance) Run(ctx context.Context, io std) (err error) {
	day, err := calendar.ParseDate(c.Date)
	if err != nil {
		return usageError{fmt.Errorf("--date %s：%w", c.Date, err)}
	}
	o, err := c.open(ctx, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	var agency int64
	if c.Agency != "" {
		a, err := agencyByCode(ctx, o.desk, c.Agency)
		if err != nil {
			return err
		}
		agency = a.ID
	}
	rows, err := o.desk.DB.Balance(ctx, agency, day, day)
	if err != nil {
		return err
	}
	b := newBalance(day, rows)
	if c.JSON {
		err = json.NewEncoder(io.Out).Encode(b)
	} else {
		err = b.write(io.Out)
	}
	if err == nil && !b.Total.Agrees {
		err = errUnsound
	}
	return err
}

// newBalance puts every door on a line, also those by which nothing came.
func newBalance(day calendar.Date, rows []sqlite.BalanceRow) balance {
	byDoor := map[casefile.Door]sqlite.BalanceRow{}
	for _, r := range rows {
		byDoor[r.Door] = r
	}
	b := balance{Date: day.String(), Total: balanceLine{Agrees: true}}
	for _, door := range casefile.Doors {
		r := byDoor[door]
		b.Doors = append(b.Doors, balanceLine{string(door), r.Received, r.Registered, r.Joined, r.SetAside, r.Waiting, r.Agrees()})
		b.Total.Received += r.Received
		b.Total.Registered += r.Registered
		b.Total.Joined += r.Joined
		b.Total.SetAside += r.SetAside
		b.Total.Waiting += r.Waiting
		b.Total.Agrees = b.Total.Agrees && r.Agrees()
	}
	return b
}

// write writes the balance for reading.
func (b balance) write(out goio.Writer) error {
	fmt.Fprintf(out, "%s\t收到\t登记\t并入\t不予登记\t待处理\n", b.Date)
	for _, l := range b.Doors {
		l.write(out, casefile.Door(l.Door).Label())
	}
	return b.Total.write(out, "合计")
}

func (l balanceLine) write(out goio.Writer, name string) error {
	mark := ""
	if !l.Agrees {
		mark = "\t对不上"
	}
	_, err := fmt.Fprintf(out, "%s\t%d\t%d\t%d\t%d\t%d%s\n", name, l.Received, l.Registered, l.Joined, l.SetAside, l.Waiting, mark)
	return err
}
