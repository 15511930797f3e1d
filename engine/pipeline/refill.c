/* Files, names, tables, counts: the small part of what the books keep. Ids are those of the
 * books, and each is also an index. */
#include "pipeline/refill.h"

#include "pipeline/dispositions.h"
#include "source/family_part.h"
#include "store/store_read.h"

static enum status refill_rows(struct run *run, const char *sql,
                               enum status (*take)(struct run *run,
                                                   const struct store_query *query,
                                                   struct failure *failure),
                               struct failure *failure);
static enum status take_load(struct run *run, const struct store_query *query,
                             struct failure *failure);
static enum status take_file(struct run *run, const struct store_query *query,
                             struct failure *failure);
static enum status take_name(struct run *run, const struct store_query *query,
                             struct failure *failure);
static enum status take_unit(struct run *run, const struct store_query *query,
                             struct failure *failure);
static enum status take_vector(struct run *run, const struct store_query *query,
                               struct failure *failure);
static enum status take_section(struct run *run, const struct store_query *query,
                                struct failure *failure);
static const struct era *find_era(const struct run *run, struct str family, struct str era);
static enum status take_reject(struct run *run, const struct store_query *query,
                               struct failure *failure);
static enum status take_said(struct run *run, const struct store_query *query,
                             struct failure *failure);
static struct str kept_text(struct run *run, const struct store_query *query, int column);
static enum status refuse_unknown(struct run *run, struct str family, struct str era,
                                  struct failure *failure);
static enum status refuse_changed(struct run *run, struct str family, struct failure *failure);

enum status refill(struct run *run, enum refill_for what, struct failure *failure)
{
    tie_assert(run && run->store && run->overlap);
    static const struct {
        const char *sql;
        enum status (*take)(struct run *, const struct store_query *, struct failure *);
    } parts[] = {
        {"SELECT period, replaces, keeps_both FROM kept_load ORDER BY period", take_load},
        {"SELECT sha256, bytes, records, noise_records, blank_lines, rejected_records, "
         "header_bytes, record_bytes, noise_bytes, scan_records, scan_record_bytes, "
         "scan_noise_bytes, aside, load_id FROM kept_file ORDER BY file_id",
         take_file},
        {"SELECT file_id, base_name, path, meta_path, meta_sha256, meta_from, meta_to, period, "
         "load_id FROM kept_name ORDER BY file_id, base_name, meta_sha256, period",
         take_name},
        {"SELECT lines, nonzero, tax_refund_positive, tax_refund_negative FROM kept_unit "
         "ORDER BY unit",
         take_unit},
        {"SELECT unit, vector, lines FROM kept_vector", take_vector},
        {"SELECT file_id, unit, family, era, first_record, header, lines, rejects, lines_from, "
         "lines_to, single_day, several_days, holds_all, role, behind, bills_behind, "
         "states_payment, family_sha256 FROM kept_section ORDER BY section_id",
         take_section},
        {"SELECT file_id, record, line_first, column_number, column_name, reason, text "
         "FROM reject ORDER BY file_id, record, column_number",
         take_reject},
        {DISPOSITIONS_KEPT, dispositions_refill},
        {"SELECT first_id, second_id, replaced FROM kept_overlap", take_said},
    };
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < array_count(parts); i++)
        status = refill_rows(run, parts[i].sql, parts[i].take, failure);
    run->kept.files = run->files.count;
    run->kept.sections = run->sections.count;
    run->kept.units = run->units.count;
    run->kept.names = run->names.count;
    run->kept.rejects = run->rejects.count;
    run->kept.dispositions = run->dispositions.count;
    return status == STATUS_OK ? refill_lines(run, what, failure) : status;
}

static enum status refill_rows(struct run *run, const char *sql,
                               enum status (*take)(struct run *run,
                                                   const struct store_query *query,
                                                   struct failure *failure),
                               struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = true;
    enum status status = store_query_open(&query, run->store, str_from(sql), failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        status = take(run, query, failure);
    }
    store_query_close(query);
    return status;
}

/* Months come in order. */
static enum status take_load(struct run *run, const struct store_query *query,
                             struct failure *failure)
{
    (void)failure;
    struct str period = store_query_text(query, 0);
    run->kept.loads++;
    run->told_replace |= store_query_integer(query, 1) != 0;
    run->told_both |= store_query_integer(query, 2) != 0;
    run_tell_period(run, period);
    return STATUS_OK;
}

