/* show: one report as a table on the terminal. */
#include "base/near.h"
#include "cli/books_option.h"
#include "cli/terminal.h"
#include "reports/report_show.h"

#include <stdio.h>
#include <unistd.h>

static enum status show_run(const struct arguments *arguments, struct failure *failure);
static enum status show_ask(const struct arguments *arguments, struct report_show *show,
                            struct failure *failure);
static enum status show_refuse(const char *name, struct failure *failure);
static enum status show_print(const struct arguments *arguments, const struct report_show *show,
                              struct failure *failure);

static const struct option show_option_table[] = {
    {"--top", "N", "the first N rows of each currency; the last line still counts all"},
    {"--payer", "X", "of one payer: as in the column payer, or 1111-2222-3333"},
    {"--out", "DIR", "the report directory of a run (default: here)"},
    {"--books", "FILE", "books that keep every month, after a check"},
};

static const struct example show_examples[] = {
    {"What was not paid out, the largest first.", "tieout show uncollected --out february"},
    {"The twenty that are due the longest, of all months.",
     "tieout show net-terms --books company.db --top 20"},
    {"The tax of one payer.", "tieout show tax --out february --payer 1111-2222-3333"},
};

const struct verb verb_show = {
    .name = "show",
    .operands = "uncollected|refunds|net-terms|tax",
    .summary = "print one report as a table, with totals for each currency",
    .text =
        "What matters most comes first: the largest amount, or what is due the longest. On a\n"
        "terminal wide texts are cut to its width; in a pipe, and of figures, nothing is. All\n"
        "columns stand in the report itself, and `tieout explain REFERENCE` tells of one "
        "row.\n",
    .examples = show_examples,
    .example_count = array_count(show_examples),
    .options = show_option_table,
    .option_count = array_count(show_option_table),
    .operands_min = 1,
    .operands_max = 1,
    .run = show_run,
};

static enum status show_run(const struct arguments *arguments, struct failure *failure)
{
    struct report_show show = {0};
    enum status status = show_ask(arguments, &show, failure);
    return status == STATUS_OK ? show_print(arguments, &show, failure) : status;
}

static enum status show_ask(const struct arguments *arguments, struct report_show *show,
                            struct failure *failure)
{
    const char *top = arguments_value(arguments, "--top");
    const char *payer = arguments_value(arguments, "--payer");
    struct terminal terminal = terminal_look(STDOUT_FILENO);
    *show = (struct report_show){
        .report = report_shown_find(str_from(arguments->operands[0])),
        .payer = str_trim(str_from(payer ? payer : "")),
        .width = terminal.columns,
        .colours = terminal.colours,
    };
    if (!show->report)
        return show_refuse(arguments->operands[0], failure);
    if (top && (!str_to_count(str_from(top), INT64_MAX, &show->top) || show->top == 0))
        return failure_set(failure, STATUS_USAGE, "--top %s is no number of rows from 1", top);
    if (payer && show->payer.length == 0)
        return failure_set(failure, STATUS_USAGE, "--payer names nobody");
    return STATUS_OK;
}

static enum status show_refuse(const char *name, struct failure *failure)
{
    struct near near;
    near_begin(&near, str_from(name));
    for (size_t i = 0; i < report_shown_count; i++) {
        near_offer(&near, str_from(report_shown[i].name));
        near_offer(&near, str_from(report_shown[i].file));
    }
    failure_set(failure, STATUS_USAGE, "there is no report %s to show", name);
    failure_remedy(failure, "%sThere are uncollected, refunds, net-terms and tax.",
                   near_say(&near));
    return STATUS_USAGE;
}

/* Of books that do not tie the table is printed, headed so, and the exit code says it too. */
static enum status show_print(const struct arguments *arguments, const struct report_show *show,
                              struct failure *failure)
{
    struct store *store = NULL;
    struct buffer path = {0};
    struct buffer text = {0};
    books_option_path(arguments, &path);
    enum status status = books_option_open(arguments, &store, failure);
    if (status == STATUS_OK)
        status = report_show_write(store, show, &text, failure);
    if (status == STATUS_OK) {
        fwrite(buffer_c(&text), 1, text.length, stdout);
        status = pipeline_judge_books(store, buffer_c(&path), "The table is shown", failure);
    }
    store_close(store);
    buffer_free(&text);
    buffer_free(&path);
    return status;
}
