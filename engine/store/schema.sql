-- The books. Amounts are INTEGER micros as printed; days are days since 1970-01-01; NULL is
-- unknown.
-- A line's id is its section's id * 2^32 + its record number: it sorts as the file reads.

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- --- what was read ---------------------------------------------------------------------------

CREATE TABLE file (
    file_id INTEGER PRIMARY KEY,
    short_name TEXT NOT NULL,         -- as evidence names it; unique
    base_name TEXT NOT NULL,
    path TEXT NOT NULL,               -- where it lay; for explain only, never printed in a report
    sha256 TEXT NOT NULL UNIQUE,
    bytes INTEGER NOT NULL,
    records INTEGER NOT NULL,
    noise_records INTEGER NOT NULL,   -- titles, trailers, empty rows
    blank_lines INTEGER NOT NULL,
    rejected_records INTEGER NOT NULL,
    header_bytes INTEGER NOT NULL,    -- bytes of header records
    record_bytes INTEGER NOT NULL,    -- bytes of lines and rejects
    noise_bytes INTEGER NOT NULL,     -- titles, trailers, blank lines, byte order mark
    scan_records INTEGER NOT NULL,    -- the second scanner's own counts
    scan_record_bytes INTEGER NOT NULL,
    scan_noise_bytes INTEGER NOT NULL,
    set_aside INTEGER NOT NULL CHECK (set_aside IN (0, 1)),
    family TEXT NOT NULL,             -- of its first section, or of its name when set aside
    meta_sha256 TEXT NOT NULL,        -- of NAME.meta.json beside it, '' without one
    meta_path TEXT NOT NULL,          -- where that lay; as path
    also_covers TEXT NOT NULL         -- days of other names of the same bytes, without lines
) STRICT;
-- Seals in force when it was loaded, where there were any: docs/decisions/0009.
CREATE TABLE file_epoch (
    file_id INTEGER PRIMARY KEY REFERENCES file, epoch INTEGER NOT NULL
) STRICT;

-- A table of a file: a header and the records below it.
CREATE TABLE section (
    section_id INTEGER PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES file,
    canonical INTEGER NOT NULL UNIQUE, -- order by rank, covers_from, SHA-256, first record
    family TEXT NOT NULL,
    era TEXT NOT NULL,
    role TEXT NOT NULL,
    table_id INTEGER NOT NULL,        -- the first section of the same header: itself, of most
    rank INTEGER NOT NULL,
    first_record INTEGER NOT NULL,    -- the header's record number
    header TEXT NOT NULL,             -- the header record as read, a JSON array of its cells
    lines INTEGER NOT NULL,
    rejects INTEGER NOT NULL,         -- rejected records
    covers_from INTEGER,
    covers_to INTEGER,
    covers_source TEXT NOT NULL,      -- meta, period, convention, lines, opening, none
    payout_on INTEGER,                -- the day lines without a day take
    net_holds_tax INTEGER NOT NULL CHECK (net_holds_tax IN (0, 1)),
    sign_vector INTEGER NOT NULL,     -- the settled one; -1 where no identity applies
    net_inexact INTEGER NOT NULL CHECK (net_inexact IN (0, 1)),
    net_off_lines INTEGER NOT NULL
) STRICT;

CREATE TABLE section_column (         -- headers no era knows
    section_id INTEGER NOT NULL REFERENCES section,
    column_number INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (section_id, column_number)
) STRICT, WITHOUT ROWID;

-- How the printed sign of a component was settled; factor turns the cell into the seller's side.
CREATE TABLE file_sign (
    section_id INTEGER NOT NULL REFERENCES section,
    component TEXT NOT NULL,          -- or 'net_holds_tax'
    factor INTEGER NOT NULL CHECK (factor IN (-1, 0, 1)),
    printed TEXT NOT NULL,            -- negative | positive; yes | no for net_holds_tax
    settled_by TEXT NOT NULL,         -- file | era | canonical | majority | map | assumed
    lines_for INTEGER NOT NULL,
    lines_against INTEGER NOT NULL,
    PRIMARY KEY (section_id, component)
) STRICT, WITHOUT ROWID;

