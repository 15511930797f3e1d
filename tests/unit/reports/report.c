/* Every output of a run: its exact header, its whole content, and what no output may hold. */
#include "reports/report.h"

#include "report_world.h"
#include "world_main.h"

#include <time.h>

/* Headers as people script against them. */
static const struct {
    const char *name;
    const char *header;
} headers[] = {
    {"uncollected.csv",
     "transaction_reference_id,currency,payer,customer,customer_country,product_code,product,"
     "offer_id,offer_visibility,agreement_id,invoice_id,ar_period,billed_on,billed_on_source,"
     "due_on,terms_source,days_since_billing,age_bucket,days_past_due,due_bucket,state,cause,"
     "basis,billed_gross,billed_refund,disbursed_gross,disbursed_refund,collectible,open_fee,"
     "open_tax,open_net,collected_net,stated_open_net,disbursed_after_as_of,"
     "disbursed_after_on,findings,evidence"},
    {"refunds.csv",
     "transaction_reference_id,currency,payer,product_code,product,state,billed_gross,"
     "billed_refund,disbursed_gross,disbursed_refund,refund_gap,billed_fee_refund,"
     "disbursed_fee_refund,expected_fee_refund,billed_tax_refund,disbursed_tax_refund,"
     "tax_report_refund,findings,evidence"},
    {"net-terms.csv",
     "transaction_reference_id,currency,payer,product_code,billed_on,due_on,terms_days,"
     "terms_source,status,disbursed_on,days_to_collect,days_late,billed_gross,disbursed_gross,"
     "collectible,expected_month,disbursed_after_as_of,findings,evidence"},
    {"payer-terms.csv", "payer,currency,positions,open_positions,collectible,terms_days,"
                        "terms_source,days_to_collect_median,days_to_collect_p90,"
                        "days_to_collect_max,late_count"},
    {"tax-collection.csv",
     "transaction_reference_id,currency,payer,product_code,product_tax_code,liable_party,"
     "status,tax_calculated,tax_aws,billed_tax,billed_tax_refund,disbursed_tax,"
     "disbursed_tax_refund,tax_difference,position_state,findings,evidence"},
    {"findings.csv", "finding_id,rule,severity,transaction_reference_id,currency,subject,"
                     "expected,actual,difference,explanation,evidence"},
    {"dispositions.csv",
     "finding_id,rule,severity,transaction_reference_id,currency,difference,"
     "reason,owner,comment,due_on,status,file"},
    {"timing.csv", "transaction_reference_id,currency,kind,rule,amount,waits_for_role,"
                   "must_clear_by,evidence"},
    {"currencies.csv", "transaction_reference_id,currency,state,billed_gross,billed_refund,"
                       "billed_net,disbursed_gross,disbursed_refund,disbursed_net,findings,"
                       "evidence"},
    {"positions.csv",
     "transaction_reference_id,currency,state,cause,basis,billed_gross,billed_fee,"
     "billed_refund,billed_fee_refund,billed_credit,billed_fee_credit,billed_cost,"
     "billed_cost_refund,billed_tax,billed_tax_refund,billed_net,billed_collected_net,"
     "billed_forgiven,billed_adjustment,billed_aws_tax,disbursed_gross,disbursed_fee,"
     "disbursed_refund,disbursed_fee_refund,disbursed_credit,disbursed_fee_credit,"
     "disbursed_cost,disbursed_cost_refund,disbursed_tax,disbursed_tax_refund,disbursed_net,"
     "disbursed_collected_net,disbursed_forgiven,disbursed_adjustment,disbursed_aws_tax,"
     "collectible,open_tax,open_fee,open_net,tax_calculated,tax_aws,billed_on,"
     "billed_on_source,due_on,terms_source,disbursed_on,first_payout_on,last_movement_on"},
    {"populations.csv", "report,status,currency,positions,amount"},
    {"pennies.csv", "transaction_reference_id,currency,check,expected,actual,difference,"
                    "evidence"},
    {"tie-out.csv", "check,kind,scope,currency,basis,reported,computed,difference,verdict,why"},
    {"conservation.csv",
     "file,role,component,currency_stated,currency_used,read,positions,other_tax,out_of_scope,"
     "no_reference,after_as_of,superseded,difference,rejected_records,verdict"},
    {"coverage.csv", "family,role,from,to,days,file,covers_source,state"},
    {"assumptions.csv", "setting,value,default,positions_affected,amount_affected"},
    {"rejects.csv", "reject_id,file,record,line,column,reason,text"},
    {"restated.csv", "superseded,superseding,change,transaction_reference_id,currency,"
                     "component,before,after,difference,evidence"},
    {"payouts.csv",
     "payout,currency,disbursed_on,bank_trace_id,lines,gross,fee,refund,fee_refund,credit,"
     "fee_credit,tax,tax_refund,net,stated,difference,oldest_billed,newest_billed"},
    {"roll-forward.csv", "currency,payer,opening,billed,refunds_billed,disbursed,"
                         "refunds_disbursed,forgiven,adjusted,closing,unexplained"},
    {"prior-period.csv", "transaction_reference_id,currency,payer,sealed_month,sealed_closing,"
                         "opening,difference,files"},
    {"tax-jurisdictions.csv",
     "period,currency,country,state,jurisdiction_level,jurisdiction,tax_type,liable_party,"
     "lines,gross_sales,taxable,nontaxable,exempt_with_certificate,tax,tax_refund,"
     "tax_collected,tax_refund_disbursed"},
};

