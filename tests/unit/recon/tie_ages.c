/* Six figures of a report of ages: tie_ages.c, tie_ages_read.c, tie_open.c, tie_collected.c. */
#include "cut_world.h"

enum { ROWS_MOST = 5, FIGURES = 6 };

struct age_row {
    const char *name;
    enum stated states;
    struct cut_row rows[ROWS_MOST];
    const char *stated[FIGURES];
    const char *answer;
};

/* On 31 May: 30 days since 1 May, 31 since 30 April, 121 since 31 January. */
static const struct age_row rows[] = {
    {"net, by days since billing",
     STATED_UNCOLLECTED,
     {{"A", "USD", "uncollected", "2024-05-01", "invoice", "", "100", "95", "8", NULL, 0, 0, 0,
       0},
      {"B", "USD", "part-collected", "2024-04-30", "invoice", "", "40", "38", "0", NULL, 0, 0,
       0, 0},
      {"C", "USD", "not-due", "2024-01-31", "opening", "", "20", "19", "0", NULL, 0, 0, 0, 0}},
     {"95", "38", "0", "0", "19", "152"},
     "0-30|net|95.00|95.00|ties|\n31-60|net|38.00|38.00|ties|\n61-90|net|0.00|0.00|ties|\n"
     "91-120|net|0.00|0.00|ties|\nover-120|net|19.00|19.00|ties|\n"
     "overall|net|152.00|152.00|ties|"},
    {"one figure off: the others say on which basis",
     STATED_UNCOLLECTED,
     {{"A", "USD", "uncollected", "2024-05-01", "invoice", "", "100", "95", "8", NULL, 0, 0, 0,
       0},
      {"B", "USD", "uncollected", "2024-04-30", "invoice", "", "40", "38", "1", NULL, 0, 0, 0,
       0}},
     {"103", "45", "0", "0", "0", "142.01"},
     "0-30|net with tax|103.00|103.00|ties|\n"
     "31-60|net with tax|45.00|39.00|off|the positions do not add up to it\n"
     "61-90|net with tax|0.00|0.00|ties|\n91-120|net with tax|0.00|0.00|ties|\n"
     "over-120|net with tax|0.00|0.00|ties|\n"
     "overall|net with tax|142.01|142.00|penny|the positions do not add up to it"},
    {"what is not open has no age: a cent left, paid by the customer, never billed",
     STATED_UNCOLLECTED,
     {{"A", "USD", "settled", "2024-05-01", "invoice", "", "0.01", "0.01", "0", NULL, 0, 0, 0,
       0},
      {"B", "USD", "in-transit", "2024-05-01", "invoice", "", "40", "38", "0", NULL, 0, 1, 0,
       0},
      {"C", "USD", "stated-only", "", "", "", "0", "0", "0", "7", 1, 0, 0, 0}},
     {"0", "0", "0", "0", "0", "0"},
     "0-30|gross|0.00|0.00|ties|\n31-60|gross|0.00|0.00|ties|\n61-90|gross|0.00|0.00|ties|\n"
     "91-120|gross|0.00|0.00|ties|\nover-120|gross|0.00|0.00|ties|\n"
     "overall|gross|0.00|0.00|ties|"},
    {"a stand-in for a billing day",
     STATED_UNCOLLECTED,
     {{"A", "USD", "uncollected", "2024-05-31", "file", "", "100", "95", "0", NULL, 0, 0, 0, 0},
      {"B", "USD", "uncollected", "2024-05-01", "invoice", "", "40", "38", "0", NULL, 0, 0, 0,
       0}},
     {"133", "0", "0", "0", "0", "133"},
     "0-30||133.00||not-testable|the billing day of 1 of 2 open items is a stand-in\n"
     "31-60||0.00||not-testable|the billing day of 1 of 2 open items is a stand-in\n"
     "61-90||0.00||not-testable|the billing day of 1 of 2 open items is a stand-in\n"
     "91-120||0.00||not-testable|the billing day of 1 of 2 open items is a stand-in\n"
     "over-120||0.00||not-testable|the billing day of 1 of 2 open items is a stand-in\n"
     "overall||133.00||not-testable|the billing day of 1 of 2 open items is a stand-in"},
    {"past due by due dates; a stand-in does not matter, nor what has no due date",
     STATED_PAST_DUE,
     {{"A", "USD", "uncollected", "2024-01-31", "file", "2024-05-30", "100", "95", "0", NULL, 0,
       0, 0, 0},
      {"B", "USD", "uncollected", "2024-01-31", "file", "2024-04-30", "40", "38", "0", NULL, 0,
       0, 0, 0},
      {"C", "USD", "not-due", "2024-01-31", "file", "2024-05-31", "20", "19", "0", NULL, 0, 0,
       0, 0},
      {"D", "USD", "uncollected", "2024-01-31", "file", "", "10", "9.5", "0", NULL, 0, 0, 0,
       0}},
     {"100", "40", "0", "0", "0", "140"},
     "0-30|gross|100.00|100.00|ties|\n31-60|gross|40.00|40.00|ties|\n"
     "61-90|gross|0.00|0.00|ties|\n91-120|gross|0.00|0.00|ties|\n"
     "over-120|gross|0.00|0.00|ties|\noverall|gross|140.00|140.00|ties|"},
    {"several currencies, and none named",
     STATED_PAST_DUE,
     {{"A", "USD", "uncollected", "2024-01-31", "file", "2024-05-30", "1", "1", "0", NULL, 0, 0,
       0, 0},
      {"B", "EUR", "uncollected", "2024-01-31", "file", "", "2", "2", "0", NULL, 0, 0, 0, 0}},
     {"3", "0", "0", "0", "0", "3"},
     "0-30||3.00||not-testable|open items are in several currencies, and the report names "
     "none\n"
     "31-60||0.00||not-testable|open items are in several currencies, and the report names "
     "none\n"
     "61-90||0.00||not-testable|open items are in several currencies, and the report names "
     "none\n"
     "91-120||0.00||not-testable|open items are in several currencies, and the report names "
     "none\n"
     "over-120||0.00||not-testable|open items are in several currencies, and the report names "
     "none\n"
     "overall||3.00||not-testable|open items are in several currencies, and the report names "
     "none"},
    {"net is tried only where it is known",
     STATED_PAST_DUE,
     {{"A", "USD", "uncollected", "2024-01-31", "opening", "2024-05-30", "100", "", "", NULL, 0,
       0, 0, 0}},
     {"0", "0", "0", "0", "0", "0"},
     "0-30|gross|0.00|100.00|off|the positions do not add up to it\n"
     "31-60|gross|0.00|0.00|ties|\n61-90|gross|0.00|0.00|ties|\n"
     "91-120|gross|0.00|0.00|ties|\nover-120|gross|0.00|0.00|ties|\n"
     "overall|gross|0.00|100.00|off|the positions do not add up to it"},
};

