-- What does not tie.
-- column check      word
-- column kind       word
-- column scope      text
-- column currency   word
-- column basis      word
-- column reported   amount
-- column computed   amount
-- column difference amount
-- column why        text
SELECT check_name AS "check", kind, scope, currency, basis, reported, computed, difference, why
FROM tie
WHERE verdict = 'off'
ORDER BY kind, check_name, scope, currency, basis, reported, computed, why
