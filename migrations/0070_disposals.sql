-- +goose Up
-- The ledger takes in an eighth matter: lists of files that are to be destroyed (销毁清册). As in 0050 the check alone is
-- written anew.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, '''lawsuit'', ''yearly''', '''lawsuit'', ''yearly'', ''disposal''')
WHERE type = 'table' AND name = 'entries';
PRAGMA writable_schema = RESET;

-- Until when a file that is put away is kept, and what keeps it from being destroyed.
ALTER TABLE archives ADD COLUMN until        TEXT    NOT NULL DEFAULT ''; -- the last day; empty for ever, and where no period is known
ALTER TABLE archives ADD COLUMN held         INTEGER NOT NULL DEFAULT 0;  -- 1 while somebody holds it back (暂缓销毁)
ALTER TABLE archives ADD COLUMN contested    INTEGER NOT NULL DEFAULT 0;  -- 1 while a review body or a court has the case
ALTER TABLE archives ADD COLUMN destroyed_on TEXT    NOT NULL DEFAULT '';
UPDATE archives SET until = (year + 10) || '-12-31' WHERE keep = '10' AND year > 0;
UPDATE archives SET until = (year + 30) || '-12-31' WHERE keep = '30' AND year > 0;
INSERT OR IGNORE INTO to_project (case_id)
SELECT case_id FROM archives WHERE case_id IN (SELECT subject_id FROM entries WHERE matter = 'case' AND type = 'challenged');
CREATE INDEX archives_until ON archives (agency_id, until) WHERE until <> '' AND destroyed_on = '';

-- The lists, and what stands on them.
CREATE TABLE disposals (
	id          INTEGER PRIMARY KEY,          -- entries.subject_id
	version     INTEGER NOT NULL,
	agency_id   INTEGER NOT NULL REFERENCES agencies (id),
	number      TEXT    NOT NULL,             -- 清册号
	stage       TEXT    NOT NULL,             -- disposal.Stage
	proposed_on TEXT    NOT NULL,
	decided_on  TEXT    NOT NULL,             -- approved or returned; empty before
	ended_on    TEXT    NOT NULL,             -- all of it was destroyed; empty before
	files       INTEGER NOT NULL              -- how many stand on it
) STRICT;
CREATE TABLE disposal_files (
	disposal_id INTEGER NOT NULL REFERENCES disposals (id),
	case_id     INTEGER NOT NULL REFERENCES cases (id),
	PRIMARY KEY (disposal_id, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX disposal_files_case ON disposal_files (case_id);
