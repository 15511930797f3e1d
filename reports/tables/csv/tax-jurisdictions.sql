-- about the filing worksheet: sales and tax by month and jurisdiction
-- What was paid out for tax and belongs to no tax line stands last, as (unallocated).
-- column period                  month
-- column currency                word
-- column country                 text
-- column state                   text
-- column jurisdiction_level      text
-- column jurisdiction            text
-- column tax_type                text
-- column liable_party            word
-- column lines                   count
-- column gross_sales             amount
-- column taxable                 amount
-- column nontaxable              amount
-- column exempt_with_certificate amount
-- column tax                     amount
-- column tax_refund              amount
-- column tax_collected           amount
-- column tax_refund_disbursed    amount
SELECT
    month AS period, currency, country, state, level AS jurisdiction_level, jurisdiction,
    tax_type, liable_party, lines, gross_sales, taxable, nontaxable, exempt_with_certificate,
    tax, tax_refund, tax_collected, tax_refund_disbursed
FROM tax_jurisdiction
ORDER BY unallocated, month, currency, country, state, level, jurisdiction, tax_type,
    liable_party
