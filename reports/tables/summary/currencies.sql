-- The base currency first.
-- column currency word
SELECT currency
FROM (SELECT currency FROM population UNION SELECT currency FROM ageing)
WHERE currency <> ''
ORDER BY
    currency <> coalesce((SELECT value FROM meta WHERE name = 'base_currency'), ''), currency
