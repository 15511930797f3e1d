/* Reads rules/vocabulary.sql and puts its views into a store. The text of a view is run outside
 * the cage, so it can be nothing but one SELECT: the engine itself writes CREATE TEMP VIEW
 * before it. */
#include "recon/vocabulary.h"

#include "base/embed.h"
#include "recon/rule_text.h"

#include <stdlib.h>

enum { VOCABULARY_VIEWS = 64, VOCABULARY_COLUMNS = 128 };

static const struct {
    const char *name;
    enum vocabulary_kind kind;
} kinds[] = {
    {"id", VOCABULARY_ID},   {"text", VOCABULARY_TEXT}, {"money", VOCABULARY_MONEY},
    {"day", VOCABULARY_DAY}, {"days", VOCABULARY_DAYS}, {"count", VOCABULARY_COUNT},
};

static bool is_built_in(const struct rules_file *file, const struct embed_file *built_in);
static enum status take_line(struct vocabulary *vocabulary, const struct rule_line *line,
                             bool *in_columns, struct arena *arena, struct failure *failure);
static enum status take_key(struct vocabulary *vocabulary, const struct rule_line *line,
                            bool *in_columns, struct arena *arena, struct failure *failure);
static enum status take_column(struct vocabulary_view *view, struct str text,
                               struct failure *failure);
static void take_sql(struct vocabulary_view *view, struct str text);
static bool kind_find(struct str name, enum vocabulary_kind *kind);
static void sort_views(struct vocabulary *vocabulary, struct arena *arena);
static int view_compare(const void *a, const void *b);
static void add_line(struct str line, uint32_t flag, struct buffer *into);

enum status vocabulary_load(struct vocabulary *vocabulary, const struct rules_source *source,
                            struct arena *arena, struct failure *failure)
{
    struct str path = STR("vocabulary.sql");
    const struct rules_file *file = rules_source_find(source, path);
    const struct embed_file *built_in = embed_find(path);
    tie_assert(file != NULL || built_in != NULL);
    struct rule_cursor cursor = {file != NULL ? file->text : embed_text(built_in), 0};
    struct rule_line line;
    bool in_columns = false;
    enum status status = STATUS_OK;
    *vocabulary = (struct vocabulary){.built_in = is_built_in(file, built_in)};
    vocabulary->views = arena_take(arena, sizeof *vocabulary->views * VOCABULARY_VIEWS);
    while (status == STATUS_OK && rule_cursor_next(&cursor, &line)) {
        status = take_line(vocabulary, &line, &in_columns, arena, failure);
        if (status != STATUS_OK)
            failure_place(failure, "vocabulary.sql", line.number, 0);
    }
    sort_views(vocabulary, arena);
    for (size_t i = 0; status == STATUS_OK && i < vocabulary->count; i++)
        if (str_find(vocabulary->views[i].body, STR(";")) >= 0)
            status = failure_set(
                failure, STATUS_EVIDENCE, "view '%.*s' is more than one SELECT",
                (int)vocabulary->views[i].name.length, vocabulary->views[i].name.bytes);
    return status;
}

const struct vocabulary_view *vocabulary_find(const struct vocabulary *vocabulary,
                                              struct str name)
{
    for (size_t i = 0; i < vocabulary->count; i++)
        if (str_equal(vocabulary->views[i].name, name))
            return &vocabulary->views[i];
    return NULL;
}

const struct vocabulary_column *vocabulary_find_column(const struct vocabulary_view *view,
                                                       struct str name)
{
    for (size_t i = 0; i < view->column_count; i++)
        if (str_equal(view->columns[i].name, name))
            return &view->columns[i];
    return NULL;
}

void vocabulary_view_sql(const struct vocabulary_view *view, struct vocabulary_scope scope,
                         struct buffer *into)
{
    tie_assert(view->body.length > 0);
    buffer_format(into, "DROP VIEW IF EXISTS temp.%.*s;\nCREATE TEMP VIEW %.*s AS\n",
                  (int)view->name.length, view->name.bytes, (int)view->name.length,
                  view->name.bytes);
    vocabulary_view_body(view, scope, into);
    buffer_add_c(into, ";\n");
}

void vocabulary_view_body(const struct vocabulary_view *view, struct vocabulary_scope scope,
                          struct buffer *into)
{
    struct rule_cursor cursor = {view->body, 0};
    struct rule_line line;
    bool keep = true;
    while (rule_cursor_next(&cursor, &line)) {
        if (line.kind == RULE_LINE_SQL && keep)
            add_line(line.value, scope.flag, into);
        if (line.kind != RULE_LINE_KEY)
            continue;
        if (str_equal(line.key, STR("only")))
            keep = str_equal(line.value, STR("rest")) ? scope.rest : scope.flag != 0;
        else if (str_equal(line.key, STR("end")))
            keep = true;
    }
}

enum status vocabulary_install(const struct vocabulary *vocabulary, struct store *store,
                               const struct rule *rule, struct vocabulary_scope scope,
                               struct buffer *stands, struct failure *failure)
{
    tie_assert(vocabulary != NULL && store != NULL);
    struct buffer sql = {0};
    for (size_t i = 0; i < vocabulary->count; i++) {
        struct buffer view = {0};
        if (rule != NULL && !rule_reads(rule, vocabulary->views[i].name))
            continue;
        vocabulary_view_sql(&vocabulary->views[i], scope, &view);
        if (stands == NULL || !str_equal(buffer_str(&view), buffer_str(&stands[i])))
            buffer_add(&sql, buffer_str(&view));
        if (stands != NULL) {
            buffer_clear(&stands[i]);
            buffer_add(&stands[i], buffer_str(&view));
        }
        buffer_free(&view);
    }
    enum status status = STATUS_OK;
    if (sql.length > 0)
        status = store_execute(store, buffer_c(&sql), failure);
    buffer_free(&sql);
    return status;
}

