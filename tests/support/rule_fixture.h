/* Rules of a test's own: a set of texts in place of the shipped ones. */
#ifndef TIEOUT_TESTS_RULE_FIXTURE_H
#define TIEOUT_TESTS_RULE_FIXTURE_H

#include "recon/rule.h"
#include "store_fixture.h"

/* A header that makes sense, of a rule called `try`; more key lines may follow. */
#define RULE_HEAD(reads, unit)                                                                 \
    "-- rule      try\n"                                                                       \
    "-- severity  medium\n"                                                                    \
    "-- asks      Is it so?\n"                                                                 \
    "-- because   It matters.\n"                                                               \
    "-- then      Look.\n"                                                                     \
    "-- reads     " reads "\n"                                                                 \
    "-- unit      " unit "\n"                                                                  \
    "-- says      {expected}, {actual}.\n"                                                     \
    "-- since     1.0\n"

#define assert_str(text, wanted)                                                               \
    do {                                                                                       \
        struct str text_ = (text);                                                             \
        const char *wanted_ = (wanted);                                                        \
        if (!str_equal(text_, str_from(wanted_)))                                              \
            fail_msg("\"%.*s\" is not \"%s\"", (int)text_.length, text_.bytes, wanted_);       \
    } while (0)

/* exceptions/try.sql with this text. */
static inline enum status rule_try(struct rule_set *set, const char *text, struct arena *arena,
                                   struct failure *failure)
{
    const struct rules_file file = {STR("exceptions/try.sql"), str_from(text)};
    const struct rules_source source = {.files = &file, .file_count = 1};
    failure_init(failure);
    return rule_set_load(set, &source, arena, failure);
}

#endif
