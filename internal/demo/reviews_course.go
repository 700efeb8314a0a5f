package demo

import (
	"bytes"
	"fmt"

	"mingda/internal/intake"
	"mingda/internal/letter"
	"mingda/internal/reconsider"
)

// ordinary lets a case be heard in the ordinary procedure.
func ordinary(p reviewPlan) reviewPlan {
	p.ordinary = true
	return p
}

// hearings plans the hearing of a case in the ordinary procedure.
func (r *reviewed) hearings() {
	if !r.ordinary || r.until < reviewHearing {
		return
	}
	r.on(5, 10, "set the hearing", r.setHearing)
	if r.until >= reviewHeard {
		r.on(13, 16, "hold the hearing", r.holdHearing)
		r.on(14, 9, "ask the committee", r.askCommittee)
	}
}

// setHearing sets a hearing on the thirteenth workday, and tells both sides the same day.
func (r *reviewed) setHearing() error {
	f := reconsider.SessionSet{Why: reconsider.SessionAsked, Day: r.Desk.Calendar().AddWorkdays(r.back(r.ago), 13)}
	p := &f.Private
	p.At, p.Place, p.Decided = "上午10时30分", "明川区司法局行政复议听证室（团结路1号三楼）", "江知远"
	p.Matters = "检索的范围和方法是不是充分\n申请人提出的线索能不能证明信息存在"
	p.Seats = reconsider.Seats{Chair: r.handler().Name, Members: []string{r.checker().Name, "何一舟"}, Recorder: "许念"}
	if err := r.Desk.SetSession(r.ctx, r.handler(), r.id, 0, reconsider.SetSession, f); err != nil {
		return err
	}
	n, err := r.paper(letter.ReviewHearing, letter.Values{})
	for _, to := range []reconsider.Role{reconsider.TheApplicant, reconsider.TheRespondent} {
		if err == nil {
			err = r.send(n, to)
		}
	}
	return err
}

func (r *reviewed) askCommittee() error {
	f := reconsider.CommitteeAsked{Why: reconsider.AskNeeded}
	f.Private.Question = "申请人提出会议通知以后，被申请人查到什么程度才算尽到合理检索的义务"
	return r.Desk.AskCommittee(r.ctx, r.handler(), r.id, 0, f)
}

func (r *reviewed) holdHearing() error {
	record, err := r.Desk.StoreUpload(bytes.NewReader(document(7600+r.n, 4)), "听证笔录.pdf", "application/pdf")
	if err != nil {
		return err
	}
	v, err := r.Desk.Review(r.ctx, r.handler(), r.id)
	if err != nil {
		return err
	}
	f := reconsider.SessionHeld{}
	f.Private.Text = "申请人出示2019年的会议通知，上面写明会议形成纪要。被申请人承认只查了公文系统，没有查档案室，同意会后补查。"
	for _, to := range v.Case.Recipients(reconsider.HearingNotice) {
		how, who := reconsider.Came, "本人"
		if to.Role == reconsider.TheRespondent {
			how, who = reconsider.Deputed, fmt.Sprintf("办公室主任到场；负责人当天参加全区会议，%s出具书面说明", v.Case.NameOf(to))
		}
		f.Parties, f.Private.Who = append(f.Parties, reconsider.Attendance{To: to, How: how}), append(f.Private.Who, who)
	}
	return r.Desk.HoldSession(r.ctx, r.handler(), r.id, 0, f, []intake.File{record})
}
