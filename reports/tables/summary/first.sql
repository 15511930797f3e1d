-- What to look at first: the gravest rules, and of each its largest finding. What has no
-- currency comes first, because it puts all the rest in doubt; amounts of two currencies are
-- never compared. size is the difference without its sign: as text, more digits before the
-- point are more, then bytes decide.
-- column severity    word
-- column rule        word
-- column currency    word
-- column findings    count
-- column subject     text
-- column explanation text
-- column evidence    text
-- column then        word
WITH sized AS (
    SELECT
        severity, rule, currency, subject, explanation, evidence, finding_id,
        ltrim(difference, '-') AS size,
        instr(ltrim(difference, '-') || '.', '.') AS digits
    FROM finding
    WHERE severity <> 'info'
),
placed AS (
    SELECT
        *, count(*) OVER (PARTITION BY severity, rule, currency) AS findings,
        row_number() OVER (
            PARTITION BY severity, rule, currency
            ORDER BY digits DESC, size DESC, subject, finding_id
        ) AS place
    FROM sized
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
    placed.currency, placed.digits DESC, placed.size DESC, placed.rule
LIMIT 5
