-- +goose Up
-- The day's list asks for the cases whose applicant was asked why there are so many requests; there are few.
CREATE INDEX case_letters_reasons ON case_letters (case_id) WHERE kind = 'reasons_request' AND stage = 'served';
