-- Verdicts: of our own arithmetic, and of what the reports state of themselves.
-- column kind         word
-- column ties         count
-- column penny        count
-- column off          count
-- column not_testable count
SELECT
    CASE kinds.column1 WHEN 'control' THEN 'our own arithmetic' ELSE 'stated by the reports' END
        AS kind,
    coalesce(sum(tie.verdict = 'ties'), 0) AS ties,
    coalesce(sum(tie.verdict = 'penny'), 0) AS penny,
    coalesce(sum(tie.verdict = 'off'), 0) AS off,
    coalesce(sum(tie.verdict = 'not-testable'), 0) AS not_testable
FROM (VALUES ('control'), ('stated')) AS kinds
    LEFT JOIN tie ON tie.kind = kinds.column1
GROUP BY kinds.column1
ORDER BY kinds.column1