static const char *const texts[] = {"summary.txt", "summary.json", "manifest.json", "books.db"};

static const char *header_of(struct str name)
{
    for (size_t i = 0; i < array_count(headers); i++)
        if (str_equal(name, str_from(headers[i].name)))
            return headers[i].header;
    return NULL;
}

static bool is_text(struct str name)
{
    for (size_t i = 0; i < array_count(texts); i++)
        if (str_equal(name, str_from(texts[i])))
            return true;
    return false;
}

static void run_well(struct world *world)
{
    if (world_run(world) != STATUS_OK)
        fail_msg("%s", world->failure.message);
}

/* Every table there is has the header of the contract; and nineteen are always there. */
static void test_headers(void **state)
{
    struct world world;
    struct arena arena = {0};
    struct str *names;
    struct str line;
    struct str rest;
    size_t count = 0;
    size_t tables = 0;
    report_world(&world, *state);
    world.options.full = true;
    run_well(&world);
    assert_int_equal(file_list(world.out, &arena, &names, &count, &world.failure), STATUS_OK);
    for (size_t i = 0; i < count; i++) {
        const char *header = header_of(names[i]);
        struct buffer name = {0};
        buffer_add(&name, names[i]);
        assert_true(report_is_output_name(names[i]));
        if (header == NULL && !is_text(names[i]))
            fail_msg("%s is in no contract", buffer_c(&name));
        if (header != NULL) {
            line = str_split(report_read(&world, buffer_c(&name), &arena), '\n', &rest);
            if (!str_equal(line, str_from(header)))
                fail_msg("%s: %.*s", buffer_c(&name), (int)line.length, line.bytes);
            tables++;
        }
        buffer_free(&name);
    }
    assert_true(tables >= 19);
    assert_int_equal(count, tables + array_count(texts));
    arena_free(&arena);
    world_end(&world);
}

#define UNCOLLECTED_HEADER                                                                     \
    "transaction_reference_id,currency,payer,customer,customer_country,product_code,product,"  \
    "offer_id,offer_visibility,agreement_id,invoice_id,ar_period,billed_on,billed_on_source,"  \
    "due_on,terms_source,days_since_billing,age_bucket,days_past_due,due_bucket,state,cause,"  \
    "basis,billed_gross,billed_refund,disbursed_gross,disbursed_refund,collectible,open_fee,"  \
    "open_tax,open_net,collected_net,stated_open_net,disbursed_after_as_of,"                   \
    "disbursed_after_on,findings,evidence\n"
/* From payer to due_bucket all charges of the world are alike: billed at the end of March as
 * far as the file knows (from the first day on it would be 50 days, the next bucket), no terms.
 */
#define UNCOLLECTED_SAME                                                                       \
    ",111122223333,c1,US,p1,Scanner,,,,,,2024-03-31,file,,,20,~0-30,,no-due-date,"
