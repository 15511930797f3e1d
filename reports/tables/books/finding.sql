-- What the rules answered.
SELECT
    finding_id, rule, severity, subject, transaction_reference_id, currency, expected, actual,
    difference, explanation, evidence
FROM finding
ORDER BY finding_id
