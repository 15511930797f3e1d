/* Payments beside bills. A report states one figure, the net that was paid; what of it is tax is
 * worked out, since net_x is what is compared, and never rounded. */
#include "recon/position_paid.h"

/* What payouts gave up to the day a report speaks of, and up to as_of. */
struct given {
    struct money then, now;
    bool has_net;
};

static bool is_payment(const struct position_line *line);
static bool is_in_doubt(const struct position_line *line);
static bool can_compare(const struct position_work *work, const struct position *position);
static bool add_given(const struct position_line *line, bool with_tax, day_number told_on,
                      struct given *given);
static struct money between(struct money amount, struct money one, struct money other);
static day_number fact_of(const struct position_work *work, const struct position *position);

/* Bills and payments of a table both stand by record, and payments after bills. */
void position_paid_match(struct reference_lines *reference)
{
    tie_assert(reference != NULL);
    size_t bill = 0;
    for (size_t at = 0; at < reference->count; at++) {
        struct position_line *line = &reference->lines[at];
        if (!is_payment(line))
            continue;
        if (bill >= at || reference->lines[bill].movement->section != line->plan->bills ||
            reference->lines[bill].movement->record > line->movement->record)
            bill = 0;
        while (bill < at && (reference->lines[bill].movement->section != line->plan->bills ||
                             reference->lines[bill].movement->record != line->movement->record))
            bill++;
        tie_assert(bill < at);
        line->bill = &reference->lines[bill];
        if (line->day < line->bill->day)
            line->day = line->bill->day;
    }
}

struct money position_paid_tax(const struct position_line *line)
{
    tie_assert(line != NULL && is_payment(line));
    struct money paid = position_amount(line, COMPONENT_NET);
    const struct position_line *bill = line->bill;
    if (bill == NULL || !bill->plan->net_holds_tax || paid.micro == 0)
        return (struct money){0};
    struct money net_x = position_net_x(bill);
    struct money tax = {position_amount(bill, COMPONENT_TAX).micro +
                        position_amount(bill, COMPONENT_TAX_REFUND).micro};
    return between((struct money){paid.micro - net_x.micro}, (struct money){0}, tax);
}

struct money position_paid_net_x(const struct position_line *line)
{
    struct money paid = position_amount(line, COMPONENT_NET);
    paid.micro -= position_paid_tax(line).micro;
    return paid;
}

bool position_paid_add(struct position *position, const struct position_line *line)
{
    tie_assert(position != NULL && line != NULL && line->bill != NULL);
    struct money paid = position_amount(line, COMPONENT_NET);
    if (position->stated.lines++ == 0)
        position->stated.told_on = DAY_NONE;
    position->stated.holds_tax = line->bill->plan->net_holds_tax &&
                                 (position->stated.lines == 1 || position->stated.holds_tax);
    if (position->stated.told_on == DAY_NONE || line->plan->told_on < position->stated.told_on)
        position->stated.told_on = line->plan->told_on;
    if (paid.micro != 0 && position->stated.paid_on < line->day)
        position->stated.paid_on = line->day;
    position->flagged = position->flagged || is_in_doubt(line);
    return money_add(&position->stated.paid, paid) &&
           money_add(&position->stated.net_x, position_paid_net_x(line));
}

/* Of a bill whose net is not known nothing can be said, and an opening list has none. */
void position_paid_stand_in(const struct position_work *work, struct position *position)
{
    tie_assert(work != NULL && position != NULL);
    bool states = false;
    if (!work->facts->paid_stands_in || position->opening_lines > 0 ||
        !position->open_net_known)
        return;
    for (size_t at = 0; at < work->own_count && !states; at++)
        states = work->own[at]->plan->states_payment;
    if (!states)
        return;
    position->stated.stands_in = true;
    position->disbursed[COMPONENT_NET] = position->stated.paid;
    position->disbursed_net_x = position->stated.net_x;
    position->disbursed[COMPONENT_TAX].micro =
        position->stated.paid.micro - position->stated.net_x.micro;
    position->open_fee_known = false;
    position->open_tax_known =
        position->open_tax_known && (position->stated.holds_tax || position->stated.lines == 0);
}

bool position_paid_compare(const struct position_work *work, struct position *position)
{
    tie_assert(work != NULL && position != NULL);
    struct given given = {.has_net = true};
    bool with_tax = position->stated.holds_tax;
    if (!can_compare(work, position))
        return true;
    for (size_t at = 0; at < work->own_count; at++)
        if (work->own[at]->plan->role == ROLE_DISBURSED &&
            !add_given(work->own[at], with_tax, position->stated.told_on, &given))
            return false;
    position->stated.compared = given.has_net;
    position->stated.amount = with_tax ? position->stated.paid : position->stated.net_x;
    position->stated.given = between(position->stated.amount, given.then, given.now);
    position->stated.fact = fact_of(work, position);
    return true;
}

static bool is_payment(const struct position_line *line)
{
    return line->plan->role == ROLE_STATED_PAID;
}

/* Whether the rule about statuses may have a question: not of what is called paid and is. */
static bool is_in_doubt(const struct position_line *line)
{
    enum pay_status status = line_status(line->bill->movement->flags);
    if (status == PAY_UNSAID)
        return false;
    return status != PAY_PAID || position_amount(line, COMPONENT_NET).micro !=
                                     position_amount(line->bill, COMPONENT_NET).micro;
}

/* A payment later than as_of speaks of days that are not compared; what of it came before, the
 * report does not say. */
static bool can_compare(const struct position_work *work, const struct position *position)
{
    if (position->stated.lines == 0 || work->facts->paid_stands_in)
        return false;
    for (size_t at = 0; at < work->reference.count; at++) {
        const struct position_line *line = &work->reference.lines[at];
        if (is_payment(line) && line->class == CLASS_AFTER_AS_OF &&
            line->currency == position->currency)
            return false;
    }
    return true;
}

static bool add_given(const struct position_line *line, bool with_tax, day_number told_on,
                      struct given *given)
{
    struct money amount = position_net_x(line);
    if (with_tax)
        amount.micro += position_amount(line, COMPONENT_TAX).micro +
                        position_amount(line, COMPONENT_TAX_REFUND).micro;
    given->has_net = given->has_net && line->plan->has_net;
    if (line->day <= told_on && !money_add(&given->then, amount))
        return false;
    return money_add(&given->now, amount);
}

/* The nearest to `amount` from one to the other. */
static struct money between(struct money amount, struct money one, struct money other)
{
    struct money low = one.micro < other.micro ? one : other;
    struct money high = one.micro < other.micro ? other : one;
    if (amount.micro < low.micro)
        return low;
    return amount.micro > high.micro ? high : amount;
}

/* The day payouts are asked about: that of the payment, the last of several. Of a bill from before
 * the first known payout some may have come earlier. */
static day_number fact_of(const struct position_work *work, const struct position *position)
{
    const struct role_window *known = &work->facts->windows[ROLE_DISBURSED];
    bool early = known->known_from != DAY_NONE && position->billed_on != DAY_NONE &&
                 position->billed_on < known->known_from;
    return early || position->stated.paid_on == DAY_NONE ? position->billed_on
                                                         : position->stated.paid_on;
}
