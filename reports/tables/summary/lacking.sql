-- Which side of the comparison no report stands for: without it what is open says little.
-- column billed    flag
-- column disbursed flag
-- column taxed     flag
-- column stated    count
SELECT
    NOT EXISTS (SELECT 1 FROM section WHERE role IN ('billed', 'opening'))
    AND NOT EXISTS (SELECT 1 FROM coverage WHERE role = 'billed' AND state = 'declared-empty')
        AS billed,
    NOT EXISTS (SELECT 1 FROM section WHERE role = 'disbursed')
    AND NOT EXISTS (SELECT 1 FROM coverage WHERE role = 'disbursed' AND state = 'declared-empty')
        AS disbursed,
    NOT EXISTS (SELECT 1 FROM section WHERE role = 'taxed')
    AND NOT EXISTS (SELECT 1 FROM coverage WHERE role = 'taxed' AND state = 'declared-empty')
        AS taxed,
    (SELECT count(*) FROM assumption WHERE setting GLOB 'payouts, as bills state them*')
        AS stated
