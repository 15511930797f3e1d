-- rule      stated-paid-differs
-- severity  medium
-- asks      Is what a bill states as paid what the payouts give?
-- because   Two reports of one source disagree about money on its way to you: one of them was made
--           from other facts, or a payout went to another reference.
-- then      Look up the payment date of the row among the payouts; fetch the billed report again,
--           it may be older than the payout. Ask the source about the rest.
-- reads     position
-- unit      money
-- says      The bill states {expected} as paid, the payouts give {actual}: {gap} apart.
-- since     1.0
-- rest      quiet
-- looks     forward disbursed
--
-- trips: position (two cents more stated than paid out)
--   stated_paid | stated_paid_given | stated_paid_fact
--   80.00       | 79.98             | 2026-05-20
-- and: answer
--   expected | actual | amount | fact
--   80.00    | 79.98  | 0.02   | 2026-05-20
-- trips: position (paid out, and the bill does not say so: a payout that is there needs no window)
--   stated_paid | stated_paid_given | stated_paid_fact
--   0.00        | 80.00             | 2026-04-30
-- and: answer
--   expected | actual | amount | fact
--   0.00     | 80.00  | -80.00 |
-- quiet: position (one cent is known of payouts)
--   stated_paid | stated_paid_given
--   80.00       | 79.99
-- quiet: position (the bill states no payment, or no payouts are loaded)
--   stated_paid | stated_paid_given
--               |
SELECT position_id,
       stated_paid AS expected,
       stated_paid_given AS actual,
       stated_paid - stated_paid_given AS amount,
       iif(stated_paid > stated_paid_given, stated_paid_fact, NULL) AS fact
  FROM position
 WHERE abs(stated_paid - stated_paid_given) > policy('penny')
