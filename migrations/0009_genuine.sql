-- +goose Up
-- By what a letter is found to be the office's own: the code printed on it (查验码), and the hashes of its files.
ALTER TABLE case_letters ADD COLUMN code TEXT NOT NULL DEFAULT ''; -- empty until signed, and on letters of before there were codes
UPDATE case_letters SET code = coalesce((
	SELECT json_extract(body, '$.code') FROM entries
	WHERE matter = 'case' AND subject_id = case_letters.case_id AND type = 'signed' AND json_extract(body, '$.letter') = case_letters.n), '')
WHERE number IS NOT NULL;
CREATE UNIQUE INDEX case_letters_code ON case_letters (code) WHERE code <> '';

CREATE TABLE letter_files (
	hash    TEXT    NOT NULL,                    -- SHA-256, in hex
	case_id INTEGER NOT NULL REFERENCES cases (id),
	n       INTEGER NOT NULL,
	copy    INTEGER NOT NULL CHECK (copy IN (0, 1)), -- marked 副本, as an applicant fetched it
	PRIMARY KEY (hash, case_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX letter_files_case ON letter_files (case_id); -- for the reference
INSERT INTO letter_files (hash, case_id, n, copy) SELECT file, case_id, n, 0 FROM case_letters WHERE file <> '';
