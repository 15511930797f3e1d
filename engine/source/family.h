/* A family is one kind of report, an era one generation of its columns. Both are data: a folder
 * of rules/families/ holds map.csv and one sample per era. This file reads the maps; era.h
 * matches header rows against them.
 *
 * map.csv: era,header,field,kind,sign,required,note. Rows without a header set an attribute of
 * the family or of some eras (field = attribute, kind = value):
 *   eras            all eras, oldest first, blank-separated: YYYY-MM of their first appearance
 *   role, rank      what its lines mean; its place in the canonical order
 *   cadence         monthly (a file dated in month M covers M-1) | payout | day | opening
 *   restates        the families whose facts it repeats; theirs count when both are there
 *   states          of stated totals: payout | uncollected | past-due | collected
 *   net_holds_tax   yes | no | ? (the file settles it)
 *   money           plain | touched
 *   net             exact | inexact (the era's net holds columns it does not show)
 *   role_if, status what a cell of such a column means: family_choice.h
 *
 * Rows with a header map a column: kind text|account|money|day|month|currency|rate|ignore; field
 * txn_ref, currency, dated, due, ar_period, party, event, role_if, status, paid.net, paid.on, a
 * text_field name, or amount.COMPONENT. Sign of money: + as printed is the seller's side, - the
 * opposite, ? the file settles it. The era cell is `*`, one era, a list, or a range A..B, A..,
 * ..B (inclusive). A header may hold alternatives parted by `|`. */
#ifndef TIEOUT_SOURCE_FAMILY_H
#define TIEOUT_SOURCE_FAMILY_H

#include "base/arena.h"
#include "base/failure.h"
#include "source/family_choice.h"
#include "source/line.h"
#include "source/rules_source.h"

enum cadence { CADENCE_MONTHLY, CADENCE_PAYOUT, CADENCE_DAY, CADENCE_OPENING };

/* What stated totals are of: a payout by location, or six ages. Other roles state nothing. */
enum stated {
    STATED_NOTHING,
    STATED_PAYOUT,
    STATED_UNCOLLECTED,
    STATED_PAST_DUE,
    STATED_COLLECTED
};

enum cell_kind {
    CELL_IGNORE,
    CELL_TEXT,
    CELL_ACCOUNT,
    CELL_MONEY,
    CELL_DAY,
    CELL_MONTH,
    CELL_CURRENCY,
    CELL_RATE,
};

enum cell_field {
    FIELD_NONE, /* ignored */
    FIELD_TXN_REF,
    FIELD_CURRENCY,
    FIELD_DATED,
    FIELD_DUE,
    FIELD_AR_PERIOD,
    FIELD_PARTY,
    FIELD_EVENT,
    FIELD_ROLE_IF,
    FIELD_STATUS,
    FIELD_PAID_NET,
    FIELD_PAID_ON,
    FIELD_TEXT,   /* .text says which */
    FIELD_AMOUNT, /* .component says which */
};

enum sign_rule { SIGN_AS_PRINTED, SIGN_OPPOSITE, SIGN_UNCERTAIN };

struct column_map {
    struct str name;       /* as the map writes it (the first alternative) */
    struct str normalised; /* letters and digits, lower case; alternatives parted by '|' */
    enum cell_field field;
    enum text_field text;
    enum component component;
    enum cell_kind kind;
    enum sign_rule sign;
    bool required;
};

struct era {
    const struct family *family;
    uint32_t index;  /* in the family, oldest first */
    struct str name; /* YYYY-MM */
    struct column_map *columns;
    size_t column_count;
    enum sign_rule
        net_holds_tax; /* AS_PRINTED: yes; OPPOSITE: no; UNCERTAIN: the file settles it */
    bool net_inexact;
    bool has_net, has_party, has_currency, has_dated;
    bool has_role_if, has_status, has_paid;
    enum money_grammar money_grammar;
};

struct family {
    struct str name;
    enum role role;
    int rank;
    enum cadence cadence;
    enum stated states;
    struct str *restates; /* names */
    size_t restates_count;
    struct era *eras;
    size_t era_count;                  /* may be 0 for a family known by its file name only */
    struct choice_set roles, statuses; /* what cells of role_if and status columns mean */
    /* The same reports in their other roles: family_part.h. */
    struct family *parts;
    size_t part_count;
};

/* Texts that mean nothing, normalised to lower case: Not available, NA, #N/A ... A placeholders
 * of zeros knows none. */
struct placeholders {
    struct str *texts;
    size_t count;
    /* By the first byte, of either case: a bit for each length a placeholder has that begins
     * so. A quick "no" for nearly every cell. */
    uint64_t lengths[1 + UINT8_MAX];
};

struct family_set {
    struct family *families; /* sorted by rank, then name */
    size_t count;
    struct placeholders placeholders;
};

/* Reads every map of `rules` into `arena`. A map that makes no sense
 * is STATUS_EVIDENCE with place: rules are part of the program. */
enum status family_set_load(struct family_set *set, const struct rules_source *rules,
                            struct arena *arena, struct failure *failure);
/* Whether lines of the family may have that role. */
bool family_in_role(const struct family *family, enum role role);
const struct family *family_find(const struct family_set *set, struct str name);
/* The family whose name the base name of a file begins with (the longest), or NULL. */
const struct family *family_by_file_name(const struct family_set *set, struct str base_name);

/* Letters and digits, lower case: how headers are compared. Into `arena`. */
struct str header_normalise(struct str header, struct arena *arena);

/* Reads placeholders.csv (header text,note) into `arena`; `path` stands in messages. */
enum status placeholders_read(struct placeholders *placeholders, struct str text,
                              const char *path, struct arena *arena, struct failure *failure);
/* Empty, or a placeholder (compared without case, blanks at the ends cut). */
bool placeholder_is(const struct placeholders *placeholders, struct str text);

#endif
