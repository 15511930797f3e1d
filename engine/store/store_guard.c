/* The cage. SQLite asks its authorizer about every table and function while it prepares a
 * statement; here everything is forbidden that is not named. What the authorizer cannot see is
 * read from the text (names of WITH tables) and from the program (texts, divisions). */
#include "store/store_guard.h"

#include "store/store_guard_code.h"
#include "store/store_guard_functions.h"
#include "store/store_guard_known.h"
#include "store/store_guard_text.h"
#include "store/store_query.h"

#include <stdlib.h>
#include <string.h>

struct name_list {
    struct arena arena;
    struct str *names;
    size_t count, capacity;
};

struct store_cage {
    struct store *store;
    const struct str *views; /* the caller's */
    size_t view_count;
    bool known; /* the library */
    /* Where SQLite says it is while it reads the views: their own names, and those of views and
     * WITH tables inside them. */
    struct name_list inside;
};

/* What is seen while one statement is prepared. */
struct watch {
    struct store_cage *cage;
    bool learning;           /* reading the views themselves: all is allowed, `inside` grows */
    bool with;               /* WITH tables of ours stand in the place of the views */
    struct name_list below;  /* tables read inside the views */
    struct name_list direct; /* views read by the rule itself */
    struct buffer offence;   /* the first thing refused, as a clause */
};

static void learn_views(struct store_cage *cage);
static bool has_views(const struct store *store);
static int prepare_watched(struct watch *watch, struct str sql, sqlite3_stmt **statement);
static int authorize(void *watch, int action, const char *first, const char *second,
                     const char *database, const char *inner);
static bool watch_allows(struct watch *watch, int action, const char *first, const char *second,
                         const char *inner);
static void watch_read(struct watch *watch, const char *table, const char *inner);
static void offence_say(struct buffer *offence, int action, const char *first,
                        const char *second);
static void check_text(struct watch *watch, struct str sql);
static void check_statement(struct watch *watch, int prepared, struct str sql,
                            sqlite3_stmt *statement);
static enum status check_code(struct watch *watch, struct str whole, struct failure *failure);
static struct str reads_text(const struct watch *watch, struct str sql, struct arena *arena);
static void watch_free(struct watch *watch);
static bool in_views(const struct str *views, size_t count, const char *name);
static bool list_has(const struct name_list *list, const char *name);
static void list_add(struct name_list *list, const char *name);
static void list_free(struct name_list *list);

enum status store_cage_open(struct store_cage **cage, struct store *store,
                            const struct str *views, size_t view_count, struct failure *failure)
{
    tie_assert(cage != NULL && store != NULL);
    tie_assert(views != NULL || view_count == 0);
    *cage = NULL;
    enum status status = guard_functions_register(store, failure);
    if (status != STATUS_OK)
        return status;
    struct store_cage *made = memory_resize(NULL, 1, sizeof *made);
    *made = (struct store_cage){.store = store,
                                .views = views,
                                .view_count = view_count,
                                .known = guard_library_is_known()};
    learn_views(made);
    *cage = made;
    return STATUS_OK;
}

void store_cage_close(struct store_cage *cage)
{
    if (cage == NULL)
        return;
    guard_functions_remove(cage->store);
    list_free(&cage->inside);
    free(cage);
}

enum status store_cage_prepare(struct store_cage *cage, const struct store_cage_rule *rule,
                               struct arena *arena, struct store_query **query,
                               struct str *reads, struct failure *failure)
{
    tie_assert(cage != NULL && rule != NULL && arena != NULL);
    tie_assert(query != NULL && reads != NULL && failure != NULL);
    struct watch watch = {.cage = cage, .with = rule->with.length > 0};
    struct buffer whole = {0};
    sqlite3_stmt *statement = NULL;
    *query = NULL;
    buffer_add(&whole, rule->with);
    buffer_add(&whole, rule->sql);
    int prepared = prepare_watched(&watch, buffer_str(&whole), &statement);
    enum status status = STATUS_OK;
    check_statement(&watch, prepared, rule->sql, statement);
    if (watch.offence.length == 0 && !(rule->ships && cage->known))
        status = check_code(&watch, buffer_str(&whole), failure);
    if (status == STATUS_OK && watch.offence.length > 0) {
        failure_set(failure, STATUS_EVIDENCE, "rule %.*s leaves its cage: %s",
                    (int)rule->code.length, rule->code.bytes, buffer_c(&watch.offence));
        failure_remedy(failure,
                       "A rule is one SELECT over the views of the vocabulary, in whole "
                       "numbers: see rules/README.md.");
        status = failure->status;
    }
    if (status == STATUS_OK) {
        *reads = reads_text(&watch, rule->sql, arena);
        *query = store_query_of(cage->store, statement);
    } else {
        sqlite3_finalize(statement);
    }
    buffer_free(&whole);
    watch_free(&watch);
    return status;
}

