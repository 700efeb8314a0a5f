package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"mingda/internal/law"
)

// feeCommand is "mingda fee": the processing fee (信息处理费), by page or by item.
type feeCommand struct {
	Pages   *int `placeholder:"N" help:"By page: pages provided, on paper, by mail or as copied data 按量."`
	Items   *int `placeholder:"N" help:"By item: new requests of one applicant this month 按件."`
	Earlier int  `placeholder:"M" help:"By item: requests of the same applicant before them in the month."`
	JSON    bool `name:"json" help:"Print JSON."`
}

// mostUnits bounds what a fee is worked out for: more pages or items than one
// applicant can ask for.
const mostUnits = 100_000

// Run prints the fee and how it came about.
func (c *feeCommand) Run(io std) error {
	switch {
	case (c.Pages == nil) == (c.Items == nil):
		return usageError{errors.New("按量 --pages 和按件 --items 只能选一种，也要选一种")}
	case c.Pages != nil && c.Earlier != 0:
		return usageError{errors.New("--earlier 只用于按件 --items")}
	}
	for name, n := range map[string]*int{"--pages": c.Pages, "--items": c.Items, "--earlier": &c.Earlier} {
		if n != nil && (*n < 0 || *n > mostUnits) {
			return usageError{fmt.Errorf("%s %d：0 到 %d", name, *n, mostUnits)}
		}
	}
	fee, unit := law.Fee{}, "页"
	if c.Pages != nil {
		fee = law.PageFee(*c.Pages)
	} else {
		fee, unit = law.ItemFee(*c.Items, c.Earlier), "件"
	}
	if fee.Steps == nil {
		fee.Steps = []law.FeeStep{}
	}
	if c.JSON {
		return json.NewEncoder(io.Out).Encode(fee)
	}
	for _, s := range fee.Steps {
		fmt.Fprintf(io.Out, "第 %d 至 %d %s：%d %s × %d 元 = %d 元\n", s.From, s.To, unit, s.Count, unit, s.Rate, s.Amount)
	}
	_, err := fmt.Fprintf(io.Out, "合计 %d 元\n", fee.Amount)
	return err
}
