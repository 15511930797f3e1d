-- Controls and stated figures.
SELECT check_name, kind, scope, currency, basis, reported, computed, difference, verdict, why
FROM tie
ORDER BY check_name, kind, scope, currency, basis, reported, computed, verdict, why
