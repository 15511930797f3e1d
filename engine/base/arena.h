/* Memory by lifetime: what is taken together is freed together. Three lifetimes, named in
 * signatures: run_arena, file_arena, record_arena. Out of memory prints one line and ends the
 * program with STATUS_EVIDENCE; nothing was committed, so old outputs stay. With -DARENA_MALLOC
 * each piece is a malloc of its own, so that sanitizers see every overrun. */
#ifndef TIEOUT_BASE_ARENA_H
#define TIEOUT_BASE_ARENA_H

#include "base/base.h"
#include "base/str.h"

struct arena_block;

/* Zero-initialise; arena_free when done. */
struct arena {
    struct arena_block *blocks; /* newest first */
    char *next;                 /* free bytes of the newest block */
    char *end;
    size_t taken; /* bytes handed out, for the memory figures */
};

/* `size` bytes, zeroed, aligned for any type. size may be 0. Never NULL. */
void *arena_take(struct arena *arena, size_t size) __attribute__((returns_nonnull));
/* The same without alignment: for texts, of which there are millions. */
char *arena_take_bytes(struct arena *arena, size_t size) __attribute__((returns_nonnull));
/* A copy that lives as long as the arena, NUL-terminated beyond its length. */
struct str arena_copy(struct arena *arena, struct str text);
/* Frees everything taken; the arena is empty and may be used again. */
void arena_free(struct arena *arena);

/* realloc that ends the program instead of returning NULL; count * size is checked. */
void *memory_resize(void *memory, size_t count, size_t size) __attribute__((returns_nonnull));
/* `bytes` zeros for tables that are jumped about in: from two megabytes on they lie in large
 * pages where the system has them, which saves a miss of the address cache each time. */
void *memory_table(size_t bytes);
/* Of as many bytes as were asked for; NULL is fine. */
void memory_table_free(void *table, size_t bytes);
/* Prints one line about memory and exits with STATUS_EVIDENCE. */
_Noreturn void memory_exhausted(void);

#endif
