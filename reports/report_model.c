/* What a run says of itself, from table meta. */
#include "reports/report_model.h"

#include "store/store_read.h"

static enum status read_rows(struct report_model *model, struct store_query *query,
                             struct failure *failure);

enum status report_model_read(struct report_model *model, struct store *store,
                              struct failure *failure)
{
    tie_assert(model != NULL && store != NULL);
    struct store_query *query = NULL;
    int64_t count = 0;
    *model = (struct report_model){.as_of = DAY_NONE};
    enum status status =
        store_read_integer(store, STR("SELECT count(*) FROM meta"), &count, failure);
    if (status != STATUS_OK)
        goto done;
    model->meta = arena_take(&model->arena, (size_t)count * sizeof *model->meta);
    model->count = (size_t)count;
    status = store_query_open(&query, store, STR("SELECT name, value FROM meta ORDER BY name"),
                              failure);
    if (status == STATUS_OK)
        status = read_rows(model, query, failure);
    if (!day_parse_iso(report_model_value(model, META_AS_OF), &model->as_of))
        model->as_of = DAY_NONE;
done:
    store_query_close(query);
    return status;
}

void report_model_free(struct report_model *model)
{
    tie_assert(model != NULL);
    arena_free(&model->arena);
    *model = (struct report_model){.as_of = DAY_NONE};
}

struct str report_model_value(const struct report_model *model, const char *name)
{
    tie_assert(model != NULL && name != NULL);
    for (size_t at = 0; at < model->count; at++)
        if (str_equal(model->meta[at].name, str_from(name)))
            return model->meta[at].value;
    return STR("");
}

static enum status read_rows(struct report_model *model, struct store_query *query,
                             struct failure *failure)
{
    bool found = true;
    for (size_t at = 0; at < model->count; at++) {
        enum status status = store_query_step(query, &found, failure);
        if (status != STATUS_OK)
            return status;
        tie_assert(found);
        model->meta[at].name = arena_copy(&model->arena, store_query_text(query, 0));
        model->meta[at].value = arena_copy(&model->arena, store_query_text(query, 1));
    }
    return STATUS_OK;
}
