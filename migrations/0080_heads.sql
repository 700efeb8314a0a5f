-- +goose Up
-- The ledger takes in a ninth matter: the heads of the audit, noted in it. As in 0050 the check alone is written anew.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, '''yearly'', ''disposal''', '''yearly'', ''disposal'', ''heads''')
WHERE type = 'table' AND name = 'entries';
PRAGMA writable_schema = RESET;

-- Which entry of the ledger is the last one: its hash, sealed, written with it. Who has the database without the key can
-- neither take entries from the end nor add some there.
CREATE TABLE ledger_end (
	one    INTEGER PRIMARY KEY CHECK (one = 1),
	seq    INTEGER NOT NULL,
	sealed BLOB    NOT NULL
) STRICT;
