package law

// A Fee is what processing costs (信息处理费, 国办函〔2020〕109号), in whole yuan,
// with the steps it came about by. What is free has no step.
type Fee struct {
	Amount int       `json:"amount"`
	Steps  []FeeStep `json:"steps"`
}

// A FeeStep is the part of a fee that has one rate: the units from From to To.
type FeeStep struct {
	From   int `json:"from"`
	To     int `json:"to"`
	Count  int `json:"count"`
	Rate   int `json:"rate"`
	Amount int `json:"amount"`
}

// What is free: pages of one request, items of one applicant in one month.
const (
	FreePages = 30
	FreeItems = 10
)

// A feeTier is a stretch of units with one rate. To is 0 where it has no end.
type feeTier struct{ from, to, rate int }

var pageTiers = []feeTier{{FreePages + 1, 100, 10}, {101, 200, 20}, {201, 0, 40}}

// PageFee returns the fee by amount (按量计收) for so many pages.
func PageFee(pages int) Fee {
	var f Fee
	for _, t := range pageTiers {
		f.add(t, 1, pages)
	}
	return f
}

// ItemFee returns the fee by item (按件计收): items are the new requests, and
// earlier those that the same applicant made before them in the same month.
func ItemFee(items, earlier int) Fee {
	var f Fee
	first, last := earlier+1, earlier+items
	f.add(feeTier{FreeItems + 1, 30, 100}, first, last)
	for from, rate := 31, 200; from <= last; from, rate = from+10, rate+100 {
		f.add(feeTier{from, from + 9, rate}, first, last)
	}
	return f
}

// add adds the units from first to last that lie in the tier.
func (f *Fee) add(t feeTier, first, last int) {
	from, to := max(t.from, first), last
	if t.to != 0 {
		to = min(t.to, last)
	}
	if from > to {
		return
	}
	s := FeeStep{From: from, To: to, Count: to - from + 1, Rate: t.rate}
	s.Amount = s.Count * s.Rate
	f.Steps = append(f.Steps, s)
	f.Amount += s.Amount
}
