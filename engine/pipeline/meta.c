/* The run's own words, into table meta: versions, as-of, digests, every option that can change
 * a figure. */
#include "base/digest.h"
#include "base/file.h"
#include "pipeline/run.h"
#include "record/record_libcsv.h"
#include "reports/report_model.h"

static enum status meta_row(struct store_insert *insert, const char *name, struct str value,
                            struct failure *failure);
static enum status meta_words(struct run *run, struct store_insert *insert,
                              struct failure *failure);
static enum status meta_options(struct run *run, struct store_insert *insert,
                                struct failure *failure);
static struct str meta_joined(struct run *run, const struct str *texts, size_t count);
static struct str meta_said(struct str choice);
static struct str meta_place(struct run *run, const char *path);
static struct str meta_count(struct run *run, int64_t count);
static struct str meta_day(struct run *run, day_number day);

enum status run_store_meta(struct run *run, struct failure *failure)
{
    tie_assert(run && run->store);
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, run->store, "meta", 2, failure);
    if (status == STATUS_OK)
        status = meta_words(run, insert, failure);
    if (status == STATUS_OK)
        status = meta_options(run, insert, failure);
    store_insert_close(insert);
    return status;
}

static enum status meta_words(struct run *run, struct store_insert *insert,
                              struct failure *failure)
{
    char currency[CURRENCY_TEXT_BYTES];
    const struct run_facts *facts = &run->run_facts;
    const struct {
        const char *name;
        struct str value;
    } words[] = {
        {META_VERSION, str_from(run->options->version)},
        {META_SQLITE_VERSION, str_from(store_library_version())},
        {META_GMP_VERSION, str_from(money_library_version())},
        {META_OPENSSL_VERSION, str_from(digest_library_version())},
        {META_AS_OF, meta_day(run, facts->as_of)},
        {META_AS_OF_DAY, meta_count(run, facts->as_of)},
        {META_AS_OF_SOURCE, str_from(facts->as_of_source)},
        {META_AS_OF_NOTE, run->as_of_note},
        {META_ROLL_FROM, meta_day(run, facts->roll_from)},
        {META_ROLL_FROM_DAY, meta_count(run, facts->roll_from)},
        {META_SEALED_DAY, facts->sealed.any ? meta_count(run, facts->sealed.on) : STR("")},
        {META_BASE_CURRENCY, str_from(currency_format(facts->base_currency, currency))},
        {META_RULES_DIGEST, run->rules_digest},
        {META_POLICY_DIGEST, run->policy_digest},
        {META_TERMS_DIGEST, run->terms_digest},
        {META_CSV_VERSION, str_from(record_library_version())},
        {META_PLACE_POLICY, meta_place(run, run->options->policy_path)},
        {META_PLACE_TERMS, meta_place(run, run->options->terms_path)},
        {META_RULES_SOURCE, str_from(run->options->rules_path ? "directory" : "built-in")},
        {META_RULES_SHIPPED, meta_count(run, (int64_t)run->rule_set_built_in.count)},
        {META_RULES_RUN, meta_count(run, (int64_t)run->rule_set.count)},
    };
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < array_count(words); i++)
        status = meta_row(insert, words[i].name, words[i].value, failure);
    return status;
}

static enum status meta_options(struct run *run, struct store_insert *insert,
                                struct failure *failure)
{
    const struct run_options *options = run->options;
    char currency[CURRENCY_TEXT_BYTES];
    currency_format(run->run_facts.base_currency, currency);
    const struct {
        const char *name;
        struct str value;
    } words[] = {
        {META_OPTION_PREFIX "allow-rejects", meta_count(run, options->allow_rejects)},
        {META_OPTION_PREFIX "as-of", meta_day(run, options->as_of)},
        {META_OPTION_PREFIX "assume",
         meta_joined(run, options->assumes, options->assume_count)},
        {META_OPTION_PREFIX "both", str_from(run->told_both ? "yes" : "no")},
        {META_OPTION_PREFIX "currency", str_from(currency)},
        {META_OPTION_PREFIX "empty", meta_joined(run, options->empties, options->empty_count)},
        {META_OPTION_PREFIX "format", meta_said(options->formats)},
        {META_OPTION_PREFIX "from", meta_day(run, options->from)},
        {META_OPTION_PREFIX "full", str_from(options->full ? "yes" : "no")},
        {META_OPTION_PREFIX "period", run->told_period},
        {META_OPTION_PREFIX "policy", run->policy_file_digest},
        {META_OPTION_PREFIX "present", meta_said(options->present)},
        {META_OPTION_PREFIX "prove", str_from(options->prove ? "yes" : "no")},
        {META_OPTION_PREFIX "raw", str_from(options->raw ? "yes" : "no")},
        {META_OPTION_PREFIX "replace", str_from(run->told_replace ? "yes" : "no")},
        {META_OPTION_PREFIX "report", meta_said(options->reports)},
        {META_OPTION_PREFIX "require",
         meta_joined(run, options->requires, options->require_count)},
        {META_OPTION_PREFIX "rules", str_from(options->rules_path ? "directory" : "built-in")},
        {META_OPTION_PREFIX "set", meta_joined(run, options->sets, options->set_count)},
        {META_OPTION_PREFIX "terms", run->terms_digest},
    };
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < array_count(words); i++)
        status = meta_row(insert, words[i].name, words[i].value, failure);
    return status;
}

static enum status meta_row(struct store_insert *insert, const char *name, struct str value,
                            struct failure *failure)
{
    const struct store_cell cells[] = {store_text(str_from(name)), store_text(value)};
    return store_insert_row(insert, cells, failure);
}

/* In the order of their bytes: the order of arguments changes nothing. */
static struct str meta_joined(struct run *run, const struct str *texts, size_t count)
{
    struct buffer joined = {0};
    struct str last = {0};
    for (size_t round = 0; round < count; round++) {
        const struct str *next = NULL;
        for (size_t i = 0; i < count; i++) {
            bool later = round == 0 || str_compare(texts[i], last) > 0;
            if (later && (!next || str_compare(texts[i], *next) < 0))
                next = &texts[i];
        }
        if (!next)
            break;
        if (joined.length > 0)
            buffer_add_byte(&joined, ' ');
        buffer_add(&joined, *next);
        last = *next;
    }
    struct str kept = arena_copy(&run->arena, buffer_str(&joined));
    buffer_free(&joined);
    return kept;
}

static struct str meta_said(struct str choice)
{
    return choice.bytes ? choice : STR("");
}

static struct str meta_place(struct run *run, const char *path)
{
    return path ? file_real_path(path, &run->arena) : (struct str){"", 0};
}

static struct str meta_count(struct run *run, int64_t count)
{
    struct buffer text = {0};
    buffer_add_count(&text, count);
    struct str kept = arena_copy(&run->arena, buffer_str(&text));
    buffer_free(&text);
    return kept;
}

static struct str meta_day(struct run *run, day_number day)
{
    char text[DAY_TEXT_BYTES];
    return arena_copy(&run->arena, str_from(day_format(day, text)));
}
