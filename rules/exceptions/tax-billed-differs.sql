-- rule      tax-billed-differs
-- severity  medium
-- asks      Does the tax on the bill agree with the tax report?
-- because   The customer was charged by the one, and you file by the other.
-- then      File by the tax report, and have the bill corrected where it is wrong.
-- reads     position
-- unit      money
-- says      Tax of {expected} was billed, {actual} was calculated: {difference} apart.
-- since     1.0
-- rest      quiet
-- looks     back taxed
-- awaits    billed
--
-- trips: position (two cents)
--   billed_lines | tax_lines | billed_tax | billed_tax_refund | tax_calculated | billed_on  | taxed_to   | open_tax
--   1            | 1         | 10.00      | -2.00             | 8.02           | 2024-05-10 | 2024-06-09 | 8.00
-- and: answer
--   expected | actual | fact       | newest
--   8.00     | 8.02   | 2024-05-10 | 2024-06-09
-- quiet: position (one cent)
--   billed_lines | tax_lines | billed_tax | billed_tax_refund | tax_calculated
--   1            | 1         | 10.00      | -2.00             | 8.01
-- quiet: position (no tax line: tax-not-calculated asks, once tax is paid out)
--   billed_lines | tax_lines | billed_tax | tax_calculated
--   1            | 0         | 8.00       | 0.00
-- quiet: position (the billed report has no tax column)
--   billed_lines | tax_lines | billed_tax | tax_calculated | open_tax
--   1            | 1         | 0.00       | 8.00           | NULL
SELECT position_id, billed_tax + billed_tax_refund AS expected, tax_calculated AS actual,
       billed_on AS fact, taxed_to AS newest
  FROM position
 WHERE billed_lines > 0
   AND open_tax IS NOT NULL
   AND tax_lines > 0
   AND abs(billed_tax + billed_tax_refund - tax_calculated) > policy('penny')
