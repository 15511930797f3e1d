-- about charges billed and not paid out, or not in full
-- Where what bills state as paid stands in for payouts, only its net is known.
-- column transaction_reference_id text
-- column currency                 word
-- column payer                    text
-- column customer                 text
-- column customer_country         text
-- column product_code             text
-- column product                  text
-- column offer_id                 text
-- column offer_visibility         text
-- column agreement_id             text
-- column invoice_id               text
-- column ar_period                month
-- column billed_on                day
-- column billed_on_source         word
-- column due_on                   day
-- column terms_source             word
-- column days_since_billing       count
-- column age_bucket               word
-- column days_past_due            count
-- column due_bucket               word
-- column state                    word
-- column cause                    word
-- column basis                    word
-- column billed_gross             money
-- column billed_refund            money
-- column disbursed_gross          money
-- column disbursed_refund         money
-- column collectible              money
-- column open_fee                 money
-- column open_tax                 money
-- column open_net                 money
-- column collected_net            money
-- column stated_open_net          money
-- column disbursed_after_as_of    money
-- column disbursed_after_on       day
-- column findings                 text
-- column evidence                 text
SELECT
    reference.text AS transaction_reference_id, p.currency, payer.payer,
    coalesce(nullif(customer.name, ''), customer.customer_ref) AS customer,
    customer.country AS customer_country,
    CASE p.products_differ WHEN 0 THEN product.code ELSE 'several' END AS product_code,
    CASE p.products_differ WHEN 0 THEN product.title ELSE 'several' END AS product,
    offer.offer AS offer_id, offer.visibility AS offer_visibility, offer.agreement AS agreement_id,
    invoice.text AS invoice_id, line.ar_period, p.billed_on, p.billed_on_source, p.due_on,
    p.terms_source, p.days_since_billing, p.age_bucket, p.days_past_due, p.due_bucket, p.state,
    p.cause, p.basis, p.billed_gross, p.billed_refund,
    iif(p.paid_stands_in, NULL, p.disbursed_gross) AS disbursed_gross,
    iif(p.paid_stands_in, NULL, p.disbursed_refund) AS disbursed_refund,
    p.collectible, p.open_fee, p.open_tax, p.open_net, p.collected_net, p.stated_open_net,
    p.disbursed_after_as_of, p.disbursed_after_on,
    (SELECT group_concat(rule, ' ') FROM
        (SELECT rule FROM finding_on WHERE finding_on.position_id = p.position_id ORDER BY rule)
    ) AS findings,
    p.evidence
FROM position_active AS p
    JOIN reference USING (reference_id)
    LEFT JOIN payer USING (payer_id)
    LEFT JOIN customer USING (customer_id)
    LEFT JOIN product USING (product_id)
    LEFT JOIN line_billed AS line ON line.line_id = p.attribute_line
    LEFT JOIN offer ON offer.offer_id = line.offer_id
    LEFT JOIN text AS invoice ON invoice.text_id = line.invoice_id
WHERE p.state IN ('uncollected', 'part-collected')
ORDER BY p.currency, p.collectible DESC, reference.text
