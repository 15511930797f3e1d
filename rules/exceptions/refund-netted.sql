-- rule      refund-netted
-- severity  info
-- asks      Was a refund met by paying out less, instead of being shown as a refund?
-- because   Charge and refund both look unpaid when they are looked at alone, and are settled when
--           they are looked at together.
-- then      Nothing. It explains why the refund column of the payout is short.
-- reads     position
-- unit      money
-- says      Refunds met by short payouts: {count}, {expected} in all; the payouts were {actual}
--           short.
-- since     1.0
-- rest      quiet
--
-- trips: position (together within one cent)
--   basis | disbursed_gross | open_gross | refund_gap
--   gross | 79.99           | 20.01      | -20.00
-- and: answer
--   expected | actual
--   -20.00   | -20.01
-- quiet: position (two cents apart)
--   basis | disbursed_gross | open_gross | refund_gap
--   gross | 79.98           | 20.02      | -20.00
-- quiet: position (nothing was collected: that is refund-before-collection)
--   basis | disbursed_gross | open_gross | refund_gap
--   gross | 0.00            | 20.00      | -20.00
SELECT position_id, refund_gap AS expected, 0 - open_gross AS actual
  FROM position
 WHERE basis = 'gross'
   AND disbursed_gross > 0
   AND open_gross > policy('penny')
   AND refund_gap < 0 - policy('penny')
   AND abs(open_gross + refund_gap) <= policy('penny')
