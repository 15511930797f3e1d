-- about tax calculated against tax paid out
-- ?1 is 1 for whole populations (--full): only then are positions at rest read.
-- column transaction_reference_id text
-- column currency                 word
-- column payer                    text
-- column product_code             text
-- column product_tax_code         text
-- column liable_party             word
-- column status                   word
-- column tax_calculated           money
-- column tax_aws                  money
-- column billed_tax               money
-- column billed_tax_refund        money
-- column disbursed_tax            money
-- column disbursed_tax_refund     money
-- column tax_difference           money
-- column position_state           word
-- column findings                 text
-- column evidence                 text
SELECT * FROM (
SELECT
    reference.text AS transaction_reference_id, p.currency AS currency, payer.payer AS payer,
    CASE p.products_differ WHEN 0 THEN product.code ELSE 'several' END AS product_code,
    p.product_tax_code AS product_tax_code, p.liable_party AS liable_party,
    p.tax_status AS status, p.tax_calculated AS tax_calculated, p.tax_aws AS tax_aws,
    p.billed_tax AS billed_tax, p.billed_tax_refund AS billed_tax_refund,
    iif(p.paid_stands_in AND p.open_tax IS NULL, NULL, p.disbursed_tax) AS disbursed_tax,
    iif(p.paid_stands_in, NULL, p.disbursed_tax_refund) AS disbursed_tax_refund,
    p.tax_difference AS tax_difference, p.state AS position_state,
    (SELECT group_concat(rule, ' ') FROM
        (SELECT rule FROM finding_on WHERE finding_on.position_id = p.position_id ORDER BY rule)
    ) AS findings,
    p.evidence AS evidence
FROM position_active AS p
    JOIN reference USING (reference_id)
    LEFT JOIN payer USING (payer_id)
    LEFT JOIN product USING (product_id)
WHERE p.state <> 'cross-currency' AND p.tax_status <> ''
    AND (?1 OR p.tax_status NOT IN ('collected', 'aws-remits', 'untaxed'))
UNION ALL
SELECT
    reference.text, r.currency, payer.payer, product.code, r.product_tax_code, r.liable_party,
    r.tax_status, r.tax_calculated, r.tax_aws, r.tax, 0, r.tax, 0, r.tax_calculated - r.tax,
    'settled',
    (SELECT group_concat(rule, ' ') FROM
        (SELECT rule FROM finding_on WHERE finding_on.position_id = r.position_id ORDER BY rule)
    ),
    r.evidence
FROM position_rest AS r
    JOIN reference USING (reference_id)
    LEFT JOIN payer USING (payer_id)
    LEFT JOIN product USING (product_id)
WHERE ?1 AND r.tax_status <> ''
)
ORDER BY transaction_reference_id, currency
