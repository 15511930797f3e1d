/* The books a verb answers from: --books FILE, else books.db in --out DIR, else here. Private to
 * the command line. */
#ifndef TIEOUT_CLI_BOOKS_OPTION_H
#define TIEOUT_CLI_BOOKS_OPTION_H

#include "cli/verb.h"
#include "pipeline/pipeline.h"

/* Appends the path of the books to `path`. */
void books_option_path(const struct arguments *arguments, struct buffer *path);
/* Opens them, to be closed. STATUS_EVIDENCE when there are none, or none that were checked. */
enum status books_option_open(const struct arguments *arguments, struct store **store,
                              struct failure *failure);

#endif
