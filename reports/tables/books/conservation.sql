-- What was read, and where it went.
SELECT
    s.canonical, c.component, c.currency_stated, c.currency_used, c.read, c.positions, c.other_tax,
    c.out_of_scope, c.no_reference, c.after_as_of, c.superseded, c.difference, c.verdict
FROM conservation AS c JOIN section AS s USING (section_id)
ORDER BY s.canonical, c.component, c.currency_stated, c.currency_used
