-- Files, or tables of them, in whose place a newer one counts; and files that repeat each other
-- and both count (replaced 0).
-- column older    text
-- column newer    text
-- column lines    count
-- column replaced flag
SELECT
    old.short_name AS older, new.short_name AS newer, sum(told.lines) AS lines, told.replaced
FROM (
        SELECT DISTINCT overlap.section_id, newer.file_id AS by_file_id, overlap.replaced,
            older.lines, older.file_id
        FROM overlap
            JOIN section AS older ON older.section_id = overlap.section_id
            JOIN section AS newer ON newer.section_id = overlap.by_section_id
    ) AS told
    JOIN file AS old ON old.file_id = told.file_id
    JOIN file AS new ON new.file_id = told.by_file_id
GROUP BY told.file_id, told.by_file_id, told.replaced
ORDER BY old.short_name, new.short_name
