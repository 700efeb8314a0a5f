-- +goose Up
-- What a case can be found by, in pairs of characters: two are enough. The row of a
-- case stands under its ID, so that the newest are read first by walking backwards;
-- who may see it stands beside its words (a3: of the agency, u7: of the unit), so
-- that a search within sight walks only what is in sight. The beginnings of numbers
-- and of Latin words have lists of their own; Chinese pairs are too short for one.
DROP TABLE cases_words;
DROP TABLE cases_fts;
-- +goose StatementBegin
CREATE VIRTUAL TABLE cases_fts USING fts5 (words, sight, content='', contentless_delete=1, tokenize='unicode61', prefix='3 4');
-- +goose StatementEnd
-- +goose StatementBegin
CREATE VIRTUAL TABLE cases_words USING fts5vocab (cases_fts, instance); -- the index word by word, to compare rebuilds
-- +goose StatementEnd

-- A digest of what stands in the index for a case: most acts change nothing of it.
CREATE TABLE case_words (
	case_id INTEGER PRIMARY KEY REFERENCES cases (id),
	digest  BLOB NOT NULL
) STRICT;

-- Cases that are to be written into the index by the worker, without an act.
CREATE TABLE words_due (
	case_id INTEGER PRIMARY KEY REFERENCES cases (id)
) STRICT;
INSERT INTO words_due (case_id) SELECT id FROM cases;
