/* Rows a second into new books: lines as a month brings them (a billed, a disbursed and two tax
 * lines a transaction), then wide rows of another table. usage: store_bench NEW-FILE
 * [TRANSACTIONS] */
#include "store/store.h"
#include "store/store_read.h"
#include "store/store_write.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { REST_COLUMNS = 33, PERCENT = 100 };

/* Both: on a shared machine the processor's time is the steadier one. */
struct moment {
    int64_t wall_ns, cpu_ns;
};

static int64_t clock_ns(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static struct moment moment_now(void)
{
    return (struct moment){clock_ns(CLOCK_MONOTONIC), clock_ns(CLOCK_PROCESS_CPUTIME_ID)};
}

static void say(const char *what, int64_t rows, struct moment since)
{
    struct moment now = moment_now();
    int64_t wall_ns = now.wall_ns - since.wall_ns + 1;
    printf("%-10s %9" PRId64 " rows %6" PRId64 " ms, cpu %6" PRId64 " ms %6" PRId64
           " thousand rows/s\n",
           what, rows, wall_ns / 1000000, (now.cpu_ns - since.cpu_ns) / 1000000,
           rows * 1000000 / wall_ns);
}

static void set_amount(struct store_line *line, enum component component, int64_t micro)
{
    line->present |= COMPONENT_BIT(component);
    line->amounts_micro[component] = micro;
}

static struct store_line line_of(enum role role, int64_t number)
{
    struct store_line line = {
        .line_id = ((int64_t)(role + 1) << 32) + number,
        .role = role,
        .reference_id = (uint32_t)number,
        .product_id = (uint32_t)(number % 40),
        .customer_id = (uint32_t)(number % 5000),
        .byte_offset = number * 370,
        .byte_length = 370,
        .line_first = number + 1,
        .currency = ('U' << 16) | ('S' << 8) | 'D',
        .dated = 19800 + (day_number)(number % 31),
        .due = DAY_NONE,
        .ar_period = DAY_NONE,
        .holds = UINT64_MAX,
        .flags = LINE_MONEY | (number % PERCENT == 0 ? (uint32_t)LINE_CODE_MISSING : 0),
    };
    bool taxed = role == ROLE_TAXED;
    int64_t gross = 10000000 + number % 100000 * 10000;
    set_amount(&line, taxed ? COMPONENT_TAX_AMOUNT : COMPONENT_GROSS, gross);
    set_amount(&line, taxed ? COMPONENT_TOTAL_TAX : COMPONENT_FEE, -gross / 20);
    set_amount(&line, taxed ? COMPONENT_TAXABLE : COMPONENT_TAX, gross / 10);
    set_amount(&line, taxed ? COMPONENT_PRICE : COMPONENT_NET, gross + gross / 20);
    return line;
}

static enum status put_role(struct store_lines *lines, enum role role, int64_t count,
                            struct failure *failure)
{
    enum status status = STATUS_OK;
    for (int64_t number = 1; number <= count && status == STATUS_OK; number++) {
        struct store_line line = line_of(role, number);
        status = store_lines_put(lines, &line, NULL, failure);
    }
    return status;
}

static enum status bench_lines(struct store *store, enum role role, int64_t count,
                               struct failure *failure)
{
    struct store_lines *lines = NULL;
    struct moment since = moment_now();
    enum status status = store_lines_open(&lines, store, NULL, failure);
    if (status == STATUS_OK)
        status = put_role(lines, role, count, failure);
    status = status_worse(status, store_lines_finish(lines, failure));
    struct str name = role_name(role);
    char what[32];
    snprintf(what, sizeof what, "%.*s", (int)name.length, name.bytes);
    say(what, count, since);
    return status;
}

static enum status bench_rows(struct store *store, int64_t count, struct failure *failure)
{
    struct store_bulk *bulk = NULL;
    struct moment since = moment_now();
    enum status status = store_bulk_open(&bulk, store, "position_rest", REST_COLUMNS, failure);
    struct store_cell cells[REST_COLUMNS];
    for (size_t i = 0; i < REST_COLUMNS; i++)
        cells[i] = store_integer((int64_t)i * 1000000);
    cells[2] = store_text(STR("USD"));
    static const int texts[] = {12, 14, 22, 23, 24, 25, 32};
    for (size_t i = 0; i < array_count(texts); i++)
        cells[texts[i]] = store_text(STR("2024-03-31"));
    for (int64_t row = 1; row <= count && status == STATUS_OK; row++) {
        cells[0] = store_integer(row);
        status = store_bulk_row(bulk, cells, failure);
    }
    status = status_worse(status, store_bulk_finish(bulk, failure));
    say("rows", count, since);
    return status;
}

int main(int argc, char **argv)
{
    struct failure failure;
    struct store *store = NULL;
    int64_t count = 1000000;
    if (argc < 2 || argc > 3 || (argc == 3 && !str_to_count(str_from(argv[2]), count, &count)))
        return fputs("usage: store_bench NEW-FILE [TRANSACTIONS]\n", stderr), 2;
    failure_init(&failure);
    struct moment since = moment_now();
    enum status status = store_create(&store, argv[1], &failure);
    if (status == STATUS_OK)
        status = bench_lines(store, ROLE_BILLED, count, &failure);
    if (status == STATUS_OK)
        status = bench_lines(store, ROLE_DISBURSED, count, &failure);
    if (status == STATUS_OK)
        status = bench_lines(store, ROLE_TAXED, 2 * count, &failure);
    if (status == STATUS_OK)
        status = bench_rows(store, count, &failure);
    if (status == STATUS_OK)
        status = store_commit(store, &failure);
    store_close(store);
    say("all", 5 * count, since);
    failure_print(&failure, stderr);
    return (int)status;
}
