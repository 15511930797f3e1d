/* The parts of a run of rules, for the files check_*.c only. An answer is what a rule returned;
 * a place is what it is about; a finding is both, with words. */
#ifndef TIEOUT_RECON_CHECK_PARTS_H
#define TIEOUT_RECON_CHECK_PARTS_H

#include "base/intern.h"
#include "recon/check.h"
#include "recon/rule_value.h"
#include "recon/vocabulary_with.h"
#include "store/store_guard.h"
#include "store/store_write.h"

/* Texts live in the run's arena. */
struct check_answer {
    size_t rule; /* index in the set */
    enum severity severity;
    int64_t position_id, line_id; /* CHECK_NO_ID: not about one */
    struct str subject, currency, evidence;
    struct str says; /* the row's own sentence, else the rule's */
    struct rule_value expected, actual;
    int64_t count;
    day_number fact, newest;
    bool has_amount;
    int64_t amount;
};
#define CHECK_NO_ID ((int64_t)-1)

/* What an answer is about, as findings.csv prints it. Valid until the next is looked up. */
struct check_place {
    int64_t position_id; /* CHECK_NO_ID: none to mark */
    struct str reference, currency, subject, evidence;
};

/* Sums of an info rule's answers in one currency, about one subject where they name one. */
struct check_info {
    size_t rule;
    struct str subject, currency, evidence;
    struct str says;
    int64_t count;
    struct money_total *expected, *actual;
};

struct check_mark {
    int64_t position_id;
    size_t rule;
};

struct check {
    const struct rule_set *set;
    const struct check_options *options;
    struct store *store;
    struct check_result *result;
    struct arena arena;
    struct vocabulary vocabulary;
    struct vocabulary_with with;
    struct buffer *views; /* as they stand in the store, by view of the vocabulary */
    struct store_cage *cage;
    bool whole; /* no shortcuts: rules of a directory */
    int64_t grace_days, as_of_day;
    struct {
        bool known;
        int64_t from, to, back_from;
    } windows[ROLE_COUNT];
    int64_t *fired; /* by rule: answers, findings and timing items alike */
    struct store_insert *findings, *timings;
    struct store_query *position, *position_rest, *finding, *timing_more;
    struct check_answer *lines; /* answers about lines, judged once all rules have run */
    size_t line_count, line_capacity;
    struct check_info *infos; /* by the id of its key, less one */
    size_t info_count, info_capacity;
    struct intern info_keys;
    struct buffer info_key; /* of the answer at hand */
    struct check_mark *marks;
    size_t mark_count, mark_capacity;
    struct buffer subject; /* of the place at hand */
};

/* --- check_rule.c: asking ---- */
/* Asks one rule and hands every answer to check_take_answer. */
enum status check_rule_run(struct check *check, size_t rule, struct failure *failure);

/* Puts the views the rule reads into place and prepares it in the cage. */
enum status check_rule_prepare(struct check *check, const struct rule *rule,
                               struct vocabulary_scope scope, struct store_query **query,
                               struct failure *failure);

/* --- check_prove.c: asking twice ---- */
/* Compares a rule's answers with and without its shortcut, into check->result. */
enum status check_prove_rule(struct check *check, size_t rule, struct failure *failure);

/* --- check_place.c: what an answer is about ---- */
enum status check_place_position(struct check *check, int64_t position_id,
                                 struct check_place *place, struct failure *failure);

/* --- check_line.c: the place of lines ---- */
/* Judges the answers about lines so far: their subject needs the ordinal among lines of their
 * reference. */
enum status check_lines_judge(struct check *check, struct failure *failure);

/* --- check_judge.c: timing item, aggregate or finding ---- */
enum status check_take_answer(struct check *check, const struct check_answer *answer,
                              struct failure *failure);
enum status check_judge(struct check *check, const struct check_answer *answer,
                        const struct check_place *place, struct failure *failure);
/* Whether an answer about a line of a position becomes a finding that has no name but its line's.
 */
bool check_is_named_by_line(const struct check *check, const struct check_answer *answer);
/* Writes the marks so far, each once. */
enum status check_marks_write(struct check *check, struct failure *failure);

/* --- check_follow.c: what waited when the month before was sealed ---- */
enum status check_follow(struct check *check, struct failure *failure);

/* --- check_info.c: info rules are summed up ---- */
void check_info_add(struct check *check, const struct check_answer *answer,
                    struct str currency);
enum status check_info_write(struct check *check, struct failure *failure);
void check_info_free(struct check *check);

/* --- check_finding.c: one row of findings.csv ---- */
struct check_words {
    struct str expected, actual, difference; /* as the columns print them */
    int64_t count;
};
enum status check_finding_write(struct check *check, const struct rule *rule,
                                enum severity severity, const struct check_place *place,
                                const struct check_words *words, struct str says,
                                struct failure *failure);

/* --- check_says.c: the sentence ---- */
/* Fills the braces of `says`; money gets its currency behind it. Appends. */
void check_says_fill(struct str says, enum rule_unit unit, const struct check_words *words,
                     const struct check_place *place, struct buffer *into);

/* --- check_penny.c ---- */
/* Fills table penny: the one place that says what is a penny difference. */
enum status check_penny_fill(struct store *store, struct failure *failure);

#endif
