-- The vocabulary: the views a rule may read. A rule sees these and no table of the books.
--
-- One block a view: its name, what a row is, its columns (name, kind, meaning), then one SELECT.
-- Kinds: id, text, money (micros: compare with money('0.01')), day (days since 1970-01-01:
-- subtract two of them), days, count (whole numbers). A kind with `?` may be NULL: unknown.
--
-- Every amount is from the seller's side: a charge is positive, a fee or a refund negative. The
-- sign a file prints was settled when it was read (file_sign) and is applied here.
--
-- What stands between `-- only NAME` and `-- end` belongs to the view only
--   rest      when the rule reads positions at rest too (no `rest quiet`, or --prove)
--   flagged   when the rule declares a flag: only lines that carry it are read; $flag is the bit
-- so that a rule which asks about few rows costs few rows. Joins go by rowid, and what a rule
-- does not use costs nothing.

-- view      position
-- about     Everything known about one (reference, currency) as of the day. Billed amounts hold
--           the opening list. References billed and disbursed in different currencies are not
--           here: see cross_currency. At rest is a position that is settled, every difference
--           zero, no refund, tax in order.
-- columns
--   position_id            id      answer with it: the finding is about this position
--   reference              text    the Transaction Reference ID
--   currency               text    three letters
--   state                  text    what became of it: settled, uncollected ... (docs/POSITIONS.md)
--   cause                  text    past-due, awaiting-payout ...; '' when not open
--   basis                  text    gross | net: what is compared
--   billed_gross           money   gross, as billed (and in the opening list)
--   billed_fee             money   fee, as billed (and in the opening list)
--   billed_refund          money   refund, as billed (and in the opening list)
--   billed_fee_refund      money   fee refund, as billed (and in the opening list)
--   billed_credit          money   credit, as billed (and in the opening list)
--   billed_fee_credit      money   fee credit, as billed (and in the opening list)
--   billed_cost            money   cost, as billed (and in the opening list)
--   billed_cost_refund     money   cost refund, as billed (and in the opening list)
--   billed_tax             money   tax, as billed (and in the opening list)
--   billed_tax_refund      money   tax refund, as billed (and in the opening list)
--   billed_net             money   net, as billed (and in the opening list)
--   billed_collected_net   money   collected net, as billed (and in the opening list)
--   billed_forgiven        money   forgiven, as billed (and in the opening list)
--   billed_adjustment      money   adjustment, as billed (and in the opening list)
--   billed_aws_tax         money   aws tax, as billed (and in the opening list)
--   disbursed_gross        money   gross, as disbursed
--   disbursed_fee          money   fee, as disbursed
--   disbursed_refund       money   refund, as disbursed
--   disbursed_fee_refund   money   fee refund, as disbursed
--   disbursed_credit       money   credit, as disbursed
--   disbursed_fee_credit   money   fee credit, as disbursed
--   disbursed_cost         money   cost, as disbursed
--   disbursed_cost_refund  money   cost refund, as disbursed
--   disbursed_tax          money   tax, as disbursed
--   disbursed_tax_refund   money   tax refund, as disbursed
--   disbursed_net          money   net, as disbursed
--   disbursed_collected_net money   collected net, as disbursed
--   disbursed_forgiven     money   forgiven, as disbursed
--   disbursed_adjustment   money   adjustment, as disbursed
--   disbursed_aws_tax      money   aws tax, as disbursed
--   billed_net_x           money   net less taxes, the only net compared across reports
--   disbursed_net_x        money
--   open_gross             money   billed_gross - disbursed_gross
--   refund_gap             money   billed_refund - disbursed_refund; negative: not yet paid back
--   collectible            money   what is still to come, by its basis
--   open_tax               money?  taxes and their refunds; unknown where a report has none
--   open_fee               money?  unknown where an opening list does not carry it
--   open_net               money?  billed_net_x - disbursed_net_x
--   expected_fee_refund    money?  the share of the fee that belongs to what was refunded
--   tax_calculated         money   tax lines the seller is liable for; refunds negative
--   tax_aws                money   tax lines AWS is liable for
--   tax_report_refund      money   refund tax lines the seller is liable for
--   tax_difference         money   tax_calculated less the tax disbursed
--   billed_lines           count   lines of billed reports
--   opening_lines          count   lines of the opening list
--   disbursed_lines        count   lines of payout reports
--   tax_lines              count   lines of the tax report
--   stated_open_lines      count   lines of the lists of open items
--   billed_refund_lines    count   billed lines with a refund
--   disbursed_refund_lines count   disbursed lines with a refund
--   disbursed_fee_lines    count   disbursed lines with a fee
--   tax_refund_lines       count   REFUND and TAXONLYREFUND lines
--   any_gross              count   1: some loaded line of the reference has a gross amount
--   billed_currencies      count   of the reference, in loaded billed lines
--   currency_assumed       count   1: some line states no currency and took this one
--   billed_on              day?    the day of billing
--   billed_on_source       text    invoice | opening | ar-period, file (stand-ins)
--   billed_from            day?    first day of the period a stand-in stands for
--   open_since             day?    the day of billing; the day after an opening list that names it
--   due_on                 day?
--   terms_source           text    stated | policy | observed | ''
--   terms_days             days?
--   disbursed_on           day?    the payout that completed the charge, else the latest
--   first_payout_on        day?
--   last_movement_on       day?
--   billed_refund_on       day?    first day a refund was billed
--   disbursed_refund_on    day?    first day a refund was taken out of a payout
--   refund_on              day?    the earlier of the two
--   taxed_on               day?    Transaction Date of the tax report, the oldest
--   taxed_to               day?    the newest
--   newest_list_on         day?    day of the newest list of open items it stands on
--   days_since_billing     days?
--   days_past_due          days?
--   net_status             text    open-past-due, collected-late ... (docs/POSITIONS.md)
--   days_to_collect        days?
--   days_late              days?   payout day less due day; negative: early
--   tax_status             text    short, over, not-calculated ... (docs/POSITIONS.md)
--   liable_party           text    parties of its tax lines, sorted
--   product_tax_code       text    codes of its tax lines, sorted
--   stated_open_net        money?  net of the newest list
--   collected_net          money?  what a report says was collected from the customer
--   stated_paid_lines      count   payments that its bills state
--   paid_stands_in         count   1: no payouts are loaded, disbursed is what the bills state
--   stated_paid            money?  what its bills state as paid; unknown when not comparable
--   stated_paid_given      money?  what payouts give, measured alike
--   stated_paid_fact       day?    the day payouts are asked about
--   payer                  text    account, else a reference id of the payer
--   billed_payer           text    as the billed lines name it; '' when they do not
--   disbursed_payer        text    as the disbursed lines name it
SELECT active.position_id,
       (SELECT text FROM main.reference WHERE reference_id = active.reference_id) AS reference,
       active.currency, active.state, active.cause, active.basis, active.billed_gross,
       active.billed_fee, active.billed_refund, active.billed_fee_refund, active.billed_credit,
       active.billed_fee_credit, active.billed_cost, active.billed_cost_refund, active.billed_tax,
       active.billed_tax_refund, active.billed_net, active.billed_collected_net,
       active.billed_forgiven, active.billed_adjustment, active.billed_aws_tax,
       active.disbursed_gross, active.disbursed_fee, active.disbursed_refund,
       active.disbursed_fee_refund, active.disbursed_credit, active.disbursed_fee_credit,
       active.disbursed_cost, active.disbursed_cost_refund, active.disbursed_tax,
       active.disbursed_tax_refund, active.disbursed_net, active.disbursed_collected_net,
       active.disbursed_forgiven, active.disbursed_adjustment, active.disbursed_aws_tax,
       active.billed_net_x, active.disbursed_net_x, active.open_gross, active.refund_gap,
       active.collectible, active.open_tax, active.open_fee, active.open_net,
       active.expected_fee_refund, active.tax_calculated, active.tax_aws,
       active.tax_report_refund, active.tax_difference, active.billed_lines, active.opening_lines,
       active.disbursed_lines, active.tax_lines, active.stated_open_lines,
       active.billed_refund_lines, active.disbursed_refund_lines, active.disbursed_fee_lines,
       active.tax_refund_lines, active.any_gross, active.billed_currencies,
       active.currency_assumed, active.billed_on, active.billed_on_source, active.billed_from,
       iif(active.opening_lines > 0,
           max(active.billed_on, (SELECT max(covers_to) + 1 FROM main.section
                                   WHERE role = 'opening' AND covers_to <= (SELECT
                                   0 + value FROM main.meta WHERE name = 'as_of_day'))),
           active.billed_on) AS open_since,
       active.due_on, active.terms_source, active.terms_days, active.disbursed_on,
       active.first_payout_on, active.last_movement_on, active.billed_refund_on,
       active.disbursed_refund_on, active.refund_on, active.taxed_on, active.taxed_to,
       active.newest_list_on,
       active.days_since_billing, active.days_past_due, active.net_status, active.days_to_collect,
       active.days_late, active.tax_status, active.liable_party, active.product_tax_code,
       active.stated_open_net, active.collected_net, active.stated_paid_lines,
       active.paid_stands_in, active.stated_paid, active.stated_paid_given,
       active.stated_paid_fact,
       coalesce((SELECT payer FROM main.payer WHERE payer_id = active.payer_id), '')
       AS payer,
       coalesce((SELECT payer FROM main.payer WHERE payer_id = active.billed_payer_id), '')
       AS billed_payer,
       coalesce((SELECT payer FROM main.payer WHERE payer_id = active.disbursed_payer_id), '')
       AS disbursed_payer
  FROM main.position_active AS active
 WHERE active.state <> 'cross-currency'
