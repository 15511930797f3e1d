-- about every control and every stated figure, with its verdict
-- Controls first: our own arithmetic, then what the reports state of themselves.
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
ORDER BY kind, check_name, scope, currency, basis, reported, computed, verdict, why
