-- The figures, from lines as read to the totals of every report. All amounts are whole micros
-- (millionths of a unit) in INTEGER columns; all days are day numbers. Nothing here rounds.
--
-- Python has filled before:
--   report_table   one row a table of a report file: role, days covered, superseded or not, and
--                  the signs its file settled (fee_sign ... are 1 as printed, -1 turned)
--   counted_in     which tables counted, epoch by epoch (0 where no month was sealed): what is
--                  settled late of a table is settled by those of its own epoch
--   line           one row a record that was understood, amounts as printed; line_id is the order
--                  in which an auditor would lay the files and their lines on one pile
--   cut            the days to look from: 'close' (as-of), 'open' (before the roll-forward), and
--                  after a sealed month 'held': that day, by the lines the seal held
--   setting        penny, grace days, base currency
--   terms          days by payer

-- === 1. Who pays ================================================================================
-- By account, else payer reference, else customer reference. A line that shows two of them links
-- the lesser to the greater.
CREATE VIEW named AS
SELECT cut, account, payer_ref, customer_ref
FROM cut JOIN report_table AS t ON t.epoch <= cut.epoch JOIN line USING (table_id);
CREATE TABLE payer_account AS
SELECT cut, payer_ref, min(account) AS account FROM named
WHERE payer_ref <> '' AND account <> '' GROUP BY cut, payer_ref;
CREATE TABLE customer_account AS
SELECT cut, customer_ref, min(account) AS account FROM named
WHERE customer_ref <> '' AND account <> '' GROUP BY cut, customer_ref;
CREATE TABLE customer_payer AS
SELECT cut, customer_ref, min(payer_ref) AS payer_ref FROM named
WHERE customer_ref <> '' AND payer_ref <> '' GROUP BY cut, customer_ref;

-- === 2. Each line from the seller's side ========================================================
-- A line without a currency takes the one its reference is billed in, when there is exactly one.
CREATE TABLE billed_in AS
SELECT k.epoch, reference, min(currency) AS currency, count(DISTINCT currency) AS currencies,
       min(counts_from) AS first_bill
FROM counted_in AS k JOIN report_table USING (table_id) JOIN line USING (table_id)
WHERE role IN ('billed', 'opening') AND reference <> ''
GROUP BY k.epoch, reference;

CREATE TABLE entry AS
SELECT l.line_id, l.table_id, t.family, t.role, t.stands_in, t.covers_to, l.reference,
       CASE WHEN t.role IN ('billed', 'opening') THEN 'B' WHEN t.role = 'disbursed' THEN 'D'
            WHEN t.role = 'taxed' THEN 'T' ELSE 'S' END AS side,
       coalesce(l.currency, CASE b.currencies WHEN 1 THEN b.currency END, setting.base)
           AS currency,
       l.day, l.day_from, l.source, l.counts_from, l.month, l.due,
       l.account, l.payer_ref, l.customer_ref, l.party,
       l.event IN ('REFUND', 'TAXONLYREFUND') AS tax_back,
       l.tax_type NOT IN ('', 'sales', 'selleruse', 'none') AS other_tax, l.tax_amount,
       l.gross, t.fee_sign * l.fee AS fee, t.refund_sign * l.refund AS refund,
       t.fee_refund_sign * l.fee_refund AS fee_refund, l.credit, l.fee_credit,
       t.cost_sign * l.cost AS cost, l.tax, t.tax_refund_sign * l.tax_refund AS tax_refund, l.net,
       l.net - t.net_holds_tax * (l.tax + t.tax_refund_sign * l.tax_refund) AS net_x
FROM line AS l
    JOIN report_table AS t USING (table_id)
    CROSS JOIN setting
    LEFT JOIN billed_in AS b ON b.epoch = t.epoch AND b.reference = l.reference
WHERE t.role NOT IN ('stated_total', 'aside');

