-- +goose Up
-- The day's list asks for the cases whose applicant had withdrawn before they were registered; there are few.
CREATE INDEX entries_withdrawals ON entries (subject_id) WHERE matter = 'case' AND type = 'withdrawal_asked';
