-- How the open balance came about.
SELECT
    r.currency, r.is_total, payer.payer, r.opening, r.billed, r.refunds_billed, r.disbursed,
    r.refunds_disbursed, r.forgiven, r.adjusted, r.closing, r.unexplained,
    r.prior_period, r.held
FROM roll_forward AS r LEFT JOIN payer ON payer.payer_id = r.payer_id AND r.is_total = 0
ORDER BY r.currency, r.is_total, payer.payer
