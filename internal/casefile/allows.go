package casefile

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// A Situation is what the rules must know beside the case itself: the day, and
// what the clock says on it.
type Situation struct {
	Today     calendar.Date
	Due       calendar.Date // last day for the answer; zero while there is none
	ClarifyBy calendar.Date // last day for a clarification notice (条例 30)
	PayBy     calendar.Date // last day to pay, while the fee is awaited
	Charges   bool          // the agency charges the processing fee (条例 42)

	AnswersBy []calendar.Date // last day of each consultation to answer (条例 32, 34), see AnswerBy
}

// conditions are what must hold for an act on the case as a whole; the first
// that does not hold is the reason told to the person. An act that is not here
// is an act on a letter (letterMoves) or always possible.
var conditions = map[Act][]condition{
	Join:              {notAnnulled, notArchived},
	Unjoin:            {notArchived},
	SplitCase:         {open, notServing, splittable, notCombined},
	TakeBackSplit:     {open, notServing, divided},
	JoinCase:          {open, notServing, mayLead},
	UnjoinCase:        {notAnnulled, leading},
	TakeReply:         {open, notServing, following, replyOnce},
	Assign:            {open, notServing},
	SignFor:           {open, assigned, notSignedFor},
	ReturnUnit:        {open, notServing, assigned, noLetterBegun},
	AskAssist:         {open, notServing, assigned},
	AssistSignFor:     {open, notServing, someAssist},
	AssistReturn:      {open, notServing, someAssist},
	AssistAnswer:      {open, notServing, someAssist},
	AssistSendBack:    {open, notServing, someAnswer},
	AssistRemove:      {open, notServing, someAssist},
	Chase:             {open, notServing, assigned, notChased},
	AnswerChase:       {chaseUnanswered},
	EndChase:          {chaseStands},
	Mend:              {notAnnulled},
	JudgeMending:      {notAnnulled, mendingWaits},
	Escalate:          {open, notEscalated},
	AnswerEscalation:  {escalated},
	AnswerOnTheSpot:   {open, onTheSpot, replyOnce, answeredHere},
	Note:              {notArchived},
	AddMaterial:       {notAnnulled, notArchived},
	RecordSearch:      {notAnnulled, notArchived},
	AskHelp:           {open, notServing},
	Examine:           {notAnnulled, notArchived},
	AnswerExamination: {notAnnulled, notArchived, awaitsBody},
	Draft:             {open, notServing},
	TakeSupplement:    {open, awaiting},
	TakeReasons:       {open, notServing, reasonsAsked, reasonsStillOpen},
	AcceptReasons:     {open, notServing, reasonsGiven, reasonsNotAccepted, reasonsUnused},
	TakeBackReasons:   {open, notServing, reasonsRecorded, reasonsUnused},
	TakePayment:       {open, paymentAsked},
	WaiveFee:          {open, paymentAwaited},
	Withdraw:          {open, notServing, noneAnswered},
	WithdrawPart:      {open, notServing},
	DeclineWithdrawal: {open, wished},
	Close:             {open, notServing, noneAnswered},
	Resume:            {notArchived, endedByEntry, notConfirming},
	Archive:           {over, nothingUnserved, nothingReplaced, nothingBegun, notArchived},
	HoldBack:          {shelved, notHeldBack},
	EndHold:           {shelved, heldBack},
	KeepLonger:        {shelved, keptForATime},
	Restrict:          nil,
	LiftRestriction:   {restrictedNow},
	CorrectSupplement: {open, supplemented},
	CorrectReceipt:    {open},
	CorrectPerson:     {notAnnulled, notArchived},
	CorrectWants:      {notAnnulled, notArchived},
	ReplaceCode:       {notAnnulled, cameIn},
	Replace:           {notAnnulled, notArchived, answered},
	TakeBack:          {notAnnulled}, // and more, by the entry: AllowsTakingBack
	NoteAid:           {notAnnulled, notArchived},
	Succeed:           {notAnnulled, notArchived, addressedAnew},
	NoteChallenge:     {notAnnulled},
	NoteOutcome:       {notAnnulled},
	MakeBundle:        {notAnnulled, contestable},
	Annul:             {open, nothingSigned, notDivided, notCombined},

	AddJointApplicant:    {open, nothingOut, noReply},
	ChangeJointApplicant: {notAnnulled, notArchived, joint},
	RemoveJointApplicant: {open, joint},

	ProposePublication: {notAnnulled, disclosed, notProposed},
	DecidePublication:  {notAnnulled, proposed},

	Consult:              {open, notServing, assigned},
	ChangeConsultation:   {notAnnulled, notArchived, consulting},
	AnswerConsultation:   {notAnnulled, notArchived, consulted},
	WithdrawConsultation: {open, notServing, consulting},

	HandOn:           {notAnnulled, notArchived, notEnded, assigned},
	TakeBackTransfer: {notAnnulled, notArchived, transferring},
}

// A condition says why an act cannot be done, or nil.
type condition func(c *Case, s Situation) *fault.Error

// Allows returns nil if the act on the case can be done now, else a fault of
// kind Conflict that says why not. Who may do it is another question (package
// auth).
func (c *Case) Allows(do Act, s Situation) error {
	if err := c.NotDestroyed(); err != nil && do != See {
		return err
	}
	if c.IsPast() {
		return c.allowsPast(do, s)
	}
	if err := c.allowsAct(do); err != nil {
		return err
	}
	for _, holds := range conditions[do] {
		if err := holds(c, s); err != nil {
			return err
		}
	}
	return nil
}

