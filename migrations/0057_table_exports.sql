-- +goose Up
-- 导出: what was taken out of the office as a file, by whom, chosen by what. Never changed.
CREATE TABLE table_exports (
	id      INTEGER PRIMARY KEY,
	at      TEXT    NOT NULL,
	user_id INTEGER NOT NULL REFERENCES users (id),
	what    TEXT    NOT NULL,  -- 台账, as people call it
	chosen  TEXT    NOT NULL,  -- by which filters and in which order, in words; empty: all
	address TEXT    NOT NULL,  -- the same as the page's address has it
	columns TEXT    NOT NULL,  -- in words
	rows    INTEGER NOT NULL,
	name    TEXT    NOT NULL,  -- of the file
	bytes   INTEGER NOT NULL,
	hash    TEXT    NOT NULL   -- SHA-256 of the file, in hex
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER table_exports_never_change BEFORE UPDATE ON table_exports
BEGIN SELECT RAISE(ABORT, 'what was exported stays'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER table_exports_never_go BEFORE DELETE ON table_exports
BEGIN SELECT RAISE(ABORT, 'what was exported stays'); END;
-- +goose StatementEnd
