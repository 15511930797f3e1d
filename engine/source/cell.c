/* A record becomes a line. This runs for every record of every file: it follows the table's
 * plan, looks at ignored cells not at all, and takes memory only for an account that must be
 * rewritten. */
#include "source/cell.h"

#include "base/limits.h"
#include "base/names.h"
#include "source/cell_finding.h"
#include "source/cell_plan.h"
#include "source/cell_rate.h"

#include <string.h>

/* All that the steps share. */
struct build {
    const struct cell_plan *plan;
    const struct placeholders *placeholders;
    struct arena *scratch;
    struct line *line;
    struct cell_traces *traces;
    struct cell_result *result;
};

static void begin_line(struct line *line, const struct record *record, enum role role);
static void finish_line(struct build *build);
static void finish_tax_line(struct build *build);
static inline void take_cell(struct build *build, const struct cell_step *step,
                             struct str cell);
static void take_money(struct build *build, const struct cell_step *step, struct str cell);
static void reject_money(struct build *build, const struct cell_step *step, struct str cell,
                         const struct money_reading *reading);
static void take_text(struct build *build, const struct cell_step *step, struct str cell);
static void take_account(struct build *build, const struct cell_step *step, struct str cell);
static void take_formed(struct build *build, const struct cell_step *step, struct str cell);
static void take_reference(struct build *build, const struct cell_step *step, struct str cell);
static void take_currency(struct build *build, const struct cell_step *step, struct str cell);
static void take_day(struct build *build, const struct cell_step *step, struct str cell,
                     day_number *day);
static void take_month(struct build *build, const struct cell_step *step, struct str cell);
static void take_party(struct build *build, struct str cell);
static void take_event(struct build *build, struct str cell);
static bool find_exponent(struct str text, uint32_t *at);
static void take_choice(struct build *build, const struct cell_step *step, struct str cell);
static inline bool means_nothing(const struct build *build, struct str cell);
static inline bool is_blank_like(char byte);
static bool is_digit(char byte);
static void reject(struct build *build, enum reject_reason reason, const struct cell_step *step,
                   struct str cell, uint32_t fault_at);

void cell_build_line(const struct era_match *match, const struct placeholders *placeholders,
                     const struct record *record, struct arena *scratch, struct line *line,
                     struct cell_traces *traces, struct cell_result *result)
{
    tie_assert(match != NULL && match->plan != NULL && placeholders != NULL);
    tie_assert(record->field_count == match->column_count);
    struct build build = {match->plan, placeholders, scratch, line, traces, result};
    begin_line(line, record, match->plan->role);
    result->role_unknown = false;
    result->reject_count = 0;
    for (size_t i = 0; i < match->plan->step_count; i++) {
        const struct cell_step *step = &match->plan->steps[i];
        const struct record_field *field = &record->fields[step->cell];
        take_cell(&build, step, (struct str){field->bytes, field->length});
    }
    finish_line(&build);
}

static void begin_line(struct line *line, const struct record *record, enum role role)
{
    memset(line, 0, sizeof *line);
    line->record = record->number;
    line->line_first = record->line_first;
    line->byte_offset = record->byte_offset;
    line->byte_length = record->byte_length;
    line->dated = DAY_NONE;
    line->due = DAY_NONE;
    line->ar_period = DAY_NONE;
    line->paid_on = DAY_NONE;
    line->role = role;
}

static void finish_line(struct build *build)
{
    struct line *line = build->line;
    int64_t gross_micro = line->amounts[COMPONENT_GROSS].micro;
    if (line->present != 0)
        line->flags |= LINE_MONEY;
    if (line->txn_ref.length == 0)
        line->flags |= LINE_NO_REFERENCE;
    line->flags |= (uint32_t)line->status << LINE_STATUS_SHIFT;
    if (line->role == ROLE_DISBURSED &&
        (build->plan->gross_opposite ? gross_micro > 0 : gross_micro < 0))
        line->flags |= LINE_GROSS_NEGATIVE;
    if (line->role == ROLE_TAXED)
        finish_tax_line(build);
}

