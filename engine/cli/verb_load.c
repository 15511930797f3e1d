/* load: report files into books that keep every month. */
#include "base/arena.h"
#include "cli/progress.h"
#include "cli/run_options.h"

#include <stdio.h>

static enum status load_run(const struct arguments *arguments, struct failure *failure);
static void load_tell(const struct run_options *options, const struct run_result *came,
                      const struct run_result *held);

static const struct option load_option_table[] = {
    {"--books", "FILE", "the books; made when there are none"},
    {"--period", "YYYY-MM", "the month monthly files cover, when nothing else says"},
    {"--replace", NULL, "of two files that overlap, the newer one in the place of the older"},
    {"--both", NULL, "of two files that overlap, both: every line of them counts"},
    {"--empty", "FAMILY:YYYY-MM", "a month of a family that has nothing to report"},
    {"--rules", "DIR", "families from here instead of the built-in ones"},
};

static const struct example load_examples[] = {
    {"Two months into books that keep every month; the first load makes them.",
     "tieout load --books company.db reports/2024-01 reports/2024-02"},
    {"A report that was issued again, in the place of the one that was loaded.",
     "tieout load --books company.db reissued --replace"},
    {"What people decided about findings: reason, owner, comment, due day.",
     "tieout load --books company.db dispositions_2024-04-30.csv"},
};

const struct verb verb_load = {
    .name = "load",
    .operands = "[FILE|DIR...]",
    .summary = "add reports to books that keep every month",
    .text =
        "Reads report files, or the .csv files of directories, into the books: all of them, "
        "or\n"
        "none when one is refused or the program is stopped. In which order and in how many\n"
        "loads files come changes no figure. Bytes the books hold already are left out; a "
        "file\n"
        "that covers the same days as one of them is refused without --replace or --both.\n"
        "A CSV with the columns finding_id, reason, owner, comment and due_on says what "
        "people\n"
        "decided about findings: of two such files that of the later date in its name "
        "counts.\n",
    .examples = load_examples,
    .example_count = array_count(load_examples),
    .options = load_option_table,
    .option_count = array_count(load_option_table),
    .operands_min = 0,
    .operands_max = SIZE_MAX,
    .run = load_run,
};

static enum status load_run(const struct arguments *arguments, struct failure *failure)
{
    struct arena arena = {0};
    struct run_options options = {0};
    struct run_result came = {0};
    struct run_result held = {0};
    struct progress progress;
    enum status status = run_options_parse(arguments, &arena, &options, failure);
    if (status == STATUS_OK)
        status = run_options_books(&options, "load", failure);
    if (status == STATUS_OK && options.input_count + options.empty_count == 0) {
        status = failure_set(failure, STATUS_USAGE, "load needs FILE|DIR...");
        failure_remedy(failure, "Name report files, directories of them, or what had nothing "
                                "to report: --empty FAMILY:YYYY-MM.");
    }
    if (status == STATUS_OK) {
        run_options_watch(&options, &progress);
        status = pipeline_load(&options, &came, &held, failure);
        progress_end(&progress);
    }
    if (status == STATUS_OK)
        load_tell(&options, &came, &held);
    arena_free(&arena);
    return status;
}

static void load_tell(const struct run_options *options, const struct run_result *came,
                      const struct run_result *held)
{
    printf("%s: %lld file%s added, %lld line%s", options->books_path, (long long)came->files,
           came->files == 1 ? "" : "s", (long long)came->lines, came->lines == 1 ? "" : "s");
    if (came->rejected_records > 0)
        printf(", %lld record%s not understood", (long long)came->rejected_records,
               came->rejected_records == 1 ? "" : "s");
    printf("; %lld file%s and %lld line%s in all.\n", (long long)held->files,
           held->files == 1 ? "" : "s", (long long)held->lines, held->lines == 1 ? "" : "s");
}
