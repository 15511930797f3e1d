/* Who pays: the account, else the payer reference, else the customer reference. Reports name a
 * payer now by one and now by another; where one line shows two of them, the lesser follows the
 * greater wherever it stands alone. Links are settled over all customers at once, smallest text
 * first, so that neither the order of files nor of lines matters. */
#include "recon/position.h"

#include <stdlib.h>

enum { PART_ACCOUNT, PART_PAYER_REF, PART_CUSTOMER_REF };

/* What lesser ids lead to: by id of `lesser`, an id of `greater`, 0 none. */
struct links {
    struct intern lesser;
    struct intern greater;
    uint32_t *to;
    uint32_t capacity;
};

static void links_add(struct links *links, struct str lesser, struct str greater);
static struct str links_follow(const struct links *links, struct str lesser);
static void links_free(struct links *links);
static struct str payer_of(struct str composite, const struct links *payer_accounts,
                           const struct links *customer_accounts,
                           const struct links *customer_payers);

void payers_link(struct payers *payers, const struct ledger *ledger)
{
    tie_assert(payers != NULL && ledger != NULL);
    const struct intern *customers = &ledger->customers;
    struct links payer_accounts = {0};
    struct links customer_accounts = {0};
    struct links customer_payers = {0};
    for (uint32_t id = 1; id < customers->count; id++) {
        struct str text = intern_text(customers, id);
        struct str account = ledger_part(text, PART_ACCOUNT);
        struct str payer_ref = ledger_part(text, PART_PAYER_REF);
        struct str customer_ref = ledger_part(text, PART_CUSTOMER_REF);
        links_add(&payer_accounts, payer_ref, account);
        links_add(&customer_accounts, customer_ref, account);
        links_add(&customer_payers, customer_ref, payer_ref);
    }
    *payers = (struct payers){0};
    intern_put(&payers->names, STR(""));
    payers->by_customer_id =
        memory_resize(NULL, customers->count > 0 ? customers->count : 1, sizeof(uint32_t));
    payers->by_customer_id[0] = 0;
    for (uint32_t id = 1; id < customers->count; id++)
        payers->by_customer_id[id] =
            intern_put(&payers->names, payer_of(intern_text(customers, id), &payer_accounts,
                                                &customer_accounts, &customer_payers));
    links_free(&payer_accounts);
    links_free(&customer_accounts);
    links_free(&customer_payers);
}

void payers_free(struct payers *payers)
{
    tie_assert(payers != NULL);
    intern_free(&payers->names);
    free(payers->by_customer_id);
    *payers = (struct payers){0};
}

/* Notes that one line shows both; of several greater ids the smallest text stays. */
static void links_add(struct links *links, struct str lesser, struct str greater)
{
    if (lesser.length == 0 || greater.length == 0)
        return;
    uint32_t from = intern_put(&links->lesser, lesser);
    uint32_t to = intern_put(&links->greater, greater);
    while (from >= links->capacity) {
        uint32_t capacity = links->capacity > 0 ? links->capacity * 2 : 64;
        links->to = memory_resize(links->to, capacity, sizeof *links->to);
        for (uint32_t id = links->capacity; id < capacity; id++)
            links->to[id] = 0;
        links->capacity = capacity;
    }
    uint32_t held = links->to[from];
    if (held == 0 || str_compare(greater, intern_text(&links->greater, held)) < 0)
        links->to[from] = to;
}

/* Empty when nothing was ever shown beside it. */
static struct str links_follow(const struct links *links, struct str lesser)
{
    uint32_t from = intern_find(&links->lesser, lesser);
    if (lesser.length == 0 || from == INTERN_NONE)
        return STR("");
    tie_assert(links->to != NULL && from < links->capacity);
    return intern_text(&links->greater, links->to[from]);
}

static void links_free(struct links *links)
{
    intern_free(&links->lesser);
    intern_free(&links->greater);
    free(links->to);
}

static struct str payer_of(struct str composite, const struct links *payer_accounts,
                           const struct links *customer_accounts,
                           const struct links *customer_payers)
{
    struct str account = ledger_part(composite, PART_ACCOUNT);
    struct str payer_ref = ledger_part(composite, PART_PAYER_REF);
    struct str customer_ref = ledger_part(composite, PART_CUSTOMER_REF);
    if (account.length > 0)
        return account;
    if (payer_ref.length == 0) {
        account = links_follow(customer_accounts, customer_ref);
        payer_ref = links_follow(customer_payers, customer_ref);
    }
    if (account.length == 0)
        account = links_follow(payer_accounts, payer_ref);
    if (account.length > 0)
        return account;
    return payer_ref.length > 0 ? payer_ref : customer_ref;
}
