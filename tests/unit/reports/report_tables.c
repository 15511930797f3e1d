/* What the texts in reports/tables/csv/ select from books of a test's own: which rows, in which
 * order, and what stands in the cells that are not simply copied. */
#include "check_fixture.h"
#include "reports/report_table.h"

/* The rows of csv/NAME.sql, each cell as machine files print it. `full` is ?1, or negative. */
static void table_says(struct world *world, const char *name, int full, const char *wanted)
{
    struct report_table table;
    struct buffer path = {0};
    struct buffer text = {0};
    bool found = true;
    buffer_format(&path, "csv/%s.sql", name);
    must_work(report_table_open(&table, world->store, buffer_c(&path), &world->failure),
              &world->failure);
    if (full >= 0)
        store_query_bind_integer(table.query, 1, full);
    for (;;) {
        must_work(report_table_step(&table, &found, &world->failure), &world->failure);
        if (!found)
            break;
        for (size_t at = 0; at < table.column_count; at++) {
            buffer_add_c(&text, at > 0 ? "," : "");
            report_table_cell(&table, at, &text);
        }
        buffer_add_byte(&text, '\n');
    }
    report_table_close(&table);
    assert_string_equal(buffer_c(&text), wanted);
    buffer_free(&path);
    buffer_free(&text);
}

static void fill_names(struct world *world)
{
    world_execute(
        world, "PRAGMA foreign_keys = OFF;"
               "INSERT INTO payer VALUES (1, '000000000012'), (2, 'P-2');"
               "INSERT INTO product VALUES (1, 'p1', 'Scanner', 'T1'), (2, 'p2', 'Prober', '');"
               "INSERT INTO customer VALUES (1, '12', '', 'C-1', 'Acme', 'US'),"
               " (2, '', '', 'C-2', '', 'DE');"
               "INSERT INTO offer VALUES (7, 'offer-7', 'Private', 'agmt-7');"
               "INSERT INTO text VALUES (9, 'INV-9');");
}

/* By currency, then largest collectible, then reference; the attributes from the billed line. */
static void test_uncollected(void **state)
{
    struct world *world = *state;
    fill_names(world);
    world_row(world, "line_billed",
              "line_id = 4294967298, offer_id = 7, invoice_id = 9, ar_period = 19723");
    world_row(
        world, "position_active",
        "reference_id = 2, currency = 'USD', state = 'uncollected', cause = 'past-due',"
        "basis = 'gross', billed_gross = 50000000, collectible = 50000000, payer_id = 1,"
        "customer_id = 1, product_id = 1, attribute_line = 4294967298,"
        "billed_on = 19723, billed_on_source = 'invoice', due_on = 19753,"
        "terms_source = 'stated', days_since_billing = 181, age_bucket = '121+',"
        "days_past_due = 151, due_bucket = '121+', open_fee = -1500000, open_tax = 4000000,"
        "open_net = 48500000, stated_open_net = 48500000,"
        "disbursed_after_as_of = 50000000, disbursed_after_on = 19905,"
        "evidence = 'b.csv#2'");
    world_execute(world, "INSERT INTO finding_on VALUES (1, 'terms-exceeded'),"
                         " (1, 'billed-never-disbursed')");
    world_row(world, "position_active",
              "reference_id = 1, currency = 'USD', state = 'part-collected', basis = 'gross',"
              "collectible = 50000000, customer_id = 2, product_id = 2, products_differ = 1,"
              "age_bucket = '~0-30', due_bucket = 'no-due-date', evidence = 'b.csv#3'");
    world_row(world, "position_active",
              "reference_id = 3, currency = 'EUR', state = 'uncollected', collectible = 1,"
              "evidence = 'b.csv#4'");
    world_row(world, "position_active",
              "reference_id = 3, currency = 'USD', state = 'not-due', collectible = 7000000");
    table_says(
        world, "uncollected", -1,
        "R-3,EUR,,,,,,,,,,,,,,,,,,,uncollected,,,0.00,0.00,0.00,0.00,0.000001,,0.00,,,,0.00,,,"
        "b.csv#4\n"
        "R-1,USD,,C-2,DE,several,several,,,,,,,,,,,~0-30,,no-due-date,part-collected,,gross,"
        "0.00,0.00,0.00,0.00,50.00,,0.00,,,,0.00,,,b.csv#3\n"
        "R-2,USD,000000000012,Acme,US,p1,Scanner,offer-7,Private,agmt-7,INV-9,2024-01,"
        "2024-01-01,invoice,2024-01-31,stated,181,121+,151,121+,uncollected,past-due,gross,"
        "50.00,0.00,0.00,0.00,50.00,-1.50,4.00,48.50,,48.50,50.00,2024-07-01,"
        "billed-never-disbursed terms-exceeded,b.csv#2\n");
}

