/* One row of a map that says what a column means, and whether the columns of an era fit
 * together. */
#include "source/family_map.h"

#include "base/limits.h"

#include <string.h>

/* The fields that are neither a text nor an amount: each has one kind. */
static const struct {
    struct str name;
    enum cell_field field;
    enum cell_kind kind;
} plain_fields[] = {
    {STR_INIT("txn_ref"), FIELD_TXN_REF, CELL_TEXT},
    {STR_INIT("currency"), FIELD_CURRENCY, CELL_CURRENCY},
    {STR_INIT("dated"), FIELD_DATED, CELL_DAY},
    {STR_INIT("due"), FIELD_DUE, CELL_DAY},
    {STR_INIT("ar_period"), FIELD_AR_PERIOD, CELL_MONTH},
    {STR_INIT("party"), FIELD_PARTY, CELL_TEXT},
    {STR_INIT("event"), FIELD_EVENT, CELL_TEXT},
    {STR_INIT("role_if"), FIELD_ROLE_IF, CELL_TEXT},
    {STR_INIT("status"), FIELD_STATUS, CELL_TEXT},
    {STR_INIT("paid.net"), FIELD_PAID_NET, CELL_MONEY},
    {STR_INIT("paid.on"), FIELD_PAID_ON, CELL_DAY},
};

static const struct {
    struct str name;
    enum cell_kind kind;
} kinds[] = {
    {STR_INIT("ignore"), CELL_IGNORE},     {STR_INIT("text"), CELL_TEXT},
    {STR_INIT("account"), CELL_ACCOUNT},   {STR_INIT("money"), CELL_MONEY},
    {STR_INIT("day"), CELL_DAY},           {STR_INIT("month"), CELL_MONTH},
    {STR_INIT("currency"), CELL_CURRENCY}, {STR_INIT("rate"), CELL_RATE},
};

static struct str normalise_alternatives(struct str header, struct arena *arena);
static enum status read_kind(const struct map *map, const struct map_row *row,
                             struct column_map *column);
static enum status read_field(const struct map *map, const struct map_row *row,
                              struct column_map *column);
static enum status read_plain_field(const struct map *map, const struct map_row *row,
                                    struct column_map *column);
static enum status read_sign(const struct map *map, const struct map_row *row,
                             struct column_map *column);
static enum status read_required(const struct map *map, const struct map_row *row,
                                 struct column_map *column);
static bool same_header(const struct column_map *a, const struct column_map *b);
static bool same_field(const struct column_map *a, const struct column_map *b);

enum status family_column_read(const struct map *map, const struct map_row *row,
                               struct column_map *column)
{
    struct str rest;
    tie_assert(map != NULL && row != NULL && column != NULL);
    *column = (struct column_map){0};
    column->name = str_split(row->cells[MAP_HEADER], '|', &rest);
    column->normalised = normalise_alternatives(row->cells[MAP_HEADER], map->arena);
    if (column->normalised.length == 0)
        return map_refuse(map, row, MAP_HEADER, "a header without a letter or digit");
    if (column->normalised.length > LIMIT_HEADER_BYTES)
        return map_refuse(map, row, MAP_HEADER, "longer than any header");
    enum status status = read_kind(map, row, column);
    if (status == STATUS_OK)
        status = read_field(map, row, column);
    if (status == STATUS_OK)
        status = read_sign(map, row, column);
    if (status == STATUS_OK)
        status = read_required(map, row, column);
    return status;
}

enum status family_column_check_era(const struct map *map, const struct map_row *last,
                                    struct era *era)
{
    bool required = false;
    tie_assert(map != NULL && era != NULL);
    for (size_t i = 0; i < era->column_count; i++) {
        const struct column_map *column = &era->columns[i];
        for (size_t k = 0; k < i; k++)
            if (same_header(column, &era->columns[k]) || same_field(column, &era->columns[k]))
                return map_refuse(
                    map, last, MAP_ERA, "in era %.*s two columns want the same: %.*s and %.*s",
                    (int)era->name.length, era->name.bytes, (int)era->columns[k].name.length,
                    era->columns[k].name.bytes, (int)column->name.length, column->name.bytes);
        required = required || column->required;
        era->has_net |= column->field == FIELD_AMOUNT && column->component == COMPONENT_NET;
        era->has_party |= column->field == FIELD_PARTY;
        era->has_currency |= column->field == FIELD_CURRENCY;
        era->has_dated |= column->field == FIELD_DATED;
        era->has_role_if |= column->field == FIELD_ROLE_IF;
        era->has_status |= column->field == FIELD_STATUS;
        era->has_paid |= column->field == FIELD_PAID_NET;
    }
    if (!required)
        return map_refuse(map, last, MAP_REQUIRED,
                          "era %.*s requires no column: any file fits it",
                          (int)era->name.length, era->name.bytes);
    return STATUS_OK;
}

