-- about every refund: billed, taken out of payouts, in tax lines
-- Where what bills state as paid stands in for payouts, its refunds are not known.
-- column transaction_reference_id text
-- column currency                 word
-- column payer                    text
-- column product_code             text
-- column product                  text
-- column state                    word
-- column billed_gross             money
-- column billed_refund            money
-- column disbursed_gross          money
-- column disbursed_refund         money
-- column refund_gap               money
-- column billed_fee_refund        money
-- column disbursed_fee_refund     money
-- column expected_fee_refund      money
-- column billed_tax_refund        money
-- column disbursed_tax_refund     money
-- column tax_report_refund        money
-- column findings                 text
-- column evidence                 text
SELECT
    reference.text AS transaction_reference_id, p.currency, payer.payer,
    CASE p.products_differ WHEN 0 THEN product.code ELSE 'several' END AS product_code,
    CASE p.products_differ WHEN 0 THEN product.title ELSE 'several' END AS product,
    p.state, p.billed_gross, p.billed_refund,
    iif(p.paid_stands_in, NULL, p.disbursed_gross) AS disbursed_gross,
    iif(p.paid_stands_in, NULL, p.disbursed_refund) AS disbursed_refund,
    iif(p.paid_stands_in, NULL, p.refund_gap) AS refund_gap, p.billed_fee_refund,
    iif(p.paid_stands_in, NULL, p.disbursed_fee_refund) AS disbursed_fee_refund,
    p.expected_fee_refund, p.billed_tax_refund,
    iif(p.paid_stands_in, NULL, p.disbursed_tax_refund) AS disbursed_tax_refund,
    p.tax_report_refund,
    (SELECT group_concat(rule, ' ') FROM
        (SELECT rule FROM finding_on WHERE finding_on.position_id = p.position_id ORDER BY rule)
    ) AS findings,
    p.evidence
FROM position_active AS p
    JOIN reference USING (reference_id)
    LEFT JOIN payer USING (payer_id)
    LEFT JOIN product USING (product_id)
WHERE p.state <> 'cross-currency'
    AND (p.refund_lines > 0 OR p.tax_refund_lines > 0)
ORDER BY reference.text, p.currency
