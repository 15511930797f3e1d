/* Reads rule texts: header, SELECT, and whether the header makes sense. A rule that explains
 * itself badly is refused here, before anything is asked. */
#include "recon/rule.h"

#include "base/embed.h"
#include "recon/rule_text.h"

#include <stdlib.h>
#include <string.h>

static const char *const severity_names[] = {"info", "low", "medium", "high"};
static const char *const unit_names[] = {"money", "days", "day", "count", "text"};

static const struct {
    const char *name;
    uint32_t bit;
} flag_names[] = {
    {"no-reference", LINE_NO_REFERENCE},
    {"gross-negative", LINE_GROSS_NEGATIVE},
    {"tax-only-refund", LINE_TAX_ONLY_REFUND},
    {"other-tax", LINE_OTHER_TAX},
    {"net-off", LINE_NET_OFF},
    {"party-unclear", LINE_PARTY_UNCLEAR},
    {"code-missing", LINE_CODE_MISSING},
    {"exempt-bare", LINE_EXEMPT_BARE},
};

/* The words a sentence may hold in braces. */
static const char *const says_words[] = {"expected", "actual",    "difference", "gap",
                                         "count",    "reference", "subject",    "currency"};

/* The header's values as they stand, before they are judged. */
enum header_field {
    HEADER_RULE,
    HEADER_SEVERITY,
    HEADER_ASKS,
    HEADER_BECAUSE,
    HEADER_THEN,
    HEADER_READS,
    HEADER_UNIT,
    HEADER_SAYS,
    HEADER_SINCE,
    HEADER_REST,
    HEADER_FLAG,
    HEADER_LOOKS,
    HEADER_AWAITS,
    HEADER_COUNT,
};
static const char *const field_names[HEADER_COUNT] = {
    "rule", "severity", "asks", "because", "then",  "reads", "unit",
    "says", "since",    "rest", "flag",    "looks", "awaits"};
static const char *const example_keys[] = {"trips", "quiet", "and", "as-of"};

struct header {
    struct str values[HEADER_COUNT];
    int64_t lines[HEADER_COUNT];
};

static enum status rule_read(struct rule *rule, const struct rules_file *file,
                             struct arena *arena, struct failure *failure);
static enum status header_read(struct header *header, struct rule *rule, struct arena *arena,
                               struct failure *failure);
static enum status header_take_key(const struct rule_line *line, int *field,
                                   struct failure *failure);
static enum status rule_judge(struct rule *rule, const struct header *header,
                              struct arena *arena, struct failure *failure);
static enum status rule_judge_choices(struct rule *rule, const struct header *header,
                                      struct failure *failure);
static bool looks_find(struct rule *rule, struct str text);
static bool says_is_fillable(struct str says);
static bool find_name(struct str name, const char *const *names, size_t count, int *index);
static int rule_compare(const void *a, const void *b);

struct str severity_name(enum severity severity)
{
    tie_assert((size_t)severity < array_count(severity_names));
    return str_from(severity_names[severity]);
}

bool severity_find(struct str name, enum severity *severity)
{
    int index = 0;
    if (!find_name(name, severity_names, array_count(severity_names), &index))
        return false;
    *severity = (enum severity)index;
    return true;
}

enum status rule_set_load(struct rule_set *set, const struct rules_source *source,
                          struct arena *arena, struct failure *failure)
{
    tie_assert(source->file_count == 0 || source->files != NULL);
    *set = (struct rule_set){0};
    set->rules = arena_take(arena, sizeof *set->rules * (source->file_count + 1));
    for (size_t i = 0; i < source->file_count; i++) {
        const struct rules_file *file = &source->files[i];
        if (!str_starts(file->path, STR("exceptions/")) || !str_ends(file->path, STR(".sql")))
            continue;
        enum status status = rule_read(&set->rules[set->count], file, arena, failure);
        if (status != STATUS_OK)
            return status;
        set->count++;
    }
    qsort(set->rules, set->count, sizeof *set->rules, rule_compare);
    return STATUS_OK;
}

