-- rule      penny-budget-exceeded
-- severity  medium
-- asks      Do the differences that were small enough to pass come to more than their budget?
-- because   A cent is rounding; a thousand cents of one currency are money, or a method that
--           differs. Nobody sees them one by one.
-- then      Look at pennies.csv: many of one check and one sign are a rounding method, which is
--           worth a question; else raise penny_budget, which stands in the summary.
-- reads     penny_difference
-- unit      money
-- says      Penny differences come to {actual} in all without signs, the budget is {expected}.
-- since     1.0
-- rest      quiet
--
-- trips: penny_difference (a cent more than the budget, signs do not cancel)
--   position_id | currency | check_name | expected | actual
--   1           | USD      | gross      | 100.00   | 99.99
--   2           | USD      | fee        | -3.00    | -2.00
-- and: answer
--   subject | currency | expected | actual
--   penny   | USD      | 1.00     | 1.01
-- quiet: penny_difference (the budget is reached, not passed; another currency has its own)
--   position_id | currency | check_name | expected | actual
--   1           | USD      | gross      | 100.00   | 99.50
--   2           | USD      | fee        | -3.00    | -2.50
--   3           | EUR      | gross      | 10.00    | 10.01
SELECT 'penny' AS subject, currency, '' AS evidence, policy('penny_budget') AS expected,
       sum(abs(actual - expected)) AS actual
  FROM penny_difference
 GROUP BY currency
HAVING sum(abs(actual - expected)) > policy('penny_budget')
