/* JSON by SQLite's own functions, in a database of its own in memory. */
#include "store/store_json.h"

#include "store/store_query.h"

static enum status json_check(struct store_query *query, struct str document, const char *name,
                              struct failure *failure);
static enum status json_ask(struct store *store, struct str document, const char *path,
                            struct arena *arena, struct str *text, bool *found,
                            struct failure *failure);

enum status store_json_text(struct str document, const char *path, const char *name,
                            struct arena *arena, struct str *text, bool *found,
                            struct failure *failure)
{
    tie_assert(path != NULL && name != NULL);
    tie_assert(arena != NULL && text != NULL && found != NULL);
    *text = (struct str){NULL, 0};
    *found = false;
    struct store *store = store_connect(":memory:", SQLITE_OPEN_READWRITE, failure);
    if (store == NULL)
        return failure->status;
    struct store_query *query = NULL;
    enum status status = store_query_open(&query, store, STR("SELECT json_valid(?1)"), failure);
    if (status == STATUS_OK)
        status = json_check(query, document, name, failure);
    store_query_close(query);
    if (status == STATUS_OK)
        status = json_ask(store, document, path, arena, text, found, failure);
    store_close(store);
    return status;
}

void store_json_quote(struct buffer *into, struct str text)
{
    tie_assert(into != NULL);
    tie_assert(text.bytes != NULL || text.length == 0);
    buffer_add_byte(into, '"');
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        if (byte == '"' || byte == '\\')
            buffer_add_byte(into, '\\');
        if (byte < 0x20)
            buffer_format(into, "\\u%04x", byte);
        else
            buffer_add_byte(into, (char)byte);
    }
    buffer_add_byte(into, '"');
}

static enum status json_check(struct store_query *query, struct str document, const char *name,
                              struct failure *failure)
{
    bool found = false;
    store_query_bind_text(query, 1, document);
    enum status status = store_query_step(query, &found, failure);
    if (status != STATUS_OK)
        return status;
    tie_assert(found);
    if (store_query_integer(query, 0) == 1)
        return STATUS_OK;
    failure_set(failure, STATUS_REFUSED, "the text is not JSON");
    failure_place(failure, name, 0, 0);
    failure_remedy(failure, "Download the file again, or remove it: it only adds what a report "
                            "does not say itself.");
    return failure->status;
}

static enum status json_ask(struct store *store, struct str document, const char *path,
                            struct arena *arena, struct str *text, bool *found,
                            struct failure *failure)
{
    struct store_query *query = NULL;
    bool row = false;
    enum status status = store_query_open(
        &query, store, STR("SELECT json_extract(?1, ?2) WHERE json_type(?1, ?2) = 'text'"),
        failure);
    if (status != STATUS_OK)
        return status;
    store_query_bind_text(query, 1, document);
    store_query_bind_text(query, 2, str_from(path));
    status = store_query_step(query, &row, failure);
    if (status == STATUS_OK && row) {
        *text = arena_copy(arena, store_query_text(query, 0));
        *found = true;
    }
    store_query_close(query);
    return status;
}