const struct rule *rule_find(const struct rule_set *set, struct str code)
{
    tie_assert(set->count == 0 || set->rules != NULL);
    size_t low = 0;
    size_t high = set->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(set->rules[middle].code, code);
        if (order == 0)
            return &set->rules[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool rule_reads(const struct rule *rule, struct str view)
{
    struct str rest = rule->reads;
    for (struct str word = rule_text_word(&rest); word.length > 0; word = rule_text_word(&rest))
        if (str_equal(word, view))
            return true;
    return false;
}

bool rule_ships(const struct rule *rule)
{
    tie_assert(rule != NULL);
    struct buffer path = {0};
    buffer_format(&path, "exceptions/%.*s.sql", (int)rule->code.length, rule->code.bytes);
    const struct embed_file *file = embed_find(buffer_str(&path));
    buffer_free(&path);
    return file != NULL && str_equal(rule->text, embed_text(file));
}

static enum status rule_read(struct rule *rule, const struct rules_file *file,
                             struct arena *arena, struct failure *failure)
{
    struct header header = {0};
    *rule = (struct rule){.text = file->text, .digest = digest_of(file->text)};
    rule->code = (struct str){file->path.bytes + sizeof("exceptions/") - 1,
                              file->path.length - (sizeof("exceptions/.sql") - 1)};
    enum status status = header_read(&header, rule, arena, failure);
    if (status == STATUS_OK)
        status = rule_judge(rule, &header, arena, failure);
    if (status != STATUS_OK) {
        struct str path = arena_copy(arena, file->path);
        failure_place(failure, path.bytes, 0, 0);
    }
    return status;
}

/* Splits the text at the first line that is no comment, and collects the header's values. */
static enum status header_read(struct header *header, struct rule *rule, struct arena *arena,
                               struct failure *failure)
{
    struct rule_cursor cursor = {rule->text, 0};
    struct rule_line line;
    int field = -1; /* the one further lines belong to; -1: an example's table, or none */
    rule->header = rule->text;
    while (rule_cursor_next(&cursor, &line)) {
        if (line.kind == RULE_LINE_SQL) {
            size_t at = (size_t)(line.value.bytes - rule->text.bytes);
            rule->header.length = at;
            rule->sql = (struct str){rule->text.bytes + at, rule->text.length - at};
            return STATUS_OK;
        }
        if (line.kind == RULE_LINE_KEY) {
            enum status status = header_take_key(&line, &field, failure);
            if (status != STATUS_OK)
                return status;
            if (field >= 0 && header->lines[field] != 0)
                return failure_set(failure, STATUS_EVIDENCE, "line %lld: '%s' stands twice",
                                   (long long)line.number, field_names[field]);
            if (field >= 0)
                header->lines[field] = line.number;
        }
        if (field >= 0 && line.kind != RULE_LINE_EMPTY)
            header->values[field] = rule_text_join(header->values[field], line.value, arena);
    }
    return STATUS_OK;
}

static enum status header_take_key(const struct rule_line *line, int *field,
                                   struct failure *failure)
{
    int example = 0;
    if (find_name(line->key, field_names, HEADER_COUNT, field))
        return STATUS_OK;
    *field = -1;
    if (find_name(line->key, example_keys, array_count(example_keys), &example))
        return STATUS_OK;
    return failure_set(failure, STATUS_EVIDENCE, "line %lld: a rule's header has no '%.*s'",
                       (long long)line->number, (int)line->key.length, line->key.bytes);
}

static enum status rule_judge(struct rule *rule, const struct header *header,
                              struct arena *arena, struct failure *failure)
{
    static const enum header_field needed[] = {HEADER_RULE,    HEADER_SEVERITY, HEADER_ASKS,
                                               HEADER_BECAUSE, HEADER_THEN,     HEADER_UNIT,
                                               HEADER_SAYS,    HEADER_SINCE};
    const struct str *values = header->values;
    for (size_t i = 0; i < array_count(needed); i++)
        if (values[needed[i]].length == 0)
            return failure_set(failure, STATUS_EVIDENCE, "the rule does not say '%s'",
                               field_names[needed[i]]);
    if (!str_equal(values[HEADER_RULE], rule->code))
        return failure_set(failure, STATUS_EVIDENCE,
                           "the rule calls itself '%.*s', its file another name",
                           (int)values[HEADER_RULE].length, values[HEADER_RULE].bytes);
    if ((rule->sql.length > 0) != (values[HEADER_READS].length > 0))
        return failure_set(failure, STATUS_EVIDENCE,
                           "a rule has a SELECT and says what it reads, or neither");
    if (!says_is_fillable(values[HEADER_SAYS]))
        return failure_set(failure, STATUS_EVIDENCE,
                           "'says' holds a word in braces that is "
                           "none of the known ones");
    rule->asks = values[HEADER_ASKS];
    rule->because = values[HEADER_BECAUSE];
    rule->then = values[HEADER_THEN];
    rule->says = values[HEADER_SAYS];
    rule->since = values[HEADER_SINCE];
    rule->reads = rule_text_sort(values[HEADER_READS], arena);
    return rule_judge_choices(rule, header, failure);
}

static enum status rule_judge_choices(struct rule *rule, const struct header *header,
                                      struct failure *failure)
{
    const struct str *values = header->values;
    enum header_field wrong = HEADER_COUNT;
    int unit = 0;
    if (!severity_find(values[HEADER_SEVERITY], &rule->severity))
        wrong = HEADER_SEVERITY;
    else if (!find_name(values[HEADER_UNIT], unit_names, array_count(unit_names), &unit))
        wrong = HEADER_UNIT;
    else if (values[HEADER_REST].length > 0 && !str_equal(values[HEADER_REST], STR("quiet")))
        wrong = HEADER_REST;
    else if (values[HEADER_LOOKS].length > 0 && !looks_find(rule, values[HEADER_LOOKS]))
        wrong = HEADER_LOOKS;
    rule->awaits = values[HEADER_AWAITS].length > 0;
    if (rule->awaits && !role_find(values[HEADER_AWAITS], &rule->awaits_role))
        wrong = HEADER_AWAITS;
    for (size_t i = 0; i < array_count(flag_names); i++)
        if (str_equal(values[HEADER_FLAG], str_from(flag_names[i].name)))
            rule->line_flag = flag_names[i].bit;
    if (values[HEADER_FLAG].length > 0 && rule->line_flag == 0)
        wrong = HEADER_FLAG;
    if (wrong != HEADER_COUNT)
        return failure_set(failure, STATUS_EVIDENCE, "line %lld: '%.*s' is no '%s' of a rule",
                           (long long)header->lines[wrong], (int)values[wrong].length,
                           values[wrong].bytes, field_names[wrong]);
    rule->unit = (enum rule_unit)unit;
    rule->rest_quiet = values[HEADER_REST].length > 0;
    return STATUS_OK;
}

static bool looks_find(struct rule *rule, struct str text)
{
    struct str way = rule_text_word(&text);
    if (str_equal(way, STR("back")))
        rule->looks = RULE_LOOKS_BACK;
    else if (str_equal(way, STR("forward")))
        rule->looks = RULE_LOOKS_FORWARD;
    else
        return false;
    return role_find(str_trim(text), &rule->looks_role);
}

static bool says_is_fillable(struct str says)
{
    for (ptrdiff_t at = str_find(says, STR("{")); at >= 0; at = str_find(says, STR("{"))) {
        struct str rest = {says.bytes + at + 1, says.length - (size_t)at - 1};
        int index = 0;
        struct str word = str_split(rest, '}', &says);
        if (says.bytes == NULL || !find_name(word, says_words, array_count(says_words), &index))
            return false;
    }
    return true;
}

static bool find_name(struct str name, const char *const *names, size_t count, int *index)
{
    for (size_t i = 0; i < count; i++) {
        if (str_equal(name, str_from(names[i]))) {
            *index = (int)i;
            return true;
        }
    }
    return false;
}

static int rule_compare(const void *a, const void *b)
{
    const struct rule *left = a;
    const struct rule *right = b;
    return str_compare(left->code, right->code);
}
