/* One record of a table: built into a line, or set aside with its reasons. Everything that
 * wants to hear of a line hears of it here: totals, signs, the join, the books. */
#include "pipeline/load.h"

#include "base/limits.h"
#include "pipeline/dispositions.h"
#include "recon/ledger_names.h"
#include "recon/ledger_texts.h"

static enum status load_good_line(struct load *load, const struct record *record,
                                  const struct line *line, struct failure *failure);
static enum status load_payment(struct load *load, const struct line *line,
                                const struct ledger_ids *ids, const struct store_texts *names,
                                struct failure *failure);
static void load_reject_cells(struct load *load, const struct record *record,
                              const struct cell_result *result);
static struct load_reject *load_reject_add(struct load *load, const struct record *record);
static struct str load_without_line_end(const struct record *record);
static void load_totals(struct load *load, uint32_t section_id, const struct line *line);
static void load_rate(struct load *load, struct str rate);
static struct load_total *load_total_of(struct load *load, uint32_t section_id,
                                        currency_code currency);
static enum status load_keep(struct load *load, uint32_t section_id, const struct line *line,
                             const struct ledger_ids *ids, const struct store_texts *names,
                             uint64_t holds, struct failure *failure);

enum status load_line(struct load *load, const struct record *record, struct failure *failure)
{
    struct section_facts *facts = run_facts_of(load->run, load->section_id);
    if (load->aside) {
        facts->lines++;
        return STATUS_OK;
    }
    struct line line;
    struct cell_result result;
    cell_build_line(&load->section.match, &load->run->families.placeholders, record,
                    &load->record_arena, &line,
                    &run_section(load->run, load->section_id)->traces, &result);
    enum status status = STATUS_OK;
    if (result.role_unknown)
        status = load_refuse_role(load, record, &result, failure);
    else if (result.reject_count > 0)
        load_reject_cells(load, record, &result);
    else if (line.role == ROLE_DISPOSITION)
        dispositions_add(load, &line);
    else
        status = load_good_line(load, record, &line, failure);
    if (load->record_arena.taken > 0)
        arena_free(&load->record_arena);
    return status;
}

static enum status load_good_line(struct load *load, const struct record *record,
                                  const struct line *line, struct failure *failure)
{
    uint32_t section_id = load->by_role[line->role];
    tie_assert(section_id != UINT32_MAX);
    struct load_section *section = run_section(load->run, section_id);
    struct ledger_texts texts;
    struct ledger_ids ids;
    struct store_texts names;
    ledger_texts_begin(&texts, &load->run->ledger, line->role, line);
    struct load_unit *unit = (struct load_unit *)load->run->units.items + section->unit;
    uint64_t holds = identity_count_line(&unit->counts, load->era, line);
    ledger_texts_expect(&texts);
    section->holds_all &= holds;
    run_facts_of(load->run, section_id)->lines++;
    load->run->lines_read++;
    load_days(load, section_id, line);
    load_totals(load, section_id, line);
    load_rate(load, line->texts[TEXT_TAX_RATE]);
    if (line->role == ROLE_DISBURSED)
        overlap_add(load->run->overlap, load->file_index, load_without_line_end(record));
    ledger_texts_end(&texts, &ids);
    ledger_names_of(line->role, line, &names);
    enum status status = load_keep(load, section_id, line, &ids, &names, holds, failure);
    if (status == STATUS_OK && line->role == ROLE_BILLED &&
        load->by_role[ROLE_STATED_PAID] != UINT32_MAX)
        status = load_payment(load, line, &ids, &names, failure);
    return status;
}

/* What the row states as paid is a line of its own, beside the bill it stands in: one record, and
 * two facts. A payment of nothing is one too. */
static enum status load_payment(struct load *load, const struct line *line,
                                const struct ledger_ids *ids, const struct store_texts *names,
                                struct failure *failure)
{
    uint32_t section_id = load->by_role[ROLE_STATED_PAID];
    bool some = line->paid.micro != 0;
    struct line payment = *line;
    payment.role = ROLE_STATED_PAID;
    payment.dated = line->paid_on;
    payment.due = payment.ar_period = DAY_NONE;
    payment.flags = (line->flags & LINE_NO_REFERENCE) | (some ? LINE_MONEY : 0);
    payment.present = some ? COMPONENT_BIT(COMPONENT_NET) : 0;
    payment.amounts[COMPONENT_NET] = line->paid;
    run_facts_of(load->run, section_id)->lines++;
    load_days(load, section_id, &payment);
    load_totals(load, section_id, &payment);
    return load_keep(load, section_id, &payment, ids, names, UINT64_MAX, failure);
}

static void load_reject_cells(struct load *load, const struct record *record,
                              const struct cell_result *result)
{
    bool too_fine = false;
    size_t kept =
        result->reject_count < CELL_REJECTS_MAX ? result->reject_count : CELL_REJECTS_MAX;
    for (size_t i = 0; i < kept; i++) {
        const struct cell_reject *cell = &result->rejects[i];
        struct load_reject *reject = load_reject_add(load, record);
        reject->column = cell->column;
        reject->reason = cell->reason;
        reject->text = arena_copy(&load->run->arena, cell->text);
        if (cell->column > 0)
            reject->column_name = load->section.match.columns[cell->column - 1]->name;
        too_fine |= cell->reason == REJECT_MONEY_TOO_FINE;
    }
    run_facts_of(load->run, load->section_id)->rejected_records++;
    load->file->rejected_records++;
    load->file->too_fine_records += too_fine;
}

