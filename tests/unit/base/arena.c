/* Arenas: zeroed, aligned, apart from one another, and empty after arena_free. */
#include "base/arena.h"

#include "base/status.h"
#include "dies.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Sizes on both sides of the block sizes and of the size from which a piece stands alone. */
static const size_t sizes[] = {0,     1,      15,     16,     17,     4095,    4096,    4097,
                               65536, 262143, 262144, 262145, 300000, 1 << 20, 1 << 21, 3};

static void test_pieces_are_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *pieces[3 * array_count(sizes)];
    size_t count = array_count(pieces);
    for (size_t at = 0; at < count; at++) {
        size_t size = sizes[at % array_count(sizes)];
        pieces[at] = arena_take(&arena, size);
        assert_non_null(pieces[at]);
        assert_int_equal((uintptr_t)pieces[at] % alignof(max_align_t), 0);
        for (size_t byte = 0; byte < size; byte++)
            if (pieces[at][byte] != 0)
                fail_msg("piece %zu is not zero at %zu", at, byte);
        memset(pieces[at], (int)at + 1, size);
    }
    for (size_t at = 0; at < count; at++)
        for (size_t byte = 0; byte < sizes[at % array_count(sizes)]; byte++)
            if (pieces[at][byte] != (char)(at + 1))
                fail_msg("piece %zu was overwritten at %zu", at, byte);
    arena_free(&arena);
}

static void test_small_pieces_share_a_block(void **state)
{
    (void)state;
#ifdef ARENA_MALLOC
    skip();
#else
    struct arena arena = {0};
    char *first = arena_take(&arena, 5);
    char *alone = arena_take(&arena, 1 << 20);
    char *second = arena_take(&arena, 5);
    assert_non_null(alone);
    assert_ptr_equal(second, first + 16);
    arena_free(&arena);
#endif
}

static void test_texts_lie_close_and_what_follows_is_aligned(void **state)
{
    (void)state;
#ifdef ARENA_MALLOC
    skip();
#else
    struct arena arena = {0};
    char *first = arena_take_bytes(&arena, 3);
    char *second = arena_take_bytes(&arena, 3);
    char *third = arena_take(&arena, 8);
    assert_ptr_equal(second, first + 3);
    assert_ptr_equal(third, first + 16);
    arena_free(&arena);
#endif
}

static void test_taken_is_counted_and_freed(void **state)
{
    (void)state;
    struct arena arena = {0};
    arena_take(&arena, 100);
    arena_take(&arena, 28);
    assert_int_equal(arena.taken, 128);
    arena_free(&arena);
    assert_int_equal(arena.taken, 0);
    assert_null(arena.blocks);
    assert_non_null(arena_take(&arena, 8));
    arena_free(&arena);
    arena_free(&arena);
}

static void test_copy_ends_with_nul(void **state)
{
    (void)state;
    struct arena arena = {0};
    char original[] = "reference";
    struct str copy = arena_copy(&arena, (struct str){original, 3});
    original[0] = 'X';
    assert_int_equal(copy.length, 3);
    assert_string_equal(copy.bytes, "ref");
    struct str empty = arena_copy(&arena, (struct str){NULL, 0});
    assert_int_equal(empty.length, 0);
    assert_string_equal(empty.bytes, "");
    arena_free(&arena);
}

static void resize_overflowing(void)
{
    memory_resize(NULL, SIZE_MAX / 2, 4);
}

static void take_too_much(void)
{
    struct arena arena = {0};
    arena_take(&arena, SIZE_MAX - 8);
}

static void test_exhaustion_is_status_evidence(void **state)
{
    (void)state;
    assert_int_equal(dies_how(resize_overflowing), STATUS_EVIDENCE);
    assert_int_equal(dies_how(take_too_much), STATUS_EVIDENCE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_are_zeroed_aligned_and_apart),
        cmocka_unit_test(test_small_pieces_share_a_block),
        cmocka_unit_test(test_texts_lie_close_and_what_follows_is_aligned),
        cmocka_unit_test(test_taken_is_counted_and_freed),
        cmocka_unit_test(test_copy_ends_with_nul),
        cmocka_unit_test(test_exhaustion_is_status_evidence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
