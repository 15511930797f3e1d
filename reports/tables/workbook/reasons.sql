-- What a cell for a reason offers: words that fit most findings, and those used before.
-- column words text
WITH offered (place, words) AS (VALUES
    (1, 'timing difference'),
    (2, 'waiting for the payer'),
    (3, 'waiting for the payout'),
    (4, 'refund in progress'),
    (5, 'fee queried'),
    (6, 'tax queried'),
    (7, 'case opened'),
    (8, 'report asked for again'),
    (9, 'correction booked'),
    (10, 'accepted as immaterial'),
    (11, 'write-off proposed')
)
SELECT words
FROM (
    SELECT place, words FROM offered
    UNION ALL
    SELECT 12, l.reason FROM disposition JOIN line_disposition AS l USING (line_id)
    WHERE l.reason <> '' AND l.reason NOT IN (SELECT words FROM offered)
)
GROUP BY words
ORDER BY min(place), words
