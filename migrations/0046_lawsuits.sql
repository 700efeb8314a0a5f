-- +goose Up
-- The ledger takes in a sixth matter: court cases (行政诉讼). As in 0038 the check alone is
-- written anew.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, '''bench'')', '''bench'', ''lawsuit'')')
WHERE type = 'table' AND name = 'entries';
PRAGMA writable_schema = RESET;

-- Court cases, by what they are looked up.
CREATE TABLE lawsuits (
	id        INTEGER PRIMARY KEY,              -- entries.subject_id
	version   INTEGER NOT NULL,
	form_key  TEXT    UNIQUE,                   -- of the form by which it was registered; NULL: by none
	number    TEXT    NOT NULL,                 -- 案号; empty while the court has not given it
	body_id   INTEGER REFERENCES agencies (id), -- 复议机关 whose bureau looks after it; NULL: none of this installation
	agency_id INTEGER REFERENCES agencies (id), -- the agency that acted and is sued; NULL: none of this installation
	counts_id INTEGER REFERENCES agencies (id), -- in whose yearly report it stands
	case_id   INTEGER REFERENCES cases (id),    -- the request it is about; NULL: none of this installation
	review_id INTEGER REFERENCES reviews (id),  -- the reconsideration before it; NULL: none of this installation
	stage     TEXT    NOT NULL,                 -- lawsuit.Stage
	opened_on TEXT    NOT NULL,
	force_on  TEXT    NOT NULL,                 -- empty while nothing is in force
	way       TEXT    NOT NULL,                 -- lawsuit.Way
	col       TEXT    NOT NULL                  -- reconsider.Column, empty while it is pending
) STRICT;
CREATE INDEX lawsuits_body ON lawsuits (body_id);
CREATE INDEX lawsuits_agency ON lawsuits (agency_id);
CREATE INDEX lawsuits_case ON lawsuits (case_id);
CREATE INDEX lawsuits_review ON lawsuits (review_id);
