-- rule      fee-differs
-- severity  medium
-- asks      Was the listing fee withheld from the payout another than the one billed?
-- because   The charge was collected in full, so the fee should be too. A fee that differs is
--           often a wrong rate, and a wrong rate repeats every month.
-- then      Compare both fees with the rate of your listing or private offer agreement, and claim
--           the difference.
-- reads     position
-- unit      money
-- says      The fee is {expected} as billed and {actual} as withheld: {difference} apart.
-- since     1.0
-- rest      quiet
--
-- trips: position (two cents on one payout line)
--   open_gross | disbursed_gross | billed_fee | disbursed_fee | disbursed_fee_lines
--   0.00       | 100.00          | -3.00      | -3.02         | 1
-- and: answer
--   expected | actual
--   -3.00    | -3.02
-- trips: position (three cents on two payout lines, each rounded by itself)
--   open_gross | disbursed_gross | billed_fee | disbursed_fee | disbursed_fee_lines
--   0.00       | 100.00          | -3.00      | -3.03         | 2
-- quiet: position (two cents on two payout lines)
--   open_gross | disbursed_gross | billed_fee | disbursed_fee | disbursed_fee_lines
--   0.00       | 100.00          | -3.00      | -3.02         | 2
-- quiet: position (one cent)
--   open_gross | disbursed_gross | billed_fee | disbursed_fee | disbursed_fee_lines
--   0.00       | 100.00          | -3.00      | -3.01         | 1
-- quiet: position (half of it is still to come)
--   open_gross | disbursed_gross | billed_fee | disbursed_fee | disbursed_fee_lines
--   50.00      | 50.00           | -3.00      | -1.50         | 1
-- quiet: position (carried in by an opening list, which holds no fees)
--   open_gross | disbursed_gross | billed_fee | disbursed_fee | disbursed_fee_lines | opening_lines
--   0.00       | 100.00          | 0.00       | -3.00         | 1                   | 1
-- quiet: position (bills state what was paid, and not what was withheld)
--   basis | open_net | disbursed_net_x | billed_fee | disbursed_fee | paid_stands_in
--   net   | 0.00     | 97.00           | -3.00      | 0.00          | 1
SELECT position_id, billed_fee AS expected, disbursed_fee AS actual
  FROM position
 WHERE abs(iif(basis = 'net', open_net, open_gross)) <= policy('penny')
   AND iif(basis = 'net', disbursed_net_x, disbursed_gross) > policy('penny')
   AND abs(billed_fee - disbursed_fee) > micro_times(policy('penny'), disbursed_fee_lines)
   AND opening_lines = 0
   AND paid_stands_in = 0
