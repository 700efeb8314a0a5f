-- +goose Up
-- The files that are put away (归档), by their year and how long they are kept. Of files that were put away before this
-- step neither number nor period is known.
CREATE TABLE archives (
	case_id     INTEGER PRIMARY KEY REFERENCES cases (id),
	agency_id   INTEGER NOT NULL REFERENCES agencies (id),
	year        INTEGER NOT NULL,                -- in which the case was over
	keep        TEXT    NOT NULL,                -- casefile.Keeping
	number      TEXT    NOT NULL,                -- 档号
	archived_on TEXT    NOT NULL,
	file        TEXT    NOT NULL,                -- hash of the PDF, empty until it is made
	pages       INTEGER NOT NULL,
	handed_on   TEXT    NOT NULL,                -- to the archives; empty while it is here
	handed_to   TEXT    NOT NULL
) STRICT;
CREATE INDEX archives_year ON archives (agency_id, year, number);
CREATE INDEX archives_unbound ON archives (case_id) WHERE file = '' AND keep <> '';
INSERT INTO archives (case_id, agency_id, year, keep, number, archived_on, file, pages, handed_on, handed_to)
SELECT c.id, c.agency_id, CAST(substr(c.ended_on, 1, 4) AS INTEGER), '', '',
	(SELECT on_day FROM entries WHERE matter = 'case' AND subject_id = c.id AND type = 'archived' ORDER BY n DESC LIMIT 1), '', 0, '', ''
FROM cases c WHERE c.stage = 'archived';
-- What is to be put away: over, and neither put away nor a registration that was taken back.
CREATE INDEX cases_to_archive ON cases (agency_id, ended_on) WHERE open = 0 AND stage IN ('replied', 'withdrawn', 'closed');
