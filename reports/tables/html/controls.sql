-- about controls and stated figures that do not simply tie
-- column check      word
-- column kind       word
-- column scope      text
-- column currency   word
-- column basis      word
-- column reported   amount
-- column computed   amount
-- column difference amount
-- column verdict    word
-- column why        text
SELECT
    check_name AS "check", kind, scope, currency, basis, reported, computed, difference, verdict,
    why
FROM tie
WHERE verdict <> 'ties'
ORDER BY
    CASE verdict WHEN 'off' THEN 0 WHEN 'penny' THEN 1 ELSE 2 END, kind, check_name, scope,
    currency, basis, reported, computed, why
