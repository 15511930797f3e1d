/* The end of a test program over worlds: every test in a folder of its own. */
#ifndef TIEOUT_TESTS_WORLD_MAIN_H
#define TIEOUT_TESTS_WORLD_MAIN_H

#define WORLD_TEST(test) cmocka_unit_test_setup_teardown(test, folder_make, folder_remove)

/* The answer of the last run's books is `wanted`. */
#define assert_books(world, sql, wanted)                                                       \
    do {                                                                                       \
        char answer_[FOLDER_TEXT_BYTES];                                                       \
        assert_string_equal(world_ask(world, sql, answer_), wanted);                           \
    } while (0)

#endif