void load_reject_count(struct load *load, const struct record *record)
{
    struct load_reject *reject = load_reject_add(load, record);
    reject->reason = REJECT_CELL_COUNT;
    reject->text = arena_copy(&load->run->arena, load_without_line_end(record));
    run_facts_of(load->run, load->section_id)->rejected_records++;
    load->file->rejected_records++;
    load->file->record_bytes += record->byte_length;
}

static struct load_reject *load_reject_add(struct load *load, const struct record *record)
{
    struct load_reject *reject = list_add(&load->run->rejects, sizeof(*reject));
    *reject = (struct load_reject){.file = load->file_index,
                                   .record = record->number,
                                   .line_first = record->line_first,
                                   .byte_offset = record->byte_offset,
                                   .byte_length = record->byte_length};
    return reject;
}

static struct str load_without_line_end(const struct record *record)
{
    struct str raw = record->raw;
    while (raw.length > 0 &&
           (raw.bytes[raw.length - 1] == '\n' || raw.bytes[raw.length - 1] == '\r'))
        raw.length--;
    return raw;
}

/* The oldest and newest own day of a table. A billed line's AR Period counts from its first to
 * its last day; that of an open-items list says when the item was billed, not of which day the
 * list is. */
void load_days(struct load *load, uint32_t section_id, const struct line *line)
{
    struct section_facts *facts = run_facts_of(load->run, section_id);
    struct load_section *section = run_section(load->run, section_id);
    day_number from = line->dated;
    day_number to = line->dated;
    bool billed = line->role == ROLE_BILLED;
    if (from == DAY_NONE && billed && line->ar_period != DAY_NONE) {
        from = day_month_first(line->ar_period);
        to = day_month_last(line->ar_period);
    }
    if (line->dated != DAY_NONE && !section->several_days) {
        section->several_days =
            section->single_day != DAY_NONE && section->single_day != line->dated;
        section->single_day = section->several_days ? DAY_NONE : line->dated;
    }
    if (from == DAY_NONE)
        return;
    if (facts->lines_from == DAY_NONE || from < facts->lines_from)
        facts->lines_from = from;
    if (facts->lines_to == DAY_NONE || to > facts->lines_to)
        facts->lines_to = to;
}

static void load_totals(struct load *load, uint32_t section_id, const struct line *line)
{
    struct load_total *total = load_total_of(load, section_id, line->currency);
    for (uint32_t left = line->present; left != 0; left &= left - 1) {
        int component = __builtin_ctz(left);
        if (!total->totals[component])
            total->totals[component] = money_total_new();
        money_total_add(total->totals[component], line->amounts[component]);
    }
}

/* A canonical rate has no zero in front but the one before the point: what begins otherwise is
 * at least one. A rate of zero is a fraction and a percentage alike. */
static void load_rate(struct load *load, struct str rate)
{
    if (str_starts(rate, STR("-")))
        rate = (struct str){rate.bytes + 1, rate.length - 1};
    if (rate.length == 0 || str_equal(rate, STR("0")))
        return;
    load->file->rates++;
    load->file->rates_above_one += rate.bytes[0] != '0' && !str_equal(rate, STR("1"));
}

static struct load_total *load_total_of(struct load *load, uint32_t section_id,
                                        currency_code currency)
{
    struct load_section *section = run_section(load->run, section_id);
    struct load_total *total = section->totals;
    while (total && total->currency != currency)
        total = total->next;
    if (!total) {
        total = arena_take(&load->run->arena, sizeof(*total));
        total->currency = currency;
        total->next = section->totals;
        section->totals = total;
    }
    return total;
}

static enum status load_keep(struct load *load, uint32_t section_id, const struct line *line,
                             const struct ledger_ids *ids, const struct store_texts *names,
                             uint64_t holds, struct failure *failure)
{
    struct store_line *kept = &load->kept;
    kept->line_id = ((int64_t)section_id << 32) | line->record;
    kept->billed_line = 0;
    if (line->role == ROLE_STATED_PAID)
        kept->billed_line = ((int64_t)load->by_role[ROLE_BILLED] << 32) | line->record;
    kept->role = line->role;
    kept->product_id = ids->product_id;
    kept->customer_id = ids->customer_id;
    kept->offer_id = ids->offer_id;
    kept->jurisdiction_id = ids->jurisdiction_id;
    kept->payout_id = ids->payout_id;
    kept->byte_offset = line->byte_offset;
    kept->byte_length = line->byte_length;
    kept->line_first = line->line_first;
    kept->currency = line->currency;
    kept->dated = line->dated;
    kept->due = line->due;
    kept->ar_period = line->ar_period;
    kept->holds = holds;
    kept->party = line->party;
    kept->event = line->event;
    kept->status = line->status;
    kept->flags = line->flags;
    kept->present = line->present;
    for (uint32_t left = line->present; left != 0; left &= left - 1) {
        int component = __builtin_ctz(left);
        kept->amounts_micro[component] = line->amounts[component].micro;
    }
    return store_lines_put(load->run->lines, kept, names, failure);
}
