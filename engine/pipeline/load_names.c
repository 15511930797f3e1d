/* Equal bytes under several names. Reports without lines are alike, whatever days they are of:
 * each name says that its days had nothing to report, so they are covered. A report with lines
 * is of one period; the same lines under the name of another one are a copy by mistake, and
 * cover nothing. */
#include "pipeline/load.h"

#include "base/day.h"
#include "pipeline/seals.h"

#include <stdlib.h>
#include <string.h>

/* The days of another name. */
struct other_days {
    enum covers_source source;
    day_number from, to;
};

static void name_put(struct load *load, const char *path, struct str base_name,
                     const struct coverage_claim *claim);
static bool same_days(const struct load *load, const struct coverage_claim *a,
                      const struct coverage_claim *b);
static const struct load_name *first_name(const struct run *run, uint32_t file, size_t *count);
static bool said_too_late(const struct run *run, const struct load_name *name);
static bool name_knows_days(const struct run *run, const struct load_name *name);
static bool name_before(const struct run *run, const struct load_name *a,
                        const struct load_name *b);
static int compare_names(const struct load_name *a, const struct load_name *b);
static void take_name(struct run *run, uint32_t file, const struct load_name *name);
static void names_collect(struct run *run, uint32_t file, const struct load_name *own,
                          size_t count);
static int compare_days(const void *a, const void *b);
static void names_print(struct run *run, uint32_t file, struct other_days *days, size_t count);
static void names_notice(const struct run *run, const struct load_name *own,
                         const struct load_name *other, bool covers);
static void names_tell_periods(struct buffer *sentence, const struct load_name *own,
                               const struct load_name *other);
static enum status names_add(struct run *run, uint32_t file, struct failure *failure);
static bool names_one_table(const struct run *run, uint32_t file);
static bool names_read(struct str text, struct other_days *days);

void load_put_names(struct load *load)
{
    tie_assert(load && load->file);
    struct load_file *file = load->file;
    struct coverage_claim claim = {.base_name = file->input.base_name,
                                   .meta_from = DAY_NONE,
                                   .meta_to = DAY_NONE,
                                   .period = load->run->options->period};
    if (file->section_count > 0)
        claim = run_section(load->run, file->first_section)->claim;
    name_put(load, file->input.path, file->input.base_name, &claim);
    for (const struct input_repeat *repeat = file->input.repeats; repeat; repeat = repeat->next)
        load_put_name(load, repeat->path, repeat->base_name);
}

/* A description that makes no sense beside another name is no reason to refuse the report. */
void load_put_name(struct load *load, const char *path, struct str base_name)
{
    struct coverage_claim claim;
    struct failure unheard;
    failure_init(&unheard);
    struct str meta_digest = load->file->meta_digest;
    const char *meta_path = load->file->meta_path;
    load->file->meta_digest = (struct str){"", 0};
    load->file->meta_path = NULL;
    if (load_claim_named(load, base_name, inputs_meta_path(path, &load->run->arena), &claim,
                         &unheard) == STATUS_OK)
        name_put(load, path, base_name, &claim);
    load->file->meta_digest = meta_digest;
    load->file->meta_path = meta_path;
}

static void name_put(struct load *load, const char *path, struct str base_name,
                     const struct coverage_claim *claim)
{
    const struct load_name *names = load->run->names.items;
    for (size_t at = 0; at < load->run->names.count; at++)
        if (names[at].file == load->file_index && str_equal(names[at].base_name, base_name) &&
            str_equal(names[at].meta_digest, load->file->meta_digest) &&
            same_days(load, &names[at].claim, claim))
            return;
    struct load_name *name = list_add(&load->run->names, sizeof *name);
    *name = (struct load_name){.file = load->file_index,
                               .path = path,
                               .base_name = base_name,
                               .meta_path = load->file->meta_path,
                               .meta_digest = load->file->meta_digest,
                               .claim = *claim,
                               .fresh = true};
}

/* A month said by --period in one load, and another one, or none, in the next. */
static bool same_days(const struct load *load, const struct coverage_claim *a,
                      const struct coverage_claim *b)
{
    if (a->period == b->period || load->file->section_count == 0)
        return true;
    struct section_facts one = *run_facts_of(load->run, load->file->first_section);
    struct section_facts other = one;
    struct failure unheard;
    failure_init(&unheard);
    if (!role_covers_days(one.era->family->role))
        return true;
    bool knows = coverage_of_section(&one, a, &unheard) == STATUS_OK;
    failure_init(&unheard);
    if (knows != (coverage_of_section(&other, b, &unheard) == STATUS_OK))
        return false;
    return !knows || (one.covers_from == other.covers_from && one.covers_to == other.covers_to);
}

