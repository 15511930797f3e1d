-- about what people decided about findings, still found or gone
-- Nothing of it changes a figure or takes a finding away.
-- column finding_id               word
-- column rule                     word
-- column severity                 word
-- column transaction_reference_id text
-- column currency                 word
-- column difference               text
-- column reason                   text
-- column owner                    text
-- column comment                  text
-- column due_on                   day
-- column status                   word
-- column file                     text
SELECT
    d.finding_id, f.rule, f.severity, f.transaction_reference_id, f.currency, f.difference,
    l.reason, l.owner, l.comment, l.due AS due_on,
    CASE
        WHEN f.finding_id IS NULL THEN 'gone'
        WHEN l.due < (SELECT 0 + value FROM meta WHERE name = 'as_of_day') THEN 'overdue'
        ELSE 'open'
    END AS status,
    file.short_name AS file
FROM disposition AS d
    JOIN line_disposition AS l USING (line_id)
    JOIN section ON section.section_id = l.line_id >> 32
    JOIN file USING (file_id)
    LEFT JOIN finding AS f ON f.finding_id = d.finding_id
ORDER BY d.finding_id
