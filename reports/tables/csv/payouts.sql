-- about every payout: what it is made of, and what is stated of it
-- column payout        text
-- column currency      word
-- column disbursed_on  day
-- column bank_trace_id text
-- column lines         count
-- column gross         amount
-- column fee           amount
-- column refund        amount
-- column fee_refund    amount
-- column credit        amount
-- column fee_credit    amount
-- column tax           amount
-- column tax_refund    amount
-- column net           amount
-- column stated        amount
-- column difference    amount
-- column oldest_billed day
-- column newest_billed day
SELECT
    payout, currency, disbursed_on, bank_trace_id, lines, gross, fee, refund, fee_refund, credit,
    fee_credit, tax, tax_refund, net, stated, difference, oldest_billed, newest_billed
FROM payout
ORDER BY disbursed_on, payout, currency