/* Any trace of a refund makes a row, even one whose sum is zero; cross-currency never does. */
static void test_refunds(void **state)
{
    struct world *world = *state;
    world_row(world, "position_active",
              "reference_id = 2, currency = 'USD', state = 'settled', billed_refund_lines = 2");
    world_row(world, "position_active",
              "reference_id = 1, currency = 'USD', state = 'refund-pending',"
              "billed_gross = 100000000, billed_fee_refund = 3000000, refund_gap = -20000000,"
              "expected_fee_refund = 3000000, evidence = 'b.csv#9'");
    world_row(world, "position_active",
              "reference_id = 1, currency = 'EUR', state = 'tax-only', tax_refund_lines = 1,"
              "tax_report_refund = -1000000");
    world_row(world, "position_active",
              "reference_id = 3, currency = 'USD', state = 'cross-currency',"
              "disbursed_refund = -5000000, disbursed_refund_lines = 1");
    world_row(world, "position_active",
              "reference_id = 3, currency = 'EUR', state = 'settled'");
    table_says(world, "refunds", -1,
               "R-1,EUR,,,,tax-only,0.00,0.00,0.00,0.00,0.00,0.00,0.00,,0.00,0.00,-1.00,,\n"
               "R-1,USD,,,,refund-pending,100.00,0.00,0.00,0.00,-20.00,3.00,0.00,3.00,0.00,"
               "0.00,0.00,,b.csv#9\n"
               "R-2,USD,,,,settled,0.00,0.00,0.00,0.00,0.00,0.00,0.00,,0.00,0.00,0.00,,\n");
}

static void fill_terms(struct world *world)
{
    fill_names(world);
    world_row(world, "position_active",
              "reference_id = 1, currency = 'USD', state = 'uncollected', net_status = "
              "'open-usual', terms_source = 'observed', observed_days = 40, payer_id = 1,"
              "billed_gross = 90000000, collectible = 90000000, expected_month = 19905,"
              "disbursed_on = 19900, days_to_collect = 9, days_late = 3, evidence = 'b.csv#2'");
    world_row(world, "position_active",
              "reference_id = 2, currency = 'USD', state = 'settled', net_status = "
              "'collected-late', terms_source = 'stated', terms_days = 30, payer_id = 2,"
              "billed_on = 19723, due_on = 19753, disbursed_on = 19874, days_to_collect = 151,"
              "days_late = 121, billed_gross = 10000000, disbursed_gross = 10000000");
    world_row(world, "position_active",
              "reference_id = 3, currency = 'USD', state = 'cancelled', net_status = "
              "'closed-uncollected', billed_gross = 5000000");
    world_row(world, "position_rest",
              "position_id = 9, reference_id = 3, currency = 'EUR', gross = 8000000,"
              "fee = -240000, tax = 640000, billed_net = 7760000, disbursed_net = 8400000,"
              "tax_calculated = 640000, billed_on = 19723, billed_on_source = 'invoice',"
              "due_on = 19723, terms_source = 'policy', terms_days = 0, disbursed_on = 19753,"
              "first_payout_on = 19753, last_movement_on = 19753, days_to_collect = 30,"
              "days_late = 30, net_status = 'collected-in-terms', tax_status = 'collected',"
              "liable_party = 'seller', product_tax_code = 'T1', payer_id = 1, product_id = 1,"
              "evidence = 'b.csv#5 d.csv#2'");
    world_execute(world, "INSERT INTO finding_on VALUES (9, 'payer-differs');"
                         "INSERT INTO payer_terms VALUES"
                         " (1, 'USD', 8, 1, '90.00', 40, 'observed', 1, 12, 40, 51, 1, 2),"
                         " (2, 'USD', 1, 0, '0.00', 30, 'stated', 0, 151, 151, 151, 0, 1),"
                         " (2, 'EUR', 1, 0, '0.00', NULL, '', 0, NULL, NULL, NULL, 0, 0)");
}

