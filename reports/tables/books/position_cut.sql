-- Positions on other days.
SELECT
    cut.cut_day, cut.of_list, cut.of_ages, reference.text, cut.currency, payer.payer, cut.state,
    cut.cause, cut.basis, cut.billed_lines, cut.billed_on, cut.billed_on_source, cut.due_on,
    cut.billed_gross, cut.billed_refund, cut.billed_tax, cut.billed_tax_refund, cut.billed_net_x,
    cut.disbursed_gross, cut.disbursed_refund, cut.disbursed_tax, cut.disbursed_tax_refund,
    cut.disbursed_net_x, cut.open_gross, cut.refund_gap, cut.collectible, cut.open_tax,
    cut.open_net, cut.listed, cut.reference_listed, cut.in_transit, cut.billed_lines_as_of,
    cut.listed_net, cut.listed_period
FROM position_cut AS cut
    JOIN reference USING (reference_id) LEFT JOIN payer USING (payer_id)
ORDER BY cut.cut_day, reference.text, cut.currency
