-- +goose Up
-- The ledger takes in a seventh matter: the yearly report (年度报告) as a document. As in 0046
-- the check alone is written anew.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, '''lawsuit''', '''lawsuit'', ''yearly''')
WHERE type = 'table' AND name = 'entries';
PRAGMA writable_schema = RESET;

-- Yearly reports, by what lists show of them.
CREATE TABLE yearly (
	id           INTEGER PRIMARY KEY,              -- entries.subject_id: the year, and the agency in its last six digits
	version      INTEGER NOT NULL,
	year         INTEGER NOT NULL,
	agency_id    INTEGER REFERENCES agencies (id), -- NULL: the government's, of all agencies
	stage        TEXT    NOT NULL,
	sent_on      TEXT    NOT NULL,                 -- to the coordinating office; empty while it is not
	accepted_on  TEXT    NOT NULL,
	published_on TEXT    NOT NULL,                 -- the edition that stands
	editions     INTEGER NOT NULL,                 -- how many were published
	correcting   INTEGER NOT NULL                  -- 1 while a further one is written
) STRICT;
CREATE INDEX yearly_of_year ON yearly (year);
