-- How payers pay.
SELECT
    payer.payer, t.currency, t.positions, t.open_positions, t.collectible, t.terms_days,
    t.terms_source, t.terms_stand_in, t.collect_median, t.collect_p90, t.collect_max,
    t.collect_stand_in, t.late_count
FROM payer_terms AS t LEFT JOIN payer USING (payer_id)
ORDER BY payer.payer, t.currency
