/* After the last byte and before the first position: which days files cover, whether two say
 * the same thing, how signs are printed, which lines fail their identity, who pays. */
#include "pipeline/dispositions.h"

#include "base/limits.h"
#include "pipeline/seals.h"
#include "store/store_read.h"

#include <string.h>

static void settle_said(struct run *run);
static void settle_names(struct run *run);
static void settle_short_name(struct run *run, size_t index, struct buffer *name);
static enum status settle_signs(struct run *run, struct failure *failure);
static void settle_unit_epochs(struct run *run, size_t unit);
static void settle_section_signs(struct run *run);
static enum status settle_net_off(struct run *run, struct failure *failure);
static enum status settle_net_off_section(struct run *run, uint32_t section, const char *table,
                                          struct failure *failure);

enum status run_settle_files(struct run *run, struct failure *failure)
{
    tie_assert(run && run->store);
    enum status status = run_settle_names(run, failure);
    if (status != STATUS_OK)
        return status;
    seals_settle_epochs(run);
    settle_names(run);
    run->run_facts.sections = run->facts.items;
    run->run_facts.section_count = run->facts.count;
    run->run_facts.files = run->file_facts;
    run->run_facts.file_count = run->files.count;
    if (run->options->replace && run->options->both)
        settle_said(run);
    run->run_facts.said = run->kept.said;
    run->run_facts.said_count = run->kept.said_count;
    status = run_settle_overlaps(run, failure);
    return status == STATUS_OK ? dispositions_settle(run, failure) : status;
}

enum status run_settle(struct run *run, struct failure *failure)
{
    tie_assert(run && run->store && run->file_facts);
    enum status status = run_settle_days(run, failure);
    if (status == STATUS_OK)
        status = settle_signs(run, failure);
    if (status == STATUS_OK)
        status = settle_net_off(run, failure);
    if (status == STATUS_OK)
        payers_link(&run->payers, &run->ledger);
    return status == STATUS_OK ? seals_open(run, failure) : status;
}

/* One load said this and another that: each file says which one took its place, and of all others
 * both count. */
static void settle_said(struct run *run)
{
    struct kept *kept = &run->kept;
    kept->said = arena_take(&run->arena, (run->files.count + 1) * sizeof *kept->said);
    for (uint32_t at = 0; at < run->files.count; at++) {
        struct str by = run_file(run, at)->input.replaced_by;
        for (uint32_t other = 0; by.length > 0 && other < run->files.count; other++) {
            char hex[DIGEST_HEX_BYTES];
            digest_hex(&run_file(run, other)->totals.digest, hex);
            if (str_equal(by, str_from(hex)))
                kept->said[kept->said_count++] = (struct overlap_said){
                    at < other ? at : other, at < other ? other : at, true};
        }
    }
}

/* A short name is the base name; equal names get ~ and eight hex digits of their digest. */
static void settle_names(struct run *run)
{
    run->file_facts =
        arena_take(&run->arena, (run->files.count + 1) * sizeof(*run->file_facts));
    for (size_t i = 0; i < run->files.count; i++) {
        struct buffer name = {0};
        settle_short_name(run, i, &name);
        run->file_facts[i].base_name = run_file(run, i)->input.base_name;
        run->file_facts[i].digest = run_file(run, i)->totals.digest;
        run->file_facts[i].short_name = arena_copy(&run->arena, buffer_str(&name));
        buffer_free(&name);
    }
}

static void settle_short_name(struct run *run, size_t index, struct buffer *name)
{
    const struct load_file *file = run_file(run, index);
    struct str base = file->input.base_name;
    for (size_t i = 0; i < base.length; i++) {
        unsigned char byte = (unsigned char)base.bytes[i];
        if (byte <= ' ' || byte == '#' || byte == '%' || byte == 0x7f)
            buffer_format(name, "%%%02X", byte);
        else
            buffer_add_byte(name, (char)byte);
    }
    bool shared = false;
    for (size_t i = 0; i < run->files.count; i++)
        shared |= i != index && str_equal(run_file(run, i)->input.base_name, base);
    if (shared) {
        char hex[DIGEST_HEX_BYTES];
        buffer_format(name, "~%.8s", digest_hex(&file->totals.digest, hex));
    }
}

/* Zero lines are never silently a success: only --empty says that there was nothing to report.
 */
enum status run_check_any_line(const struct run *run, struct failure *failure)
{
    tie_assert(run && run->options);
    if (run->lines_read > 0 || run->options->empty_count > 0)
        return STATUS_OK;
    for (size_t i = 0; i < run->files.count; i++) {
        if (run_file(run, i)->rejected_records > 0)
            return STATUS_OK; /* the rejects end the run, with their places */
    }
    failure_set(failure, STATUS_REFUSED, "no report of the %zu loaded holds a single line",
                run->files.count);
    failure_remedy(failure,
                   "Fetch the reports again. If a month really had nothing to report, say "
                   "so: --empty FAMILY:YYYY-MM");
    return STATUS_REFUSED;
}

