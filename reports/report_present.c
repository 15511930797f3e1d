/* Two words, and the formats that ask for one of them. */
#include "reports/report_present.h"

#include "reports/report_choice.h"

static const struct str words[] = {STR_INIT("gross"), STR_INIT("net")};
static const struct str journals[] = {STR_INIT("journal"), STR_INIT("hledger"),
                                      STR_INIT("beancount")};

enum status report_present_read(const struct str *given, size_t count, struct str *present,
                                struct failure *failure)
{
    tie_assert((given != NULL || count == 0) && present != NULL);
    for (size_t at = 0; at < count; at++) {
        const struct str *found = NULL;
        for (size_t word = 0; word < array_count(words); word++)
            if (str_equal(given[at], words[word]))
                found = &words[word];
        if (found == NULL)
            return failure_set(failure, STATUS_USAGE, "--present is gross or net, not '%.*s'",
                               (int)given[at].length, given[at].bytes);
        if (at > 0 && !str_equal(*found, *present))
            return failure_set(failure, STATUS_USAGE,
                               "--present is gross or net, and not both");
        *present = *found;
    }
    return STATUS_OK;
}

enum status report_present_check(struct str formats, struct str present,
                                 struct failure *failure)
{
    tie_assert(failure != NULL);
    for (size_t at = 0; present.length == 0 && at < array_count(journals); at++) {
        if (!report_choice_holds(formats, journals[at]))
            continue;
        failure_set(failure, STATUS_USAGE, "--format %s needs --present gross or --present net",
                    journals[at].bytes);
        failure_remedy(
            failure,
            "gross: revenue is the price, the listing fee an expense; net: revenue is\n"
            "less the fee. Which it is, your accounting policy says (docs/JOURNAL.md).");
        return STATUS_USAGE;
    }
    return STATUS_OK;
}
