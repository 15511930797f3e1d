-- about references billed in one currency and paid out in another
-- column transaction_reference_id text
-- column currency                 word
-- column state                    word
-- column billed_gross             money
-- column billed_refund            money
-- column billed_net               money
-- column disbursed_gross          money
-- column disbursed_refund         money
-- column disbursed_net            money
-- column findings                 text
-- column evidence                 text
SELECT
    reference.text AS transaction_reference_id, p.currency, p.state, p.billed_gross,
    p.billed_refund, p.billed_net, p.disbursed_gross, p.disbursed_refund, p.disbursed_net,
    (SELECT group_concat(rule, ' ') FROM
        (SELECT rule FROM finding_on WHERE finding_on.position_id = p.position_id ORDER BY rule)
    ) AS findings,
    p.evidence
FROM position_active AS p
    JOIN reference USING (reference_id)
WHERE p.state = 'cross-currency'
ORDER BY reference.text, p.currency
