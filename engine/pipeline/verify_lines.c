/* Books that moved on still hold the lines of the files a report was made of. Each is held against
 * the line that was made again: ids of texts tell the order of loads, so texts are compared. */
#include "pipeline/verify_parts.h"

/* The same table of the same file, in both books. */
struct section_pair {
    struct str file;
    struct str role;
    int64_t given, again; /* section ids; given < 0: not there */
};

static enum status find_pair(struct store *given, const struct store_query *sections,
                             struct section_pair *pair, struct failure *failure);
static enum status compare_section(struct store *given, struct store *again,
                                   const struct section_pair *pair, struct failure *failure);
static enum status ask_lines(struct store *store, struct str role, struct buffer *sql,
                             struct failure *failure);
static void add_column(struct buffer *sql, struct str column);
static enum status open_lines(struct store *store, const struct buffer *sql, int64_t section,
                              struct store_query **query, struct failure *failure);
static int differing(const struct store_query *given, const struct store_query *again);

enum status verify_lines(struct store *given, const char *again_path, struct failure *failure)
{
    tie_assert(given && again_path);
    struct store *again = NULL;
    struct store_query *sections = NULL;
    bool found = true;
    enum status status = store_open(&again, again_path, failure);
    if (status == STATUS_OK)
        status =
            store_query_open(&sections, again,
                             STR("SELECT section_id, role, short_name, sha256, first_record "
                                 "FROM section JOIN file USING (file_id) "
                                 "WHERE lines > 0 ORDER BY section_id"),
                             failure);
    while (status == STATUS_OK) {
        struct section_pair pair;
        status = store_query_step(sections, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        status = find_pair(given, sections, &pair, failure);
        if (status == STATUS_OK)
            status = compare_section(given, again, &pair, failure);
    }
    store_query_close(sections);
    store_close(again);
    return status;
}

/* The row at hand of `sections`, and where the other books keep it. */
static enum status find_pair(struct store *given, const struct store_query *sections,
                             struct section_pair *pair, struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = false;
    *pair = (struct section_pair){.file = store_query_text(sections, 2),
                                  .role = store_query_text(sections, 1),
                                  .given = -1,
                                  .again = store_query_integer(sections, 0)};
    enum status status = store_query_open(
        &query, given,
        STR("SELECT section_id FROM kept_section JOIN kept_file USING (file_id) "
            "WHERE sha256 = ?1 AND role = ?2 AND first_record = ?3"),
        failure);
    if (status == STATUS_OK) {
        store_query_bind_text(query, 1, store_query_text(sections, 3));
        store_query_bind_text(query, 2, pair->role);
        store_query_bind_integer(query, 3, store_query_integer(sections, 4));
        status = store_query_step(query, &found, failure);
    }
    if (status == STATUS_OK && found)
        pair->given = store_query_integer(query, 0);
    store_query_close(query);
    return status;
}

static enum status compare_section(struct store *given, struct store *again,
                                   const struct section_pair *pair, struct failure *failure)
{
    struct store_query *lines[2] = {NULL, NULL};
    struct buffer sql = {0};
    bool found[2] = {true, true};
    int64_t record = 0;
    int column = -1;
    enum status status = ask_lines(again, pair->role, &sql, failure);
    if (status == STATUS_OK)
        status = open_lines(given, &sql, pair->given, &lines[0], failure);
    if (status == STATUS_OK)
        status = open_lines(again, &sql, pair->again, &lines[1], failure);
    while (status == STATUS_OK && found[1] && column < 0) {
        for (size_t i = 0; status == STATUS_OK && i < 2; i++)
            status = store_query_step(lines[i], &found[i], failure);
        if (status != STATUS_OK || (!found[0] && !found[1]))
            break;
        record = store_query_integer(lines[found[1] ? 1 : 0], 0);
        column = found[0] && found[1] ? differing(lines[0], lines[1]) : 0;
    }
    if (status == STATUS_OK && column >= 0)
        status = failure_set(failure, STATUS_EVIDENCE,
                             "record %lld of %.*s is not kept as the file has it: %s",
                             (long long)record, (int)pair->file.length, pair->file.bytes,
                             store_query_column_name(lines[1], column));
    for (size_t i = 0; i < 2; i++)
        store_query_close(lines[i]);
    buffer_free(&sql);
    return status;
}

static enum status ask_lines(struct store *store, struct str role, struct buffer *sql,
                             struct failure *failure)
{
    struct store_query *query = NULL;
    struct buffer ask = {0};
    bool found = true;
    buffer_format(&ask, "SELECT name FROM pragma_table_info('line_%.*s') ORDER BY cid",
                  (int)role.length, role.bytes);
    enum status status = store_query_open(&query, store, buffer_str(&ask), failure);
    buffer_add_c(sql, "SELECT ");
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        add_column(sql, store_query_text(query, 0));
    }
    store_query_close(query);
    buffer_free(&ask);
    buffer_format(sql,
                  "1 FROM line_%.*s AS line WHERE line_id BETWEEN ?1 AND ?2 ORDER BY line_id",
                  (int)role.length, role.bytes);
    return status;
}

