-- +goose Up
-- What lists of reconsideration cases show, so that no list folds them: written with the
-- ledger entries; of cases that were there before, at the next start of the office.
ALTER TABLE reviews ADD COLUMN respondent TEXT NOT NULL DEFAULT '';        -- its name, as the case has it
ALTER TABLE reviews ADD COLUMN applicant TEXT NOT NULL DEFAULT '';
ALTER TABLE reviews ADD COLUMN subject TEXT NOT NULL DEFAULT '';           -- empty: that of the request
ALTER TABLE reviews ADD COLUMN handlers TEXT NOT NULL DEFAULT '[]';        -- users.id
ALTER TABLE reviews ADD COLUMN stepped_back TEXT NOT NULL DEFAULT '[]';    -- users.id
ALTER TABLE reviews ADD COLUMN closing TEXT NOT NULL DEFAULT '';           -- reconsider.Stage of its end, empty before
ALTER TABLE reviews ADD COLUMN told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1));         -- the respondent knows of it
ALTER TABLE reviews ADD COLUMN answered INTEGER NOT NULL DEFAULT 0 CHECK (answered IN (0, 1));
ALTER TABLE reviews ADD COLUMN owes INTEGER NOT NULL DEFAULT 0;            -- opinions and orders without report
ALTER TABLE reviews ADD COLUMN events TEXT NOT NULL DEFAULT '[]';          -- deadline.Event: by them the clock says where it stands on any day
