/* A world of reports for the tests of positions: fixed sections, lines written as text, the
 * pass run over them, and everything it handed out kept. All days are in 2024; as_of is
 * 2024-06-30.
 *
 * A line: SECTION REFERENCE key=value ..., lines parted by ';'. Keys: the names of components
 * ("gross", "tax_amount" ...), cur, on, due, ar (YYYY-MM), acct, pref, cref, code, title,
 * taxcode, trace, settle, party (seller | aws | none | other), event (refund | taxonly), flags
 * (a number); of tax lines item, bill, place; other texts by their names ("tax_rate" ...); status
 * ("part-paid" ...). The n-th line of "spaid" states the payment of the n-th bill of "sbill", and
 * "tpaid" of "tbill", whose net holds tax.
 * REFERENCE "-" is none. */
#ifndef TIEOUT_TESTS_POSITION_WORLD_H
#define TIEOUT_TESTS_POSITION_WORLD_H

#include "position_keys.h"
#include "recon/position.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORLD_KEPT = 32, WORLD_SECTIONS = 22 };

struct world_section {
    const char *name;
    const char *family;
    enum role role;
    const char *from, *to, *payout_on;
    bool holds_tax, superseded, has_party, inexact;
};
static const struct world_section world_sections[] = {
    {"inv", "invoices", ROLE_BILLED, "2024-01-01", "2024-06-30", "", 0, 0, 0, 0},
    {"col", "collections", ROLE_BILLED, "2024-01-01", "2024-06-30", "", 0, 0, 0, 0},
    {"odd", "odd-invoices", ROLE_BILLED, "2024-01-01", "2024-06-30", "", 0, 0, 0, 1},
    {"bill1", "revenue", ROLE_BILLED, "2024-01-01", "2024-01-31", "", 0, 0, 0, 0},
    {"bill3", "revenue", ROLE_BILLED, "2024-03-01", "2024-03-31", "", 0, 0, 0, 0},
    {"bill7", "revenue", ROLE_BILLED, "2024-07-01", "2024-07-31", "", 0, 0, 0, 0},
    {"old", "revenue", ROLE_BILLED, "2024-01-01", "2024-01-31", "", 0, 1, 0, 0},
    {"comp", "compensation", ROLE_BILLED, "2024-01-01", "2024-01-31", "", 0, 0, 0, 0},
    {"pay", "payouts", ROLE_DISBURSED, "2024-01-01", "2024-06-30", "", 0, 0, 0, 0},
    {"payd", "payouts", ROLE_DISBURSED, "2024-05-01", "2024-05-09", "2024-05-10", 0, 0, 0, 0},
    {"payt", "payouts", ROLE_DISBURSED, "2024-01-01", "2024-06-30", "", 1, 0, 0, 0},
    {"list3", "list", ROLE_STATED_OPEN, "2024-03-31", "2024-03-31", "", 0, 0, 0, 0},
    {"list6", "list", ROLE_STATED_OPEN, "2024-06-30", "2024-06-30", "", 0, 0, 0, 0},
    {"list7", "list", ROLE_STATED_OPEN, "2024-07-31", "2024-07-31", "", 0, 0, 0, 0},
    {"tax", "tax", ROLE_TAXED, "2024-01-01", "2024-06-30", "", 0, 0, 1, 0},
    {"tax0", "tax", ROLE_TAXED, "2024-01-01", "2024-06-30", "", 0, 0, 0, 0},
    {"sbill", "stating", ROLE_BILLED, "2024-01-01", "2024-06-30", "", 0, 0, 0, 0},
    {"spaid", "stating", ROLE_STATED_PAID, "2024-01-01", "2024-06-30", "", 0, 0, 0, 0},
    {"tbill", "stating-tax", ROLE_BILLED, "2024-01-01", "2024-05-31", "", 1, 0, 0, 0},
    {"tpaid", "stating-tax", ROLE_STATED_PAID, "2024-01-01", "2024-05-31", "", 0, 0, 0, 0},
    {"open", "opening", ROLE_OPENING, "2023-12-31", "2023-12-31", "", 0, 0, 0, 0},
    {"open1", "opening", ROLE_OPENING, "2024-01-31", "2024-01-31", "", 0, 0, 0, 0},
};
_Static_assert(array_count(world_sections) == WORLD_SECTIONS, "one of each");

