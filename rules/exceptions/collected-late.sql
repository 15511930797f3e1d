-- rule      collected-late
-- severity  low
-- asks      Did a payout come later than terms and the days a payout takes allow?
-- because   It shows which customers use your terms as credit, and what to plan cash by.
-- then      Look at the payer's habit in payer-terms.csv before renewing its terms.
-- reads     position
-- unit      day
-- says      Due on {expected}, paid out on {actual}: {difference} days late.
-- since     1.0
-- rest      quiet
--
-- trips: position
--   net_status     | due_on     | disbursed_on
--   collected-late | 2024-04-01 | 2024-05-17
-- and: answer
--   expected   | actual
--   2024-04-01 | 2024-05-17
-- quiet: position (on the last day of grace)
--   net_status         | due_on     | disbursed_on
--   collected-in-terms | 2024-04-01 | 2024-05-16
SELECT position_id, due_on AS expected, disbursed_on AS actual
  FROM position
 WHERE net_status = 'collected-late'