-- === 3. Which lines count, seen from each day ===================================================
CREATE TABLE classed AS
SELECT cut.cut, e.*,
       CASE WHEN e.account <> '' THEN e.account
            WHEN e.payer_ref <> '' THEN coalesce(a.account, e.payer_ref)
            ELSE coalesce(ca.account, cpa.account, cp.payer_ref, e.customer_ref) END AS payer,
       CASE WHEN k.table_id IS NULL THEN 'superseded' -- or loaded after the seal
            WHEN e.counts_from > cut.day THEN 'after_as_of'
            WHEN e.side = 'T' AND b.first_bill > cut.day THEN 'after_as_of'
            WHEN e.reference = '' THEN 'no_reference'
            WHEN e.side = 'T' AND e.other_tax THEN 'other_tax'
            ELSE 'positions' END AS class
FROM cut CROSS JOIN entry AS e
    LEFT JOIN counted_in AS k ON k.epoch = cut.epoch AND k.table_id = e.table_id
    LEFT JOIN billed_in AS b ON b.epoch = cut.epoch AND b.reference = e.reference
    LEFT JOIN payer_account AS a ON a.cut = cut.cut AND a.payer_ref = e.payer_ref
    LEFT JOIN customer_account AS ca ON ca.cut = cut.cut AND ca.customer_ref = e.customer_ref
    LEFT JOIN customer_payer AS cp ON cp.cut = cut.cut AND cp.customer_ref = e.customer_ref
    LEFT JOIN payer_account AS cpa ON cpa.cut = cut.cut AND cpa.payer_ref = cp.payer_ref;
CREATE INDEX classed_reference ON classed (cut, reference, currency);

-- Sales compensation repeats what the monthly revenue reports say. Reference by reference,
-- currency by currency, month by month the earlier epoch counts: what a sealed month counted is
-- not counted again. Within one epoch sales compensation gives way.
CREATE TABLE restating AS
SELECT cut, reference, currency, month,
       min(CASE WHEN family = 'sales_compensation_billed_revenue' THEN stands_in END) AS said_in,
       min(CASE WHEN family <> 'sales_compensation_billed_revenue' THEN stands_in END) AS told_in
FROM classed
WHERE class = 'positions' AND family IN (
    'sales_compensation_billed_revenue', 'monthly_revenue_billing_and_revenue_data',
    'monthly_revenue_annual_subscriptions')
GROUP BY cut, reference, currency, month
HAVING said_in IS NOT NULL AND told_in IS NOT NULL;
UPDATE classed SET class = 'out_of_scope'
WHERE class = 'positions' AND role = 'billed' AND EXISTS (
    SELECT 1 FROM restating AS r
    WHERE r.cut = classed.cut AND r.reference = classed.reference
        AND r.currency = classed.currency AND r.month = classed.month
        AND (classed.family = 'sales_compensation_billed_revenue') = (told_in <= said_in));

-- A list of open items states again what is billed up to its day, and what another list says. An
-- earlier epoch counts first, then the bill, then the earlier list: one epoch after the other.
CREATE TABLE epoch_settled (epoch INTEGER);
CREATE TRIGGER settle_openings AFTER INSERT ON epoch_settled BEGIN
    UPDATE classed SET class = 'out_of_scope'
    WHERE class = 'positions' AND role = 'billed' AND stands_in = NEW.epoch AND EXISTS (
        SELECT 1 FROM classed AS item
        WHERE item.cut = classed.cut AND item.reference = classed.reference
            AND item.currency = classed.currency AND item.class = 'positions'
            AND item.role = 'opening' AND item.stands_in < NEW.epoch
            AND item.covers_to >= classed.day);
    UPDATE classed SET class = 'out_of_scope'
    WHERE class = 'positions' AND role = 'opening' AND stands_in = NEW.epoch AND EXISTS (
        SELECT 1 FROM classed AS other
        WHERE other.cut = classed.cut AND other.reference = classed.reference
            AND other.currency = classed.currency AND other.class = 'positions'
            AND (other.role = 'billed' AND other.stands_in <= NEW.epoch
                     AND other.day <= classed.covers_to
                 OR other.role = 'opening' AND (other.stands_in < NEW.epoch
                     OR other.stands_in = NEW.epoch AND other.covers_to < classed.covers_to)));