// AllowsLetter returns nil if the act on the n-th letter can be done now.
func (c *Case) AllowsLetter(n int, do Act, s Situation) error {
	l, ok := c.Letter(n)
	if !ok {
		return fault.New(fault.NotFound, "letter_not_found")
	}
	if err := c.NotDestroyed(); err != nil {
		return err
	}
	if !slices.Contains(l.Acts(), do) {
		return fault.New(fault.Conflict, "letter_stage", l.Stage.Label(), do.Label())
	}
	notice := noticeOf(l.Kind)
	switch do {
	case Draft, Submit, Check, Sign:
		if err := c.AllowsLetters(l.Kind); err != nil {
			return err
		}
		if left := c.toAll(l); left != nil && do != Draft {
			return left
		}
		if l.Replaces != 0 {
			return c.Allows(Replace, s)
		}
		if err := notice.alive(c, s); err != nil {
			return err
		}
		return asks(notice.inTime, c, s)
	case Dispatch, Serve:
		if _, joint := c.JointApplicant(l.To); do == Dispatch && !l.ForApplicant() && !joint {
			return fault.New(fault.Conflict, "other_not_electronic")
		}
		return asks(notice.goes, c, s)
	case Void:
		if l.servedInPart() {
			return fault.New(fault.Conflict, "joint_served_in_part")
		}
	case ConfirmDelivery:
		if !l.AwaitsDelivery() {
			return fault.New(fault.Conflict, "delivery_known", l.Way.Label(), l.GotOn.Chinese())
		}
	case CorrectService:
		if err := notHanded(l); err != nil {
			return err
		}
		if l.Waived {
			return fault.New(fault.Conflict, "fee_waived")
		}
	case Replace:
		return c.allowsReplacing(l, s)
	}
	return nil
}

// AllowsKind returns nil if the n-th letter can be saved as one of the kind: a
// reply can become another reply, for the result may change while it is
// drafted. A notice stays what it is, or it would get around AllowsNew.
func (c *Case) AllowsKind(n int, kind LetterKind, isReply bool) error {
	if l, ok := c.Letter(n); ok && l.Kind != kind && !(l.IsReply() && isReply) {
		return fault.New(fault.Conflict, "letter_kind_stays")
	}
	if l, ok := c.Taken(); ok && l.N == n && l.Kind != kind {
		return fault.New(fault.Conflict, "lead_kind", c.Lead.Number)
	}
	return c.AllowsLetters(kind)
}

// AllowsNew returns nil if a letter of the kind can be begun now.
func (c *Case) AllowsNew(kind LetterKind, s Situation) error {
	notice := noticeOf(kind)
	if notice.after != "" {
		if err := notice.alive(c, s); err != nil {
			return err
		}
	} else if err := c.Allows(Draft, s); err != nil {
		return err
	}
	if err := c.AllowsLetters(kind); err != nil {
		return err
	}
	if notice.to != nil {
		return fault.New(fault.Conflict, "letter_addressee_wrong") // see AllowsNewTo
	}
	if err := asks(notice.begin, c, s); err != nil {
		return err
	}
	return asks(notice.inTime, c, s)
}

func open(c *Case, _ Situation) *fault.Error {
	if s := c.Stage(); !s.IsOpen() {
		return fault.New(fault.Conflict, "case_not_open", s.Label())
	}
	return nil
}

// AllowsApplicant returns nil while the applicant may supplement the request or
// withdraw it by themselves: until the reply is signed.
func (c *Case) AllowsApplicant() error {
	switch stage := c.Stage(); {
	case stage == StageServing:
		return fault.New(fault.Conflict, "reply_on_its_way")
	case !stage.IsOpen():
		return fault.New(fault.Conflict, "case_closed_now")
	}
	return nil
}

func over(c *Case, _ Situation) *fault.Error {
	if c.Stage().IsOpen() {
		return fault.New(fault.Conflict, "case_open")
	}
	return nil
}

func notServing(c *Case, _ Situation) *fault.Error {
	if c.Stage() == StageServing {
		return fault.New(fault.Conflict, "reply_signed")
	}
	return nil
}

func nothingUnserved(c *Case, _ Situation) *fault.Error {
	for _, l := range c.Letters {
		if l.Stage == IsSigned || l.Stage == IsReady || l.Stage == IsSending {
			return fault.New(fault.Conflict, "letter_not_served", l.Number)
		}
	}
	return nil
}

func nothingSigned(c *Case, _ Situation) *fault.Error {
	if slices.ContainsFunc(c.Letters, func(l Letter) bool { return l.Number != "" }) {
		return fault.New(fault.Conflict, "letter_signed")
	}
	return nil
}

func notAnnulled(c *Case, _ Situation) *fault.Error {
	if c.Stage() == StageAnnulled {
		return fault.New(fault.Conflict, "case_annulled")
	}
	return nil
}

func notArchived(c *Case, _ Situation) *fault.Error {
	if !c.ArchivedOn.IsZero() {
		return fault.New(fault.Conflict, "case_archived")
	}
	return nil
}

// endedByEntry holds of a case that was closed or withdrawn, and not annulled.
func endedByEntry(c *Case, _ Situation) *fault.Error {
	if c.ended != StageClosed && c.ended != StageWithdrawn {
		return fault.New(fault.Conflict, "resume_not_closed", c.Stage().Label())
	}
	return nil
}

func assigned(c *Case, _ Situation) *fault.Error {
	if c.Unit == 0 {
		return fault.New(fault.Conflict, "case_not_assigned")
	}
	return nil
}

func notSignedFor(c *Case, _ Situation) *fault.Error {
	if !c.SignedFor.IsZero() {
		return fault.New(fault.Conflict, "already_signed_for", c.SignedFor.Chinese())
	}
	return nil
}

func awaiting(c *Case, _ Situation) *fault.Error {
	if _, asked := c.SupplementAsked(); !asked {
		return fault.New(fault.Conflict, "no_clarification_out")
	}
	return nil
}