#define BILLED_AT REPORT_BILLED_FILE "#"
#define PAID_AT REPORT_PAID_FILE "#"

/* By currency, largest first, then by reference: an equals sign comes before a letter. */
static void test_uncollected(void **state)
{
    struct world world;
    report_world(&world, *state);
    run_well(&world);
    report_says(&world, "uncollected.csv",
                UNCOLLECTED_HEADER
                "r-5,EUR" UNCOLLECTED_SAME
                "uncollected,awaiting-payout,gross,200.00,0.00,0.00,0.00,200.00,-6.00,0.00,"
                "194.00,,,0.00,,," BILLED_AT "6\n"
                "'=r-4,USD" UNCOLLECTED_SAME
                "uncollected,awaiting-payout,gross,50.00,0.00,0.00,0.00,50.00,-1.50,0.00,48.50"
                ",,,0.00,,," BILLED_AT "5\n"
                "r-2,USD" UNCOLLECTED_SAME
                "uncollected,awaiting-payout,gross,50.00,0.00,0.00,0.00,50.00,-1.50,0.00,48.50"
                ",,,0.00,,," BILLED_AT "3\n"
                "r-3,USD" UNCOLLECTED_SAME
                "part-collected,awaiting-payout,gross,80.00,0.00,30.00,0.00,50.00,-1.50,0.00,"
                "48.50,,,0.00,,," BILLED_AT "4 " PAID_AT "3\n");
    world_end(&world);
}

/* The refund waits for its payout; what should come back of the fee: 1.80 * 60 / 60. */
static void test_refunds(void **state)
{
    struct world world;
    report_world(&world, *state);
    run_well(&world);
    report_says(&world, "refunds.csv",
                "transaction_reference_id,currency,payer,product_code,product,state,"
                "billed_gross,billed_refund,disbursed_gross,disbursed_refund,refund_gap,"
                "billed_fee_refund,disbursed_fee_refund,expected_fee_refund,billed_tax_refund,"
                "disbursed_tax_refund,tax_report_refund,findings,evidence\n"
                "r-6,USD,111122223333,p1,Scanner,refund-pending,60.00,-60.00,60.00,0.00,-60.00,"
                "1.80,0.00,1.80,0.00,0.00,0.00,," BILLED_AT "7 " PAID_AT "4\n");
    world_end(&world);
}

/* SHA-256 of over-disbursed NUL r-7 NUL USD: printf 'over-disbursed\0r-7\0USD' | sha256sum. */
static void test_findings(void **state)
{
    struct world world;
    report_world(&world, *state);
    run_well(&world);
    assert_true(report_holds(
        &world, "findings.csv",
        "\nabd3e53c9a6fe45d05ee,over-disbursed,high,r-7,USD,r-7,60.00,70.00,10.00,"));
    assert_true(report_holds(&world, "findings.csv", "," BILLED_AT "8 " PAID_AT "5\n"));
    world_end(&world);
}

static void test_raw_leaves_the_cell_alone(void **state)
{
    struct world world;
    report_world(&world, *state);
    world.options.raw = true;
    run_well(&world);
    assert_true(report_holds(&world, "uncollected.csv", "\n=r-4,USD,"));
    assert_false(report_holds(&world, "uncollected.csv", "'"));
    world_end(&world);
}

/* What is at rest is left out, and --full lists it; positions.csv is there with --full alone.
 */
static void test_full(void **state)
{
    struct world world;
    char path[FOLDER_PATH_BYTES];
    report_world(&world, *state);
    run_well(&world);
    assert_int_equal(file_kind_of(folder_path(world.out, "positions.csv", path)), FILE_MISSING);
    assert_true(report_holds(&world, "net-terms.csv", "\nr-2,USD,"));
    assert_false(report_holds(&world, "net-terms.csv", "\nr-1,USD,"));
    world.options.full = true;
    run_well(&world);
    assert_true(report_holds(&world, "net-terms.csv",
                             "\nr-1,USD,111122223333,p1,2024-03-31,,,,collected-no-terms,"
                             "2024-04-20,,,100.00,100.00,0.00,,0.00,," BILLED_AT "2 " PAID_AT
                             "2\n"));
    assert_true(
        report_holds(&world, "positions.csv", "\nr-1,USD,settled,,gross,100.00,-3.00,"));
    assert_true(report_holds(&world, "positions.csv", "\n'=r-4,USD,uncollected,"));
    world_end(&world);
}

