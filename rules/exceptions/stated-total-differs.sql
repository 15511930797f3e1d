-- rule      stated-total-differs
-- severity  medium
-- asks      Do the lines of the reports give what the reports state in total?
-- because   A total that its lines do not give means that lines are missing, double or changed,
--           or that the total is wrong: without knowing which, no figure of that report is safe.
--           What another rule names item by item is not told twice: items of the list of open
--           ones, Total Tax, billed tax. The sum of the list is told where no item explains it.
-- then      Download both reports again, look at tie-out.csv for the basis that was tried, and ask
--           the marketplace when the difference stays.
-- reads     stated_figure
-- unit      money
-- says      The report states {expected}, its lines give {actual}: {difference} apart.
-- since     1.0
--
-- trips: stated_figure (a deposit two cents short)
--   subject      | check_name | currency | verdict | reported | computed
--   payout/a.csv | payout     | USD      | off     | 100.00   | 99.98
-- and: answer
--   subject      | currency | expected | actual
--   payout/a.csv | USD      | 100.00   | 99.98
-- trips: stated_figure (the sum of a list whose items all agree)
--   subject                 | evidence | check_name        | currency | verdict | reported | computed
--   uncollected-list/a.csv  | a.csv    | uncollected-list  | USD      | off     | 100.20   | 100.00
--   uncollected-items/a.csv | a.csv    | uncollected-items | USD      | penny   | 100.20   | 100.00
-- and: answer
--   subject                | expected | actual
--   uncollected-list/a.csv | 100.20   | 100.00
-- quiet: stated_figure (one cent; the very same)
--   subject      | check_name | currency | verdict | reported | computed
--   payout/a.csv | payout     | USD      | penny   | 100.00   | 99.99
--   payout/b.csv | payout     | USD      | ties    | 100.00   | 100.00
-- quiet: stated_figure (named by other rules)
--   subject                 | evidence | check_name        | currency | verdict | reported | computed
--   uncollected-list/a.csv  | a.csv    | uncollected-list  | USD      | off     | 100.20   | 90.00
--   uncollected-items/a.csv | a.csv    | uncollected-items | USD      | off     | 100.20   | 90.00
--   tax-totals/t.csv        | t.csv    | tax-totals        | USD      | off     | 8.00     | 7.00
--   billed-tax/all          | all      | billed-tax        | USD      | off     | 8.00     | 7.00
SELECT subject, evidence, currency, reported AS expected, computed AS actual
  FROM stated_figure AS figure
 WHERE verdict = 'off'
   AND check_name <> 'uncollected-items'
   AND check_name <> 'tax-totals'
   AND check_name <> 'billed-tax'
   AND NOT (check_name = 'uncollected-list'
            AND EXISTS (SELECT 1 FROM stated_figure AS item
                         WHERE item.check_name = 'uncollected-items'
                           AND item.evidence = figure.evidence
                           AND item.currency = figure.currency
                           AND item.verdict = 'off'))
