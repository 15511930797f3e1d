/* The quick "no" of the millions: headers pass, lines do not. */
#include "source/era.h"

#include "source_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void headers_pass_and_lines_do_not(void **state)
{
    static const struct {
        const char *record;
        bool may;
    } rows[] = {
        {"Product,Product Code,SellerRev\n", true},
        {"\"PRODUCT\",\"product code\"\n", true},
        {"Line Item ID,Customer Bill ID\n", true},
        {"AWS Fee,AWS Listing Fee\n", true},
        {"Product\n", true},
        {"Products,Product Code\n", false},
        {"Produc,Product Code\n", false},
        {"Cost,fhb3n0c2q8w5k1r7t4y6u9m2s,1.00\n", false}, /* a product called Cost */
        {"111122223333,Product\n", false},
        {"Ab3dE5gH7jK,US\n", false},
        {",Product\n", false},
        {"\"\",\"\"\n", false},
        {"...,Product\n", false},
        {"P,Product\n", false},
    };
    struct arena arena = {0};
    struct family_set set;
    (void)state;
    fixture_families(&set, &arena);
    const struct era_index *index = era_index_new(&set, &arena);
    for (size_t i = 0; i < array_count(rows); i++) {
        struct record record = fixture_record(rows[i].record, &arena);
        if (era_may_be_header(index, &record) != rows[i].may)
            fail_msg("%s", rows[i].record);
    }
    arena_free(&arena);
}

static void a_long_cell_is_no_header(void **state)
{
    struct arena arena = {0};
    struct family_set set;
    char text[4096];
    (void)state;
    memset(text, 'p', sizeof text);
    memcpy(text, "product", 7);
    memcpy(text + sizeof text - 12, ",product\n", 10);
    fixture_families(&set, &arena);
    const struct era_index *index = era_index_new(&set, &arena);
    struct record record = fixture_record(text, &arena);
    assert_int_equal(record.field_count, 2);
    assert_false(era_may_be_header(index, &record));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_pass_and_lines_do_not),
        cmocka_unit_test(a_long_cell_is_no_header),
    };
    return cmocka_run_group_tests_name("era_index", tests, NULL, NULL);
}
