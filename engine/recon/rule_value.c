/* Values of rules as findings print them. */
#include "recon/rule_value.h"

#include "base/day.h"
#include "money/money.h"

void rule_value_print(enum rule_unit unit, const struct rule_value *value, struct buffer *into)
{
    char text[MONEY_TEXT_BYTES]; /* a day is shorter */
    if (!value->known)
        return;
    switch (unit) {
    case RULE_MONEY:
        buffer_add_c(into, money_format((struct money){value->integer}, text));
        return;
    case RULE_DAY:
        buffer_add_c(into, day_format((day_number)value->integer, text));
        return;
    case RULE_DAYS:
    case RULE_COUNT:
        buffer_add_count(into, value->integer);
        return;
    case RULE_TEXT:
        buffer_add(into, value->text);
        return;
    }
}

struct rule_value rule_value_difference(enum rule_unit unit, const struct rule_value *expected,
                                        const struct rule_value *actual)
{
    struct rule_value difference = {0};
    if (unit == RULE_TEXT || !expected->known || !actual->known)
        return difference;
    difference.known =
        !__builtin_sub_overflow(actual->integer, expected->integer, &difference.integer);
    return difference;
}