static void finish_tax_line(struct build *build)
{
    struct line *line = build->line;
    struct str type = str_trim(line->texts[TEXT_TAX_TYPE]);
    if (!build->plan->has_party)
        line->party = PARTY_SELLER;
    if (line->event == TAX_ONLY_REFUND)
        line->flags |= LINE_TAX_ONLY_REFUND;
    if (type.length > 0 && !str_equal_nocase(type, STR("Sales")) &&
        !str_equal_nocase(type, STR("SellerUse")) && !str_equal_nocase(type, STR("None")))
        line->flags |= LINE_OTHER_TAX;
    if ((line->party == PARTY_NONE || line->party == PARTY_OTHER) &&
        line->amounts[COMPONENT_TAX_AMOUNT].micro != 0)
        line->flags |= LINE_PARTY_UNCLEAR;
    if (line->texts[TEXT_TAX_CODE].length == 0)
        line->flags |= LINE_CODE_MISSING;
    if (line->texts[TEXT_TAX_CERTIFICATE].length == 0 &&
        str_equal_nocase(str_trim(line->texts[TEXT_TAX_REASON]), STR("Exempt")))
        line->flags |= LINE_EXEMPT_BARE;
}

static inline void take_cell(struct build *build, const struct cell_step *step, struct str cell)
{
    switch (step->action) {
    case STEP_MONEY:
        take_money(build, step, cell);
        return;
    case STEP_TEXT:
    case STEP_COUNTRY:
        take_text(build, step, cell);
        return;
    case STEP_ACCOUNT:
        take_account(build, step, cell);
        return;
    case STEP_RATE:
    case STEP_FINDING:
        take_formed(build, step, cell);
        return;
    case STEP_REFERENCE:
        take_reference(build, step, cell);
        return;
    case STEP_CURRENCY:
        take_currency(build, step, cell);
        return;
    case STEP_DATED:
        take_day(build, step, cell, &build->line->dated);
        return;
    case STEP_DUE:
        take_day(build, step, cell, &build->line->due);
        return;
    case STEP_AR_PERIOD:
        take_month(build, step, cell);
        return;
    case STEP_PARTY:
        take_party(build, cell);
        return;
    case STEP_EVENT:
        take_event(build, cell);
        return;
    case STEP_CHOICE:
        take_choice(build, step, cell);
        return;
    case STEP_PAID_NET:
        take_money(build, step, cell);
        return;
    case STEP_PAID_ON:
        take_day(build, step, cell, &build->line->paid_on);
        return;
    }
}

/* --- money -----------------------------------------------------------------------------------
 */

static void take_money(struct build *build, const struct cell_step *step, struct str cell)
{
    struct cell_traces *traces = build->traces;
    if (cell.length == 4 && memcmp(cell.bytes, "0.00", 4) == 0)
        return; /* most cells of most reports */
    if (means_nothing(build, cell)) {
        traces->money_empty++;
        return;
    }
    struct money_reading reading = money_parse(cell, build->plan->money_grammar);
    if (reading.fault != MONEY_FINE) {
        reject_money(build, step, cell, &reading);
        return;
    }
    if (reading.traces != 0) {
        traces->money_blanks += (reading.traces & MONEY_TRACE_BLANKS) != 0;
        traces->money_currency += (reading.traces & MONEY_TRACE_CURRENCY) != 0;
        traces->money_thousands += (reading.traces & MONEY_TRACE_THOUSANDS) != 0;
        traces->money_parentheses += (reading.traces & MONEY_TRACE_PARENTHESES) != 0;
        traces->money_precise += (reading.traces & MONEY_TRACE_PRECISE) != 0;
    }
    if (reading.amount.micro == 0)
        return;
    if (step->action == STEP_PAID_NET) {
        build->line->paid = reading.amount;
        return;
    }
    build->line->amounts[step->target] = reading.amount;
    build->line->present |= COMPONENT_BIT(step->target);
}

