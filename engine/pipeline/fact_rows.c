/* Rows of the smaller tables of the books: rejects, noise, policy. */
#include "pipeline/fact_rows.h"

static struct str reject_id(const struct run *run, const struct load_reject *reject,
                            char text[16]);
static enum status policy_row(struct store_insert *insert, struct str name, struct str unit,
                              int64_t value, struct str shipped, struct failure *failure);
static struct str policy_shipped(const struct run *run, struct str name);

enum status fact_rows_rejects(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, run->store, "reject", 10, failure);
    for (size_t i = run->kept.rejects; status == STATUS_OK && i < run->rejects.count; i++) {
        const struct load_reject *reject = (struct load_reject *)run->rejects.items + i;
        char id[16];
        const struct store_cell cells[] = {
            store_text(reject_id(run, reject, id)),
            store_integer(reject->file),
            store_integer(reject->record),
            store_integer(reject->line_first),
            store_integer(reject->column),
            store_text(reject->column_name),
            store_text(reject_reason_name(reject->reason)),
            store_text(reject->text),
            store_integer(reject->byte_offset),
            store_integer(reject->byte_length),
        };
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}

/* R- and ten hex digits of SHA-256 over file SHA-256 NUL record NUL column. */
static struct str reject_id(const struct run *run, const struct load_reject *reject,
                            char text[16])
{
    char hex[DIGEST_HEX_BYTES];
    struct buffer place = {0};
    buffer_add_c(&place, digest_hex(&run_file(run, reject->file)->totals.digest, hex));
    buffer_add_byte(&place, 0);
    buffer_add_count(&place, reject->record);
    buffer_add_byte(&place, 0);
    buffer_add(&place, reject->column_name);
    struct digest digest = digest_of(buffer_str(&place));
    buffer_free(&place);
    digest_hex(&digest, hex);
    text[0] = 'R';
    text[1] = '-';
    for (int i = 0; i < 10; i++)
        text[i + 2] = hex[i];
    return (struct str){text, 12};
}

enum status fact_rows_noise(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, run->store, "noise", 5, failure);
    for (size_t i = 0; status == STATUS_OK && i < run->noise.count; i++) {
        const struct load_noise *noise = (struct load_noise *)run->noise.items + i;
        const struct store_cell cells[] = {
            store_integer(noise->file), store_integer(noise->record),
            store_integer(noise->line_first), store_integer(noise->byte_offset),
            store_integer(noise->byte_length)};
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}

enum status fact_rows_policy(struct run *run, struct failure *failure)
{
    const struct policy *policy = &run->run_facts.policy;
    const struct {
        struct str name, unit;
        int64_t value;
    } values[] = {
        {STR("history_days"), STR("days"), policy->history_days},
        {STR("payout_gap_days"), STR("days"), policy->payout_gap_days},
        {STR("penny"), STR("money"), policy->penny.micro},
        {STR("penny_budget"), STR("money"), policy->penny_budget.micro},
        {STR("settlement_grace_days"), STR("days"), policy->settlement_grace_days},
    };
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, run->store, "policy", 5, failure);
    for (size_t i = 0; status == STATUS_OK && i < array_count(values); i++)
        status = policy_row(insert, values[i].name, values[i].unit, values[i].value,
                            policy_shipped(run, values[i].name), failure);
    store_insert_close(insert);
    return status;
}

static enum status policy_row(struct store_insert *insert, struct str name, struct str unit,
                              int64_t value, struct str shipped, struct failure *failure)
{
    char text[MONEY_TEXT_BYTES];
    struct buffer count = {0};
    buffer_add_count(&count, value);
    bool money = str_equal(unit, STR("money"));
    struct str printed =
        money ? str_from(money_format((struct money){value}, text)) : buffer_str(&count);
    const struct store_cell cells[] = {store_text(name), store_text(printed), store_text(unit),
                                       store_text(shipped), store_integer(value)};
    enum status status = store_insert_row(insert, cells, failure);
    buffer_free(&count);
    return status;
}

/* The value of the policy file built into the program: what "default" means. */
static struct str policy_shipped(const struct run *run, struct str name)
{
    const struct rules_file *file = rules_source_find(&run->rules_built_in, STR("policy.csv"));
    struct str rest = file ? file->text : (struct str){"", 0};
    while (rest.length > 0) {
        struct str after = {0};
        struct str row = str_split(rest, '\n', &after);
        struct str value = {0};
        struct str unit = {0};
        if (str_equal(str_split(row, ',', &value), name))
            return str_split(value, ',', &unit);
        rest = after;
    }
    return (struct str){"", 0};
}
