-- about records that could not be understood, cell by cell
-- column reject_id word
-- column file      text
-- column record    count
-- column line      count
-- column column    text
-- column reason    word
-- column text      text
SELECT
    r.reject_id, file.short_name AS file, r.record, r.line_first AS line,
    CASE WHEN r.column_number = 0 OR r.reason = 'cell-count' THEN ''
         WHEN r.column_name = '' THEN r.column_number
         ELSE r.column_name
    END AS "column",
    r.reason, r.text
FROM reject AS r
    JOIN file USING (file_id)
ORDER BY
    (SELECT min(canonical) FROM section WHERE section.file_id = r.file_id),
    file.sha256, r.record, r.column_number, r.reject_id
