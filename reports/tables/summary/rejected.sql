-- column file    text
-- column records count
SELECT short_name AS file, rejected_records AS records
FROM file
WHERE rejected_records > 0
ORDER BY short_name, sha256
