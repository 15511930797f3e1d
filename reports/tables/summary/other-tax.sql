-- Tax of another kind (VAT and its like), by type. ?1 is one currency, or NULL for all.
-- column currency word
-- column tax_type word
-- column lines    count
-- column tax      amount
SELECT
    line.currency, place.tax_type, count(*) AS lines, exact_sum(line.tax_amount) AS tax
FROM line_class AS class
    CROSS JOIN line_taxed AS line
    CROSS JOIN jurisdiction AS place
WHERE class.class = 'other-tax' AND line.line_id = class.line_id
    AND place.jurisdiction_id = line.jurisdiction_id
    AND (?1 IS NULL OR line.currency = ?1)
GROUP BY line.currency, place.tax_type
ORDER BY line.currency, place.tax_type
