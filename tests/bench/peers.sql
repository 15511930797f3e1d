-- The work of a peer: the three reports of a month of the benchmark, their amounts as exact
-- decimals, summed by reference, joined, and what is odd written as four CSV files under the
-- names ours have, with columns of ours. tests/bench/peers_sql.sh puts in what differs: rows
-- (a table or a view), the files, a cell that holds an amount, an amount as it is written, a
-- penny, and what writes a SELECT into a file.

-- what is taken of each report
CREATE @rows billed AS SELECT "Transaction Reference ID" AS reference, "Currency" AS currency,
    "Customer AWS Account Number" AS payer, "Product Code" AS product_code,
    cell("Customer Billed Amount") AS gross, cell("AWS Listing Fee") AS fee,
    cell("Refunds Amount") AS refund, cell("AWS Fee Refund") AS fee_refund,
    cell("Partner Revenue Amount") AS net,
    cell("U.S. Sales Tax Customer Billed Amount") AS tax,
    cell("U.S. Sales Tax Refunds Amount") AS tax_refund
    FROM @billed;
CREATE @rows disbursed AS SELECT "Transaction Reference ID" AS reference,
    cell("SellerRev") AS gross, cell("AWSRefFee") AS fee, cell("SellerRevRefund") AS refund,
    cell("AWSRefFeeRefund") AS fee_refund, cell("Net Amount") AS net,
    cell("SellerUSSalesTax") AS tax, cell("SellerUSSalesTaxRefund") AS tax_refund
    FROM @disbursed;
CREATE @rows taxed AS SELECT "Transaction Reference ID" AS reference,
    "Base Currency Code" AS currency, "Tax Liable Party" AS party, "Transaction Type Code" AS kind,
    cell("Tax Amount") AS tax_amount
    FROM @taxed;

-- sums by reference; the join of them, of which only what is odd is kept
CREATE TEMP TABLE odd AS WITH
b AS (SELECT reference, min(currency) AS currency, min(payer) AS payer,
    min(product_code) AS product_code, sum(gross) AS gross, sum(fee) AS fee,
    sum(refund) AS refund, sum(fee_refund) AS fee_refund, sum(net) AS net, sum(tax) AS tax,
    sum(tax_refund) AS tax_refund
    FROM billed GROUP BY reference),
d AS (SELECT reference AS paid, sum(gross) AS d_gross, sum(fee) AS d_fee,
    sum(refund) AS d_refund, sum(fee_refund) AS d_fee_refund, sum(net) AS d_net,
    sum(tax) AS d_tax, sum(tax_refund) AS d_tax_refund
    FROM disbursed GROUP BY reference),
t AS (SELECT reference AS taxable,
    sum(CASE WHEN party = 'Seller' THEN tax_amount ELSE 0 END) AS tax_seller,
    sum(CASE WHEN party = 'Seller' THEN 0 ELSE tax_amount END) AS tax_aws,
    sum(CASE WHEN party = 'Seller' AND kind = 'REFUND' THEN tax_amount ELSE 0 END) AS tax_refunded
    FROM taxed GROUP BY reference)
SELECT * FROM (SELECT reference AS transaction_reference_id, currency,
    payer, product_code, gross AS billed_gross, refund AS billed_refund,
    fee_refund AS billed_fee_refund, tax AS billed_tax, tax_refund AS billed_tax_refund,
    coalesce(d_gross, 0) AS disbursed_gross, coalesce(d_refund, 0) AS disbursed_refund,
    coalesce(d_fee_refund, 0) AS disbursed_fee_refund, coalesce(d_tax, 0) AS disbursed_tax,
    coalesce(d_tax_refund, 0) AS disbursed_tax_refund,
    gross - coalesce(d_gross, 0) + CASE WHEN refund < coalesce(d_refund, 0)
        THEN refund - coalesce(d_refund, 0) ELSE 0 END AS collectible,
    refund - coalesce(d_refund, 0) AS refund_gap,
    fee + fee_refund - coalesce(d_fee + d_fee_refund, 0) AS open_fee,
    tax + tax_refund - coalesce(d_tax + d_tax_refund, 0) AS open_tax,
    net - coalesce(d_net, 0) AS open_net,
    coalesce(tax_seller, 0) AS tax_calculated, coalesce(tax_aws, 0) AS tax_aws,
    coalesce(tax_refunded, 0) AS tax_report_refund,
    coalesce(tax_seller, 0) - coalesce(d_tax + d_tax_refund, 0) AS tax_difference
    FROM b LEFT JOIN d ON reference = paid LEFT JOIN t ON reference = taxable) AS position
    WHERE collectible > 0 OR abs(tax_difference) > @penny OR billed_refund <> 0
    OR disbursed_refund <> 0 OR billed_tax_refund <> 0 OR disbursed_tax_refund <> 0
    OR billed_fee_refund <> 0 OR disbursed_fee_refund <> 0;

