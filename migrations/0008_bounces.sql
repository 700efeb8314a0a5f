-- +goose Up
-- What came back: the mail of the outbox, and the case whose letter it carried.
ALTER TABLE outbox ADD COLUMN bounced_at TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN bounce TEXT NOT NULL DEFAULT ''; -- what the report says
ALTER TABLE cases ADD COLUMN bounced INTEGER NOT NULL DEFAULT 0; -- a letter came back, and nobody has said what to make of it
CREATE INDEX cases_bounced ON cases (bounced) WHERE bounced = 1;
