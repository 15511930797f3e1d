-- Billed and calculated tax of positions that have both.
SELECT currency, billed, calculated, positions, apart, off, elsewhere FROM billed_tax
ORDER BY currency
