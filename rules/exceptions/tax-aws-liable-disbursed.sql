-- rule      tax-aws-liable-disbursed
-- severity  high
-- asks      Was tax paid out to you that AWS says it remits itself?
-- because   The same tax may be remitted twice, or nobody remits it.
-- then      Do not remit it before seller operations have said who is liable.
-- reads     position
-- unit      money
-- says      Tax of {actual} was paid out although the tax report makes AWS liable for it.
-- since     1.0
-- rest      quiet
--
-- trips: position (one cent)
--   tax_status           | tax_aws | disbursed_tax
--   aws-liable-disbursed | 8.00    | 0.01
-- and: answer
--   expected | actual
--   0.00     | 0.01
-- quiet: position
--   tax_status  | tax_aws | disbursed_tax
--   aws-remits  | 8.00    | 0.00
SELECT position_id, tax_calculated AS expected, disbursed_tax + disbursed_tax_refund AS actual
  FROM position
 WHERE tax_status = 'aws-liable-disbursed'
