/* Any bytes as a cell that should be money, or as a rate. What is read prints as text that reads
 * back as the same amount; plain cells mean the same to both grammars; a fault names a place
 * inside the cell. */
#include "fuzz.h"

#include "base/limits.h"
#include "money/money.h"

#include <stdlib.h>
#include <string.h>

static struct money_reading read_one(struct str cell, enum money_grammar grammar);
static void check_rate(struct str rate, struct money amount);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str cell = {(const char *)data, size};
    struct money_reading plain = read_one(cell, MONEY_PLAIN);
    struct money_reading touched = read_one(cell, MONEY_TOUCHED);
    if (plain.fault == MONEY_FINE) {
        tie_assert(touched.fault == MONEY_FINE && touched.traces == plain.traces);
        tie_assert(touched.amount.micro == plain.amount.micro);
    }
    check_rate(cell, touched.amount);
    return 0;
}

static struct money_reading read_one(struct str cell, enum money_grammar grammar)
{
    struct money_reading reading = money_parse(cell, grammar);
    tie_assert(reading.fault_at <= cell.length);
    if (reading.fault != MONEY_FINE) {
        tie_assert(reading.amount.micro == 0);
        return reading;
    }
    tie_assert(llabs(reading.amount.micro) <= LIMIT_LINE_MICRO);
    char text[MONEY_TEXT_BYTES];
    char people[2 * MONEY_TEXT_BYTES];
    struct money_reading again =
        money_parse(str_from(money_format(reading.amount, text)), MONEY_PLAIN);
    tie_assert(again.fault == MONEY_FINE && again.traces == 0);
    tie_assert(again.amount.micro == reading.amount.micro);
    again = money_parse(str_from(money_format_people(reading.amount, people)), MONEY_TOUCHED);
    tie_assert(again.fault == MONEY_FINE && again.amount.micro == reading.amount.micro);
    return reading;
}

/* A rate that is taken for one unit is taken for none, and of opposite sign for the opposite. */
static void check_rate(struct str rate, struct money amount)
{
    struct money product = {0};
    struct money opposite = {0};
    struct money none = {0};
    bool good = money_times_rate(amount, rate, &product);
    if (!good)
        return;
    tie_assert(product.micro % MONEY_MICRO_PER_CENT == 0);
    tie_assert(money_times_rate(money_negate(amount), rate, &opposite));
    tie_assert(product.micro == -opposite.micro);
    tie_assert(money_times_rate((struct money){0}, rate, &none) && none.micro == 0);
}