/* What --report leaves out is counted all the same: the page says the same of the world, and only
 * the manifest knows no such file. What --format asks for stands beside the tables. */
static void test_choices(void **state)
{
    struct world world;
    char path[FOLDER_PATH_BYTES];
    report_world(&world, *state);
    world.options.reports = STR("findings refunds");
    world.options.formats = STR("jsonl");
    run_well(&world);
    assert_int_equal(file_kind_of(folder_path(world.out, "refunds.csv", path)), FILE_REGULAR);
    assert_int_equal(file_kind_of(folder_path(world.out, "tie-out.csv", path)), FILE_REGULAR);
    assert_int_equal(file_kind_of(folder_path(world.out, "uncollected.csv", path)),
                     FILE_MISSING);
    assert_true(
        report_holds(&world, "findings.jsonl", "\"finding_id\":\"abd3e53c9a6fe45d05ee\""));
    assert_true(report_holds(&world, "manifest.json", "\"name\": \"findings.jsonl\""));
    assert_true(report_holds(&world, "manifest.json", "\"report\": \"findings refunds\""));
    assert_false(report_holds(&world, "manifest.json", "\"name\": \"uncollected.csv\""));
    assert_true(
        report_holds(&world, "summary.txt", "  not asked for (--report): uncollected.csv,"));
    assert_false(report_holds(&world, "summary.txt", "\n  uncollected.csv  "));
    world_end(&world);
}

/* Of the seven positions each is in one row, and no row adds two currencies. */
static void test_populations(void **state)
{
    struct world world;
    report_world(&world, *state);
    run_well(&world);
    report_says(&world, "populations.csv",
                "report,status,currency,positions,amount\n"
                "net-terms,collected-no-terms,USD,3,-70.00\n" /* r-1, r-6, r-7: 0 - 60 - 10 */
                "net-terms,open-no-terms,EUR,1,200.00\n"
                "net-terms,open-no-terms,USD,3,150.00\n"
                "refunds,none,EUR,1,200.00\n"
                "refunds,none,USD,5,140.00\n" /* 3 * 50 open, 10 too much */
                "refunds,refund-pending,USD,1,-60.00\n"
                "tax-collection,untaxed,EUR,1,0.00\n"
                "tax-collection,untaxed,USD,6,0.00\n"
                "uncollected,over-disbursed,USD,1,-10.00\n"
                "uncollected,part-collected,USD,1,50.00\n"
                "uncollected,refund-pending,USD,1,-60.00\n"
                "uncollected,settled,USD,1,0.00\n"
                "uncollected,uncollected,EUR,1,200.00\n"
                "uncollected,uncollected,USD,2,100.00\n");
    world_end(&world);
}

/* Everything two runs wrote, name by name; the books by their digest, which the manifest holds.
 */
static void check_same(const struct world *one, const struct world *other)
{
    struct arena arena = {0};
    struct str *names;
    struct failure failure;
    size_t count = 0;
    failure_init(&failure);
    assert_int_equal(file_list(one->out, &arena, &names, &count, &failure), STATUS_OK);
    assert_true(count >= 19);
    for (size_t i = 0; i < count; i++) {
        struct buffer name = {0};
        buffer_add(&name, names[i]);
        if (!str_equal(names[i], STR("books.db")) &&
            !str_equal(report_read(one, buffer_c(&name), &arena),
                       report_read(other, buffer_c(&name), &arena)))
            fail_msg("%s differs", buffer_c(&name));
        buffer_free(&name);
    }
    arena_free(&arena);
}

