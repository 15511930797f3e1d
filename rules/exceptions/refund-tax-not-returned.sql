-- rule      refund-tax-not-returned
-- severity  medium
-- asks      Was the tax of a fully refunded charge refunded too?
-- because   The customer paid tax on something that was taken back. The tax is not yours, and not
--           the state's either.
-- then      Have the tax refunded to the customer, and correct the return you filed for it.
-- reads     position
-- unit      money
-- says      The charge was fully refunded: {expected} of tax was to be refunded, {actual} was.
-- since     1.0
-- rest      quiet
--
-- trips: position (two cents short as billed)
--   billed_gross | billed_refund | billed_tax | billed_tax_refund | refund_gap
--   100.00       | -100.00       | 8.00       | -7.98             | -100.00
-- and: answer
--   expected | actual
--   -8.00    | -7.98
-- trips: position (right as billed, short in the payout)
--   billed_gross | billed_refund | billed_tax | billed_tax_refund | disbursed_refund | disbursed_tax
--   100.00       | -100.00       | 8.00       | -8.00             | -100.00          | 8.00
-- and: answer
--   expected | actual
--   -8.00    | 0.00
-- quiet: position (one cent short)
--   billed_gross | billed_refund | billed_tax | billed_tax_refund
--   100.00       | -100.00       | 8.00       | -7.99
-- quiet: position (the refund is not paid out yet: its tax neither)
--   billed_gross | billed_refund | billed_tax | billed_tax_refund | disbursed_tax | refund_gap
--   100.00       | -100.00       | 8.00       | -8.00             | 8.00          | -100.00
-- quiet: position (refunded in part)
--   billed_gross | billed_refund | billed_tax | billed_tax_refund
--   100.00       | -50.00        | 8.00       | 0.00
SELECT position_id,
       iif(billed_tax + billed_tax_refund > policy('penny'), 0 - billed_tax, 0 - disbursed_tax)
       AS expected,
       iif(billed_tax + billed_tax_refund > policy('penny'), billed_tax_refund,
           disbursed_tax_refund) AS actual
  FROM position
 WHERE billed_refund <> 0
   AND abs(billed_gross + billed_refund) <= policy('penny')
   AND billed_tax > 0
   AND (billed_tax + billed_tax_refund > policy('penny')
        OR (disbursed_refund <> 0
            AND abs(refund_gap) <= policy('penny')
            AND disbursed_tax + disbursed_tax_refund > policy('penny')))
