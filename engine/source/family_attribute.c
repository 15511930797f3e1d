/* The rows of a map without a header: what holds for the whole family, then, since they need
 * the eras, what holds for some of them. */
#include "source/family_map.h"

#include "base/limits.h"

/* What an attribute row sets; `eras` are those it names. */
typedef enum status attribute_setter(const struct map *map, const struct map_row *row,
                                     struct family *family, uint64_t eras);

static attribute_setter set_role, set_rank, set_cadence, set_eras, set_restates, set_states,
    set_net_holds_tax, set_money, set_net, set_role_if, set_status;

static const struct {
    struct str name;
    attribute_setter *set;
    bool of_eras;  /* may differ between eras; all others stand behind `*` */
    bool required; /* a map without it makes no sense */
    bool repeats;  /* may stand in several rows */
} attributes[] = {
    {STR_INIT("role"), set_role, false, true, false},
    {STR_INIT("rank"), set_rank, false, true, false},
    {STR_INIT("cadence"), set_cadence, false, true, false},
    {STR_INIT("eras"), set_eras, false, false, false},
    {STR_INIT("restates"), set_restates, false, false, false},
    {STR_INIT("states"), set_states, false, false, false},
    {STR_INIT("net_holds_tax"), set_net_holds_tax, true, false, false},
    {STR_INIT("money"), set_money, true, false, false},
    {STR_INIT("net"), set_net, true, false, false},
    {STR_INIT("role_if"), set_role_if, false, false, true},
    {STR_INIT("status"), set_status, false, false, true},
};

static enum status check_attributes(const struct map *map);
static enum status read_attributes(const struct map *map, struct family *family, bool of_eras);

enum status family_attributes_read(const struct map *map, struct family *family)
{
    tie_assert(map != NULL && family != NULL);
    struct map_row whole = {.line = 1};
    enum status status = check_attributes(map);
    if (status == STATUS_OK)
        status = read_attributes(map, family, false);
    if (status == STATUS_OK)
        status = read_attributes(map, family, true);
    if (status == STATUS_OK &&
        (family->role == ROLE_STATED_TOTAL) != (family->states != STATED_NOTHING))
        status = map_refuse(map, &whole, MAP_FIELD,
                            "a map of role stated_total, and no other, says what it states");
    return status;
}

static enum status check_attributes(const struct map *map)
{
    struct map_row whole = {.line = 1};
    for (size_t i = 0; i < array_count(attributes); i++) {
        size_t seen = 0;
        for (size_t k = 0; k < map->row_count; k++)
            seen += map_row_is_attribute(&map->rows[k]) &&
                    str_equal(map->rows[k].cells[MAP_FIELD], attributes[i].name);
        if (seen == 0 && attributes[i].required)
            return map_refuse(map, &whole, MAP_FIELD, "a map says its %s",
                              attributes[i].name.bytes);
        if (seen > 1 && !attributes[i].of_eras && !attributes[i].repeats)
            return map_refuse(map, &whole, MAP_FIELD, "a map says its %s once",
                              attributes[i].name.bytes);
    }
    return STATUS_OK;
}