struct world_line {
    char reference[32];
    uint16_t section;
    uint32_t record;
    enum line_class class;
    currency_code used;
};

/* A position on another day; then.position is not to be used. */
struct world_then {
    struct position_then then;
    struct position position;
};

struct world {
    struct family families[WORLD_SECTIONS];
    struct era eras[WORLD_SECTIONS];
    struct section_facts sections[WORLD_SECTIONS];
    struct file_facts files[WORLD_SECTIONS];
    int64_t records[WORLD_SECTIONS];
    char names[WORLD_SECTIONS][16];
    struct run_facts facts;
    struct ledger ledger;
    struct payers payers;
    struct tax_book *tax; /* of whoever asks for one */
    struct failure failure;
    enum status status;
    struct arena arena;
    /* what the pass handed out */
    struct position positions[WORLD_KEPT];
    size_t position_count;
    struct world_line lines[WORLD_KEPT];
    size_t line_count;
    struct payer_terms_row payer_rows[WORLD_KEPT];
    char payer_collectible[WORLD_KEPT][32];
    size_t payer_count;
    struct {
        uint32_t reference_id;
        currency_code used;
        int32_t billed;
    } currencies[WORLD_KEPT];
    size_t currency_count;
    struct world_line line_currencies[WORLD_KEPT]; /* section, record and currency of them */
    size_t line_currency_count;
    struct world_then thens[WORLD_KEPT];
    size_t then_count;
    struct {
        uint32_t reference_id;
        currency_code currency;
        struct position_roll roll;
    } rolls[WORLD_KEPT];
    size_t roll_count;
};

static struct str world_restated[] = {STR_INIT("revenue")};
static struct str world_stated_again[] = {STR_INIT("stating")};
/* Opening lists have the first two; only "comp" has no tax, only "col" what the customer has
 * paid. */
static struct column_map world_columns[] = {
    {.field = FIELD_AMOUNT, .component = COMPONENT_TAX},
    {.field = FIELD_AMOUNT, .component = COMPONENT_GROSS},
    {.field = FIELD_AMOUNT, .component = COMPONENT_FEE},
    {.field = FIELD_AMOUNT, .component = COMPONENT_NET},
    {.field = FIELD_AMOUNT, .component = COMPONENT_COLLECTED_NET},
};

static inline day_number world_day(const char *text)
{
    day_number day = DAY_NONE;
    bool good = text[0] == '\0' || day_parse_iso(str_from(text), &day);
    tie_assert(good);
    return day;
}

static inline void world_section_init(struct world *world, size_t at)
{
    const struct world_section *from = &world_sections[at];
    world->families[at] = (struct family){.name = str_from(from->family), .role = from->role};
    if (strcmp(from->name, "comp") == 0) {
        world->families[at].restates = world_restated;
        world->families[at].restates_count = 1;
    }
    bool opening = from->role == ROLE_OPENING;
    size_t untaxed = world->families[at].restates_count;
    if (strcmp(from->name, "tbill") == 0) {
        world->families[at].restates = world_stated_again;
        world->families[at].restates_count = 1;
    }
    world->eras[at] = (struct era){
        .family = &world->families[at],
        .columns = world_columns + untaxed,
        .column_count = opening ? 2 : (at == 1 ? 5 : 4 - untaxed),
        .has_net = !opening && from->role != ROLE_TAXED && from->role != ROLE_STATED_PAID,
        .has_party = from->has_party,
        .net_inexact = from->inexact,
    };
    world->sections[at] = (struct section_facts){
        .file = (uint32_t)at,
        .era = &world->eras[at],
        .covers_from = world_day(from->from),
        .covers_to = world_day(from->to),
        .payout_on = world_day(from->payout_on),
        .canonical = (uint32_t)at,
        .superseded = from->superseded,
        .net_holds_tax = from->holds_tax,
        .sign_vector = world->eras[at].has_net ? 0 : -1,
        .lines_to = DAY_NONE,
        .behind = from->role == ROLE_STATED_PAID,
        .bills_behind = from->role == ROLE_STATED_PAID,
        .states_payment = strcmp(from->name + 1, "bill") == 0,
    };
    for (int component = 0; component < COMPONENT_POSITION_COUNT; component++)
        world->sections[at].factor[component] = 1;
    snprintf(world->names[at], sizeof world->names[at], "%s.csv", from->name);
    world->files[at].short_name = str_from(world->names[at]);
    world->records[at] = 1;
}

