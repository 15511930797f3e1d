-- The tables of one file: ?1.
-- column section_id    id
-- column family        word
-- column era           word
-- column role          word
-- column header        json
-- column first_record  count
-- column lines         count
-- column rejects       count
-- column covers_from   day
-- column covers_to     day
-- column covers_source word
-- column net_holds_tax flag
-- column net_inexact   flag
-- column superseded_by text
SELECT
    section_id, family, era, role, header, first_record, lines, rejects, covers_from, covers_to,
    covers_source, net_holds_tax, net_inexact,
    (SELECT file.short_name FROM overlap JOIN section AS newer ON newer.section_id = by_section_id
         JOIN file ON file.file_id = newer.file_id
     WHERE replaced AND overlap.section_id = section.section_id) AS superseded_by
FROM section
WHERE file_id = ?1
ORDER BY canonical