/* Open items say nothing of payouts; days counted from a stand-in carry a ~; by due day, none
 * last; positions at rest with --full alone. */
static void test_net_terms(void **state)
{
    static const char *const late =
        "R-2,USD,P-2,,2024-01-01,2024-01-31,30,stated,collected-late,2024-05-31,151,121,10.00,"
        "10.00,0.00,,0.00,,\n";
    static const char *const open = "R-1,USD,000000000012,,,,~40,observed,open-usual,,,,90.00,"
                                    "0.00,90.00,2024-07,0.00,,b.csv#2\n";
    struct world *world = *state;
    struct buffer wanted = {0};
    fill_terms(world);
    buffer_format(&wanted, "%s%s", late, open);
    table_says(world, "net-terms", 0, buffer_c(&wanted));
    buffer_clear(&wanted);
    buffer_format(&wanted,
                  "R-3,EUR,000000000012,p1,2024-01-01,2024-01-01,0,policy,collected-in-terms,"
                  "2024-01-31,30,30,8.00,8.00,0.00,,0.00,payer-differs,b.csv#5 d.csv#2\n"
                  "%s%s"
                  "R-3,USD,,,,,,,closed-uncollected,,,,5.00,0.00,0.00,,0.00,,\n",
                  late, open);
    table_says(world, "net-terms", 1, buffer_c(&wanted));
    buffer_free(&wanted);
}

static void test_payer_terms(void **state)
{
    struct world *world = *state;
    fill_terms(world);
    table_says(world, "payer-terms", -1,
               "000000000012,USD,8,1,90.00,~40,observed,~12,~40,~51,2\n"
               "P-2,EUR,1,0,0.00,,,,,,0\n"
               "P-2,USD,1,0,0.00,30,stated,151,151,151,1\n");
}

static void test_tax_collection(void **state)
{
    struct world *world = *state;
    fill_terms(world);
    world_row(world, "position_active",
              "position_id = 20, reference_id = 2, currency = 'EUR', state = 'part-collected',"
              "tax_status = 'short', tax_calculated = 5000000, disbursed_tax = 2000000,"
              "tax_difference = 3000000, liable_party = 'none seller', product_tax_code = "
              "'T1 T2', product_id = 2, products_differ = 1");
    world_row(world, "position_active",
              "position_id = 21, reference_id = 1, currency = 'EUR', state = 'tax-only',"
              "tax_status = 'untaxed', liable_party = 'seller'");
    table_says(world, "tax-collection", 0,
               "R-2,EUR,,several,T1 T2,none seller,short,5.00,0.00,0.00,0.00,2.00,0.00,3.00,"
               "part-collected,,\n");
    table_says(world, "tax-collection", 1,
               "R-1,EUR,,,,seller,untaxed,0.00,0.00,0.00,0.00,0.00,0.00,0.00,tax-only,,\n"
               "R-2,EUR,,several,T1 T2,none seller,short,5.00,0.00,0.00,0.00,2.00,0.00,3.00,"
               "part-collected,,\n"
               "R-3,EUR,000000000012,p1,T1,seller,collected,0.64,0.00,0.64,0.00,0.64,0.00,0.00,"
               "settled,payer-differs,b.csv#5 d.csv#2\n");
}

/* Positions at rest and the others under one head, by reference and currency. */
static void test_positions(void **state)
{
    struct world *world = *state;
    world_row(world, "position_rest",
              "reference_id = 3, currency = 'EUR', gross = 8000000, fee = -240000,"
              "tax = 640000, billed_net = 7760000, disbursed_net = 8400000,"
              "tax_calculated = 640000, billed_on = 19723, billed_on_source = 'invoice',"
              "disbursed_on = 19753, first_payout_on = 19753, last_movement_on = 19753");
    world_row(world, "position_active",
              "reference_id = 1, currency = 'USD', state = 'uncollected', cause = 'past-due',"
              "basis = 'net', billed_gross = 1000000, disbursed_aws_tax = 2000000,"
              "collectible = 1000000, open_tax = 3000000, tax_aws = 4000000, due_on = 19904,"
              "terms_source = 'stated'");
    table_says(world, "positions", -1,
               "R-1,USD,uncollected,past-due,net,1.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,"
               "0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,"
               "0.00,0.00,0.00,0.00,0.00,2.00,1.00,3.00,,,0.00,4.00,,,2024-06-30,stated,,,\n"
               "R-3,EUR,settled,,gross,8.00,-0.24,0.00,0.00,0.00,0.00,0.00,0.00,0.64,0.00,7.76,"
               "0.00,0.00,0.00,0.00,8.00,-0.24,0.00,0.00,0.00,0.00,0.00,0.00,0.64,0.00,8.40,"
               "0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.64,0.00,2024-01-01,invoice,,,"
               "2024-01-31,2024-01-31,2024-01-31\n");
}