static void reject_money(struct build *build, const struct cell_step *step, struct str cell,
                         const struct money_reading *reading)
{
    enum reject_reason reason = REJECT_NOT_MONEY;
    if (reading->fault == MONEY_EXPONENT)
        reason = REJECT_MONEY_EXPONENT;
    else if (reading->fault == MONEY_TOO_FINE)
        reason = REJECT_MONEY_TOO_FINE;
    else if (reading->fault == MONEY_TOO_LARGE)
        reason = REJECT_MONEY_TOO_LARGE;
    reject(build, reason, step, cell, reading->fault_at);
}

/* --- texts -----------------------------------------------------------------------------------
 */

static void take_text(struct build *build, const struct cell_step *step, struct str cell)
{
    struct str *text = &build->line->texts[step->target];
    bool code = step->action == STEP_COUNTRY && cell.length == 2;
    if (step->only_when_empty && text->length > 0)
        return;
    if (cell.length > 0 && (code || !means_nothing(build, cell)))
        *text = cell;
}

/* 1.11122E+11 is what many accounts look like after a spreadsheet: as a payer it would make one of
 * them all. It is as good as empty, the payer's other names may still tell. */
static void take_account(struct build *build, const struct cell_step *step, struct str cell)
{
    struct str *text = &build->line->texts[step->target];
    struct str bare = cell;
    uint32_t fault_at = 0;
    if ((step->only_when_empty && text->length > 0) || means_nothing(build, cell))
        return;
    if (is_blank_like(cell.bytes[0]) || is_blank_like(cell.bytes[cell.length - 1]))
        bare = str_trim(cell);
    if (find_exponent(bare, &fault_at))
        build->traces->account_exponents++;
    else
        *text = line_normalise_account(bare, build->scratch);
}

/* What has one form and no other: a rate, the id of a finding. An id is never missing. */
static void take_formed(struct build *build, const struct cell_step *step, struct str cell)
{
    struct str *text = &build->line->texts[step->target];
    bool finding = step->action == STEP_FINDING;
    struct str formed;
    if ((step->only_when_empty && text->length > 0) || (!finding && means_nothing(build, cell)))
        return;
    if (finding ? cell_finding_id(cell, build->scratch, &formed)
                : cell_rate_canonical(cell, &formed))
        *text = formed;
    else
        reject(build, finding ? REJECT_NOT_A_FINDING : REJECT_NOT_A_RATE, step, cell, 0);
}

static void take_reference(struct build *build, const struct cell_step *step, struct str cell)
{
    struct str bare = cell;
    uint32_t fault_at = 0;
    if (means_nothing(build, cell))
        return;
    if (is_blank_like(cell.bytes[0]) || is_blank_like(cell.bytes[cell.length - 1])) {
        bare = str_trim(cell);
        build->traces->reference_blanks += bare.length != cell.length;
    }
    if (find_exponent(bare, &fault_at))
        reject(build, REJECT_REFERENCE_EXPONENT, step, cell,
               (uint32_t)(bare.bytes - cell.bytes) + fault_at);
    build->line->txn_ref = bare;
}

/* --- codes and days
 * --------------------------------------------------------------------------- */

static void take_currency(struct build *build, const struct cell_step *step, struct str cell)
{
    if (!currency_parse(cell, &build->line->currency))
        reject(build, REJECT_NOT_A_CURRENCY, step, cell, 0);
}

static void take_day(struct build *build, const struct cell_step *step, struct str cell,
                     day_number *day)
{
    if (!means_nothing(build, cell) && !day_parse(cell, day))
        reject(build, REJECT_NOT_A_DATE, step, cell, 0);
}

static void take_month(struct build *build, const struct cell_step *step, struct str cell)
{
    if (!means_nothing(build, cell) && !day_parse_month(cell, &build->line->ar_period))
        reject(build, REJECT_NOT_A_MONTH, step, cell, 0);
}

