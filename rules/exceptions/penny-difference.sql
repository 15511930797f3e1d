-- rule      penny-difference
-- severity  info
-- asks      How many differences were small enough to pass, and what do they come to?
-- because   A tolerance nobody adds up is a place to hide in. Each of them is a row of
--           pennies.csv, and together they are held against a budget.
-- then      Nothing, while the sum stays small and both signs occur. Many of one sign are a
--           rounding method that differs.
-- reads     penny_difference
-- unit      money
-- says      Penny differences: {count}, {actual} in all without signs; each is a row of
--           pennies.csv.
-- since     1.0
-- rest      quiet
--
-- trips: penny_difference (two of one position, of opposite signs)
--   position_id | currency | check_name | expected | actual
--   1           | USD      | gross      | 100.00   | 99.99
--   1           | USD      | fee        | -3.00    | -2.99
-- and: answer
--   expected | actual | count
--   0.00     | 0.02   | 2
-- quiet: penny_difference (none)
--   position_id | currency | check_name | expected | actual
SELECT position_id, 0 AS expected, sum(abs(actual - expected)) AS actual, count(*) AS count
  FROM penny_difference
 GROUP BY position_id
