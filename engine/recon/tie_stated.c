/* The order of the stated checks, and the choice of a basis. Reports do not say whether a total
 * is meant before or after fees and tax: each is tried, and the row names the one. */
#include "recon/tie_stated_parts.h"

static size_t best_basis(const struct tie_rows *rows, const struct money_total *reported,
                         const struct tie_basis *bases, size_t count);
static struct money_total *distance(const struct money_total *reported,
                                    const struct money_total *computed);

enum status tie_store_stated(const struct payouts *payouts, struct store *store,
                             struct tie_result *result, struct failure *failure)
{
    tie_assert(payouts != NULL && store != NULL && result != NULL && failure != NULL);
    struct tie_rows rows = {.store = store,
                            .result = result,
                            .failure = failure,
                            .penny = payouts->facts->policy.penny};
    struct stated_payouts stated = {0};
    enum status status = stated_payouts_read(&stated, payouts->facts, store, failure);
    if (status == STATUS_OK)
        status = store_insert_open(&rows.insert, store, "tie", 11, failure);
    if (status == STATUS_OK)
        status = store_insert_open(&rows.figures, store, "stated_figure", 3, failure);
    if (status == STATUS_OK)
        status = tie_payouts(&rows, payouts, &stated);
    if (status == STATUS_OK)
        status = tie_open_ages(&rows, payouts);
    if (status == STATUS_OK)
        status = tie_collected_ages(&rows, payouts);
    if (status == STATUS_OK)
        status = tie_list(&rows, payouts->facts);
    if (status == STATUS_OK)
        status = tie_taxes(&rows);
    store_insert_close(rows.insert);
    store_insert_close(rows.figures);
    if (status == STATUS_OK)
        status = payouts_store(payouts, &stated, store, failure);
    stated_payouts_free(&stated);
    return status;
}

enum status tie_put_bases(struct tie_rows *rows, const struct tie_row *row,
                          const struct money_total *reported, const struct tie_basis *bases,
                          size_t count, size_t *chosen)
{
    tie_assert(rows != NULL && row != NULL && row->stated && count > 0);
    size_t best = best_basis(rows, reported, bases, count);
    struct tie_row of_basis = *row;
    of_basis.basis = bases[best].name;
    if (chosen != NULL)
        *chosen = best;
    return tie_put_amounts(rows, &of_basis, reported, bases[best].computed);
}

enum status tie_put_untestable(struct tie_rows *rows, const struct tie_row *row,
                               const struct money_total *reported)
{
    tie_assert(rows != NULL && row != NULL && row->why != NULL);
    struct buffer texts[3] = {0};
    struct tie_row untestable = *row;
    untestable.not_testable = true;
    if (reported != NULL)
        money_total_format(reported, &texts[0]);
    enum status status = tie_put(rows, &untestable, TIE_OFF, texts);
    buffer_free(&texts[0]);
    return status;
}

/* What ties is as near as can be, so the nearest is taken, of equals the first. */
static size_t best_basis(const struct tie_rows *rows, const struct money_total *reported,
                         const struct tie_basis *bases, size_t count)
{
    size_t best = 0;
    tie_assert(rows != NULL && bases != NULL);
    struct money_total *nearest = distance(reported, bases[0].computed);
    for (size_t at = 1; at < count; at++) {
        struct money_total *own = distance(reported, bases[at].computed);
        struct money_total *less = money_total_new();
        money_total_add_total(less, own);
        money_total_subtract_total(less, nearest);
        bool nearer = money_total_sign(less) < 0;
        money_total_free(less);
        money_total_free(nearer ? nearest : own);
        nearest = nearer ? own : nearest;
        best = nearer ? at : best;
    }
    money_total_free(nearest);
    return best;
}

/* abs(computed - reported). */
static struct money_total *distance(const struct money_total *reported,
                                    const struct money_total *computed)
{
    struct money_total *difference = money_total_new();
    money_total_add_total(difference, computed);
    money_total_subtract_total(difference, reported);
    if (money_total_sign(difference) >= 0)
        return difference;
    struct money_total *turned = money_total_new();
    money_total_subtract_total(turned, difference);
    money_total_free(difference);
    return turned;
}
