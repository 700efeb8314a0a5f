-- +goose Up
-- Cases whose rows are to be written anew from their ledgers, all of them by the one projection: at the start of the
-- office, and by the worker. In place of a list for the yearly report, one for the index, and a look for what the
-- statistics lack. A later step that wants more of each case puts it in here.
CREATE TABLE to_project (
	case_id INTEGER PRIMARY KEY REFERENCES cases (id)
) STRICT;
INSERT INTO to_project (case_id)
SELECT id FROM cases
WHERE id IN (SELECT case_id FROM report_stale) OR id IN (SELECT case_id FROM words_due)
	OR type <> 'correction' AND stage <> 'annulled' AND id NOT IN (SELECT case_id FROM case_figures);
DROP TABLE report_stale;
DROP TABLE words_due;
