-- rule      refund-not-disbursed
-- severity  medium
-- asks      Was a refund billed, and has no payout taken it back although its time is over?
-- because   You still hold money that belongs to the customer. It will come out of a later payout,
--           when nobody expects it.
-- then      Accrue the refund. Ask seller operations in which payout it will be taken.
-- reads     position
-- unit      money
-- says      A refund of {expected} was billed, {actual} was taken out of payouts; {gap} is to
--           come.
-- since     1.0
-- rest      quiet
-- looks     forward disbursed
--
-- trips: position (46 days, grace is 45)
--   state          | billed_refund | refund_gap | billed_refund_on
--   refund-pending | -20.00        | -20.00     | 2024-05-15
-- and: answer
--   expected | actual | amount | fact
--   -20.00   | 0.00   | -20.00 | 2024-05-15
-- trips: position (open on the opening list's day: known from the day after it)
--   state          | billed_refund | refund_gap | billed_refund_on | opening_lines | open_since
--   refund-pending | -20.00        | -20.00     | 2023-12-31       | 1             | 2024-01-01
-- and: answer
--   fact
--   2024-01-01
-- trips: position (the opening list states no refund, the payout shows one with the other sign)
--   state          | disbursed_refund | refund_gap | refund_on  | opening_lines | open_since
--   refund-pending | 20.00            | -20.00     | 2024-03-01 | 1             | 2024-01-01
-- and: answer
--   fact
--   2024-03-01
-- quiet: position (45 days)
--   state          | billed_refund | refund_gap | billed_refund_on
--   refund-pending | -20.00        | -20.00     | 2024-05-16
-- quiet: position (paid back)
--   state    | billed_refund | disbursed_refund | billed_refund_on
--   refunded | -20.00        | -20.00           | 2024-01-15
SELECT position_id,
       iif(basis = 'net', billed_net_x, billed_refund) AS expected,
       iif(basis = 'net', disbursed_net_x, disbursed_refund) AS actual,
       iif(basis = 'net', collectible, refund_gap) AS amount,
       iif(opening_lines > 0, max(coalesce(billed_refund_on, refund_on), open_since),
           coalesce(billed_refund_on, refund_on)) AS fact
  FROM position
 WHERE state = 'refund-pending'
   AND as_of() - coalesce(billed_refund_on, refund_on) > policy('settlement_grace_days')
