-- about every answer of a rule, with its evidence
-- Gravest first.
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
ORDER BY
    CASE severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 WHEN 'low' THEN 2 ELSE 3 END,
    rule, subject, currency, finding_id
