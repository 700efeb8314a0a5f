-- +goose Up
-- 收件: what came in by the doors. Rows are folded from the ledger.
CREATE TABLE inputs (
	id          INTEGER PRIMARY KEY,             -- entries.subject_id
	version     INTEGER NOT NULL,
	number      TEXT    NOT NULL UNIQUE,         -- 收件号
	agency_id   INTEGER NOT NULL REFERENCES agencies (id),
	door        TEXT    NOT NULL,                -- casefile.Door
	arrived_at  TEXT    NOT NULL,
	arrived_on  TEXT    NOT NULL,
	state       TEXT    NOT NULL CHECK (state IN ('waiting', 'registered', 'joined', 'set_aside')),
	parked      INTEGER NOT NULL,                -- 先放着
	kind        TEXT    NOT NULL,                -- what the machine takes it for
	sender      TEXT    NOT NULL,
	subject     TEXT    NOT NULL,
	file        TEXT    NOT NULL,                -- hash of the raw input
	size        INTEGER NOT NULL,
	attachments INTEGER NOT NULL,
	mailbox     TEXT    NOT NULL,                -- of a mail, empty else
	form_key    TEXT    UNIQUE,                  -- of a web form, NULL else
	message_id  TEXT    NOT NULL,                -- of a mail, empty else
	confirmed_on TEXT   NOT NULL,                -- automatic confirmation, empty while none
	sketch      BLOB                             -- for likely duplicates; NULL once the case is long over
) STRICT;
CREATE INDEX inputs_state ON inputs (state, parked, arrived_at);                -- the order of the inbox
CREATE INDEX inputs_agency ON inputs (agency_id, state, parked, arrived_at);
CREATE INDEX inputs_arrived ON inputs (arrived_on, door, state);
CREATE INDEX inputs_file ON inputs (file, mailbox);
CREATE INDEX inputs_message ON inputs (message_id) WHERE message_id <> '';

-- Which cases an input belongs to: one it became, several if it was split, one it was joined to.
CREATE TABLE input_cases (
	input_id INTEGER NOT NULL REFERENCES inputs (id),
	case_id  INTEGER NOT NULL,
	PRIMARY KEY (input_id, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX input_cases_case ON input_cases (case_id);

-- Where each mail was seen: the same mail is never taken in twice.
CREATE TABLE mails_seen (
	mailbox      TEXT    NOT NULL,
	uid_validity INTEGER NOT NULL,
	uid          INTEGER NOT NULL,
	file         TEXT    NOT NULL,
	input_id     INTEGER NOT NULL REFERENCES inputs (id),
	PRIMARY KEY (mailbox, uid_validity, uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX mails_seen_input ON mails_seen (input_id);

-- What opens the status page: a number and the keyed hash of its code.
CREATE TABLE access (
	number    TEXT    NOT NULL PRIMARY KEY,      -- 收件号 or 案件编号
	code_hash TEXT    NOT NULL,
	input_id  INTEGER NOT NULL,
	case_id   INTEGER                            -- NULL before registration
) STRICT, WITHOUT ROWID;
CREATE INDEX access_input ON access (input_id);