static inline void world_init(struct world *world)
{
    *world = (struct world){0};
    for (size_t at = 0; at < WORLD_SECTIONS; at++)
        world_section_init(world, at);
    ledger_init(&world->ledger);
    failure_init(&world->failure);
    struct run_facts *facts = &world->facts;
    facts->sections = world->sections;
    facts->section_count = WORLD_SECTIONS;
    facts->files = world->files;
    facts->file_count = WORLD_SECTIONS;
    facts->policy = (struct policy){{10000}, {1000000}, 45, 120, 40};
    currency_parse(STR("USD"), &facts->base_currency);
    facts->as_of = world_day("2024-06-30");
    for (int role = 0; role < ROLE_COUNT; role++)
        facts->windows[role] =
            (struct role_window){world_day("2024-01-01"), world_day("2024-06-30"),
                                 world_day("2024-04-30"), world_day("2024-06-30")};
    facts->opening_on = facts->roll_from = DAY_NONE;
}

static inline void world_free(struct world *world)
{
    ledger_free(&world->ledger);
    payers_free(&world->payers);
    arena_free(&world->arena);
}

static inline void world_add_line(struct world *world, struct str text)
{
    struct line line = {.dated = DAY_NONE, .due = DAY_NONE, .ar_period = DAY_NONE};
    struct str rest = str_trim(text);
    struct str name = str_split(rest, ' ', &rest);
    size_t section = 0;
    while (section < WORLD_SECTIONS && !str_equal(name, str_from(world_sections[section].name)))
        section++;
    tie_assert(section < WORLD_SECTIONS);
    line.txn_ref = str_split(rest, ' ', &rest);
    if (str_equal(line.txn_ref, STR("-"))) {
        line.txn_ref = STR("");
        line.flags |= LINE_NO_REFERENCE;
    }
    while (rest.length > 0) {
        struct str value = str_split(rest, ' ', &rest);
        struct str key = str_split(value, '=', &value);
        if (key.length > 0)
            world_key(&line, key, value);
    }
    line.record = ++world->records[section];
    struct ledger_ids ids;
    ledger_add(&world->ledger, (uint32_t)section, world_sections[section].role, &line, &ids);
}

static inline void world_add(struct world *world, const char *lines)
{
    for (struct str rest = str_from(lines); rest.length > 0;) {
        struct str line = str_split(rest, ';', &rest);
        if (str_trim(line).length > 0)
            world_add_line(world, line);
    }
}

static inline enum status world_take(void *context, const struct position *position,
                                     struct failure *failure)
{
    (void)failure;
    struct world *world = context;
    tie_assert(world->position_count < WORLD_KEPT);
    struct position *kept = &world->positions[world->position_count++];
    *kept = *position;
    kept->evidence = arena_copy(&world->arena, position->evidence);
    kept->tax_codes = arena_copy(&world->arena, position->tax_codes);
    return STATUS_OK;
}

