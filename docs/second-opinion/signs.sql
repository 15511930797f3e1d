-- Which sign does a report print? Public documents contradict each other, so each file settles it
-- by its own arithmetic: on each line all parts must add up to the net the line itself prints.
--
-- A reading says of each doubtful column whether its cells count as printed (1) or turned (-1),
-- and whether the net holds no tax, tax as printed, or tax with the tax refund turned.

CREATE TABLE reading AS
WITH sign(s) AS (VALUES (1), (-1)),
     held(tax, tax_refund) AS (VALUES (0, 0), (1, 1), (1, -1))
SELECT fee.s AS fee, refund.s AS refund, fee_refund.s AS fee_refund, cost.s AS cost,
       held.tax, held.tax_refund
FROM sign AS fee, sign AS refund, sign AS fee_refund, sign AS cost, held;

-- What a file carries at all. A column that is zero on every line has no sign to settle. Asked
-- once an epoch, of all that counted in it.
CREATE TABLE carried AS
SELECT k.epoch, unit, family, era,
       max(fee <> 0) AS fee, max(refund <> 0) AS refund, max(fee_refund <> 0) AS fee_refund,
       max(cost <> 0) AS cost, max(tax <> 0) AS tax, max(tax_refund <> 0) AS tax_refund,
       sum(tax_refund > 0) AS tax_refund_positive, sum(tax_refund < 0) AS tax_refund_negative
FROM counted_in AS k JOIN report_table USING (table_id) JOIN line USING (table_id)
WHERE role IN ('billed', 'disbursed', 'stated_open')
GROUP BY k.epoch, unit;

-- On how many lines with a doubtful amount each reading holds, within a cent.
CREATE TABLE fit AS
SELECT c.epoch, c.unit, r.fee, r.refund, r.fee_refund, r.cost, r.tax, r.tax_refund,
       count(*) AS asked,
       sum(abs(l.gross + r.fee * l.fee + r.refund * l.refund + r.fee_refund * l.fee_refund
               + r.cost * l.cost + l.credit + l.fee_credit
               + r.tax * l.tax + r.tax_refund * l.tax_refund - l.net) <= 10000) AS holds
FROM counted_in AS k
    JOIN report_table USING (table_id)
    JOIN line AS l USING (table_id)
    JOIN carried AS c ON c.epoch = k.epoch AND c.unit = report_table.unit
    CROSS JOIN reading AS r
WHERE (l.fee <> 0 OR l.refund <> 0 OR l.fee_refund <> 0 OR l.cost <> 0
       OR l.tax <> 0 OR l.tax_refund <> 0)
    AND (c.fee OR r.fee = 1)
    AND (c.refund OR r.refund = 1)
    AND (c.fee_refund OR r.fee_refund = 1)
    AND (c.cost OR r.cost = 1)
    AND (c.tax OR c.tax_refund OR r.tax = 0)
    AND (c.tax_refund OR r.tax_refund <> -1)
GROUP BY c.epoch, c.unit, r.fee, r.refund, r.fee_refund, r.cost, r.tax, r.tax_refund;