END;
INSERT INTO epoch_settled
SELECT DISTINCT stands_in FROM entry
WHERE EXISTS (SELECT 1 FROM entry WHERE role = 'opening') ORDER BY stands_in;

CREATE VIEW counted AS SELECT * FROM classed WHERE class = 'positions';

-- Paid out in a currency it is not billed in, while billed in another: in none of its currencies
-- is it aged or netted.
CREATE TABLE crossed AS
SELECT DISTINCT here.cut, here.reference
FROM (SELECT cut, reference, currency FROM counted GROUP BY cut, reference, currency
      HAVING max(side = 'D') AND NOT max(side = 'B')) AS here
    JOIN counted AS bill ON bill.cut = here.cut AND bill.reference = here.reference
        AND bill.side = 'B' AND bill.currency <> here.currency;

-- === 4. Sums of each position: (reference, currency), B billed and opening, D paid out ==========
CREATE TABLE summed AS
SELECT cut, reference, currency,
    sum(side = 'B') AS b_lines, sum(side = 'D') AS d_lines, sum(side = 'T') AS t_lines,
    sum(side = 'S') AS s_lines, max(role = 'opening') AS opened,
    max(side = 'B' AND gross <> 0) AS charged,
    max(family = 'sales_compensation_billed_revenue') AS lacks_tax,
    max(side IN ('B', 'D') AND (refund <> 0 OR fee_refund <> 0 OR tax_refund <> 0)
        OR side = 'T' AND tax_back) AS refunds,
    sum(CASE side WHEN 'B' THEN gross ELSE 0 END) AS b_gross,
    sum(CASE side WHEN 'B' THEN fee ELSE 0 END) AS b_fee,
    sum(CASE side WHEN 'B' THEN refund ELSE 0 END) AS b_refund,
    sum(CASE side WHEN 'B' THEN fee_refund ELSE 0 END) AS b_fee_refund,
    sum(CASE side WHEN 'B' THEN cost ELSE 0 END) AS b_cost,
    sum(CASE side WHEN 'B' THEN tax ELSE 0 END) AS b_tax,
    sum(CASE side WHEN 'B' THEN tax_refund ELSE 0 END) AS b_tax_refund,
    sum(CASE side WHEN 'B' THEN net ELSE 0 END) AS b_net,
    sum(CASE side WHEN 'B' THEN net_x ELSE 0 END) AS b_net_x,
    sum(CASE side WHEN 'D' THEN gross ELSE 0 END) AS d_gross,
    sum(CASE side WHEN 'D' THEN fee ELSE 0 END) AS d_fee,
    sum(CASE side WHEN 'D' THEN refund ELSE 0 END) AS d_refund,
    sum(CASE side WHEN 'D' THEN fee_refund ELSE 0 END) AS d_fee_refund,
    sum(CASE side WHEN 'D' THEN credit ELSE 0 END) AS d_credit,
    sum(CASE side WHEN 'D' THEN fee_credit ELSE 0 END) AS d_fee_credit,
    sum(CASE side WHEN 'D' THEN tax ELSE 0 END) AS d_tax,
    sum(CASE side WHEN 'D' THEN tax_refund ELSE 0 END) AS d_tax_refund,
    sum(CASE side WHEN 'D' THEN net ELSE 0 END) AS d_net,
    sum(CASE side WHEN 'D' THEN net_x ELSE 0 END) AS d_net_x,
    -- the tax report: every row of it is one jurisdiction
    sum(CASE WHEN side = 'T' AND party = 'seller' THEN tax_amount ELSE 0 END) AS tax_calculated,
    sum(CASE WHEN side = 'T' AND party = 'aws' THEN tax_amount ELSE 0 END) AS tax_aws,
    sum(CASE WHEN side = 'T' AND party = 'seller' AND tax_back THEN tax_amount ELSE 0 END)
        AS tax_report_refund,
    max(side = 'T' AND party = 'seller') AS seller_rows,
    max(side = 'T' AND party = 'seller' AND tax_amount <> 0 AND NOT tax_back) AS seller_sold,
    max(side = 'T' AND party = 'seller' AND tax_amount <> 0 AND tax_back) AS seller_took_back,
    max(side = 'T' AND party = 'aws') AS aws_rows,
    max(side = 'T' AND (party IN ('seller', 'other') OR party = 'none' AND tax_amount <> 0))
        AS not_only_aws,
    rtrim(max(CASE WHEN side = 'T' AND party = 'aws' THEN 'aws ' ELSE '' END)
          || max(CASE WHEN side = 'T' AND party = 'none' THEN 'none ' ELSE '' END)
          || max(CASE WHEN side = 'T' AND party = 'other' THEN 'other ' ELSE '' END)
          || max(CASE WHEN side = 'T' AND party = 'seller' THEN 'seller ' ELSE '' END))
        AS liable_party,
    -- the list of open items, as of the newest of them
    sum(CASE WHEN side = 'S' AND covers_to = newest_list THEN net_x END) AS stated_open_net
