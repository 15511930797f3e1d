-- Facts whose counterpart lies outside the loaded days.
-- column waits_for_role word
-- column kind           word
-- column rule           word
-- column currency       word
-- column items          count
-- column amount         amount
SELECT
    t.waits_for_role, t.kind, t.rule, p.currency, count(*) AS items, exact_sum(t.amount) AS amount
FROM timing AS t
    JOIN position_active AS p USING (position_id)
GROUP BY t.waits_for_role, t.kind, t.rule, p.currency
ORDER BY t.waits_for_role, t.kind, t.rule, p.currency
