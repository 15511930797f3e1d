/* Maps: the example of rules/README.md, eras and ranges, and each way a map makes no sense. */
#include "source/family_map.h"

#include "map_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HEADER "era,header,field,kind,sign,required,note\n"
#define HEAD HEADER "*,,role,billed,,,\n*,,rank,13,,,\n*,,cadence,monthly,,,\n"
#define ERAS HEAD "*,,eras,2018-05 2019-01 2021-08,,,\n"
#define KEY "*,Reference,txn_ref,text,,yes,\n"

static void the_example_of_the_guide(void **state)
{
    static const char map[] =
        HEADER "*,,role,billed,,,one row a charge\n"
               "*,,rank,13,,,after the billed families there are\n"
               "*,,cadence,monthly,,,a file dated in month M covers the month before\n"
               "*,,eras,2024-05,,,\n"
               "*,,net_holds_tax,no,,,\n"
               "*,,money,touched,,,\n"
               "*,Reference,txn_ref,text,,yes,\n"
               "*,Charged,amount.gross,money,+,yes,\n"
               "*,Fee,amount.fee,money,?,yes,the printed sign is not documented\n"
               "*,Paid to seller,amount.net,money,+,yes,\n"
               "*,Currency,currency,currency,,yes,\n"
               "*,Region,,ignore,,no,\n";
    struct family family;
    (void)state;
    assert_int_equal(read_map(map, &family), STATUS_OK);
    assert_int_equal(family.role, ROLE_BILLED);
    assert_int_equal(family.rank, 13);
    assert_int_equal(family.cadence, CADENCE_MONTHLY);
    assert_int_equal(family.era_count, 1);
    const struct era *era = &family.eras[0];
    assert_ptr_equal(era->family, &family);
    assert_int_equal(era->column_count, 6);
    assert_int_equal(era->net_holds_tax, SIGN_OPPOSITE);
    assert_int_equal(era->money_grammar, MONEY_TOUCHED);
    assert_true(era->has_net && era->has_currency);
    assert_false(era->has_party || era->has_dated || era->net_inexact);
    assert_int_equal(era->columns[2].component, COMPONENT_FEE);
    assert_int_equal(era->columns[2].sign, SIGN_UNCERTAIN);
    assert_true(str_equal(era->columns[3].normalised, STR("paidtoseller")));
    assert_true(str_equal(era->columns[3].name, STR("Paid to seller")));
}

static void eras_take_the_columns_that_name_them(void **state)
{
    static const struct {
        const char *name;
        const char *eras;
        const char *expected; /* one mark an era */
    } rows[] = {
        {"all", "*", "xxx"},
        {"one", "2019-01", ".x."},
        {"a list", "2018-05 2021-08", "x.x"},
        {"a range", "2018-05..2019-01", "xx."},
        {"to the newest", "2019-01..", ".xx"},
        {"from the oldest", "..2019-01", "xx."},
        {"a range and one", "2018-05..2018-05 2021-08", "x.x"},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        char map[512];
        struct family family;
        snprintf(map, sizeof map, ERAS KEY "%s,More,,ignore,,no,\n", rows[i].eras);
        assert_int_equal(read_map(map, &family), STATUS_OK);
        for (size_t k = 0; k < 3; k++)
            if ((family.eras[k].column_count == 2) != (rows[i].expected[k] == 'x'))
                fail_msg("%s: era %zu", rows[i].name, k);
    }
}

