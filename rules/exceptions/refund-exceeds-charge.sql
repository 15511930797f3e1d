-- rule      refund-exceeds-charge
-- severity  high
-- asks      Was more refunded than was ever charged?
-- because   No agreement allows it: it is a refund entered twice, or for another reference.
-- then      Find the refund's request. Stop further ones, and claim the excess back.
-- reads     position
-- unit      money
-- says      {expected} was charged, {actual} was refunded: {gap} too much.
-- since     1.0
-- rest      quiet
--
-- trips: position (two cents more, as billed)
--   billed_gross | billed_refund
--   100.00       | -100.02
-- and: answer
--   expected | actual
--   100.00   | 100.02
-- trips: position (right as billed, too much as disbursed)
--   billed_gross | billed_refund | disbursed_gross | disbursed_refund
--   100.00       | -50.00        | 40.00           | -50.00
-- and: answer
--   expected | actual
--   40.00    | 50.00
-- quiet: position (one cent more)
--   billed_gross | billed_refund | disbursed_gross | disbursed_refund
--   100.00       | -100.01       | 100.00          | -100.01
-- quiet: position (no charge at all: that is refund-without-charge)
--   billed_gross | billed_refund | disbursed_gross | disbursed_refund
--   0.00         | -50.00        | 0.00            | -50.00
SELECT position_id,
       iif(billed_gross > 0 AND abs(billed_refund) - billed_gross > policy('penny'),
           billed_gross, disbursed_gross) AS expected,
       iif(billed_gross > 0 AND abs(billed_refund) - billed_gross > policy('penny'),
           abs(billed_refund), abs(disbursed_refund)) AS actual
  FROM position
 WHERE (billed_gross > 0 AND abs(billed_refund) - billed_gross > policy('penny'))
    OR (disbursed_gross > 0 AND abs(disbursed_refund) - disbursed_gross > policy('penny'))
