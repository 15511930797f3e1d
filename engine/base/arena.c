/* Arenas hand out memory from a few large blocks. A small first block keeps short lifetimes
 * cheap; each next block is twice as large, up to a bound, so that long lifetimes need few of
 * them. */
#include "base/arena.h"

#include "base/status.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct arena_block {
    struct arena_block *older;
    size_t size; /* bytes behind this header */
    alignas(max_align_t) char bytes[];
};

/* Whether each piece is a malloc of exactly its size. */
#ifdef ARENA_MALLOC
#define EACH_APART true
#else
#define EACH_APART false
#endif

enum { LARGE_PAGE_BYTES = 2 << 20 };
/* The largest block fills a large page with its header. */
enum {
    BLOCK_FIRST_BYTES = 4096,
    BLOCK_MOST_BYTES = LARGE_PAGE_BYTES - (int)sizeof(struct arena_block),
};

static size_t round_to_large(size_t bytes);
static void *large_pages(size_t bytes);
static void *take(struct arena *arena, size_t size, size_t align);
static struct arena_block *block_new(size_t size);
static char *take_apart(struct arena *arena, size_t size);
static char *take_inside(struct arena *arena, size_t size, size_t align);

void *arena_take(struct arena *arena, size_t size)
{
    return take(arena, size, alignof(max_align_t));
}

char *arena_take_bytes(struct arena *arena, size_t size)
{
    return take(arena, size, 1);
}

struct str arena_copy(struct arena *arena, struct str text)
{
    tie_assert(text.bytes != NULL || text.length == 0);
    char *copy = arena_take_bytes(arena, text.length + 1);
    if (text.length > 0)
        memcpy(copy, text.bytes, text.length);
    return (struct str){copy, text.length};
}

void arena_free(struct arena *arena)
{
    tie_assert(arena != NULL);
    struct arena_block *block = arena->blocks;
    while (block != NULL) {
        struct arena_block *older = block->older;
        memory_table_free(block, sizeof *block + block->size);
        block = older;
    }
    *arena = (struct arena){0};
}

void *memory_resize(void *memory, size_t count, size_t size)
{
    size_t bytes = 0;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > PTRDIFF_MAX)
        memory_exhausted();
    void *resized = realloc(memory, bytes > 0 ? bytes : 1);
    if (resized == NULL)
        memory_exhausted();
    return resized;
}

void *memory_table(size_t bytes)
{
    if (bytes > PTRDIFF_MAX / 2)
        memory_exhausted();
    if (bytes < LARGE_PAGE_BYTES) {
        void *small = calloc(1, bytes > 0 ? bytes : 1);
        if (small == NULL)
            memory_exhausted();
        return small;
    }
    return large_pages(round_to_large(bytes));
}

void memory_table_free(void *table, size_t bytes)
{
    if (bytes < LARGE_PAGE_BYTES)
        free(table);
    else if (table != NULL)
        (void)munmap(table, round_to_large(bytes));
}

static size_t round_to_large(size_t bytes)
{
    return (bytes + LARGE_PAGE_BYTES - 1) / LARGE_PAGE_BYTES * LARGE_PAGE_BYTES;
}

/* Fresh pages are zeros. A page more than wanted leaves room to begin where a large one can;
 * what stands beside it is given back. */
static void *large_pages(size_t bytes)
{
    char *all = mmap(NULL, bytes + LARGE_PAGE_BYTES, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED)
        memory_exhausted();
    size_t before = (LARGE_PAGE_BYTES - (uintptr_t)all % LARGE_PAGE_BYTES) % LARGE_PAGE_BYTES;
    if (before > 0)
        (void)munmap(all, before);
    (void)munmap(all + before + bytes, LARGE_PAGE_BYTES - before);
    (void)madvise(all + before, bytes, MADV_HUGEPAGE); /* a wish; all is as well without */
    return all + before;
}

_Noreturn void memory_exhausted(void)
{
    fputs("tieout: out of memory; nothing was written, earlier results stay as they were\n",
          stderr);
    exit(STATUS_EVIDENCE);
}

static void *take(struct arena *arena, size_t size, size_t align)
{
    tie_assert(arena != NULL);
    if (size > PTRDIFF_MAX / 2)
        memory_exhausted();
    arena->taken += size;
    if (EACH_APART)
        return take_apart(arena, size);
    /* Even nothing takes its place, so that no two pieces share an address. */
    size_t own = size == 0 ? 1 : size;
    return own > BLOCK_MOST_BYTES / 4 ? take_apart(arena, own) : take_inside(arena, own, align);
}

/* Blocks are promised as zeros. */
static struct arena_block *block_new(size_t size)
{
    struct arena_block *block = memory_table(sizeof *block + size);
    block->size = size;
    return block;
}

/* A block of its own, placed behind the newest one, whose free bytes so stay in use. */
static char *take_apart(struct arena *arena, size_t size)
{
    struct arena_block *block = block_new(size);
    if (arena->blocks == NULL) {
        arena->blocks = block;
        arena->next = arena->end = block->bytes + size;
    } else {
        block->older = arena->blocks->older;
        arena->blocks->older = block;
    }
    return block->bytes;
}

static char *take_inside(struct arena *arena, size_t size, size_t align)
{
    size_t skipped = (0 - (uintptr_t)arena->next) % align;
    if ((size_t)(arena->end - arena->next) < skipped + size) {
        size_t grown = arena->blocks == NULL ? BLOCK_FIRST_BYTES : arena->blocks->size * 2;
        if (grown > BLOCK_MOST_BYTES)
            grown = BLOCK_MOST_BYTES;
        if (grown < size)
            grown = size;
        struct arena_block *block = block_new(grown);
        block->older = arena->blocks;
        arena->blocks = block;
        arena->next = block->bytes;
        arena->end = block->bytes + grown;
        skipped = 0; /* a block begins where anything may */
    }
    char *piece = arena->next + skipped;
    arena->next = piece + size;
    return piece;
}
