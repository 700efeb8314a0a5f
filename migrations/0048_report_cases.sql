-- +goose Up
-- What the table of requests of the yearly report knows of each case (report.Request), so
-- that no figure folds them: written with the ledger entries; of cases that were there
-- before, as their rows say, and as their ledgers say at the next start of the office where
-- they could differ.
CREATE TABLE report_cases (
	case_id   INTEGER PRIMARY KEY REFERENCES cases (id),
	agency_id INTEGER NOT NULL,
	class     TEXT    NOT NULL,                  -- casefile.Class: the column
	new_on    TEXT    NOT NULL,                  -- counts as new in the year of this day
	ended_on  TEXT    NOT NULL,                  -- counts with its result in the year of this day; empty while it has none
	ended_as  TEXT    NOT NULL,                  -- casefile.Stage
	result    TEXT    NOT NULL,                  -- law.Result
	notes     TEXT    NOT NULL DEFAULT '[]'      -- what makes it doubtful, with the rule applied
) STRICT;
-- Each figure is counted, and its first cases are found, off one of these alone.
CREATE INDEX report_cases_new ON report_cases (new_on, case_id, class, agency_id);
CREATE INDEX report_cases_ended ON report_cases (ended_on, case_id, result, class, agency_id);
-- Those carried over the end of a year are few.
CREATE INDEX report_cases_carried ON report_cases (new_on, case_id, ended_on, class, agency_id)
	WHERE ended_on = '' OR substr(ended_on, 1, 4) > substr(new_on, 1, 4);

-- Ends of cases that do not count, for another did.
CREATE TABLE report_again (
	case_id INTEGER NOT NULL REFERENCES cases (id),
	n       INTEGER NOT NULL,
	on_day  TEXT    NOT NULL,
	because TEXT    NOT NULL,
	PRIMARY KEY (case_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_again_on ON report_again (on_day);

-- Cases whose ledger says more than their row: folded again at the next start.
CREATE TABLE report_stale (case_id INTEGER PRIMARY KEY) STRICT;
INSERT INTO report_stale
SELECT DISTINCT subject_id FROM entries
WHERE matter = 'case' AND type IN ('resumed', 'judged', 'service_corrected', 'split_off', 'succeeded', 'person_corrected', 'case_joined', 'joined_to', 'jointly_added', 'taken_back', 'annulled')
	OR matter = 'case' AND subject_id IN (SELECT case_id FROM case_letters WHERE replaces <> 0 OR kind = 'mixed');

INSERT INTO report_cases (case_id, agency_id, class, new_on, ended_on, ended_as, result)
SELECT id, agency_id, class, received_on, CASE WHEN ended_on = '' THEN '' ELSE max(ended_on, received_on) END,
	CASE WHEN ended_on = '' THEN '' WHEN stage IN ('withdrawn', 'closed') THEN stage WHEN result = 'withdrawn' THEN 'withdrawn' ELSE 'replied' END, result
FROM cases WHERE type <> 'correction' AND stage <> 'annulled';