static void attributes_may_differ_by_era(void **state)
{
    struct family family;
    (void)state;
    assert_int_equal(read_map(ERAS
                              "..2019-01,,net_holds_tax,?,,,\n2021-08,,net_holds_tax,yes,,,\n"
                              "2021-08,,net,inexact,,,\n2019-01,,money,touched,,,\n" KEY,
                              &family),
                     STATUS_OK);
    assert_int_equal(family.eras[0].net_holds_tax, SIGN_UNCERTAIN);
    assert_int_equal(family.eras[1].net_holds_tax, SIGN_UNCERTAIN);
    assert_int_equal(family.eras[2].net_holds_tax, SIGN_AS_PRINTED);
    assert_false(family.eras[1].net_inexact);
    assert_true(family.eras[2].net_inexact);
    assert_int_equal(family.eras[0].money_grammar, MONEY_PLAIN);
    assert_int_equal(family.eras[1].money_grammar, MONEY_TOUCHED);
}

static void a_family_may_have_no_era(void **state)
{
    struct family family;
    (void)state;
    assert_int_equal(
        read_map(HEADER "*,,role,aside,,,\n*,,rank,70,,,\n*,,cadence,day,,,\n", &family),
        STATUS_OK);
    assert_int_equal(family.era_count, 0);
    assert_int_equal(family.role, ROLE_ASIDE);
}

static void what_makes_no_sense_is_refused_in_place(void **state)
{
    static const struct {
        const char *message; /* part of it, and the name of the row */
        int line;
        int column;
        const char *map;
    } rows[] = {
        {"this column of a map is named kind", 1, 4,
         "era,header,field,type,sign,required,note\n"},
        {"7 cells, this one 6", 2, 1, HEADER "*,,role,billed,,\n"},
        {"a map says its rank", 1, 3, HEADER "*,,role,billed,,,\n*,,cadence,day,,,\n"},
        {"a map says its role once", 1, 3, HEAD "*,,role,taxed,,,\n"},
        {"not an attribute of a family", 5, 3, HEAD "*,,colour,red,,,\n"},
        {"not a role", 2, 4, HEADER "*,,role,bill,,,\n*,,rank,1,,,\n*,,cadence,day,,,\n"},
        {"a rank is a whole number", 3, 4,
         HEADER "*,,role,taxed,,,\n*,,rank,-1,,,\n*,,cadence,day,,,\n"},
        {"a cadence is", 4, 4, HEADER "*,,role,taxed,,,\n*,,rank,1,,,\n*,,cadence,weekly,,,\n"},
        {"eras are months YYYY-MM, oldest", 5, 4, HEAD "*,,eras,2019-01 2018-05,,,\n" KEY},
        {"eras are months YYYY-MM, oldest", 5, 4, HEAD "*,,eras,2019-13,,,\n" KEY},
        {"holds for every era: write *", 5, 1, HEAD "2019-01,,eras,2019-01,,,\n"},
        {"not an era of this family", 7, 1, ERAS KEY "2020-01,More,,ignore,,no,\n"},
        {"from the older to the newer", 7, 1, ERAS KEY "2019-01..2018-05,More,,ignore,,no,\n"},
        {"no era is named", 7, 1, ERAS KEY ",More,,ignore,,no,\n"},
        {"has only attributes", 5, 1, HEAD KEY},
        {"a header without a letter", 7, 2, ERAS KEY "*,--,,ignore,,no,\n"},
        {"not a kind of cell", 7, 4, ERAS KEY "*,More,,number,,no,\n"},
        {"has a field unless its kind is", 7, 3, ERAS KEY "*,More,,text,,no,\n"},
        {"has a field unless its kind is", 7, 3, ERAS KEY "*,More,due,ignore,,no,\n"},
        {"not a component of a line", 7, 3, ERAS KEY "*,More,amount.grass,money,+,no,\n"},
        {"an amount is money", 7, 4, ERAS KEY "*,More,amount.gross,text,,no,\n"},
        {"not a field of a line", 7, 3, ERAS KEY "*,More,colour,text,,no,\n"},
        {"this field is of another kind", 7, 4, ERAS KEY "*,More,due,month,,no,\n"},
        {"is a text, an account or a rate", 7, 4, ERAS KEY "*,More,offer_id,day,,no,\n"},
        {"the sign of money is", 7, 5, ERAS KEY "*,More,amount.fee,money,,no,\n"},
        {"only money has a sign", 7, 5, ERAS KEY "*,More,offer_id,text,+,no,\n"},
        {"required is yes or no", 7, 6, ERAS KEY "*,More,offer_id,text,,maybe,\n"},
        {"net_holds_tax is yes, no or ?", 6, 4, ERAS "*,,net_holds_tax,maybe,,,\n" KEY},
        {"a total is of payout, uncollected", 6, 4, ERAS "*,,states,everything,,,\n" KEY},
        {"of role stated_total, and no other", 1, 3, ERAS "*,,states,payout,,,\n" KEY},
        {"money is plain or touched", 6, 4, ERAS "*,,money,rough,,,\n" KEY},
        {"net is exact or inexact", 6, 4, ERAS "*,,net,fuzzy,,,\n" KEY},
        {"era 2018-05 requires no column", 1, 6, ERAS "*,More,,ignore,,no,\n"},
        {"two columns want the same: Reference", 1, 1,
         ERAS KEY "*,More|REFERENCE,,ignore,,no,\n"},
        {"two columns want the same: Reference", 1, 1, ERAS KEY "*,More,txn_ref,text,,no,\n"},
        {"two columns want the same: A and B", 1, 1,
         ERAS KEY "*,A,amount.fee,money,+,no,\n*,B,amount.fee,money,+,no,\n"},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct family family;
        if (read_map(rows[i].map, &family) != STATUS_EVIDENCE)
            fail_msg("row %zu was taken: %s", i, rows[i].message);
        if (strstr(failure.message, rows[i].message) == NULL)
            fail_msg("row %zu: %s", i, failure.message);
        if (failure.line != rows[i].line || failure.column != rows[i].column)
            fail_msg("%s: at %d:%d", rows[i].message, (int)failure.line, (int)failure.column);
        assert_string_equal(failure.path, "rules/x/map.csv");
        assert_non_null(strstr(failure.remedy, "rules/README.md"));
    }
}

