-- The filing worksheet.
SELECT month, currency, country, state, level, jurisdiction, tax_type, liable_party, lines,
    gross_sales, taxable, nontaxable, exempt_with_certificate, tax, tax_refund, tax_collected,
    tax_refund_disbursed
FROM tax_jurisdiction
ORDER BY unallocated, month, currency, country, state, level, jurisdiction, tax_type,
    liable_party
