package casefile

// assists are the days by which the units that help should hand in: a day that a
// person set, which does not touch the period of the answer.
func (w *watch) assists() {
	for _, a := range w.Assists {
		if a.InnerDue.IsZero() || a.IsReturned() {
			continue
		}
		k := Clock{What: AssistClock, Of: a.Unit, From: a.AskedOn, Until: a.InnerDue, WaitsFor: AssistWaits, State: w.done(a.AnsweredOn, a.InnerDue)}
		switch {
		case !a.AnsweredOn.IsZero():
			k.WaitsFor, k.Steps = NobodyWaits, w.near(a.AnsweredOn)+"交了意见。"
		case !w.Stage().IsOpen() || w.Stage() == StageServing:
			k.State, k.Steps = ClockOver, w.Stage().Label()+"。"
		case a.SentBack != "":
			k.Steps = "意见退回重办，还没有再交。"
		case a.SignedFor.IsZero():
			k.Steps = "还没有签收。"
		default:
			k.Steps = w.near(a.SignedFor) + "签收，还没有交意见。"
		}
		w.add(k)
	}
}