static void state_ages(struct fixture *fixture, struct store *store, const char *const *stated)
{
    struct buffer sql = {0};
    buffer_format(
        &sql,
        "INSERT INTO line_stated_total VALUES (%lld, 0, 1, 1, NULL, NULL, 0, 0, 0, 0, "
        "0, 0, 0",
        ((long long)PAYOUT_WORLD_REPORT << 32) + 2);
    for (int age = 0; age < FIGURES; age++)
        cut_world_number(&sql, stated[age]);
    buffer_add_c(&sql, ")");
    execute(fixture, store, buffer_c(&sql));
    buffer_free(&sql);
}

/* The part of the scope behind the file. */
static const char answer_sql[] =
    "SELECT substr(scope, 11), basis, reported, computed, verdict, why FROM tie "
    "WHERE kind = 'stated' AND scope LIKE 'list7.csv/%' ORDER BY ordinal";

static void test_ages(void **state)
{
    struct fixture *fixture = *state;
    for (size_t at = 0; at < array_count(rows); at++) {
        static struct cut_world world;
        struct store *store = fixture_store(fixture, ":memory:");
        print_message("%s\n", rows[at].name);
        cut_world_init(&world, rows[at].states);
        for (int of = 0; of < ROWS_MOST && rows[at].rows[of].reference != NULL; of++)
            cut_world_add(&world, fixture, store, &rows[at].rows[of]);
        state_ages(fixture, store, rows[at].stated);
        payout_world_run(&world.own, fixture, store);
        assert_answer(fixture, store, answer_sql, rows[at].answer);
        payout_world_free(&world.own);
        store_close(store);
    }
}

struct window_row {
    const char *name;
    enum role role;
    const char *from, *to, *back;
    const char *why;
};

static const struct window_row window_rows[] = {
    {"bills end before", ROLE_BILLED, "2024-01-01", "2024-04-30", "2024-01-01",
     "bills after 2024-04-30 are not loaded"},
    {"payouts end before", ROLE_DISBURSED, "2024-01-01", "2024-05-10", "2024-01-01",
     "payouts after 2024-05-10 are not loaded"},
    {"bills begin not long before", ROLE_BILLED, "2024-03-01", "2024-05-31", "2024-06-29",
     "bills before 2024-03-01 are not loaded, and may be open"},
    {"payouts begin after the bill", ROLE_DISBURSED, "2024-05-02", "2024-05-31", "2024-05-02",
     "payouts before 2024-05-02 are not loaded"},
    {"no payouts", ROLE_DISBURSED, "", "", "", "no payout report up to that day is loaded"},
    {"no bills", ROLE_BILLED, "", "", "", "no billed report up to that day is loaded"},
};

