-- +goose Up
-- Until when the unit should have drafted (内部期限), so that the month (月历) finds the day; empty while it is not the unit's turn.
ALTER TABLE cases ADD COLUMN inner_due TEXT NOT NULL DEFAULT '';
UPDATE cases SET inner_due = coalesce((
	SELECT json_extract(body, '$.inner_due') FROM entries
	WHERE matter = 'case' AND subject_id = cases.id AND type = 'assigned'
	ORDER BY n DESC LIMIT 1), '')
WHERE waits_for = 'unit';
CREATE INDEX cases_inner ON cases (inner_due) WHERE inner_due <> '';
