-- How many findings somebody has decided about; gone: decided about, and found no more.
-- column findings count
-- column decided  count
-- column overdue  count
-- column gone     count
SELECT
    (SELECT count(*) FROM finding) AS findings,
    count(f.finding_id) AS decided,
    count(*) FILTER (
        WHERE f.finding_id IS NOT NULL
            AND l.due < (SELECT 0 + value FROM meta WHERE name = 'as_of_day')
    ) AS overdue,
    count(*) - count(f.finding_id) AS gone
FROM disposition AS d
    JOIN line_disposition AS l USING (line_id)
    LEFT JOIN finding AS f ON f.finding_id = d.finding_id
