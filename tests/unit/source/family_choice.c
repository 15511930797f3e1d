/* Cells that choose: what a map says of them, each way it makes no sense, and the parts of a
 * family that follow from it (family_part.c). */
#include "source/family_part.h"

#include "source/family_map.h"

#include "map_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HEAD(role)                                                                             \
    "era,header,field,kind,sign,required,note\n*,,role," role                                  \
    ",,,\n*,,rank,1,,,\n*,,cadence,monthly,,,\n*,,eras,2024-04 2026-06,,,\n"                   \
    "*,Reference,txn_ref,text,,yes,\n"
#define NET "*,Net,amount.net,money,+,yes,\n"
#define PAID "*,Paid,paid.net,money,+,no,\n"
#define MIXED                                                                                  \
    "*,,role_if,disbursed: Disbursed|Partially disbursed,,,\n"                                 \
    "*,,role_if,billed: Not disbursed| (EMPTY) ,,,\n"                                          \
    "*,State,role_if,text,,yes,\n"
#define STATUS                                                                                 \
    "*,,status,paid: Disbursed,,,\n*,,status,unpaid: Not disbursed,,,\n"                       \
    "*,Status,status,text,,no,\n"

static void cells_choose_by_their_letters(void **state)
{
    static const struct {
        const char *cell;
        int role; /* -1: not known */
    } rows[] = {
        {"Disbursed", ROLE_DISBURSED},
        {"DISBURSED", ROLE_DISBURSED},
        {" partially_disbursed ", ROLE_DISBURSED},
        {"Not Disbursed", ROLE_BILLED},
        {"", ROLE_BILLED},
        {" - ", ROLE_BILLED}, /* no letter, no digit: as empty */
        {"Disbursed2", -1},
        {"Disburse", -1},
        {"empty", -1}, /* the word for none is no word of a cell */
    };
    struct family family;
    (void)state;
    assert_int_equal(read_map(HEAD("billed") MIXED, &family), STATUS_OK);
    assert_int_equal(family.roles.count, 4);
    for (size_t i = 0; i < array_count(rows); i++) {
        int meaning = -1;
        bool known = choice_find(&family.roles, str_from(rows[i].cell), &meaning);
        if (meaning != rows[i].role || known != (rows[i].role >= 0))
            fail_msg("'%s' means %d", rows[i].cell, meaning);
    }
}

static void statuses_have_meanings(void **state)
{
    struct family family;
    int meaning = 0;
    (void)state;
    assert_int_equal(read_map(HEAD("billed") STATUS, &family), STATUS_OK);
    assert_true(choice_find(&family.statuses, STR("Not_Disbursed"), &meaning));
    assert_int_equal(meaning, PAY_UNPAID);
    assert_false(choice_find(&family.statuses, STR("Failed"), &meaning));
    assert_int_equal(family.part_count, 0); /* a status alone makes no other lines */
}

static void what_makes_no_sense_is_refused(void **state)
{
    static const struct {
        const char *map, *message;
    } rows[] = {
        {HEAD("billed") "*,,role_if,taxed: A,,,\n*,State,role_if,text,,yes,\n",
         "role_if names billed, disbursed or stated_open, a colon, and cells"},
        {HEAD("billed") "*,,role_if,billed A,,,\n*,State,role_if,text,,yes,\n",
         "role_if names billed, disbursed or stated_open, a colon, and cells"},
        {HEAD("billed") "*,,status,gone: A,,,\n*,Status,status,text,,no,\n",
         "status names paid, part-paid, unpaid, failed or reversed, a colon, and cells"},
        {HEAD("billed") "*,,status,paid: A|!!,,,\n*,Status,status,text,,no,\n",
         "a cell without a letter or digit is written (empty)"},
        {HEAD("billed") "*,,status,paid: A,,,\n*,,status,unpaid: a,,,\n*,S,status,text,,no,\n",
         "a means two things"},
        {HEAD("billed") "*,State,role_if,text,,yes,\n",
         "era 2024-04 has a column role_if, and no row says what it means"},
        {HEAD("billed") "*,,role_if,billed: A,,,\n*,State,role_if,text,,no,\n",
         "era 2024-04 can be read without its column role_if: require it"},
        {HEAD("billed") "*,,role_if,disbursed: A,,,\n*,State,role_if,text,,yes,\n",
         "era 2024-04 chooses among roles without its own"},
        {HEAD("billed") "*,,role_if,billed: A,,,\n", "no era has a column role_if"},
        {HEAD("billed") "*,Status,status,text,,no,\n",
         "era 2024-04 has a column status, and no row says what it means"},
        {HEAD("billed") "*,,status,paid: A,,,\n", "no era has a column status"},
        {HEAD("billed") NET "*,Paid,paid.net,money,?,no,\n",
         "era 2024-04 leaves the sign of paid.net open"},
        {HEAD("billed") PAID, "era 2024-04 has paid.net without amount.net to hold it against"},
        {HEAD("disbursed") NET PAID, "era 2024-04 has paid.net, and no row of it is billed"},
        {HEAD("billed") NET "2026-06,On,paid.on,day,,no,\n",
         "era 2026-06 has paid.on without paid.net"},
        {HEAD("stated_paid"), "payments stand beside a bill: paid.net in a billed family"},
        {HEAD("billed") "*,Paid,paid.net,text,,no,\n", "this field is of another kind"},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct family family;
        if (read_map(rows[i].map, &family) != STATUS_EVIDENCE ||
            strcmp(failure.message, rows[i].message) != 0)
            fail_msg("row %zu: %s", i, failure.message);
    }
}

