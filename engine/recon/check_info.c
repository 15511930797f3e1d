/* Info rules are summed up: one finding per rule and currency, or per subject of their own (a
 * product, a file) where the answers name one, with count and exact sums of any size. It names
 * no reference; the reports' own cells still do. */
#include "recon/check_parts.h"

#include <stdlib.h>

static struct check_info *info_find(struct check *check, const struct check_answer *answer,
                                    struct str currency);
static enum status info_write(struct check *check, const struct check_info *info,
                              struct failure *failure);
static void info_words(const struct check_info *info, struct check_words *words,
                       struct buffer texts[3]);

void check_info_add(struct check *check, const struct check_answer *answer, struct str currency)
{
    struct check_info *info = info_find(check, answer, currency);
    info->count += answer->count;
    if (info->says.length == 0)
        info->says = answer->says;
    if (check->set->rules[answer->rule].unit != RULE_MONEY)
        return;
    if (answer->expected.known)
        money_total_add(info->expected, (struct money){answer->expected.integer});
    if (answer->actual.known)
        money_total_add(info->actual, (struct money){answer->actual.integer});
}

enum status check_info_write(struct check *check, struct failure *failure)
{
    for (size_t i = 0; i < check->info_count; i++) {
        enum status status = info_write(check, &check->infos[i], failure);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

void check_info_free(struct check *check)
{
    for (size_t i = 0; i < check->info_count; i++) {
        money_total_free(check->infos[i].expected);
        money_total_free(check->infos[i].actual);
    }
    free(check->infos);
    intern_free(&check->info_keys);
    buffer_free(&check->info_key);
}

/* Answers come by the hundred thousand and their subjects by the thousand: a key has a number.
 */
static struct check_info *info_find(struct check *check, const struct check_answer *answer,
                                    struct str currency)
{
    buffer_clear(&check->info_key);
    buffer_add_count(&check->info_key, (int64_t)answer->rule);
    buffer_add_byte(&check->info_key, '\0');
    buffer_add(&check->info_key, currency);
    buffer_add_byte(&check->info_key, '\0');
    buffer_add(&check->info_key, answer->subject);
    uint32_t id = intern_put(&check->info_keys, buffer_str(&check->info_key));
    if (id <= check->info_count)
        return &check->infos[id - 1];
    if (check->info_count == check->info_capacity) {
        check->info_capacity = check->info_capacity * 2 + 16;
        check->infos = memory_resize(check->infos, check->info_capacity, sizeof *check->infos);
    }
    struct check_info *info = &check->infos[check->info_count++];
    tie_assert(id == check->info_count);
    *info = (struct check_info){.rule = answer->rule,
                                .subject = answer->subject,
                                .currency = arena_copy(&check->arena, currency),
                                .evidence = answer->evidence,
                                .expected = money_total_new(),
                                .actual = money_total_new()};
    return info;
}

static enum status info_write(struct check *check, const struct check_info *info,
                              struct failure *failure)
{
    const struct rule *rule = &check->set->rules[info->rule];
    struct check_place place = {.position_id = CHECK_NO_ID, .currency = info->currency};
    struct check_words words = {.count = info->count};
    struct buffer texts[3] = {{0}};
    /* The contract's one short name: all other rules are called by their code. */
    place.subject = str_equal(rule->code, STR("penny-difference")) ? STR("penny") : rule->code;
    if (info->subject.length > 0) {
        place.subject = info->subject;
        place.evidence = info->evidence;
    }
    if (rule->unit == RULE_MONEY)
        info_words(info, &words, texts);
    enum status status =
        check_finding_write(check, rule, SEVERITY_INFO, &place, &words, info->says, failure);
    for (size_t i = 0; i < array_count(texts); i++)
        buffer_free(&texts[i]);
    return status;
}

static void info_words(const struct check_info *info, struct check_words *words,
                       struct buffer texts[3])
{
    struct money_total *difference = money_total_new();
    money_total_add_total(difference, info->actual);
    money_total_subtract_total(difference, info->expected);
    money_total_format(info->expected, &texts[0]);
    money_total_format(info->actual, &texts[1]);
    money_total_format(difference, &texts[2]);
    words->expected = buffer_str(&texts[0]);
    words->actual = buffer_str(&texts[1]);
    words->difference = buffer_str(&texts[2]);
    money_total_free(difference);
}
