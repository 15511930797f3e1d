/* Names are few: a list is searched from its front. */
#include "reports/report_choice.h"

#include "base/near.h"
#include "reports/report_catalog.h"

#include <stdlib.h>

enum { NAMES_MAX = 64 };

struct names {
    const char *option;
    const char *empty; /* the word for the empty choice */
    const char *items[NAMES_MAX];
    size_t count;
    char texts[NAMES_MAX][32]; /* of tables, without .csv */
};

static void names_make(enum report_choice choice, struct names *names);
static enum status read_word(const struct names *names, struct str word, bool *chosen,
                             bool *empty, struct failure *failure);
static enum status refuse_word(const struct names *names, struct str word,
                               struct failure *failure);
static enum status write_choice(const struct names *names, const bool *chosen, bool empty,
                                struct buffer *into, struct failure *failure);
static int compare_names(const void *a, const void *b);

enum status report_choice_read(enum report_choice choice, const struct str *given, size_t count,
                               struct buffer *into, struct failure *failure)
{
    tie_assert((given != NULL || count == 0) && into != NULL);
    struct names names = {0};
    bool chosen[NAMES_MAX] = {false};
    bool empty = false;
    enum status status = STATUS_OK;
    names_make(choice, &names);
    for (size_t at = 0; status == STATUS_OK && at < count; at++) {
        struct str rest = given[at];
        while (status == STATUS_OK && rest.bytes != NULL) {
            struct str after = {0};
            struct str part = str_split(rest, ',', &after);
            while (status == STATUS_OK && part.bytes != NULL) {
                struct str next = {0};
                status =
                    read_word(&names, str_split(part, ' ', &next), chosen, &empty, failure);
                part = next;
            }
            rest = after;
        }
    }
    return status == STATUS_OK ? write_choice(&names, chosen, empty, into, failure) : status;
}

enum status report_choice_check(struct str reports, bool full, struct failure *failure)
{
    tie_assert(failure != NULL);
    if (full || !report_choice_holds(reports, STR("positions")))
        return STATUS_OK;
    failure_set(failure, STATUS_USAGE, "--report positions needs --full");
    failure_remedy(failure, "positions.csv lists the whole population.");
    return STATUS_USAGE;
}

bool report_choice_holds(struct str choice, struct str name)
{
    tie_assert(name.length > 0);
    while (choice.length > 0) {
        struct str rest = {0};
        if (str_equal(str_split(choice, ' ', &rest), name))
            return true;
        choice = rest;
    }
    return false;
}

bool report_choice_writes(struct str reports, const char *file, bool stays)
{
    tie_assert(file != NULL);
    struct str rest = {0};
    return stays || reports.length == 0 ||
           report_choice_holds(reports, str_split(str_from(file), '.', &rest));
}

static void names_make(enum report_choice choice, struct names *names)
{
    bool formats = choice == REPORT_CHOICE_FORMAT;
    names->option = formats ? "--format" : "--report";
    names->empty = formats ? "none" : "all";
    for (size_t at = 0; formats && at < report_format_count; at++)
        names->items[names->count++] = report_formats[at].name;
    for (size_t at = 0; !formats && at < report_listing_count; at++) {
        struct str rest = {0};
        struct str name = str_split(str_from(report_listings[at].name), '.', &rest);
        char *text = names->texts[names->count];
        tie_assert(names->count < NAMES_MAX && name.length < sizeof names->texts[0]);
        for (size_t byte = 0; byte < name.length; byte++)
            text[byte] = name.bytes[byte];
        names->items[names->count++] = text;
    }
    qsort(names->items, names->count, sizeof *names->items, compare_names);
}

static enum status read_word(const struct names *names, struct str word, bool *chosen,
                             bool *empty, struct failure *failure)
{
    if (word.length == 0)
        return STATUS_OK;
    if (str_equal(word, str_from(names->empty))) {
        *empty = true;
        return STATUS_OK;
    }
    for (size_t at = 0; at < names->count; at++)
        if (str_equal(word, str_from(names->items[at]))) {
            chosen[at] = true;
            return STATUS_OK;
        }
    return refuse_word(names, word, failure);
}

static enum status refuse_word(const struct names *names, struct str word,
                               struct failure *failure)
{
    struct near near;
    near_begin(&near, word);
    struct buffer known = {0};
    for (size_t at = 0; at < names->count; at++) {
        near_offer(&near, str_from(names->items[at]));
        buffer_format(&known, "%s%s",
                      at == 0       ? ""
                      : at % 6 == 0 ? ",\n"
                                    : ", ",
                      names->items[at]);
    }
    failure_set(failure, STATUS_USAGE, "%s knows no %.*s", names->option, (int)word.length,
                word.bytes);
    failure_remedy(failure, "%sIt knows %s, and %s alone.", near_say(&near), buffer_c(&known),
                   names->empty);
    buffer_free(&known);
    return STATUS_USAGE;
}

static enum status write_choice(const struct names *names, const bool *chosen, bool empty,
                                struct buffer *into, struct failure *failure)
{
    size_t first = into->length;
    for (size_t at = 0; at < names->count; at++)
        if (chosen[at])
            buffer_format(into, "%s%s", into->length > first ? " " : "", names->items[at]);
    if (!empty || into->length == first)
        return STATUS_OK;
    failure_set(failure, STATUS_USAGE, "%s: %s stands alone", names->option, names->empty);
    failure_remedy(failure, "Name what is to be written, or say %s.", names->empty);
    return STATUS_USAGE;
}

static int compare_names(const void *a, const void *b)
{
    return str_compare(str_from(*(const char *const *)a), str_from(*(const char *const *)b));
}
