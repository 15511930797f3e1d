-- Findings of the rule ?1, at most ?2 of each severity and currency, the largest difference first;
-- and what people decided about each. most is the difference without its sign, as a text that
-- sorts as the number does: first how many digits stand before the point.
-- column finding_id  word
-- column severity    word
-- column currency    word
-- column subject     text
-- column expected    text
-- column actual      text
-- column difference  text
-- column explanation text
-- column evidence    text
-- column reason      text
-- column owner       text
-- column comment     text
-- column due_on      day
WITH sized AS (
    SELECT
        *, printf('%03d', instr(ltrim(difference, '-') || '.', '.')) || ltrim(difference, '-')
            AS most
    FROM finding
    WHERE rule = ?1
),
placed AS (
    SELECT
        *, row_number() OVER (
            PARTITION BY severity, currency ORDER BY most DESC, subject, finding_id
        ) AS place
    FROM sized
)
SELECT
    f.finding_id, f.severity, f.currency, f.subject, f.expected, f.actual, f.difference,
    f.explanation, f.evidence, l.reason, l.owner, l.comment, l.due AS due_on
FROM placed AS f
    LEFT JOIN disposition AS d ON d.finding_id = f.finding_id
    LEFT JOIN line_disposition AS l ON l.line_id = d.line_id
WHERE f.place <= ?2
ORDER BY
    CASE f.severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 WHEN 'low' THEN 2 ELSE 3 END,
    f.currency, f.place
