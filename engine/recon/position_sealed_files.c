/* Which files say that an opening is not what was sealed: those that came since and speak of the
 * position, and those that took the place of one that did. */
#include "recon/position_sealed.h"

static void note_late(struct position_work *work, currency_code currency);
static void note_any(struct position_work *work);
static void note_payouts(struct position_work *work);
static void note_file(struct position_sealed *own, uint32_t file);
static void join_files(struct position_work *work);

/* Lines are left as they are today, as of the sealed day. Where none of the currency came, what
 * came or gave way in another moved it, or that payouts are known at all. */
void position_sealed_tell(struct position_work *work, currency_code currency,
                          struct position_roll *roll)
{
    tie_assert(work != NULL && work->sealed != NULL && roll != NULL);
    struct position_sealed *own = work->sealed;
    position_sealed_stand(work, work->plans, &own->then->facts);
    if (roll->today.micro == roll->held.micro)
        return;
    note_late(work, currency);
    if (own->file_count == 0)
        note_any(work);
    if (own->file_count == 0 && own->payouts_came)
        note_payouts(work);
    join_files(work);
    roll->files = buffer_str(&own->names);
}

void position_sealed_note_replaced(struct position_work *work)
{
    tie_assert(work != NULL && work->sealed != NULL);
    for (size_t at = 0; at < work->own_count; at++) {
        const struct section_plan *plan = &work->plans[work->own[at]->movement->section];
        if (plan->replaced)
            note_file(work->sealed, plan->replaced_by);
    }
}

static void note_late(struct position_work *work, currency_code currency)
{
    for (size_t at = 0; at < work->reference.count; at++) {
        const struct position_line *line = &work->reference.lines[at];
        if (line->plan->late && line->class == CLASS_COUNTED && line->currency == currency)
            note_file(work->sealed, line->plan->file_index);
    }
}

/* Of any currency, up to that day: what came, and what took the place of another. */
static void note_any(struct position_work *work)
{
    for (size_t at = 0; at < work->reference.count; at++) {
        const struct position_line *line = &work->reference.lines[at];
        if (line->plan->late && line->class == CLASS_COUNTED)
            note_file(work->sealed, line->plan->file_index);
        if (line->plan->replaced && position_line_day(line) <= work->facts->as_of)
            note_file(work->sealed, line->plan->replaced_by);
    }
}

static void note_payouts(struct position_work *work)
{
    for (size_t at = 0; at < work->facts->section_count; at++)
        if (work->plans[at].late && work->plans[at].role == ROLE_DISBURSED)
            note_file(work->sealed, work->plans[at].file_index);
}

static void note_file(struct position_sealed *own, uint32_t file)
{
    for (size_t at = 0; at < own->file_count; at++)
        if (own->files[at] == file)
            return;
    own->files[own->file_count++] = file;
}

/* By their names, parted by a blank: no name holds one. */
static void join_files(struct position_work *work)
{
    struct position_sealed *own = work->sealed;
    const struct file_facts *files = work->facts->files;
    buffer_clear(&own->names);
    for (size_t at = 1; at < own->file_count; at++) {
        uint32_t file = own->files[at];
        size_t to = at;
        for (; to > 0 &&
               str_compare(files[own->files[to - 1]].short_name, files[file].short_name) > 0;
             to--)
            own->files[to] = own->files[to - 1];
        own->files[to] = file;
    }
    for (size_t at = 0; at < own->file_count; at++) {
        if (at > 0)
            buffer_add_byte(&own->names, ' ');
        buffer_add(&own->names, files[own->files[at]].short_name);
    }
}
