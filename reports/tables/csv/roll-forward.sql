-- about how the open balance came about: opening, what moved it, closing; payer by payer
-- Amounts are signed as they move the balance: opening and all parts add up to closing. The last
-- row of a currency is of all payers.
-- column currency            word
-- column payer               text
-- column opening             amount
-- column billed              amount
-- column refunds_billed      amount
-- column disbursed           amount
-- column refunds_disbursed   amount
-- column forgiven            amount
-- column adjusted            amount
-- column closing             amount
-- column unexplained         amount
SELECT
    r.currency, CASE r.is_total WHEN 1 THEN '(total)' ELSE payer.payer END AS payer,
    r.opening, r.billed, r.refunds_billed, r.disbursed, r.refunds_disbursed, r.forgiven,
    r.adjusted, r.closing, r.unexplained
FROM roll_forward AS r
    LEFT JOIN payer ON payer.payer_id = r.payer_id AND r.is_total = 0
ORDER BY r.currency, r.is_total, coalesce(payer.payer, '')