bool store_guard_allows(int action, const char *first, const char *second,
                        const char *inner_view, const struct str *views, size_t view_count)
{
    static const struct str functions[] = {
        STR_INIT("abs"),    STR_INIT("as_of"),       STR_INIT("coalesce"), STR_INIT("count"),
        STR_INIT("ifnull"), STR_INIT("iif"),         STR_INIT("length"),   STR_INIT("lower"),
        STR_INIT("max"),    STR_INIT("micro_times"), STR_INIT("min"),      STR_INIT("money"),
        STR_INIT("nullif"), STR_INIT("policy"),      STR_INIT("sum"),      STR_INIT("upper"),
    };
    bool inside = in_views(views, view_count, inner_view);
    switch (action) {
    case SQLITE_SELECT:
        return true;
    case SQLITE_READ:
        return inside || in_views(views, view_count, first);
    case SQLITE_FUNCTION:
        return inside || in_views(functions, array_count(functions), second);
    default:
        return false;
    }
}

/* A view that is not there is no mistake yet: nobody may ask for it. Where none was made, as with
 * WITH tables in their place, there is nothing to learn. */
static void learn_views(struct store_cage *cage)
{
    if (!has_views(cage->store))
        return;
    for (size_t i = 0; i < cage->view_count; i++) {
        struct watch watch = {.cage = cage, .learning = true};
        struct buffer sql = {0};
        sqlite3_stmt *statement = NULL;
        buffer_format(&sql, "SELECT * FROM \"%.*s\"", (int)cage->views[i].length,
                      cage->views[i].bytes);
        (void)prepare_watched(&watch, buffer_str(&sql), &statement);
        sqlite3_finalize(statement);
        buffer_free(&sql);
        watch_free(&watch);
    }
}

static bool has_views(const struct store *store)
{
    static const char sql[] = "SELECT 1 FROM temp.sqlite_schema WHERE type = 'view' UNION ALL "
                              "SELECT 1 FROM main.sqlite_schema WHERE type = 'view'";
    sqlite3_stmt *statement = NULL;
    bool found = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK ||
                 sqlite3_step(statement) != SQLITE_DONE;
    sqlite3_finalize(statement);
    return found;
}

/* The authorizer is on only here: the engine's own statements are not asked about. */
static int prepare_watched(struct watch *watch, struct str sql, sqlite3_stmt **statement)
{
    sqlite3 *db = watch->cage->store->db;
    sqlite3_set_authorizer(db, authorize, watch);
    enum store_prepared prepared = store_query_prepare(db, sql, statement);
    sqlite3_set_authorizer(db, NULL, NULL);
    return (int)prepared;
}

static int authorize(void *argument, int action, const char *first, const char *second,
                     const char *database, const char *inner)
{
    (void)database;
    struct watch *watch = argument;
    if (watch->learning) {
        if (inner != NULL && !list_has(&watch->cage->inside, inner))
            list_add(&watch->cage->inside, inner);
        return SQLITE_OK;
    }
    if (watch_allows(watch, action, first, second, inner))
        return SQLITE_OK;
    if (watch->offence.length == 0)
        offence_say(&watch->offence, action, first, second);
    return SQLITE_DENY;
}

static bool watch_allows(struct watch *watch, int action, const char *first, const char *second,
                         const char *inner)
{
    const struct store_cage *cage = watch->cage;
    if (action == SQLITE_READ)
        watch_read(watch, first, inner);
    if (store_guard_allows(action, first, second, inner, cage->views, cage->view_count))
        return true;
    bool inside = list_has(&cage->inside, inner);
    if (inside && (action == SQLITE_READ || action == SQLITE_FUNCTION))
        return true;
    /* count(*) over a view: SQLite asks for the table below without a column, and no longer
     * says which view it stands in. It is the same table when it was just read inside one. */
    return action == SQLITE_READ && second != NULL && second[0] == '\0' &&
           list_has(&watch->below, first);
}

static void watch_read(struct watch *watch, const char *table, const char *inner)
{
    const struct store_cage *cage = watch->cage;
    bool with = watch->with && in_views(cage->views, cage->view_count, inner);
    bool inside = with || list_has(&cage->inside, inner);
    if (inside && !list_has(&watch->below, table))
        list_add(&watch->below, table);
    if (inside && !list_has(&watch->below, inner))
        list_add(&watch->below, inner);
    if (with && !list_has(&watch->direct, inner))
        list_add(&watch->direct, inner);
    if (!inside && in_views(cage->views, cage->view_count, table) &&
        !list_has(&watch->direct, table))
        list_add(&watch->direct, table);
}