-- only rest
UNION ALL
SELECT rest.position_id, (SELECT text FROM main.reference WHERE reference_id = rest.reference_id),
       rest.currency, 'settled', '', 'gross', rest.gross, rest.fee, 0, 0, 0, 0, 0, 0, rest.tax, 0,
       rest.billed_net, 0, 0, 0, 0, rest.gross, rest.fee, 0, 0, 0, 0, 0, 0, rest.tax, 0,
       rest.disbursed_net, 0, 0, 0, 0, rest.net_x, rest.net_x, 0, 0, 0, 0, 0, 0,
       iif(rest.gross > 0, 0, NULL), rest.tax_calculated, rest.tax_aws, 0, 0, 1, 0, 1,
       iif(rest.taxed_on IS NULL, 0, 1), 0, 0, 0, iif(rest.fee = 0, 0, 1), 0,
       iif(rest.gross = 0, 0, 1), 1, 0, rest.billed_on, rest.billed_on_source, rest.billed_on,
       rest.billed_on, rest.due_on, rest.terms_source, rest.terms_days, rest.disbursed_on,
       rest.first_payout_on,
       rest.last_movement_on, NULL, NULL, NULL, rest.taxed_on, rest.taxed_on, NULL, NULL,
       NULL, rest.net_status,
       rest.days_to_collect, rest.days_late, rest.tax_status, rest.liable_party,
       rest.product_tax_code, NULL, NULL, 0, 0, NULL, NULL, NULL,
       coalesce((SELECT payer FROM main.payer WHERE payer_id = rest.payer_id), ''),
       coalesce((SELECT payer FROM main.payer WHERE payer_id = rest.payer_id), ''),
       coalesce((SELECT payer FROM main.payer WHERE payer_id = rest.payer_id), '')
  FROM main.position_rest AS rest
-- end

