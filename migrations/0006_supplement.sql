-- +goose Up
-- Until when a supplement is awaited (条例 30), so that a list finds those whose day has passed.
ALTER TABLE cases ADD COLUMN supplement_by TEXT NOT NULL DEFAULT ''; -- the day the notice gave; empty while none is awaited
UPDATE cases SET supplement_by = coalesce((
	SELECT json_extract(body, '$.by') FROM entries
	WHERE matter = 'case' AND subject_id = cases.id AND type = 'signed' AND json_extract(body, '$.kind') = 'clarification'
	ORDER BY n DESC LIMIT 1), '')
WHERE clock = 'awaiting_clarification';
CREATE INDEX cases_supplement ON cases (supplement_by) WHERE supplement_by <> '';

-- What was joined since the notice went out may be the supplement: a clerk says.
UPDATE cases SET waits_for = 'clerk'
WHERE stage = 'clarifying' AND EXISTS (
	SELECT 1 FROM entries AS joined
	WHERE joined.matter = 'case' AND joined.subject_id = cases.id AND joined.type = 'joined'
		AND joined.n > (
			SELECT served.n FROM entries AS signed
			JOIN entries AS served ON served.matter = 'case' AND served.subject_id = signed.subject_id AND served.type = 'served'
				AND json_extract(served.body, '$.letter') = json_extract(signed.body, '$.letter')
			WHERE signed.matter = 'case' AND signed.subject_id = cases.id AND signed.type = 'signed'
				AND json_extract(signed.body, '$.kind') = 'clarification'
			ORDER BY served.n DESC LIMIT 1)
		AND NOT EXISTS (
			SELECT 1 FROM entries AS unjoined
			WHERE unjoined.matter = 'case' AND unjoined.subject_id = cases.id AND unjoined.type = 'unjoined'
				AND unjoined.n > joined.n AND json_extract(unjoined.body, '$.input') = json_extract(joined.body, '$.input')));
