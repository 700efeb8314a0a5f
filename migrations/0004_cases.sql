-- +goose Up
-- 台账: a row a case, folded from the ledger.
CREATE TABLE cases (
	id           INTEGER PRIMARY KEY,            -- entries.subject_id
	version      INTEGER NOT NULL,
	number       TEXT    NOT NULL UNIQUE,        -- 案件编号
	agency_id    INTEGER NOT NULL REFERENCES agencies (id),
	unit_id      INTEGER REFERENCES units (id),
	officer_id   INTEGER REFERENCES users (id),
	door         TEXT    NOT NULL,
	class        TEXT    NOT NULL,               -- casefile.Class
	applicant    TEXT    NOT NULL,
	subject      TEXT    NOT NULL,
	stage        TEXT    NOT NULL,               -- casefile.Stage
	open         INTEGER NOT NULL CHECK (open IN (0, 1)),
	received_on  TEXT    NOT NULL,
	clock        TEXT    NOT NULL,               -- deadline state
	due_on       TEXT    NOT NULL,               -- empty while there is none
	strict_due_on TEXT   NOT NULL,               -- by the reading worst for the office
	provisional  INTEGER NOT NULL CHECK (provisional IN (0, 1)),
	result       TEXT    NOT NULL,               -- law.Result, empty while none
	ended_on     TEXT    NOT NULL,               -- reply served, withdrawn or closed; empty while open
	late         INTEGER NOT NULL CHECK (late IN (0, 1)),
	waits_for    TEXT    NOT NULL                -- whose move it is, see casefile.WaitsFor
) STRICT;
-- The order of the register: what is open first, what has no last day last. A
-- list reads its fifty rows off the index, however many cases there are.
CREATE INDEX cases_due ON cases (open DESC, due_on = '', due_on);
CREATE INDEX cases_agency ON cases (agency_id, open DESC, due_on = '', due_on);
CREATE INDEX cases_unit ON cases (unit_id, open DESC, due_on = '', due_on);
CREATE INDEX cases_officer ON cases (officer_id, open DESC, due_on = '', due_on);
CREATE INDEX cases_due_last ON cases (open, due_on);                            -- the other way round
CREATE INDEX cases_ended ON cases (ended_on);                                   -- what was carried over a year's end
CREATE INDEX cases_received ON cases (received_on);
CREATE INDEX cases_applicant ON cases (applicant);
CREATE INDEX cases_stage ON cases (stage, due_on);

-- The letters of cases, for the queues and for the uniqueness of numbers.
CREATE TABLE case_letters (
	case_id   INTEGER NOT NULL REFERENCES cases (id),
	n         INTEGER NOT NULL,
	agency_id INTEGER NOT NULL,
	kind      TEXT    NOT NULL,
	stage     TEXT    NOT NULL,                  -- casefile.LetterStage
	drafter   INTEGER NOT NULL,
	number    TEXT,                              -- 文号, NULL until signed
	file      TEXT    NOT NULL,                  -- hash of the PDF, empty until made
	changed_at TEXT   NOT NULL,
	PRIMARY KEY (case_id, n),
	UNIQUE (agency_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_letters_stage ON case_letters (stage, changed_at);

-- What a case can be found by, in pairs of characters: two are enough.
-- +goose StatementBegin
CREATE VIRTUAL TABLE cases_fts USING fts5 (words, content='', contentless_delete=1, tokenize='unicode61');
-- +goose StatementEnd
-- +goose StatementBegin
CREATE VIRTUAL TABLE cases_words USING fts5vocab (cases_fts, instance); -- the index word by word, to compare rebuilds
-- +goose StatementEnd