FROM counted JOIN cut USING (cut)
GROUP BY cut, reference, currency;

CREATE TABLE measured AS
SELECT s.*, crossed.reference IS NOT NULL AS is_crossed,
    b_gross - d_gross AS open_gross,
    b_refund - d_refund AS refund_gap,
    CASE WHEN basis = 'net' THEN b_net_x - d_net_x
         ELSE b_gross - d_gross + min(0, b_refund - d_refund) END AS collectible,
    CASE WHEN lacks_tax THEN NULL ELSE b_tax + b_tax_refund - d_tax - d_tax_refund END AS open_tax,
    CASE WHEN opened THEN NULL ELSE b_fee + b_fee_refund - d_fee - d_fee_refund END AS open_fee,
    CASE WHEN opened THEN NULL ELSE b_net_x - d_net_x END AS open_net,
    CASE basis WHEN 'net' THEN b_net_x ELSE b_gross END AS charge,
    CASE basis WHEN 'net' THEN d_net_x ELSE d_gross END AS paid,
    tax_calculated - d_tax - d_tax_refund AS tax_difference,
    d_tax <> 0 OR d_tax_refund <> 0 AS tax_paid
FROM (SELECT *, CASE WHEN b_cost <> 0 AND NOT opened THEN 'net' ELSE 'gross' END AS basis
      FROM summed) AS s
    LEFT JOIN crossed USING (cut, reference);
CREATE UNIQUE INDEX measured_key ON measured (cut, reference, currency);

-- === 5. The days of each position ===============================================================
-- Billed: the earliest line that charges, else the earliest.
CREATE TABLE billed AS
SELECT * FROM (
    SELECT cut, reference, currency, day AS billed_on, day_from, source,
           row_number() OVER (PARTITION BY cut, reference, currency
                              ORDER BY gross = 0, day, line_id) AS nth
    FROM counted WHERE side = 'B')
WHERE nth = 1;

-- Paid out: day by day, and how much has come by the end of each.
CREATE TABLE payday AS
SELECT cut, reference, currency, day, brings,
       sum(paid) OVER (PARTITION BY cut, reference, currency ORDER BY day) AS so_far
FROM (SELECT cut, reference, currency, c.day, max(c.gross > 0) AS brings,
             sum(CASE m.basis WHEN 'net' THEN c.net_x ELSE c.gross END) AS paid
      FROM counted AS c JOIN measured AS m USING (cut, reference, currency)
      WHERE c.side = 'D' GROUP BY cut, reference, currency, c.day);

CREATE TABLE paid AS
SELECT cut, reference, currency, min(p.day) AS first_payout_on, max(p.day) AS last_movement_on,
       CASE WHEN m.paid > 0 AND m.paid >= m.charge - setting.penny
            THEN min(CASE WHEN p.so_far > 0 AND p.so_far >= m.charge - setting.penny
                          THEN p.day END)
            ELSE max(CASE WHEN p.brings THEN p.day END) END AS disbursed_on
FROM payday AS p JOIN measured AS m USING (cut, reference, currency) CROSS JOIN setting
GROUP BY cut, reference, currency;

CREATE TABLE paid_later AS
SELECT cut, reference, currency, max(c.day) AS disbursed_after_on,
       sum(CASE m.basis WHEN 'net' THEN c.net_x ELSE c.gross END) AS disbursed_after_as_of
