-- about what was read, and where every amount of it went
-- A row a file, component and currency: the tables of one file are added up.
-- column file             text
-- column role             word
-- column component        word
-- column currency_stated  word
-- column currency_used    word
-- column read             amount
-- column positions        amount
-- column other_tax        amount
-- column out_of_scope     amount
-- column no_reference     amount
-- column after_as_of      amount
-- column superseded       amount
-- column difference       amount
-- column rejected_records count
-- column verdict          word
SELECT
    file.short_name AS file, section.role, c.component, c.currency_stated, c.currency_used,
    exact_sum(c.read) AS read, exact_sum(c.positions) AS positions,
    exact_sum(c.other_tax) AS other_tax, exact_sum(c.out_of_scope) AS out_of_scope,
    exact_sum(c.no_reference) AS no_reference, exact_sum(c.after_as_of) AS after_as_of,
    exact_sum(c.superseded) AS superseded, exact_sum(c.difference) AS difference,
    file.rejected_records,
    CASE WHEN max(c.verdict = 'off') THEN 'off'
         WHEN max(c.verdict = 'incomplete') OR file.rejected_records > 0 THEN 'incomplete'
         ELSE 'ties'
    END AS verdict
FROM conservation AS c
    JOIN section USING (section_id)
    JOIN file USING (file_id)
GROUP BY file.file_id, section.role, c.component, c.currency_stated, c.currency_used
ORDER BY
    min(section.canonical), file.short_name, section.role, c.component, c.currency_stated,
    c.currency_used
