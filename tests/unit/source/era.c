/* Headers against eras: a small set made for it, then the families that ship. */
#include "source/era.h"

#include "arena_fixture.h"
#include "source_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MAP_HEAD                                                                               \
    "era,header,field,kind,sign,required,note\n*,,role,aside,,,\n*,,cadence,day,,,\n"

/* Two families: `left` with three eras, `right` which knows some of the same columns. */
static const struct rules_file files[] = {
    {STR_INIT("families/left/map.csv"),
     STR_INIT(MAP_HEAD "*,,rank,1,,,\n*,,eras,2018-05 2019-01 2021-08,,,\n"
                       "*,Key,,ignore,,yes,\n*,Name,,ignore,,no,\n"
                       "..2019-01,Fee,,ignore,,yes,\n2021-08,Listing Fee|Fee,,ignore,,yes,\n"
                       "2019-01..2019-01,Hours,,ignore,,no,\n2019-01..,Payer,,ignore,,no,\n")},
    {STR_INIT("families/right/map.csv"),
     STR_INIT(MAP_HEAD "*,,rank,2,,,\n*,,eras,2020-02,,,\n*,Key,,ignore,,yes,\n"
                       "*,Due,,ignore,,no,\n*,Name,,ignore,,no,\n*,Fee,,ignore,,no,\n")},
    {STR_INIT("placeholders.csv"), STR_INIT("text,note\nNA,\n")},
};

static struct family_set set;

static struct era_match match_of(const char *header)
{
    struct record record = fixture_record(header, &arena);
    struct era_match match;
    era_match_header(&set, &record, &arena, &match);
    return match;
}

static int load(void **state)
{
    struct rules_source rules = {.files = files, .file_count = array_count(files)};
    struct failure failure;
    (void)state;
    failure_init(&failure);
    assert_int_equal(family_set_load(&set, &rules, &arena, &failure), STATUS_OK);
    return 0;
}

static void the_best_fit_wins(void **state)
{
    static const struct {
        const char *name;
        const char *header;
        const char *fits; /* "family era", or NULL: none */
    } rows[] = {
        {"as the map has it", "Key,Name,Fee\n", "left 2018-05"},
        {"order is nothing", "Fee,Key,Name\n", "left 2018-05"},
        {"case and marks are nothing", "\"KEY\",na-me,\"F E E\"\n", "left 2018-05"},
        {"a new column", "Key,Name,Fee,Payer,Hours\n", "left 2019-01"},
        {"a column gone", "Key,Name,Fee,Payer\n", "left 2021-08"},
        {"a rename", "Key,Name,Listing Fee\n", "left 2021-08"},
        {"an optional column missing", "Key,Fee\n", "left 2018-05"},
        {"fewest unknown first", "Key,Name,Due\n", "right 2020-02"},
        {"unknown columns are no wall", "Key,Name,Fee,News,More\n", "left 2018-05"},
        {"a required column missing", "Name,Listing Fee\n", NULL},
        {"a header twice", "Key,Name,Fee,fee\n", NULL},
        {"an unknown header twice", "Key,Name,Fee,News,NEWS\n", NULL},
        {"two names of one column", "Key,Name,Fee,Listing Fee\n", "left 2018-05"},
        {"columns without a name may repeat", "Key,Name,Fee,,\n", "left 2018-05"},
        {"nothing known", "Some,Other,File\n", NULL},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        char fits[64] = "";
        struct era_match match = match_of(rows[i].header);
        if (match.answer == ERA_FITS)
            snprintf(fits, sizeof fits, "%.*s %.*s", (int)match.era->family->name.length,
                     match.era->family->name.bytes, (int)match.era->name.length,
                     match.era->name.bytes);
        if (strcmp(fits, rows[i].fits == NULL ? "" : rows[i].fits) != 0)
            fail_msg("%s: \"%s\"", rows[i].name, fits);
        if ((match.plan != NULL) != (match.answer == ERA_FITS))
            fail_msg("%s: plan", rows[i].name);
    }
}