FROM classed AS c JOIN measured AS m USING (cut, reference, currency)
WHERE c.side = 'D' AND c.class = 'after_as_of'
GROUP BY cut, reference, currency;

-- The payer: that of the earliest bill, else of the earliest line; where it names none, the first
-- that a billed, a paid or any other line names.
CREATE TABLE paid_by AS
SELECT cut, reference, currency, payer FROM (
    SELECT cut, reference, currency, payer,
           row_number() OVER (PARTITION BY cut, reference, currency
                              ORDER BY payer = '', nth <> 1, side <> 'B', side <> 'D', line_id)
               AS choice
    FROM (SELECT cut, reference, currency, payer, side, line_id,
                 row_number() OVER (PARTITION BY cut, reference, currency
                                    ORDER BY role <> 'billed', day, line_id) AS nth
          FROM counted))
WHERE choice = 1;

-- Due: as its own lines state, else as the newest list that has a date for it, else by terms.
CREATE TABLE due AS
SELECT cut, reference, currency, due_on FROM (
    SELECT cut, reference, currency, min(due) AS due_on,
           row_number() OVER (PARTITION BY cut, reference, currency
                              ORDER BY side, covers_to DESC) AS choice
    FROM (SELECT cut, reference, currency, due, side,
                 CASE side WHEN 'B' THEN 0 ELSE covers_to END AS covers_to
          FROM counted WHERE side IN ('B', 'S') AND due IS NOT NULL)
    GROUP BY cut, reference, currency, side, covers_to)
WHERE choice = 1;

-- === 6. State: the first that applies ===========================================================
CREATE TABLE judged AS
SELECT d.*,
    CASE
    WHEN s_lines > 0 AND b_lines = 0 AND d_lines = 0 THEN 'stated-only'
    WHEN b_lines = 0 AND d_lines = 0 THEN 'tax-only'
    WHEN is_crossed THEN 'cross-currency'
    WHEN d_lines > 0 AND NOT charged AND b_gross = 0
        AND (back_from IS NULL OR first_payout_on < back_from) THEN 'before-history'
    WHEN d_lines > 0 AND NOT charged AND b_gross = 0 AND first_payout_on > known_to
        THEN 'ahead-of-billing'
    WHEN b_lines = 0 THEN 'disbursed-only'
    WHEN basis = 'gross' AND open_gross < -penny THEN 'over-disbursed'
    WHEN basis = 'net' AND collectible < -penny AND refund_gap >= -penny THEN 'over-disbursed'
    WHEN b_gross = 0 AND b_refund = 0 AND d_gross = 0 AND d_refund = 0 THEN 'nothing-billed'
    WHEN refund_gap > penny THEN 'over-refunded'
    WHEN b_refund <> 0 AND abs(b_gross + b_refund) <= penny AND abs(collectible) <= penny
        THEN CASE paid WHEN 0 THEN 'cancelled' ELSE 'refunded' END
    WHEN collectible < -penny THEN 'refund-pending'
    WHEN abs(collectible) <= penny AND (collectible <= 0 OR paid <> 0) THEN 'settled'
    WHEN collectible > 0 AND due_on >= as_of THEN 'not-due'
    WHEN paid > 0 THEN 'part-collected'
    ELSE 'uncollected' END AS state
FROM (SELECT m.*, cut.day AS as_of, cut.back_from, cut.known_to, setting.penny, setting.grace,
             coalesce(paid_by.payer, '') AS payer, billed.billed_on, billed.day_from,
             coalesce(billed.source, '') AS billed_on_source,
             paid.first_payout_on, paid.last_movement_on, paid.disbursed_on,
             coalesce(paid_later.disbursed_after_as_of, 0) AS disbursed_after_as_of,
             paid_later.disbursed_after_on,
             coalesce(due.due_on, billed.billed_on + terms.days) AS due_on,
             CASE WHEN due.due_on IS NOT NULL THEN 'stated'
                  WHEN billed.billed_on + terms.days IS NOT NULL THEN 'policy' ELSE '' END
                 AS own_terms
      FROM measured AS m
          JOIN cut USING (cut) CROSS JOIN setting
          LEFT JOIN paid_by USING (cut, reference, currency)
          LEFT JOIN billed USING (cut, reference, currency)
          LEFT JOIN paid USING (cut, reference, currency)
          LEFT JOIN paid_later USING (cut, reference, currency)
          LEFT JOIN due USING (cut, reference, currency)
          LEFT JOIN terms ON terms.payer = paid_by.payer) AS d;