enum status run_settle_names(struct run *run, struct failure *failure)
{
    tie_assert(run != NULL);
    enum status status = STATUS_OK;
    run->read_sections = run->sections.count;
    for (uint32_t file = 0; file < run->files.count; file++) {
        size_t count = 0;
        const struct load_name *name = first_name(run, file, &count);
        run_file(run, file)->also_covers = run_file(run, file)->input.also_covers;
        if (name == NULL)
            continue;
        take_name(run, file, name);
        if (count > 1 && run_file(run, file)->section_count > 0)
            names_collect(run, file, name, count);
    }
    for (uint32_t file = 0; status == STATUS_OK && file < run->files.count; file++)
        if (run_file(run, file)->section_count > 0)
            status = names_add(run, file, failure);
    return status;
}

/* By bytes, of those that say which days the file covers when there is one (of dispositions that
 * of the latest date); of one name twice
 * that which a description lies beside, then that of the earliest --period. */
static const struct load_name *first_name(const struct run *run, uint32_t file, size_t *count)
{
    const struct load_name *names = run->names.items;
    const struct load_name *first = NULL;
    bool first_knows = false;
    for (size_t at = 0; at < run->names.count; at++) {
        if (names[at].file != file || said_too_late(run, &names[at]))
            continue;
        ++*count;
        bool knows = name_knows_days(run, &names[at]);
        bool before = first == NULL || (knows && !first_knows);
        if (!before && knows == first_knows)
            before = name_before(run, &names[at], first);
        if (before) {
            first = &names[at];
            first_knows = knows;
        }
    }
    return first;
}

/* Of a file that is sealed the names of its own epoch tell its days: docs/decisions/0009. */
static bool said_too_late(const struct run *run, const struct load_name *name)
{
    return seals_epoch(run, name->load_id) >
           seals_epoch(run, run_file(run, name->file)->load_id);
}

static bool name_knows_days(const struct run *run, const struct load_name *name)
{
    const struct load_file *file = run_file(run, name->file);
    struct failure unheard;
    failure_init(&unheard);
    if (file->section_count == 0)
        return true;
    struct section_facts days = *run_facts_of(run, file->first_section);
    day_number dated;
    if (days.era->family->role == ROLE_DISPOSITION)
        return coverage_name_day(name->base_name, &dated);
    return !role_covers_days(days.era->family->role) ||
           coverage_of_section(&days, &name->claim, &unheard) == STATUS_OK;
}

/* Who saves dispositions again under a later date means that date. */
static bool name_before(const struct run *run, const struct load_name *a,
                        const struct load_name *b)
{
    const struct load_file *file = run_file(run, a->file);
    day_number one = DAY_NONE;
    day_number other = DAY_NONE;
    bool disposes =
        file->section_count > 0 &&
        run_facts_of(run, file->first_section)->era->family->role == ROLE_DISPOSITION;
    if (disposes && coverage_name_day(a->base_name, &one) &&
        coverage_name_day(b->base_name, &other) && one != other)
        return one > other;
    return compare_names(a, b) < 0;
}

static int compare_names(const struct load_name *a, const struct load_name *b)
{
    int order = str_compare(a->base_name, b->base_name);
    if (order == 0)
        order = -str_compare(a->meta_digest, b->meta_digest);
    if (order != 0)
        return order;
    const day_number one = a->claim.period;
    const day_number other = b->claim.period;
    if ((one == DAY_NONE) != (other == DAY_NONE))
        return one == DAY_NONE ? 1 : -1;
    return (one > other) - (one < other);
}

static void take_name(struct run *run, uint32_t file, const struct load_name *name)
{
    struct load_file *own = run_file(run, file);
    own->input.path = name->path;
    own->input.base_name = name->base_name;
    own->meta_path = name->meta_path;
    own->meta_digest = name->meta_digest;
    for (uint32_t at = 0; at < own->section_count; at++)
        run_section(run, own->first_section + at)->claim = name->claim;
}

