-- How printed signs were settled where the map leaves it to the file: columns that hold anything.
-- column family        word
-- column era           word
-- column component     word
-- column printed       word
-- column settled_by    word
-- column files         count
-- column lines_for     count
-- column lines_against count
SELECT
    section.family, section.era, s.component, s.printed, s.settled_by,
    count(DISTINCT section.file_id) AS files, sum(s.lines_for) AS lines_for,
    sum(s.lines_against) AS lines_against
FROM file_sign AS s
    JOIN section USING (section_id)
WHERE s.settled_by <> 'map'
    AND s.section_id NOT IN (SELECT section_id FROM overlap WHERE replaced)
    AND EXISTS (SELECT 1 FROM section_total AS t WHERE t.section_id = s.section_id
                AND t.component = iif(s.component = 'net_holds_tax', 'tax', s.component))
GROUP BY section.family, section.era, s.component, s.printed, s.settled_by
ORDER BY section.family, section.era, s.component, s.printed, s.settled_by
