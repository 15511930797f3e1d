-- Every input, in canonical order; files that were set aside last.
-- column file        text
-- column report      word
-- column records     count
-- column lines       count
-- column rejects     count
-- column covers_from day
-- column covers_to   day
-- column sha256      word
SELECT
    file.short_name AS file, iif(file.set_aside, 'set aside: ', '') || file.family AS report,
    file.records, coalesce(tables.lines, 0) AS lines, file.rejected_records AS rejects,
    tables.covers_from, tables.covers_to, file.sha256
FROM file
    LEFT JOIN (
        SELECT file_id, sum(iif(role = 'stated_paid', 0, lines)) AS lines,
            min(covers_from) AS covers_from, max(covers_to) AS covers_to,
            min(canonical) AS place
        FROM section
        GROUP BY file_id
    ) AS tables USING (file_id)
ORDER BY tables.place IS NULL, tables.place, file.family, file.sha256