static void two_columns_may_give_one_text(void **state)
{
    struct family family;
    (void)state;
    assert_int_equal(
        read_map(ERAS KEY
                 "*,Company,customer_name,text,,no,\n*,Domain,customer_name,text,,no,\n",
                 &family),
        STATUS_OK);
    assert_int_equal(family.eras[0].column_count, 3);
}

static void a_broken_map_is_evidence(void **state)
{
    struct family family;
    (void)state;
    assert_int_equal(read_map(HEADER "*,,role,\"billed\n", &family), STATUS_EVIDENCE);
    assert_int_equal(failure.status, STATUS_EVIDENCE);
}

static void who_decides_names_findings(void **state)
{
    static const char *const maps[] = {
        ERAS KEY "*,More,finding_id,text,,no,\n",
        HEADER
        "*,,role,disposition,,,\n*,,rank,1,,,\n*,,cadence,day,,,\n*,,eras,2018-05,,,\n" KEY,
    };
    struct family family;
    (void)state;
    for (size_t i = 0; i < array_count(maps); i++) {
        assert_int_equal(read_map(maps[i], &family), STATUS_EVIDENCE);
        assert_non_null(strstr(failure.message, "of role disposition, and no other"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(the_example_of_the_guide, release),
        cmocka_unit_test_teardown(eras_take_the_columns_that_name_them, release),
        cmocka_unit_test_teardown(attributes_may_differ_by_era, release),
        cmocka_unit_test_teardown(a_family_may_have_no_era, release),
        cmocka_unit_test_teardown(what_makes_no_sense_is_refused_in_place, release),
        cmocka_unit_test_teardown(two_columns_may_give_one_text, release),
        cmocka_unit_test_teardown(a_broken_map_is_evidence, release),
        cmocka_unit_test_teardown(who_decides_names_findings, release),
    };
    return cmocka_run_group_tests_name("family_map", tests, NULL, NULL);
}
