/* One part of the page, drawn from books of a test's own. */
#ifndef TIEOUT_TESTS_PAGE_FIXTURE_H
#define TIEOUT_TESTS_PAGE_FIXTURE_H

#include "check_fixture.h"
#include "reports/report_text.h"

/* Draws `part` from the books of `world` with these outputs, and compares all of it. */
static inline void page_says_beside(struct world *world, const struct report_outputs *outputs,
                                    void (*part)(struct report_page *), const char *wanted)
{
    struct report_model model;
    struct buffer text = {0};
    must_work(report_model_read(&model, world->store, &world->failure), &world->failure);
    struct report_page page = {.store = world->store,
                               .model = &model,
                               .outputs = outputs,
                               .text = &text,
                               .failure = &world->failure};
    buffer_add_c(&text, "");
    part(&page);
    must_work(page.status, &world->failure);
    assert_string_equal(text.length > 0 ? buffer_c(&text) : "", wanted);
    buffer_free(&text);
    report_model_free(&model);
}

static inline void page_says(struct world *world, void (*part)(struct report_page *),
                             const char *wanted)
{
    static const struct report_outputs none = {0};
    page_says_beside(world, &none, part, wanted);
}

#define PAGE_TEST(test) cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

#endif
