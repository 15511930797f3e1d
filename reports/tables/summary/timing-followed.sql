-- What waited for its counterpart when the month before was sealed, and what became of it.
-- `not_cleared` are those whose day is over, waiting or told.
-- column sealed_month word
-- column waited       count
-- column cleared      count
-- column told         count
-- column waiting      count
-- column not_cleared  count
SELECT
    coalesce((SELECT month_text(0 + value) FROM meta
              WHERE name = 'sealed_day' AND value <> ''), '') AS sealed_month,
    count(*) AS waited, sum(f.outcome = 'cleared') AS cleared, sum(f.outcome = 'told') AS told,
    sum(f.outcome IN ('ahead', 'unasked')) AS waiting,
    sum(f.outcome <> 'cleared' AND EXISTS (
        SELECT 1 FROM finding_on
        WHERE finding_on.position_id = f.position_id AND finding_on.rule = 'timing-not-cleared')
        AND f.must_clear_by <= (SELECT loaded_to FROM role_window
                                WHERE role_window.role = f.waits_for_role)) AS not_cleared
FROM timing_followed AS f
HAVING count(*) > 0
