/* A small world for the pipeline's tests: a folder with reports in it, run from end to end. */
#ifndef TIEOUT_TESTS_WORLD_H
#define TIEOUT_TESTS_WORLD_H

#include "base/file.h"
#include "folder.h"
#include "pipeline/pipeline.h"
#include "store/store_read.h"

/* The first era's headers, as issued. */
#define WORLD_BILLED_HEADER                                                                    \
    "\"Customer Reference ID\",\"Country\",\"State\",\"City\",\"Zip Code\",\"Product Title\"," \
    "\"Product Code\",\"Customer Billed Amount\",\"AWS Fee\",\"Refunds Amount\","              \
    "\"AWS Fee Refund\",\"Partner Revenue Amount\",\"Currency\",\"Transaction Reference ID\"," \
    "\"U.S. Sales Tax Customer Billed Amount\",\"U.S. Sales Tax Refunds Amount\","             \
    "\"Customer AWS Account Number\"\n"
#define WORLD_DISBURSED_HEADER                                                                 \
    "\"Product\",\"Product Code\",\"SellerRev\",\"AWSRefFee\",\"SellerRevRefund\","            \
    "\"AWSRefFeeRefund\",\"SellerRevCredit\",\"AWSRefFeeCredit\",\"Net Amount\","              \
    "\"Transaction Reference ID\",\"SellerUSSalesTax\",\"SellerUSSalesTaxRefund\","            \
    "\"Customer AWS Account Number\"\n"

/* A billed line: reference, gross, fee, net as they are printed; USD, payer 1111-2222-3333. */
#define WORLD_BILLED(reference, gross, fee, net)                                               \
    "\"c1\",\"US\",\"WA\",\"Seattle\",\"98101\",\"Scanner\",\"p1\",\"" gross "\",\"" fee       \
    "\",\"0.00\",\"0.00\",\"" net "\",\"USD\",\"" reference                                    \
    "\",\"0.00\",\"0.00\",\"1111-2222-3333\"\n"
#define WORLD_DISBURSED(reference, gross, fee, net)                                            \
    "\"Scanner\",\"p1\",\"" gross "\",\"" fee "\",\"0.00\",\"0.00\",\"0.00\",\"0.00\",\"" net  \
    "\",\"" reference "\",\"0.00\",\"0.00\",\"111122223333\"\n"

struct world {
    char in[FOLDER_PATH_BYTES], out[FOLDER_PATH_BYTES];
    const char *inputs[1];
    struct run_options options;
    struct run_result result;
    struct failure failure;
};

static inline void world_options(struct world *world, const char *folder)
{
    folder_path(folder, "in", world->in);
    folder_path(folder, "out", world->out);
    mkdir(world->in, 0755);
    world->inputs[0] = world->in;
    world->result = (struct run_result){0};
    world->options = (struct run_options){.inputs = world->inputs,
                                          .input_count = 1,
                                          .out_directory = world->out,
                                          .as_of = DAY_NONE,
                                          .from = DAY_NONE,
                                          .period = DAY_NONE,
                                          .version = "test"};
    failure_init(&world->failure);
}

/* March billed, April paid, nothing open. */
static inline void world_quiet(struct world *world, const char *folder)
{
    world_options(world, folder);
    folder_write(world->in, "monthly_revenue_billing_and_revenue_data_2024-04-15.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "-3.00", "97.00")
                     WORLD_BILLED("r-2", "50.00", "-1.50", "48.50"));
    folder_write(world->in, "disbursed_amount_by_product_2024-04-20.csv",
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-1", "100.00", "-3.00", "97.00")
                     WORLD_DISBURSED("r-2", "50.00", "-1.50", "48.50"));
}

static inline enum status world_run(struct world *world)
{
    buffer_free(&world->result.summary);
    failure_init(&world->failure);
    return pipeline_run(&world->options, &world->result, &world->failure);
}

/* One text from the books of the last run, "(none)" without a row. */
static inline const char *world_ask(const struct world *world, const char *sql,
                                    char text[FOLDER_TEXT_BYTES])
{
    char path[FOLDER_PATH_BYTES];
    struct store *store = NULL;
    struct store_query *query = NULL;
    struct failure failure;
    bool found = false;
    failure_init(&failure);
    snprintf(text, FOLDER_TEXT_BYTES, "(none)");
    const char *books = world->options.books_path;
    if (store_open(&store, books ? books : folder_path(world->out, "books.db", path),
                   &failure) == STATUS_OK &&
        store_query_open(&query, store, str_from(sql), &failure) == STATUS_OK &&
        store_query_step(query, &found, &failure) == STATUS_OK && found) {
        struct str cell = store_query_text(query, 0);
        snprintf(text, FOLDER_TEXT_BYTES, "%.*s", (int)cell.length, cell.bytes);
    }
    if (failure.status != STATUS_OK)
        snprintf(text, FOLDER_TEXT_BYTES, "failed: %s", failure.message);
    store_query_close(query);
    store_close(store);
    return text;
}

static inline void world_end(struct world *world)
{
    buffer_free(&world->result.summary);
}

#endif
