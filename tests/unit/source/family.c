/* The set of families: order, names, placeholders, normalised headers. */
#include "source/family.h"

#include "arena_fixture.h"
#include "source_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MAP(rank, more)                                                                        \
    "era,header,field,kind,sign,required,note\n*,,role,aside,,,\n*,,rank," rank                \
    ",,,\n*,,cadence,day,,,\n" more
#define PLACEHOLDERS                                                                           \
    {                                                                                          \
        STR_INIT("placeholders.csv"), STR_INIT("text,note\nNA,\n")                             \
    }

static struct family_set set;
static struct failure failure;

static enum status load(const struct rules_file *files, size_t count)
{
    struct rules_source rules = {.files = files, .file_count = count};
    failure_init(&failure);
    return family_set_load(&set, &rules, &arena, &failure);
}

static void families_stand_by_rank_then_name(void **state)
{
    static const struct rules_file files[] = {
        {STR_INIT("families/a/map.csv"), STR_INIT(MAP("9", ""))},
        {STR_INIT("families/c/map.csv"), STR_INIT(MAP("2", "*,,restates,a,,,\n"))},
        {STR_INIT("families/d/deeper/map.csv"), STR_INIT("no map")},
        {STR_INIT("families/e/2018-05.sample.csv"), STR_INIT("no map")},
        {STR_INIT("families/z/map.csv"), STR_INIT(MAP("2", ""))},
        PLACEHOLDERS,
    };
    (void)state;
    assert_int_equal(load(files, array_count(files)), STATUS_OK);
    assert_int_equal(set.count, 3);
    assert_true(str_equal(set.families[0].name, STR("c")));
    assert_true(str_equal(set.families[1].name, STR("z")));
    assert_true(str_equal(set.families[2].name, STR("a")));
    assert_ptr_equal(family_find(&set, STR("a")), &set.families[2]);
    assert_null(family_find(&set, STR("d")));
    assert_int_equal(set.families[0].restates_count, 1);
}

static void rules_that_lack_something_fail(void **state)
{
    static const struct rules_file no_placeholders[] = {
        {STR_INIT("families/a/map.csv"), STR_INIT(MAP("9", ""))}};
    static const struct rules_file no_family[] = {PLACEHOLDERS};
    static const struct rules_file misspelt[] = {
        {STR_INIT("families/a/map.csv"), STR_INIT(MAP("9", "*,,restates,b,,,\n"))},
        PLACEHOLDERS};
    static const struct rules_file headless[] = {
        {STR_INIT("families/a/map.csv"), STR_INIT(MAP("9", ""))},
        {STR_INIT("placeholders.csv"), STR_INIT("NA,\n")}};
    static const struct rules_file endless[] = {
        {STR_INIT("families/a/map.csv"), STR_INIT(MAP("9", ""))},
        {STR_INIT("placeholders.csv"),
         STR_INIT("text,note\n1234567890123456789012345678901234567890123456789012345678901234,"
                  "64 bytes\n")}};
    (void)state;
    assert_int_equal(load(no_placeholders, 1), STATUS_EVIDENCE);
    assert_string_equal(failure.message, "the rules hold no placeholders");
    assert_int_equal(load(no_family, 1), STATUS_EVIDENCE);
    assert_string_equal(failure.message, "the rules hold no family");
    assert_int_equal(load(misspelt, 2), STATUS_EVIDENCE);
    assert_string_equal(failure.message, "family a restates b, which is no family");
    assert_int_equal(load(headless, 2), STATUS_EVIDENCE);
    assert_string_equal(failure.message, "placeholders begin with text,note");
    assert_string_equal(failure.path, "rules/placeholders.csv");
    assert_int_equal(load(endless, 2), STATUS_EVIDENCE);
    assert_string_equal(failure.message, "a placeholder of more than 63 bytes");
}

static void eras_point_at_their_sorted_family(void **state)
{
    (void)state;
    fixture_families(&set, &arena);
    for (size_t i = 0; i < set.count; i++) {
        assert_true(i == 0 || set.families[i - 1].rank < set.families[i].rank);
        for (size_t k = 0; k < set.families[i].era_count; k++) {
            assert_ptr_equal(set.families[i].eras[k].family, &set.families[i]);
            assert_int_equal(set.families[i].eras[k].index, k);
        }
    }
}

