-- Findings by rule. ?1 is one rule, or NULL for all.
-- column finding_id               word
-- column rule                     word
-- column severity                 word
-- column transaction_reference_id text
-- column currency                 word
-- column subject                  text
-- column expected                 text
-- column actual                   text
-- column difference               text
-- column explanation              text
-- column evidence                 text
SELECT
    finding_id, rule, severity, transaction_reference_id, currency, subject, expected, actual,
    difference, explanation, evidence
FROM finding
WHERE rule = coalesce(?1, rule)
ORDER BY rule, subject, currency, finding_id
