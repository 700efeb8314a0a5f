-- +goose Up
-- By when others are to say something of a case, one row a day: the applicant why there are so many requests (条例 35), and each who
-- was asked what they think of disclosing (条例 32, 34). A supplement and a payment stand in the row of the case.
CREATE TABLE case_awaited (
	case_id  INTEGER NOT NULL REFERENCES cases (id),
	what     TEXT    NOT NULL,                   -- casefile.ClockCode: reasons, consult
	n        INTEGER NOT NULL,                   -- of the consultation, else 0
	until_on TEXT    NOT NULL,
	PRIMARY KEY (case_id, what, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_awaited_until ON case_awaited (what, until_on);
INSERT INTO case_awaited (case_id, what, n, until_on)
SELECT l.case_id, 'reasons', 0, max(json_extract(s.body, '$.by'))
FROM case_letters l JOIN cases c ON c.id = l.case_id AND c.open = 1 AND c.stage <> 'serving'
	JOIN entries s ON s.matter = 'case' AND s.subject_id = l.case_id AND s.type = 'signed' AND json_extract(s.body, '$.letter') = l.n
WHERE l.kind = 'reasons_request' AND l.stage = 'served' AND json_extract(s.body, '$.by') <> '' AND NOT EXISTS (
	SELECT 1 FROM entries g WHERE g.matter = 'case' AND g.subject_id = l.case_id AND g.type = 'reasons_given' AND NOT EXISTS (
		SELECT 1 FROM entries b WHERE b.matter = 'case' AND b.subject_id = g.subject_id AND b.type = 'reasons_taken_back'
			AND json_extract(b.body, '$.corrects') = g.n))
GROUP BY l.case_id;
-- Of those who were asked the first day of each case is known; the others follow when something happens to the case, or with
-- mingda ledger rebuild.
INSERT INTO case_awaited (case_id, what, n, until_on) SELECT id, 'consult', 1, asked_until FROM cases WHERE asked_until <> '';

-- The applicant had withdrawn before it was a case, and nobody said that it goes on.
ALTER TABLE cases ADD COLUMN withdrawing INTEGER NOT NULL DEFAULT 0;
UPDATE cases SET withdrawing = 1 WHERE EXISTS (
	SELECT 1 FROM entries w JOIN entries r ON r.matter = 'case' AND r.subject_id = w.subject_id AND r.n = 1
	WHERE w.matter = 'case' AND w.subject_id = cases.id AND w.type = 'withdrawal_asked' AND json_extract(w.body, '$.input') = json_extract(r.body, '$.input')
		AND NOT EXISTS (SELECT 1 FROM entries o WHERE o.matter = 'case' AND o.subject_id = w.subject_id AND o.type = 'resumed' AND o.n > w.n));
CREATE INDEX cases_withdrawing ON cases (open DESC, due_on = '', due_on) WHERE withdrawing = 1;
DROP INDEX entries_withdrawals;
DROP INDEX case_letters_reasons;

-- Which letter came back, not only that one did.
DROP INDEX cases_bounced;
UPDATE cases SET bounced = coalesce((
	SELECT max(json_extract(b.body, '$.letter')) FROM entries b
	WHERE b.matter = 'case' AND b.subject_id = cases.id AND b.type = 'mail_bounced' AND NOT EXISTS (
		SELECT 1 FROM entries o WHERE o.matter = 'case' AND o.subject_id = b.subject_id AND o.n > b.n
			AND o.type IN ('served', 'delivered', 'service_corrected') AND json_extract(o.body, '$.letter') = json_extract(b.body, '$.letter'))), 1)
WHERE bounced = 1;
CREATE INDEX cases_bounced ON cases (bounced) WHERE bounced <> 0;

-- A decision or judgment revoked the letter, in whole or in part (行政复议法, 行政诉讼法).
ALTER TABLE case_letters ADD COLUMN revoked INTEGER NOT NULL DEFAULT 0;
UPDATE case_letters SET revoked = 1 WHERE EXISTS (
	SELECT 1 FROM entries j
	WHERE j.matter = 'case' AND j.subject_id = case_letters.case_id AND j.type = 'judged' AND json_extract(j.body, '$.letter') = case_letters.n
		AND json_extract(j.body, '$.outcome') IN ('revoked', 'ordered_answer', 'ordered_disclosure') AND NOT EXISTS (
			SELECT 1 FROM entries b WHERE b.matter = 'case' AND b.subject_id = j.subject_id AND b.type IN ('remedy_taken_back', 'taken_back')
				AND json_extract(b.body, '$.corrects') = j.n));