/* What ties ties; a difference proves nothing where days are missing. */
static void test_windows(void **state)
{
    static const struct cut_row open = {"A",   "USD", "uncollected", "2024-05-01", "invoice",
                                        "",    "100", "95",          "8",          NULL,
                                        false, false, false,         false};
    static const char *const stated[] = {"90", "0", "0", "0", "0", "100"};
    struct fixture *fixture = *state;
    for (size_t at = 0; at < array_count(window_rows); at++) {
        static struct cut_world world;
        const struct window_row *row = &window_rows[at];
        struct buffer wanted = {0};
        struct store *store = fixture_store(fixture, ":memory:");
        print_message("%s\n", row->name);
        cut_world_init(&world, STATED_UNCOLLECTED);
        world.cut.windows[row->role] = (struct role_window){.known_from = world_day(row->from),
                                                            .known_to = world_day(row->to),
                                                            .back_from = world_day(row->back)};
        cut_world_add(&world, fixture, store, &open);
        state_ages(fixture, store, stated);
        payout_world_run(&world.own, fixture, store);
        buffer_format(&wanted,
                      "0-30|gross|90.00|100.00|not-testable|%s\n"
                      "overall|gross|100.00|100.00|ties|",
                      row->why);
        assert_answer(fixture, store,
                      "SELECT substr(scope, 11), basis, reported, computed, verdict, why "
                      "FROM tie WHERE scope IN ('list7.csv/0-30', 'list7.csv/overall') "
                      "ORDER BY ordinal",
                      buffer_c(&wanted));
        buffer_free(&wanted);
        payout_world_free(&world.own);
        store_close(store);
    }
}

struct paid_row {
    const char *name, *lines;
    const char *stated[FIGURES];
    const char *answer;
};

/* Paid on 31 May. */
static const struct paid_row paid_rows[] = {
    {"by days from billing to payout",
     "inv A cur=USD on=2024-05-01 gross=100 net=95; inv B cur=USD on=2024-04-30 gross=40 "
     "net=38;"
     "payd A cur=USD gross=100 net=95 tax=8; payd B cur=USD gross=40 refund=-2 net=36",
     {"100", "38", "0", "0", "0", "138"},
     "0-30|gross|100.00|100.00|ties|\n31-60|gross|38.00|38.00|ties|\n"
     "61-90|gross|0.00|0.00|ties|\n91-120|gross|0.00|0.00|ties|\n"
     "over-120|gross|0.00|0.00|ties|\noverall|gross|138.00|138.00|ties|"},
    {"a bill without a day of its own: the sum of all is known",
     "inv A cur=USD on=2024-05-01 gross=100 net=95; bill3 B cur=USD gross=40 net=38;"
     "payd A cur=USD gross=100 net=95 tax=8; payd B cur=USD gross=40 net=38; payd - gross=1 "
     "net=1",
     {"95", "38", "0", "0", "0", "134"},
     "0-30||95.00||not-testable|the billing day of 2 of 3 payout lines is not known\n"
     "31-60||38.00||not-testable|the billing day of 2 of 3 payout lines is not known\n"
     "61-90||0.00||not-testable|the billing day of 2 of 3 payout lines is not known\n"
     "91-120||0.00||not-testable|the billing day of 2 of 3 payout lines is not known\n"
     "over-120||0.00||not-testable|the billing day of 2 of 3 payout lines is not known\n"
     "overall|net|134.00|134.00|ties|"},
    {"nothing was paid that day",
     "pay A cur=USD on=2024-05-30 gross=1 net=1",
     {"1", "0", "0", "0", "0", "1"},
     "0-30||1.00||not-testable|no payout line of that day is loaded\n"
     "31-60||0.00||not-testable|no payout line of that day is loaded\n"
     "61-90||0.00||not-testable|no payout line of that day is loaded\n"
     "91-120||0.00||not-testable|no payout line of that day is loaded\n"
     "over-120||0.00||not-testable|no payout line of that day is loaded\n"
     "overall||1.00||not-testable|no payout line of that day is loaded"},
};

static void test_collected(void **state)
{
    struct fixture *fixture = *state;
    for (size_t at = 0; at < array_count(paid_rows); at++) {
        static struct cut_world world;
        struct store *store = fixture_store(fixture, ":memory:");
        print_message("%s\n", paid_rows[at].name);
        cut_world_init(&world, STATED_COLLECTED);
        world.own.world.sections[9].covers_to = world.cut.day;
        world.own.world.sections[9].payout_on = world.cut.day;
        world_add(&world.own.world, paid_rows[at].lines);
        state_ages(fixture, store, paid_rows[at].stated);
        payout_world_run(&world.own, fixture, store);
        assert_answer(fixture, store, answer_sql, paid_rows[at].answer);
        payout_world_free(&world.own);
        store_close(store);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_ages),
        TEST(test_windows),
        TEST(test_collected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
