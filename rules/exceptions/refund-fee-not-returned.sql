-- rule      refund-fee-not-returned
-- severity  medium
-- asks      Was the listing fee given back in the measure in which the charge was refunded?
-- because   The fee was taken for revenue that no longer is. It is small on one line and large
--           over a year.
-- then      Claim the fee back, with the refund's reference and the rate of the original charge.
-- reads     position
-- unit      money
-- says      Of the fee {expected} was to come back with the refund, {actual} did: {difference}.
-- since     1.0
-- rest      quiet
--
-- trips: position (as billed: two cents on one refund line)
--   billed_refund | billed_fee_refund | expected_fee_refund | billed_refund_lines
--   -50.00        | 1.48              | 1.50                | 1
-- and: answer
--   expected | actual
--   1.50     | 1.48
-- trips: position (right as billed, not given back in the payout)
--   billed_refund | billed_fee_refund | expected_fee_refund | billed_refund_lines | disbursed_refund
--   -50.00        | 1.50              | 1.50                | 1                   | -50.00
-- and: answer
--   expected | actual
--   1.50     | 0.00
-- quiet: position (two cents on two refund lines, each rounded by itself)
--   billed_refund | billed_fee_refund | expected_fee_refund | billed_refund_lines
--   -50.00        | 1.48              | 1.50                | 2
-- quiet: position (the refund has not been paid out yet: its fee neither)
--   billed_refund | billed_fee_refund | expected_fee_refund | billed_refund_lines | refund_gap
--   -50.00        | 1.50              | 1.50                | 1                   | -50.00
-- quiet: position (carried in by an opening list, which holds no fees)
--   billed_refund | expected_fee_refund | billed_refund_lines | opening_lines
--   -50.00        | 1.50                | 1                   | 1
SELECT position_id,
       iif(abs(billed_fee_refund - expected_fee_refund)
           > micro_times(policy('penny'), billed_refund_lines),
           expected_fee_refund, billed_fee_refund) AS expected,
       iif(abs(billed_fee_refund - expected_fee_refund)
           > micro_times(policy('penny'), billed_refund_lines),
           billed_fee_refund, disbursed_fee_refund) AS actual
  FROM position
 WHERE opening_lines = 0
   AND (abs(billed_fee_refund - expected_fee_refund)
        > micro_times(policy('penny'), billed_refund_lines)
        OR (disbursed_refund <> 0
            AND abs(refund_gap) <= policy('penny')
            AND abs(billed_fee_refund - disbursed_fee_refund)
                > micro_times(policy('penny'), billed_refund_lines)))