-- view      at_list
-- about     A position as it stood on the day of the newest list of open items: those that were
--           open there, and those that are on the list. Lines dated later are not in its figures.
-- columns
--   position_id            id      answer with it: the finding is about this position
--   reference              text    the Transaction Reference ID
--   currency               text    three letters
--   list_on                day     the day of the list
--   on_list                count   1: the list names it
--   reference_on_list      count   1: the list names its reference, in this or another currency
--   listed_net             money?  net by the list, its rows together
--   listed_period          day?    last day of the earliest AR Period of its rows, else list_on
--   state                  text    as of list_on
--   basis                  text    gross | net
--   billed_lines           count   billed and opening lines up to list_on
--   billed_lines_as_of     count   the same up to the day of the run
--   billed_on              day?    the day of billing
--   billed_on_source       text    invoice | opening | ar-period, file (stand-ins)
--   billed_gross           money   gross, as billed up to list_on
--   disbursed_gross        money   gross, as disbursed up to list_on
--   billed_net_x           money   net less taxes
--   disbursed_net_x        money
--   collectible            money   what was still to come
--   open_net               money?  billed_net_x - disbursed_net_x
--   in_transit             count   1: a report says that the customer has paid it
SELECT position_id,
       (SELECT text FROM main.reference WHERE reference_id = cut.reference_id) AS reference,
       currency, cut_day AS list_on, listed AS on_list, reference_listed AS reference_on_list,
       listed_net, listed_period, state, basis, billed_lines, billed_lines_as_of, billed_on,
       billed_on_source, billed_gross, disbursed_gross, billed_net_x, disbursed_net_x,
       collectible, open_net, in_transit
  FROM main.position_cut AS cut
 WHERE of_list = 1 AND state <> 'cross-currency'

-- view      cross_currency
-- about     A position of a reference billed only in other currencies than it is disbursed in.
-- columns
--   position_id            id      answer with it
--   reference              text
--   currency               text
--   billed_gross           money
--   disbursed_gross        money
--   billed_lines           count   lines of billed reports in this currency
--   disbursed_lines        count   lines of payout reports in this currency
--   billed_currency        text    what the reference is billed in (of several the first)
SELECT active.position_id,
       (SELECT text FROM main.reference WHERE reference_id = active.reference_id) AS reference,
       active.currency, active.billed_gross, active.disbursed_gross,
       active.billed_lines + active.opening_lines AS billed_lines, active.disbursed_lines,
       coalesce((SELECT min(other.currency) FROM main.position_active AS other
                  WHERE other.reference_id = active.reference_id
                    AND other.billed_lines + other.opening_lines > 0), '') AS billed_currency
  FROM main.position_active AS active
 WHERE active.state = 'cross-currency'

-- view      penny_difference
-- about     A difference that passed because it is within penny: a row of pennies.csv.
-- columns
--   position_id            id      answer with it
--   reference              text
--   currency               text
--   check_name             text    gross | net | refund | fee | fee_refund | tax | tax_report
--   expected               money   the earlier source
--   actual                 money   the later source
SELECT penny.position_id,
       (SELECT text FROM main.reference
         WHERE reference_id = (SELECT reference_id FROM main.position_active
                                WHERE position_id = penny.position_id)) AS reference,
       (SELECT currency FROM main.position_active WHERE position_id = penny.position_id)
       AS currency,
       penny.check_name, penny.expected, penny.actual
  FROM main.penny AS penny

-- view      billed
-- about     One line of a billed report.
-- columns
--   line_id                id      answer with it: the finding is about this line
--   reference              text    the Transaction Reference ID; '' when the line has none
--   family                 text    the kind of report
--   class                  text    counted, or why not: see docs/GLOSSARY.md
--   currency               text    as stated, else of the reference, else the base currency
--   dated                  day?    its own day, else that of its payout or file
--   due                    day?    payment due date
--   gross                  money   the charge
--   fee                    money   the listing fee, negative
--   refund                 money   negative
--   fee_refund             money   positive
--   credit                 money   as printed
--   fee_credit             money   as printed
--   cost                   money   wholesale cost, negative
--   cost_refund            money   positive
--   tax                    money
--   tax_refund             money   negative
--   net                    money   as printed
--   collected_net          money   as printed
--   forgiven               money   as printed
--   adjustment             money   as printed
--   aws_tax                money   as printed
--   net_holds_tax          count   1: net holds tax and tax_refund
--   net_inexact            count   1: net holds columns the report does not show
--   has_identity           count   1: its parts must add up to net
--   has_money              count   1: some amount is not zero
SELECT line.line_id,
       coalesce((SELECT text FROM main.reference WHERE reference_id = line.reference_id), '')
       AS reference,
       (SELECT family FROM main.section WHERE section_id = line.line_id >> 32) AS family,
       coalesce((SELECT class FROM main.line_class WHERE line_class.line_id = line.line_id),
                'counted') AS class,
       coalesce(line.currency,
                (SELECT currency FROM main.reference_currency AS used
                  WHERE used.reference_id = line.reference_id),
                (SELECT currency FROM main.line_currency AS own
                  WHERE own.line_id = line.line_id),
                (SELECT value FROM main.meta WHERE name = 'base_currency')) AS currency,
       coalesce(line.dated,
                (SELECT coalesce(payout_on, covers_to) FROM main.section
                  WHERE section_id = line.line_id >> 32)) AS dated, line.due,
       micro_times(line.gross, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'gross'), 1)) AS gross,
       micro_times(line.fee, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'fee'), 1)) AS fee,
       micro_times(line.refund, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'refund'), 1)) AS refund,
       micro_times(line.fee_refund, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'fee_refund'), 1)) AS fee_refund,
       micro_times(line.credit, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'credit'), 1)) AS credit,
       micro_times(line.fee_credit, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'fee_credit'), 1)) AS fee_credit,
       micro_times(line.cost, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'cost'), 1)) AS cost,
       micro_times(line.cost_refund, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'cost_refund'), 1)) AS cost_refund,
       micro_times(line.tax, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'tax'), 1)) AS tax,
       micro_times(line.tax_refund, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'tax_refund'), 1)) AS tax_refund,
       line.net, line.collected_net, line.forgiven, line.adjustment, line.aws_tax,
       (SELECT net_holds_tax FROM main.section WHERE section_id = line.line_id >> 32)
       AS net_holds_tax,
       (SELECT net_inexact FROM main.section WHERE section_id = line.line_id >> 32)
       AS net_inexact,
       (SELECT sign_vector >= 0 FROM main.section WHERE section_id = line.line_id >> 32)
       AS has_identity,
       (line.gross <> 0 OR line.fee <> 0 OR line.refund <> 0 OR line.fee_refund <> 0 OR
        line.credit <> 0 OR line.fee_credit <> 0 OR line.cost <> 0 OR line.cost_refund <> 0
        OR line.tax <> 0 OR line.tax_refund <> 0 OR line.net <> 0 OR line.collected_net <> 0
        OR line.forgiven <> 0 OR line.adjustment <> 0 OR line.aws_tax <> 0) AS has_money
  FROM
