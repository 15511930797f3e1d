/* More images than the lane holds at a time: all arrive, whoever waits sees them, and the first
 * that cannot be copied is told to everybody after it. */
#include "store_fixture.h"

#include "base/limits.h"
#include "store/store_lane.h"

static const char table_sql[] = "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER) STRICT";

/* One row with this id; its value is 42. */
static enum status put(struct fixture *fixture, struct store *store, struct store_image *image,
                       int64_t id)
{
    static const unsigned char record[] = {3, 0, 1, 42};
    store_image_start(image, STR("t"), str_from(table_sql));
    assert_true(store_image_add(image, id, record, sizeof record));
    return store_lane_put(store, image, STR("t"), &fixture->failure);
}

static struct store *lane_store(struct fixture *fixture, struct store_image *image)
{
    struct store *store = fixture_store(fixture, ":memory:");
    store_image_init(image);
    execute(fixture, store, table_sql);
    must_work(store_lane_open(store, &fixture->failure), &fixture->failure);
    return store;
}

static void test_all_arrive(void **state)
{
    struct fixture *fixture = *state;
    struct store_image image;
    struct store *store = lane_store(fixture, &image);
    _Static_assert(40 > 4 * LIMIT_STORE_LANE_IMAGES, "several times around the ring");
    for (int64_t id = 1; id <= 40; id++)
        must_work(put(fixture, store, &image, id), &fixture->failure);
    store_lane_rest(store);
    assert_answer(fixture, store, "SELECT count(*), max(id), sum(v) FROM t", "40|40|1680");
    must_work(store_lane_close(store, &fixture->failure), &fixture->failure);
    assert_null(store->lane);
    store_image_free(&image);
    store_close(store);
}

static void test_shared(void **state)
{
    struct fixture *fixture = *state;
    struct store_image image;
    struct store *store = lane_store(fixture, &image);
    must_work(store_lane_open(store, &fixture->failure), &fixture->failure);
    must_work(put(fixture, store, &image, 1), &fixture->failure);
    must_work(store_lane_close(store, &fixture->failure), &fixture->failure);
    assert_non_null(store->lane);
    must_work(put(fixture, store, &image, 2), &fixture->failure);
    must_work(store_lane_close(store, &fixture->failure), &fixture->failure);
    assert_null(store->lane);
    assert_answer(fixture, store, "SELECT id FROM t", "1\n2");
    store_lane_rest(store); /* nothing to wait for */
    store_image_free(&image);
    store_close(store);
}

static void test_the_first_failure_is_told(void **state)
{
    struct fixture *fixture = *state;
    struct store_image image;
    struct store *store = lane_store(fixture, &image);
    must_work(put(fixture, store, &image, 1), &fixture->failure);
    (void)put(fixture, store, &image, 1);
    store_lane_rest(store);
    failure_init(&fixture->failure);
    must_fail(fixture, put(fixture, store, &image, 2), STATUS_EVIDENCE,
              "UNIQUE constraint failed: t.id");
    must_fail(fixture, store_lane_close(store, &fixture->failure), STATUS_EVIDENCE,
              "UNIQUE constraint failed: t.id");
    assert_answer(fixture, store, "SELECT id FROM t", "1");
    store_image_free(&image);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_all_arrive), TEST(test_shared),
                                       TEST(test_the_first_failure_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