static enum status read_attributes(const struct map *map, struct family *family, bool of_eras)
{
    for (size_t i = 0; i < map->row_count; i++) {
        const struct map_row *row = &map->rows[i];
        size_t at = 0;
        uint64_t eras = 0;
        enum status status = STATUS_OK;
        if (!map_row_is_attribute(row))
            continue;
        while (at < array_count(attributes) &&
               !str_equal(row->cells[MAP_FIELD], attributes[at].name))
            at++;
        if (at == array_count(attributes))
            return map_refuse(map, row, MAP_FIELD, "not an attribute of a family");
        if (attributes[at].of_eras != of_eras)
            continue;
        if (of_eras)
            status = map_name_eras(map, row, family, &eras);
        else if (!str_equal(row->cells[MAP_ERA], STR("*")))
            return map_refuse(map, row, MAP_ERA, "this attribute holds for every era: write *");
        if (status == STATUS_OK)
            status = attributes[at].set(map, row, family, eras);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static enum status set_role(const struct map *map, const struct map_row *row,
                            struct family *family, uint64_t eras)
{
    (void)eras;
    if (!role_find(row->cells[MAP_KIND], &family->role))
        return map_refuse(map, row, MAP_KIND, "not a role");
    if (family->role == ROLE_STATED_PAID)
        return map_refuse(map, row, MAP_KIND,
                          "payments stand beside a bill: paid.net in a billed family");
    return STATUS_OK;
}

static enum status set_rank(const struct map *map, const struct map_row *row,
                            struct family *family, uint64_t eras)
{
    int64_t rank = 0;
    (void)eras;
    if (!str_to_count(row->cells[MAP_KIND], 999, &rank))
        return map_refuse(map, row, MAP_KIND, "a rank is a whole number up to 999");
    family->rank = (int)rank;
    return STATUS_OK;
}

static enum status set_cadence(const struct map *map, const struct map_row *row,
                               struct family *family, uint64_t eras)
{
    static const struct str names[] = {
        [CADENCE_MONTHLY] = STR_INIT("monthly"),
        [CADENCE_PAYOUT] = STR_INIT("payout"),
        [CADENCE_DAY] = STR_INIT("day"),
        [CADENCE_OPENING] = STR_INIT("opening"),
    };
    (void)eras;
    for (size_t i = 0; i < array_count(names); i++) {
        if (str_equal(names[i], row->cells[MAP_KIND])) {
            family->cadence = (enum cadence)i;
            return STATUS_OK;
        }
    }
    return map_refuse(map, row, MAP_KIND, "a cadence is monthly, payout, day or opening");
}

static enum status set_eras(const struct map *map, const struct map_row *row,
                            struct family *family, uint64_t eras)
{
    day_number month = DAY_NONE;
    struct str *names = map_split_words(row->cells[MAP_KIND], map->arena, &family->era_count);
    (void)eras;
    if (family->era_count > LIMIT_FAMILY_ERAS)
        return map_refuse(map, row, MAP_KIND, "more than %d eras", LIMIT_FAMILY_ERAS);
    family->eras = arena_take(map->arena, family->era_count * sizeof *family->eras);
    for (size_t i = 0; i < family->era_count; i++) {
        day_number before = month;
        if (!day_parse_month(names[i], &month) || (i > 0 && month <= before))
            return map_refuse(map, row, MAP_KIND, "eras are months YYYY-MM, oldest first");
        family->eras[i] = (struct era){.family = family,
                                       .index = (uint32_t)i,
                                       .name = names[i],
                                       .net_holds_tax = SIGN_OPPOSITE};
    }
    return STATUS_OK;
}

static enum status set_restates(const struct map *map, const struct map_row *row,
                                struct family *family, uint64_t eras)
{
    (void)eras;
    family->restates =
        map_split_words(row->cells[MAP_KIND], map->arena, &family->restates_count);
    return STATUS_OK;
}

static enum status set_states(const struct map *map, const struct map_row *row,
                              struct family *family, uint64_t eras)
{
    static const struct str names[] = {
        [STATED_NOTHING] = STR_INIT(""),
        [STATED_PAYOUT] = STR_INIT("payout"),
        [STATED_UNCOLLECTED] = STR_INIT("uncollected"),
        [STATED_PAST_DUE] = STR_INIT("past-due"),
        [STATED_COLLECTED] = STR_INIT("collected"),
    };
    (void)eras;
    for (size_t i = STATED_PAYOUT; i < array_count(names); i++) {
        if (str_equal(names[i], row->cells[MAP_KIND])) {
            family->states = (enum stated)i;
            return STATUS_OK;
        }
    }
    return map_refuse(map, row, MAP_KIND,
                      "a total is of payout, uncollected, past-due or collected");
}

static enum status set_net_holds_tax(const struct map *map, const struct map_row *row,
                                     struct family *family, uint64_t eras)
{
    struct str value = row->cells[MAP_KIND];
    enum sign_rule rule = SIGN_UNCERTAIN;
    if (str_equal(value, STR("yes")))
        rule = SIGN_AS_PRINTED;
    else if (str_equal(value, STR("no")))
        rule = SIGN_OPPOSITE;
    else if (!str_equal(value, STR("?")))
        return map_refuse(map, row, MAP_KIND, "net_holds_tax is yes, no or ?");
    for (size_t i = 0; i < family->era_count; i++)
        if (eras >> i & 1)
            family->eras[i].net_holds_tax = rule;
    return STATUS_OK;
}

static enum status set_money(const struct map *map, const struct map_row *row,
                             struct family *family, uint64_t eras)
{
    bool touched = str_equal(row->cells[MAP_KIND], STR("touched"));
    if (!touched && !str_equal(row->cells[MAP_KIND], STR("plain")))
        return map_refuse(map, row, MAP_KIND, "money is plain or touched");
    for (size_t i = 0; i < family->era_count; i++)
        if (eras >> i & 1)
            family->eras[i].money_grammar = touched ? MONEY_TOUCHED : MONEY_PLAIN;
    return STATUS_OK;
}

static enum status set_net(const struct map *map, const struct map_row *row,
                           struct family *family, uint64_t eras)
{
    bool inexact = str_equal(row->cells[MAP_KIND], STR("inexact"));
    if (!inexact && !str_equal(row->cells[MAP_KIND], STR("exact")))
        return map_refuse(map, row, MAP_KIND, "net is exact or inexact");
    for (size_t i = 0; i < family->era_count; i++)
        if (eras >> i & 1)
            family->eras[i].net_inexact = inexact;
    return STATUS_OK;
}

static enum status set_role_if(const struct map *map, const struct map_row *row,
                               struct family *family, uint64_t eras)
{
    (void)eras;
    return family_role_if_read(map, row, &family->roles);
}

static enum status set_status(const struct map *map, const struct map_row *row,
                              struct family *family, uint64_t eras)
{
    (void)eras;
    return family_status_read(map, row, &family->statuses);
}