static enum status settle_signs(struct run *run, struct failure *failure)
{
    size_t count = run->units.count;
    run->settled = arena_take(&run->arena, (count + 1) * sizeof(*run->settled));
    for (size_t i = 0; i < count; i++) {
        const struct load_unit *unit = (struct load_unit *)run->units.items + i;
        run->settled[i].era = unit->era;
        run->settled[i].counts = &unit->counts;
        run->settled[i].file = run->file_facts[unit->file].short_name;
        run->settled[i].gone_in = IDENTITY_NEVER_GONE;
        settle_unit_epochs(run, i);
    }
    struct identity_said *said = arena_take(&run->arena, (run->seal_count + 1) * sizeof(*said));
    for (size_t i = 0; i < run->seal_count; i++)
        said[i] =
            (struct identity_said){run->seals[i].assumptions, run->seals[i].assumption_count};
    said[run->seal_count] =
        (struct identity_said){run->assumptions, run->options->assume_count};
    enum status status = identity_settle_epochs(run->settled, count, said,
                                                (uint32_t)run->seal_count + 1, failure);
    if (status == STATUS_OK)
        settle_section_signs(run);
    return status;
}

/* Of the one file its tables are in; it is gone when the last of them is. */
static void settle_unit_epochs(struct run *run, size_t unit)
{
    struct identity_unit *own = &run->settled[unit];
    bool any = false;
    for (size_t i = 0; i < run->sections.count; i++) {
        const struct section_facts *facts = run_facts_of(run, i);
        if (run_section(run, i)->unit != unit)
            continue;
        uint32_t gone_in = facts->superseded ? facts->superseded_in : IDENTITY_NEVER_GONE;
        if (!any || gone_in > own->gone_in)
            own->gone_in = gone_in;
        own->epoch = facts->epoch;
        any = true;
    }
}

static void settle_section_signs(struct run *run)
{
    for (size_t i = 0; i < run->sections.count; i++) {
        const struct identity_unit *unit = &run->settled[run_section(run, i)->unit];
        struct section_facts *facts = run_facts_of(run, i);
        memcpy(facts->factor, unit->factor, sizeof(facts->factor));
        facts->net_holds_tax = unit->net_holds_tax;
        facts->sign_vector = unit->vector;
        facts->settled_by = unit->settled_by;
        facts->lines_for = unit->lines_for;
        facts->lines_against = unit->lines_against;
    }
}

/* Only now is it known which lines fail their identity: the masks of a section that has some are
 * asked once, in the order of rows. */
static enum status settle_net_off(struct run *run, struct failure *failure)
{
    enum status status = STATUS_OK;
    for (uint32_t i = 0; status == STATUS_OK && i < run->sections.count; i++) {
        const struct section_facts *facts = run_facts_of(run, i);
        if (facts->sign_vector < 0 || facts->lines == 0 ||
            (run_section(run, i)->holds_all >> facts->sign_vector & 1) != 0)
            continue;
        if (facts->era->family->role == ROLE_BILLED)
            status = settle_net_off_section(run, i, "line_billed", failure);
        else if (facts->era->family->role == ROLE_DISBURSED)
            status = settle_net_off_section(run, i, "line_disbursed", failure);
        else if (facts->era->family->role == ROLE_STATED_OPEN)
            status = settle_net_off_section(run, i, "line_stated_open", failure);
    }
    return status;
}

static enum status settle_net_off_section(struct run *run, uint32_t section, const char *table,
                                          struct failure *failure)
{
    struct section_facts *facts = run_facts_of(run, section);
    struct buffer sql = {0};
    struct store_query *query = NULL;
    bool found = false;
    int64_t first = (int64_t)section << 32;
    buffer_format(&sql,
                  "SELECT count(*) FROM %s WHERE line_id BETWEEN %lld AND %lld "
                  "AND (holds >> %d) & 1 = 0",
                  table, (long long)first, (long long)(first | UINT32_MAX), facts->sign_vector);
    enum status status = store_query_open(&query, run->store, buffer_str(&sql), failure);
    if (status == STATUS_OK)
        status = store_query_step(query, &found, failure);
    if (status == STATUS_OK && found)
        facts->net_off_lines = store_query_integer(query, 0);
    store_query_close(query);
    buffer_clear(&sql);
    buffer_format(
        &sql,
        "INSERT INTO line_flag SELECT line_id, %d FROM %s WHERE line_id BETWEEN %lld AND "
        "%lld AND (holds >> %d) & 1 = 0 "
        "ON CONFLICT (line_id) DO UPDATE SET flags = flags | %d",
        LINE_NET_OFF, table, (long long)first, (long long)(first | UINT32_MAX),
        facts->sign_vector, LINE_NET_OFF);
    if (status == STATUS_OK && facts->net_off_lines > 0)
        status = store_execute(run->store, buffer_c(&sql), failure);
    buffer_free(&sql);
    return status;
}