static void offence_say(struct buffer *offence, int action, const char *first,
                        const char *second)
{
    const char *object = first == NULL ? "" : first;
    switch (action) {
    case SQLITE_READ:
        buffer_format(offence, "it reads table %s", object);
        break;
    case SQLITE_FUNCTION:
        buffer_format(offence, "it calls function %s", second == NULL ? "" : second);
        break;
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
        buffer_format(offence, "it writes table %s", object);
        break;
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
        buffer_add_c(offence, "it opens or closes another database");
        break;
    case SQLITE_PRAGMA:
        buffer_format(offence, "it uses PRAGMA %s", object);
        break;
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
        buffer_add_c(offence, "it begins or ends a transaction");
        break;
    case SQLITE_RECURSIVE:
        buffer_add_c(offence, "it calls itself (WITH RECURSIVE)");
        break;
    default:
        buffer_format(offence, "it does more than ask (action %d of SQLite)", action);
        break;
    }
}

/* What only the text shows. */
static void check_text(struct watch *watch, struct str sql)
{
    const struct store_cage *cage = watch->cage;
    struct arena arena = {0};
    struct guard_text text = guard_text_read(sql, &arena);
    if (!guard_text_asks(&text))
        buffer_add_c(&watch->offence, "it is no SELECT");
    for (size_t i = 0; i < cage->view_count + cage->inside.count; i++) {
        struct str name =
            i < cage->view_count ? cage->views[i] : cage->inside.names[i - cage->view_count];
        if (watch->offence.length == 0 && guard_text_defines(&text, name))
            buffer_format(&watch->offence, "its WITH table %.*s has a name of the vocabulary",
                          (int)name.length, name.bytes);
    }
    arena_free(&arena);
}

/* Fills the watch's offence. */
static void check_statement(struct watch *watch, int prepared, struct str sql,
                            sqlite3_stmt *statement)
{
    const struct store *store = watch->cage->store;
    if (watch->offence.length > 0)
        return;
    if (prepared == STORE_PREPARED_NONE || prepared == STORE_PREPARED_MANY) {
        buffer_add_c(&watch->offence, prepared == STORE_PREPARED_NONE
                                          ? "it asks nothing"
                                          : "it is more than one statement");
        return;
    }
    if (prepared == STORE_PREPARED_BAD) {
        buffer_format(&watch->offence, "SQLite does not understand it: %s",
                      sqlite3_errmsg(store->db));
        return;
    }
    check_text(watch, sql);
    if (watch->offence.length == 0 && sqlite3_bind_parameter_count(statement) > 0)
        buffer_add_c(&watch->offence, "it has a parameter nobody fills");
}

/* What only the program shows that SQLite made of it. */
static enum status check_code(struct watch *watch, struct str whole, struct failure *failure)
{
    const char *offence = guard_code_offence(watch->cage->store, whole, failure);
    if (offence != NULL)
        buffer_add_c(&watch->offence, offence);
    return failure->status;
}

/* Views are sorted, so what is written in their order is. A view whose columns are not used, as
 * by count(*), is only seen from inside: then the text must name it as well. */
static struct str reads_text(const struct watch *watch, struct str sql, struct arena *arena)
{
    struct arena scratch = {0};
    struct guard_text text = guard_text_read(sql, &scratch);
    struct buffer reads = {0};
    for (size_t i = 0; i < watch->cage->view_count; i++) {
        struct str view = watch->cage->views[i];
        const char *name = arena_copy(&scratch, view).bytes;
        if (!list_has(&watch->direct, name) &&
            !(list_has(&watch->below, name) && guard_text_joins(&text, view)))
            continue;
        if (reads.length > 0)
            buffer_add_byte(&reads, ' ');
        buffer_add(&reads, view);
    }
    struct str copy = arena_copy(arena, buffer_str(&reads));
    buffer_free(&reads);
    arena_free(&scratch);
    return copy;
}

static void watch_free(struct watch *watch)
{
    list_free(&watch->below);
    list_free(&watch->direct);
    buffer_free(&watch->offence);
}

static bool in_views(const struct str *views, size_t count, const char *name)
{
    for (size_t i = 0; name != NULL && i < count; i++)
        if (str_equal_nocase(views[i], str_from(name)))
            return true;
    return false;
}

static bool list_has(const struct name_list *list, const char *name)
{
    return in_views(list->names, list->count, name);
}

static void list_add(struct name_list *list, const char *name)
{
    tie_assert(name != NULL);
    if (list->count == list->capacity) {
        list->capacity = list->capacity == 0 ? 16 : 2 * list->capacity;
        list->names = memory_resize(list->names, list->capacity, sizeof *list->names);
    }
    list->names[list->count++] = arena_copy(&list->arena, str_from(name));
}

static void list_free(struct name_list *list)
{
    arena_free(&list->arena);
    free(list->names);
    *list = (struct name_list){0};
}
