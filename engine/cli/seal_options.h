/* What close, review and reopen share: who says what of which month, and when. Private to the
 * command line. */
#ifndef TIEOUT_CLI_SEAL_OPTIONS_H
#define TIEOUT_CLI_SEAL_OPTIONS_H

#include "cli/verb.h"
#include "pipeline/pipeline.h"

/* --period, --by, --because and --on. Without a month or a name, or with a day that is none:
 * STATUS_USAGE. Texts are argv's. */
enum status seal_options_parse(const struct arguments *arguments, struct seal_words *words,
                               struct failure *failure);
/* "company.db: 2024-03 is sealed by Ada: entry 1 of the journal." */
void seal_options_tell(const char *books_path, const struct seal_words *words, const char *what,
                       int64_t entry);

#endif
