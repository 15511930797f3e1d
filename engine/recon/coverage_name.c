/* The day a file's name holds, and the words of coverage. */
#include "recon/coverage.h"

enum { NAME_DAY_BYTES = 10 };

static bool is_digit_at(struct str text, size_t at);

bool coverage_name_day(struct str base_name, day_number *day)
{
    tie_assert(day != NULL);
    if (base_name.length < NAME_DAY_BYTES)
        return false;
    for (size_t at = base_name.length - NAME_DAY_BYTES + 1; at-- > 0;) {
        struct str part = {base_name.bytes + at, NAME_DAY_BYTES};
        bool whole = (at == 0 || !is_digit_at(base_name, at - 1)) &&
                     !is_digit_at(base_name, at + NAME_DAY_BYTES);
        if (whole && day_parse_iso(part, day))
            return true;
    }
    return false;
}

static bool is_digit_at(struct str text, size_t at)
{
    return at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9';
}

struct str coverage_state_name(enum coverage_state state)
{
    static const struct str names[] = {
        [COVERAGE_COVERED] = STR_INIT("covered"),
        [COVERAGE_GAP] = STR_INIT("gap"),
        [COVERAGE_OVERLAP] = STR_INIT("overlap"),
        [COVERAGE_EMPTY] = STR_INIT("empty"),
        [COVERAGE_DECLARED_EMPTY] = STR_INIT("declared-empty"),
        [COVERAGE_AWAITED] = STR_INIT("awaited"),
    };
    tie_assert((size_t)state < array_count(names));
    return names[state];
}

struct str covers_source_name(enum covers_source source)
{
    static const struct str names[] = {
        [COVERS_NONE] = STR_INIT("none"),     [COVERS_META] = STR_INIT("meta"),
        [COVERS_PERIOD] = STR_INIT("period"), [COVERS_CONVENTION] = STR_INIT("convention"),
        [COVERS_LINES] = STR_INIT("lines"),   [COVERS_OPENING] = STR_INIT("opening"),
    };
    tie_assert((size_t)source < array_count(names));
    return names[source];
}
