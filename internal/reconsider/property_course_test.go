package reconsider

import "mingda/internal/ledger"

// courseTrials are the acts in the course of the hearing.
func courseTrials() []trial {
	off := SessionOff{}
	off.Private.Reason = "当事人和解"
	asked, advised := CommitteeAsked{Why: AskGrave}, CommitteeAdvised{Way: CaseMeeting}
	asked.Private.Question, advised.Private.Who, advised.Private.Text = "检索是不是充分", "三名委员", "不充分"
	began, ended := ProbeBegan{}, ProbeEnded{}
	began.Private.What, began.Private.Who, ended.Private.Result = "档案室", "两名承办人", "没有找到"
	read := FileRead{Role: TheApplicant}
	read.Private.Who = "本人"
	all := []trial{
		{1, func(c *Case, s Situation) (ledger.Fact, error) {
			f := read
			for _, what := range c.Readable() {
				f.Things = append(f.Things, Read{what, Copied})
			}
			return c.Reading(f, s.Today, s)
		}},
		{3, func(c *Case, s Situation) (ledger.Fact, error) {
			f := ended
			for i, p := range c.Probes {
				if p.To.IsZero() {
					f.Probe = i + 1
				}
			}
			return c.EndingProbe(f, s.Today, s)
		}},
		{1, func(c *Case, s Situation) (ledger.Fact, error) { return c.AskingCommittee(asked, s) }},
		{4, func(c *Case, s Situation) (ledger.Fact, error) { return c.Advising(advised, s.Today, s) }},
		{2, func(c *Case, s Situation) (ledger.Fact, error) { return c.CallingOff(off, s) }},
		{8, func(c *Case, s Situation) (ledger.Fact, error) {
			return c.HoldingSession(heldBy(c, Came, HeadCame), s)
		}},
		{2, func(c *Case, s Situation) (ledger.Fact, error) {
			return c.HoldingSession(heldBy(c, Absent, Absent), s)
		}},
	}
	for _, kind := range ProbeKinds {
		all = append(all, trial{2, func(c *Case, s Situation) (ledger.Fact, error) {
			f := began
			f.Kind = kind
			return c.BeginningProbe(f, s.Today, s)
		}})
	}
	for _, do := range []Act{SetSession, MoveSession} {
		all = append(all, trial{6, func(c *Case, s Situation) (ledger.Fact, error) {
			f := session()
			f.Day = FirstSessionDay(s.Calendar, s.Today).AddDays(2)
			return c.SettingSession(f, nil, do, s)
		}})
	}
	return all
}

// session is a hearing with all that must be said, but its day.
func session() SessionSet {
	f := SessionSet{Why: SessionNeeded}
	f.Private.At, f.Private.Place, f.Private.Matters, f.Private.Decided, f.Private.Reason = "上午10时", "听证室", "检索是不是充分", "江知远", "主持人生病"
	f.Private.Seats = Seats{Chair: "叶清源", Members: []string{"努尔兰", "何一舟"}, Recorder: "许念"}
	return f
}

// heldBy is how the hearing of a case went where those of the other side and the respondent
// came, or not.
func heldBy(c *Case, others, respondent Attending) SessionHeld {
	f := SessionHeld{Materials: []int{1}}
	f.Private.Text = "双方对检索范围各执一词"
	for _, to := range c.Recipients(HearingNotice) {
		how := others
		if to.Role == TheRespondent {
			how = respondent
		}
		f.Parties, f.Private.Who = append(f.Parties, Attendance{to, how}), append(f.Private.Who, "本人")
	}
	return f
}
