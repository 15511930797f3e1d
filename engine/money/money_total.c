/* Totals that cannot overflow. Amounts are added in 128 bits, which 2^64 of them could not
 * fill, and folded into the GMP integers now and then; reading a total adds both without
 * changing either. */
#include "money/money_total.h"

#include "base/arena.h"
#include "money/money_gmp.h"
#include "money/money_text.h"

#include <stdlib.h>
#include <string.h>

typedef money_wide wide;

struct money_total {
    struct money_total_block block; /* first, see money_total.h */
    mpz_t sum;
    mpz_t absolute;
};
_Static_assert(offsetof(struct money_total, block) == 0, "money_total_add finds it there");

static void add_number(struct money_total *total, mpz_t amount);
static bool text_to_micro(struct str text, struct buffer *micro);
static void wide_add(mpz_t sum, const mpz_t folded, wide block);
static void format_number(const mpz_t micro, struct buffer *into);

struct money_total *money_total_new(void)
{
    struct money_total *total = memory_resize(NULL, 1, sizeof *total);
    memset(total, 0, sizeof *total);
    mpz_inits(total->sum, total->absolute, NULL);
    return total;
}

void money_total_free(struct money_total *total)
{
    if (total == NULL)
        return;
    mpz_clears(total->sum, total->absolute, NULL);
    free(total);
}

void money_total_add_split(struct money_total *total, int64_t high, int64_t low)
{
    tie_assert(total != NULL);
    mpz_t amount;
    mpz_init(amount);
    money_gmp_set_split(amount, high, low);
    add_number(total, amount);
    mpz_clear(amount);
}

bool money_total_add_text(struct money_total *total, struct str text)
{
    tie_assert(total != NULL);
    struct buffer micro = {0};
    bool good = text_to_micro(text, &micro);
    if (good) {
        mpz_t amount;
        mpz_init_set_str(amount, buffer_c(&micro), 10);
        add_number(total, amount);
        mpz_clear(amount);
    }
    buffer_free(&micro);
    return good;
}

void money_total_add_total(struct money_total *total, const struct money_total *other)
{
    tie_assert(total != NULL && other != NULL);
    int64_t count = other->block.count;
    wide sum = other->block.sum;
    wide absolute = other->block.absolute;
    mpz_add(total->sum, total->sum, other->sum);
    mpz_add(total->absolute, total->absolute, other->absolute);
    total->block.sum += sum;
    total->block.absolute += absolute;
    total->block.count += count;
    money_total_fold(total);
}

void money_total_subtract_total(struct money_total *total, const struct money_total *other)
{
    tie_assert(total != NULL && other != NULL);
    int64_t count = other->block.count;
    wide sum = other->block.sum;
    wide absolute = other->block.absolute;
    mpz_sub(total->sum, total->sum, other->sum);
    mpz_add(total->absolute, total->absolute, other->absolute);
    total->block.sum -= sum;
    total->block.absolute += absolute;
    total->block.count += count;
    money_total_fold(total);
}

int64_t money_total_count(const struct money_total *total)
{
    tie_assert(total != NULL);
    return total->block.count;
}

int money_total_sign(const struct money_total *total)
{
    tie_assert(total != NULL);
    mpz_t sum;
    mpz_init(sum);
    wide_add(sum, total->sum, total->block.sum);
    int sign = mpz_sgn(sum);
    mpz_clear(sum);
    return sign;
}

bool money_total_equal(const struct money_total *a, const struct money_total *b)
{
    tie_assert(a != NULL && b != NULL);
    mpz_t first;
    mpz_t second;
    mpz_inits(first, second, NULL);
    wide_add(first, a->sum, a->block.sum);
    wide_add(second, b->sum, b->block.sum);
    bool equal = mpz_cmp(first, second) == 0;
    mpz_clears(first, second, NULL);
    return equal;
}

