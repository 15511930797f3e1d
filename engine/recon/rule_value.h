/* One side of a rule's answer: a number of the rule's unit, or a text, or nothing. */
#ifndef TIEOUT_RECON_RULE_VALUE_H
#define TIEOUT_RECON_RULE_VALUE_H

#include "recon/rule.h"

struct rule_value {
    bool known;
    int64_t integer;
    struct str text;
};

/* A value of `unit` as a column prints it: nothing when unknown. Appends. */
void rule_value_print(enum rule_unit unit, const struct rule_value *value, struct buffer *into);
/* actual - expected; unknown for texts, or when a side is unknown, or past 64 bits. */
struct rule_value rule_value_difference(enum rule_unit unit, const struct rule_value *expected,
                                        const struct rule_value *actual);

#endif
