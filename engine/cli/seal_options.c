/* The words of close, review and reopen. */
#include "cli/seal_options.h"

#include <stdio.h>

static enum status refuse_word(struct str text, const char *option, struct failure *failure);

enum status seal_options_parse(const struct arguments *arguments, struct seal_words *words,
                               struct failure *failure)
{
    tie_assert(arguments && words);
    const char *verb = arguments->verb->name;
    const char *period = arguments_value(arguments, "--period");
    const char *by = arguments_value(arguments, "--by");
    const char *because = arguments_value(arguments, "--because");
    const char *on = arguments_value(arguments, "--on");
    *words = (struct seal_words){.period = DAY_NONE, .on = DAY_NONE};
    words->by = str_trim(str_from(by ? by : ""));
    words->because = str_trim(str_from(because ? because : ""));
    if (!period) {
        failure_set(failure, STATUS_USAGE, "%s needs --period YYYY-MM", verb);
        failure_remedy(failure, "Name the month.");
        return STATUS_USAGE;
    }
    if (!day_parse_month(str_from(period), &words->period))
        return failure_set(failure, STATUS_USAGE, "--period %s is no month: say YYYY-MM",
                           period);
    if (words->by.length == 0) {
        failure_set(failure, STATUS_USAGE, "%s needs --by NAME", verb);
        failure_remedy(failure, "The journal holds who says so.");
        return STATUS_USAGE;
    }
    if (on && !day_parse_iso(str_from(on), &words->on))
        return failure_set(failure, STATUS_USAGE, "--on %s is no day: say YYYY-MM-DD", on);
    enum status status = refuse_word(words->by, "--by", failure);
    return status == STATUS_OK ? refuse_word(words->because, "--because", failure) : status;
}

/* An entry is a row that people read. */
static enum status refuse_word(struct str text, const char *option, struct failure *failure)
{
    for (size_t at = 0; at < text.length; at++)
        if ((unsigned char)text.bytes[at] < ' ' || text.bytes[at] == 0x7f) {
            failure_set(failure, STATUS_USAGE, "%s holds a control character", option);
            failure_remedy(failure, "Say it in one line of text.");
            return STATUS_USAGE;
        }
    return STATUS_OK;
}

void seal_options_tell(const char *books_path, const struct seal_words *words, const char *what,
                       int64_t entry)
{
    char month[DAY_TEXT_BYTES];
    tie_assert(books_path && words && what);
    printf("%s: %s is %s by %.*s: entry %lld of the journal.\n", books_path,
           day_format_month(words->period, month), what, (int)words->by.length, words->by.bytes,
           (long long)entry);
}
