/* The laws as data: change a row here, together with docs/ARCHITECTURE.md. */
#include "tidy/tables.h"

#include "tidy/tidy.h"

const struct tidy_arrow tidy_arrows[] = {
    {"engine/base/", ""},
    {"engine/money/", "base/"},
    {"engine/record/", "base/"},
    {"engine/source/", "base/ money/ record/record_reader.h"},
    {"engine/store/", "base/ money/ source/line.h"},
    {"engine/recon/", "base/ money/ store/ source/line.h source/family.h"},
    {"engine/evidence/", "base/ store/"},
    {"engine/pipeline/", "base/ money/ record/ source/ store/ recon/ evidence/ reports/"},
    {"engine/cli/", "*"},
    {"engine/main.c", "cli/cli.h"},
    {"reports/", "base/ money/ store/ record/record_writer.h"},
};
const size_t tidy_arrow_count = tidy_count(tidy_arrows);

const struct tidy_place tidy_places[] = {
    {"base/", "engine/base/"},     {"money/", "engine/money/"},
    {"record/", "engine/record/"}, {"source/", "engine/source/"},
    {"store/", "engine/store/"},   {"recon/", "engine/recon/"},
    {"cli/", "engine/cli/"},       {"pipeline/", "engine/pipeline/"},
    {"reports/", "reports/"},      {"evidence/", "engine/evidence/"},
};
const size_t tidy_place_count = tidy_count(tidy_places);

const struct tidy_door tidy_doors[] = {
    {"csv.h", "engine/record/", "read and write records through record/record_reader.h"},
    {"gmp.h", "engine/money/ tests/property/", "count through money/money_total.h"},
    {"sqlite3.h", "engine/store/", "ask the books through store/store.h"},
    {"openssl/", "engine/base/digest.c", "hash through base/digest.h"},
    {"xlsxwriter.h", "reports/report_xlsx.c", "workbooks are written in reports/report_xlsx.c"},
    {"cmocka.h", "tests/", "tests stand in tests/unit/, beside nothing else"},
};
const size_t tidy_door_count = tidy_count(tidy_doors);

const struct tidy_ban tidy_bans[] = {
    {"double float long_double strtod strtof strtold atof", "reports/report_xlsx.c",
     "money is struct money, counts are int64_t; see docs/MONEY.md"},
    {"atoi( atol( atoll( strtol( strtoll( strtoul( strtoull( sscanf(", "",
     "read numbers with str_parse_count or money_parse: these forgive and overflow"},
    {"strcpy( strcat( strncpy( strncat( sprintf( vsprintf( gets( stpcpy(", "",
     "write into a struct buffer with buffer_add, which knows its size"},
    {"strtok( strtok_r( rand( srand( random(", "",
     "this function keeps state nobody sees; str_split cuts texts"},
    {"malloc( calloc( realloc( strdup( strndup(",
     "engine/base/arena.c engine/base/intern.c engine/store/store_feed.c",
     "take memory from an arena, or from memory_resize, which cannot return NULL"},
    {"setlocale( strftime( localtime( localtime_r( mktime( gmtime( gmtime_r( time(", "",
     "days are base/day.h; no output may depend on the clock or the locale"},
    {"clock_gettime( gettimeofday( clock(", "engine/cli/progress.c",
     "only the line of progress looks at the clock"},
    {"getenv( secure_getenv(", "engine/cli/terminal.c",
     "make it an option: no output may depend on the environment"},
    {"assert(", "", "tie_assert stays on in release"},
    {"errno_location perror( exit( quick_exit( _exit( system( popen(",
     "engine/base/arena.c engine/base/interrupt.c",
     "return a status and fill the failure; cli/cli.c prints it and ends the program"},
    {"#define LIMIT_", "engine/base/limits.h",
     "limits stand in base/limits.h with their reason"},
    {"typedef struct", "", "write struct x, so that a reader sees what it is"},
};
const size_t tidy_ban_count = tidy_count(tidy_bans);

const struct tidy_size tidy_sizes[] = {
    {"engine/", ".c", 400, NULL},
    {"reports/", ".c", 400, NULL},
    {"tests/property/", ".c", 500, "each law of money beside its oracle"},
    {"tests/unit/", ".c", 600, "tables of cases are data"},
    {"tests/bench/", ".c", 500, "a generator is mostly tables"},
    {"tests/", ".c", 400, NULL},
    {"engine/", ".h", 150, NULL},
    {"reports/", ".h", 150, NULL},
    {"tests/support/", ".h", 400, "worlds for tests stand in headers, functions and all"},
    {"tests/", ".h", 150, NULL},
    {"rules/exceptions/", ".sql", 150, NULL},
    {"docs/second-opinion/", ".py", 400, "an auditor reads it from top to bottom"},
    {"docs/second-opinion/", ".sql", 500, "the figures in one piece, in order"},
};
const size_t tidy_size_count = tidy_count(tidy_sizes);

const struct tidy_vocabulary tidy_vocabularies[] = {
    {"engine/cli/verb_", ".name = \"", "verb"},
    {"engine/cli/", "{\"-", "option -"},
    {"engine/source/cell_reason.c", "STR_INIT(\"", "reject reason"},
    {"engine/recon/position_names.c", "STR_INIT(\"", "state"},
    {"engine/recon/coverage_name.c", "STR_INIT(\"", "state"},
    {"engine/recon/identity_words.c", "STR_INIT(\"", "state"},
};
const size_t tidy_vocabulary_count = tidy_count(tidy_vocabularies);

const struct tidy_excuse tidy_excuses[] = {
    {"more than %d tables in one run", "it takes a run of 65,000 tables"},
    {"%lld control%s of our own do%s not tie", "it takes a defect of ours"},
    {"fewer rules ran than ship", "it takes a program without its own rule rules-reduced"},
    {"no loaded report holds a day", "it takes a report that was loaded without a day"},
    {"the stored lines cannot be counted", "it takes books that change under us"},
    {"the sums of the stored lines are no amounts", "it takes books that change under us"},
    {"a stored sum is no amount", "it takes books that change under us"},
    {"the open items of %.*s do not add up to the closing of its roll-forward",
     "it takes a defect of ours"},
    {"the books come and go: another program is at work",
     "it takes one that makes books and drops them, eight times in a row"},
    {"%s names %zu columns and selects %d", "our own texts; all of them are opened in a test"},
    {"%s: column %d is named %.*s and selected as %s",
     "our own texts; all of them are opened in a test"},
};
const size_t tidy_excuse_count = tidy_count(tidy_excuses);

const char tidy_top_names[] = "Makefile README.md engine rules fixtures tests reports docs";
const char tidy_foreign_words[] = "aws amazon marketplace";
const char tidy_contract_words[] =
    "tax_aws aws_tax billed_aws_tax disbursed_aws_tax aws-remits aws-liable-disbursed "
    "PARTY_AWS COMPONENT_AWS_TAX TAX_STATUS_AWS_REMITS TAX_STATUS_AWS_LIABLE_DISBURSED "
    "NAME_PARTY_AWS NAME_TAX_AWS NAME_COMPONENT_AWS_TAX NAME_TAX_STATUS_AWS_REMITS "
    "NAME_TAX_STATUS_AWS_LIABLE_DISBURSED";
const char tidy_rule_keys[] = "rule severity asks because then says unit since";
const char tidy_untested[] = "engine/main.c";
