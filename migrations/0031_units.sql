-- +goose Up
-- The parts of the units in a case: of the one that leads (主办), and of those that help (协办), whose officers see it too.
CREATE TABLE case_units (
	case_id    INTEGER NOT NULL REFERENCES cases (id),
	unit_id    INTEGER NOT NULL REFERENCES units (id),
	lead       INTEGER NOT NULL CHECK (lead IN (0, 1)),
	officer_id INTEGER REFERENCES users (id),
	state      TEXT    NOT NULL,                 -- casefile.PartState
	asked_on   TEXT    NOT NULL,                 -- empty of a lead unit that gave the case back
	inner_due  TEXT    NOT NULL,                 -- empty for none
	PRIMARY KEY (case_id, unit_id, lead)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_units_help ON case_units (unit_id, case_id) WHERE lead = 0;
CREATE INDEX case_units_open ON case_units (state, asked_on) WHERE state IN ('asked', 'returned');
INSERT INTO case_units (case_id, unit_id, lead, officer_id, state, asked_on, inner_due)
SELECT c.id, c.unit_id, 1, c.officer_id,
	CASE WHEN EXISTS (SELECT 1 FROM entries s WHERE s.matter = 'case' AND s.subject_id = c.id AND s.type = 'signed_for' AND s.n > a.n) THEN 'signed' ELSE 'asked' END,
	a.on_day, coalesce(json_extract(a.body, '$.inner_due'), '')
FROM cases c JOIN entries a ON a.matter = 'case' AND a.subject_id = c.id AND a.type = 'assigned'
	AND a.n = (SELECT max(n) FROM entries l WHERE l.matter = 'case' AND l.subject_id = c.id AND l.type = 'assigned')
WHERE c.unit_id IS NOT NULL;

-- Where the days of a case that is over went (办理用时), by station. Of cases that ended before this step: from the next mingda ledger rebuild on.
CREATE TABLE case_days (
	case_id INTEGER NOT NULL REFERENCES cases (id),
	station TEXT    NOT NULL,                    -- casefile.Station
	unit_id INTEGER NOT NULL,                    -- that led it, of 'assist' that helped; 0 for none
	counted INTEGER NOT NULL,                    -- workdays that used the period up
	stood   INTEGER NOT NULL,                    -- days on which the clock stood still
	PRIMARY KEY (case_id, station, unit_id)
) STRICT, WITHOUT ROWID;