static void files_are_known_by_the_longest_name(void **state)
{
    static const struct {
        const char *file;
        const char *family; /* NULL: none */
    } rows[] = {
        {"disbursed_amount_by_product_2020-04-07.csv", "disbursed_amount_by_product"},
        {"disbursed_amount_by_product.csv", "disbursed_amount_by_product"},
        {"disbursed_amount_by_product", "disbursed_amount_by_product"},
        {"disbursed_amount_by_product_with_uncollected_funds_2014-12-01.csv",
         "disbursed_amount_by_product_with_uncollected_funds"},
        {"disbursed_amount_by_products.csv", NULL},
        {"opening_2026-01.csv", "opening"},
        {"openings.csv", NULL},
        {"my_opening.csv", NULL},
        {"daily_business_fees_2020-01-01.csv", "daily_business_fees"},
        {"", NULL},
    };
    (void)state;
    fixture_families(&set, &arena);
    for (size_t i = 0; i < array_count(rows); i++) {
        const struct family *family = family_by_file_name(&set, str_from(rows[i].file));
        if ((family == NULL) != (rows[i].family == NULL))
            fail_msg("%s", rows[i].file);
        if (family != NULL && !str_equal(family->name, str_from(rows[i].family)))
            fail_msg("%s is %.*s", rows[i].file, (int)family->name.length, family->name.bytes);
    }
}

static void headers_compare_by_letters_and_digits(void **state)
{
    static const struct {
        const char *header;
        const char *normalised;
    } rows[] = {
        {"Line Item Id", "lineitemid"},
        {"LINE_ITEM-ID ", "lineitemid"},
        {"U.S. Sales Tax Customer Billed Amount", "ussalestaxcustomerbilledamount"},
        {"Uncollected (31\xe2\x80\x93"
         "60 days pending)",
         "uncollected3160dayspending"},
        {"Uncollected (31-60 days pending)", "uncollected3160dayspending"},
        {"# of Payments", "ofpayments"},
        {"\xef\xbb\xbf--", ""},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct str normalised = header_normalise(str_from(rows[i].header), &arena);
        if (!str_equal(normalised, str_from(rows[i].normalised)))
            fail_msg("%s: %.*s", rows[i].header, (int)normalised.length, normalised.bytes);
    }
}

static void placeholders_mean_nothing(void **state)
{
    static const struct {
        const char *text;
        bool nothing;
    } rows[] = {
        {"", true},
        {"  \t", true},
        {"NA", true},
        {"na", true},
        {" n/a ", true},
        {"#N/A", true},
        {"NULL", true},
        {"Not available", true},
        {"NOT APPLICABLE", true},
        {"\xc2\xa0Not provided", true},
        {"testTraceId", true},
        {"Nan", false},
        {"N A", false},
        {"Not", false},
        {"Not available.", false},
        {"0", false},
        {"none", false},
        {"\xc2\xa3", false},
        {"NANA", false},
    };
    (void)state;
    fixture_families(&set, &arena);
    for (size_t i = 0; i < array_count(rows); i++)
        if (placeholder_is(&set.placeholders, str_from(rows[i].text)) != rows[i].nothing)
            fail_msg("\"%s\"", rows[i].text);
    struct placeholders none = {0};
    assert_true(placeholder_is(&none, STR(" ")));
    assert_false(placeholder_is(&none, STR("NA")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(families_stand_by_rank_then_name, release),
        cmocka_unit_test_teardown(rules_that_lack_something_fail, release),
        cmocka_unit_test_teardown(eras_point_at_their_sorted_family, release),
        cmocka_unit_test_teardown(files_are_known_by_the_longest_name, release),
        cmocka_unit_test_teardown(headers_compare_by_letters_and_digits, release),
        cmocka_unit_test_teardown(placeholders_mean_nothing, release),
    };
    return cmocka_run_group_tests_name("family", tests, NULL, NULL);
}
