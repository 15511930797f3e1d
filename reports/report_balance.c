/* Sums without a bound: of the entry at hand, and of what is left of each receivable. */
#include "reports/report_balance.h"

#include "base/arena.h"
#include "money/money_total.h"

#include <stdlib.h>

struct receivable {
    struct buffer currency;
    struct money_total *left; /* postings less the closing */
};

struct report_balance {
    struct buffer entry;
    bool any;
    struct money_total *sum; /* of the entry */
    struct receivable *receivables;
    size_t count;
};

static enum status end_entry(struct report_balance *balance, struct failure *failure);
static struct money_total *left_of(struct report_balance *balance, struct str currency);
static enum status off(struct failure *failure, const char *what, const struct buffer *name,
                       const struct money_total *left);

struct report_balance *report_balance_new(void)
{
    struct report_balance *balance = memory_resize(NULL, 1, sizeof *balance);
    *balance = (struct report_balance){.sum = money_total_new()};
    return balance;
}

void report_balance_free(struct report_balance *balance)
{
    if (balance == NULL)
        return;
    for (size_t at = 0; at < balance->count; at++) {
        buffer_free(&balance->receivables[at].currency);
        money_total_free(balance->receivables[at].left);
    }
    free(balance->receivables);
    money_total_free(balance->sum);
    buffer_free(&balance->entry);
    free(balance);
}

enum status report_balance_add(struct report_balance *balance, struct str entry,
                               struct str amount, bool *first, struct failure *failure)
{
    tie_assert(balance != NULL && first != NULL);
    *first = !balance->any || !str_equal(entry, buffer_str(&balance->entry));
    enum status status = *first ? end_entry(balance, failure) : STATUS_OK;
    if (*first) {
        buffer_clear(&balance->entry);
        buffer_add(&balance->entry, entry);
        balance->any = true;
    }
    bool good = money_total_add_text(balance->sum, amount);
    tie_assert(good);
    return status;
}

void report_balance_receive(struct report_balance *balance, struct str currency,
                            struct str amount)
{
    tie_assert(balance != NULL);
    bool good = money_total_add_text(left_of(balance, currency), amount);
    tie_assert(good);
}

bool report_balance_close(struct report_balance *balance, struct str currency,
                          struct str closing)
{
    tie_assert(balance != NULL);
    struct money_total *counted = money_total_new();
    bool good = money_total_add_text(counted, closing);
    money_total_subtract_total(left_of(balance, currency), counted);
    money_total_free(counted);
    return good;
}

enum status report_balance_end(struct report_balance *balance, struct failure *failure)
{
    tie_assert(balance != NULL && failure != NULL);
    enum status status = end_entry(balance, failure);
    for (size_t at = 0; status == STATUS_OK && at < balance->count; at++)
        if (money_total_sign(balance->receivables[at].left) != 0)
            status = off(failure, "the receivable does not close as roll-forward.csv does",
                         &balance->receivables[at].currency, balance->receivables[at].left);
    return status;
}

static enum status end_entry(struct report_balance *balance, struct failure *failure)
{
    if (money_total_sign(balance->sum) != 0)
        return off(failure, "an entry is not balanced", &balance->entry, balance->sum);
    money_total_free(balance->sum);
    balance->sum = money_total_new();
    return STATUS_OK;
}

static struct money_total *left_of(struct report_balance *balance, struct str currency)
{
    for (size_t at = 0; at < balance->count; at++)
        if (str_equal(buffer_str(&balance->receivables[at].currency), currency))
            return balance->receivables[at].left;
    balance->receivables =
        memory_resize(balance->receivables, balance->count + 1, sizeof *balance->receivables);
    struct receivable *own = &balance->receivables[balance->count++];
    *own = (struct receivable){.left = money_total_new()};
    buffer_add(&own->currency, currency);
    return own->left;
}

static enum status off(struct failure *failure, const char *what, const struct buffer *name,
                       const struct money_total *left)
{
    struct buffer text = {0};
    money_total_format(left, &text);
    enum status status = failure_set(failure, STATUS_EVIDENCE, "journal: %s: %s, off by %s",
                                     what, buffer_c(name), buffer_c(&text));
    failure_remedy(failure, "This is a mistake of the program. No report was written.");
    buffer_free(&text);
    return status;
}
