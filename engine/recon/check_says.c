/* The sentence of a finding: the rule's words with both values in them. */
#include "recon/check_parts.h"

static void add_word(struct str word, enum rule_unit unit, const struct check_words *words,
                     const struct check_place *place, struct buffer *into);
static void add_value(struct str value, enum rule_unit unit, struct str currency,
                      struct buffer *into);
static struct str without_sign(struct str value);

void check_says_fill(struct str says, enum rule_unit unit, const struct check_words *words,
                     const struct check_place *place, struct buffer *into)
{
    tie_assert(says.length > 0);
    while (says.length > 0) {
        struct str rest;
        buffer_add(into, str_split(says, '{', &rest));
        if (rest.bytes == NULL)
            return;
        add_word(str_split(rest, '}', &says), unit, words, place, into);
    }
}

static void add_word(struct str word, enum rule_unit unit, const struct check_words *words,
                     const struct check_place *place, struct buffer *into)
{
    if (str_equal(word, STR("expected")))
        add_value(words->expected, unit, place->currency, into);
    else if (str_equal(word, STR("actual")))
        add_value(words->actual, unit, place->currency, into);
    else if (str_equal(word, STR("difference")))
        add_value(words->difference, unit, place->currency, into);
    else if (str_equal(word, STR("gap")))
        add_value(without_sign(words->difference), unit, place->currency, into);
    else if (str_equal(word, STR("count")))
        buffer_add_count(into, words->count);
    else if (str_equal(word, STR("reference")))
        buffer_add(into, place->reference);
    else if (str_equal(word, STR("subject")))
        buffer_add(into, place->subject);
    else if (str_equal(word, STR("currency")))
        buffer_add(into, place->currency);
}

/* An unknown value has no words of its own in a sentence but these. */
static void add_value(struct str value, enum rule_unit unit, struct str currency,
                      struct buffer *into)
{
    if (value.length == 0 && unit != RULE_TEXT) {
        buffer_add_c(into, "an unknown value");
        return;
    }
    buffer_add(into, value);
    if (unit == RULE_MONEY && currency.length > 0) {
        buffer_add_byte(into, ' ');
        buffer_add(into, currency);
    }
}

static struct str without_sign(struct str value)
{
    if (str_starts(value, STR("-")))
        return (struct str){value.bytes + 1, value.length - 1};
    return value;
}
