/* Books that were changed, and say of their lines that this is what was loaded: for what is asked
 * of books once they are believed. */
#ifndef TIEOUT_TESTS_BOOKS_FORGE_H
#define TIEOUT_TESTS_BOOKS_FORGE_H

#include "store/store_read.h"
#include "store/store_write.h"

enum { FORGE_SECTIONS_MOST = 64 };

struct forge {
    struct store_line_mixer *mixer;
    uint64_t of[FORGE_SECTIONS_MOST];
};

static inline void forge_line(void *context, const struct store_line *line)
{
    struct forge *forge = context;
    size_t section = (size_t)(line->line_id >> 32);
    tie_assert(section < FORGE_SECTIONS_MOST);
    forge->of[section] = store_line_mix(forge->mixer, forge->of[section], line);
}

static inline enum status forge_put(struct store *store, const char *table, const char *key,
                                    uint64_t mix, struct failure *failure)
{
    struct buffer sql = {0};
    buffer_format(&sql, "UPDATE %s SET mix = %lld WHERE %s", table, (long long)mix, key);
    enum status status = store_execute(store, buffer_c(&sql), failure);
    buffer_free(&sql);
    return status;
}

static inline enum status books_forge(struct store *store, struct failure *failure)
{
    struct forge forge = {0};
    uint64_t mix = 0;
    enum status status = store_line_mixer_open(&forge.mixer, store, failure);
    if (status == STATUS_OK)
        status = store_lines_read(store, forge_line, &forge, failure);
    for (int section = 0; status == STATUS_OK && section < FORGE_SECTIONS_MOST; section++) {
        char key[40];
        snprintf(key, sizeof key, "section_id = %d", section);
        status = forge_put(store, "kept_section", key, forge.of[section], failure);
    }
    if (status == STATUS_OK)
        status = store_read_mix(store, STR("SELECT * FROM main.kept_section"), &mix, failure);
    if (status == STATUS_OK)
        status = forge_put(store, "kept_mix", "kept_table = 'kept_section'", mix, failure);
    store_line_mixer_close(forge.mixer);
    return status;
}

#endif
