-- about charges billed and not paid out, or not in full, the largest first
-- ?1 is a payer, or NULL for all.
-- column currency    word
-- column reference   text
-- column payer       text
-- column product     text
-- column billed_on   day
-- column days        count
-- column cause       word
-- column collectible money
SELECT
    p.currency, reference.text AS reference, payer.payer,
    CASE p.products_differ WHEN 0 THEN product.title ELSE 'several' END AS product,
    p.billed_on, p.days_since_billing AS days, p.cause, p.collectible
FROM position_active AS p
    JOIN reference USING (reference_id)
    LEFT JOIN payer USING (payer_id)
    LEFT JOIN product USING (product_id)
WHERE p.state IN ('uncollected', 'part-collected') AND (?1 IS NULL OR p.payer_id = ?1)
ORDER BY p.currency, p.collectible DESC, reference.text
