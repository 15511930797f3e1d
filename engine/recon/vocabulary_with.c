/* Only the plainest form of a SELECT is narrowed: columns, FROM, and the same again behind UNION
 * ALL. Where rows are grouped, sorted or made one, a column that is left out could change the
 * rows. */
#include "recon/vocabulary_with.h"

#include "store/store_guard_text.h"

/* A view taken apart: its columns, and what stands behind them, once a SELECT. */
struct vocabulary_shape {
    struct vocabulary_shape *next;
    const struct vocabulary_view *view;
    struct vocabulary_scope scope;
    struct str body;
    struct str *columns; /* as many as the view has, for each SELECT */
    struct str *tails;   /* from FROM on */
    size_t selects;      /* 0: nothing can be left out */
};

/* What a rule's text names. */
struct names {
    struct guard_text text;
    bool any; /* maybe columns that it does not name: by a star, or by a natural join */
};

static struct names names_read(struct str sql, struct arena *arena);
static void names_mark(const struct names *names, const struct vocabulary_view *view,
                       bool *named);
static const struct vocabulary_shape *shape_of(struct vocabulary_with *with,
                                               const struct vocabulary_view *view,
                                               struct vocabulary_scope scope,
                                               struct arena *arena);
static bool shape_select(struct vocabulary_shape *shape, const struct guard_text *text,
                         size_t *at);
static void shape_print(const struct vocabulary_shape *shape, const bool *named,
                        struct buffer *into);
static size_t column_end(const struct guard_text *text, size_t at);
static size_t tail_end(const struct guard_text *text, size_t at);
static struct str between(const struct guard_text *text, size_t from, size_t to);
static bool is_any(const struct guard_text *text, size_t at, const char *const *words);
static bool is_word(const struct guard_text *text, size_t at, const char *word);

bool vocabulary_with_add(struct vocabulary_with *with, const struct vocabulary *vocabulary,
                         const struct rule *rule, struct vocabulary_scope scope,
                         struct arena *arena, struct buffer *into)
{
    tie_assert(with != NULL && vocabulary != NULL && rule != NULL && into != NULL);
    struct arena scratch = {0};
    struct names names = names_read(rule->sql, &scratch);
    bool own = is_word(&names.text, 0, "with");
    const char *before = "WITH ";
    for (size_t i = 0; i < vocabulary->count && !own; i++) {
        const struct vocabulary_view *view = &vocabulary->views[i];
        if (!rule_reads(rule, view->name))
            continue;
        bool *named = arena_take(&scratch, (view->column_count + 1) * sizeof *named);
        names_mark(&names, view, named);
        buffer_format(into, "%s%.*s AS NOT MATERIALIZED (", before, (int)view->name.length,
                      view->name.bytes);
        shape_print(shape_of(with, view, scope, arena), names.any ? NULL : named, into);
        buffer_add_c(into, ")\n");
        before = ", ";
    }
    arena_free(&scratch);
    return !own;
}

static struct names names_read(struct str sql, struct arena *arena)
{
    struct names names = {guard_text_read(sql, arena), false};
    const struct guard_text *text = &names.text;
    for (size_t at = 0; at < text->count; at++) {
        bool counts = at > 0 && is_word(text, at - 1, "(") && is_word(text, at + 1, ")");
        names.any |= is_word(text, at, "natural") || (is_word(text, at, "*") && !counts);
    }
    return names;
}

/* In quotes too: a name is a name. */
static void names_mark(const struct names *names, const struct vocabulary_view *view,
                       bool *named)
{
    bool some = false;
    for (size_t at = 0; at < names->text.count; at++) {
        struct str word = names->text.tokens[at].text;
        for (size_t i = 0; i < view->column_count; i++)
            if (word.length == view->columns[i].name.length &&
                str_equal_nocase(word, view->columns[i].name))
                some = named[i] = true;
    }
    named[0] |= !some;
}

static const struct vocabulary_shape *shape_of(struct vocabulary_with *with,
                                               const struct vocabulary_view *view,
                                               struct vocabulary_scope scope,
                                               struct arena *arena)
{
    struct vocabulary_shape *shape = with->shapes;
    while (shape != NULL && (shape->view != view || shape->scope.rest != scope.rest ||
                             shape->scope.flag != scope.flag))
        shape = shape->next;
    if (shape != NULL)
        return shape;
    struct buffer body = {0};
    struct arena scratch = {0};
    vocabulary_view_body(view, scope, &body);
    shape = arena_take(arena, sizeof *shape);
    *shape = (struct vocabulary_shape){.next = with->shapes, .view = view, .scope = scope};
    shape->body = arena_copy(arena, buffer_str(&body));
    with->shapes = shape;
    struct guard_text text = guard_text_read(shape->body, &scratch);
    size_t most = 1, at = 0;
    for (size_t i = 0; i < text.count; i++)
        most += is_word(&text, i, "union");
    shape->columns = arena_take(arena, most * view->column_count * sizeof *shape->columns);
    shape->tails = arena_take(arena, most * sizeof *shape->tails);
    while (at < text.count && shape_select(shape, &text, &at))
        shape->selects++;
    if (at < text.count)
        shape->selects = 0;
    buffer_free(&body);
    arena_free(&scratch);
    return shape;
}

