-- rule      net-does-not-recompute
-- severity  medium
-- asks      Do the parts of a line add up to the net it prints?
-- because   A line whose parts do not make its net was changed by hand, cut, or holds an amount no
--           column shows. Nothing built on it can be trusted to the cent.
-- then      Compare the line with the report as downloaded; load the untouched file. If that is
--           the file, keep the difference with your evidence. Info rows name files whose report is
--           known to hold more in its net than it shows.
-- reads     billed disbursed input_table stated_open
-- unit      money
-- says      The parts come to {expected}, the net printed is {actual}: {difference} apart.
-- since     1.0
-- flag      net-off
--
-- trips: disbursed (two cents)
--   reference | class   | has_identity | gross  | fee   | net
--   R-1       | counted | 1            | 100.00 | -3.00 | 97.02
-- and: answer
--   expected | actual | severity
--   97.00    | 97.02  | medium
-- trips: billed (net holds tax)
--   class   | has_identity | net_holds_tax | gross  | fee   | tax  | tax_refund | net
--   counted | 1            | 1             | 100.00 | -3.00 | 8.00 | -1.00      | 97.00
-- and: answer
--   expected | actual
--   104.00   | 97.00
-- trips: input_table (its net is known to hold more than it shows: once, as info)
--   subject | net_inexact | net_off_lines
--   ab12    | 1           | 7
-- and: answer
--   subject | severity | count
--   ab12    | info     | 7
-- quiet: disbursed (one cent: each part is rounded by itself)
--   class   | has_identity | gross  | fee   | net
--   counted | 1            | 100.00 | -3.00 | 97.01
-- quiet: billed (net without tax)
--   class   | has_identity | net_holds_tax | gross  | fee   | tax  | net
--   counted | 1            | 0             | 100.00 | -3.00 | 8.00 | 97.00
-- quiet: billed (the report states no net)
--   class   | has_identity | gross  | net
--   counted | 0            | 100.00 | 0.00
SELECT line_id, NULL AS subject, NULL AS evidence, 'medium' AS severity, parts AS expected,
       net AS actual, 1 AS count, NULL AS says
  FROM (SELECT line_id, class, has_identity, net_inexact, net,
               gross + fee + refund + fee_refund + credit + fee_credit + cost + cost_refund
               + iif(net_holds_tax = 1, tax + tax_refund, 0) AS parts
          FROM billed
        UNION ALL
        SELECT line_id, class, has_identity, net_inexact, net,
               gross + fee + refund + fee_refund + credit + fee_credit + cost + cost_refund
               + iif(net_holds_tax = 1, tax + tax_refund, 0)
          FROM disbursed
        UNION ALL
        SELECT line_id, class, has_identity, net_inexact, net, gross + fee + refund + fee_refund
          FROM stated_open)
 WHERE has_identity = 1
   AND net_inexact = 0
   AND class IN ('counted', 'no-reference')
   AND abs(parts - net) > money('0.01')
UNION ALL
SELECT NULL, subject, min(evidence), 'info', NULL, NULL, sum(net_off_lines),
       'The net of this report holds more than its columns show; {count} lines do not recompute.'
  FROM input_table
 WHERE net_inexact = 1
 GROUP BY subject
