-- about every difference within the tolerance
-- column transaction_reference_id text
-- column currency                 word
-- column check                    word
-- column expected                 money
-- column actual                   money
-- column difference               money
-- column evidence                 text
SELECT
    reference.text AS transaction_reference_id, p.currency, penny.check_name AS "check",
    penny.expected, penny.actual, penny.actual - penny.expected AS difference, p.evidence
FROM penny
    JOIN position_active AS p USING (position_id)
    JOIN reference USING (reference_id)
ORDER BY reference.text, p.currency, penny.check_name
