-- What to look at first: the gravest rules, and of each its largest finding. What has no
-- currency comes first, because it puts all the rest in doubt; amounts of two currencies are
-- never compared. most is the largest difference without its sign, as a text that sorts as the
-- number does: first how many digits stand before the point.
-- column severity    word
-- column rule        word
-- column currency    word
-- column findings    count
-- column subject     text
-- column explanation text
-- column evidence    text
-- column then        word
WITH worst AS (
    SELECT
        severity, rule, currency, count(*) AS findings,
        max(printf('%03d', instr(ltrim(difference, '-') || '.', '.')) || ltrim(difference, '-'))
            AS most
    FROM finding
    WHERE severity <> 'info'
    GROUP BY severity, rule, currency
    ORDER BY
        CASE severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 WHEN 'low' THEN 2 ELSE 3 END,
        CASE currency WHEN '' THEN 0
            WHEN (SELECT value FROM meta WHERE name = 'base_currency') THEN 1 ELSE 2 END,
        currency, most DESC, rule
    LIMIT 5
),
placed AS (
    SELECT
        worst.*, f.subject, f.explanation, f.evidence,
        row_number() OVER (
            PARTITION BY worst.severity, worst.rule, worst.currency
            ORDER BY f.subject, f.finding_id
        ) AS place
    FROM worst
        JOIN finding AS f ON f.severity = worst.severity AND f.rule = worst.rule
            AND f.currency = worst.currency
            AND printf('%03d', instr(ltrim(f.difference, '-') || '.', '.'))
                || ltrim(f.difference, '-') = worst.most
)
SELECT
    placed.severity, placed.rule, placed.currency, placed.findings, placed.subject,
    placed.explanation, placed.evidence, coalesce(rule.remedy, '') AS "then"
FROM placed
    LEFT JOIN rule ON rule.code = placed.rule
WHERE placed.place = 1
ORDER BY
    CASE placed.severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 WHEN 'low' THEN 2 ELSE 3 END,
    CASE placed.currency WHEN '' THEN 0
        WHEN (SELECT value FROM meta WHERE name = 'base_currency') THEN 1 ELSE 2 END,
    placed.currency, placed.most DESC, placed.rule