bool family_column_answers(const struct column_map *column, struct str normalised)
{
    struct str rest = column->normalised;
    tie_assert(column->normalised.length > 0);
    while (rest.bytes != NULL)
        if (str_equal(str_split(rest, '|', &rest), normalised))
            return true;
    return false;
}

/* Alternatives one by one, so that the bar survives. */
static struct str normalise_alternatives(struct str header, struct arena *arena)
{
    char *bytes = arena_take(arena, header.length + 1);
    size_t length = 0;
    struct str rest = header;
    while (rest.bytes != NULL) {
        struct str one = header_normalise(str_split(rest, '|', &rest), arena);
        if (one.length == 0)
            continue;
        if (length > 0)
            bytes[length++] = '|';
        memcpy(bytes + length, one.bytes, one.length);
        length += one.length;
    }
    return (struct str){bytes, length};
}

static enum status read_kind(const struct map *map, const struct map_row *row,
                             struct column_map *column)
{
    for (size_t i = 0; i < array_count(kinds); i++) {
        if (str_equal(kinds[i].name, row->cells[MAP_KIND])) {
            column->kind = kinds[i].kind;
            return STATUS_OK;
        }
    }
    return map_refuse(map, row, MAP_KIND, "not a kind of cell");
}

static enum status read_field(const struct map *map, const struct map_row *row,
                              struct column_map *column)
{
    struct str field = row->cells[MAP_FIELD];
    struct str amount = STR("amount.");
    if ((column->kind == CELL_IGNORE) != (field.length == 0))
        return map_refuse(map, row, MAP_FIELD,
                          "a column has a field unless its kind is ignore");
    if (column->kind == CELL_IGNORE)
        return STATUS_OK;
    if (str_starts(field, amount)) {
        struct str name = {field.bytes + amount.length, field.length - amount.length};
        column->field = FIELD_AMOUNT;
        if (!component_find(name, &column->component))
            return map_refuse(map, row, MAP_FIELD, "not a component of a line");
        return column->kind == CELL_MONEY
                   ? STATUS_OK
                   : map_refuse(map, row, MAP_KIND, "an amount is money");
    }
    if (!text_field_find(field, &column->text))
        return read_plain_field(map, row, column);
    column->field = FIELD_TEXT;
    if (column->kind != CELL_TEXT && column->kind != CELL_ACCOUNT && column->kind != CELL_RATE)
        return map_refuse(map, row, MAP_KIND, "this field is a text, an account or a rate");
    return STATUS_OK;
}

static enum status read_plain_field(const struct map *map, const struct map_row *row,
                                    struct column_map *column)
{
    for (size_t i = 0; i < array_count(plain_fields); i++) {
        if (!str_equal(plain_fields[i].name, row->cells[MAP_FIELD]))
            continue;
        column->field = plain_fields[i].field;
        if (column->kind != plain_fields[i].kind)
            return map_refuse(map, row, MAP_KIND, "this field is of another kind");
        return STATUS_OK;
    }
    return map_refuse(map, row, MAP_FIELD, "not a field of a line");
}

static enum status read_sign(const struct map *map, const struct map_row *row,
                             struct column_map *column)
{
    struct str sign = row->cells[MAP_SIGN];
    if (column->kind != CELL_MONEY)
        return sign.length == 0 ? STATUS_OK
                                : map_refuse(map, row, MAP_SIGN, "only money has a sign");
    if (str_equal(sign, STR("+")))
        column->sign = SIGN_AS_PRINTED;
    else if (str_equal(sign, STR("-")))
        column->sign = SIGN_OPPOSITE;
    else if (str_equal(sign, STR("?")))
        column->sign = SIGN_UNCERTAIN;
    else
        return map_refuse(map, row, MAP_SIGN, "the sign of money is +, - or ?");
    return STATUS_OK;
}

static enum status read_required(const struct map *map, const struct map_row *row,
                                 struct column_map *column)
{
    struct str required = row->cells[MAP_REQUIRED];
    column->required = str_equal(required, STR("yes"));
    if (!column->required && !str_equal(required, STR("no")))
        return map_refuse(map, row, MAP_REQUIRED, "required is yes or no");
    return STATUS_OK;
}

static bool same_header(const struct column_map *a, const struct column_map *b)
{
    struct str rest = a->normalised;
    while (rest.bytes != NULL)
        if (family_column_answers(b, str_split(rest, '|', &rest)))
            return true;
    return false;
}

/* Two columns may give one text (the first that is not empty counts), never one amount or day.
 */
static bool same_field(const struct column_map *a, const struct column_map *b)
{
    if (a->field != b->field || a->field == FIELD_NONE || a->field == FIELD_TEXT)
        return false;
    return a->field != FIELD_AMOUNT || a->component == b->component;
}
