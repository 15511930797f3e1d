/* Runs come in any order, and are read in that of the tables: each table is walked once. */
#include "pipeline/settled_lines.h"

#include "base/arena.h"
#include "pipeline/kept_texts.h"
#include "pipeline/refill.h"
#include "pipeline/run_settled.h"

#include <stdlib.h>

static struct store_line_run *wanted_add(struct lines_wanted *wanted);
static int compare_runs(const void *a, const void *b);
static void take_line(void *context, const struct store_line *line);

void lines_want(struct lines_wanted *wanted, const struct run *run, uint32_t section,
                uint32_t first, uint32_t last)
{
    tie_assert(wanted != NULL && run != NULL);
    enum role role = run_facts_of(run, section)->era->family->role;
    int64_t base = (int64_t)section << 32;
    if (role < ROLE_ASIDE)
        *wanted_add(wanted) = (struct store_line_run){role, base | first, base | last};
}

void lines_want_all(struct lines_wanted *wanted, enum role role, int64_t last_id)
{
    tie_assert(wanted != NULL && role < ROLE_ASIDE);
    *wanted_add(wanted) = (struct store_line_run){role, INT64_MIN, last_id};
}

static struct store_line_run *wanted_add(struct lines_wanted *wanted)
{
    if (wanted->count == wanted->capacity) {
        wanted->capacity = 2 * wanted->capacity + 64;
        wanted->items = memory_resize(wanted->items, wanted->capacity, sizeof *wanted->items);
    }
    return &wanted->items[wanted->count++];
}

static int compare_runs(const void *a, const void *b)
{
    const struct store_line_run *first = a;
    const struct store_line_run *second = b;
    if (first->role != second->role)
        return first->role < second->role ? -1 : 1;
    return (first->first_id > second->first_id) - (first->first_id < second->first_id);
}

enum status lines_read(struct lines_reading *reading, struct lines_wanted *wanted)
{
    tie_assert(reading != NULL && reading->run != NULL && wanted != NULL);
    if (wanted->count > 1)
        qsort(wanted->items, wanted->count, sizeof *wanted->items, compare_runs);
    enum status status =
        store_lines_read_runs(reading->run->store, wanted->items, wanted->count, take_line,
                              reading, reading->failure);
    status = status_worse(reading->status, status);
    return status == STATUS_OK ? kept_texts_fetch(reading->run, reading->failure) : status;
}

static void take_line(void *context, const struct store_line *line)
{
    struct lines_reading *reading = context;
    struct run *run = reading->run;
    bool whole = (uint64_t)line->line_id >> 32 >= reading->whole_from;
    bool asked =
        whole || !reading->filters || !settled_bit(&run->past->bits, line->reference_id);
    if (reading->status != STATUS_OK)
        return;
    if (!refill_line_fits(run, line))
        reading->status = store_refuse_damaged(
            run->store, "a line names what the books do not hold", reading->failure);
    else if (whole)
        run_move_line(run, line);
    else if (asked)
        ledger_move(&run->ledger, line);
    if (asked || reading->beside != NULL)
        kept_texts_mark(run, line);
    if (reading->status == STATUS_OK && reading->beside != NULL)
        ledger_move(reading->beside, line);
}