static void take_party(struct build *build, struct str cell)
{
    struct str bare = str_trim(cell);
    enum tax_party party = PARTY_OTHER;
    if (means_nothing(build, cell))
        party = PARTY_NONE;
    else if (str_equal_nocase(bare, STR("seller")))
        party = PARTY_SELLER;
    else if (str_equal_nocase(bare, STR(NAME_PARTY_AWS)))
        party = PARTY_AWS;
    build->line->party = party;
}

static void take_event(struct build *build, struct str cell)
{
    struct str bare = str_trim(cell);
    if (str_equal_nocase(bare, STR("REFUND")))
        build->line->event = TAX_REFUND;
    else if (str_equal_nocase(bare, STR("TAXONLYREFUND")))
        build->line->event = TAX_ONLY_REFUND;
    if (!means_nothing(build, cell))
        build->line->texts[TEXT_TRANSACTION_TYPE] = cell;
}

/* A role nobody knows is no matter of one record: what the others mean is as uncertain. */
static void take_choice(struct build *build, const struct cell_step *step, struct str cell)
{
    struct str said = means_nothing(build, cell) ? STR("") : cell;
    bool chooses = (step->target & CHOICE_OF_ROLE) != 0;
    bool tells = (step->target & CHOICE_OF_STATUS) != 0;
    int meaning = 0;
    if (chooses && choice_find(build->plan->roles, said, &meaning)) {
        build->line->role = (enum role)meaning;
    } else if (chooses) {
        build->result->role_unknown = true;
        build->result->role_column = step->cell + 1;
        build->result->role_text = cell;
    }
    if (tells && choice_find(build->plan->statuses, said, &meaning))
        build->line->status = (enum pay_status)meaning;
    else if (tells && said.length > 0)
        build->traces->statuses_unknown++;
}

/* --- grammar of single cells
 * ------------------------------------------------------------------ */

/* digits[.digits]E(+|-)digits, the way a spreadsheet rewrites a long number. The sign is
 * required: 12E45 may well be a reference. */
static bool find_exponent(struct str text, uint32_t *at)
{
    size_t i = 0;
    if (text.length < 4 || !is_digit(text.bytes[0]) || !is_digit(text.bytes[text.length - 1]))
        return false;
    while (i < text.length && is_digit(text.bytes[i]))
        i++;
    if (i < text.length && text.bytes[i] == '.') {
        i++;
        while (i < text.length && is_digit(text.bytes[i]))
            i++;
    }
    if (i + 2 >= text.length || (text.bytes[i] != 'E' && text.bytes[i] != 'e') ||
        (text.bytes[i + 1] != '+' && text.bytes[i + 1] != '-'))
        return false;
    *at = (uint32_t)i;
    struct str exponent = {text.bytes + i + 2, text.length - i - 2};
    return str_is_digits(exponent);
}

/* Empty or a placeholder; most cells are known to be neither by first byte and length. */
static inline bool means_nothing(const struct build *build, struct str cell)
{
    if (cell.length == 0)
        return true;
    uint64_t lengths = build->placeholders->lengths[(unsigned char)cell.bytes[0]];
    if (!is_blank_like(cell.bytes[0]) && !is_blank_like(cell.bytes[cell.length - 1]) &&
        (cell.length > LIMIT_PLACEHOLDER_BYTES || (lengths >> cell.length & 1) == 0))
        return false;
    return placeholder_is(build->placeholders, cell);
}

/* A space, a tab, or a byte of U+00A0: what str_trim may cut. */
static inline bool is_blank_like(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\xc2' || byte == '\xa0';
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static void reject(struct build *build, enum reject_reason reason, const struct cell_step *step,
                   struct str cell, uint32_t fault_at)
{
    size_t at = build->result->reject_count++;
    if (at < CELL_REJECTS_MAX)
        build->result->rejects[at] = (struct cell_reject){
            .reason = reason, .column = step->cell + 1, .text = cell, .fault_at = fault_at};
}
