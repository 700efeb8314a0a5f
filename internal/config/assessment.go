package config

// Assessment is by what units are assessed (考核): the office's own rules, no law says them.
type Assessment struct {
	Good        int `toml:"good"`         // points of 100 from which on it is 优秀
	Pass        int `toml:"pass"`         // and 合格
	PostingDays int `toml:"posting_days"` // workdays within which a proposal to publish is decided about

	InTime   Weighing `toml:"in_time"`  // 按时答复
	Form     Weighing `toml:"form"`     // 文书规范
	Posting  Weighing `toml:"posting"`  // 主动公开
	Chases   Weighing `toml:"chases"`   // 督办答复
	Standing Weighing `toml:"standing"` // 复议诉讼
	Report   Weighing `toml:"report"`   // 年报报送
}

// A Weighing is how much an indicator counts for.
type Weighing struct {
	Weight float64 `toml:"weight"` // points; 0 leaves the indicator out
	Each   float64 `toml:"each"`   // points off for each flaw; 0: by the share of what has none
	Spared int     `toml:"spared"` // so many flaws a year cost nothing
}

// defaultAssessment are ours.
func defaultAssessment() Assessment {
	return Assessment{Good: 90, Pass: 60, PostingDays: 20,
		InTime: Weighing{Weight: 40}, Form: Weighing{Weight: 15, Each: 0.5, Spared: 2}, Posting: Weighing{Weight: 10, Each: 2},
		Chases: Weighing{Weight: 10, Each: 2}, Standing: Weighing{Weight: 20, Each: 5}, Report: Weighing{Weight: 5, Each: 5},
	}
}

func (a Assessment) check(bad *Problems) {
	if a.Pass < 0 || a.Good < a.Pass || a.Good > 100 {
		bad.add("assessment.good, assessment.pass", "%d and %d are not points of 100, the first not below the second", a.Good, a.Pass)
	}
	if a.PostingDays < 1 || a.PostingDays > 250 {
		bad.add("assessment.posting_days", "%d is not from 1 to 250 workdays", a.PostingDays)
	}
	for _, one := range []struct {
		key string
		Weighing
	}{{"in_time", a.InTime}, {"form", a.Form}, {"posting", a.Posting}, {"chases", a.Chases}, {"standing", a.Standing}, {"report", a.Report}} {
		if !(one.Weight >= 0 && one.Weight <= 100 && one.Each >= 0 && one.Each <= 100) || one.Spared < 0 || one.Spared > 1000 { // also not a number
			bad.add("assessment."+one.key, "weight and each are from 0 to 100 points, spared from 0 to 1000")
		}
	}
}