CREATE TABLE reference (reference_id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE product (product_id INTEGER PRIMARY KEY, code TEXT NOT NULL, title TEXT NOT NULL,
                      tax_code TEXT NOT NULL) STRICT;
CREATE TABLE customer (customer_id INTEGER PRIMARY KEY, account TEXT NOT NULL,
                       payer_ref TEXT NOT NULL, customer_ref TEXT NOT NULL, name TEXT NOT NULL,
                       country TEXT NOT NULL) STRICT;
CREATE TABLE offer (offer_id INTEGER PRIMARY KEY, offer TEXT NOT NULL, visibility TEXT NOT NULL,
                    agreement TEXT NOT NULL) STRICT;
CREATE TABLE jurisdiction (jurisdiction_id INTEGER PRIMARY KEY, country TEXT NOT NULL,
                           state TEXT NOT NULL, level TEXT NOT NULL, name TEXT NOT NULL,
                           tax_type TEXT NOT NULL, rate TEXT NOT NULL, reason TEXT NOT NULL,
                           certificate TEXT NOT NULL) STRICT;
CREATE TABLE text (text_id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE deposit (payout_id INTEGER PRIMARY KEY, bank_trace TEXT NOT NULL,
                      settlement TEXT NOT NULL) STRICT;
CREATE TABLE payer (payer_id INTEGER PRIMARY KEY, payer TEXT NOT NULL) STRICT;

-- One narrow row a line, a table a role. reference_id 0 is a line without a reference; dated is
-- the line's own day; holds is the mask of sign vectors under which its identity holds.
CREATE TABLE line_billed (
    line_id INTEGER PRIMARY KEY, reference_id INTEGER NOT NULL, byte_offset INTEGER NOT NULL,
    byte_length INTEGER NOT NULL, line_first INTEGER NOT NULL, currency TEXT, dated INTEGER,
    due INTEGER, ar_period INTEGER, product_id INTEGER NOT NULL, customer_id INTEGER NOT NULL,
    offer_id INTEGER NOT NULL, invoice_id INTEGER NOT NULL, holds INTEGER NOT NULL,
    gross INTEGER NOT NULL, fee INTEGER NOT NULL, refund INTEGER NOT NULL,
    fee_refund INTEGER NOT NULL, credit INTEGER NOT NULL, fee_credit INTEGER NOT NULL,
    cost INTEGER NOT NULL, cost_refund INTEGER NOT NULL, tax INTEGER NOT NULL,
    tax_refund INTEGER NOT NULL, net INTEGER NOT NULL, collected_net INTEGER NOT NULL,
    forgiven INTEGER NOT NULL, adjustment INTEGER NOT NULL, aws_tax INTEGER NOT NULL
) STRICT;
CREATE TABLE line_disbursed (
    line_id INTEGER PRIMARY KEY, reference_id INTEGER NOT NULL, byte_offset INTEGER NOT NULL,
    byte_length INTEGER NOT NULL, line_first INTEGER NOT NULL, currency TEXT, dated INTEGER,
    due INTEGER, ar_period INTEGER, product_id INTEGER NOT NULL, customer_id INTEGER NOT NULL,
    offer_id INTEGER NOT NULL, invoice_id INTEGER NOT NULL, payout_id INTEGER NOT NULL,
    holds INTEGER NOT NULL,
    gross INTEGER NOT NULL, fee INTEGER NOT NULL, refund INTEGER NOT NULL,
    fee_refund INTEGER NOT NULL, credit INTEGER NOT NULL, fee_credit INTEGER NOT NULL,
    cost INTEGER NOT NULL, cost_refund INTEGER NOT NULL, tax INTEGER NOT NULL,
    tax_refund INTEGER NOT NULL, net INTEGER NOT NULL, collected_net INTEGER NOT NULL,
    forgiven INTEGER NOT NULL, adjustment INTEGER NOT NULL, aws_tax INTEGER NOT NULL
) STRICT;
CREATE TABLE line_stated_open (
    line_id INTEGER PRIMARY KEY, reference_id INTEGER NOT NULL, byte_offset INTEGER NOT NULL,
    byte_length INTEGER NOT NULL, line_first INTEGER NOT NULL, currency TEXT, dated INTEGER,
    due INTEGER, ar_period INTEGER, product_id INTEGER NOT NULL, customer_id INTEGER NOT NULL,
    holds INTEGER NOT NULL, gross INTEGER NOT NULL, fee INTEGER NOT NULL, refund INTEGER NOT NULL,
    fee_refund INTEGER NOT NULL, net INTEGER NOT NULL
) STRICT;
CREATE TABLE line_taxed (
    line_id INTEGER PRIMARY KEY, reference_id INTEGER NOT NULL, byte_offset INTEGER NOT NULL,
    byte_length INTEGER NOT NULL, line_first INTEGER NOT NULL, currency TEXT, dated INTEGER,
    product_id INTEGER NOT NULL, customer_id INTEGER NOT NULL, jurisdiction_id INTEGER NOT NULL,
    line_item_id INTEGER NOT NULL, bill_id INTEGER NOT NULL, party INTEGER NOT NULL,
    event INTEGER NOT NULL, flags INTEGER NOT NULL, tax_amount INTEGER NOT NULL,
    total_tax INTEGER NOT NULL, taxable INTEGER NOT NULL, nontaxable INTEGER NOT NULL,
    price INTEGER NOT NULL
) STRICT;
CREATE TABLE line_opening (
    line_id INTEGER PRIMARY KEY, reference_id INTEGER NOT NULL, byte_offset INTEGER NOT NULL,
    byte_length INTEGER NOT NULL, line_first INTEGER NOT NULL, currency TEXT, dated INTEGER,
    due INTEGER, customer_id INTEGER NOT NULL, gross INTEGER NOT NULL, refund INTEGER NOT NULL,
    tax INTEGER NOT NULL
) STRICT;
-- What a billed row states as paid: a line beside the billed one, of the same record. net is as
-- printed; status is what the status column means (enum pay_status).
CREATE TABLE line_stated_paid (
    line_id INTEGER PRIMARY KEY, reference_id INTEGER NOT NULL, byte_offset INTEGER NOT NULL,
    byte_length INTEGER NOT NULL, line_first INTEGER NOT NULL, currency TEXT, dated INTEGER,
    billed_line INTEGER NOT NULL, status INTEGER NOT NULL, net INTEGER NOT NULL
) STRICT;
CREATE TABLE line_stated_total (
    line_id INTEGER PRIMARY KEY, byte_offset INTEGER NOT NULL, byte_length INTEGER NOT NULL,
    line_first INTEGER NOT NULL, currency TEXT, dated INTEGER, settlement_id INTEGER NOT NULL,
    jurisdiction_id INTEGER NOT NULL, payout INTEGER NOT NULL, gross INTEGER NOT NULL,
    net INTEGER NOT NULL, tax INTEGER NOT NULL, tax_refund INTEGER NOT NULL,
    age_30 INTEGER NOT NULL, age_60 INTEGER NOT NULL, age_90 INTEGER NOT NULL,
    age_120 INTEGER NOT NULL, age_over INTEGER NOT NULL, age_all INTEGER NOT NULL
) STRICT;
-- What a person decided about a finding, or a row of a sheet of findings without a word.
CREATE TABLE line_disposition (
    line_id INTEGER PRIMARY KEY, finding_id TEXT NOT NULL, byte_offset INTEGER NOT NULL,
    byte_length INTEGER NOT NULL, line_first INTEGER NOT NULL, reason TEXT NOT NULL,
    owner TEXT NOT NULL, comment TEXT NOT NULL, due INTEGER
) STRICT;

-- Lines a rule may have a question about (LINE_* bits), and lines that are not counted.
CREATE TABLE line_flag (line_id INTEGER PRIMARY KEY, flags INTEGER NOT NULL) STRICT;
CREATE TABLE line_class (
    line_id INTEGER PRIMARY KEY,
    class TEXT NOT NULL -- superseded, no-reference, after-as-of, other-tax, out-of-scope
) STRICT;
-- References whose lines without a currency take another than the base one.
CREATE TABLE reference_currency (reference_id INTEGER PRIMARY KEY, currency TEXT NOT NULL) STRICT;
-- Of references whose lines took several, as sealed months had them: each line that took another
-- than the base one. They are not in reference_currency.
CREATE TABLE line_currency (line_id INTEGER PRIMARY KEY, currency TEXT NOT NULL) STRICT;

CREATE TABLE reject (
    reject_id TEXT PRIMARY KEY,       -- R- and ten hex digits
    file_id INTEGER NOT NULL, record INTEGER NOT NULL, line_first INTEGER NOT NULL,
    column_number INTEGER NOT NULL, column_name TEXT NOT NULL, reason TEXT NOT NULL,
    text TEXT NOT NULL, byte_offset INTEGER NOT NULL, byte_length INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE noise (
    file_id INTEGER NOT NULL, record INTEGER NOT NULL, line_first INTEGER NOT NULL,
    byte_offset INTEGER NOT NULL, byte_length INTEGER NOT NULL,
    PRIMARY KEY (file_id, record)
) STRICT, WITHOUT ROWID;
-- What was read, by GMP while reading: decimal texts, of any size. currency '' where none is
-- stated.
CREATE TABLE section_total (
    section_id INTEGER NOT NULL, component TEXT NOT NULL, currency TEXT NOT NULL,
    sum TEXT NOT NULL, sum_absolute TEXT NOT NULL, nonzero_lines INTEGER NOT NULL,
    PRIMARY KEY (section_id, component, currency)
) STRICT, WITHOUT ROWID;
-- What was tolerated while reading: empty money cells, thousands commas ...
CREATE TABLE section_trace (
    section_id INTEGER NOT NULL, trace TEXT NOT NULL, cells INTEGER NOT NULL,
    PRIMARY KEY (section_id, trace)
) STRICT, WITHOUT ROWID;

-- --- what follows from it --------------------------------------------------------------------

CREATE TABLE coverage (
    ordinal INTEGER PRIMARY KEY,      -- canonical order of the rows
    family TEXT NOT NULL, role TEXT NOT NULL, from_day INTEGER NOT NULL, to_day INTEGER NOT NULL,
    file_id INTEGER, covers_source TEXT NOT NULL, state TEXT NOT NULL,
    role_covered INTEGER NOT NULL     -- 1: another family of the role covers these days
) STRICT;
-- Tables of two files that repeat each other's days or records, the older first. replaced: the
-- newer took the place of the older, whose lines are class superseded; else both count.
CREATE TABLE overlap (
    section_id INTEGER NOT NULL REFERENCES section,
    by_section_id INTEGER NOT NULL REFERENCES section,
    replaced INTEGER NOT NULL CHECK (replaced IN (0, 1)),
    PRIMARY KEY (section_id, by_section_id)
) STRICT, WITHOUT ROWID;
-- What differs between a superseded table and the one in its place, component by component.
-- Amounts are from the seller's side; component '' where no amount differs.
CREATE TABLE restated (
    ordinal INTEGER PRIMARY KEY,
    section_id INTEGER NOT NULL, by_section_id INTEGER NOT NULL,
    change TEXT NOT NULL,             -- added, gone, changed
    reference_id INTEGER NOT NULL, currency TEXT NOT NULL, component TEXT NOT NULL,
    before INTEGER, after INTEGER,
    line_id INTEGER, by_line_id INTEGER
) STRICT;
-- Records of one file that are equal byte for byte, once a reference.
CREATE TABLE duplicate (
    line_id INTEGER PRIMARY KEY,      -- the first of them
    file_id INTEGER NOT NULL, reference_id INTEGER NOT NULL,
    lines INTEGER NOT NULL,           -- records that have an equal one
    distinct_lines INTEGER NOT NULL,  -- how many they would be without their repeats
    evidence TEXT NOT NULL
) STRICT;
-- Facts a report states although a better-ranked one of its role counts: those that differ, by
-- their first line; and how many agree. Amounts are from the seller's side.
CREATE TABLE fact_differs (
    line_id INTEGER PRIMARY KEY, reference_id INTEGER NOT NULL, currency TEXT NOT NULL,
    component TEXT NOT NULL, counted INTEGER NOT NULL, stated INTEGER NOT NULL
) STRICT;
CREATE TABLE fact_agrees (
    ordinal INTEGER PRIMARY KEY, file_id INTEGER NOT NULL, currency TEXT NOT NULL,
    facts INTEGER NOT NULL, gross INTEGER NOT NULL
) STRICT;
-- The days a role is known for; NULL where none is. back_from: facts before it may have their
-- counterpart before the first file (known_from + history_days, or the day after the
-- opening list). loaded_to: end of the run of days known_to lies in when no file counts as later
-- than as_of.
CREATE TABLE role_window (
    role TEXT PRIMARY KEY, known_from INTEGER, known_to INTEGER, back_from INTEGER,
    loaded_to INTEGER
) STRICT, WITHOUT ROWID;

-- Positions on which a rule could fire, or that a report lists. Sums are from the seller's side.
CREATE TABLE position_active (
    position_id INTEGER PRIMARY KEY, reference_id INTEGER NOT NULL, currency TEXT NOT NULL,
    state TEXT NOT NULL, cause TEXT NOT NULL, basis TEXT NOT NULL,
    billed_gross INTEGER NOT NULL, billed_fee INTEGER NOT NULL, billed_refund INTEGER NOT NULL,
    billed_fee_refund INTEGER NOT NULL, billed_credit INTEGER NOT NULL,
    billed_fee_credit INTEGER NOT NULL, billed_cost INTEGER NOT NULL,
    billed_cost_refund INTEGER NOT NULL, billed_tax INTEGER NOT NULL,
    billed_tax_refund INTEGER NOT NULL, billed_net INTEGER NOT NULL,
    billed_collected_net INTEGER NOT NULL, billed_forgiven INTEGER NOT NULL,
    billed_adjustment INTEGER NOT NULL, billed_aws_tax INTEGER NOT NULL,
    disbursed_gross INTEGER NOT NULL, disbursed_fee INTEGER NOT NULL,
    disbursed_refund INTEGER NOT NULL, disbursed_fee_refund INTEGER NOT NULL,
    disbursed_credit INTEGER NOT NULL, disbursed_fee_credit INTEGER NOT NULL,
    disbursed_cost INTEGER NOT NULL, disbursed_cost_refund INTEGER NOT NULL,
    disbursed_tax INTEGER NOT NULL, disbursed_tax_refund INTEGER NOT NULL,
    disbursed_net INTEGER NOT NULL, disbursed_collected_net INTEGER NOT NULL,
    disbursed_forgiven INTEGER NOT NULL, disbursed_adjustment INTEGER NOT NULL,
    disbursed_aws_tax INTEGER NOT NULL,
    billed_net_x INTEGER NOT NULL, disbursed_net_x INTEGER NOT NULL,
    open_gross INTEGER NOT NULL, refund_gap INTEGER NOT NULL, collectible INTEGER NOT NULL,
    open_tax INTEGER, open_fee INTEGER, open_net INTEGER,
    expected_fee_refund INTEGER, tax_calculated INTEGER NOT NULL, tax_aws INTEGER NOT NULL,
    tax_report_refund INTEGER NOT NULL, tax_difference INTEGER NOT NULL,
    billed_lines INTEGER NOT NULL, opening_lines INTEGER NOT NULL,
    disbursed_lines INTEGER NOT NULL,
    tax_lines INTEGER NOT NULL, stated_open_lines INTEGER NOT NULL,
    billed_refund_lines INTEGER NOT NULL,   -- billed lines with a refund
    disbursed_refund_lines INTEGER NOT NULL,
    disbursed_fee_lines INTEGER NOT NULL,   -- disbursed lines with a fee
    tax_refund_lines INTEGER NOT NULL,      -- REFUND and TAXONLYREFUND lines
    refund_lines INTEGER NOT NULL,          -- of both sides, with a refund of charge, fee or tax
    any_gross INTEGER NOT NULL,             -- 1: some loaded line of the reference has gross <> 0
    billed_currencies INTEGER NOT NULL,     -- of the reference, in loaded billed lines
    currency_assumed INTEGER NOT NULL,      -- 1: some line took its currency from elsewhere
    billed_on INTEGER, billed_on_source TEXT NOT NULL,
    billed_from INTEGER,                    -- first day of its period
    due_on INTEGER, terms_source TEXT NOT NULL, terms_days INTEGER,
    disbursed_on INTEGER, first_payout_on INTEGER, last_movement_on INTEGER,
    billed_refund_on INTEGER, disbursed_refund_on INTEGER, refund_on INTEGER, taxed_on INTEGER,
    taxed_to INTEGER,                       -- newest tax line
    newest_list_on INTEGER,                 -- newest list (not after as_of) it stands on
    days_since_billing INTEGER, age_bucket TEXT NOT NULL, days_past_due INTEGER,
    due_bucket TEXT NOT NULL,
    net_status TEXT NOT NULL, days_to_collect INTEGER, days_late INTEGER,
    observed_days INTEGER,                  -- the payer's observed terms, if no due date is known
    expected_month INTEGER,                 -- its first day
    tax_status TEXT NOT NULL, liable_party TEXT NOT NULL, product_tax_code TEXT NOT NULL,
    stated_open_net INTEGER, collected_net INTEGER,
    disbursed_after_as_of INTEGER NOT NULL, disbursed_after_on INTEGER,
    later_lines INTEGER NOT NULL,           -- dated after as_of: 1 billed, 2 disbursed, 4 taxed
    payer_id INTEGER NOT NULL, billed_payer_id INTEGER NOT NULL,
    disbursed_payer_id INTEGER NOT NULL,
    product_id INTEGER NOT NULL, products_differ INTEGER NOT NULL, customer_id INTEGER NOT NULL,
    attribute_line INTEGER NOT NULL,        -- line_id the attributes come from
    stated_paid_lines INTEGER NOT NULL,     -- payments its bills state
    paid_stands_in INTEGER NOT NULL,        -- 1: disbursed amounts are what the bills state, and
                                            -- known as net and tax only
    stated_paid INTEGER,                    -- what they state; NULL: not held against payouts
    stated_paid_given INTEGER,              -- what payouts give, measured alike
    stated_paid_fact INTEGER,               -- the day payouts are asked about
    evidence TEXT NOT NULL
) STRICT;

-- Positions at rest: settled, every difference zero, no refund, tax collected, remitted or none.
-- What is not here is zero, or the same on both sides.
CREATE TABLE position_rest (
    position_id INTEGER PRIMARY KEY, reference_id INTEGER NOT NULL, currency TEXT NOT NULL,
    gross INTEGER NOT NULL, fee INTEGER NOT NULL, tax INTEGER NOT NULL,
    billed_net INTEGER NOT NULL, disbursed_net INTEGER NOT NULL, net_x INTEGER NOT NULL,
    tax_calculated INTEGER NOT NULL, tax_aws INTEGER NOT NULL, billed_on INTEGER,
    billed_on_source TEXT NOT NULL, due_on INTEGER, terms_source TEXT NOT NULL,
    terms_days INTEGER, disbursed_on INTEGER, first_payout_on INTEGER, last_movement_on INTEGER,
    days_to_collect INTEGER, days_late INTEGER, taxed_on INTEGER, net_status TEXT NOT NULL,
    tax_status TEXT NOT NULL, liable_party TEXT NOT NULL, product_tax_code TEXT NOT NULL,
    disbursed_after_as_of INTEGER NOT NULL, disbursed_after_on INTEGER,
    payer_id INTEGER NOT NULL, product_id INTEGER NOT NULL, customer_id INTEGER NOT NULL,
    attribute_line INTEGER NOT NULL,
    evidence TEXT NOT NULL
) STRICT;

-- Positions as they stood on another day: the same arithmetic over the lines up to cut_day. What
-- had nothing open there, and was on no list, has no row. Of the days that a list of open items
-- or a report of ages is of.
CREATE TABLE position_cut (
    cut_id INTEGER PRIMARY KEY, cut_day INTEGER NOT NULL,
    of_list INTEGER NOT NULL,               -- 1: the day of the newest list not after as_of
    of_ages INTEGER NOT NULL,               -- 1: the day of a report of ages
    position_id INTEGER NOT NULL,           -- the same position as of as_of
    reference_id INTEGER NOT NULL, currency TEXT NOT NULL, payer_id INTEGER NOT NULL,
    state TEXT NOT NULL, cause TEXT NOT NULL, basis TEXT NOT NULL,
    billed_lines INTEGER NOT NULL,          -- opening lines too
    billed_on INTEGER, billed_on_source TEXT NOT NULL, due_on INTEGER,
    billed_gross INTEGER NOT NULL, billed_refund INTEGER NOT NULL, billed_tax INTEGER NOT NULL,
    billed_tax_refund INTEGER NOT NULL, billed_net_x INTEGER NOT NULL,
    disbursed_gross INTEGER NOT NULL, disbursed_refund INTEGER NOT NULL,
    disbursed_tax INTEGER NOT NULL, disbursed_tax_refund INTEGER NOT NULL,
    disbursed_net_x INTEGER NOT NULL,
    open_gross INTEGER NOT NULL, refund_gap INTEGER NOT NULL, collectible INTEGER NOT NULL,
    open_tax INTEGER, open_net INTEGER,
    listed INTEGER NOT NULL,                -- 1: on the newest list not after cut_day
    reference_listed INTEGER NOT NULL,      -- 1: its reference is, in this or another currency
    in_transit INTEGER NOT NULL,            -- 1: a report says the customer has paid it
    billed_lines_as_of INTEGER NOT NULL,    -- of the same position as of as_of
    listed_net INTEGER,                     -- what that list says, net of tax
    listed_period INTEGER                   -- last day of its earliest AR period there
) STRICT;

-- How the open balance came about between the day before roll_from and as_of. A row a payer and
-- currency; is_total 1: of all payers. Each amount is signed as it moves the balance.
CREATE TABLE roll_forward (
    currency TEXT NOT NULL, is_total INTEGER NOT NULL, payer_id INTEGER NOT NULL,
    opening TEXT NOT NULL, billed TEXT NOT NULL, refunds_billed TEXT NOT NULL,
    disbursed TEXT NOT NULL, refunds_disbursed TEXT NOT NULL, forgiven TEXT NOT NULL,
    adjusted TEXT NOT NULL, closing TEXT NOT NULL,
    unexplained TEXT NOT NULL,        -- closing less all before it
    prior_period TEXT NOT NULL,       -- part of adjusted: what later files say of a sealed month
    held TEXT NOT NULL,               -- opening by the lines the sealed month held
    PRIMARY KEY (currency, is_total, payer_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE payer_terms (
    payer_id INTEGER NOT NULL, currency TEXT NOT NULL, positions INTEGER NOT NULL,
    open_positions INTEGER NOT NULL, collectible TEXT NOT NULL, -- decimal text: may pass 64 bits
    terms_days INTEGER, terms_source TEXT NOT NULL, terms_stand_in INTEGER NOT NULL,
    collect_median INTEGER, collect_p90 INTEGER, collect_max INTEGER,
    collect_stand_in INTEGER NOT NULL,
    late_count INTEGER NOT NULL,
    PRIMARY KEY (payer_id, currency)
) STRICT, WITHOUT ROWID;

-- Sums over whole populations are decimal texts: they may pass 64 bits.
CREATE TABLE population (
    report TEXT NOT NULL, status TEXT NOT NULL, currency TEXT NOT NULL,
    positions INTEGER NOT NULL, amount TEXT NOT NULL,
    PRIMARY KEY (report, status, currency)
) STRICT, WITHOUT ROWID;
CREATE TABLE ageing (                 -- open balance by bucket, both bases
    basis TEXT NOT NULL,              -- billing | due
    bucket TEXT NOT NULL, currency TEXT NOT NULL, ordinal INTEGER NOT NULL,
    positions INTEGER NOT NULL, amount TEXT NOT NULL,
    PRIMARY KEY (basis, bucket, currency)
) STRICT, WITHOUT ROWID;
CREATE TABLE conservation (
    section_id INTEGER NOT NULL, component TEXT NOT NULL, currency_stated TEXT NOT NULL,
    currency_used TEXT NOT NULL, read TEXT NOT NULL, positions TEXT NOT NULL,
    other_tax TEXT NOT NULL, out_of_scope TEXT NOT NULL, no_reference TEXT NOT NULL,
    after_as_of TEXT NOT NULL, superseded TEXT NOT NULL, difference TEXT NOT NULL,
    verdict TEXT NOT NULL,            -- ties | off | incomplete
    PRIMARY KEY (section_id, component, currency_stated, currency_used)
) STRICT, WITHOUT ROWID;
CREATE TABLE tie (
    ordinal INTEGER PRIMARY KEY, check_name TEXT NOT NULL, kind TEXT NOT NULL, scope TEXT NOT NULL,
    currency TEXT NOT NULL, basis TEXT NOT NULL, reported TEXT NOT NULL, computed TEXT NOT NULL,
    difference TEXT NOT NULL, verdict TEXT NOT NULL, why TEXT NOT NULL
) STRICT;
-- One row a deposit and currency. Amounts are decimal texts, from the seller's side.
CREATE TABLE payout (
    payout TEXT NOT NULL,             -- bank trace id, else settlement, else file
    currency TEXT NOT NULL, disbursed_on INTEGER, bank_trace_id TEXT NOT NULL,
    lines INTEGER NOT NULL, gross TEXT NOT NULL, fee TEXT NOT NULL, refund TEXT NOT NULL,
    fee_refund TEXT NOT NULL, credit TEXT NOT NULL, fee_credit TEXT NOT NULL,
    tax TEXT NOT NULL, tax_refund TEXT NOT NULL, net TEXT NOT NULL,
    stated TEXT NOT NULL,             -- '' where no report states it
    difference TEXT NOT NULL,         -- on the basis the check of the deposit names; '' likewise
    oldest_billed INTEGER, newest_billed INTEGER,
    PRIMARY KEY (payout, currency)
) STRICT, WITHOUT ROWID;
-- Total Tax of a tax file, each total once, and the tax of all rows; decimal texts.
CREATE TABLE tax_total (file_id INTEGER NOT NULL, currency TEXT NOT NULL, reported TEXT NOT NULL,
                        computed TEXT NOT NULL,
                        apart INTEGER NOT NULL, -- totals that are not just what their rows give
                        PRIMARY KEY (file_id, currency)) STRICT, WITHOUT ROWID;
-- Positions with a bill and a tax line: what was billed, what is calculated; decimal texts.
CREATE TABLE billed_tax (currency TEXT PRIMARY KEY, billed TEXT NOT NULL, calculated TEXT NOT NULL,
                         positions INTEGER NOT NULL, apart INTEGER NOT NULL, off INTEGER NOT NULL,
                         elsewhere INTEGER NOT NULL) STRICT, WITHOUT ROWID;
-- What rules read of stated figures: micros, NULL beyond 64 bits.
CREATE TABLE stated_figure (ordinal INTEGER PRIMARY KEY REFERENCES tie, reported INTEGER,
                            computed INTEGER) STRICT;
CREATE TABLE assumption (
    ordinal INTEGER PRIMARY KEY, setting TEXT NOT NULL, value TEXT NOT NULL,
    default_value TEXT NOT NULL, positions_affected INTEGER NOT NULL,
    amount_affected TEXT NOT NULL     -- decimal text, '' where no amount moves
) STRICT;
CREATE TABLE penny (
    position_id INTEGER NOT NULL, check_name TEXT NOT NULL, expected INTEGER NOT NULL,
    actual INTEGER NOT NULL, PRIMARY KEY (position_id, check_name)
) STRICT, WITHOUT ROWID;

-- What rows of the tax report say of themselves and do not bear out, found in C while positions
-- are built: tax against its rate, parts against the price, rows against Total Tax; refund is a
-- refund whose line item has no sale. About one line, or the first of rows that belong together.
CREATE TABLE tax_check (
    line_id INTEGER NOT NULL, check_name TEXT NOT NULL, -- rate | base | total | refund
    expected INTEGER,                 -- NULL: more than 64 bits
    actual INTEGER NOT NULL, lines INTEGER NOT NULL, dated INTEGER,
    PRIMARY KEY (line_id, check_name)
) STRICT, WITHOUT ROWID;
-- The worksheet a seller files by. Sums are decimal texts of any size; the row of what no line
-- could be given has no month, place or party.
CREATE TABLE tax_jurisdiction (
    ordinal INTEGER PRIMARY KEY, month INTEGER, currency TEXT NOT NULL, country TEXT NOT NULL,
    state TEXT NOT NULL, level TEXT NOT NULL, jurisdiction TEXT NOT NULL, tax_type TEXT NOT NULL,
    liable_party TEXT NOT NULL, lines INTEGER NOT NULL, gross_sales TEXT NOT NULL,
    taxable TEXT NOT NULL, nontaxable TEXT NOT NULL, exempt_with_certificate TEXT NOT NULL,
    tax TEXT NOT NULL, tax_refund TEXT NOT NULL, tax_collected TEXT NOT NULL,
    tax_refund_disbursed TEXT NOT NULL, unallocated INTEGER NOT NULL
) STRICT;

CREATE TABLE policy (name TEXT PRIMARY KEY, value TEXT NOT NULL, unit TEXT NOT NULL,
                     default_value TEXT NOT NULL, micro_or_count INTEGER NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE TABLE rule (code TEXT PRIMARY KEY, severity TEXT NOT NULL, asks TEXT NOT NULL,
                   because TEXT NOT NULL, remedy TEXT NOT NULL, text TEXT NOT NULL,
                   sha256 TEXT NOT NULL, fired INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE finding (
    finding_id TEXT PRIMARY KEY, rule TEXT NOT NULL, severity TEXT NOT NULL, subject TEXT NOT NULL,
    transaction_reference_id TEXT NOT NULL, currency TEXT NOT NULL, expected TEXT NOT NULL,
    actual TEXT NOT NULL, difference TEXT NOT NULL, explanation TEXT NOT NULL,
    evidence TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- The line that counts of each finding somebody decided about, whether it is still found or not.
CREATE TABLE disposition (
    finding_id TEXT PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES line_disposition
) STRICT, WITHOUT ROWID;
-- Which rules fired on which position: the findings cells of the reports.
CREATE TABLE finding_on (
    position_id INTEGER NOT NULL, rule TEXT NOT NULL, PRIMARY KEY (position_id, rule)
) STRICT, WITHOUT ROWID;
CREATE TABLE timing (
    position_id INTEGER NOT NULL, rule TEXT NOT NULL, kind TEXT NOT NULL, amount INTEGER NOT NULL,
    waits_for_role TEXT NOT NULL, must_clear_by INTEGER,
    fact INTEGER,                     -- the day the window was asked for
    told_on INTEGER NOT NULL,         -- as-of of the run that first told of it
    PRIMARY KEY (position_id, rule)
) STRICT, WITHOUT ROWID;

-- Every position, with its text and its days as text: what positions.csv prints, for whoever opens
-- the books with a tool of their own. Amounts are INTEGER micros from the seller's side.
CREATE VIEW positions (
    transaction_reference_id, currency, state, cause, basis, billed_gross, billed_fee,
    billed_refund, billed_fee_refund, billed_credit, billed_fee_credit, billed_cost,
    billed_cost_refund, billed_tax, billed_tax_refund, billed_net, billed_collected_net,
    billed_forgiven, billed_adjustment, billed_aws_tax, disbursed_gross, disbursed_fee,
    disbursed_refund, disbursed_fee_refund, disbursed_credit, disbursed_fee_credit,
    disbursed_cost, disbursed_cost_refund, disbursed_tax, disbursed_tax_refund, disbursed_net,
    disbursed_collected_net, disbursed_forgiven, disbursed_adjustment, disbursed_aws_tax,
    collectible, open_tax, open_fee, open_net, tax_calculated, tax_aws, billed_on,
    billed_on_source, due_on, terms_source, disbursed_on, first_payout_on, last_movement_on
) AS
SELECT
    text, currency, state, cause, basis, billed_gross, billed_fee, billed_refund,
    billed_fee_refund, billed_credit, billed_fee_credit, billed_cost, billed_cost_refund,
    billed_tax, billed_tax_refund, billed_net, billed_collected_net, billed_forgiven,
    billed_adjustment, billed_aws_tax, iif(paid_stands_in, NULL, disbursed_gross),
    iif(paid_stands_in, NULL, disbursed_fee), iif(paid_stands_in, NULL, disbursed_refund),
    iif(paid_stands_in, NULL, disbursed_fee_refund),
    iif(paid_stands_in, NULL, disbursed_credit),
    iif(paid_stands_in, NULL, disbursed_fee_credit), iif(paid_stands_in, NULL, disbursed_cost),
    iif(paid_stands_in, NULL, disbursed_cost_refund),
    iif(paid_stands_in AND open_tax IS NULL, NULL, disbursed_tax),
    iif(paid_stands_in, NULL, disbursed_tax_refund), disbursed_net,
    iif(paid_stands_in, NULL, disbursed_collected_net),
    iif(paid_stands_in, NULL, disbursed_forgiven),
    iif(paid_stands_in, NULL, disbursed_adjustment),
    iif(paid_stands_in, NULL, disbursed_aws_tax),
    collectible, open_tax, open_fee, open_net, tax_calculated, tax_aws,
    date(billed_on * 86400, 'unixepoch'), billed_on_source, date(due_on * 86400, 'unixepoch'),
    terms_source, date(disbursed_on * 86400, 'unixepoch'),
    date(first_payout_on * 86400, 'unixepoch'), date(last_movement_on * 86400, 'unixepoch')
FROM position_active JOIN reference USING (reference_id)
UNION ALL
SELECT
    text, currency, 'settled', '', 'gross', gross, fee, 0, 0, 0, 0, 0, 0, tax, 0, billed_net, 0,
    0, 0, 0, gross, fee, 0, 0, 0, 0, 0, 0, tax, 0, disbursed_net, 0, 0, 0, 0, 0, 0, 0, 0,
    tax_calculated, tax_aws, date(billed_on * 86400, 'unixepoch'), billed_on_source,
    date(due_on * 86400, 'unixepoch'), terms_source, date(disbursed_on * 86400, 'unixepoch'),
    date(first_payout_on * 86400, 'unixepoch'), date(last_movement_on * 86400, 'unixepoch')
FROM position_rest JOIN reference USING (reference_id);

-- --- what books over months keep beside it -----------------------------------------------------
-- Filled by a load into books that accumulate, never by a run with books of its own; from these
-- tables, the lines, their texts, rejects and noise a check makes everything else anew.

CREATE TABLE kept_load (
    load_id INTEGER PRIMARY KEY, version TEXT NOT NULL, -- of the program
    rules_sha256 TEXT NOT NULL,
    period TEXT NOT NULL,             -- --period, '' without
    replaces INTEGER NOT NULL CHECK (replaces IN (0, 1)),
    keeps_both INTEGER NOT NULL CHECK (keeps_both IN (0, 1)),
    files INTEGER NOT NULL            -- new to the books
) STRICT;
CREATE TABLE kept_file (
    file_id INTEGER PRIMARY KEY, load_id INTEGER NOT NULL REFERENCES kept_load,
    sha256 TEXT NOT NULL UNIQUE, bytes INTEGER NOT NULL, records INTEGER NOT NULL,
    noise_records INTEGER NOT NULL, blank_lines INTEGER NOT NULL,
    rejected_records INTEGER NOT NULL, header_bytes INTEGER NOT NULL,
    record_bytes INTEGER NOT NULL, noise_bytes INTEGER NOT NULL,
    scan_records INTEGER NOT NULL, scan_record_bytes INTEGER NOT NULL,
    scan_noise_bytes INTEGER NOT NULL,
    aside TEXT NOT NULL               -- the family it was set aside for, '' when it was read
) STRICT;
-- A file is its bytes; what it is called, and what lay beside it, is said once a name. The days
-- are those of the description.
CREATE TABLE kept_name (
    file_id INTEGER NOT NULL REFERENCES kept_file, base_name TEXT NOT NULL, path TEXT NOT NULL,
    meta_path TEXT NOT NULL, meta_sha256 TEXT NOT NULL, meta_from INTEGER, meta_to INTEGER,
    period INTEGER,                   -- first day of the month of --period
    load_id INTEGER NOT NULL REFERENCES kept_load, -- that said it
    UNIQUE (file_id, base_name, meta_sha256, period)
) STRICT;
CREATE TABLE kept_section (
    section_id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL REFERENCES kept_file,
    unit INTEGER NOT NULL,            -- the tables of one era in one file
    family TEXT NOT NULL, era TEXT NOT NULL, role TEXT NOT NULL,
    behind INTEGER NOT NULL,          -- sections between it and the first of its table
    bills_behind INTEGER NOT NULL,    -- likewise the bills that payments stand beside
    states_payment INTEGER NOT NULL,  -- 1: of these bills payments are stated
    first_record INTEGER NOT NULL, header TEXT NOT NULL,
    lines INTEGER NOT NULL, rejects INTEGER NOT NULL, lines_from INTEGER, lines_to INTEGER,
    single_day INTEGER, several_days INTEGER NOT NULL, holds_all INTEGER NOT NULL,
    family_sha256 TEXT NOT NULL,      -- of the texts it was read by
    mix INTEGER NOT NULL              -- of its lines: kept_mix.c
) STRICT;
-- Numbers that tell whether a table still holds what was loaded.
CREATE TABLE kept_mix (kept_table TEXT PRIMARY KEY, mix INTEGER NOT NULL) STRICT, WITHOUT ROWID;
-- What identities were counted, by unit: identity.h. The vectors that hold on some line.
CREATE TABLE kept_unit (
    unit INTEGER PRIMARY KEY, lines INTEGER NOT NULL, nonzero INTEGER NOT NULL,
    tax_refund_positive INTEGER NOT NULL, tax_refund_negative INTEGER NOT NULL
) STRICT;
CREATE TABLE kept_vector (
    unit INTEGER NOT NULL, vector INTEGER NOT NULL, lines INTEGER NOT NULL,
    PRIMARY KEY (unit, vector)
) STRICT, WITHOUT ROWID;
-- Of what tables reference and text hold, the hashes (intern_hash), in the order of ids from
-- first_id on: four bytes each, lowest first.
CREATE TABLE kept_text_hash (
    kept_table TEXT NOT NULL, first_id INTEGER NOT NULL, hashes BLOB NOT NULL,
    PRIMARY KEY (kept_table, first_id)
) STRICT, WITHOUT ROWID;
-- Hashes of the records of a payout file: eight bytes each, lowest byte first. Two such files that
-- share more than half of the smaller one's records, found when the later one came.
CREATE TABLE kept_hash (
    file_id INTEGER PRIMARY KEY REFERENCES kept_file, hashes BLOB NOT NULL
) STRICT;
CREATE TABLE kept_share (
    first_id INTEGER NOT NULL, second_id INTEGER NOT NULL, shared INTEGER NOT NULL,
    first_records INTEGER NOT NULL, second_records INTEGER NOT NULL,
    PRIMARY KEY (first_id, second_id)
) STRICT, WITHOUT ROWID;
-- SHA-256 of records that look like another of their reference and file.
CREATE TABLE kept_digest (line_id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL) STRICT;
-- What was said of two files that repeat each other; first_id < second_id.
CREATE TABLE kept_overlap (
    first_id INTEGER NOT NULL, second_id INTEGER NOT NULL,
    replaced INTEGER NOT NULL CHECK (replaced IN (0, 1)), PRIMARY KEY (first_id, second_id)
) STRICT, WITHOUT ROWID;
-- What a check need not read again: references that are settled, with their lines and their row of
-- position_rest, which stays; and what all of them add to every count. docs/decisions/0010.
CREATE TABLE kept_settled (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    guard TEXT NOT NULL,              -- digest of all they hang on
    sections INTEGER NOT NULL,        -- read by the check that wrote this
    customers INTEGER NOT NULL,       -- known to it
    position_id INTEGER NOT NULL,     -- the last it gave
    last_day INTEGER,                 -- of all settled lines
    cuts TEXT NOT NULL,               -- days of lists and of ages it looked at
    sums BLOB NOT NULL,               -- settled_rows.h
    sold BLOB NOT NULL,               -- a bit by line item
    settled BLOB NOT NULL,            -- a bit by reference
    runs BLOB NOT NULL,               -- lines of all other references: section, first, last record
    rest BLOB NOT NULL,               -- rows of position_rest that are not settled
    sha256 TEXT NOT NULL              -- of all of it, and of kept_sum
) STRICT;
CREATE TABLE kept_settled_reference (
    reference_id INTEGER PRIMARY KEY, position_id INTEGER NOT NULL,
    lines BLOB NOT NULL               -- section, record
) STRICT;
-- What exact_sums_by says of the lines of a section.
CREATE TABLE kept_sum (section_id INTEGER PRIMARY KEY, sums TEXT NOT NULL) STRICT;
CREATE TABLE kept_empty (said TEXT PRIMARY KEY) STRICT, WITHOUT ROWID; -- FAMILY:YYYY-MM

-- --- months that were sealed --------------------------------------------------------------------
-- The journal, an entry a row, never changed and never taken away: docs/decisions/0009. Cells are
-- the texts that seals.csv prints; sha256 covers the sha256 before it and all cells of its own.
CREATE TABLE kept_journal (
    entry INTEGER PRIMARY KEY,        -- from 1
    what TEXT NOT NULL,               -- close, review, reopen
    period TEXT NOT NULL,             -- YYYY-MM
    by_name TEXT NOT NULL,
    said_on TEXT NOT NULL,            -- --on, '' when nobody said
    because TEXT NOT NULL,
    as_of TEXT NOT NULL,              -- of a close, as all below
    files TEXT NOT NULL,              -- how many
    inputs_sha256 TEXT NOT NULL, rules_sha256 TEXT NOT NULL, policy_sha256 TEXT NOT NULL,
    terms_sha256 TEXT NOT NULL, options_sha256 TEXT NOT NULL, program TEXT NOT NULL,
    outputs_sha256 TEXT NOT NULL, closing_sha256 TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    loads INTEGER NOT NULL            -- of a close: newest load it covers; no cell
) STRICT;
-- What was open, and what was waited for, when the entry sealed its month.
CREATE TABLE kept_closing (
    entry INTEGER NOT NULL REFERENCES kept_journal, reference_id INTEGER NOT NULL,
    currency TEXT NOT NULL, payer TEXT NOT NULL, collectible INTEGER NOT NULL,
    PRIMARY KEY (entry, reference_id, currency)
) STRICT, WITHOUT ROWID;
CREATE TABLE kept_timing (
    entry INTEGER NOT NULL REFERENCES kept_journal, reference_id INTEGER NOT NULL,
    currency TEXT NOT NULL, kind TEXT NOT NULL, rule TEXT NOT NULL, amount INTEGER NOT NULL,
    waits_for_role TEXT NOT NULL, must_clear_by INTEGER, evidence TEXT NOT NULL,
    PRIMARY KEY (entry, reference_id, currency, rule)
) STRICT, WITHOUT ROWID;
-- The options it was sealed with, as the manifest has them: base currency, signs by hand ...
CREATE TABLE kept_option (
    entry INTEGER NOT NULL REFERENCES kept_journal, name TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (entry, name)
) STRICT, WITHOUT ROWID;
-- The texts of rules, terms and policy it was sealed with, each set once: under the digest the
-- journal has of them.
CREATE TABLE kept_text (
    sha256 TEXT NOT NULL, path TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (sha256, path)
) STRICT, WITHOUT ROWID;

-- What the newest month sealed before as_of left: made anew by every run, from the tables above or
-- from a pack.
CREATE TABLE sealed_closing (
    reference_id INTEGER NOT NULL, currency TEXT NOT NULL, payer TEXT NOT NULL,
    collectible INTEGER NOT NULL, PRIMARY KEY (reference_id, currency)
) STRICT, WITHOUT ROWID;
CREATE TABLE sealed_timing (
    reference_id INTEGER NOT NULL, currency TEXT NOT NULL, kind TEXT NOT NULL,
    rule TEXT NOT NULL, amount INTEGER NOT NULL, waits_for_role TEXT NOT NULL,
    must_clear_by INTEGER, evidence TEXT NOT NULL, PRIMARY KEY (reference_id, currency, rule)
) STRICT, WITHOUT ROWID;
-- Those of them that were ahead, and what became of them.
CREATE TABLE timing_followed (
    reference_id INTEGER NOT NULL, currency TEXT NOT NULL, rule TEXT NOT NULL,
    outcome TEXT NOT NULL,            -- ahead: waits still; told: its rule tells of it now;
                                      -- cleared; unasked: its rule was not run
    position_id INTEGER,              -- NULL: it is no position any more
    amount INTEGER NOT NULL, waits_for_role TEXT NOT NULL, must_clear_by INTEGER, -- as sealed
    evidence TEXT NOT NULL,           -- of the position now, else as sealed
    PRIMARY KEY (reference_id, currency, rule)
) STRICT, WITHOUT ROWID;
-- Positions whose opening is not what was sealed, and the files that say so.
CREATE TABLE prior_period (
    reference_id INTEGER NOT NULL, currency TEXT NOT NULL, payer_id INTEGER NOT NULL,
    sealed INTEGER NOT NULL, opening INTEGER NOT NULL, files TEXT NOT NULL,
    PRIMARY KEY (reference_id, currency)
) STRICT, WITHOUT ROWID;
