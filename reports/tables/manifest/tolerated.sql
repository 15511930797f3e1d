-- Spellings tolerated in one table: ?1.
-- column trace word
-- column cells count
SELECT trace, cells
FROM section_trace
WHERE section_id = ?1 AND cells > 0
ORDER BY trace