/* One SELECT and the UNION ALL behind it; false when it is another form, or its columns are not
 * those the view's comment says. */
static bool shape_select(struct vocabulary_shape *shape, const struct guard_text *text,
                         size_t *at)
{
    const struct vocabulary_view *view = shape->view;
    struct str *columns = shape->columns + shape->selects * view->column_count;
    size_t from = *at + 1, count = 0;
    if (!is_word(text, *at, "select") || is_word(text, from, "distinct") ||
        is_word(text, from, "all"))
        return false;
    for (bool more = true; more; count++) {
        size_t to = column_end(text, from);
        more = is_word(text, to, ",");
        if (count == view->column_count || to == from || (!more && !is_word(text, to, "from")))
            return false;
        if (shape->selects == 0 &&
            !str_equal(text->tokens[to - 1].text, view->columns[count].name))
            return false;
        columns[count] = between(text, from, to);
        from = more ? to + 1 : to;
    }
    size_t end = tail_end(text, from);
    bool again = is_word(text, end, "union") && is_word(text, end + 1, "all");
    shape->tails[shape->selects] = between(text, from, end);
    *at = again ? end + 2 : end;
    return count == view->column_count && (again || end == text->count);
}

/* The first SELECT names the columns, and the others follow it; `named` NULL: all. */
static void shape_print(const struct vocabulary_shape *shape, const bool *named,
                        struct buffer *into)
{
    size_t columns = shape->view->column_count;
    if (named == NULL || shape->selects == 0)
        buffer_add(into, shape->body);
    for (size_t i = 0; named != NULL && i < shape->selects; i++) {
        const char *before = i == 0 ? "SELECT " : "\nUNION ALL\nSELECT ";
        for (size_t column = 0; column < columns; column++) {
            if (!named[column])
                continue;
            buffer_add_c(into, before);
            buffer_add(into, shape->columns[i * columns + column]);
            before = ", ";
        }
        buffer_add_byte(into, '\n');
        buffer_add(into, shape->tails[i]);
    }
}

/* The comma or FROM behind a column; `at` itself where the column makes one row of many. */
static size_t column_end(const struct guard_text *text, size_t at)
{
    static const char *const gathers[] = {"count", "sum",          "total", "avg",
                                          "over",  "group_concat", NULL};
    int depth = 0, inside = 0; /* the depth of the outermost SELECT in parentheses */
    for (size_t i = at; i < text->count; i++) {
        if (is_word(text, i, "(")) {
            depth++;
            if (inside == 0 && is_word(text, i + 1, "select"))
                inside = depth;
        } else if (is_word(text, i, ")")) {
            if (depth == inside)
                inside = 0;
            depth--;
        } else if (depth == 0 && (is_word(text, i, ",") || is_word(text, i, "from"))) {
            return i;
        } else if (inside == 0 && is_any(text, i, gathers)) {
            return at;
        }
    }
    return text->count;
}

/* The first word that could make the rows depend on the columns; UNION among them. */
static size_t tail_end(const struct guard_text *text, size_t at)
{
    static const char *const ends[] = {"union",  "except", "intersect", "group", "order",
                                       "having", "window", "limit",     NULL};
    int depth = 0;
    for (; at < text->count; at++) {
        depth += is_word(text, at, "(");
        depth -= is_word(text, at, ")");
        if (depth == 0 && is_any(text, at, ends))
            break;
    }
    return at;
}

/* The text from one token up to another, with its quotes. */
static struct str between(const struct guard_text *text, size_t from, size_t to)
{
    tie_assert(from < to && to <= text->count);
    const struct guard_token *first = &text->tokens[from];
    const struct guard_token *last = &text->tokens[to - 1];
    const char *begin = first->text.bytes - (first->kind == GUARD_QUOTED);
    const char *end = last->text.bytes + last->text.length + (last->kind == GUARD_QUOTED);
    return (struct str){begin, (size_t)(end - begin)};
}

static bool is_any(const struct guard_text *text, size_t at, const char *const *words)
{
    while (*words != NULL && !is_word(text, at, *words))
        words++;
    return *words != NULL;
}

/* A keyword or a sign, and nothing in quotes. */
static bool is_word(const struct guard_text *text, size_t at, const char *word)
{
    return at < text->count && text->tokens[at].kind != GUARD_QUOTED &&
           str_equal_nocase(text->tokens[at].text, str_from(word));
}
