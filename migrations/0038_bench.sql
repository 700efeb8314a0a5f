-- +goose Up
-- The ledger takes in a fifth matter: the rules of the bench (裁审要点) of a body, all of
-- them one subject. As in 0035 the check alone is written anew.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, '''review'')', '''review'', ''bench'')')
WHERE type = 'table' AND name = 'entries';
PRAGMA writable_schema = RESET;