/* Ids of lines are records; ids of texts are the texts. */
static void add_column(struct buffer *sql, struct str column)
{
    static const struct {
        struct str column;
        const char *table, *key, *text;
    } texts[] = {
        {STR_INIT("reference_id"), "reference", "reference_id", "text"},
        {STR_INIT("product_id"), "product", "product_id", "json_array(code, title, tax_code)"},
        {STR_INIT("customer_id"), "customer", "customer_id",
         "json_array(account, payer_ref, customer_ref, name, country)"},
        {STR_INIT("offer_id"), "offer", "offer_id", "json_array(offer, visibility, agreement)"},
        {STR_INIT("jurisdiction_id"), "jurisdiction", "jurisdiction_id",
         "json_array(country, state, level, name, tax_type, rate, reason, certificate)"},
        {STR_INIT("payout_id"), "deposit", "payout_id", "json_array(bank_trace, settlement)"},
        {STR_INIT("invoice_id"), "text", "text_id", "text"},
        {STR_INIT("line_item_id"), "text", "text_id", "text"},
        {STR_INIT("bill_id"), "text", "text_id", "text"},
        {STR_INIT("settlement_id"), "text", "text_id", "text"},
    };
    int length = (int)column.length;
    for (size_t at = 0; at < array_count(texts); at++)
        if (str_equal(column, texts[at].column)) {
            buffer_format(sql, "(SELECT %s FROM %s AS own WHERE own.%s = line.%.*s) AS %.*s, ",
                          texts[at].text, texts[at].table, texts[at].key, length, column.bytes,
                          length, column.bytes);
            return;
        }
    bool line = str_equal(column, STR("line_id")) || str_equal(column, STR("billed_line"));
    buffer_format(sql, line ? "%.*s & 4294967295 AS record, " : "%.*s, ", length, column.bytes);
}

static enum status open_lines(struct store *store, const struct buffer *sql, int64_t section,
                              struct store_query **query, struct failure *failure)
{
    enum status status = store_query_open(query, store, buffer_str(sql), failure);
    if (status != STATUS_OK)
        return status;
    store_query_bind_integer(*query, 1, section < 0 ? -1 : section << 32);
    store_query_bind_integer(*query, 2, section < 0 ? -1 : section << 32 | UINT32_MAX);
    return STATUS_OK;
}

/* The first column that differs, or -1. */
static int differing(const struct store_query *given, const struct store_query *again)
{
    for (int at = 0; at < store_query_columns(again); at++)
        if (store_query_is_null(given, at) != store_query_is_null(again, at) ||
            !str_equal(store_query_text(given, at), store_query_text(again, at)))
            return at;
    return -1;
}
