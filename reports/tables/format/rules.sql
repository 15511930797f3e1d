-- Every rule that ran, and how many findings it has.
-- column rule     word
-- column severity word
-- column asks     word
-- column because  word
-- column remedy   word
-- column findings count
SELECT
    code AS rule, severity, asks, because, remedy,
    (SELECT count(*) FROM finding WHERE finding.rule = code) AS findings
FROM rule
ORDER BY code
