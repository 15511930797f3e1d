/* Equal bytes under several names. Reports without lines are alike, whatever days they are of:
 * each name says that its days had nothing to report, so they are covered. A report with lines
 * is of one period; the same lines under the name of another one are a copy by mistake, and
 * cover nothing. */
#include "pipeline/load.h"

#include "base/day.h"

#include <stdlib.h>

/* The days of another name. */
struct other_days {
    enum covers_source source;
    day_number from, to;
};

static enum status names_collect(struct load *load, struct failure *failure);
static enum status names_days(struct load *load, const struct input_repeat *repeat,
                              struct section_facts *days, bool *known, struct failure *failure);
static int compare_days(const void *a, const void *b);
static void names_print(struct load *load, const struct other_days *days, size_t count);
static void names_notice(const struct load *load, const struct input_repeat *repeat,
                         bool covers);
static enum status names_add(struct load *load, struct failure *failure);
static bool names_read(struct str text, struct other_days *days);

enum status load_other_names(struct load *load, struct failure *failure)
{
    tie_assert(load && load->file);
    load->file->also_covers = load->file->input.also_covers;
    if (load->file->section_count == 0)
        return STATUS_OK;
    enum status status = load->file->input.repeats ? names_collect(load, failure) : STATUS_OK;
    return status == STATUS_OK ? names_add(load, failure) : status;
}

/* An empty report is one table without a record. */
static enum status names_collect(struct load *load, struct failure *failure)
{
    const struct load_file *file = load->file;
    const struct section_facts *own = run_facts_of(load->run, file->first_section);
    bool empty = file->section_count == 1 && own->lines == 0 && file->rejected_records == 0;
    struct section_facts own_days = *own;
    struct failure unheard;
    size_t most = 0;
    size_t count = 0;
    failure_init(&unheard);
    if (own->era->family->role == ROLE_ASIDE ||
        coverage_of_section(&own_days, &run_section(load->run, file->first_section)->claim,
                            &unheard) != STATUS_OK)
        return STATUS_OK;
    for (const struct input_repeat *repeat = file->input.repeats; repeat; repeat = repeat->next)
        most++;
    struct other_days *all = arena_take(&load->file_arena, most * sizeof(*all));
    for (const struct input_repeat *repeat = file->input.repeats; repeat;
         repeat = repeat->next) {
        struct section_facts days = *own;
        bool known = false;
        enum status status = names_days(load, repeat, &days, &known, failure);
        if (status != STATUS_OK)
            return status;
        if (!known ||
            (days.covers_from == own_days.covers_from && days.covers_to == own_days.covers_to))
            continue;
        names_notice(load, repeat, empty);
        all[count++] =
            (struct other_days){days.covers_source, days.covers_from, days.covers_to};
    }
    if (empty)
        names_print(load, all, count);
    return STATUS_OK;
}

/* The description of the name that was read stays the one of the file. */
static enum status names_days(struct load *load, const struct input_repeat *repeat,
                              struct section_facts *days, bool *known, struct failure *failure)
{
    struct coverage_claim claim;
    struct failure unheard;
    struct str meta_digest = load->file->meta_digest;
    const char *meta_path = load->file->meta_path;
    failure_init(&unheard);
    enum status status =
        load_claim_named(load, repeat->base_name,
                         inputs_meta_path(repeat->path, &load->run->arena), &claim, failure);
    load->file->meta_digest = meta_digest;
    load->file->meta_path = meta_path;
    *known = status == STATUS_OK && coverage_of_section(days, &claim, &unheard) == STATUS_OK;
    return status;
}

static int compare_days(const void *a, const void *b)
{
    const struct other_days *left = a;
    const struct other_days *right = b;
    if (left->to != right->to)
        return left->to < right->to ? -1 : 1;
    return (left->from > right->from) - (left->from < right->from);
}

static void names_print(struct load *load, const struct other_days *days, size_t count)
{
    struct buffer text = {0};
    struct other_days *sorted = arena_take(&load->file_arena, (count + 1) * sizeof(*sorted));
    for (size_t at = 0; at < count; at++)
        sorted[at] = days[at];
    if (count > 0)
        qsort(sorted, count, sizeof(*sorted), compare_days);
    for (size_t at = 0; at < count; at++) {
        char from[DAY_TEXT_BYTES];
        char to[DAY_TEXT_BYTES];
        struct str source = covers_source_name(sorted[at].source);
        if (at > 0 && compare_days(&sorted[at - 1], &sorted[at]) == 0)
            continue;
        buffer_format(&text, "%s%.*s:%s..%s", text.length > 0 ? " " : "", (int)source.length,
                      source.bytes, day_format(sorted[at].from, from),
                      day_format(sorted[at].to, to));
    }
    load->file->also_covers = arena_copy(&load->run->arena, buffer_str(&text));
    buffer_free(&text);
}

static void names_notice(const struct load *load, const struct input_repeat *repeat,
                         bool covers)
{
    const struct run_options *options = load->run->options;
    struct buffer sentence = {0};
    buffer_format(&sentence, "%s is named for other days than %s: ", repeat->path,
                  load->file->input.path);
    buffer_add_c(&sentence, covers ? "neither has lines, and the days of both count as covered."
                                   : "its lines are of one period, and only the days of the "
                                     "latter count as covered.");
    if (options->notice)
        options->notice(options->context, buffer_c(&sentence));
    buffer_free(&sentence);
}

/* Each range is a table of its own, in which nothing stands. */
static enum status names_add(struct load *load, struct failure *failure)
{
    struct run *run = load->run;
    struct str rest = load->file->also_covers;
    while (rest.length > 0) {
        struct other_days days;
        struct section_facts facts = *run_facts_of(run, load->file->first_section);
        struct load_section section = *run_section(run, load->file->first_section);
        if (!names_read(str_split(rest, ' ', &rest), &days) || facts.lines > 0)
            return failure_set(failure, STATUS_EVIDENCE,
                               "also_covers is not as it was written");
        section.claim.settled = days.source;
        section.claim.settled_from = days.from;
        section.claim.settled_to = days.to;
        *(struct section_facts *)list_add(&run->facts, sizeof facts) = facts;
        *(struct load_section *)list_add(&run->sections, sizeof section) = section;
        load->file->section_count++;
    }
    return STATUS_OK;
}

static bool names_read(struct str text, struct other_days *days)
{
    struct str rest;
    struct str source = str_split(text, ':', &rest);
    if (rest.length != 22 || !day_parse_iso((struct str){rest.bytes, 10}, &days->from) ||
        !day_parse_iso((struct str){rest.bytes + 12, 10}, &days->to) || days->from > days->to)
        return false;
    for (int at = COVERS_META; at <= COVERS_OPENING; at++) {
        days->source = (enum covers_source)at;
        if (str_equal(covers_source_name(days->source), source))
            return true;
    }
    return false;
}
