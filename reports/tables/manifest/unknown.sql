-- Columns of one table that no era knows: ?1.
-- column column count
-- column name   text
SELECT column_number AS "column", name
FROM section_column
WHERE section_id = ?1
ORDER BY column_number