-- === 7. Cause, ages, terms, tax =================================================================
CREATE TABLE aged AS
SELECT j.*,
    CASE
    WHEN state NOT IN ('uncollected', 'part-collected') THEN ''
    WHEN as_of - due_on > grace THEN 'past-due'
    WHEN as_of - max(billed_on, coalesce(due_on, billed_on)) <= grace THEN 'awaiting-payout'
    ELSE 'no-due-date' END AS cause,
    CASE
    WHEN is_crossed OR collectible = 0 THEN ''
    WHEN collectible < 0 THEN 'credit'
    ELSE CASE WHEN billed_on IS NULL OR age(as_of - day_from) <> age(as_of - billed_on) THEN '~'
              ELSE '' END || age(as_of - coalesce(billed_on, first_payout_on))
    END AS age_bucket,
    CASE
    WHEN is_crossed OR collectible = 0 THEN ''
    WHEN collectible < 0 THEN 'credit'
    WHEN due_on IS NULL THEN 'no-due-date'
    WHEN as_of <= due_on THEN 'not-due'
    WHEN as_of - due_on <= 30 THEN '1-30'
    ELSE age(as_of - due_on) END AS due_bucket,
    CASE
    WHEN b_gross <= 0 OR state = 'cross-currency' THEN 'none'
    WHEN collectible > penny OR state = 'uncollected'
        THEN CASE WHEN due_on IS NULL THEN 'open-no-terms' WHEN due_on < as_of
             THEN 'open-past-due' ELSE 'open-not-due' END
    WHEN disbursed_on IS NULL OR state = 'cancelled' THEN 'closed-uncollected'
    WHEN due_on IS NULL THEN 'collected-no-terms'
    WHEN disbursed_on - due_on > grace THEN 'collected-late'
    ELSE 'collected-in-terms' END AS net_status,
    CASE
    WHEN state = 'cross-currency' OR state = 'stated-only' AND t_lines = 0 THEN 'none'
    WHEN aws_rows AND NOT not_only_aws
        THEN CASE WHEN tax_paid THEN 'aws-liable-disbursed' ELSE 'aws-remits' END
    WHEN state IN ('tax-only', 'stated-only') AND EXISTS (
        SELECT 1 FROM measured AS o
        WHERE o.cut = j.cut AND o.reference = j.reference AND o.b_lines + o.d_lines > 0)
        THEN 'currency-differs'
    WHEN tax_paid AND NOT seller_rows THEN 'not-calculated'
    WHEN NOT seller_sold AND NOT seller_took_back AND tax_aws = 0 AND b_tax = 0
        AND b_tax_refund = 0 AND NOT tax_paid THEN 'untaxed'
    WHEN seller_sold AND seller_took_back AND abs(tax_calculated) <= penny AND NOT tax_paid
        THEN 'reversed'
    WHEN abs(tax_difference) <= penny THEN 'collected'
    WHEN tax_difference > 0
        THEN CASE WHEN state IN ('uncollected', 'part-collected', 'not-due', 'stated-only')
             THEN 'awaiting-payment' ELSE 'short' END
    WHEN refund_gap < -penny THEN 'awaiting-refund'
    ELSE 'over' END AS tax_status
FROM judged AS j;