void money_total_format(const struct money_total *total, struct buffer *into)
{
    tie_assert(total != NULL && into != NULL);
    mpz_t sum;
    mpz_init(sum);
    wide_add(sum, total->sum, total->block.sum);
    format_number(sum, into);
    mpz_clear(sum);
}

void money_total_format_absolute(const struct money_total *total, struct buffer *into)
{
    tie_assert(total != NULL && into != NULL);
    mpz_t absolute;
    mpz_init(absolute);
    wide_add(absolute, total->absolute, total->block.absolute);
    format_number(absolute, into);
    mpz_clear(absolute);
}

void money_total_format_people(const struct money_total *total, struct buffer *into)
{
    tie_assert(total != NULL && into != NULL);
    struct buffer plain = {0};
    money_total_format(total, &plain);
    char *grouped = memory_resize(NULL, plain.length + 1, 2);
    size_t length = money_text_group(buffer_c(&plain), grouped);
    buffer_add(into, (struct str){grouped, length});
    free(grouped);
    buffer_free(&plain);
}

bool money_total_get(const struct money_total *total, struct money *amount)
{
    tie_assert(total != NULL && amount != NULL);
    mpz_t sum;
    mpz_init(sum);
    wide_add(sum, total->sum, total->block.sum);
    bool good = mpz_fits_slong_p(sum) != 0;
    if (good)
        amount->micro = mpz_get_si(sum);
    mpz_clear(sum);
    return good;
}

/* `amount` is used up. */
static void add_number(struct money_total *total, mpz_t amount)
{
    mpz_add(total->sum, total->sum, amount);
    mpz_abs(amount, amount);
    mpz_add(total->absolute, total->absolute, amount);
    total->block.count++;
}

/* The digits of the amount in micros: those before the point, and six behind it. */
static bool text_to_micro(struct str text, struct buffer *micro)
{
    struct str fraction;
    bool pointed = str_find(text, STR(".")) >= 0;
    struct str whole = str_split(text, '.', &fraction);
    if (str_starts(whole, STR("-"))) {
        buffer_add_byte(micro, '-');
        whole = (struct str){whole.bytes + 1, whole.length - 1};
    }
    if (!str_is_digits(whole) || fraction.length > 6 || (pointed && !str_is_digits(fraction)))
        return false;
    buffer_add(micro, whole);
    buffer_add(micro, fraction);
    buffer_add(micro, (struct str){"000000", 6 - fraction.length});
    return true;
}

void money_total_fold(struct money_total *total)
{
    tie_assert(total != NULL);
    wide_add(total->sum, total->sum, total->block.sum);
    wide_add(total->absolute, total->absolute, total->block.absolute);
    total->block.sum = 0;
    total->block.absolute = 0;
}

/* sum = folded + block; `sum` may be `folded`. */
static void wide_add(mpz_t sum, const mpz_t folded, wide block)
{
    const wide split = (wide)1 << 63;
    int64_t low = (int64_t)(block % split);
    int64_t high = (int64_t)(block / split);
    mpz_t number;
    mpz_init(number);
    money_gmp_set_split(number, high, low);
    mpz_add(sum, folded, number);
    mpz_clear(number);
}

/* The whole part by GMP, the decimals as those of an amount below one unit. */
static void format_number(const mpz_t micro, struct buffer *into)
{
    mpz_t units;
    mpz_init(units);
    unsigned long fraction = mpz_tdiv_q_ui(units, micro, MONEY_MICRO_PER_UNIT);
    mpz_abs(units, units);
    char *digits = mpz_get_str(NULL, 10, units);
    char decimals[MONEY_TEXT_BYTES];
    money_format((struct money){(int64_t)fraction}, decimals);
    if (mpz_sgn(micro) < 0)
        buffer_add_byte(into, '-');
    buffer_add_c(into, digits);
    buffer_add_c(into, decimals + 1);
    free(digits);
    mpz_clear(units);
}

const char *money_library_version(void)
{
    return gmp_version;
}