-- only flagged
       main.line_flag AS flag CROSS JOIN
-- end
       main.line_billed AS line
-- only flagged
 WHERE line.line_id = flag.line_id AND flag.flags & $flag <> 0
-- end

-- view      disbursed
-- about     One line of a payout report.
-- columns
--   line_id                id      answer with it: the finding is about this line
--   reference              text    the Transaction Reference ID; '' when the line has none
--   family                 text    the kind of report
--   class                  text    counted, or why not: see docs/GLOSSARY.md
--   currency               text    as stated, else of the reference, else the base currency
--   dated                  day?    its own day, else that of its payout or file
--   due                    day?    payment due date
--   gross                  money   the charge
--   fee                    money   the listing fee, negative
--   refund                 money   negative
--   fee_refund             money   positive
--   credit                 money   as printed
--   fee_credit             money   as printed
--   cost                   money   wholesale cost, negative
--   cost_refund            money   positive
--   tax                    money
--   tax_refund             money   negative
--   net                    money   as printed
--   collected_net          money   as printed
--   forgiven               money   as printed
--   adjustment             money   as printed
--   aws_tax                money   as printed
--   net_holds_tax          count   1: net holds tax and tax_refund
--   net_inexact            count   1: net holds columns the report does not show
--   has_identity           count   1: its parts must add up to net
--   has_money              count   1: some amount is not zero
SELECT line.line_id,
       coalesce((SELECT text FROM main.reference WHERE reference_id = line.reference_id), '')
       AS reference,
       (SELECT family FROM main.section WHERE section_id = line.line_id >> 32) AS family,
       coalesce((SELECT class FROM main.line_class WHERE line_class.line_id = line.line_id),
                'counted') AS class,
       coalesce(line.currency,
                (SELECT currency FROM main.reference_currency AS used
                  WHERE used.reference_id = line.reference_id),
                (SELECT currency FROM main.line_currency AS own
                  WHERE own.line_id = line.line_id),
                (SELECT value FROM main.meta WHERE name = 'base_currency')) AS currency,
       coalesce(line.dated,
                (SELECT coalesce(payout_on, covers_to) FROM main.section
                  WHERE section_id = line.line_id >> 32)) AS dated, line.due,
       micro_times(line.gross, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'gross'), 1)) AS gross,
       micro_times(line.fee, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'fee'), 1)) AS fee,
       micro_times(line.refund, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'refund'), 1)) AS refund,
       micro_times(line.fee_refund, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'fee_refund'), 1)) AS fee_refund,
       micro_times(line.credit, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'credit'), 1)) AS credit,
       micro_times(line.fee_credit, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'fee_credit'), 1)) AS fee_credit,
       micro_times(line.cost, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'cost'), 1)) AS cost,
       micro_times(line.cost_refund, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'cost_refund'), 1)) AS cost_refund,
       micro_times(line.tax, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'tax'), 1)) AS tax,
       micro_times(line.tax_refund, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'tax_refund'), 1)) AS tax_refund,
       line.net, line.collected_net, line.forgiven, line.adjustment, line.aws_tax,
       (SELECT net_holds_tax FROM main.section WHERE section_id = line.line_id >> 32)
       AS net_holds_tax,
       (SELECT net_inexact FROM main.section WHERE section_id = line.line_id >> 32)
       AS net_inexact,
       (SELECT sign_vector >= 0 FROM main.section WHERE section_id = line.line_id >> 32)
       AS has_identity,
       (line.gross <> 0 OR line.fee <> 0 OR line.refund <> 0 OR line.fee_refund <> 0 OR
        line.credit <> 0 OR line.fee_credit <> 0 OR line.cost <> 0 OR line.cost_refund <> 0
        OR line.tax <> 0 OR line.tax_refund <> 0 OR line.net <> 0 OR line.collected_net <> 0
        OR line.forgiven <> 0 OR line.adjustment <> 0 OR line.aws_tax <> 0) AS has_money
  FROM
-- only flagged
       main.line_flag AS flag CROSS JOIN
-- end
       main.line_disbursed AS line
-- only flagged
 WHERE line.line_id = flag.line_id AND flag.flags & $flag <> 0
-- end