static enum status take_file(struct run *run, const struct store_query *query,
                             struct failure *failure)
{
    struct load_file *file = list_add(&run->files, sizeof *file);
    struct str aside = store_query_text(query, 12);
    if (!digest_parse(store_query_text(query, 0), &file->totals.digest))
        return store_refuse_damaged(run->store, "a file has no digest", failure);
    file->totals.file_bytes = store_query_integer(query, 1);
    file->totals.records = store_query_integer(query, 2);
    file->noise_records = store_query_integer(query, 3);
    file->totals.blank_lines = store_query_integer(query, 4);
    file->rejected_records = store_query_integer(query, 5);
    file->header_bytes = store_query_integer(query, 6);
    file->record_bytes = store_query_integer(query, 7);
    file->noise_bytes = store_query_integer(query, 8);
    file->scan.records = store_query_integer(query, 9);
    file->scan.record_bytes = store_query_integer(query, 10);
    file->scan.noise_bytes = store_query_integer(query, 11);
    file->input.size_bytes = file->totals.file_bytes;
    file->load_id = store_query_integer(query, 13);
    if (aside.length > 0)
        file->aside = family_find(&run->families, aside);
    if (aside.length > 0 && file->aside == NULL)
        return refuse_unknown(run, aside, STR(""), failure);
    return STATUS_OK;
}

static enum status take_name(struct run *run, const struct store_query *query,
                             struct failure *failure)
{
    (void)failure;
    struct load_name *name = list_add(&run->names, sizeof *name);
    struct str meta_path = kept_text(run, query, 3);
    *name = (struct load_name){.file = (uint32_t)store_query_integer(query, 0),
                               .base_name = kept_text(run, query, 1),
                               .path = kept_text(run, query, 2).bytes,
                               .meta_path = meta_path.length > 0 ? meta_path.bytes : NULL,
                               .meta_digest = kept_text(run, query, 4),
                               .load_id = store_query_integer(query, 8)};
    name->claim = (struct coverage_claim){.has_meta = !store_query_is_null(query, 5),
                                          .meta_from = store_query_day(query, 5),
                                          .meta_to = store_query_day(query, 6),
                                          .period = store_query_day(query, 7),
                                          .base_name = name->base_name};
    return STATUS_OK;
}

static enum status take_unit(struct run *run, const struct store_query *query,
                             struct failure *failure)
{
    (void)failure;
    struct load_unit *unit = list_add(&run->units, sizeof *unit);
    unit->counts.lines = store_query_integer(query, 0);
    unit->counts.nonzero = (uint32_t)store_query_integer(query, 1);
    unit->counts.tax_refund_positive = store_query_integer(query, 2);
    unit->counts.tax_refund_negative = store_query_integer(query, 3);
    return STATUS_OK;
}

static enum status take_vector(struct run *run, const struct store_query *query,
                               struct failure *failure)
{
    size_t at = (size_t)store_query_integer(query, 0);
    size_t vector = (size_t)store_query_integer(query, 1);
    if (at >= run->units.count || vector >= IDENTITY_VECTORS)
        return store_refuse_damaged(run->store, "signs were counted of no table", failure);
    struct load_unit *unit = (struct load_unit *)run->units.items + at;
    unit->counts.holds[vector] = store_query_integer(query, 2);
    return STATUS_OK;
}

