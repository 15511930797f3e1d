-- How many rows a report lists: the positions of its statuses, by populations.csv. ?1 is 1 for
-- whole populations (--full).
-- column report word
-- column rows   count
SELECT
    column1 AS report,
    (SELECT coalesce(sum(positions), 0) FROM population
     WHERE report = column1 AND CASE column1
        WHEN 'uncollected' THEN status IN ('uncollected', 'part-collected')
        WHEN 'refunds' THEN status <> 'none'
        WHEN 'net-terms' THEN status <> 'none' AND (?1 OR status NOT IN
            ('collected-in-terms', 'collected-no-terms', 'closed-uncollected'))
        ELSE status <> 'none' AND (?1 OR status NOT IN ('collected', 'aws-remits', 'untaxed'))
    END) AS rows
FROM (VALUES ('uncollected'), ('refunds'), ('net-terms'), ('tax-collection'))
