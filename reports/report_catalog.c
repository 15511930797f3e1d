/* Tables in the order a person reads them; formats in the order of the help. */
#include "reports/report_catalog.h"

#include "reports/report_book.h"
#include "reports/report_html.h"
#include "reports/report_journal.h"
#include "reports/report_jsonl.h"
#include "reports/report_junit.h"
#include "reports/report_ledger.h"
#include "reports/report_sarif.h"

const struct report_listing report_listings[] = {
    {"uncollected.csv", "csv/uncollected.sql", REPORT_ALWAYS, false, false},
    {"refunds.csv", "csv/refunds.sql", REPORT_ALWAYS, false, false},
    {"net-terms.csv", "csv/net-terms.sql", REPORT_ALWAYS, true, false},
    {"payer-terms.csv", "csv/payer-terms.sql", REPORT_ALWAYS, false, false},
    {"tax-collection.csv", "csv/tax-collection.sql", REPORT_ALWAYS, true, false},
    {"tax-jurisdictions.csv", "csv/tax-jurisdictions.sql", REPORT_ALWAYS, false, false},
    {"findings.csv", "csv/findings.sql", REPORT_ALWAYS, false, false},
    {"dispositions.csv", "csv/dispositions.sql", REPORT_ALWAYS, false, false},
    {"timing.csv", "csv/timing.sql", REPORT_ALWAYS, false, false},
    {"currencies.csv", "csv/currencies.sql", REPORT_ALWAYS, false, false},
    {"payouts.csv", "csv/payouts.sql", REPORT_ALWAYS, false, false},
    {"roll-forward.csv", "csv/roll-forward.sql", REPORT_ALWAYS, false, false},
    {"prior-period.csv", "csv/prior-period.sql", REPORT_ALWAYS, false, false},
    {"opening.csv", "csv/opening.sql", REPORT_SEALED, false, true},
    {"opening-timing.csv", "csv/opening-timing.sql", REPORT_SEALED, false, true},
    {"seal-options.csv", "csv/seal-options.sql", REPORT_SEALED, false, true},
    {"closing.csv", "csv/closing.sql", REPORT_CLOSE, false, true},
    {"positions.csv", "csv/positions.sql", REPORT_FULL, false, false},
    {"populations.csv", "csv/populations.sql", REPORT_ALWAYS, false, false},
    {"pennies.csv", "csv/pennies.sql", REPORT_ALWAYS, false, false},
    {"tie-out.csv", "csv/tie-out.sql", REPORT_ALWAYS, false, true},
    {"conservation.csv", "csv/conservation.sql", REPORT_ALWAYS, false, true},
    {"restated.csv", "csv/restated.sql", REPORT_ALWAYS, false, false},
    {"coverage.csv", "csv/coverage.sql", REPORT_ALWAYS, false, false},
    {"assumptions.csv", "csv/assumptions.sql", REPORT_ALWAYS, false, true},
    {"rejects.csv", "csv/rejects.sql", REPORT_ALWAYS, false, true},
};
const size_t report_listing_count = array_count(report_listings);

const struct report_format report_formats[] = {
    {"jsonl", "findings.jsonl", "every finding as a line of JSON", report_jsonl_write},
    {"junit", "findings.xml", "findings as test results, a suite a rule", report_junit_write},
    {"sarif", "findings.sarif", "findings with their places", report_sarif_write},
    {"html", "close.html", "a page to read and to print", report_html_write},
    {"journal", "journal.csv", "balanced entries for an ERP; needs --present",
     report_journal_write},
    {"hledger", "journal.hledger", "the same for hledger", report_ledger_hledger},
    {"beancount", "journal.beancount", "the same for beancount", report_ledger_beancount},
    {"xlsx", "close.xlsx", "a workbook: every table, totals, charts, findings to decide on",
     report_book_write},
};
const size_t report_format_count = array_count(report_formats);

static const char *const other_names[] = {"summary.txt", "summary.json", "manifest.json",
                                          "books.db",    "seals.csv",    "terms.csv",
                                          "policy.csv"};

bool report_is_output_name(struct str name)
{
    tie_assert(name.bytes != NULL || name.length == 0);
    for (size_t at = 0; at < array_count(report_listings); at++)
        if (str_equal(name, str_from(report_listings[at].name)))
            return true;
    for (size_t at = 0; at < array_count(report_formats); at++)
        if (str_equal(name, str_from(report_formats[at].file)))
            return true;
    for (size_t at = 0; at < array_count(other_names); at++)
        if (str_equal(name, str_from(other_names[at])))
            return true;
    return false;
}

bool report_is_output_folder(struct str name)
{
    tie_assert(name.bytes != NULL || name.length == 0);
    return str_equal(name, STR("rules"));
}

bool report_is_due(const struct report_options *options, enum report_when when)
{
    tie_assert(options != NULL);
    return when == REPORT_ALWAYS || (when == REPORT_FULL && options->full) ||
           (when == REPORT_SEALED && options->sealed) ||
           (when == REPORT_CLOSE && options->closes);
}