/* The same files elsewhere, named one by one, the last first. */
static void test_order_and_place_change_nothing(void **state)
{
    static struct world one;
    static struct world other;
    char folder[FOLDER_PATH_BYTES];
    char billed[FOLDER_PATH_BYTES];
    char paid[FOLDER_PATH_BYTES];
    char out[FOLDER_PATH_BYTES];
    const char *forward[] = {billed, paid};
    const char *backward[] = {paid, billed};
    report_world(&one, *state);
    run_well(&one);
    mkdir(folder_path(*state, "elsewhere", folder), 0755);
    report_world(&other, folder);
    run_well(&other);
    check_same(&one, &other);
    folder_path(other.in, REPORT_BILLED_FILE, billed);
    folder_path(other.in, REPORT_PAID_FILE, paid);
    other.options.inputs = backward;
    other.options.input_count = 2;
    run_well(&other);
    check_same(&one, &other);
    other.options.inputs = forward;
    snprintf(other.out, sizeof other.out, "%s", folder_path(*state, "third", out));
    run_well(&other);
    check_same(&one, &other);
    world_end(&one);
    world_end(&other);
}

/* Reports can be sent on: they say neither where nor when they were made. The books stay; they
 * know where the inputs lie, for `explain` to open them. */
static void test_no_path_and_no_clock(void **state)
{
    struct world world;
    struct arena arena = {0};
    struct str *names;
    size_t count = 0;
    char today[16];
    time_t now = time(NULL);
    report_world(&world, *state);
    run_well(&world);
    strftime(today, sizeof today, "%Y-%m-%d", gmtime(&now));
    assert_int_equal(file_list(world.out, &arena, &names, &count, &world.failure), STATUS_OK);
    for (size_t i = 0; i < count; i++) {
        struct buffer name = {0};
        buffer_add(&name, names[i]);
        bool books = str_equal(names[i], STR("books.db"));
        if (!books && (report_holds(&world, buffer_c(&name), *state) ||
                       report_holds(&world, buffer_c(&name), "/tmp")))
            fail_msg("%s tells a path", buffer_c(&name));
        if (report_holds(&world, buffer_c(&name), today))
            fail_msg("%s tells the day", buffer_c(&name));
        buffer_free(&name);
    }
    arena_free(&arena);
    world_end(&world);
}

static void test_only_our_names(void **state)
{
    (void)state;
    assert_true(report_is_output_name(STR("uncollected.csv")));
    assert_true(report_is_output_name(STR("positions.csv")));
    assert_true(report_is_output_name(STR("books.db")));
    assert_true(report_is_output_name(STR("manifest.json")));
    assert_true(report_is_output_name(STR("opening-timing.csv")));
    assert_true(report_is_output_name(STR("seals.csv")));
    assert_true(report_is_output_name(STR("findings.jsonl")));
    assert_false(report_is_output_name(STR("rules")));
    assert_true(report_is_output_folder(STR("rules")));
    assert_false(report_is_output_folder(STR("rules2")));
    assert_false(report_is_output_folder(STR("uncollected.csv")));
    assert_false(report_is_output_name(STR("Uncollected.csv")));
    assert_false(report_is_output_name(STR("uncollected.csv.old")));
    assert_false(report_is_output_name(STR("uncollected")));
    assert_false(report_is_output_name(STR("")));
}

/* Nothing is written over. */
static void test_existing_file_fails(void **state)
{
    struct world world;
    struct store *store = NULL;
    struct failure failure;
    char path[FOLDER_PATH_BYTES];
    static const struct report_options options = {0};
    report_world(&world, *state);
    run_well(&world);
    failure_init(&failure);
    assert_int_equal(store_open(&store, folder_path(world.out, "books.db", path), &failure),
                     STATUS_OK);
    assert_int_equal(report_write_all(store, world.out, &options, NULL, &failure),
                     STATUS_EVIDENCE);
    assert_non_null(strstr(failure.message, "exists"));
    store_close(store);
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_headers),
        WORLD_TEST(test_uncollected),
        WORLD_TEST(test_refunds),
        WORLD_TEST(test_findings),
        WORLD_TEST(test_raw_leaves_the_cell_alone),
        WORLD_TEST(test_full),
        WORLD_TEST(test_choices),
        WORLD_TEST(test_populations),
        WORLD_TEST(test_order_and_place_change_nothing),
        WORLD_TEST(test_no_path_and_no_clock),
        WORLD_TEST(test_only_our_names),
        WORLD_TEST(test_existing_file_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
