/* Words that choose: read from the attribute rows of a map, checked against its columns, and
 * found again cell by cell. */
#include "source/family_choice.h"

#include "source/family_map.h"

#include <string.h>

static const struct str word_empty = STR_INIT("(empty)");

static enum status read_words(const struct map *map, const struct map_row *row,
                              struct str words, int meaning, struct choice_set *set);
static enum status add_word(const struct map *map, const struct map_row *row, struct str word,
                            int meaning, struct choice_set *set);
static enum status check_era(const struct map *map, const struct family *family,
                             const struct era *era);
static enum status refuse_era(const struct map *map, const struct era *era, const char *why);
static const struct column_map *column_of(const struct era *era, enum cell_field field);
static bool may_be(const struct family *family, enum role role);
static bool folds_to(struct str cell, struct str value);
static char fold(char byte);

bool choice_find(const struct choice_set *set, struct str cell, int *meaning)
{
    tie_assert(set != NULL && meaning != NULL);
    for (size_t i = 0; i < set->count; i++) {
        if (folds_to(cell, set->items[i].value)) {
            *meaning = set->items[i].meaning;
            return true;
        }
    }
    return false;
}

enum status family_role_if_read(const struct map *map, const struct map_row *row,
                                struct choice_set *set)
{
    struct str words;
    enum role role = ROLE_ASIDE;
    tie_assert(map != NULL && row != NULL && set != NULL);
    struct str name = str_trim(str_split(row->cells[MAP_KIND], ':', &words));
    bool known = role_find(name, &role) &&
                 (role == ROLE_BILLED || role == ROLE_DISBURSED || role == ROLE_STATED_OPEN);
    if (!known || words.bytes == NULL)
        return map_refuse(map, row, MAP_KIND,
                          "role_if names billed, disbursed or stated_open, a colon, and cells");
    return read_words(map, row, words, (int)role, set);
}

enum status family_status_read(const struct map *map, const struct map_row *row,
                               struct choice_set *set)
{
    struct str words;
    enum pay_status meaning = PAY_UNSAID;
    tie_assert(map != NULL && row != NULL && set != NULL);
    struct str name = str_trim(str_split(row->cells[MAP_KIND], ':', &words));
    if (!pay_status_find(name, &meaning) || words.bytes == NULL)
        return map_refuse(map, row, MAP_KIND,
                          "status names paid, part-paid, unpaid, failed or reversed, a colon, "
                          "and cells");
    return read_words(map, row, words, (int)meaning, set);
}

enum status family_choices_check(const struct map *map, const struct family *family)
{
    struct map_row whole = {.line = 1};
    bool role_if = false;
    bool says_status = false;
    tie_assert(map != NULL && family != NULL);
    for (size_t i = 0; i < family->era_count; i++) {
        enum status status = check_era(map, family, &family->eras[i]);
        if (status != STATUS_OK)
            return status;
        role_if = role_if || family->eras[i].has_role_if;
        says_status = says_status || family->eras[i].has_status || family->eras[i].has_role_if;
    }
    if (family->roles.count > 0 && !role_if)
        return map_refuse(map, &whole, MAP_FIELD, "no era has a column role_if");
    if (family->statuses.count > 0 && !says_status)
        return map_refuse(map, &whole, MAP_FIELD, "no era has a column status");
    return STATUS_OK;
}

static enum status read_words(const struct map *map, const struct map_row *row,
                              struct str words, int meaning, struct choice_set *set)
{
    enum status status = STATUS_OK;
    tie_assert(map != NULL && set != NULL);
    while (status == STATUS_OK && words.bytes != NULL)
        status = add_word(map, row, str_trim(str_split(words, '|', &words)), meaning, set);
    return status;
}

static enum status add_word(const struct map *map, const struct map_row *row, struct str word,
                            int meaning, struct choice_set *set)
{
    struct str value = STR("");
    if (!str_equal_nocase(word, word_empty)) {
        value = header_normalise(word, map->arena);
        if (value.length == 0)
            return map_refuse(map, row, MAP_KIND,
                              "a cell without a letter or digit is written (empty)");
    }
    for (size_t i = 0; i < set->count; i++)
        if (str_equal(set->items[i].value, value))
            return map_refuse(map, row, MAP_KIND, "%.*s means two things", (int)word.length,
                              word.bytes);
    struct cell_choice *items = arena_take(map->arena, (set->count + 1) * sizeof *items);
    if (set->count > 0)
        memcpy(items, set->items, set->count * sizeof *items);
    items[set->count++] = (struct cell_choice){value, meaning};
    set->items = items;
    return STATUS_OK;
}

static enum status check_era(const struct map *map, const struct family *family,
                             const struct era *era)
{
    const struct column_map *chooses = column_of(era, FIELD_ROLE_IF);
    const struct column_map *paid = column_of(era, FIELD_PAID_NET);
    if (chooses != NULL && family->roles.count == 0)
        return refuse_era(map, era, "has a column role_if, and no row says what it means");
    if (chooses != NULL && !chooses->required)
        return refuse_era(map, era, "can be read without its column role_if: require it");
    if (chooses != NULL && !may_be(family, family->role))
        return refuse_era(map, era, "chooses among roles without its own");
    if (column_of(era, FIELD_STATUS) != NULL && family->statuses.count == 0)
        return refuse_era(map, era, "has a column status, and no row says what it means");
    if (paid != NULL && paid->sign == SIGN_UNCERTAIN)
        return refuse_era(map, era, "leaves the sign of paid.net open");
    if (paid != NULL && !era->has_net)
        return refuse_era(map, era, "has paid.net without amount.net to hold it against");
    if (paid != NULL && family->role != ROLE_BILLED && !may_be(family, ROLE_BILLED))
        return refuse_era(map, era, "has paid.net, and no row of it is billed");
    if (column_of(era, FIELD_PAID_ON) != NULL && paid == NULL)
        return refuse_era(map, era, "has paid.on without paid.net");
    return STATUS_OK;
}

static enum status refuse_era(const struct map *map, const struct era *era, const char *why)
{
    struct map_row whole = {.line = 1};
    return map_refuse(map, &whole, MAP_ERA, "era %.*s %s", (int)era->name.length,
                      era->name.bytes, why);
}

static const struct column_map *column_of(const struct era *era, enum cell_field field)
{
    for (size_t i = 0; i < era->column_count; i++)
        if (era->columns[i].field == field)
            return &era->columns[i];
    return NULL;
}

/* Whether a cell may give a row that role. */
static bool may_be(const struct family *family, enum role role)
{
    for (size_t i = 0; i < family->roles.count; i++)
        if (family->roles.items[i].meaning == (int)role)
            return true;
    return false;
}

/* As header_normalise, without a copy: asked once a line. */
static bool folds_to(struct str cell, struct str value)
{
    size_t at = 0;
    for (size_t i = 0; i < cell.length; i++) {
        char byte = fold(cell.bytes[i]);
        if (byte == '\0')
            continue;
        if (at == value.length || value.bytes[at] != byte)
            return false;
        at++;
    }
    return at == value.length;
}

/* '\0': neither letter nor digit. */
static char fold(char byte)
{
    if (byte >= 'A' && byte <= 'Z')
        return (char)(byte - 'A' + 'a');
    bool counts = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
    return (char)(counts ? byte : '\0');
}
