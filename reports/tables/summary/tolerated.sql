-- Spellings that were understood though they are not the plain form.
-- column trace word
-- column cells count
-- column files count
SELECT t.trace, sum(t.cells) AS cells, count(DISTINCT section.file_id) AS files
FROM section_trace AS t
    JOIN section USING (section_id)
WHERE t.cells > 0
GROUP BY t.trace
ORDER BY t.trace
