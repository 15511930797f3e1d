-- The settled signs in one row a family and way of settling, for the page.
-- column family        word
-- column settled_by    word
-- column signs         word
-- column lines_for     count
-- column lines_against count
WITH file_sign AS (
    SELECT * FROM main.file_sign
    WHERE section_id NOT IN (SELECT section_id FROM overlap WHERE replaced)
),
settled AS (
    SELECT DISTINCT section.family, s.settled_by, s.component, s.printed
    FROM file_sign AS s
        JOIN section USING (section_id)
    WHERE s.settled_by <> 'map'
        AND EXISTS (SELECT 1 FROM section_total AS t WHERE t.section_id = s.section_id
                    AND t.component = iif(s.component = 'net_holds_tax', 'tax', s.component))
),
worded AS (
    SELECT
        family, settled_by, component,
        CASE WHEN component <> 'net_holds_tax' THEN component || ' ' || printed
             WHEN printed = 'no' THEN 'net without tax'
             ELSE 'net with tax' END AS words
    FROM settled
)
SELECT
    outside.family, outside.settled_by,
    (SELECT group_concat(words, ', ') FROM
        (SELECT words FROM worded
         WHERE worded.family = outside.family AND worded.settled_by = outside.settled_by
         ORDER BY component = 'net_holds_tax', words)
    ) AS signs,
    (SELECT sum(most) FROM
        (SELECT max(s.lines_for) AS most
         FROM file_sign AS s JOIN section USING (section_id)
         WHERE section.family = outside.family AND s.settled_by = outside.settled_by
         GROUP BY s.section_id)
    ) AS lines_for,
    (SELECT sum(most) FROM
        (SELECT max(s.lines_against) AS most
         FROM file_sign AS s JOIN section USING (section_id)
         WHERE section.family = outside.family AND s.settled_by = outside.settled_by
         GROUP BY s.section_id)
    ) AS lines_against
FROM (SELECT DISTINCT family, settled_by FROM settled) AS outside
ORDER BY outside.family, outside.settled_by
