-- column severity word
-- column findings count
-- column decided  count
SELECT
    each.column1 AS severity, count(f.finding_id) AS findings, count(d.finding_id) AS decided
FROM (VALUES ('high'), ('medium'), ('low'), ('info')) AS each
    LEFT JOIN finding AS f ON f.severity = each.column1
    LEFT JOIN disposition AS d ON d.finding_id = f.finding_id
GROUP BY each.column1
ORDER BY CASE each.column1 WHEN 'high' THEN 0 WHEN 'medium' THEN 1 WHEN 'low' THEN 2 ELSE 3 END
