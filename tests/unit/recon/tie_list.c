/* The newest list of open items against what was open on its day. */
#include "cut_world.h"

enum { ROWS_MOST = 5 };

struct list_row {
    const char *name;
    struct cut_row rows[ROWS_MOST];
    const char *listed;      /* nets of the list's lines, parted by blanks */
    const char *known_to;    /* of bills; "" for the day of the list */
    const char *sum, *items; /* reported, computed, verdict, why */
};

static const char by_name[] =
    "items on one side only or of another amount: findings and timing items name each";

#define OPEN(reference, net, listed)                                                           \
    {                                                                                          \
        reference, "USD", "uncollected", "2024-05-01", "file", "", net, net, "0", listed,      \
            false, false, false, false                                                         \
    }

static const struct list_row rows[] = {
    {"the same items",
     {OPEN("A", "95", "95"), OPEN("B", "38", "38")},
     "95 38",
     "",
     "133.00|133.00|ties|",
     "2|2|ties|"},
    {"an item of another amount",
     {OPEN("A", "95", "90"), OPEN("B", "38", "38")},
     "90 38",
     "",
     "128.00|133.00|off|the open positions do not add up to it",
     "2|1|off|*"},
    {"an item that is missing",
     {OPEN("A", "95", "95"), OPEN("B", "38", NULL)},
     "95",
     "",
     "95.00|133.00|off|the open positions do not add up to it",
     "2|1|off|*"},
    {"an item never billed",
     {OPEN("A", "95", "95"),
      {"B", "USD", "stated-only", "", "", "", "0", "", "", "7", true, false, false, false}},
     "95 7",
     "",
     "102.00|95.00|off|the open positions do not add up to it",
     "2|1|off|*"},
    {"an item that was paid",
     {OPEN("A", "95", "95"),
      {"B", "USD", "settled", "2024-05-01", "file", "", "0", "0", "0", "7", false, false, true,
       false}},
     "95 7",
     "",
     "102.00|95.00|off|the open positions do not add up to it",
     "2|1|off|*"},
    {"an item the customer has paid, not listed any more",
     {OPEN("A", "95", "95"),
      {"B", "USD", "in-transit", "2024-05-01", "file", "", "38", "38", "0", NULL, false, true,
       false, false}},
     "95",
     "",
     "95.00|95.00|ties|",
     "1|1|ties|"},
    {"pennies add up: no item says why",
     {OPEN("A", "95", "95.01"), OPEN("B", "38", "38.01"), OPEN("C", "1", "1.01")},
     "95.01 38.01 1.01",
     "",
     "134.03|134.00|off|the open positions do not add up to it",
     "3|3|ties|"},
    {"a line without a reference, and bills not loaded: proves nothing",
     {OPEN("A", "95", "95")},
     "95 5",
     "2024-04-30",
     "100.00|95.00|not-testable|bills after 2024-04-30 are not loaded",
     "1|1|ties|"},
    {"carried in: its net is not known",
     {{"A", "USD", "uncollected", "2024-05-01", "opening", "", "100", "", "", "95", false,
       false, false, false}},
     "95",
     "",
     "95.00|0.00|not-testable|the net of items carried in by an opening list is not known",
     "1|1|ties|"},
};

static void state_list(struct fixture *fixture, struct store *store, struct str nets)
{
    long long line = ((long long)PAYOUT_WORLD_REPORT << 32) + 2;
    while (nets.length > 0) {
        struct buffer sql = {0};
        char net[32];
        struct str text = str_split(nets, ' ', &nets);
        snprintf(net, sizeof net, "%.*s", (int)text.length, text.bytes);
        buffer_format(&sql,
                      "INSERT INTO line_stated_open VALUES (%lld, 0, 0, 1, 1, 'USD', NULL, "
                      "NULL, NULL, 0, 0, 0, 0, 0, 0, 0",
                      line++);
        cut_world_number(&sql, net);
        buffer_add_c(&sql, ")");
        execute(fixture, store, buffer_c(&sql));
        buffer_free(&sql);
    }
}

static void test_lists(void **state)
{
    struct fixture *fixture = *state;
    for (size_t at = 0; at < array_count(rows); at++) {
        static struct cut_world world;
        struct buffer wanted = {0};
        struct store *store = fixture_store(fixture, ":memory:");
        print_message("%s\n", rows[at].name);
        cut_world_init(&world, STATED_NOTHING);
        if (rows[at].known_to[0] != '\0')
            world.cut.windows[ROLE_BILLED].known_to = world_day(rows[at].known_to);
        for (int of = 0; of < ROWS_MOST && rows[at].rows[of].reference != NULL; of++)
            cut_world_add(&world, fixture, store, &rows[at].rows[of]);
        state_list(fixture, store, str_from(rows[at].listed));
        payout_world_run(&world.own, fixture, store);
        struct str items = str_from(rows[at].items);
        bool named = items.bytes[items.length - 1] == '*';
        buffer_format(&wanted, "uncollected-list|net|%s\nuncollected-items|items|%.*s%s",
                      rows[at].sum, (int)items.length - named, items.bytes,
                      named ? by_name : "");
        assert_answer(fixture, store,
                      "SELECT check_name, basis, reported, computed, verdict, why FROM tie "
                      "WHERE kind = 'stated' AND scope = 'list7.csv' ORDER BY ordinal",
                      buffer_c(&wanted));
        buffer_free(&wanted);
        payout_world_free(&world.own);
        store_close(store);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
