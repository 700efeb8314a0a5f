-- +goose Up
-- The ledger takes in a third matter: the yearly holiday notices that the office
-- imports. Nothing that is stored changes, so the check alone is written anew, as
-- https://www.sqlite.org/lang_altertable.html (7) says; making the table again
-- would copy the whole ledger.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, 'CHECK (matter IN (''case'', ''input''))', 'CHECK (matter IN (''case'', ''input'', ''calendar''))')
WHERE type = 'table' AND name = 'entries';
PRAGMA writable_schema = RESET;
