-- +goose Up
-- The order of case numbers: their year, the series (ZJ2026-), and which one of it, as a number: 10000 comes after 9999.
CREATE INDEX cases_by_number ON cases (substr(number, instr(number, '-') - 4, 4), substr(number, 1, instr(number, '-')), CAST(substr(number, instr(number, '-') + 1) AS INTEGER));

-- The cases of one year in the orders of the register: walking all, a late year comes after those before it.
CREATE INDEX cases_year_number     ON cases (substr(received_on, 1, 4), substr(number, instr(number, '-') - 4, 4), substr(number, 1, instr(number, '-')), CAST(substr(number, instr(number, '-') + 1) AS INTEGER));
CREATE INDEX cases_year_stage      ON cases (substr(received_on, 1, 4), stage, due_on);
CREATE INDEX cases_year_ended      ON cases (substr(received_on, 1, 4), ended_on = '', ended_on);
CREATE INDEX cases_year_ended_last ON cases (substr(received_on, 1, 4), ended_on);
