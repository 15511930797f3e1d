-- about what is open against its payment terms, and what was paid late
-- ?1 is 1 for whole populations (--full): only then are positions at rest read.
-- column transaction_reference_id text
-- column currency                 word
-- column payer                    text
-- column product_code             text
-- column billed_on                day
-- column due_on                   day
-- column terms_days               word
-- column terms_source             word
-- column status                   word
-- column disbursed_on             day
-- column days_to_collect          count
-- column days_late                count
-- column billed_gross             money
-- column disbursed_gross          money
-- column collectible              money
-- column expected_month           month
-- column disbursed_after_as_of    money
-- column findings                 text
-- column evidence                 text
SELECT * FROM (
SELECT
    reference.text AS transaction_reference_id, p.currency AS currency, payer.payer AS payer,
    CASE p.products_differ WHEN 0 THEN product.code ELSE 'several' END AS product_code,
    p.billed_on AS billed_on, p.due_on AS due_on,
    CASE WHEN p.terms_source <> 'observed' THEN p.terms_days
         ELSE CASE coalesce(terms.collect_stand_in, 0) WHEN 0 THEN '' ELSE '~' END
              || coalesce(p.terms_days, p.observed_days)
    END AS terms_days,
    p.terms_source AS terms_source, p.net_status AS status,
    CASE substr(p.net_status, 1, 10) WHEN 'collected-' THEN p.disbursed_on END AS disbursed_on,
    CASE substr(p.net_status, 1, 5) WHEN 'open-' THEN NULL ELSE p.days_to_collect END
        AS days_to_collect,
    CASE substr(p.net_status, 1, 5) WHEN 'open-' THEN NULL ELSE p.days_late END AS days_late,
    p.billed_gross AS billed_gross,
    iif(p.paid_stands_in, NULL, p.disbursed_gross) AS disbursed_gross,
    p.collectible AS collectible, p.expected_month AS expected_month,
    p.disbursed_after_as_of AS disbursed_after_as_of,
    (SELECT group_concat(rule, ' ') FROM
        (SELECT rule FROM finding_on WHERE finding_on.position_id = p.position_id ORDER BY rule)
    ) AS findings,
    p.evidence AS evidence
FROM position_active AS p
    JOIN reference USING (reference_id)
    LEFT JOIN payer USING (payer_id)
    LEFT JOIN product USING (product_id)
    LEFT JOIN payer_terms AS terms
        ON terms.payer_id = p.payer_id AND terms.currency = p.currency
WHERE p.state <> 'cross-currency' AND p.net_status <> ''
    AND (?1 OR p.net_status = 'collected-late' OR substr(p.net_status, 1, 5) = 'open-')
UNION ALL
SELECT
    reference.text, r.currency, payer.payer, product.code, r.billed_on, r.due_on, r.terms_days,
    r.terms_source, r.net_status, r.disbursed_on, r.days_to_collect, r.days_late, r.gross,
    r.gross, 0, NULL, r.disbursed_after_as_of,
    (SELECT group_concat(rule, ' ') FROM
        (SELECT rule FROM finding_on WHERE finding_on.position_id = r.position_id ORDER BY rule)
    ),
    r.evidence
FROM position_rest AS r
    JOIN reference USING (reference_id)
    LEFT JOIN payer USING (payer_id)
    LEFT JOIN product USING (product_id)
WHERE ?1 AND r.net_status <> ''
)
ORDER BY due_on IS NULL, due_on, transaction_reference_id, currency
