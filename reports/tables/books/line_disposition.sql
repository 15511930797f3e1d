-- All that was said of findings: words have no sums to be held by.
SELECT
    file.sha256, l.line_id & 4294967295, l.finding_id, l.reason, l.owner, l.comment, l.due,
    l.byte_offset, l.byte_length, l.line_first
FROM line_disposition AS l
    JOIN section ON section.section_id = l.line_id >> 32
    JOIN file USING (file_id)
ORDER BY file.sha256, l.line_id & 4294967295
