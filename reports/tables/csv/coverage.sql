-- about which days each kind of report covers, and which are missing
-- In the canonical order of the books: by rank of the family, then by day.
-- column family        word
-- column role          word
-- column from          day
-- column to            day
-- column days          count
-- column file          text
-- column covers_source word
-- column state         word
SELECT
    c.family, c.role, c.from_day AS "from", c.to_day AS "to", c.to_day - c.from_day + 1 AS days,
    file.short_name AS file, c.covers_source, c.state
FROM coverage AS c
    LEFT JOIN file USING (file_id)
ORDER BY c.ordinal
