-- What counts of the decisions about findings.
SELECT d.finding_id, l.reason, l.owner, l.comment, l.due, file.sha256
FROM disposition AS d
    JOIN line_disposition AS l USING (line_id)
    JOIN section ON section.section_id = l.line_id >> 32
    JOIN file USING (file_id)
ORDER BY d.finding_id
