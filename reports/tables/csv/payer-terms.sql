-- about how each payer pays: terms, days to payout, what is open
-- Days counted from a stand-in billing day carry a ~.
-- column payer                  text
-- column currency               word
-- column positions              count
-- column open_positions         count
-- column collectible            amount
-- column terms_days             word
-- column terms_source           word
-- column days_to_collect_median word
-- column days_to_collect_p90    word
-- column days_to_collect_max    word
-- column late_count             count
SELECT
    payer.payer, t.currency, t.positions, t.open_positions, t.collectible,
    CASE t.terms_stand_in WHEN 0 THEN '' ELSE '~' END || t.terms_days AS terms_days,
    t.terms_source,
    CASE t.collect_stand_in WHEN 0 THEN '' ELSE '~' END || t.collect_median
        AS days_to_collect_median,
    CASE t.collect_stand_in WHEN 0 THEN '' ELSE '~' END || t.collect_p90 AS days_to_collect_p90,
    CASE t.collect_stand_in WHEN 0 THEN '' ELSE '~' END || t.collect_max AS days_to_collect_max,
    t.late_count
FROM payer_terms AS t
    LEFT JOIN payer USING (payer_id)
ORDER BY coalesce(payer.payer, ''), t.currency
