-- Every rule that found something, the gravest first; how many findings of each severity. The
-- texts are empty of a rule that is not among those that ran.
-- column rule     word
-- column asks     word
-- column because  word
-- column remedy   word
-- column high     count
-- column medium   count
-- column low      count
-- column info     count
-- column findings count
SELECT
    finding.rule, coalesce(rule.asks, '') AS asks, coalesce(rule.because, '') AS because,
    coalesce(rule.remedy, '') AS remedy, sum(finding.severity = 'high') AS high,
    sum(finding.severity = 'medium') AS medium, sum(finding.severity = 'low') AS low,
    sum(finding.severity = 'info') AS info, count(*) AS findings
FROM finding
    LEFT JOIN rule ON rule.code = finding.rule
GROUP BY finding.rule
ORDER BY high = 0, medium = 0, low = 0, finding.rule
