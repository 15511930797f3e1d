-- about tax calculated against tax paid out, the largest difference first
-- ?1 is a payer, or NULL for all. Where what bills state as paid stands in for payouts, its tax is
-- known only where the bill shows it.
-- column currency    word
-- column reference   text
-- column payer       text
-- column status      word
-- column calculated  money
-- column paid_out    money
-- column difference  money
SELECT
    p.currency, reference.text AS reference, payer.payer,
    p.tax_status AS status, p.tax_calculated AS calculated,
    CASE
        WHEN NOT p.paid_stands_in THEN p.disbursed_tax + p.disbursed_tax_refund
        WHEN p.open_tax IS NOT NULL THEN p.disbursed_tax
    END AS paid_out,
    p.tax_difference AS difference
FROM position_active AS p
    JOIN reference USING (reference_id)
    LEFT JOIN payer USING (payer_id)
WHERE p.state <> 'cross-currency' AND p.tax_status <> ''
    AND p.tax_status NOT IN ('collected', 'aws-remits', 'untaxed')
    AND (?1 IS NULL OR p.payer_id = ?1)
ORDER BY p.currency, abs(p.tax_difference) DESC, reference.text