static void test_marks_of_positions(void **state)
{
    struct world *world = *state;
    world_row(world, "position_active",
              "position_id = 1, reference_id = 2, currency = 'USD', evidence = 'b.csv#2'");
    world_row(world, "position_active",
              "position_id = 2, reference_id = 1, currency = 'EUR', state = 'cross-currency',"
              "billed_net = 1000000, disbursed_gross = 2000000, evidence = 'b.csv#3'");
    world_execute(world, "INSERT INTO timing VALUES"
                         " (1, 'tax-over', 'ahead', -500000, 'taxed', 19904),"
                         " (1, 'part-collected', 'before-history', 70000, 'disbursed', NULL);"
                         "INSERT INTO penny VALUES (1, 'open_gross', 10000, 20000),"
                         " (1, 'fee', 10000, 0);"
                         "INSERT INTO finding_on VALUES (2, 'currency-differs')");
    table_says(world, "timing", -1,
               "R-2,USD,before-history,part-collected,0.07,disbursed,,b.csv#2\n"
               "R-2,USD,ahead,tax-over,-0.50,taxed,2024-06-30,b.csv#2\n");
    table_says(world, "pennies", -1,
               "R-2,USD,fee,0.01,0.00,-0.01,b.csv#2\n"
               "R-2,USD,open_gross,0.01,0.02,0.01,b.csv#2\n");
    table_says(
        world, "currencies", -1,
        "R-1,EUR,cross-currency,0.00,0.00,1.00,2.00,0.00,0.00,currency-differs,b.csv#3\n");
}

/* By severity, the gravest first; then rule, subject. */
static void test_findings(void **state)
{
    struct world *world = *state;
    world_execute(world, "INSERT INTO finding VALUES"
                         " ('a', 'r1', 'info', 's', '', 'USD', '', '', '1.00', 'x', ''),"
                         " ('b', 'r2', 'high', 's2', 's2', 'USD', '1', '2', '1.00', 'y', 'e'),"
                         " ('c', 'r2', 'high', 's1', 's1', 'USD', '1', '2', '1.00', 'z', 'e'),"
                         " ('d', 'r0', 'medium', 's', 's', 'USD', '1', '2', '1.00', 'w', 'e'),"
                         " ('e', 'r0', 'low', 's', 's', 'USD', '1', '2', '1.00', 'v', 'e')");
    table_says(world, "findings", -1,
               "c,r2,high,s1,USD,s1,1,2,1.00,z,e\n"
               "b,r2,high,s2,USD,s2,1,2,1.00,y,e\n"
               "d,r0,medium,s,USD,s,1,2,1.00,w,e\n"
               "e,r0,low,s,USD,s,1,2,1.00,v,e\n"
               "a,r1,info,,USD,s,,,1.00,x,\n");
}

/* A file with two tables, and one with rejects; the second file is the first canonically. */
static void fill_files(struct world *world)
{
    world_execute(world, "PRAGMA foreign_keys = OFF");
    world_row(world, "file", "file_id = 1, short_name = 'two.csv', sha256 = 'aa'");
    world_row(world, "file",
              "file_id = 2, short_name = 'bad.csv', sha256 = 'bb', rejected_records = 2");
    world_row(world, "section",
              "section_id = 1, file_id = 1, canonical = 2, role = 'billed', header = '[]'");
    world_row(world, "section",
              "section_id = 2, file_id = 1, canonical = 3, role = 'billed', header = '[]'");
    world_row(world, "section",
              "section_id = 3, file_id = 2, canonical = 1, role = 'disbursed', header = '[]'");
}

