/* Inside the stated checks only. */
#ifndef TIEOUT_RECON_TIE_STATED_PARTS_H
#define TIEOUT_RECON_TIE_STATED_PARTS_H

#include "recon/stated_payouts.h"
#include "recon/tie_parts.h"
#include "recon/tie_stated.h"

/* A computed figure and the words for what it was computed on. */
struct tie_basis {
    struct str name;
    const struct money_total *computed;
};

/* The row of the basis that ties; else of one within penny; else of the nearest, of equals the
 * first. *chosen (may be NULL) is its index. */
enum status tie_put_bases(struct tie_rows *rows, const struct tie_row *row,
                          const struct money_total *reported, const struct tie_basis *bases,
                          size_t count, size_t *chosen);
/* A row that is not testable: what is reported alone (NULL: nothing). */
enum status tie_put_untestable(struct tie_rows *rows, const struct tie_row *row,
                               const struct money_total *reported);

/* tie_payouts.c: deposits and their locations. Notes in *stated which basis the deposit was
 * meant on. */
enum status tie_payouts(struct tie_rows *rows, const struct payouts *payouts,
                        struct stated_payouts *stated);
/* tie_collected.c: ages of what was paid out. tie_open.c: of what was open, and past due. */
enum status tie_collected_ages(struct tie_rows *rows, const struct payouts *payouts);
enum status tie_open_ages(struct tie_rows *rows, const struct payouts *payouts);
/* tie_list.c: the newest list of open items, in all and item by item. */
enum status tie_list(struct tie_rows *rows, const struct run_facts *facts);
/* tie_taxes.c: Total Tax and billed tax. */
enum status tie_taxes(struct tie_rows *rows);
/* payouts_store.c: table payout. */
enum status payouts_store(const struct payouts *payouts, const struct stated_payouts *stated,
                          struct store *store, struct failure *failure);

#endif
