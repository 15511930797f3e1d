-- Cells that could not be understood.
SELECT
    r.reject_id, file.sha256, r.record, r.line_first, r.column_number, r.column_name, r.reason,
    r.text, r.byte_offset, r.byte_length
FROM reject AS r JOIN file USING (file_id)
ORDER BY r.reject_id
