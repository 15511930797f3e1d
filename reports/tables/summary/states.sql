-- Every position by state. ?1 is one currency, or NULL for all.
-- column currency    word
-- column state       word
-- column positions   count
-- column collectible amount
SELECT currency, status AS state, positions, amount AS collectible
FROM population
WHERE report = 'uncollected' AND (?1 IS NULL OR currency = ?1)
ORDER BY currency, status