/* The tables of one file are added up, beyond 64 bits too; any reject makes it incomplete. */
static void test_conservation(void **state)
{
    struct world *world = *state;
    fill_files(world);
    world_execute(
        world,
        "INSERT INTO conservation VALUES"
        " (1, 'gross', 'USD', 'USD', '9223372036854.775807', '1.00', '0.00', '0.00', '0.00',"
        "  '0.00', '0.00', '0.00', 'ties'),"
        " (2, 'gross', 'USD', 'USD', '0.000001', '0.50', '0.00', '0.00', '0.00', '0.00',"
        "  '0.00', '-0.01', 'off'),"
        " (3, 'fee', '', 'USD', '-2.00', '-2.00', '0.00', '0.00', '0.00', '0.00', '0.00',"
        "  '0.00', 'ties')");
    table_says(world, "conservation", -1,
               "bad.csv,disbursed,fee,,USD,-2.00,-2.00,0.00,0.00,0.00,0.00,0.00,0.00,2,"
               "incomplete\n"
               "two.csv,billed,gross,USD,USD,9223372036854.775808,1.50,0.00,0.00,0.00,0.00,"
               "0.00,-0.01,0,off\n");
}

/* A column by its name, by its number where it has none, and not at all for a wrong count. */
static void test_rejects(void **state)
{
    struct world *world = *state;
    fill_files(world);
    world_execute(world, "INSERT INTO reject VALUES"
                         " ('R-1', 1, 7, 8, 3, 'Fee', 'not-money', 'x', 0, 0),"
                         " ('R-2', 2, 9, 9, 0, '', 'cell-count', '', 0, 0),"
                         " ('R-3', 2, 4, 5, 6, '', 'not-a-day', '=1', 0, 0),"
                         " ('R-4', 2, 4, 5, 2, 'Gross', 'not-money', 'y', 0, 0)");
    table_says(world, "rejects", -1,
               "R-4,bad.csv,4,5,Gross,not-money,y\n"
               "R-3,bad.csv,4,5,6,not-a-day,=1\n"
               "R-2,bad.csv,9,9,,cell-count,\n"
               "R-1,two.csv,7,8,Fee,not-money,x\n");
}

static void test_days_and_settings(void **state)
{
    struct world *world = *state;
    fill_files(world);
    world_execute(
        world,
        "INSERT INTO coverage VALUES"
        " (2, 'late', 'billed', 19754, 19782, NULL, 'none', 'gap', 0),"
        " (1, 'early', 'billed', 19723, 19753, 1, 'convention', 'covered', 0);"
        "INSERT INTO assumption VALUES (2, 'b', '1', '0', 3, ''), (1, 'z', '2', '1', 0, "
        "'5.00');"
        "INSERT INTO population VALUES ('refunds', 'settled', 'USD', 1, '0.00'),"
        " ('net-terms', 'open-usual', 'USD', 2, '-1.50'),"
        " ('net-terms', 'open-usual', 'EUR', 2, '92233720368547758.07');"
        "INSERT INTO tie VALUES"
        " (1, 'total', 'stated', 'f', 'USD', 'net', '1.00', '1.01', '0.01', 'penny', ''),"
        " (2, 'records', 'control', 'b', '', '', '3', '3', '0', 'ties', ''),"
        " (3, 'records', 'control', 'a', '', '', '3', '4', '1', 'off', 'why')");
    table_says(world, "coverage", -1,
               "early,billed,2024-01-01,2024-01-31,31,two.csv,convention,covered\n"
               "late,billed,2024-02-01,2024-02-29,29,,none,gap\n");
    table_says(world, "assumptions", -1, "z,2,1,0,5.00\nb,1,0,3,\n");
    table_says(world, "populations", -1,
               "net-terms,open-usual,EUR,2,92233720368547758.07\n"
               "net-terms,open-usual,USD,2,-1.50\n"
               "refunds,settled,USD,1,0.00\n");
    table_says(world, "tie-out", -1,
               "records,control,a,,,3,4,1,off,why\n"
               "records,control,b,,,3,3,0,ties,\n"
               "total,stated,f,USD,net,1.00,1.01,0.01,penny,\n");
}

#define TABLE_TEST(test) cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TABLE_TEST(test_uncollected),        TABLE_TEST(test_refunds),
        TABLE_TEST(test_net_terms),          TABLE_TEST(test_payer_terms),
        TABLE_TEST(test_tax_collection),     TABLE_TEST(test_positions),
        TABLE_TEST(test_marks_of_positions), TABLE_TEST(test_findings),
        TABLE_TEST(test_conservation),       TABLE_TEST(test_rejects),
        TABLE_TEST(test_days_and_settings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
