-- Gravest first.
-- column severity word
-- column rule     word
-- column findings count
-- column asks     word
SELECT finding.severity, finding.rule, count(*) AS findings, coalesce(rule.asks, '') AS asks
FROM finding
    LEFT JOIN rule ON rule.code = finding.rule
GROUP BY finding.severity, finding.rule
ORDER BY
    CASE finding.severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 WHEN 'low' THEN 2 ELSE 3 END,
    finding.rule
