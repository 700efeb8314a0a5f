-- +goose Up
-- The order of case numbers: their year, the series (ZJ2026-), and which one of it, as a number: 10000 comes after 9999.
CREATE INDEX cases_by_number ON cases (substr(number, instr(number, '-') - 4, 4), substr(number, 1, instr(number, '-')), CAST(substr(number, instr(number, '-') + 1) AS INTEGER));
