/* Any bytes as a .meta.json beside a report: the range of days in it is found, is not there, or
 * the file is refused; a text that was found can be quoted as JSON and found again. */
#include "fuzz.h"

#include "base/day.h"
#include "store/store_json.h"

#include <string.h>

static void check_text(struct str text, struct arena *arena);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = {"$.dataSetCoverageRange.startDateTime",
                                        "$.dataSetCoverageRange.endDateTime"};
    struct str document = {(const char *)data, size};
    struct arena arena = {0};
    for (size_t i = 0; i < array_count(paths); i++) {
        struct failure failure;
        struct str text = {0};
        bool found = false;
        failure_init(&failure);
        enum status status = store_json_text(document, paths[i], "fuzz.meta.json", &arena,
                                             &text, &found, &failure);
        tie_assert(status == STATUS_OK || status == STATUS_REFUSED);
        tie_assert(status == failure.status);
        tie_assert(!found || status == STATUS_OK);
        if (found)
            check_text(text, &arena);
    }
    arena_free(&arena);
    return 0;
}

static void check_text(struct str text, struct arena *arena)
{
    day_number day = DAY_NONE;
    bool midnight = false;
    if (day_parse_timestamp(text, &day, &midnight)) {
        char iso[DAY_TEXT_BYTES];
        day_number again = DAY_NONE;
        tie_assert(day >= DAY_FIRST && day <= DAY_LAST);
        tie_assert(day_parse_iso(str_from(day_format(day, iso)), &again) && again == day);
    }
    struct buffer json = {0};
    struct failure failure;
    struct str back = {0};
    bool found = false;
    failure_init(&failure);
    buffer_add_c(&json, "{\"a\":");
    store_json_quote(&json, text);
    buffer_add_c(&json, "}");
    enum status status =
        store_json_text(buffer_str(&json), "$.a", "quoted", arena, &back, &found, &failure);
    tie_assert(status == STATUS_OK && found && str_equal(back, text));
    buffer_free(&json);
}
