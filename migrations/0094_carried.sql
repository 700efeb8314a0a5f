-- +goose Up
-- Open cases by their receipt: what is carried over a year's end is counted without a look at the rows.
CREATE INDEX cases_open_received ON cases (received_on) WHERE open = 1;
