/* Cells become lines: each grammar (that of rates is in cell_rate.c), each reject reason, each
 * flag, by one record at a time. */
#include "source/cell.h"

#include "arena_fixture.h"
#include "source_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HEAD(role)                                                                             \
    "era,header,field,kind,sign,required,note\n*,,role," role                                  \
    ",,,\n*,,cadence,day,,,\n*,,eras,2018-05,,,\n*,,money,touched,,,\n"

/* One family of each shape that matters, with short headers. */
static const struct rules_file files[] = {
    {STR_INIT("families/billed/map.csv"),
     STR_INIT(HEAD(
         "billed") "*,,rank,1,,,\n*,ref,txn_ref,text,,yes,\n*,cur,currency,currency,,yes,\n"
                   "*,gross,amount.gross,money,+,yes,\n*,fee,amount.fee,money,?,no,\n"
                   "*,period,ar_period,month,,no,\n*,due,due,day,,no,\n"
                   "*,account,payer_account,account,,no,\n"
                   "*,company,customer_name,text,,no,\n*,domain,customer_name,text,,no,\n"
                   "*,country,customer_country,text,,no,\n*,rest,,ignore,,no,\n")},
    {STR_INIT("families/paid/map.csv"),
     STR_INIT(HEAD("disbursed") "*,,rank,2,,,\n*,paidref,txn_ref,text,,yes,\n"
                                "*,paid,amount.gross,money,+,yes,\n")},
    {STR_INIT("families/taxed/map.csv"),
     STR_INIT(
         HEAD("taxed") "*,,rank,3,,,\n*,taxref,txn_ref,text,,yes,\n*,day,dated,day,,no,\n"
                       "*,tax,amount.tax_amount,money,+,yes,\n*,party,party,text,,yes,\n"
                       "*,event,event,text,,no,\n*,type,tax_type,text,,no,\n"
                       "*,code,tax_code,text,,no,\n*,rate,tax_rate,rate,,no,\n"
                       "*,reason,tax_reason,text,,no,\n*,cert,tax_certificate,text,,no,\n")},
    {STR_INIT("families/untold/map.csv"),
     STR_INIT(HEAD("taxed") "*,,rank,4,,,\n*,oldref,txn_ref,text,,yes,\n"
                            "*,oldtax,amount.tax_amount,money,+,yes,\n")},
    {STR_INIT("families/mixed/map.csv"),
     STR_INIT(HEAD("billed") "*,,rank,5,,,\n*,mixedref,txn_ref,text,,yes,\n"
                             "*,state,role_if,text,,yes,\n*,net,amount.net,money,+,yes,\n"
                             "*,mixedgross,amount.gross,money,+,yes,\n"
                             "*,settled,paid.net,money,+,no,\n*,when,paid.on,day,,no,\n"
                             "*,,role_if,billed: Open|(empty),,,\n"
                             "*,,role_if,disbursed: Paid,,,\n"
                             "*,,status,paid: Paid,,,\n*,,status,unpaid: Open,,,\n")},
    {STR_INIT("families/stating/map.csv"),
     STR_INIT(HEAD("billed") "*,,rank,6,,,\n*,statingref,txn_ref,text,,yes,\n"
                             "*,fate,status,text,,no,\n*,,status,failed: Sent back,,,\n")},
    {STR_INIT("families/decided/map.csv"),
     STR_INIT(HEAD("disposition") "*,,rank,7,,,\n*,id,finding_id,text,,yes,\n"
                                  "*,why,reason,text,,yes,\n*,who,owner,text,,no,\n"
                                  "*,said,comment,text,,no,\n*,until,due,day,,no,\n")},
    {STR_INIT("placeholders.csv"), STR_INIT("text,note\nNA,\n#N/A,\nNot available,\n")},
};

static struct family_set set;
static struct line line;
static struct cell_traces traces;
static struct cell_result result;

/* Builds `line` from one header and one record; traces add up within a test. */
static void build(const char *header, const char *csv)
{
    struct record header_record = fixture_record(header, &arena);
    struct record record = fixture_record(csv, &arena);
    struct era_match match;
    era_match_header(&set, &header_record, &arena, &match);
    assert_int_equal(match.answer, ERA_FITS);
    memset(&line, 0xab, sizeof line); /* whatever is not written shows */
    cell_build_line(&match, &set.placeholders, &record, &arena, &line, &traces, &result);
}

