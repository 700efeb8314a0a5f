-- +goose Up
-- Old registers (旧台账) that an office takes over: the way of each from the file that was
-- sent to the cases it became. An import stays until a person removes it.
CREATE TABLE imports (
	id         INTEGER PRIMARY KEY,
	agency_id  INTEGER NOT NULL REFERENCES agencies (id),
	file       TEXT    NOT NULL,             -- SHA-256 of the file
	name       TEXT    NOT NULL,             -- of the file
	size       INTEGER NOT NULL,             -- in bytes
	stage      TEXT    NOT NULL,             -- desk.ImportStage
	body       TEXT    NOT NULL,             -- desk.importBody as JSON
	rows       INTEGER NOT NULL DEFAULT 0,   -- read by the last trial
	ready      INTEGER NOT NULL DEFAULT 0,   -- of them to be taken in
	done       INTEGER NOT NULL DEFAULT 0,   -- of them taken in; when undone, taken back
	sent_by    INTEGER NOT NULL REFERENCES users (id),
	sent_at    TEXT    NOT NULL,
	started_by INTEGER REFERENCES users (id),
	started_at TEXT    NOT NULL DEFAULT '',
	ended_at   TEXT    NOT NULL DEFAULT '',
	undone_by  INTEGER REFERENCES users (id),
	reason     TEXT    NOT NULL DEFAULT '',  -- why it was undone
	problem    TEXT    NOT NULL DEFAULT ''   -- what stopped it last
) STRICT;
CREATE INDEX imports_agency ON imports (agency_id, id DESC);
CREATE INDEX imports_working ON imports (id) WHERE stage IN ('running', 'undoing');

-- The rows of an import as the last trial understood them.
CREATE TABLE import_rows (
	import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
	n         INTEGER NOT NULL,              -- of its sheet, from 1
	state     TEXT    NOT NULL,              -- out, ready, done, undone, left: it could not be taken in or back
	codes     TEXT    NOT NULL,              -- of its troubles, each between blanks; empty for none
	sealed    BLOB    NOT NULL,              -- oldregister.Reading as JSON
	case_id   INTEGER,                       -- that it became
	PRIMARY KEY (import_id, n)
) STRICT;
CREATE INDEX import_rows_state ON import_rows (import_id, state, n);

-- What the columns of an agency's register hold, by their headings, as chosen last.
CREATE TABLE import_headings (
	agency_id INTEGER NOT NULL REFERENCES agencies (id),
	heading   TEXT    NOT NULL,
	field     TEXT    NOT NULL,              -- oldregister.Field
	PRIMARY KEY (agency_id, heading)
) STRICT, WITHOUT ROWID;

-- Cases that came from an old register, by what the same row is known again. Folded.
CREATE TABLE old_cases (
	case_id     INTEGER PRIMARY KEY REFERENCES cases (id),
	agency_id   INTEGER NOT NULL,
	import_id   INTEGER NOT NULL,
	made        INTEGER NOT NULL,            -- how many entries the import wrote
	number_key  TEXT    NOT NULL,            -- empty for none, and for a case that was taken back
	content_key TEXT    NOT NULL,            -- empty for a case that was taken back
	whole       TEXT    NOT NULL             -- by which rows are compared in all they say
) STRICT;
CREATE INDEX old_cases_number ON old_cases (agency_id, number_key) WHERE number_key <> '';
CREATE INDEX old_cases_content ON old_cases (agency_id, content_key) WHERE content_key <> '';
CREATE INDEX old_cases_import ON old_cases (import_id);