static bool is_built_in(const struct rules_file *file, const struct embed_file *built_in)
{
    return file == NULL || (built_in != NULL && str_equal(file->text, embed_text(built_in)));
}

static enum status take_line(struct vocabulary *vocabulary, const struct rule_line *line,
                             bool *in_columns, struct arena *arena, struct failure *failure)
{
    struct vocabulary_view *view = NULL;
    if (vocabulary->count > 0)
        view = &vocabulary->views[vocabulary->count - 1];
    if (line->kind == RULE_LINE_KEY && view != NULL && view->body.length > 0 &&
        !str_equal(line->key, STR("view")))
        take_sql(view, line->key); /* the next line of the SELECT takes in the rest of it */
    else if (line->kind == RULE_LINE_KEY)
        return take_key(vocabulary, line, in_columns, arena, failure);
    else if (line->kind == RULE_LINE_MORE && view != NULL && *in_columns)
        return take_column(view, line->value, failure);
    else if (line->kind == RULE_LINE_MORE && view != NULL)
        view->about = rule_text_join(view->about, line->value, arena);
    else if (line->kind == RULE_LINE_SQL && view == NULL)
        return failure_set(failure, STATUS_EVIDENCE, "a SELECT without a view");
    else if (line->kind == RULE_LINE_SQL)
        take_sql(view, line->value);
    return STATUS_OK;
}

static enum status take_key(struct vocabulary *vocabulary, const struct rule_line *line,
                            bool *in_columns, struct arena *arena, struct failure *failure)
{
    tie_assert(vocabulary->views != NULL);
    if (str_equal(line->key, STR("view"))) {
        if (vocabulary->count == VOCABULARY_VIEWS)
            return failure_set(failure, STATUS_EVIDENCE, "too many views");
        struct vocabulary_view *view = &vocabulary->views[vocabulary->count++];
        *view = (struct vocabulary_view){.name = line->value};
        view->columns = arena_take(arena, sizeof *view->columns * VOCABULARY_COLUMNS);
        *in_columns = false;
    } else if (vocabulary->count > 0 && str_equal(line->key, STR("about"))) {
        vocabulary->views[vocabulary->count - 1].about = line->value;
    } else if (vocabulary->count > 0 && str_equal(line->key, STR("columns"))) {
        *in_columns = true;
    } else if (vocabulary->count > 0) {
        return failure_set(failure, STATUS_EVIDENCE, "a view has no '%.*s'",
                           (int)line->key.length, line->key.bytes);
    }
    return STATUS_OK;
}

static enum status take_column(struct vocabulary_view *view, struct str text,
                               struct failure *failure)
{
    struct vocabulary_column column = {.name = rule_text_word(&text)};
    struct str kind = rule_text_word(&text);
    if (str_ends(kind, STR("?"))) {
        column.may_be_null = true;
        kind.length--;
    }
    if (!kind_find(kind, &column.kind))
        return failure_set(failure, STATUS_EVIDENCE, "column '%.*s' is of no known kind",
                           (int)column.name.length, column.name.bytes);
    if (view->column_count == VOCABULARY_COLUMNS)
        return failure_set(failure, STATUS_EVIDENCE, "too many columns");
    column.meaning = str_trim(text);
    view->columns[view->column_count++] = column;
    return STATUS_OK;
}

/* A body is one stretch of the file: it grows from its first line to the last one seen. */
static void take_sql(struct vocabulary_view *view, struct str text)
{
    if (view->body.length == 0)
        view->body.bytes = text.bytes;
    tie_assert(text.bytes >= view->body.bytes);
    view->body.length = (size_t)(text.bytes - view->body.bytes) + text.length;
}

static bool kind_find(struct str name, enum vocabulary_kind *kind)
{
    for (size_t i = 0; i < array_count(kinds); i++) {
        if (str_equal(name, str_from(kinds[i].name))) {
            *kind = kinds[i].kind;
            return true;
        }
    }
    return false;
}

static void sort_views(struct vocabulary *vocabulary, struct arena *arena)
{
    qsort(vocabulary->views, vocabulary->count, sizeof *vocabulary->views, view_compare);
    vocabulary->names = arena_take(arena, sizeof *vocabulary->names * (vocabulary->count + 1));
    for (size_t i = 0; i < vocabulary->count; i++)
        vocabulary->names[i] = vocabulary->views[i].name;
}

static int view_compare(const void *a, const void *b)
{
    const struct vocabulary_view *left = a;
    const struct vocabulary_view *right = b;
    return str_compare(left->name, right->name);
}

/* `$flag` becomes the bit. */
static void add_line(struct str line, uint32_t flag, struct buffer *into)
{
    struct str mark = STR("$flag");
    ptrdiff_t at = str_find(line, mark);
    if (at < 0) {
        buffer_add(into, line);
        return;
    }
    buffer_add(into, (struct str){line.bytes, (size_t)at});
    buffer_add_count(into, (int64_t)flag);
    buffer_add(into, (struct str){line.bytes + at + mark.length,
                                  line.length - (size_t)at - mark.length});
}
