/* The journal and the options of a pack, held against the files of the run. */
#include "pipeline/unpack.h"

#include "pipeline/seals.h"
#include "store/store_write.h"

#include <stdlib.h>

static enum status take_entry(void *context, const struct str *cells, struct failure *failure);
static enum status take_option(void *context, const struct str *cells, struct failure *failure);
static enum status split_journal(struct run *run, const struct journal *all,
                                 struct failure *failure);
static enum status take_journal(struct run *run, const struct journal *before,
                                struct failure *failure);
static bool take_words(struct run *run, const struct journal_entry *close);
static void take_epochs(struct run *run);
static enum status check_seals(struct run *run, struct failure *failure);
static enum status check_seal(struct run *run, const struct run_seal *seal,
                              struct failure *failure);

/* Entries while they are read. */
struct reading {
    struct run *run;
    struct list entries;
    struct store_insert *options;
};

enum status unpack(struct run *run, struct failure *failure)
{
    tie_assert(run && run->store);
    struct reading reading = {.run = run};
    struct buffer header = {0};
    if (run->options->pack == NULL)
        return STATUS_OK;
    run->unpacked = arena_take(&run->arena, sizeof *run->unpacked);
    for (int at = 0; at < JOURNAL_CELLS; at++) {
        buffer_add(&header, journal_cell_name((enum journal_cell)at));
        buffer_add_c(&header, at + 1 < JOURNAL_CELLS ? "," : "");
    }
    enum status status = unpack_rows(run, "seals.csv", buffer_c(&header), JOURNAL_CELLS,
                                     take_entry, &reading, failure);
    buffer_free(&header);
    const struct journal all = {reading.entries.items, reading.entries.count};
    if (status == STATUS_OK)
        status = journal_check(&all, failure);
    if (status == STATUS_OK)
        status = split_journal(run, &all, failure);
    failure_place(failure, run->options->pack, 0, 0);
    free(reading.entries.items);
    if (status == STATUS_OK)
        status = store_insert_open(&reading.options, run->store, "kept_option", 3, failure);
    if (status == STATUS_OK)
        status = unpack_rows(run, "seal-options.csv", "entry,name,value", 3, take_option,
                             &reading, failure);
    store_insert_close(reading.options);
    take_epochs(run);
    if (status == STATUS_OK)
        status = seals_follow(run, failure);
    return status == STATUS_OK ? check_seals(run, failure) : status;
}

static enum status take_entry(void *context, const struct str *cells, struct failure *failure)
{
    (void)failure;
    struct reading *reading = context;
    struct journal_entry *entry = list_add(&reading->entries, sizeof *entry);
    *entry = (struct journal_entry){.loads = 0};
    for (int at = 0; at < JOURNAL_CELLS; at++)
        entry->cells[at] = arena_copy(&reading->run->arena, cells[at]);
    return STATUS_OK;
}

/* What was said before the close that is made again is the journal; what was said behind it is
 * said again behind it. */
static enum status split_journal(struct run *run, const struct journal *all,
                                 struct failure *failure)
{
    const struct str seal = run->options->pack_seal;
    const struct journal_entry *close = seal.length > 0 ? journal_seal_of(all, seal) : NULL;
    if (seal.length > 0 && (close == NULL || !take_words(run, close)))
        return failure_set(failure, STATUS_EVIDENCE,
                           "the journal knows of no seal of %.*s that is in force",
                           (int)seal.length, seal.bytes);
    size_t before = close ? (size_t)(close - all->entries) : all->count;
    size_t later = close ? all->count - before - 1 : 0;
    struct journal_entry *entries = arena_take(&run->arena, (later + 1) * sizeof *entries);
    for (size_t at = 0; at < later; at++)
        entries[at] = all->entries[before + 1 + at];
    run->unpacked->later = (struct journal){entries, later};
    return take_journal(run, &(struct journal){all->entries, before}, failure);
}

/* There was a load an epoch, so far as anybody can tell from here. */
static enum status take_journal(struct run *run, const struct journal *before,
                                struct failure *failure)
{
    enum status status = STATUS_OK;
    int64_t loads = 0;
    for (size_t at = 0; status == STATUS_OK && at < before->count; at++) {
        struct journal_entry entry = before->entries[at];
        entry.loads = journal_in_force(before, at) ? ++loads : 0;
        status = journal_append(&run->journal, &entry, run->store, &run->arena, failure);
    }
    run->kept.loads = loads + 1;
    return status;
}

/* A day that is none is not said again, and missed. */
static bool take_words(struct run *run, const struct journal_entry *close)
{
    struct seal_words *words = &run->unpacked->words;
    *words = (struct seal_words){.by = close->cells[JOURNAL_BY],
                                 .because = close->cells[JOURNAL_BECAUSE]};
    if (!day_parse_iso(close->cells[JOURNAL_ON], &words->on))
        words->on = DAY_NONE;
    run->unpacked->closes = true;
    return words->by.length > 0 &&
           day_parse_month(close->cells[JOURNAL_PERIOD], &words->period);
}

/* Those of the close that is made again are made again. */
static enum status take_option(void *context, const struct str *cells, struct failure *failure)
{
    struct reading *reading = context;
    int64_t entry = 0;
    if (!str_to_count(cells[0], INT64_MAX, &entry))
        return failure_set(failure, STATUS_EVIDENCE, "not the number of an entry");
    if (entry > (int64_t)reading->run->journal.count)
        return STATUS_OK;
    const struct store_cell row[] = {store_integer(entry), store_text(cells[1]),
                                     store_text(cells[2])};
    return store_insert_row(reading->options, row, failure);
}

static void take_epochs(struct run *run)
{
    struct load_name *names = run->names.items;
    for (size_t at = 0; at < run->files.count; at++)
        run_file(run, at)->load_id = run_file(run, at)->input.epoch + 1;
    for (size_t at = 0; at < run->names.count; at++)
        names[at].load_id = run_file(run, names[at].file)->load_id;
}

/* Each sealed on the files of its epoch and those before, with the options that are said here. */
static enum status check_seals(struct run *run, struct failure *failure)
{
    enum status status = STATUS_OK;
    for (size_t at = 0; status == STATUS_OK && at < run->seal_count; at++)
        status = check_seal(run, &run->seals[at], failure);
    failure_place(failure, run->options->pack, 0, 0);
    return status;
}

static enum status check_seal(struct run *run, const struct run_seal *seal,
                              struct failure *failure)
{
    const struct journal_entry *entry = &run->journal.entries[seal->entry - 1];
    struct str options = {0};
    int64_t files = 0;
    struct str inputs = seals_inputs_digest(run, seal->loads, &files);
    enum status status = seals_options_digest(run, seal->entry, &options, failure);
    if (status != STATUS_OK)
        return status;
    if (!str_equal(inputs, entry->cells[JOURNAL_INPUTS]))
        return failure_set(failure, STATUS_EVIDENCE,
                           "%.*s was sealed on other files than those of its epoch here",
                           (int)seal->period.length, seal->period.bytes);
    if (!str_equal(options, entry->cells[JOURNAL_OPTIONS]))
        return failure_set(failure, STATUS_EVIDENCE,
                           "%.*s was sealed with other options than seal-options.csv says",
                           (int)seal->period.length, seal->period.bytes);
    return STATUS_OK;
}
