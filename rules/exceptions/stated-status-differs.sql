-- rule      stated-status-differs
-- severity  medium
-- asks      Does the status of a row say what its own amounts say?
-- because   People sort and filter by the status. Nobody chases a row that is called paid and
--           whose money did not come.
-- then      Trust the amounts; fetch the report again, and ask the source which of the two is
--           wrong.
-- reads     stated_paid
-- unit      text
-- says      Its status says {expected}, its own amounts say {actual}.
-- since     1.0
--
-- trips: stated_paid (called paid, and two cents are missing)
--   class   | status | net   | paid
--   counted | paid   | 80.00 | 79.98
-- and: answer
--   expected | actual
--   paid     | part-paid
-- trips: stated_paid (called paid, and nothing came)
--   class   | status | net   | paid
--   counted | paid   | 80.00 | 0.00
-- and: answer
--   expected | actual
--   paid     | unpaid
-- trips: stated_paid (called part-paid, and all of it came)
--   class   | status    | net   | paid
--   counted | part-paid | 80.00 | 80.00
-- and: answer
--   expected  | actual
--   part-paid | paid
-- trips: stated_paid (called unpaid, and some of it came)
--   class   | status | net   | paid
--   counted | unpaid | 80.00 | 30.00
-- and: answer
--   expected | actual
--   unpaid   | part-paid
-- trips: stated_paid (called reversed, and it is there)
--   class   | status   | net   | paid
--   counted | reversed | 80.00 | 80.00
-- and: answer
--   expected | actual
--   reversed | paid
-- trips: stated_paid (called failed, and all of it came)
--   class   | status | net   | paid
--   counted | failed | 80.00 | 80.01
-- and: answer
--   expected | actual
--   failed   | paid
-- quiet: stated_paid (a cent either way is known of payouts)
--   class   | status | net   | paid
--   counted | paid   | 80.00 | 79.99
-- quiet: stated_paid (the source calls a cent too little part-paid)
--   class   | status    | net   | paid
--   counted | part-paid | 80.00 | 79.99
-- quiet: stated_paid (more than was billed is paid; another rule asks about that)
--   class   | status | net   | paid
--   counted | paid   | 80.00 | 90.00
-- quiet: stated_paid (nothing was owed any more, so nothing was paid)
--   class   | status | net  | paid
--   counted | unpaid | 0.00 | 0.00
-- quiet: stated_paid (a payout after the one that failed brought some of it)
--   class   | status | net   | paid
--   counted | failed | 80.00 | 30.00
-- quiet: stated_paid (refunded in full, and called paid)
--   class   | status | net  | paid
--   counted | paid   | 0.00 | 0.00
-- quiet: stated_paid (no status, or a line that does not count)
--   class        | status | net   | paid
--   counted      |        | 80.00 | 30.00
--   out-of-scope | paid   | 80.00 | 30.00
SELECT line_id, status AS expected, given AS actual
  FROM (SELECT line_id, status, net, paid,
               iif(paid = money('0.00') AND net <> money('0.00'), 'unpaid',
                   iif(abs(net - paid) <= policy('penny')
                       OR (net >= money('0.00') AND paid > net), 'paid', 'part-paid')) AS given
          FROM stated_paid
         WHERE class = 'counted'
           AND status <> '')
 WHERE (status = 'paid' AND given <> 'paid')
    OR (status = 'part-paid'
        AND (paid = money('0.00') OR paid = net
             OR (given = 'paid' AND abs(paid - net) > policy('penny'))))
    OR (status IN ('unpaid', 'reversed') AND paid <> money('0.00'))
    OR (status = 'failed' AND given = 'paid')
