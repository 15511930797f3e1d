-- about what is open against its payment terms, and what was paid late, the longest due first
-- ?1 is a payer, or NULL for all. Of what is open, days late are days past due.
-- column currency    word
-- column reference   text
-- column payer       text
-- column due_on      day
-- column status      word
-- column days_late   count
-- column expected    month
-- column billed      money
-- column collectible money
SELECT
    p.currency, reference.text AS reference, payer.payer, p.due_on, p.net_status AS status,
    iif(substr(p.net_status, 1, 5) = 'open-', p.days_past_due, p.days_late) AS days_late,
    p.expected_month AS expected, p.billed_gross AS billed, p.collectible
FROM position_active AS p
    JOIN reference USING (reference_id)
    LEFT JOIN payer USING (payer_id)
WHERE p.state <> 'cross-currency'
    AND (p.net_status = 'collected-late' OR substr(p.net_status, 1, 5) = 'open-')
    AND (?1 IS NULL OR p.payer_id = ?1)
ORDER BY p.currency, p.due_on IS NULL, p.due_on, reference.text
