/* A rule is a question: one SELECT under a header comment that explains it and carries its own
 * examples. This reads the texts; check.h runs them.
 *
 * The header: lines that begin with "-- "; a value may go on, indented, on the next lines; it
 * ends with the first line that is no comment.
 *   rule      its code, the file's name
 *   severity  info | low | medium | high (a row may return its own)
 *   asks      the question, one sentence
 *   because   why it matters
 *   then      what to do about it
 *   reads     the views it reads (rules/vocabulary.sql), blank-separated; must equal what the
 *             authorizer saw
 *   unit      money | days | day | count | text: what expected and actual are
 *   says      one sentence with {expected} {actual} {difference} {gap} {count} {reference}
 *             {subject} {currency}; gap is the difference without its sign
 *   since     version of the program that first had it
 *   rest      quiet: it cannot fire on positions at rest (the default reads them all)
 *   flag      a LINE_* bit by name (gross-negative, net-off, tax-only-refund, no-reference ...):
 *             it can fire only on lines that carry it
 *   looks     back ROLE | forward ROLE: outside that role's window an answer is a timing item
 *   awaits    ROLE: so is one whose newest day lies after the days that role is known
 *   trips, quiet   example tables, see rule_example.h
 *
 * The SELECT returns, by name: position_id, or line_id, or subject (the first that is not
 * NULL; a subject beside a line_id is the name the finding takes, evidence beside it what it
 * shows); expected, actual (of `unit`); optionally currency and evidence (with subject),
 * severity, count, says (another sentence for this row), fact (the day the window is asked
 * for), newest (the one `awaits` is asked for), amount (of the timing item; else the
 * difference). */
#ifndef TIEOUT_RECON_RULE_H
#define TIEOUT_RECON_RULE_H

#include "base/digest.h"
#include "source/family.h"

enum severity { SEVERITY_INFO, SEVERITY_LOW, SEVERITY_MEDIUM, SEVERITY_HIGH };
struct str severity_name(enum severity severity);
bool severity_find(struct str name, enum severity *severity);

enum rule_unit { RULE_MONEY, RULE_DAYS, RULE_DAY, RULE_COUNT, RULE_TEXT };
enum rule_looks { RULE_LOOKS_NOWHERE, RULE_LOOKS_BACK, RULE_LOOKS_FORWARD };

struct rule {
    struct str code;
    enum severity severity;
    struct str asks, because, then, says, since;
    struct str reads; /* sorted, blank-separated */
    enum rule_unit unit;
    bool rest_quiet;
    uint32_t line_flag; /* 0: none */
    enum rule_looks looks;
    enum role looks_role;
    bool awaits;
    enum role awaits_role;
    struct str text;   /* the whole file */
    struct str header; /* its comment, for `rules CODE` and for the examples */
    struct str sql;    /* empty: raised by the engine itself (rules-reduced) */
    struct digest digest;
};

struct rule_set {
    struct rule *rules; /* sorted by code */
    size_t count;
};

/* Every exceptions/CODE.sql of `source`. A rule whose header makes no sense is STATUS_EVIDENCE
 * with place. Lives in `arena`. */
enum status rule_set_load(struct rule_set *set, const struct rules_source *source,
                          struct arena *arena, struct failure *failure);
/* By bisection; NULL when there is none. */
const struct rule *rule_find(const struct rule_set *set, struct str code);
/* Whether the blank-separated `reads` of the rule names `view`. */
bool rule_reads(const struct rule *rule, struct str view);
/* Whether its text is, to the byte, the one that is built in under its code. */
bool rule_ships(const struct rule *rule);

#endif
