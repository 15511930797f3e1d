/* SQLite reads an image where it lies and copies its rows as they are, because both tables have
 * the same form. Types and NULLs are then not looked at again: who makes records answers for
 * them. */
#include "store/store_attach.h"

/* The schema images are opened as. */
#define IMAGE_SCHEMA "row_image"

static const char failed[] = "rows could not be written";

enum status store_attach(struct store *store, struct failure *failure)
{
    tie_assert(store != NULL && store->attached >= 0);
    if (store->attached == 0 && sqlite3_exec(store->db, "ATTACH ':memory:' AS " IMAGE_SCHEMA,
                                             NULL, NULL, NULL) != SQLITE_OK)
        return store_failed(store, failed, failure);
    store->attached++;
    return STATUS_OK;
}

/* In a transaction the last image counts as being read; nothing in its place is free to go. */
void store_detach(struct store *store)
{
    tie_assert(store != NULL && store->attached > 0);
    if (--store->attached > 0)
        return;
    (void)sqlite3_deserialize(store->db, IMAGE_SCHEMA, NULL, 0, 0, 0);
    (void)sqlite3_exec(store->db, "DETACH " IMAGE_SCHEMA, NULL, NULL, NULL);
}

enum status store_attach_copy(struct store *store, struct store_image *image, struct str name,
                              struct failure *failure)
{
    tie_assert(store != NULL && store->attached > 0);
    struct str bytes = store_image_finish(image);
    sqlite3_int64 size = (sqlite3_int64)bytes.length;
    struct buffer sql = {0};
    buffer_format(&sql, "INSERT INTO main.%.*s SELECT * FROM " IMAGE_SCHEMA ".%.*s",
                  (int)name.length, name.bytes, (int)name.length, name.bytes);
    int code = sqlite3_deserialize(store->db, IMAGE_SCHEMA, image->bytes, size, size,
                                   SQLITE_DESERIALIZE_READONLY);
    if (code == SQLITE_OK)
        code = sqlite3_exec(store->db, buffer_c(&sql), NULL, NULL, NULL);
    buffer_free(&sql);
    if (code != SQLITE_OK)
        return store_failed(store, failed, failure);
    tie_assert((size_t)sqlite3_changes(store->db) == image->rows);
    return STATUS_OK;
}
