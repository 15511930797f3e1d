-- about every refund, billed or taken out of payouts, the largest first
-- ?1 is a payer, or NULL for all. Where what bills state as paid stands in for payouts, its
-- refunds are not known.
-- column currency        word
-- column reference       text
-- column payer           text
-- column product         text
-- column state           word
-- column refund_billed   money
-- column refund_paid_out money
-- column gap             money
SELECT
    p.currency, reference.text AS reference, payer.payer,
    CASE p.products_differ WHEN 0 THEN product.title ELSE 'several' END AS product, p.state,
    p.billed_refund AS refund_billed,
    iif(p.paid_stands_in, NULL, p.disbursed_refund) AS refund_paid_out,
    iif(p.paid_stands_in, NULL, p.refund_gap) AS gap
FROM position_active AS p
    JOIN reference USING (reference_id)
    LEFT JOIN payer USING (payer_id)
    LEFT JOIN product USING (product_id)
WHERE p.state <> 'cross-currency'
    AND (p.refund_lines > 0 OR p.tax_refund_lines > 0)
    AND (?1 IS NULL OR p.payer_id = ?1)
ORDER BY
    p.currency, max(abs(p.billed_refund), abs(p.disbursed_refund)) DESC, reference.text