-- view      stated_open
-- about     One line of a list of items the report itself calls open.
-- columns
--   line_id                id      answer with it: the finding is about this line
--   reference              text    the Transaction Reference ID; '' when the line has none
--   family                 text    the kind of report
--   class                  text    counted, or why not: see docs/GLOSSARY.md
--   currency               text    as stated, else of the reference, else the base currency
--   dated                  day?    its own day, else that of its payout or file
--   due                    day?    payment due date
--   ar_period              day?    first day of its AR Period
--   gross                  money   the charge
--   fee                    money   the listing fee, negative
--   refund                 money   negative
--   fee_refund             money   positive
--   net                    money   as printed
--   net_inexact            count   1: net holds columns the report does not show
--   has_identity           count   1: its parts must add up to net
--   has_money              count   1: some amount is not zero
SELECT line.line_id,
       coalesce((SELECT text FROM main.reference WHERE reference_id = line.reference_id), '')
       AS reference,
       (SELECT family FROM main.section WHERE section_id = line.line_id >> 32) AS family,
       coalesce((SELECT class FROM main.line_class WHERE line_class.line_id = line.line_id),
                'counted') AS class,
       coalesce(line.currency,
                (SELECT currency FROM main.reference_currency AS used
                  WHERE used.reference_id = line.reference_id),
                (SELECT currency FROM main.line_currency AS own
                  WHERE own.line_id = line.line_id),
                (SELECT value FROM main.meta WHERE name = 'base_currency')) AS currency,
       coalesce(line.dated,
                (SELECT coalesce(payout_on, covers_to) FROM main.section
                  WHERE section_id = line.line_id >> 32)) AS dated,
       line.due, line.ar_period,
       micro_times(line.gross, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'gross'), 1)) AS gross,
       micro_times(line.fee, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'fee'), 1)) AS fee,
       micro_times(line.refund, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'refund'), 1)) AS refund,
       micro_times(line.fee_refund, coalesce((SELECT factor FROM main.file_sign AS sign
            WHERE sign.section_id = line.line_id >> 32
              AND sign.component = 'fee_refund'), 1)) AS fee_refund,
       line.net,
       (SELECT net_inexact FROM main.section WHERE section_id = line.line_id >> 32)
       AS net_inexact,
       (SELECT sign_vector >= 0 FROM main.section WHERE section_id = line.line_id >> 32)
       AS has_identity,
       (line.gross <> 0 OR line.fee <> 0 OR line.refund <> 0 OR line.fee_refund <> 0 OR
        line.net <> 0) AS has_money
  FROM
-- only flagged
       main.line_flag AS flag CROSS JOIN
-- end
       main.line_stated_open AS line
-- only flagged
 WHERE line.line_id = flag.line_id AND flag.flags & $flag <> 0
-- end

-- view      stated_paid
-- about     What a billed row states as paid: beside each line of a billed report that has
--           payment columns.
-- columns
--   line_id                id      answer with it: the finding is about this line
--   reference              text    the Transaction Reference ID; '' when the line has none
--   family                 text    the kind of report
--   class                  text    counted, or why not: see docs/GLOSSARY.md
--   currency               text    as stated, else of the reference, else the base currency
--   dated                  day?    the day of the payment, else that of its file
--   status                 text    paid | part-paid | unpaid | failed | reversed; '' when not said
--   net                    money   what the row bills, net
--   paid                   money   what it states as paid of it
SELECT line.line_id,
       coalesce((SELECT text FROM main.reference WHERE reference_id = line.reference_id), '')
       AS reference,
       (SELECT family FROM main.section WHERE section_id = line.line_id >> 32) AS family,
       coalesce((SELECT class FROM main.line_class WHERE line_class.line_id = line.line_id),
                'counted') AS class,
       coalesce(line.currency,
                (SELECT currency FROM main.reference_currency AS used
                  WHERE used.reference_id = line.reference_id),
                (SELECT currency FROM main.line_currency AS own
                  WHERE own.line_id = line.line_id),
                (SELECT value FROM main.meta WHERE name = 'base_currency')) AS currency,
       coalesce(line.dated,
                (SELECT covers_to FROM main.section WHERE section_id = line.line_id >> 32))
       AS dated,
       iif(line.status = 1, 'paid', iif(line.status = 2, 'part-paid', iif(line.status = 3,
           'unpaid', iif(line.status = 4, 'failed', iif(line.status = 5, 'reversed', '')))))
       AS status,
       micro_times((SELECT net FROM main.line_billed AS bill
                     WHERE bill.line_id = line.billed_line),
                   coalesce((SELECT factor FROM main.file_sign AS sign
                              WHERE sign.section_id = line.billed_line >> 32
                                AND sign.component = 'net'), 1)) AS net,
       micro_times(line.net, coalesce((SELECT factor FROM main.file_sign AS sign
                                        WHERE sign.section_id = line.line_id >> 32
                                          AND sign.component = 'net'), 1)) AS paid
  FROM main.line_stated_paid AS line