static void a_family_has_a_part_for_each_other_role(void **state)
{
    struct family family;
    (void)state;
    assert_int_equal(read_map(HEAD("billed") NET MIXED "2026-06," PAID, &family),
                     STATUS_EVIDENCE);
    assert_int_equal(
        read_map(HEAD("billed") NET MIXED "2026-06,Paid,paid.net,money,-,no,\n", &family),
        STATUS_OK);
    assert_int_equal(family.part_count, 2);
    assert_true(family_in_role(&family, ROLE_BILLED));
    assert_true(family_in_role(&family, ROLE_DISBURSED));
    assert_true(family_in_role(&family, ROLE_STATED_PAID));
    assert_false(family_in_role(&family, ROLE_STATED_OPEN));
    const struct era *old = &family.eras[0];
    const struct era *new = &family.eras[1];
    assert_ptr_equal(era_in_role(new, ROLE_BILLED), new);
    assert_null(era_in_role(new, ROLE_TAXED));
    assert_null(era_in_role(old, ROLE_STATED_PAID)); /* its column came later */
    const struct era *paid_out = era_in_role(old, ROLE_DISBURSED);
    assert_int_equal(paid_out->family->role, ROLE_DISBURSED);
    assert_true(str_equal(paid_out->family->name, STR("example")));
    assert_int_equal(paid_out->column_count, old->column_count);
    assert_true(paid_out->has_net);
    const struct era *payment = era_in_role(new, ROLE_STATED_PAID);
    assert_int_equal(payment->family->role, ROLE_STATED_PAID);
    assert_true(str_equal(payment->name, STR("2026-06")));
    assert_int_equal(payment->column_count, 1);
    assert_int_equal(payment->columns[0].field, FIELD_AMOUNT);
    assert_int_equal(payment->columns[0].component, COMPONENT_NET);
    assert_int_equal(payment->columns[0].sign, SIGN_OPPOSITE);
    assert_false(payment->has_net); /* no identity binds it */
}

/* Only eras that choose have other roles: later reports of the family may mean one thing. */
static void an_era_that_does_not_choose_has_one_role(void **state)
{
    struct family family;
    (void)state;
    assert_int_equal(read_map(HEAD("disbursed") "*,,role_if,disbursed: Paid,,,\n"
                                                "*,,role_if,stated_open: Open,,,\n"
                                                "2024-04,State,role_if,text,,yes,\n",
                              &family),
                     STATUS_OK);
    assert_non_null(era_in_role(&family.eras[0], ROLE_STATED_OPEN));
    assert_null(era_in_role(&family.eras[1], ROLE_STATED_OPEN));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_choose_by_their_letters),
        cmocka_unit_test(statuses_have_meanings),
        cmocka_unit_test(what_makes_no_sense_is_refused),
        cmocka_unit_test(a_family_has_a_part_for_each_other_role),
        cmocka_unit_test(an_era_that_does_not_choose_has_one_role),
    };
    return cmocka_run_group_tests_name("family_choice", tests, NULL, release);
}
