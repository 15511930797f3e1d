/* Inside money only: putting commas between the thousands of a printed amount of any size. */
#ifndef TIEOUT_MONEY_MONEY_TEXT_H
#define TIEOUT_MONEY_MONEY_TEXT_H

#include "base/base.h"

/* Copies what money_format or money_total_format printed into `into`, with a comma between each
 * three digits of the whole part, and a NUL; `into` holds at least 4/3 of the length and 2
 * more. Returns the new length. */
size_t money_text_group(const char *plain, char *into);

#endif