-- view      taxed
-- about     One line of the tax report. Its amounts are as printed.
-- columns
--   line_id                id      answer with it: the finding is about this line
--   position_id            id?     of its reference and currency; none of positions at rest
--   reference              text    the Transaction Reference ID; '' when the line has none
--   family                 text    the kind of report
--   class                  text    counted, or why not: see docs/GLOSSARY.md
--   currency               text    as stated, else of the reference, else the base currency
--   dated                  day?    its own day, else that of its payout or file
--   event                  text    forward | refund | tax-only-refund
--   party                  text    who is liable: seller | aws | none | other
--   tax_amount             money   tax of this jurisdiction row; refunds are negative
--   total_tax              money   repeats on each row of an item
--   taxable                money
--   nontaxable             money
--   price                  money   Total Adjusted Price
--   line_item              text    line item id
--   bill                   text    bill id
--   product_code           text
--   tax_code               text    Product Tax Code
--   country                text
--   state                  text
--   level                  text    jurisdiction level
--   jurisdiction           text
--   tax_type               text
--   reason                 text    why taxed or exempt, without blanks at its ends
--   certificate            text    certificate id
--   has_money              count   1: some amount is not zero
SELECT line.line_id,
       (SELECT position_id FROM main.position_active AS position
         WHERE position.reference_id = line.reference_id
           AND position.currency =
               coalesce(line.currency,
                        (SELECT currency FROM main.reference_currency AS used
                          WHERE used.reference_id = line.reference_id),
                        (SELECT currency FROM main.line_currency AS own
                          WHERE own.line_id = line.line_id),
                        (SELECT value FROM main.meta WHERE name = 'base_currency')))
       AS position_id,
       coalesce((SELECT text FROM main.reference WHERE reference_id = line.reference_id), '')
       AS reference,
       (SELECT family FROM main.section WHERE section_id = line.line_id >> 32) AS family,
       coalesce((SELECT class FROM main.line_class WHERE line_class.line_id = line.line_id),
                'counted') AS class,
       coalesce(line.currency,
                (SELECT currency FROM main.reference_currency AS used
                  WHERE used.reference_id = line.reference_id),
                (SELECT currency FROM main.line_currency AS own
                  WHERE own.line_id = line.line_id),
                (SELECT value FROM main.meta WHERE name = 'base_currency')) AS currency,
       coalesce(line.dated,
                (SELECT coalesce(payout_on, covers_to) FROM main.section
                  WHERE section_id = line.line_id >> 32)) AS dated,
       CASE line.event WHEN 0 THEN 'forward' WHEN 1 THEN 'refund' ELSE 'tax-only-refund' END
       AS event,
       CASE line.party WHEN 0 THEN 'none' WHEN 1 THEN 'seller' WHEN 2 THEN 'aws' ELSE 'other' END
       AS party,
       line.tax_amount, line.total_tax, line.taxable, line.nontaxable, line.price,
       coalesce((SELECT text FROM main.text WHERE text_id = line.line_item_id), '') AS line_item,
       coalesce((SELECT text FROM main.text WHERE text_id = line.bill_id), '') AS bill,
       coalesce((SELECT code FROM main.product AS p WHERE p.product_id = line.product_id), '')
       AS product_code,
       coalesce((SELECT tax_code FROM main.product AS p WHERE p.product_id = line.product_id), '')
       AS tax_code,
       coalesce((SELECT country FROM main.jurisdiction AS j
            WHERE j.jurisdiction_id = line.jurisdiction_id), '') AS country,
       coalesce((SELECT state FROM main.jurisdiction AS j
            WHERE j.jurisdiction_id = line.jurisdiction_id), '') AS state,
       coalesce((SELECT level FROM main.jurisdiction AS j
            WHERE j.jurisdiction_id = line.jurisdiction_id), '') AS level,
       coalesce((SELECT name FROM main.jurisdiction AS j
            WHERE j.jurisdiction_id = line.jurisdiction_id), '') AS jurisdiction,
       coalesce((SELECT tax_type FROM main.jurisdiction AS j
            WHERE j.jurisdiction_id = line.jurisdiction_id), '') AS tax_type,
       coalesce((SELECT trim(reason) FROM main.jurisdiction AS j
            WHERE j.jurisdiction_id = line.jurisdiction_id), '') AS reason,
       coalesce((SELECT certificate FROM main.jurisdiction AS j
            WHERE j.jurisdiction_id = line.jurisdiction_id), '') AS certificate,
       (line.tax_amount <> 0 OR line.total_tax <> 0 OR line.taxable <> 0 OR line.nontaxable
        <> 0 OR line.price <> 0) AS has_money
  FROM
-- only flagged
       main.line_flag AS flag CROSS JOIN
-- end
       main.line_taxed AS line
-- only flagged
 WHERE line.line_id = flag.line_id AND flag.flags & $flag <> 0
-- end

-- view      tax_check
-- about     What rows of the tax report say of themselves and do not bear out, worked out while
--           lines were matched. Only lines that count, and only what is off. Kind rate: tax by
--           its rate, against tax. Base: taxable and nontaxable parts, against the price. Total:
--           tax of all rows, against Total Tax. Refund: a refund without its sale.
-- columns
--   line_id                id      answer with it: this line, or the first of those added up
--   position_id            id?     its position; none of a line without a reference
--   kind                   text    rate | base | total | refund
--   expected               money?  what the rows come to; unknown beyond 64 bits
--   actual                 money   what the report prints
--   lines                  count   rows that were added up
--   dated                  day?    Transaction Date
SELECT told.line_id,
       (SELECT position.position_id
          FROM main.line_taxed AS line CROSS JOIN main.position_active AS position
         WHERE line.line_id = told.line_id AND position.reference_id = line.reference_id
           AND position.currency =
               coalesce(line.currency,
                        (SELECT currency FROM main.reference_currency AS used
                          WHERE used.reference_id = line.reference_id),
                        (SELECT currency FROM main.line_currency AS own
                          WHERE own.line_id = line.line_id),
                        (SELECT value FROM main.meta WHERE name = 'base_currency')))
       AS position_id,
       told.check_name AS kind, told.expected, told.actual, told.lines, told.dated
  FROM main.tax_check AS told

-- view      opening
-- about     One line of a list of open items carried in from before the first file.
-- columns
--   line_id                id      answer with it: the finding is about this line
--   reference              text    the Transaction Reference ID; '' when the line has none
--   family                 text    the kind of report
--   class                  text    counted, or why not: see docs/GLOSSARY.md
--   currency               text    as stated, else of the reference, else the base currency
--   dated                  day?    its own day, else that of its payout or file
--   due                    day?    payment due date
--   gross                  money
--   refund                 money   negative
--   tax                    money
--   has_money              count   1: some amount is not zero
SELECT line.line_id,
       coalesce((SELECT text FROM main.reference WHERE reference_id = line.reference_id), '')
       AS reference,
       (SELECT family FROM main.section WHERE section_id = line.line_id >> 32) AS family,
       coalesce((SELECT class FROM main.line_class WHERE line_class.line_id = line.line_id),
                'counted') AS class,
       coalesce(line.currency,
                (SELECT currency FROM main.reference_currency AS used
                  WHERE used.reference_id = line.reference_id),
                (SELECT currency FROM main.line_currency AS own
                  WHERE own.line_id = line.line_id),
                (SELECT value FROM main.meta WHERE name = 'base_currency')) AS currency,
       coalesce(line.dated,
                (SELECT coalesce(payout_on, covers_to) FROM main.section
                  WHERE section_id = line.line_id >> 32)) AS dated,
       line.due, line.gross, line.refund, line.tax,
       (line.gross <> 0 OR line.refund <> 0 OR line.tax <> 0) AS has_money
  FROM
