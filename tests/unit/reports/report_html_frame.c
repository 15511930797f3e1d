/* The digests of a policy, by the vectors of FIPS 180; head and end around nothing. */
#include "reports/report_html_frame.h"

#include "page_fixture.h"

static void test_source(void **state)
{
    static const struct {
        const char *text;
        const char *source;
    } rows[] = {
        {"abc", "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="},
        {"", "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
    };
    (void)state;
    for (size_t at = 0; at < array_count(rows); at++) {
        struct buffer into = {0};
        report_html_source(&into, str_from(rows[at].text));
        assert_string_equal(buffer_c(&into), rows[at].source);
        buffer_free(&into);
    }
}

static void test_embedded(void **state)
{
    (void)state;
    assert_true(str_find(report_html_embedded("close.css"), STR("@media print")) > 0);
    assert_true(str_find(report_html_embedded("close.js"), STR("BigInt")) > 0);
    assert_true(str_find(report_html_embedded("close.js"), STR("</")) < 0);
    assert_true(str_find(report_html_embedded("close.css"), STR("</")) < 0);
}

/* A heading that was written by nobody of us is still a text. */
static void test_around(void **state)
{
    struct world *world = *state;
    struct report_model model;
    struct buffer text = {0};
    world_execute(world, "INSERT INTO meta VALUES ('heading', '<i>'), ('as_of', '2024-06-30'),"
                         " ('version', '1&2')");
    must_work(report_model_read(&model, world->store, &world->failure), &world->failure);
    struct report_page page = {.store = world->store, .model = &model, .text = &text};
    report_html_begin(&page);
    report_html_end(&page);
    struct str all = buffer_str(&text);
    assert_true(str_starts(all, STR("<!DOCTYPE html>\n<html lang=\"en\">\n")));
    assert_true(
        str_find(all, STR("<title>&lt;i&gt;: reconciliation as of 2024-06-30</title>")) > 0);
    assert_true(str_find(all, STR("<h1>&lt;i&gt;: reconciliation as of 2024-06-30</h1>")) > 0);
    assert_true(str_find(all, STR("default-src 'none'; style-src 'sha256-")) > 0);
    assert_true(str_find(all, STR("tieout 1&amp;2</p>")) > 0);
    assert_true(str_ends(all, STR("</script>\n</body>\n</html>\n")));
    buffer_free(&text);
    report_model_free(&model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_source),
        cmocka_unit_test(test_embedded),
        PAGE_TEST(test_around),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
