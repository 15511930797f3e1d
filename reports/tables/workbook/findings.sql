-- about every answer of a rule, with its evidence, and what was decided about it
-- As findings.csv, and the unit its rule counts in; gravest first.
-- column severity                 word
-- column rule                     word
-- column transaction_reference_id text
-- column currency                 word
-- column expected                 text
-- column actual                   text
-- column difference               text
-- column explanation              text
-- column reason                   text
-- column owner                    text
-- column comment                  text
-- column due_on                   day
-- column subject                  text
-- column evidence                 text
-- column finding_id               word
-- column unit                     word
WITH units AS MATERIALIZED (
    SELECT code, CASE
        WHEN instr(replace(text, ' ', ''), '--unitmoney' || char(10)) > 0 THEN 'money'
        WHEN instr(replace(text, ' ', ''), '--unittext' || char(10)) > 0 THEN 'text'
        ELSE 'count' END AS unit
    FROM rule
)
SELECT
    f.severity, f.rule, f.transaction_reference_id, f.currency, f.expected, f.actual,
    f.difference, f.explanation, l.reason, l.owner, l.comment, l.due AS due_on, f.subject,
    f.evidence, f.finding_id, coalesce(units.unit, 'text') AS unit
FROM finding AS f
    LEFT JOIN units ON units.code = f.rule
    LEFT JOIN disposition AS d ON d.finding_id = f.finding_id
    LEFT JOIN line_disposition AS l ON l.line_id = d.line_id
ORDER BY
    CASE f.severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 WHEN 'low' THEN 2 ELSE 3 END,
    f.rule, f.subject, f.currency, f.finding_id