-- only flagged
       main.line_flag AS flag CROSS JOIN
-- end
       main.line_opening AS line
-- only flagged
 WHERE line.line_id = flag.line_id AND flag.flags & $flag <> 0
-- end

-- view      input_file
-- about     A file that was loaded, or recognised and set aside; not one that was superseded, nor
--           one of dispositions.
-- columns
--   file_id                id
--   subject                text    its SHA-256: what a finding about a file is about
--   evidence               text    its short name
--   family                 text
--   lines                  count   of all its tables
--   rejects                count   records set aside with a reason
--   set_aside              count   1: recognised, not read as lines
--   declared_empty         count   1: --empty says that its month has no rows
SELECT file.file_id, file.sha256 AS subject, file.short_name AS evidence, file.family,
       coalesce((SELECT sum(section.lines) FROM main.section AS section
                  WHERE section.file_id = file.file_id AND section.role <> 'stated_paid'), 0)
       AS lines,
       file.rejected_records AS rejects, file.set_aside,
       EXISTS (SELECT 1 FROM main.coverage AS told CROSS JOIN main.section AS section
                WHERE section.file_id = file.file_id AND told.state = 'declared-empty'
                  AND told.family = section.family AND told.from_day <= section.covers_to
                  AND told.to_day >= section.covers_from) AS declared_empty
  FROM main.file AS file
 WHERE file.set_aside = 1
    OR EXISTS (SELECT 1 FROM main.section AS section WHERE section.file_id = file.file_id
                  AND section.role <> 'disposition'
                  AND NOT EXISTS (SELECT 1 FROM main.overlap AS gone WHERE gone.replaced = 1
                                     AND gone.section_id = section.section_id))

-- view      input_table
-- about     A table of a file: a header and the records below it; not a superseded one, nor one of
--           dispositions.
-- columns
--   section_id             id
--   subject                text    SHA-256 of its file
--   evidence               text    short name of its file and record of its header
--   family                 text
--   era                    text
--   role                   text    what its lines mean
--   lines                  count
--   rejects                count
--   covers_from            day?
--   covers_to              day?
--   net_inexact            count   1: net holds columns the report does not show
--   net_off_lines          count   lines that fail their identity
SELECT section.section_id,
       (SELECT sha256 FROM main.file WHERE file_id = section.file_id) AS subject,
       (SELECT short_name FROM main.file WHERE file_id = section.file_id)
       || '#' || section.first_record AS evidence,
       section.family, section.era, section.role, section.lines, section.rejects,
       section.covers_from, section.covers_to, section.net_inexact, section.net_off_lines
  FROM main.section AS section
 WHERE section.role <> 'disposition'
   AND NOT EXISTS (SELECT 1 FROM main.overlap AS gone
                    WHERE gone.section_id = section.section_id AND gone.replaced = 1)

-- view      unknown_column
-- about     A column of a file that no era knows; not of superseded tables. A row a file and name.
-- columns
--   subject                text    SHA-256 of the file, a slash, the name
--   evidence               text    short name of the file and record of the header
--   family                 text
--   name                   text    as the file prints it
--   speaks_of_money        count   1: it holds a word of money: amount, fee, tax ... total
SELECT file.sha256 || '/' || unknown.name AS subject,
       file.short_name || '#' || min(section.first_record) AS evidence,
       section.family, unknown.name,
       (SELECT count(*) > 0 FROM (VALUES ('amount'), ('revenue'), ('fee'), ('tax'), ('refund'),
               ('cost'), ('price'), ('credit'), ('net'), ('gross'), ('total')) AS word
         WHERE instr(lower(unknown.name), word.column1) > 0) AS speaks_of_money
  FROM main.section_column AS unknown CROSS JOIN main.section AS section
       CROSS JOIN main.file AS file
 WHERE section.section_id = unknown.section_id AND file.file_id = section.file_id
   AND NOT EXISTS (SELECT 1 FROM main.overlap AS gone
                    WHERE gone.section_id = section.section_id AND gone.replaced = 1)
 GROUP BY file.file_id, unknown.name

-- view      covered_days
-- about     Days a family covers, misses or awaits: a row of coverage.csv.
-- columns
--   subject                text    the family, a slash, its first day
--   evidence               text    short name of the file, '' for a gap
--   family                 text
--   role                   text
--   from_day               day
--   to_day                 day
--   state                  text    covered | gap | overlap | empty | declared-empty | awaited
--   covers_source          text
--   role_covered           count   1: another family of the role covers these days
SELECT told.family || '/' || day_text(told.from_day) AS subject,
       coalesce((SELECT short_name FROM main.file AS file WHERE file.file_id = told.file_id), '')
       AS evidence,
       told.family, told.role, told.from_day, told.to_day, told.state, told.covers_source,
       told.role_covered
  FROM main.coverage AS told