-- A payer with six payouts or more has a habit: the 90th percentile (nearest rank) of its days
-- from bill to payout. It says usual or unusual, and moves no amount.
CREATE TABLE habit AS
SELECT cut, payer, currency, days, mark FROM (
    SELECT cut, payer, currency, disbursed_on - billed_on AS days,
           max(CASE WHEN billed_on_source IN ('file', 'ar-period') THEN '~' ELSE '' END)
               OVER (PARTITION BY cut, payer, currency) AS mark,
           row_number() OVER (PARTITION BY cut, payer, currency
                              ORDER BY disbursed_on - billed_on) AS nth,
           count(*) OVER (PARTITION BY cut, payer, currency) AS payouts
    FROM aged
    WHERE net_status IN ('collected-late', 'collected-in-terms', 'collected-no-terms',
                         'closed-uncollected')
        AND state <> 'cancelled' AND d_gross > 0 AND payer <> ''
        AND disbursed_on IS NOT NULL AND billed_on IS NOT NULL)
WHERE payouts >= 6 AND nth = (payouts * 90 + 99) / 100;

-- Days are counted from an invoice date, or from that of the list of open items; never from a day
-- that stands in for one.
CREATE TABLE position AS
SELECT p.*,
    CASE WHEN terms_status IN ('open-usual', 'open-unusual') THEN 'observed' ELSE own_terms END
        AS terms_source,
    CASE WHEN terms_status IN ('open-usual', 'open-unusual') THEN mark || habit_days
         WHEN billed_on_source IN ('invoice', 'opening') THEN due_on - billed_on END AS terms_days,
    CASE WHEN terms_status LIKE 'collected-%' THEN disbursed_on END AS collected_on,
    CASE WHEN terms_status LIKE 'collected-%' AND billed_on_source IN ('invoice', 'opening')
         THEN disbursed_on - billed_on END AS days_to_collect,
    CASE WHEN terms_status LIKE 'collected-%' THEN disbursed_on - due_on END AS days_late,
    CASE WHEN terms_status IN ('open-usual', 'open-unusual') THEN billed_on + habit_days
         WHEN terms_status LIKE 'open-%' THEN due_on + grace END AS expected_on
FROM (SELECT a.*, habit.days AS habit_days, habit.mark,
             CASE WHEN net_status <> 'open-no-terms' OR habit.days IS NULL THEN net_status
                  WHEN as_of - billed_on <= habit.days THEN 'open-usual'
                  ELSE 'open-unusual' END AS terms_status
      FROM aged AS a LEFT JOIN habit USING (cut, payer, currency)) AS p;

-- === 8. The roll-forward ========================================================================
-- What each line adds to what can be collected, as its position is measured at the close.
CREATE VIEW share AS
SELECT c.cut, c.reference, c.currency, c.counts_from, c.role, c.side,
    CASE side WHEN 'D' THEN -1 ELSE 1 END * CASE p.basis
        WHEN 'net' THEN c.net_x - c.refund - c.fee_refund ELSE c.gross END AS charge,
    CASE side WHEN 'D' THEN -1 ELSE 1 END * CASE p.basis
        WHEN 'net' THEN c.refund + c.fee_refund ELSE c.refund END AS refund
FROM counted AS c JOIN position AS p USING (cut, reference, currency)
WHERE c.side IN ('B', 'D') AND NOT p.is_crossed;

-- A refund taken out of payouts beyond what was billed is no claim: it stands in no balance.
CREATE VIEW balance AS
SELECT cut, reference, currency, payer,
    CASE WHEN is_crossed THEN 0 ELSE collectible END AS collectible,
    CASE WHEN is_crossed OR basis = 'net' THEN 0 ELSE max(0, refund_gap) END AS beyond
FROM position;

CREATE TABLE movement AS
SELECT reference, currency, payer, opening, billed, refunds_billed, disbursed, refunds_disbursed,
    adjusted, closing
