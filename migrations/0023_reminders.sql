-- +goose Up
-- Where a person is reminded of what falls due; empty: nowhere.
ALTER TABLE users ADD COLUMN email TEXT NOT NULL DEFAULT '';
-- What a person was reminded of, so that each is said once: the key of the warning and the mail in the outbox that says it.
CREATE TABLE warned (
	user_id INTEGER NOT NULL REFERENCES users (id),
	warning TEXT    NOT NULL, -- 158/answer/0/2026-10-27/5
	mail    TEXT    NOT NULL, -- remind/12/2026-10-20
	PRIMARY KEY (user_id, warning)
) STRICT, WITHOUT ROWID;
CREATE INDEX warned_mail ON warned (mail);
-- The unit was pressed (督办): open until it answers, answered until it is ended; by when it is to answer; and the case
-- lies with the coordinating office (提请协调).
ALTER TABLE cases ADD COLUMN chase TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN chase_by TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN escalated INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cases_chased ON cases (chase, chase_by) WHERE chase <> '';
-- By the strictest reading these fall due sooner.
CREATE INDEX cases_strict ON cases (strict_due_on) WHERE open = 1 AND strict_due_on < due_on AND strict_due_on <> '';
CREATE INDEX cases_escalated ON cases (due_on) WHERE escalated = 1;