-- view      timing_item
-- about     A fact whose counterpart lies outside the days its role is known for; or lay there
--           when the month before was sealed, and its own rule tells of it by now. Rules that
--           read this view are asked after all others.
-- columns
--   position_id            id      answer with it
--   currency               text
--   rule                   text    whose answer it was
--   kind                   text    ahead | before-history | told
--   amount                 money
--   waits_for_role         text    billed | disbursed | taxed
--   fact                   day?    the day the role was asked about
--   must_clear_by          day?    the fact and the days of grace, or as it was sealed
--   told_on                day     as-of of the run that first told of it, or that day
--   loaded_to              day?    the role is loaded to this day without a hole, as-of or not
--   answered_later         count   1: a line of that role, later than as-of, names the reference
SELECT item.position_id,
       coalesce((SELECT currency FROM main.position_active
                  WHERE position_id = item.position_id),
                (SELECT currency FROM main.position_rest WHERE position_id = item.position_id),
                '') AS currency,
       item.rule, item.kind, item.amount, item.waits_for_role, item.fact, item.must_clear_by,
       item.told_on,
       (SELECT loaded_to FROM main.role_window WHERE role = item.waits_for_role) AS loaded_to,
       coalesce((SELECT iif(item.waits_for_role = 'billed', later_lines & 1,
                            iif(item.waits_for_role = 'disbursed', later_lines & 2,
                                later_lines & 4)) > 0
                   FROM main.position_active WHERE position_id = item.position_id), 0)
       AS answered_later
  FROM main.timing AS item
 UNION ALL
SELECT item.position_id, item.currency, item.rule, 'told' AS kind, item.amount,
       item.waits_for_role, NULL AS fact, item.must_clear_by,
       coalesce((SELECT 0 + value FROM main.meta WHERE name = 'sealed_day'), 0) AS told_on,
       (SELECT loaded_to FROM main.role_window WHERE role = item.waits_for_role) AS loaded_to,
       coalesce((SELECT iif(item.waits_for_role = 'billed', later_lines & 1,
                            iif(item.waits_for_role = 'disbursed', later_lines & 2,
                                later_lines & 4)) > 0
                   FROM main.position_active WHERE position_id = item.position_id), 0)
       AS answered_later
  FROM main.timing_followed AS item
 WHERE item.outcome = 'told'

-- view      kept_overlap
-- about     Files that repeat each other and both count (--both): a row a family and month.
-- columns
--   subject                text    the family, a slash, the month the newest of them ends in
--   evidence               text    short name of each file and record of its header
--   files                  count
SELECT told.subject, group_concat(told.place, ' ') AS evidence,
       count(DISTINCT told.file_id) AS files
  FROM (SELECT met.subject, section.file_id,
               file.short_name || '#' || section.first_record AS place
          FROM (SELECT newer.family || '/'
                       || month_text(max(newer.covers_to, older.covers_to)) AS subject,
                       side.column1 AS newer_side, pair.section_id, pair.by_section_id
                  FROM main.overlap AS pair CROSS JOIN main.section AS older
                       CROSS JOIN main.section AS newer CROSS JOIN (VALUES (0), (1)) AS side
                 WHERE pair.replaced = 0 AND older.section_id = pair.section_id
                   AND older.table_id = older.section_id
                   AND newer.section_id = pair.by_section_id) AS met
               CROSS JOIN main.section AS section CROSS JOIN main.file AS file
         WHERE section.section_id = iif(met.newer_side = 1, met.by_section_id, met.section_id)
           AND file.file_id = section.file_id
         GROUP BY met.subject, section.section_id
         ORDER BY met.subject, section.canonical) AS told
 GROUP BY told.subject

-- view      stated_figure
-- about     A figure a report states of itself, and what its lines give: a row of tie-out.csv of
--           kind stated that could be compared.
-- columns
--   subject                text    the check, a slash, its scope
--   evidence               text    the scope: the table that states it
--   check_name             text    what was compared: docs/TIEOUT.md
--   currency               text
--   basis                  text    what the computed figure was computed on
--   verdict                text    ties | penny | off
--   reported               money?  as stated; unknown beyond 64 bits
--   computed               money?  from the lines
SELECT tie.check_name || '/' || tie.scope AS subject, tie.scope AS evidence, tie.check_name,
       tie.currency, tie.basis, tie.verdict, figure.reported, figure.computed
  FROM main.stated_figure AS figure CROSS JOIN main.tie AS tie
 WHERE tie.ordinal = figure.ordinal AND tie.verdict <> 'not-testable'

-- view      duplicate
-- about     Records of one file that are equal byte for byte: a row a file and reference.
-- columns
--   line_id                id      the first of them
--   subject                text    SHA-256 of the file, a slash, the reference
--   evidence               text    all of them
--   lines                  count   records that have an equal one
--   distinct_lines         count   how many they would be without their repeats
SELECT twice.line_id,
       (SELECT sha256 FROM main.file WHERE file_id = twice.file_id) || '/'
       || (SELECT text FROM main.reference WHERE reference_id = twice.reference_id) AS subject,
       twice.evidence, twice.lines, twice.distinct_lines
  FROM main.duplicate AS twice

-- view      fact_differs
-- about     A fact two reports of one role state, not alike: a row a reference, currency, month.
-- columns
--   line_id                id      the first line of the report that does not count
--   currency               text
--   component              text    the first that differs
--   counted                money   what the report says that counts
--   stated                 money   what the other says
SELECT line_id, currency, component, counted, stated
  FROM main.fact_differs

-- view      fact_agrees
-- about     Facts a file states that another report of its role states too, and counts.
-- columns
--   subject                text    SHA-256 of the file
--   evidence               text    its short name
--   currency               text
--   facts                  count   references and months
--   gross                  money   of all of them
SELECT (SELECT sha256 FROM main.file WHERE file_id = told.file_id) AS subject,
       (SELECT short_name FROM main.file WHERE file_id = told.file_id) AS evidence,
       told.currency, told.facts, told.gross
  FROM main.fact_agrees AS told
