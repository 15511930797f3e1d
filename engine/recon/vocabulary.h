/* The views a rule may read: rules/vocabulary.sql, where each view says what a row is and what
 * its columns are. Installed as temporary views of a store, never stored. */
#ifndef TIEOUT_RECON_VOCABULARY_H
#define TIEOUT_RECON_VOCABULARY_H

#include "recon/rule.h"
#include "store/store.h"

enum vocabulary_kind {
    VOCABULARY_ID,
    VOCABULARY_TEXT,
    VOCABULARY_MONEY,
    VOCABULARY_DAY,
    VOCABULARY_DAYS,
    VOCABULARY_COUNT,
};

struct vocabulary_column {
    struct str name;
    enum vocabulary_kind kind;
    bool may_be_null;
    struct str meaning;
};

struct vocabulary_view {
    struct str name, about;
    struct vocabulary_column *columns;
    size_t column_count;
    struct str body; /* the SELECT, with its `-- only` parts */
};

struct vocabulary {
    struct vocabulary_view *views; /* sorted by name */
    struct str *names;             /* theirs */
    size_t count;
    bool built_in; /* to the byte */
};

/* vocabulary.sql of `source`, else the built-in one. A text that makes no sense is
 * STATUS_EVIDENCE with place. Lives in `arena`. */
enum status vocabulary_load(struct vocabulary *vocabulary, const struct rules_source *source,
                            struct arena *arena, struct failure *failure);
/* NULL when there is none. */
const struct vocabulary_view *vocabulary_find(const struct vocabulary *vocabulary,
                                              struct str name);
const struct vocabulary_column *vocabulary_find_column(const struct vocabulary_view *view,
                                                       struct str name);

/* What of a view a rule reads. */
struct vocabulary_scope {
    bool rest;     /* positions at rest too */
    uint32_t flag; /* only lines that carry this LINE_* bit; 0: all lines */
};

/* Appends the statements that put the view into place of whatever had its name. */
void vocabulary_view_sql(const struct vocabulary_view *view, struct vocabulary_scope scope,
                         struct buffer *into);
/* Appends the view's SELECT, without the parts that are not in scope. */
void vocabulary_view_body(const struct vocabulary_view *view, struct vocabulary_scope scope,
                          struct buffer *into);
/* Puts every view the rule reads into place (of `rule` NULL: every view). `stands` has a text for
 * each view, empty at first and the caller's to free: what stands in this store in the very words
 * is left, for to make a view is dearer than to ask most rules of a small month. NULL: nothing is
 * known of the store. */
enum status vocabulary_install(const struct vocabulary *vocabulary, struct store *store,
                               const struct rule *rule, struct vocabulary_scope scope,
                               struct buffer *stands, struct failure *failure);

#endif
