-- +goose Up
-- What the register of numbers (发文登记簿) reads: the parts of 明政公开答〔2026〕31号, and which letter of its case one replaces.
ALTER TABLE case_letters ADD COLUMN year INTEGER NOT NULL DEFAULT 0;     -- 0 without a number
ALTER TABLE case_letters ADD COLUMN serial INTEGER NOT NULL DEFAULT 0;   -- the 31
ALTER TABLE case_letters ADD COLUMN replaces INTEGER NOT NULL DEFAULT 0; -- n of the served reply that it corrects
UPDATE case_letters SET
	year = CAST(substr(number, instr(number, '〔') + 1) AS INTEGER),
	serial = CAST(substr(number, instr(number, '〕') + 1) AS INTEGER)
WHERE number IS NOT NULL;
UPDATE case_letters SET replaces = coalesce((
	SELECT json_extract(body, '$.replaces') FROM entries
	WHERE matter = 'case' AND subject_id = case_letters.case_id AND type = 'drafted' AND json_extract(body, '$.letter') = case_letters.n
	ORDER BY entries.n DESC LIMIT 1), 0);
CREATE INDEX case_letters_year ON case_letters (agency_id, year, serial);
