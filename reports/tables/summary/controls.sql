-- column kind         word
-- column ties         count
-- column penny        count
-- column off          count
-- column not_testable count
-- column evidence     count
SELECT
    kinds.column1 AS kind, coalesce(sum(tie.verdict = 'ties'), 0) AS ties,
    coalesce(sum(tie.verdict = 'penny'), 0) AS penny,
    coalesce(sum(tie.verdict = 'off'), 0) AS off,
    coalesce(sum(tie.verdict = 'not-testable'), 0) AS not_testable,
    -- tax is held against tax of the same reports: that nothing is missing, it does not say
    coalesce(sum(tie.kind = 'stated' AND tie.verdict <> 'not-testable'
                 AND tie.check_name NOT IN ('tax-totals', 'billed-tax')), 0) AS evidence
FROM (VALUES ('control'), ('stated')) AS kinds
    LEFT JOIN tie ON tie.kind = kinds.column1
GROUP BY kinds.column1
ORDER BY kinds.column1
