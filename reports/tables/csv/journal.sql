-- about a proposal for the books of account: balanced entries by month and currency
-- ?1 is gross or net: where the listing fee goes. docs/JOURNAL.md has the accounts and why. What
-- a line posts stands in `chart`; the receivable opens and adjusts as the roll-forward has it.
-- Each amount is a sum by currency of what the seller's side says; a debit is positive.
-- column entry       text
-- column date        day
-- column period      month
-- column currency    word
-- column kind        word
-- column account     word
-- column payer       text
-- column flow        word
-- column debit       amount
-- column credit      amount
-- column report      text
-- column file        text
-- column payout      text
-- column lines       count
-- column references  text
WITH day (opening_on, closing_on) AS MATERIALIZED (
    SELECT
        (SELECT 0 + value FROM meta WHERE name = 'roll_from_day') - 1,
        (SELECT 0 + value FROM meta WHERE name = 'as_of_day')
),
account (name, place, gross, net) AS (
    VALUES
    ('receivable', 1, 'assets:receivable:payer', NULL),
    ('tax-receivable', 2, 'assets:receivable:tax', NULL),
    ('cash', 3, 'assets:cash:payout', NULL),
    ('cash-stated', 4, 'assets:cash:stated', NULL),
    ('cross-currency', 5, 'assets:suspense:cross-currency', NULL),
    ('no-reference', 6, 'assets:suspense:no-reference', NULL),
    ('adjusted', 7, 'assets:suspense:adjusted', NULL),
    ('prior-period', 8, 'assets:suspense:prior-period', NULL),
    ('unexplained', 9, 'assets:suspense:unexplained', NULL),
    ('not-recomputed', 10, 'assets:suspense:not-recomputed', NULL),
    ('withheld', 11, 'liabilities:withheld', NULL),
    ('sales-tax', 12, 'liabilities:sales-tax', NULL),
    ('opening', 13, 'equity:opening', NULL),
    ('revenue', 14, 'income:revenue', NULL),
    ('refunds', 15, 'income:refunds', NULL),
    ('credits', 16, 'income:credits', NULL),
    ('listing-fee', 17, 'expenses:listing-fee', 'income:revenue'),
    ('cost', 18, 'expenses:cost', NULL),
    ('forgiven', 19, 'expenses:forgiven', NULL),
    ('rounding', 20, 'expenses:rounding', NULL)
),
-- What an amount of a line moves: 1 as it stands, -1 turned. `own` is the receivable, or what
-- stands in for it; `rest` is where what does not add up to net goes.
chart (form, amount, account, flow, turn) AS (
    VALUES
    ('billed gross', 'gross', 'own', 'billed', 1),
    ('billed gross', 'gross', 'revenue', '', -1),
    ('billed gross', 'refund', 'own', 'refunds_billed', 1),
    ('billed gross', 'refund', 'refunds', '', -1),
    ('billed gross', 'forgiven', 'own', 'forgiven', 1),
    ('billed gross', 'forgiven', 'forgiven', '', -1),
    ('billed gross', 'fee', 'withheld', '', 1),
    ('billed gross', 'fee', 'listing-fee', '', -1),
    ('billed gross', 'cost', 'withheld', '', 1),
    ('billed gross', 'cost', 'cost', '', -1),
    ('billed gross', 'tax', 'tax-receivable', '', 1),
    ('billed gross', 'tax', 'sales-tax', '', -1),
    ('billed net', 'net', 'own', 'billed', 1),
    ('billed net', 'back', 'own', 'billed', -1),
    ('billed net', 'back', 'own', 'refunds_billed', 1),
    ('billed net', 'gross', 'revenue', '', -1),
    ('billed net', 'refund', 'refunds', '', -1),
    ('billed net', 'credit', 'credits', '', -1),
    ('billed net', 'fee', 'listing-fee', '', -1),
    ('billed net', 'fee_credit', 'listing-fee', '', -1),
    ('billed net', 'cost', 'cost', '', -1),
    ('billed net', 'gross', 'rest', '', 1),
    ('billed net', 'refund', 'rest', '', 1),
    ('billed net', 'credit', 'rest', '', 1),
    ('billed net', 'fee', 'rest', '', 1),
    ('billed net', 'fee_credit', 'rest', '', 1),
    ('billed net', 'cost', 'rest', '', 1),
    ('billed net', 'net', 'rest', '', -1),
    ('billed net', 'tax', 'tax-receivable', '', 1),
    ('billed net', 'tax', 'sales-tax', '', -1),
    ('disbursed gross', 'gross', 'own', 'disbursed', -1),
    ('disbursed gross', 'refund', 'own', 'refunds_disbursed', -1),
    ('disbursed gross', 'fee', 'withheld', '', -1),
    ('disbursed gross', 'cost', 'withheld', '', -1),
    ('disbursed gross', 'credit', 'credits', '', -1),
    ('disbursed gross', 'fee_credit', 'listing-fee', '', -1),
    ('disbursed gross', 'tax', 'tax-receivable', '', -1),
    ('disbursed gross', 'net', 'cash', '', 1),
    ('disbursed gross', 'tax', 'cash', '', 1),
    ('disbursed gross', 'gross', 'rest', '', 1),
    ('disbursed gross', 'refund', 'rest', '', 1),
    ('disbursed gross', 'fee', 'rest', '', 1),
    ('disbursed gross', 'cost', 'rest', '', 1),
    ('disbursed gross', 'credit', 'rest', '', 1),
    ('disbursed gross', 'fee_credit', 'rest', '', 1),
    ('disbursed gross', 'net', 'rest', '', -1),
    ('disbursed parts', 'gross', 'own', 'disbursed', -1),
    ('disbursed parts', 'refund', 'own', 'refunds_disbursed', -1),
    ('disbursed parts', 'fee', 'withheld', '', -1),
    ('disbursed parts', 'cost', 'withheld', '', -1),
    ('disbursed parts', 'credit', 'credits', '', -1),
    ('disbursed parts', 'fee_credit', 'listing-fee', '', -1),
    ('disbursed parts', 'tax', 'tax-receivable', '', -1),
    ('disbursed parts', 'gross', 'cash', '', 1),
    ('disbursed parts', 'refund', 'cash', '', 1),
    ('disbursed parts', 'fee', 'cash', '', 1),
    ('disbursed parts', 'cost', 'cash', '', 1),
    ('disbursed parts', 'credit', 'cash', '', 1),
    ('disbursed parts', 'fee_credit', 'cash', '', 1),
    ('disbursed parts', 'tax', 'cash', '', 1),
    ('disbursed net', 'net', 'own', 'disbursed', -1),
    ('disbursed net', 'back', 'own', 'disbursed', 1),
    ('disbursed net', 'back', 'own', 'refunds_disbursed', -1),
    ('disbursed net', 'tax', 'tax-receivable', '', -1),
    ('disbursed net', 'net', 'cash', '', 1),
    ('disbursed net', 'tax', 'cash', '', 1),
    ('stated_paid net', 'net', 'own', 'disbursed', -1),
    ('stated_paid net', 'tax', 'tax-receivable', '', -1),
    ('stated_paid net', 'net', 'cash-stated', '', 1),
    ('stated_paid net', 'tax', 'cash-stated', '', 1),
    ('opening gross', 'gross', 'own', '', 1),
    ('opening gross', 'refund', 'own', '', 1),
    ('opening gross', 'gross', 'adjusted', '', -1),
    ('opening gross', 'refund', 'adjusted', '', -1)
),
-- Tables, and how the signs they print turn to the seller's side.
source AS MATERIALIZED (
    SELECT
        s.section_id, s.role, s.family, s.net_holds_tax, s.covers_to,
        s.sign_vector >= 0 AS has_net,
        iif(s.role = 'disbursed', coalesce(s.payout_on, s.covers_to), s.covers_to) AS day_without,
        file.short_name,
        coalesce(max(g.factor) FILTER (WHERE g.component = 'gross'), 1) AS gross,
        coalesce(max(g.factor) FILTER (WHERE g.component = 'fee'), 1) AS fee,
        coalesce(max(g.factor) FILTER (WHERE g.component = 'refund'), 1) AS refund,
        coalesce(max(g.factor) FILTER (WHERE g.component = 'fee_refund'), 1) AS fee_refund,
        coalesce(max(g.factor) FILTER (WHERE g.component = 'credit'), 1) AS credit,
        coalesce(max(g.factor) FILTER (WHERE g.component = 'fee_credit'), 1) AS fee_credit,
        coalesce(max(g.factor) FILTER (WHERE g.component = 'cost'), 1) AS cost,
        coalesce(max(g.factor) FILTER (WHERE g.component = 'cost_refund'), 1) AS cost_refund,
        coalesce(max(g.factor) FILTER (WHERE g.component = 'tax'), 1) AS tax,
        coalesce(max(g.factor) FILTER (WHERE g.component = 'tax_refund'), 1) AS tax_refund,
        coalesce(max(g.factor) FILTER (WHERE g.component = 'net'), 1) AS net,
        coalesce(max(g.factor) FILTER (WHERE g.component = 'forgiven'), 1) AS forgiven
    FROM section AS s
        JOIN file USING (file_id)
        LEFT JOIN file_sign AS g USING (section_id)
    WHERE s.role IN ('billed', 'disbursed', 'stated_paid', 'opening')
    GROUP BY s.section_id
),
-- The lines of the days of the roll-forward that count, or name no reference: by one form.
printed AS (
    SELECT
        'billed' AS role, b.line_id, b.reference_id, b.currency,
        coalesce(
            b.dated,
            CAST(strftime('%s', b.ar_period * 86400, 'unixepoch', 'start of month', '+1 month',
                          '-1 day') AS INTEGER) / 86400,
            s.day_without
        ) AS day,
        0 AS payout_id, s.family, s.short_name, s.covers_to, 1 AS has_net,
        s.gross * b.gross AS gross, s.refund * b.refund AS refund,
        s.forgiven * b.forgiven AS forgiven, s.fee * b.fee + s.fee_refund * b.fee_refund AS fee,
        s.cost * b.cost + s.cost_refund * b.cost_refund AS cost, s.credit * b.credit AS credit,
        s.fee_credit * b.fee_credit AS fee_credit,
        s.tax * b.tax + s.tax_refund * b.tax_refund AS tax,
        s.net * b.net - s.net_holds_tax * (s.tax * b.tax + s.tax_refund * b.tax_refund) AS net,
        s.refund * b.refund + s.fee_refund * b.fee_refund + s.cost_refund * b.cost_refund AS back
    FROM line_billed AS b JOIN source AS s ON s.section_id = b.line_id >> 32
    UNION ALL
    SELECT
        'disbursed', d.line_id, d.reference_id, d.currency,
        coalesce(
            d.dated,
            CAST(strftime('%s', d.ar_period * 86400, 'unixepoch', 'start of month', '+1 month',
                          '-1 day') AS INTEGER) / 86400,
            s.day_without
        ),
        d.payout_id, s.family, s.short_name, s.covers_to, s.has_net,
        s.gross * d.gross, s.refund * d.refund, 0,
        s.fee * d.fee + s.fee_refund * d.fee_refund,
        s.cost * d.cost + s.cost_refund * d.cost_refund, s.credit * d.credit,
        s.fee_credit * d.fee_credit, s.tax * d.tax + s.tax_refund * d.tax_refund,
        s.net * d.net - s.net_holds_tax * (s.tax * d.tax + s.tax_refund * d.tax_refund),
        s.refund * d.refund + s.fee_refund * d.fee_refund + s.cost_refund * d.cost_refund
    FROM line_disbursed AS d JOIN source AS s ON s.section_id = d.line_id >> 32
    UNION ALL
    -- What is paid counts for the charge first, and the rest for the tax of its bill.
    SELECT
        'stated_paid', line_id, reference_id, currency, day, 0, family, short_name, covers_to, 1,
        0, 0, 0, 0, 0, 0, 0, part, paid - part, 0
    FROM (
        SELECT
            p.line_id, p.reference_id, p.currency, s.family, s.short_name, s.covers_to,
            max(
                coalesce(p.dated, s.covers_to),
                coalesce(
                    b.dated,
                    CAST(strftime('%s', b.ar_period * 86400, 'unixepoch', 'start of month',
                                  '+1 month', '-1 day') AS INTEGER) / 86400,
                    t.day_without
                )
            ) AS day,
            s.net * p.net AS paid,
            CASE WHEN t.net_holds_tax = 0 OR p.net = 0 THEN 0 ELSE
                max(
                    min(0, t.tax * b.tax + t.tax_refund * b.tax_refund),
                    min(
                        max(0, t.tax * b.tax + t.tax_refund * b.tax_refund),
                        s.net * p.net - t.net * b.net
                        + t.tax * b.tax + t.tax_refund * b.tax_refund
                    )
                )
            END AS part
        FROM line_stated_paid AS p
            JOIN source AS s ON s.section_id = p.line_id >> 32
            JOIN line_billed AS b ON b.line_id = p.billed_line
            JOIN source AS t ON t.section_id = b.line_id >> 32
    )
    UNION ALL
    SELECT
        'opening', o.line_id, o.reference_id, o.currency, s.covers_to, 0, s.family, s.short_name,
        s.covers_to, 1, s.gross * o.gross, s.refund * o.refund, 0, 0, 0, 0, 0, 0, 0, 0
    FROM line_opening AS o JOIN source AS s ON s.section_id = o.line_id >> 32
),
place (reference_id, currency, payer_id, own, basis, stands_in) AS MATERIALIZED (
    SELECT
        reference_id, currency, payer_id,
        iif(state = 'cross-currency', 'cross-currency', 'receivable'),
        iif(state = 'cross-currency', 'gross', basis), paid_stands_in
    FROM position_active
    UNION ALL
    SELECT reference_id, currency, payer_id, 'receivable', 'gross', 0 FROM position_rest
),
known AS (
    SELECT
        p.*,
        coalesce(
            p.currency,
            (SELECT u.currency FROM reference_currency AS u WHERE u.reference_id = p.reference_id),
            (SELECT u.currency FROM line_currency AS u WHERE u.line_id = p.line_id),
            (SELECT value FROM meta WHERE name = 'base_currency')
        ) AS used,
        (SELECT class FROM line_class AS c WHERE c.line_id = p.line_id) AS class
    FROM printed AS p CROSS JOIN day
    WHERE p.day > day.opening_on AND p.day <= day.closing_on
),
line AS MATERIALIZED (
    SELECT
        k.*, coalesce(a.own, 'no-reference') AS own,
        CASE
            WHEN k.role = 'stated_paid' THEN 'net'
            WHEN k.role = 'opening' THEN 'gross'
            WHEN coalesce(a.basis, 'gross') = 'gross' AND k.has_net = 0 THEN 'parts'
            ELSE coalesce(a.basis, 'gross')
        END AS basis,
        iif(a.own = 'receivable', coalesce(payer.payer, ''), '') AS payer,
        coalesce(reference.text, '') AS reference,
        iif(
            abs(k.net - k.gross - k.refund - k.fee - k.cost - k.credit - k.fee_credit)
            <= (SELECT micro_or_count FROM policy WHERE name = 'penny'),
            'rounding', 'not-recomputed'
        ) AS rest,
        CASE k.role
            WHEN 'disbursed' THEN coalesce(
                nullif((SELECT bank_trace FROM deposit AS d WHERE d.payout_id = k.payout_id), ''),
                nullif((SELECT settlement FROM deposit AS d WHERE d.payout_id = k.payout_id), ''),
                (
                    SELECT o.payout FROM payout AS o
                    WHERE o.payout = k.short_name AND o.currency = k.used
                ),
                (
                    SELECT min(o.payout) FROM payout AS o
                        JOIN text AS t ON t.text = o.payout
                        JOIN line_stated_total AS w ON w.settlement_id = t.text_id
                        JOIN section AS s ON s.section_id = w.line_id >> 32
                    WHERE s.covers_to = k.covers_to AND o.currency = k.used
                ),
                k.short_name
            )
            ELSE ''
        END AS payout
    FROM known AS k
        LEFT JOIN place AS a ON a.reference_id = k.reference_id AND a.currency = k.used
            AND k.reference_id <> 0
        LEFT JOIN payer ON payer.payer_id = a.payer_id
        LEFT JOIN reference ON reference.reference_id = k.reference_id AND k.reference_id <> 0
    WHERE coalesce(k.class, 'counted') IN ('counted', 'no-reference')
        AND (k.role <> 'opening' OR coalesce(a.own, '') <> 'receivable')
        AND (k.role <> 'stated_paid' OR coalesce(a.stands_in, k.reference_id = 0
            AND NOT EXISTS (SELECT 1 FROM section WHERE role = 'disbursed')))
),
named AS MATERIALIZED (
    SELECT
        line.*, strftime('%Y-%m', line.day * 86400, 'unixepoch') AS month,
        CASE role WHEN 'disbursed' THEN 'payout' WHEN 'stated_paid' THEN 'payment-stated'
        WHEN 'opening' THEN 'carried-in' ELSE 'billed' END AS kind,
        iif(role = 'disbursed', payout, short_name) AS source
    FROM line
),
entry_line AS MATERIALIZED (
    SELECT named.*, kind || ' ' || month || ' ' || used || ' ' || source AS entry FROM named
),
-- Sums before they are posted; exact_sum has no bound.
summed AS MATERIALIZED (
    SELECT
        entry, kind, used, role || ' ' || basis AS form, own, rest, payer,
        exact_sum(gross) AS gross, exact_sum(refund) AS refund,
        exact_sum(forgiven) AS forgiven, exact_sum(fee) AS fee, exact_sum(cost) AS cost,
        exact_sum(credit) AS credit, exact_sum(fee_credit) AS fee_credit, exact_sum(tax) AS tax,
        exact_sum(net) AS net, exact_sum(back) AS back
    FROM entry_line
    GROUP BY entry, kind, used, role, basis, own, rest, payer
),
moved (entry, kind, currency, account, flow, payer, turn, amount) AS (
    SELECT
        s.entry, s.kind, s.used,
        CASE c.account WHEN 'own' THEN s.own WHEN 'rest' THEN s.rest ELSE c.account END,
        c.flow, iif(c.account = 'own', s.payer, ''), c.turn,
        CASE c.amount
            WHEN 'gross' THEN s.gross WHEN 'refund' THEN s.refund WHEN 'forgiven' THEN s.forgiven
            WHEN 'fee' THEN s.fee WHEN 'cost' THEN s.cost WHEN 'credit' THEN s.credit
            WHEN 'fee_credit' THEN s.fee_credit WHEN 'tax' THEN s.tax WHEN 'net' THEN s.net
            ELSE s.back
        END
    FROM summed AS s JOIN chart AS c ON c.form = s.form
    UNION ALL
    SELECT
        r.part || ' ' || r.currency, r.part, r.currency,
        iif(r.turn = 1, 'receivable', r.against), iif(r.turn = 1, r.flow, ''),
        iif(r.turn = 1, coalesce(payer.payer, ''), ''), r.turn * r.sign, r.amount
    FROM (
        SELECT
            part.column1 AS part, part.column2 AS against, part.column1 AS flow,
            turn.column1 AS turn, 1 AS sign, f.currency, f.payer_id,
            CASE part.column1 WHEN 'opening' THEN f.opening WHEN 'unexplained' THEN f.unexplained
            ELSE f.adjusted END AS amount
        FROM roll_forward AS f
            CROSS JOIN (
                VALUES ('opening', 'opening'), ('adjusted', 'adjusted'),
                    ('unexplained', 'unexplained')
            ) AS part
            CROSS JOIN (VALUES (1), (-1)) AS turn
        WHERE f.is_total = 0
        UNION ALL
        -- The part of `adjusted` that later files say of sealed months has an account of its own.
        SELECT
            'adjusted', account.column1, '', -1, account.column2, f.currency, f.payer_id,
            f.prior_period
        FROM roll_forward AS f
            CROSS JOIN (VALUES ('prior-period', 1), ('adjusted', -1)) AS account
        WHERE f.is_total = 0
    ) AS r LEFT JOIN payer ON payer.payer_id = r.payer_id
),
posting AS MATERIALIZED (
    SELECT
        entry, kind, m.currency, coalesce(iif(?1 = 'net', a.net, NULL), a.gross) AS account,
        min(a.place) AS place, m.account IN ('receivable', 'cross-currency', 'no-reference')
        AND m.kind NOT IN ('opening', 'adjusted', 'unexplained') AS by_payer, m.payer, m.flow,
        exact_sum(
            CASE WHEN m.turn = 1 THEN m.amount WHEN m.amount GLOB '-*' THEN substr(m.amount, 2)
            ELSE '-' || m.amount END
        ) AS amount
    FROM moved AS m JOIN account AS a ON a.name = m.account
    WHERE m.amount <> '0.00'
    GROUP BY entry, kind, m.currency, 4, by_payer, m.payer, m.flow
),
whole AS MATERIALIZED (
    SELECT
        entry, max(day) AS day, max(payout) AS payout, count(*) AS lines
    FROM entry_line GROUP BY entry
),
report_of AS MATERIALIZED (
    SELECT entry, group_concat(family, ' ') AS report
    FROM (SELECT DISTINCT entry, family FROM entry_line ORDER BY entry, family) GROUP BY entry
),
file_of AS MATERIALIZED (
    SELECT entry, group_concat(short_name, ' ') AS file
    FROM (SELECT DISTINCT entry, short_name FROM entry_line ORDER BY entry, short_name)
    GROUP BY entry
),
-- Twelve at most, as everywhere.
referenced AS MATERIALIZED (
    SELECT entry, own, payer, group_concat(reference, ' ') AS list
    FROM (
        SELECT
            entry, own, payer, reference,
            row_number() OVER (PARTITION BY entry, own, payer ORDER BY reference) AS place
        FROM (SELECT DISTINCT entry, own, payer, reference FROM entry_line WHERE reference <> '')
        ORDER BY entry, own, payer, reference
    )
    WHERE place <= 12 GROUP BY entry, own, payer
),
mentioned AS MATERIALIZED (
    SELECT entry, group_concat(reference, ' ') AS list
    FROM (
        SELECT
            entry, reference,
            row_number() OVER (PARTITION BY entry ORDER BY reference) AS place
        FROM (SELECT DISTINCT entry, reference FROM entry_line WHERE reference <> '')
        ORDER BY entry, reference
    )
    WHERE place <= 12 GROUP BY entry
)
SELECT
    p.entry,
    coalesce(w.day, iif(p.kind = 'opening', day.opening_on, day.closing_on)) AS date,
    coalesce(w.day, iif(p.kind = 'opening', day.opening_on, day.closing_on)) AS period,
    p.currency, p.kind, p.account, p.payer, p.flow,
    iif(p.amount GLOB '-*', NULL, p.amount) AS debit,
    iif(p.amount GLOB '-*', substr(p.amount, 2), NULL) AS credit,
    coalesce(report_of.report, '') AS report, coalesce(file_of.file, 'roll-forward.csv') AS file,
    coalesce(w.payout, '') AS payout, coalesce(w.lines, 0) AS lines,
    coalesce(iif(p.by_payer, r.list, m.list), '') AS "references"
FROM posting AS p CROSS JOIN day
    LEFT JOIN whole AS w ON w.entry = p.entry
    LEFT JOIN report_of ON report_of.entry = p.entry
    LEFT JOIN file_of ON file_of.entry = p.entry
    LEFT JOIN mentioned AS m ON m.entry = p.entry
    LEFT JOIN referenced AS r ON r.entry = p.entry AND r.payer = p.payer
        AND r.own = (SELECT name FROM account WHERE gross = p.account)
WHERE p.amount <> '0.00'
ORDER BY date, p.currency, p.kind <> 'opening', p.kind, p.entry, p.place, p.payer, p.flow