static bool text_is(enum text_field field, const char *expected)
{
    return str_equal(line.texts[field], str_from(expected));
}

static void a_line_is_well_defined(void **state)
{
    (void)state;
    build("ref,cur,gross,fee,rest\n", "T1,usd,1200.00,-60.5,\"ignored, whatever\"\n");
    assert_int_equal(result.reject_count, 0);
    assert_true(str_equal(line.txn_ref, STR("T1")));
    assert_int_equal(line.currency, 0x555344);
    assert_int_equal(line.amounts[COMPONENT_GROSS].micro, 1200000000);
    assert_int_equal(line.amounts[COMPONENT_FEE].micro, -60500000);
    assert_int_equal(line.present,
                     COMPONENT_BIT(COMPONENT_GROSS) | COMPONENT_BIT(COMPONENT_FEE));
    assert_int_equal(line.flags, LINE_MONEY);
    assert_int_equal(line.dated, DAY_NONE);
    assert_int_equal(line.due, DAY_NONE);
    assert_int_equal(line.ar_period, DAY_NONE);
    assert_int_equal(line.party, PARTY_NONE);
    assert_int_equal(line.event, TAX_FORWARD);
    assert_int_equal(line.record, 1);
    assert_int_equal(line.line_first, 1);
    assert_int_equal(line.byte_offset, 0);
    assert_int_equal(line.byte_length, 41);
    for (int i = 0; i < TEXT_FIELD_COUNT; i++)
        assert_int_equal(line.texts[i].length, 0);
    for (int i = COMPONENT_REFUND; i < COMPONENT_COUNT; i++)
        assert_int_equal(line.amounts[i].micro, 0);
}

