-- +goose Up
-- Contests over an answer that were noted in a request and are none of the dockets of this
-- installation: before another body, or a court nobody keeps a case of here. They count in
-- the yearly report too. Written with the ledger entries; of cases that were there before,
-- at the next start of the office.
CREATE TABLE report_contests (
	case_id   INTEGER NOT NULL REFERENCES cases (id),
	n         INTEGER NOT NULL,
	agency_id INTEGER NOT NULL,
	forum     TEXT    NOT NULL,                  -- casefile.Forum
	way       TEXT    NOT NULL,                  -- lawsuit.Way of a court case; empty of reconsideration
	body      TEXT    NOT NULL,
	known_on  TEXT    NOT NULL,
	ended_on  TEXT    NOT NULL,                  -- empty while it has no outcome
	outcome   TEXT    NOT NULL,                  -- casefile.RemedyOutcome
	PRIMARY KEY (case_id, n)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO report_stale
SELECT DISTINCT subject_id FROM entries WHERE matter = 'case' AND type IN ('challenged', 'judged');
