-- +goose Up
-- 统计与考核: what is counted of a request beside its row; written with the ledger entries, of cases that were there before at the next
-- start of the office.
CREATE TABLE case_figures (
	case_id     INTEGER PRIMARY KEY REFERENCES cases (id),
	agency_id   INTEGER NOT NULL,
	unit_id     INTEGER NOT NULL,                -- 0 for none
	door        TEXT    NOT NULL,
	class       TEXT    NOT NULL,
	received_on TEXT    NOT NULL,
	ended_on    TEXT    NOT NULL,                -- empty while it is open
	ending      TEXT    NOT NULL,                -- casefile.Ending
	result      TEXT    NOT NULL,
	used        INTEGER NOT NULL                 -- workdays from receipt to reply, without those on which the clock stood
) STRICT;
CREATE INDEX case_figures_received ON case_figures (received_on);
CREATE INDEX case_figures_ended ON case_figures (ended_on, ending, used, agency_id, unit_id); -- the answers of a year are sorted by how long they took off it
CREATE INDEX case_figures_late ON case_figures (ended_on) WHERE ending = 'late';

-- What happened to a case that is counted by itself, see casefile.Mark.
CREATE TABLE case_marks (
	case_id INTEGER NOT NULL REFERENCES cases (id),
	kind    TEXT    NOT NULL,
	n       INTEGER NOT NULL,
	value   TEXT    NOT NULL,
	unit_id INTEGER NOT NULL,
	on_day  TEXT    NOT NULL,
	by_day  TEXT    NOT NULL,                    -- until when it was to be done; empty for no day
	done_on TEXT    NOT NULL,
	PRIMARY KEY (case_id, kind, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_marks_day ON case_marks (kind, on_day);

-- How many stand under a heading in a month, so that no page counts cases: changed with the tables above.
CREATE TABLE figure_sums (
	month     TEXT    NOT NULL,                  -- 2026-11
	agency_id INTEGER NOT NULL,
	unit_id   INTEGER NOT NULL,
	heading   TEXT    NOT NULL,                  -- report.Heading
	value     TEXT    NOT NULL,
	n         INTEGER NOT NULL,
	PRIMARY KEY (month, agency_id, unit_id, heading, value)
) STRICT, WITHOUT ROWID;
