-- +goose Up
-- Filters that are common each by itself are counted off an index that holds all of them, without a look at the rows.
CREATE INDEX cases_counted_unit ON cases (unit_id, substr(received_on, 1, 4), result, stage, door, type, open, officer_id, agency_id, waits_for);
CREATE INDEX cases_counted_year ON cases (substr(received_on, 1, 4), result, stage, door, type, open, officer_id, agency_id, waits_for, unit_id);
CREATE INDEX cases_counted_result ON cases (result, door, stage, type, open, officer_id, agency_id, waits_for);
-- What was answered late is some of all.
CREATE INDEX cases_late ON cases (open DESC, due_on = '', due_on) WHERE late = 1;
-- The cases of one year in the orders that nearly all of a register's lists have.
CREATE INDEX cases_year_applicant ON cases (substr(received_on, 1, 4), applicant);
CREATE INDEX cases_year_unit ON cases (substr(received_on, 1, 4), unit_id, open DESC, due_on = '', due_on);
CREATE INDEX cases_year_officer ON cases (substr(received_on, 1, 4), officer_id, open DESC, due_on = '', due_on);
CREATE INDEX cases_year_result ON cases (substr(received_on, 1, 4), result, open DESC, due_on = '', due_on);
-- What a unit gave back, or has not signed for, is few of all.
CREATE INDEX case_units_state ON case_units (state, asked_on);
