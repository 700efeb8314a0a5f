-- +goose Up
-- The ledger takes in a fourth matter: reconsideration cases (行政复议). As in 0015 the
-- check alone is written anew.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, 'CHECK (matter IN (''case'', ''input'', ''calendar''))', 'CHECK (matter IN (''case'', ''input'', ''calendar'', ''review''))')
WHERE type = 'table' AND name = 'entries';
PRAGMA writable_schema = RESET;

-- What an agency in whose name reconsideration cases are decided says of itself.
ALTER TABLE agencies ADD COLUMN review_word TEXT NOT NULL DEFAULT '';    -- before the numbers of its cases; empty: it hears none
ALTER TABLE agencies ADD COLUMN bureau TEXT NOT NULL DEFAULT '';         -- 行政复议机构
ALTER TABLE agencies ADD COLUMN bureau_address TEXT NOT NULL DEFAULT '';
ALTER TABLE agencies ADD COLUMN bureau_phone TEXT NOT NULL DEFAULT '';

-- Reconsideration cases, by what they are looked up.
CREATE TABLE reviews (
	id            INTEGER PRIMARY KEY,                       -- entries.subject_id
	version       INTEGER NOT NULL,
	number        TEXT    NOT NULL UNIQUE,                   -- 案号
	body_id       INTEGER NOT NULL REFERENCES agencies (id), -- 复议机关
	respondent_id INTEGER REFERENCES agencies (id),          -- NULL: none of this installation
	case_id       INTEGER REFERENCES cases (id),             -- the request it is about; NULL: none of this installation
	open          INTEGER NOT NULL CHECK (open IN (0, 1)),
	received_on   TEXT    NOT NULL,
	ended_on      TEXT    NOT NULL,                          -- empty while it is not
	outcome       TEXT    NOT NULL                           -- reconsider.Outcome, empty while it is not decided
) STRICT;
CREATE INDEX reviews_body ON reviews (body_id, open, received_on);
CREATE INDEX reviews_respondent ON reviews (respondent_id, open);
CREATE INDEX reviews_case ON reviews (case_id);

-- Their papers, for the queues and for the uniqueness of numbers.
CREATE TABLE review_papers (
	review_id INTEGER NOT NULL REFERENCES reviews (id),
	n         INTEGER NOT NULL,
	kind      TEXT    NOT NULL,
	stage     TEXT    NOT NULL,                              -- casefile.LetterStage
	number    TEXT    UNIQUE,                                -- NULL until signed
	code      TEXT,                                          -- 查验码
	file      TEXT    NOT NULL,                              -- hash of the PDF, empty until made
	PRIMARY KEY (review_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_papers_stage ON review_papers (stage);
CREATE INDEX review_papers_code ON review_papers (code);
