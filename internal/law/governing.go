package law

import "strings"

// Name returns what the result is called, as a label; empty for one that is
// none of a request.
func (r Result) Name() string {
	for _, rule := range results {
		if rule.Code == r {
			return rule.Name
		}
	}
	return ""
}

// Governing returns the result by which a request of several items counts once
// in the yearly report: the one they all have; 部分公开 where some is given and
// some is not, for a reply that separates counts there alone
// (国办公开办函〔2021〕30号); else the first in the order of the report. No rule
// was found for the last: it is ours. Of no results there is none.
func Governing(items []Result) Result {
	given, first := 0, -1
	for _, item := range items {
		for i, rule := range results {
			if rule.Code != item {
				continue
			}
			if strings.HasPrefix(rule.Row, "（一）") || item == Partial {
				given++
			}
			if first < 0 || i < first {
				first = i
			}
		}
	}
	switch {
	case first < 0:
		return ""
	case 0 < given && given < len(items):
		return Partial
	}
	for _, item := range items {
		if item == Partial { // given throughout, but for a part
			return Partial
		}
	}
	return results[first].Code
}
