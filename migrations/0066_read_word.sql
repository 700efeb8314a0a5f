-- +goose Up
-- Files of Word are read now. What came out of a document as none (pages 0: not a picture
-- without words) is looked at once more; what was erased of a mail stays erased.
INSERT OR IGNORE INTO to_read (file)
SELECT DISTINCT r.file FROM readings r JOIN case_sources s ON s.file = r.file
WHERE r.how = 'none' AND r.pages = 0 AND r.read_at <> '' AND s.mail = 0;
DELETE FROM readings
WHERE how = 'none' AND pages = 0 AND file IN (SELECT file FROM to_read);
