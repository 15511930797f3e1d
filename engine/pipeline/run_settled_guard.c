/* What settled references hang on. Too much in the digest costs a whole check now and then; too
 * little would be a mistake: so whatever a line, a position or a count of one is made of is in
 * it. */
#include "pipeline/run_settled.h"

#include "pipeline/moved.h"

#include <stdlib.h>

static void guard_options(const struct run *run, struct buffer *text);
static void guard_windows(const struct run *run, struct buffer *text);
static void guard_sections(const struct run *run, const struct settled_rows *rows,
                           struct buffer *text);
static void guard_section(const struct run *run, size_t at, struct buffer *text);
static void guard_payers(const struct run *run, size_t customers, struct buffer *text);
static bool section_settled(const struct settled_rows *rows, size_t section);
static bool days_hold(const struct run *run);
static bool cut_known(struct str cuts, day_number day);
static bool seals_hold(const struct run *run);

void run_settled_guard(struct run *run, const struct settled_rows *rows, size_t customers,
                       struct buffer *guard, struct buffer *cuts)
{
    tie_assert(run && rows && guard && cuts);
    struct buffer text = {0};
    char hex[DIGEST_HEX_BYTES];
    guard_options(run, &text);
    guard_windows(run, &text);
    guard_sections(run, rows, &text);
    guard_payers(run, customers, &text);
    struct digest digest = digest_of(buffer_str(&text));
    buffer_add_c(guard, digest_hex(&digest, hex));
    buffer_free(&text);
    for (size_t at = 0; at < run->run_facts.cut_count; at++)
        if (run->run_facts.cuts[at].of_list || run->run_facts.cuts[at].of_ages)
            buffer_format(cuts, "%d ", run->run_facts.cuts[at].day);
}

bool run_settled_wanted(const struct run *run)
{
    tie_assert(run && run->options);
    for (int setting = 0; setting < MOVED_SETTING_COUNT; setting++)
        if (setting != MOVED_AS_OF && setting != MOVED_EMPTY &&
            moved_departs(run, (enum moved_setting)setting))
            return false;
    return true;
}

bool run_settled_holds(struct run *run)
{
    tie_assert(run && run->past);
    struct run_settled *settled = run->past;
    struct buffer guard = {0};
    struct buffer cuts = {0};
    bool known = !run->options->afresh && run_settled_wanted(run) &&
                 settled->sections <= run->kept.sections &&
                 settled->customers <= run->ledger.customers.count;
    if (known) {
        run_settled_guard(run, &settled->rows, settled->customers, &guard, &cuts);
        known = str_equal(buffer_str(&guard), buffer_str(&settled->guard)) && days_hold(run) &&
                seals_hold(run);
    }
    buffer_free(&guard);
    buffer_free(&cuts);
    return known;
}

/* Numbers are kept as they lie in memory: books from a machine with another order of bytes differ
 * here. */
static void guard_options(const struct run *run, struct buffer *text)
{
    const uint32_t order = 1;
    const struct run_facts *facts = &run->run_facts;
    const struct str texts[] = {run->rules_digest, run->policy_digest, run->terms_digest,
                                run->policy_file_digest, str_from(run->options->version)};
    buffer_add(text, (struct str){(const char *)&order, sizeof order});
    for (size_t at = 0; at < array_count(texts); at++)
        buffer_format(text, "%.*s\n", (int)texts[at].length, texts[at].bytes);
    buffer_format(text, "%u %d %d %d\n", facts->base_currency, facts->rest_without_evidence,
                  facts->paid_stands_in, facts->opening_on);
}

/* The end of what is known moves on with every month; what is settled does not ask for it. */
static void guard_windows(const struct run *run, struct buffer *text)
{
    for (int role = 0; role < ROLE_COUNT; role++) {
        const struct role_window *window = &run->run_facts.windows[role];
        buffer_format(text, "%d %d\n", window->known_from, window->back_from);
    }
}

static void guard_sections(const struct run *run, const struct settled_rows *rows,
                           struct buffer *text)
{
    for (size_t at = 0; at < run->facts.count; at++)
        if (section_settled(rows, at))
            guard_section(run, at, text);
}

/* Its place among the others by the number of those that stand before it. */
static void guard_section(const struct run *run, size_t at, struct buffer *text)
{
    const struct section_facts *own = run_facts_of(run, at);
    struct str name = run->file_facts[own->file].short_name;
    buffer_format(text, "%zu %u %.*s %d %d %d %d %d %d %d %d %d\n", at, own->file,
                  (int)name.length, name.bytes, own->covers_from, own->covers_to,
                  (int)own->covers_source, own->payout_on, own->lines_to, own->superseded,
                  own->overlaps, own->net_holds_tax, own->sign_vector);
    for (int component = 0; component < COMPONENT_POSITION_COUNT; component++)
        buffer_format(text, " %d", own->factor[component]);
    bool ages = false;
    for (size_t by = 0; by < run->facts.count; by++)
        ages = ages || (run_facts_of(run, by)->era->family->states == STATED_COLLECTED &&
                        run_facts_of(run, by)->covers_to == own->covers_to);
    buffer_format(text, " %d\n", ages);
}

/* Customers that came later may link those that were there. */
static void guard_payers(const struct run *run, size_t customers, struct buffer *text)
{
    for (size_t id = 0; id < customers; id++)
        buffer_format(text, "%u ", run->payers.by_customer_id[id]);
}

static bool section_settled(const struct settled_rows *rows, size_t section)
{
    size_t from = 0;
    size_t to = rows->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        const uint32_t *keys = rows->items[middle].keys;
        if (keys[0] < SETTLED_PAIR || (keys[0] == SETTLED_PAIR && keys[1] < section))
            from = middle + 1;
        else
            to = middle;
    }
    return from < rows->count && rows->items[from].keys[0] == SETTLED_PAIR &&
           rows->items[from].keys[1] == section;
}

/* Nothing looks at a day before their last one, but where that was so when they settled. */
static bool days_hold(const struct run *run)
{
    const struct run_facts *facts = &run->run_facts;
    day_number last = run->past->last_day;
    if (last == DAY_NONE)
        return true;
    if (facts->as_of < last || facts->roll_from <= last)
        return false;
    for (size_t at = 0; at < facts->cut_count; at++)
        if ((facts->cuts[at].of_list || facts->cuts[at].of_ages) &&
            facts->cuts[at].day < last &&
            !cut_known(buffer_str(&run->past->cuts), facts->cuts[at].day))
            return false;
    return true;
}

static bool cut_known(struct str cuts, day_number day)
{
    bool known = false;
    while (cuts.length > 0 && !known) {
        int64_t one = 0;
        struct str text = str_split(cuts, ' ', &cuts);
        known = str_to_count(text, INT64_MAX, &one) && one == day;
    }
    return known;
}

/* What came, or gave way, since the sealed month is asked about. */
static bool seals_hold(const struct run *run)
{
    const struct sealed *sealed = &run->run_facts.sealed;
    for (size_t at = 0; sealed->any && at < run->facts.count; at++)
        if (section_settled(&run->past->rows, at) &&
            !section_facts_counted_in(run_facts_of(run, at), sealed->epoch))
            return false;
    return true;
}