static enum status take_section(struct run *run, const struct store_query *query,
                                struct failure *failure)
{
    size_t file_index = (size_t)store_query_integer(query, 0);
    size_t unit_index = (size_t)store_query_integer(query, 1);
    if (file_index >= run->files.count || unit_index >= run->units.count)
        return store_refuse_damaged(run->store, "a table is of no file", failure);
    struct str family = store_query_text(query, 2);
    struct str era_name = store_query_text(query, 3);
    enum role role = ROLE_ASIDE;
    bool known = role_find(store_query_text(query, 13), &role);
    const struct era *whole = find_era(run, family, era_name);
    const struct era *era = known && whole != NULL ? era_in_role(whole, role) : NULL;
    if (era == NULL)
        return refuse_unknown(run, family, era_name, failure);
    if (!str_equal(store_query_text(query, 17),
                   family_digest(&run->rules, family, &run->arena)))
        return refuse_changed(run, family, failure);
    struct load_file *file = run_file(run, file_index);
    if (file->section_count++ == 0)
        file->first_section = (uint32_t)run->sections.count;
    struct section_facts *facts = list_add(&run->facts, sizeof *facts);
    struct load_section *section = list_add(&run->sections, sizeof *section);
    section->unit = (uint32_t)unit_index;
    section->header = kept_text(run, query, 5);
    section->single_day = store_query_day(query, 10);
    section->several_days = store_query_integer(query, 11) != 0;
    section->holds_all = (uint64_t)store_query_integer(query, 12);
    struct load_unit *unit = (struct load_unit *)run->units.items + section->unit;
    unit->file = (uint32_t)file_index;
    unit->era = role == ROLE_STATED_PAID ? era : whole; /* signs are those of the table */
    facts->file = (uint32_t)file_index;
    facts->era = era;
    facts->behind = (uint32_t)store_query_integer(query, 14);
    facts->bills_behind = (uint32_t)store_query_integer(query, 15);
    facts->states_payment = store_query_integer(query, 16) != 0;
    facts->first_record = store_query_integer(query, 4);
    facts->lines = store_query_integer(query, 6);
    facts->rejected_records = store_query_integer(query, 7);
    facts->lines_from = store_query_day(query, 8);
    facts->lines_to = store_query_day(query, 9);
    facts->covers_from = facts->covers_to = facts->payout_on = DAY_NONE;
    if (role != ROLE_ASIDE && role != ROLE_STATED_PAID)
        run->lines_read += facts->lines;
    return STATUS_OK;
}

static const struct era *find_era(const struct run *run, struct str family, struct str era)
{
    const struct family *found = family_find(&run->families, family);
    for (size_t at = 0; found != NULL && at < found->era_count; at++)
        if (str_equal(found->eras[at].name, era))
            return &found->eras[at];
    return NULL;
}

/* Only what is said of the first one, should they be too many. */
static enum status take_reject(struct run *run, const struct store_query *query,
                               struct failure *failure)
{
    (void)failure;
    struct load_reject *reject = list_add(&run->rejects, sizeof *reject);
    struct str reason = store_query_text(query, 5);
    *reject = (struct load_reject){.file = (uint32_t)store_query_integer(query, 0),
                                   .record = store_query_integer(query, 1),
                                   .line_first = store_query_integer(query, 2),
                                   .column = (uint32_t)store_query_integer(query, 3),
                                   .column_name = kept_text(run, query, 4),
                                   .text = kept_text(run, query, 6)};
    while (reject->reason + 1 < REJECT_REASON_COUNT &&
           !str_equal(reject_reason_name(reject->reason), reason))
        reject->reason++;
    return STATUS_OK;
}

static enum status take_said(struct run *run, const struct store_query *query,
                             struct failure *failure)
{
    (void)failure;
    struct kept *kept = &run->kept;
    if ((kept->said_count & (kept->said_count + 1)) == 0) {
        size_t capacity = 2 * (kept->said_count + 1);
        struct overlap_said *grown = arena_take(&run->arena, capacity * sizeof *grown);
        for (size_t at = 0; at < kept->said_count; at++)
            grown[at] = kept->said[at];
        kept->said = grown;
    }
    kept->said[kept->said_count++] = (struct overlap_said){
        (uint32_t)store_query_integer(query, 0), (uint32_t)store_query_integer(query, 1),
        store_query_integer(query, 2) != 0};
    return STATUS_OK;
}

static struct str kept_text(struct run *run, const struct store_query *query, int column)
{
    return arena_copy(&run->arena, store_query_text(query, column));
}

static enum status refuse_unknown(struct run *run, struct str family, struct str era,
                                  struct failure *failure)
{
    failure_set(failure, STATUS_EVIDENCE,
                "the books hold a table of family %.*s%s%.*s, which these rules do not know",
                (int)family.length, family.bytes, era.length > 0 ? ", era " : "",
                (int)era.length, era.bytes);
    failure_place(failure, run->options->books_path, 0, 0);
    failure_remedy(failure, "Name the rules they were loaded with: --rules DIR.");
    return STATUS_EVIDENCE;
}

/* Lines are kept as they were understood: under another map they might have been others, and no
 * run over the files would come to what a check says. */
static enum status refuse_changed(struct run *run, struct str family, struct failure *failure)
{
    failure_set(failure, STATUS_EVIDENCE,
                "the books hold a table of family %.*s that was read by another map than that "
                "of these rules",
                (int)family.length, family.bytes);
    failure_place(failure, run->options->books_path, 0, 0);
    failure_remedy(failure, "Name the rules they were loaded with: --rules DIR. Or make the "
                            "books again from the\nreports: then all are read alike.");
    return STATUS_EVIDENCE;
}
