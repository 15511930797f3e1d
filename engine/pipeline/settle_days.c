/* Which days files cover, which of them give way to others, and up to which day is compared. */
#include "pipeline/run.h"

static enum status settle_sections(struct run *run, struct failure *failure);
static enum status settle_table(struct run *run, size_t table,
                                const struct coverage_claim *claim, struct failure *failure);
static void share_days(const struct section_facts *from, struct section_facts *to);
static void settle_as_of_words(struct run *run);

enum status run_settle_overlaps(struct run *run, struct failure *failure)
{
    tie_assert(run && run->options);
    const struct run_options *options = run->options;
    enum supersede_choice choice = options->both      ? SUPERSEDE_BOTH
                                   : options->replace ? SUPERSEDE_REPLACE
                                                      : SUPERSEDE_REFUSE;
    enum status status = settle_sections(run, failure);
    if (status == STATUS_OK)
        status = supersede_settle(&run->run_facts, run->overlap, choice, &run->arena,
                                  &run->superseded, failure);
    return status;
}

enum status run_settle_days(struct run *run, struct failure *failure)
{
    tie_assert(run && run->options && run->settlement_days);
    const struct run_options *options = run->options;
    enum status status =
        coverage_settle(&run->run_facts, run->settlement_days, run->empties,
                        options->empty_count, &run->arena, &run->coverage, failure);
    if (status == STATUS_OK)
        status = coverage_check_empties(&run->run_facts, run->empties, options->empty_count,
                                        failure);
    if (status == STATUS_OK)
        settle_as_of_words(run);
    return status;
}

static enum status settle_sections(struct run *run, struct failure *failure)
{
    size_t count = run->sections.count;
    day_number *settlement_days =
        arena_take(&run->arena, (count + 1) * sizeof(*settlement_days));
    run->settlement_days = settlement_days;
    for (size_t i = 0; i < count; i++) {
        struct load_section *section = run_section(run, i);
        struct section_facts *facts = run_facts_of(run, i);
        settlement_days[i] = section->several_days ? DAY_NONE : section->single_day;
        if (!role_covers_days(facts->era->family->role))
            continue;
        if (facts->behind > 0) {
            share_days(run_facts_of(run, i - facts->behind), facts);
            continue;
        }
        enum status status = settle_table(run, i, &section->claim, failure);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

/* A table covers the days of its lines, whatever roles they have. The day of a payment is none of
 * them: it says nothing about the bills a report is of. */
static enum status settle_table(struct run *run, size_t table,
                                const struct coverage_claim *claim, struct failure *failure)
{
    struct section_facts *facts = run_facts_of(run, table);
    struct section_facts whole = *facts;
    for (size_t i = table + 1; i < run->sections.count; i++) {
        const struct section_facts *part = run_facts_of(run, i);
        if (part->behind != i - table)
            break;
        if (part->era->family->role == ROLE_STATED_PAID || part->lines_from == DAY_NONE)
            continue;
        if (whole.lines_from == DAY_NONE || part->lines_from < whole.lines_from)
            whole.lines_from = part->lines_from;
        if (part->lines_to > whole.lines_to)
            whole.lines_to = part->lines_to;
    }
    enum status status = coverage_of_section(&whole, claim, failure);
    failure_place(failure, run_file(run, facts->file)->input.path, 0, 0);
    share_days(&whole, facts);
    return status;
}

static void share_days(const struct section_facts *from, struct section_facts *to)
{
    to->covers_from = from->covers_from;
    to->covers_to = from->covers_to;
    to->covers_source = from->covers_source;
}

/* A day far from all that is loaded is a slip of the pen more often than a wish. */
static void settle_as_of_words(struct run *run)
{
    struct buffer sentence = {0};
    if (run->options->as_of != DAY_NONE && coverage_far_as_of(&run->run_facts, &sentence)) {
        run->as_of_note = arena_copy(&run->arena, buffer_str(&sentence));
        if (run->options->notice)
            run->options->notice(run->options->context, run->as_of_note.bytes);
    }
    buffer_free(&sentence);
}
