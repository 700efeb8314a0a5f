-- +goose Up
-- How many ask in the case (共同申请). Lists had it from the ledger, each time.
ALTER TABLE cases ADD COLUMN asking INTEGER NOT NULL DEFAULT 1;
UPDATE cases SET asking = asking + (
	SELECT coalesce(sum(CASE type WHEN 'jointly_added' THEN 1 ELSE -1 END), 0) FROM entries
	WHERE matter = 'case' AND subject_id = cases.id AND type IN ('jointly_added', 'jointly_removed'));
