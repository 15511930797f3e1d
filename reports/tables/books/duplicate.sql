-- Equal records.
SELECT file.sha256, reference.text, d.line_id & 4294967295, d.lines, d.distinct_lines, d.evidence
FROM duplicate AS d JOIN file USING (file_id) JOIN reference USING (reference_id)
ORDER BY file.sha256, reference.text
