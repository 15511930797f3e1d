-- Positions a rule or a report asks about. Those at rest are counted and summed in populations.
SELECT
    reference.text, payer.payer, product.code,
    p.currency, p.state, p.cause, p.basis, p.billed_gross, p.billed_fee, p.billed_refund,
    p.billed_fee_refund, p.billed_credit, p.billed_fee_credit, p.billed_cost,
    p.billed_cost_refund, p.billed_tax, p.billed_tax_refund, p.billed_net,
    p.billed_collected_net, p.billed_forgiven, p.billed_adjustment, p.billed_aws_tax,
    p.disbursed_gross, p.disbursed_fee, p.disbursed_refund, p.disbursed_fee_refund,
    p.disbursed_credit, p.disbursed_fee_credit, p.disbursed_cost, p.disbursed_cost_refund,
    p.disbursed_tax, p.disbursed_tax_refund, p.disbursed_net, p.disbursed_collected_net,
    p.disbursed_forgiven, p.disbursed_adjustment, p.disbursed_aws_tax, p.billed_net_x,
    p.disbursed_net_x, p.open_gross, p.refund_gap, p.collectible, p.open_tax, p.open_fee,
    p.open_net, p.expected_fee_refund, p.tax_calculated, p.tax_aws, p.tax_report_refund,
    p.tax_difference, p.billed_lines, p.opening_lines, p.disbursed_lines, p.tax_lines,
    p.stated_open_lines, p.billed_refund_lines, p.disbursed_refund_lines, p.disbursed_fee_lines,
    p.tax_refund_lines, p.refund_lines, p.any_gross, p.billed_currencies, p.currency_assumed,
    p.billed_on, p.billed_on_source, p.billed_from, p.due_on, p.terms_source, p.terms_days,
    p.disbursed_on, p.first_payout_on, p.last_movement_on, p.billed_refund_on,
    p.disbursed_refund_on, p.refund_on, p.taxed_on, p.taxed_to, p.newest_list_on,
    p.days_since_billing,
    p.age_bucket, p.days_past_due, p.due_bucket, p.net_status, p.days_to_collect, p.days_late,
    p.observed_days, p.expected_month, p.tax_status, p.liable_party, p.product_tax_code,
    p.stated_open_net, p.collected_net, p.disbursed_after_as_of, p.disbursed_after_on,
    p.later_lines, p.products_differ, p.stated_paid_lines, p.paid_stands_in, p.stated_paid,
    p.stated_paid_given, p.stated_paid_fact, p.evidence
FROM position_active AS p
    JOIN reference USING (reference_id)
    LEFT JOIN payer USING (payer_id)
    LEFT JOIN product USING (product_id)
ORDER BY reference.text, p.currency
