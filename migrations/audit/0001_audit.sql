-- +goose Up
-- Who saw, searched, exported, printed, tried and was refused: a chain of its own, in a
-- file of its own, for a commit here must neither wait for the office's writer nor have
-- its readers read anew.
CREATE TABLE records (
	seq        INTEGER PRIMARY KEY,
	at         TEXT    NOT NULL,
	actor      INTEGER NOT NULL,
	kind       TEXT    NOT NULL,
	matter     TEXT    NOT NULL,
	subject_id INTEGER NOT NULL,
	part       INTEGER NOT NULL,
	door       TEXT    NOT NULL,
	method     TEXT    NOT NULL,
	route      TEXT    NOT NULL,
	status     INTEGER NOT NULL,
	address    TEXT    NOT NULL,
	session    TEXT    NOT NULL,
	words      TEXT    NOT NULL,
	note       TEXT    NOT NULL,
	count      INTEGER NOT NULL,
	hash       BLOB    NOT NULL
) STRICT;
CREATE INDEX records_at ON records (at);
CREATE INDEX records_actor ON records (actor, seq);
CREATE INDEX records_subject ON records (matter, subject_id, seq) WHERE subject_id <> 0;

-- Where the chain begins, once records before it were pruned: the last one taken out.
CREATE TABLE checkpoints (
	seq  INTEGER PRIMARY KEY,
	hash BLOB    NOT NULL,
	at   TEXT    NOT NULL
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER records_stay BEFORE UPDATE ON records BEGIN
	SELECT raise(ABORT, 'the audit is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER records_kept BEFORE DELETE ON records WHEN OLD.seq > (SELECT coalesce(max(seq), 0) FROM checkpoints) BEGIN
	SELECT raise(ABORT, 'the audit is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER checkpoints_stay BEFORE UPDATE ON checkpoints BEGIN
	SELECT raise(ABORT, 'the audit is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER checkpoints_kept BEFORE DELETE ON checkpoints BEGIN
	SELECT raise(ABORT, 'the audit is append-only');
END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE checkpoints;
DROP TABLE records;