static void references(void **state)
{
    static const struct {
        const char *cell;
        const char *reference; /* NULL: rejected */
        int blanks;
        uint32_t fault_at;
    } rows[] = {
        {"T1", "T1", 0, 0},
        {"\" T1\t\"", "T1", 1, 0},
        {"\"a b\"", "a b", 0, 0},
        {"\"\"", "", 0, 0},
        {"NA", "", 0, 0},
        {"\"  \"", "", 0, 0},
        {"not available", "", 0, 0},
        {"NAB", "NAB", 0, 0},
        {"123456789012", "123456789012", 0, 0},
        {"1.23E+11", NULL, 0, 4},
        {"1E-5", NULL, 0, 1},
        {"12.5e+09", NULL, 0, 4},
        {"\" 1.23E+11\"", NULL, 1, 5},
        {"12E45", "12E45", 0, 0}, /* may well be a reference */
        {"1.23E+", "1.23E+", 0, 0},
        {"x1.23E+11", "x1.23E+11", 0, 0},
        {"1.2.3E+11", "1.2.3E+11", 0, 0},
        {"1.23E+1x1", "1.23E+1x1", 0, 0},
        {"E+11", "E+11", 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        char csv[64];
        snprintf(csv, sizeof csv, "%s,USD,0.00\n", rows[i].cell);
        traces.reference_blanks = 0;
        build("ref,cur,gross\n", csv);
        if ((result.reject_count != 0) != (rows[i].reference == NULL) ||
            traces.reference_blanks != rows[i].blanks)
            fail_msg("%s", rows[i].cell);
        if (rows[i].reference == NULL) {
            assert_int_equal(result.rejects[0].reason, REJECT_REFERENCE_EXPONENT);
            assert_int_equal(result.rejects[0].column, 1);
            assert_int_equal(result.rejects[0].fault_at, rows[i].fault_at);
            continue;
        }
        assert_true(str_equal(line.txn_ref, str_from(rows[i].reference)));
        if (((line.flags & LINE_NO_REFERENCE) != 0) != (rows[i].reference[0] == '\0'))
            fail_msg("%s: flag", rows[i].cell);
    }
}

static void each_reject_has_its_reason_and_place(void **state)
{
    static const struct {
        const char *header;
        const char *csv;
        enum reject_reason reason;
        uint32_t column;
        uint32_t fault_at;
    } rows[] = {
        {"ref,cur,gross\n", "T,USD,12x.00\n", REJECT_NOT_MONEY, 3, 2},
        {"ref,cur,gross\n", "T,USD,\"1,23.00\"\n", REJECT_NOT_MONEY, 3, 1},
        {"gross,ref,cur\n", "1.2E+05,T,USD\n", REJECT_MONEY_EXPONENT, 1, 3},
        {"ref,cur,gross\n", "T,USD,0.1234567\n", REJECT_MONEY_TOO_FINE, 3, 8},
        {"ref,cur,gross\n", "T,USD,1000000000000.01\n", REJECT_MONEY_TOO_LARGE, 3, 0},
        {"ref,cur,gross\n", "T,US,1.00\n", REJECT_NOT_A_CURRENCY, 2, 0},
        {"ref,cur,gross\n", "T,,1.00\n", REJECT_NOT_A_CURRENCY, 2, 0},
        {"ref,cur,gross,due\n", "T,USD,1.00,2019-02-30\n", REJECT_NOT_A_DATE, 4, 0},
        {"ref,cur,gross,due\n", "T,USD,1.00,25-Jun\n", REJECT_NOT_A_DATE, 4, 0},
        {"ref,cur,gross,period\n", "T,USD,1.00,2019-13\n", REJECT_NOT_A_MONTH, 4, 0},
        {"ref,cur,gross,period\n", "T,USD,1.00,2019-01-01\n", REJECT_NOT_A_MONTH, 4, 0},
        {"taxref,tax,party,rate\n", "T,1.00,AWS,8.25%\n", REJECT_NOT_A_RATE, 4, 0},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        build(rows[i].header, rows[i].csv);
        if (result.reject_count != 1 || result.rejects[0].reason != rows[i].reason)
            fail_msg("%s", rows[i].csv);
        assert_int_equal(result.rejects[0].column, rows[i].column);
        if (rows[i].reason != REJECT_MONEY_TOO_LARGE &&
            result.rejects[0].fault_at != rows[i].fault_at)
            fail_msg("%s: at %u", rows[i].csv, result.rejects[0].fault_at);
    }
}

static void every_bad_cell_is_told(void **state)
{
    (void)state;
    build("ref,cur,gross,fee,due\n", "1.5E+10,dollar,x,y,tomorrow\n");
    assert_int_equal(result.reject_count, 5);
    for (uint32_t i = 0; i < 5; i++)
        assert_int_equal(result.rejects[i].column, i + 1);
    assert_true(str_equal(result.rejects[1].text, STR("dollar")));
}

static void spellings_of_money_are_counted(void **state)
{
    (void)state;
    traces = (struct cell_traces){0};
    build("ref,cur,gross,fee\n", "T,USD,,NA\n");
    assert_int_equal(line.present, 0);
    assert_int_equal(line.flags, 0);
    build("ref,cur,gross,fee\n", "T,USD,\"  \",#N/A\n");
    build("ref,cur,gross,fee\n", "T,USD,\"$1,200.00 \",(5.00)\n");
    assert_int_equal(line.amounts[COMPONENT_GROSS].micro, 1200000000);
    assert_int_equal(line.amounts[COMPONENT_FEE].micro, -5000000);
    build("ref,cur,gross,fee\n", "T,USD,1.00000000,0\n");
    assert_int_equal(traces.money_empty, 4);
    assert_int_equal(traces.money_blanks, 1);
    assert_int_equal(traces.money_currency, 1);
    assert_int_equal(traces.money_thousands, 1);
    assert_int_equal(traces.money_parentheses, 1);
    assert_int_equal(traces.money_precise, 1);
}

static void accounts(void **state)
{
    static const struct {
        const char *cell;
        const char *account;
    } rows[] = {
        {"111122223333", "111122223333"},
        {"1111-2222-3333", "111122223333"},
        {"44455556666", "044455556666"},
        {"0444-5555-6666", "044455556666"},
        {"7", "000000000007"},
        {"1234567890123", "1234567890123"},
        {"1.11E+11", ""}, /* many accounts look so */
        {" 111122223333 ", "111122223333"},
        {"Example Ltd", "Example Ltd"},
        {"-", "-"},
        {"NA", ""},
        {"\"\"", ""},
    };
    (void)state;
    traces = (struct cell_traces){0};
    for (size_t i = 0; i < array_count(rows); i++) {
        char csv[64];
        snprintf(csv, sizeof csv, "%s,T,USD,0.00\n", rows[i].cell);
        build("account,ref,cur,gross\n", csv);
        assert_int_equal(result.reject_count, 0);
        if (!text_is(TEXT_PAYER_ACCOUNT, rows[i].account))
            fail_msg("%s", rows[i].cell);
    }
    assert_int_equal(traces.account_exponents, 1);
}

static void the_first_column_of_a_text_that_is_not_empty_counts(void **state)
{
    (void)state;
    build("domain,ref,cur,gross,company\n", "example.com,T,USD,0.00,Example Ltd\n");
    assert_true(text_is(TEXT_CUSTOMER_NAME, "Example Ltd"));
    build("domain,ref,cur,gross,company\n", "example.com,T,USD,0.00,NA\n");
    assert_true(text_is(TEXT_CUSTOMER_NAME, "example.com"));
    build("company,ref,cur,gross,domain\n", "Example Ltd,T,USD,0.00,example.com\n");
    assert_true(text_is(TEXT_CUSTOMER_NAME, "Example Ltd"));
}

static void namibia_is_a_country(void **state)
{
    (void)state;
    build("ref,cur,gross,country,company\n", "T,NAD,0.00,NA,NA\n");
    assert_true(text_is(TEXT_CUSTOMER_COUNTRY, "NA"));
    assert_true(text_is(TEXT_CUSTOMER_NAME, ""));
    build("ref,cur,gross,country\n", "T,NAD,0.00,Not available\n");
    assert_true(text_is(TEXT_CUSTOMER_COUNTRY, ""));
}

static void days_and_months(void **state)
{
    (void)state;
    build("ref,cur,gross,due,period\n", "T,USD,0.00,1970-01-31T23:00:00Z,1970-02\n");
    assert_int_equal(result.reject_count, 0);
    assert_int_equal(line.due, 30);
    assert_int_equal(line.ar_period, 31);
    build("ref,cur,gross,due,period\n", "T,USD,0.00,,NA\n");
    assert_int_equal(result.reject_count, 0);
    assert_int_equal(line.due, DAY_NONE);
    assert_int_equal(line.ar_period, DAY_NONE);
}

static void only_payouts_mark_a_negative_gross(void **state)
{
    (void)state;
    build("paidref,paid\n", "T,-1.00\n");
    assert_int_equal(line.flags, LINE_MONEY | LINE_GROSS_NEGATIVE);
    build("paidref,paid\n", "T,1.00\n");
    assert_int_equal(line.flags, LINE_MONEY);
    build("ref,cur,gross\n", "T,USD,-1.00\n");
    assert_int_equal(line.flags, LINE_MONEY);
}

static void tax_lines(void **state)
{
    static const struct {
        const char *csv; /* taxref,tax,party,event,type,code,reason,cert */
        enum tax_party party;
        enum tax_event event;
        uint32_t flags;
    } rows[] = {
        {"T,0.00,Seller,AWS,Sales,C,Taxable,\n", PARTY_SELLER, TAX_FORWARD, 0},
        {"T,0.00,SELLER,refund,sales,C,,\n", PARTY_SELLER, TAX_REFUND, 0},
        {"T,0.00,aws,RefUnd,SellerUse,C,,\n", PARTY_AWS, TAX_REFUND, 0},
        {"T,0.00,AWS,TAXONLYREFUND,None,C,,\n", PARTY_AWS, TAX_ONLY_REFUND,
         LINE_TAX_ONLY_REFUND},
        {"T,0.00,AWS,AWS,VAT,C,,\n", PARTY_AWS, TAX_FORWARD, LINE_OTHER_TAX},
        {"T,0.00,,AWS,NA,C,,\n", PARTY_NONE, TAX_FORWARD, 0},
        {"T,1.00,,AWS,,C,,\n", PARTY_NONE, TAX_FORWARD, LINE_MONEY | LINE_PARTY_UNCLEAR},
        {"T,1.00,Buyer,AWS,,C,,\n", PARTY_OTHER, TAX_FORWARD, LINE_MONEY | LINE_PARTY_UNCLEAR},
        {"T,1.00,Seller,AWS,,C,,\n", PARTY_SELLER, TAX_FORWARD, LINE_MONEY},
        {"T,0.00,Seller,AWS,,NA,,\n", PARTY_SELLER, TAX_FORWARD, LINE_CODE_MISSING},
        {"T,0.00,Seller,AWS,,C,exempt,\n", PARTY_SELLER, TAX_FORWARD, LINE_EXEMPT_BARE},
        {"T,0.00,Seller,AWS,,C,Exempt,E-1\n", PARTY_SELLER, TAX_FORWARD, 0},
        {",0.00,Seller,,,C,,\n", PARTY_SELLER, TAX_FORWARD, LINE_NO_REFERENCE},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        build("taxref,tax,party,event,type,code,reason,cert\n", rows[i].csv);
        if (line.party != rows[i].party || line.event != rows[i].event ||
            line.flags != rows[i].flags)
            fail_msg("%s party %d event %d flags %u", rows[i].csv, (int)line.party,
                     (int)line.event, line.flags);
    }
    build("taxref,tax,party,event\n", "T,0.00,Seller,TaxOnlyRefund\n");
    assert_true(text_is(TEXT_TRANSACTION_TYPE, "TaxOnlyRefund"));
}

static void before_parties_were_told_tax_is_the_sellers(void **state)
{
    (void)state;
    build("oldref,oldtax\n", "T,1.00\n");
    assert_int_equal(line.party, PARTY_SELLER);
    assert_false(line.flags & LINE_PARTY_UNCLEAR);
}

static void rates(void **state)
{
    static const struct {
        const char *cell;
        const char *rate; /* NULL: rejected */
    } rows[] = {
        {"0.0825", "0.0825"}, {"0.08250", "0.0825"}, {"+0.04", "0.04"}, {"-0.04", "-0.04"},
        {"0", "0"},           {"0.000", "0"},        {"-0.00", "0"},    {"007.50", "7.5"},
        {"10", "10"},         {"100.0", "100"},      {"NA", ""},        {"", ""},
        {".5", NULL},         {"5.", NULL},          {"1e-2", NULL},    {"0.1.2", NULL},
        {"-", NULL},          {"+", NULL},           {"--1", NULL},     {"-00.5", NULL},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        char csv[64];
        snprintf(csv, sizeof csv, "T,0.00,AWS,%s\n", rows[i].cell);
        build("taxref,tax,party,rate\n", csv);
        if ((result.reject_count > 0) != (rows[i].rate == NULL))
            fail_msg("%s", rows[i].cell);
        if (rows[i].rate != NULL && !text_is(TEXT_TAX_RATE, rows[i].rate))
            fail_msg("%s: %.*s", rows[i].cell, (int)line.texts[TEXT_TAX_RATE].length,
                     line.texts[TEXT_TAX_RATE].bytes);
    }
}

#define MIXED_HEADER "mixedref,state,net,mixedgross,settled,when\n"

static void a_cell_chooses_the_role(void **state)
{
    (void)state;
    build(MIXED_HEADER, "m-1,Open,97.00,100.00,40.00,2026-05-20 10:00:00.000 UTC\n");
    assert_int_equal(result.reject_count, 0);
    assert_false(result.role_unknown);
    assert_int_equal(line.role, ROLE_BILLED);
    assert_int_equal(line.status, PAY_UNPAID); /* one column says both */
    assert_int_equal(line.paid.micro, 40000000);
    assert_int_equal(line.paid_on, 20593); /* 2026-05-20 */
    assert_int_equal(line.present,
                     COMPONENT_BIT(COMPONENT_GROSS) | COMPONENT_BIT(COMPONENT_NET));
    build(MIXED_HEADER, "m-1,paid,-97.00,-100.00,,\n");
    assert_int_equal(line.role, ROLE_DISBURSED);
    assert_int_equal(line.status, PAY_PAID);
    assert_int_equal(line.paid.micro, 0);
    assert_int_equal(line.paid_on, DAY_NONE);
    assert_true((line.flags & LINE_GROSS_NEGATIVE) != 0); /* as of any payout taken back */
    build(MIXED_HEADER, "m-1,Not available,97.00,-100.00,0.00,\n");
    assert_int_equal(line.role, ROLE_BILLED); /* a placeholder is an empty cell */
    assert_int_equal(line.status, PAY_UNSAID);
    assert_true((line.flags & LINE_GROSS_NEGATIVE) == 0);
}

static void a_role_nobody_knows_is_told(void **state)
{
    (void)state;
    build(MIXED_HEADER, "m-1,Settled,97.00,100.00,0.00,\n");
    assert_true(result.role_unknown);
    assert_int_equal(result.role_column, 2);
    assert_true(str_equal(result.role_text, STR("Settled")));
    assert_int_equal(result.reject_count, 0);
}

static void a_status_nobody_knows_is_counted(void **state)
{
    (void)state;
    int64_t before = traces.statuses_unknown;
    build("statingref,fate\n", "s-1,Sent back\n");
    assert_int_equal(line.status, PAY_FAILED);
    assert_int_equal(line.role, ROLE_BILLED);
    build("statingref,fate\n", "s-1,Invalid status\n");
    assert_int_equal(line.status, PAY_UNSAID);
    build("statingref,fate\n", "s-1,\n");
    assert_int_equal(line.status, PAY_UNSAID);
    assert_int_equal(traces.statuses_unknown,
                     before + 1); /* an empty cell says nothing wrong */
}

static void dispositions(void **state)
{
    (void)state;
    build("who,until,id,said,why\n", "Ann,2024-05-31,0123456789ABCDEF0123,\"a, b\",'=late\n");
    assert_int_equal(result.reject_count, 0);
    assert_int_equal(line.role, ROLE_DISPOSITION);
    assert_true(text_is(TEXT_FINDING_ID, "0123456789abcdef0123"));
    assert_true(text_is(TEXT_REASON, "'=late"));
    assert_true(text_is(TEXT_OWNER, "Ann"));
    assert_true(text_is(TEXT_COMMENT, "a, b"));
    assert_int_equal(line.due, 19874);   /* 2024-05-31 */
    build("id,why,until\n", ",,soon\n"); /* an id is never missing */
    assert_int_equal(result.reject_count, 2);
    assert_int_equal(result.rejects[0].reason, REJECT_NOT_A_FINDING);
    assert_int_equal(result.rejects[0].column, 1);
    assert_int_equal(result.rejects[1].reason, REJECT_NOT_A_DATE);
    assert_int_equal(result.rejects[1].column, 3);
}

static int load(void **state)
{
    struct rules_source rules = {.files = files, .file_count = array_count(files)};
    struct failure failure;
    (void)state;
    failure_init(&failure);
    enum status status = family_set_load(&set, &rules, &arena, &failure);
    failure_print(&failure, stderr);
    return status == STATUS_OK ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_well_defined),
        cmocka_unit_test(references),
        cmocka_unit_test(each_reject_has_its_reason_and_place),
        cmocka_unit_test(every_bad_cell_is_told),
        cmocka_unit_test(spellings_of_money_are_counted),
        cmocka_unit_test(accounts),
        cmocka_unit_test(the_first_column_of_a_text_that_is_not_empty_counts),
        cmocka_unit_test(namibia_is_a_country),
        cmocka_unit_test(days_and_months),
        cmocka_unit_test(only_payouts_mark_a_negative_gross),
        cmocka_unit_test(tax_lines),
        cmocka_unit_test(before_parties_were_told_tax_is_the_sellers),
        cmocka_unit_test(rates),
        cmocka_unit_test(a_cell_chooses_the_role),
        cmocka_unit_test(a_role_nobody_knows_is_told),
        cmocka_unit_test(a_status_nobody_knows_is_counted),
        cmocka_unit_test(dispositions),
    };
    return cmocka_run_group_tests_name("cell", tests, load, release);
}