-- the four outputs
@write uncollected
SELECT transaction_reference_id, currency, payer, product_code,
    money(billed_gross) AS billed_gross, money(billed_refund) AS billed_refund,
    money(disbursed_gross) AS disbursed_gross, money(disbursed_refund) AS disbursed_refund,
    money(collectible) AS collectible, money(open_fee) AS open_fee,
    money(open_tax) AS open_tax, money(open_net) AS open_net
    FROM odd WHERE collectible > @penny OR (collectible > 0 AND disbursed_gross = 0)
@end
@write refunds
SELECT transaction_reference_id, currency, payer, product_code,
    money(billed_gross) AS billed_gross, money(billed_refund) AS billed_refund,
    money(disbursed_gross) AS disbursed_gross, money(disbursed_refund) AS disbursed_refund,
    money(refund_gap) AS refund_gap, money(billed_fee_refund) AS billed_fee_refund,
    money(disbursed_fee_refund) AS disbursed_fee_refund,
    money(billed_tax_refund) AS billed_tax_refund,
    money(disbursed_tax_refund) AS disbursed_tax_refund,
    money(tax_report_refund) AS tax_report_refund
    FROM odd WHERE billed_refund <> 0 OR disbursed_refund <> 0 OR billed_tax_refund <> 0
    OR disbursed_tax_refund <> 0 OR billed_fee_refund <> 0 OR disbursed_fee_refund <> 0
@end
@write net-terms
SELECT transaction_reference_id, currency, payer, product_code,
    money(billed_gross) AS billed_gross, money(disbursed_gross) AS disbursed_gross,
    money(collectible) AS collectible
    FROM odd
    WHERE billed_gross > 0 AND (collectible > @penny OR (collectible > 0 AND disbursed_gross = 0))
@end
@write tax-collection
SELECT transaction_reference_id, currency, payer, product_code,
    money(tax_calculated) AS tax_calculated, money(tax_aws) AS tax_aws,
    money(billed_tax) AS billed_tax, money(billed_tax_refund) AS billed_tax_refund,
    money(disbursed_tax) AS disbursed_tax, money(disbursed_tax_refund) AS disbursed_tax_refund,
    money(tax_difference) AS tax_difference
    FROM odd WHERE abs(tax_difference) > @penny
@end

-- for checking, not measured: every amount by report and currency
--totals
@write totals
SELECT role, currency, money(gross) AS gross, money(fee) AS fee, money(refund) AS refund,
    money(fee_refund) AS fee_refund, money(net) AS net, money(tax) AS tax,
    money(tax_refund) AS tax_refund, money(tax_amount) AS tax_amount
    FROM (
    SELECT 'billed' AS role, currency, sum(gross) AS gross, sum(fee) AS fee,
        sum(refund) AS refund, sum(fee_refund) AS fee_refund, sum(net) AS net,
        sum(tax) AS tax, sum(tax_refund) AS tax_refund, 0 AS tax_amount
        FROM billed GROUP BY currency
    UNION ALL
    SELECT 'disbursed', currency, sum(gross), sum(fee), sum(refund), sum(fee_refund), sum(net),
        sum(tax), sum(tax_refund), 0
        FROM disbursed LEFT JOIN (SELECT reference AS of, min(currency) AS currency
            FROM billed GROUP BY reference) AS own ON reference = of
        GROUP BY currency
    UNION ALL
    SELECT 'taxed', currency, 0, 0, 0, 0, 0, 0, 0, sum(tax_amount)
        FROM taxed GROUP BY currency) AS together
@end
