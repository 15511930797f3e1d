-- How the signs of one table were settled: ?1.
-- column component     word
-- column printed       word
-- column settled_by    word
-- column lines_for     count
-- column lines_against count
SELECT component, printed, settled_by, lines_for, lines_against
FROM file_sign
WHERE section_id = ?1
ORDER BY component