static inline enum status world_take_line(void *context, uint32_t reference_id,
                                          const struct movement *movement,
                                          enum line_class class, currency_code used,
                                          struct failure *failure)
{
    (void)failure;
    struct world *world = context;
    tie_assert(world->line_count < WORLD_KEPT);
    struct world_line *kept = &world->lines[world->line_count++];
    struct str reference = intern_text(&world->ledger.references, reference_id);
    *kept = (struct world_line){
        .section = movement->section, .record = movement->record, .class = class, .used = used};
    snprintf(kept->reference, sizeof kept->reference, "%.*s", (int)reference.length,
             reference.length > 0 ? reference.bytes : "");
    return STATUS_OK;
}

static inline enum status world_take_payer(void *context, const struct payer_terms_row *row,
                                           struct failure *failure)
{
    (void)failure;
    struct world *world = context;
    tie_assert(world->payer_count < WORLD_KEPT);
    struct buffer amount = {0};
    money_total_format(row->collectible, &amount);
    snprintf(world->payer_collectible[world->payer_count], 32, "%s", buffer_c(&amount));
    buffer_free(&amount);
    world->payer_rows[world->payer_count++] = *row;
    return STATUS_OK;
}

static inline enum status world_take_currency(void *context, uint32_t reference_id,
                                              currency_code used, int32_t billed_currencies,
                                              struct failure *failure)
{
    (void)failure;
    struct world *world = context;
    tie_assert(world->currency_count < WORLD_KEPT);
    world->currencies[world->currency_count].reference_id = reference_id;
    world->currencies[world->currency_count].used = used;
    world->currencies[world->currency_count++].billed = billed_currencies;
    return STATUS_OK;
}

static inline enum status world_take_line_currency(void *context,
                                                   const struct movement *movement,
                                                   currency_code used, struct failure *failure)
{
    (void)failure;
    struct world *world = context;
    tie_assert(world->line_currency_count < WORLD_KEPT);
    world->line_currencies[world->line_currency_count++] = (struct world_line){
        .section = movement->section, .record = movement->record, .used = used};
    return STATUS_OK;
}

static inline enum status world_take_cut(void *context, const struct position_then *then,
                                         struct failure *failure)
{
    (void)failure;
    struct world *world = context;
    tie_assert(world->then_count < WORLD_KEPT);
    struct world_then *kept = &world->thens[world->then_count++];
    kept->then = *then;
    kept->position = *then->position;
    kept->position.tax_codes = kept->position.evidence = STR("");
    return STATUS_OK;
}

static inline enum status world_take_roll(void *context, const struct position *position,
                                          const struct position_roll *roll,
                                          struct failure *failure)
{
    (void)failure;
    struct world *world = context;
    tie_assert(world->roll_count < WORLD_KEPT);
    world->rolls[world->roll_count].reference_id = position->reference_id;
    world->rolls[world->roll_count].currency = position->currency;
    world->rolls[world->roll_count].roll = *roll;
    world->rolls[world->roll_count++].roll.files = arena_copy(&world->arena, roll->files);
    return STATUS_OK;
}

static inline enum status world_pass(struct world *world)
{
    const struct position_sink sink = {
        .context = world,
        .position = world_take,
        .line = world_take_line,
        .payer = world_take_payer,
        .currency = world_take_currency,
        .line_currency = world_take_line_currency,
        .cut = world_take_cut,
        .roll = world_take_roll,
        .tax = world->tax,
    };
    payers_link(&world->payers, &world->ledger);
    world->status =
        position_pass(&world->ledger, &world->facts, &world->payers, &sink, &world->failure);
    return world->status;
}

/* The position of a reference and currency ("A USD"); NULL when there is none. */
static inline const struct position *world_find(const struct world *world, const char *key)
{
    struct str currency_text = {0};
    struct str reference = str_split(str_from(key), ' ', &currency_text);
    currency_code currency = CURRENCY_NONE;
    currency_parse(currency_text.length > 0 ? currency_text : STR("USD"), &currency);
    uint32_t id = intern_find(&world->ledger.references, reference);
    for (size_t at = 0; at < world->position_count; at++)
        if (world->positions[at].reference_id == id &&
            world->positions[at].currency == currency)
            return &world->positions[at];
    return NULL;
}

#endif
