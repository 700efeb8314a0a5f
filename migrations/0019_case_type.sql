-- +goose Up
-- What a case is about: a request for information, or a record to be corrected (条例 41). All of before are requests.
ALTER TABLE cases ADD COLUMN type TEXT NOT NULL DEFAULT 'request';
CREATE INDEX cases_corrections ON cases (type, open DESC, due_on = '', due_on) WHERE type = 'correction';
