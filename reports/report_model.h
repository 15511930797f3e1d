/* The names under which a run says of itself in table meta what the reports print. Values are
 * text. */
#ifndef TIEOUT_REPORTS_REPORT_MODEL_H
#define TIEOUT_REPORTS_REPORT_MODEL_H

#include "base/arena.h"
#include "base/day.h"
#include "store/store.h"

#define META_VERSION "version"       /* of the program */
#define META_SQLITE_VERSION "sqlite" /* of the libraries */
#define META_GMP_VERSION "gmp"
#define META_OPENSSL_VERSION "openssl"
#define META_CSV_VERSION "csv"
#define META_HEADING "heading"           /* '', INCOMPLETE, DOES NOT TIE */
#define META_AS_OF "as_of"               /* YYYY-MM-DD */
#define META_AS_OF_DAY "as_of_day"       /* the same as a day number */
#define META_AS_OF_SOURCE "as_of_source" /* option | newest */
#define META_AS_OF_NOTE "as_of_note"     /* a sentence when it lies far from what is loaded */
#define META_ROLL_FROM "roll_from"       /* YYYY-MM-DD: the roll-forward begins */
#define META_ROLL_FROM_DAY "roll_from_day"
#define META_SEALED_DAY "sealed_day" /* last day of the newest month sealed before, or '' */
#define META_SEAL "seal" /* YYYY-MM: this check sealed the month; else it is not there */
#define META_BASE_CURRENCY "base_currency"
#define META_RULES_DIGEST "rules_sha256" /* over all rule and family texts in order of path */
#define META_POLICY_DIGEST "policy_sha256"
#define META_TERMS_DIGEST "terms_sha256"   /* '' without --terms */
#define META_RULES_SOURCE "rules_source"   /* built-in | directory */
#define META_RULES_SHIPPED "rules_shipped" /* counts */
#define META_RULES_RUN "rules_run"
/* Where files of options lay; for verify only, in no report and no digest. */
#define META_PLACE_POLICY "place.policy"
#define META_PLACE_TERMS "place.terms"
/* Every option that can change a figure, defaults too: name "option.as-of" etc., value as given
 * or the default. The manifest prints all names that begin so, sorted. */
#define META_OPTION_PREFIX "option."

struct report_meta {
    struct str name;
    struct str value;
};

/* Table meta, read once. */
struct report_model {
    struct arena arena;
    struct report_meta *meta; /* sorted by name */
    size_t count;
    day_number as_of; /* DAY_NONE when the books do not say */
};

/* To be freed, also after a failure. */
enum status report_model_read(struct report_model *model, struct store *store,
                              struct failure *failure);
void report_model_free(struct report_model *model);
/* The value under a name; empty when there is none. */
struct str report_model_value(const struct report_model *model, const char *name);

#endif
