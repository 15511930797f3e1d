-- rule      restatement-differs
-- severity  medium
-- asks      Do two reports of one role state the same reference and month otherwise?
-- because   Only the better-ranked report counts. Where the other differs, one of them is not the
--           whole truth, and the difference is in no other figure.
-- then      Compare both lines; ask the source which holds. What counts is the first named.
-- reads     fact_differs
-- unit      money
-- says      Counted are {expected}; this report states {actual}.
-- since     1.0
--
-- trips: fact_differs (ten less)
--   line_id | component | counted | stated
--   7       | gross     | 310.00  | 300.00
-- and: answer
--   line_id | expected | actual
--   7       | 310.00   | 300.00
-- quiet: fact_differs (none)
--   line_id | component
SELECT line_id, counted AS expected, stated AS actual,
       'Counted are {expected} of ' || component || '; this report states {actual}.' AS says
  FROM fact_differs
