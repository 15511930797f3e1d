-- rule      coverage-gap
-- severity  high
-- asks      Is a month, or a payout, missing between the files that are loaded?
-- because   What lies in the gap looks unbilled or unpaid everywhere else. A gap of one family is
--           info where another family of its role covers the days: data sets without rows are not
--           delivered.
-- then      Download and load the missing report; say --empty FAMILY:YYYY-MM when there was
--           nothing.
-- reads     covered_days
-- unit      day
-- says      No file covers {expected} to {actual}, both days included.
-- since     1.0
--
-- trips: covered_days
--   subject         | state | from_day   | to_day     | role_covered
--   bill/2024-03-01 | gap   | 2024-03-01 | 2024-03-31 | 0
-- and: answer
--   severity | expected   | actual
--   high     | 2024-03-01 | 2024-03-31
-- trips: covered_days (another family of the role covers the days)
--   subject         | state | from_day   | to_day     | role_covered
--   bill/2024-03-01 | gap   | 2024-03-01 | 2024-03-31 | 1
-- and: answer
--   severity
--   info
-- quiet: covered_days (not yet to be expected; said to be empty; there)
--   subject         | state          | from_day   | to_day
--   bill/2024-06-01 | awaited        | 2024-06-01 | 2024-06-30
--   bill/2024-05-01 | declared-empty | 2024-05-01 | 2024-05-31
--   bill/2024-04-01 | covered        | 2024-04-01 | 2024-04-30
SELECT subject, evidence, iif(role_covered = 1, 'info', 'high') AS severity,
       from_day AS expected, to_day AS actual
  FROM covered_days
 WHERE state = 'gap'
