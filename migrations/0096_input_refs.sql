-- +goose Up
-- The numbers of cases and intakes that an input that belongs to no case yet is taken to belong to or names: one that
-- leads to a restricted case (限制知悉) is shown only to those who may know of it.
CREATE TABLE input_refs (
	input_id INTEGER NOT NULL REFERENCES inputs (id),
	ref      TEXT    NOT NULL,
	PRIMARY KEY (ref, input_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX input_refs_input ON input_refs (input_id);
-- What the mails of before name is sealed in the ledger: the program folds them anew before its doors open.
CREATE TABLE inputs_to_fold (
	input_id INTEGER PRIMARY KEY
) STRICT;
INSERT INTO inputs_to_fold SELECT id FROM inputs WHERE door = 'mail' AND body_id IS NULL AND state IN ('waiting', 'set_aside');