static void equals_of_two_families_are_ambiguous(void **state)
{
    static const struct rules_file twins[] = {
        {STR_INIT("families/one/map.csv"),
         STR_INIT(MAP_HEAD "*,,rank,1,,,\n*,,eras,2018-05,,,\n*,Key,,ignore,,yes,\n")},
        {STR_INIT("families/two/map.csv"),
         STR_INIT(MAP_HEAD "*,,rank,2,,,\n*,,eras,2018-05,,,\n*,Key,,ignore,,yes,\n")},
        {STR_INIT("placeholders.csv"), STR_INIT("text,note\n")},
    };
    struct rules_source rules = {.files = twins, .file_count = array_count(twins)};
    struct failure failure;
    (void)state;
    failure_init(&failure);
    assert_int_equal(family_set_load(&set, &rules, &arena, &failure), STATUS_OK);
    struct era_match match = match_of("Key,Other\n");
    assert_int_equal(match.answer, ERA_AMBIGUOUS);
    assert_true(str_equal(match.era->family->name, STR("one")));
    assert_true(str_equal(match.other->family->name, STR("two")));
    assert_null(match.plan);
}

static void the_difference_is_told(void **state)
{
    (void)state;
    struct era_match match = match_of("Key,Name,Surplus,Payer,Hours\n");
    assert_int_equal(match.answer, ERA_FITS); /* right: only Key is required there */
    match = match_of("Name,Fee,Payer,Hours,Surplus\n");
    assert_int_equal(match.answer, ERA_NONE);
    assert_true(str_equal(match.era->family->name, STR("left")));
    assert_true(str_equal(match.era->name, STR("2019-01")));
    assert_int_equal(match.missing_count, 1);
    assert_true(str_equal(match.missing[0], STR("Key")));
    assert_int_equal(match.unknown_count, 1);
    assert_true(str_equal(match.unknown[0], STR("Surplus")));
    match = match_of("Key,Fee,Name,name \n");
    assert_int_equal(match.repeated_count, 1);
    assert_true(str_equal(match.repeated[0], STR("name ")));
    match = match_of("Some,Other\n");
    assert_null(match.era);
    assert_int_equal(match.unknown_count, 2);
    assert_int_equal(match.missing_count, 0);
}

static void columns_follow_the_file(void **state)
{
    (void)state;
    struct era_match match = match_of("Fee,News,Key\n");
    assert_int_equal(match.column_count, 3);
    assert_true(str_equal(match.columns[0]->name, STR("Fee")));
    assert_null(match.columns[1]);
    assert_true(str_equal(match.columns[2]->name, STR("Key")));
}

/* Trimmed by hand, a list of open items must not pass for billing or a payout. */
static void a_trimmed_list_is_no_billing(void **state)
{
    (void)state;
    fixture_families(&set, &arena);
    struct era_match match = match_of(
        "Payer AWS Account Number,Product Code,Gross Revenue,AWS Revenue Share,Gross "
        "Refunds,AWS Refunds Share,Net Revenue,Currency,AR Period,Transaction Reference "
        "ID\n");
    assert_int_equal(match.answer, ERA_NONE);
    match = match_of("Product Code,Product,SellerRev,AWSRefFee,SellerRevRefund,AWSRefFeeRefund,"
                     "Net Amount,Currency,AR Period,Transaction Reference ID\n");
    assert_int_equal(match.answer, ERA_NONE);
    assert_int_equal(match.missing_count, 1);
    assert_true(str_equal(match.missing[0], STR("Payment Due date")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_best_fit_wins, load, release),
        cmocka_unit_test_teardown(equals_of_two_families_are_ambiguous, release),
        cmocka_unit_test_setup_teardown(the_difference_is_told, load, release),
        cmocka_unit_test_setup_teardown(columns_follow_the_file, load, release),
        cmocka_unit_test_teardown(a_trimmed_list_is_no_billing, release),
    };
    return cmocka_run_group_tests_name("era", tests, NULL, NULL);
}