/* An empty report is one table without a record. */
static void names_collect(struct run *run, uint32_t file, const struct load_name *own,
                          size_t count)
{
    const struct load_file *one = run_file(run, file);
    const struct section_facts *table = run_facts_of(run, one->first_section);
    bool empty = names_one_table(run, file) && one->rejected_records == 0;
    struct section_facts own_days = *table;
    const struct load_name *names = run->names.items;
    struct failure unheard;
    size_t kept = 0;
    failure_init(&unheard);
    if (!role_covers_days(table->era->family->role) ||
        coverage_of_section(&own_days, &own->claim, &unheard) != STATUS_OK)
        return;
    struct other_days *all = arena_take(&run->arena, count * sizeof(*all));
    for (size_t at = 0; at < run->names.count; at++) {
        struct section_facts days = *table;
        failure_init(&unheard);
        if (names[at].file != file || &names[at] == own || said_too_late(run, &names[at]) ||
            coverage_of_section(&days, &names[at].claim, &unheard) != STATUS_OK ||
            (days.covers_from == own_days.covers_from && days.covers_to == own_days.covers_to))
            continue;
        if (names[at].fresh || own->fresh)
            names_notice(run, own, &names[at], empty);
        all[kept++] = (struct other_days){days.covers_source, days.covers_from, days.covers_to};
    }
    if (empty)
        names_print(run, file, all, kept);
}

static int compare_days(const void *a, const void *b)
{
    const struct other_days *left = a;
    const struct other_days *right = b;
    if (left->to != right->to)
        return left->to < right->to ? -1 : 1;
    return (left->from > right->from) - (left->from < right->from);
}

static void names_print(struct run *run, uint32_t file, struct other_days *sorted, size_t count)
{
    struct buffer text = {0};
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
    run_file(run, file)->also_covers = arena_copy(&run->arena, buffer_str(&text));
    buffer_free(&text);
}

static void names_notice(const struct run *run, const struct load_name *own,
                         const struct load_name *other, bool covers)
{
    const struct run_options *options = run->options;
    struct buffer sentence = {0};
    if (str_equal(own->base_name, other->base_name) && own->claim.period != other->claim.period)
        names_tell_periods(&sentence, own, other);
    else
        buffer_format(&sentence, "%s is named for other days than %s: ", other->path,
                      own->path);
    buffer_add_c(&sentence, covers ? "neither has lines, and the days of both count as covered."
                                   : "its lines are of one period, and only the days of the "
                                     "latter count as covered.");
    if (options->notice)
        options->notice(options->context, buffer_c(&sentence));
    buffer_free(&sentence);
}

/* One name twice: --period said different things of it. That which says none comes last. */
static void names_tell_periods(struct buffer *sentence, const struct load_name *own,
                               const struct load_name *other)
{
    char counts[DAY_TEXT_BYTES];
    char before[DAY_TEXT_BYTES];
    bool said = other->claim.period != DAY_NONE;
    buffer_format(sentence, "%s was said to be of %s and of %s: ", other->path,
                  said ? day_format_month(other->claim.period, before) : "other days",
                  day_format_month(own->claim.period, counts));
}

/* Each range is a table of its own, in which nothing stands. */
static enum status names_add(struct run *run, uint32_t file, struct failure *failure)
{
    const struct load_file *own = run_file(run, file);
    struct str rest = own->also_covers;
    bool empty = names_one_table(run, file);
    while (rest.length > 0) {
        struct other_days days;
        if (!names_read(str_split(rest, ' ', &rest), &days) || !empty)
            return failure_set(failure, STATUS_EVIDENCE,
                               "also_covers is not as it was written");
        for (uint32_t i = 0; i < own->section_count; i++) {
            struct section_facts facts = *run_facts_of(run, own->first_section + i);
            struct load_section section = *run_section(run, own->first_section + i);
            section.totals = NULL;
            section.unknown_count = 0;
            section.claim.settled = days.source;
            section.claim.settled_from = days.from;
            section.claim.settled_to = days.to;
            *(struct section_facts *)list_add(&run->facts, sizeof facts) = facts;
            *(struct load_section *)list_add(&run->sections, sizeof section) = section;
        }
    }
    return STATUS_OK;
}

/* One table without a line of any role. */
static bool names_one_table(const struct run *run, uint32_t file)
{
    const struct load_file *own = run_file(run, file);
    for (uint32_t i = 0; i < own->section_count; i++) {
        const struct section_facts *facts = run_facts_of(run, own->first_section + i);
        if (facts->lines > 0 || facts->behind != i)
            return false;
    }
    return true;
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