FROM (
    SELECT reference, currency, collectible AS opening, 0 AS billed, 0 AS refunds_billed,
        0 AS disbursed, 0 AS refunds_disbursed, beyond AS adjusted, 0 AS closing
    FROM balance WHERE cut = 'open'
    UNION ALL
    SELECT reference, currency, 0, 0, 0, 0, 0, -beyond, collectible FROM balance
    WHERE cut = 'close'
    UNION ALL -- flows: lines dated after the opening
    SELECT reference, currency, 0,
        CASE WHEN role = 'billed' THEN charge ELSE 0 END,
        CASE WHEN role = 'billed' THEN refund ELSE 0 END,
        CASE WHEN role = 'disbursed' THEN charge ELSE 0 END,
        CASE WHEN role = 'disbursed' THEN refund ELSE 0 END,
        CASE WHEN role = 'opening' THEN charge + refund ELSE 0 END, 0
    FROM share WHERE cut = 'close' AND counts_from > (SELECT day FROM cut WHERE cut = 'open')
    UNION ALL -- a measure that changed: the older lines as measured now, less as measured then
    SELECT reference, currency, 0, 0, 0, 0, 0, charge + refund, 0
    FROM share WHERE cut = 'close' AND counts_from <= (SELECT day FROM cut WHERE cut = 'open')
    UNION ALL
    SELECT reference, currency, 0, 0, 0, 0, 0, -charge - refund, 0 FROM share WHERE cut = 'open')
    JOIN (SELECT reference, currency, payer FROM position WHERE cut = 'close')
        USING (reference, currency);
-- After a sealed month sealed.sql changes what it opens with.

CREATE VIEW roll_forward AS
SELECT *, 0 AS forgiven, -- no report of these families states it
    closing - opening - billed - refunds_billed - disbursed - refunds_disbursed - adjusted
        AS unexplained
FROM (
    SELECT currency, payer, sum(opening) AS opening, sum(billed) AS billed,
        sum(refunds_billed) AS refunds_billed, sum(disbursed) AS disbursed,
        sum(refunds_disbursed) AS refunds_disbursed, sum(adjusted) AS adjusted,
        sum(closing) AS closing
    FROM movement GROUP BY currency, payer
    UNION ALL
    SELECT currency, '(total)', sum(opening), sum(billed), sum(refunds_billed), sum(disbursed),
        sum(refunds_disbursed), sum(adjusted), sum(closing)
    FROM movement GROUP BY currency);

-- === 9. Totals ==================================================================================
CREATE VIEW closed AS SELECT * FROM position WHERE cut = 'close';

CREATE VIEW population AS
SELECT report, status, currency, count(*) AS positions, sum(amount) AS amount
FROM (
    SELECT 'currencies' AS report, state AS status, currency, collectible AS amount
    FROM closed WHERE is_crossed AND state = 'cross-currency'
    UNION ALL SELECT 'uncollected', state, currency, collectible FROM closed
    WHERE state <> 'cross-currency'
    UNION ALL SELECT 'refunds', CASE WHEN refunds THEN state ELSE 'none' END, currency, collectible
    FROM closed WHERE state <> 'cross-currency'
    UNION ALL SELECT 'net-terms', terms_status, currency, collectible FROM closed
    WHERE state <> 'cross-currency'
    UNION ALL SELECT 'tax-collection', tax_status, currency, tax_difference FROM closed
    WHERE state <> 'cross-currency')
GROUP BY report, status, currency;

CREATE VIEW ageing AS
SELECT currency, 'billing' AS basis, ltrim(age_bucket, '~') AS bucket, count(*) AS positions,
    sum(collectible) AS amount FROM closed WHERE age_bucket <> '' GROUP BY 1, 2, 3
UNION ALL
SELECT currency, 'due', due_bucket, count(*), sum(collectible)
FROM closed WHERE due_bucket <> '' GROUP BY 1, 2, 3;

CREATE VIEW payer_terms AS
SELECT payer, currency, count(*) AS positions, sum(terms_status LIKE 'open-%') AS open_positions,
    sum(collectible) AS collectible, sum(terms_status = 'collected-late') AS late_count
FROM closed WHERE terms_status <> 'none' GROUP BY payer, currency;

CREATE VIEW payout AS
SELECT day, currency, count(*) AS lines, sum(gross) AS gross, sum(fee) AS fee,
    sum(refund) AS refund, sum(fee_refund) AS fee_refund, sum(credit) AS credit,
    sum(fee_credit) AS fee_credit, sum(tax) AS tax, sum(tax_refund) AS tax_refund, sum(net) AS net
FROM classed WHERE cut = 'close' AND side = 'D' AND class IN ('positions', 'no_reference')
GROUP BY day, currency;
