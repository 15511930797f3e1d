-- Payouts: what each deposit is made of.
SELECT
    payout, currency, disbursed_on, bank_trace_id, lines, gross, fee, refund, fee_refund, credit,
    fee_credit, tax, tax_refund, net, stated, difference, oldest_billed, newest_billed
FROM payout
ORDER BY payout, currency
