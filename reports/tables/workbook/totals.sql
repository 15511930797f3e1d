-- What was read by role, component and currency, and where it went: every amount is accounted for.
-- column role       word
-- column component  word
-- column currency   word
-- column read       amount
-- column positions  amount
-- column set_aside  amount
-- column difference amount
SELECT
    section.role, c.component, c.currency_used AS currency, exact_sum(c.read) AS read,
    exact_sum(c.positions) AS positions,
    (SELECT exact_sum(value) FROM json_each(json_array(
        exact_sum(c.other_tax), exact_sum(c.out_of_scope), exact_sum(c.no_reference),
        exact_sum(c.after_as_of), exact_sum(c.superseded)))) AS set_aside,
    exact_sum(c.difference) AS difference
FROM conservation AS c
    JOIN section USING (section_id)
GROUP BY section.role, c.component, c.currency_used
ORDER BY
    CASE section.role WHEN 'billed' THEN 0 WHEN 'disbursed' THEN 1 WHEN 'stated_open' THEN 2
        WHEN 'taxed' THEN 3 WHEN 'opening' THEN 4 ELSE 5 END,
    section.role, c.currency_used, c.component
