-- rule      refund-before-collection
-- severity  info
-- asks      Which charges were refunded in full before anything was collected?
-- because   They never bring money and never cost any; revenue and refund of the month both hold
--           them.
-- then      Nothing to chase. Many of them are a sign of wrong orders or late cancellations.
-- reads     position
-- unit      money
-- says      Charges refunded before anything was collected: {count}, {expected} in all.
-- since     1.0
-- rest      quiet
--
-- trips: position
--   state     | billed_gross | billed_refund
--   cancelled | 100.00       | -100.00
-- and: answer
--   expected | actual
--   100.00   | 0.00
-- quiet: position (it had been collected)
--   state    | billed_gross | billed_refund | disbursed_gross | disbursed_refund
--   refunded | 100.00       | -100.00       | 100.00          | -100.00
SELECT position_id, billed_gross AS expected, disbursed_gross AS actual
  FROM position
 WHERE state = 'cancelled'
