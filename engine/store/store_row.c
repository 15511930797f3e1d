/* SQLite's record format ("Database File Format", section 2.1): the length of the header, a
 * type for each column, then the values, whole numbers in as few bytes as hold them, highest
 * first. */
#include "store/store_row.h"

struct named_column {
    struct str name;
    struct row_column column;
};

#define NAMED(field, kind)                                                                     \
    {                                                                                          \
        STR_INIT(#field),                                                                      \
        {                                                                                      \
            kind, offsetof(struct store_line, field)                                           \
        }                                                                                      \
    }

static const struct named_column named_columns[] = {
    NAMED(line_id, ROW_ID),          NAMED(reference_id, ROW_COUNT),
    NAMED(product_id, ROW_COUNT),    NAMED(customer_id, ROW_COUNT),
    NAMED(offer_id, ROW_COUNT),      NAMED(invoice_id, ROW_COUNT),
    NAMED(settlement_id, ROW_COUNT), NAMED(line_item_id, ROW_COUNT),
    NAMED(bill_id, ROW_COUNT),       NAMED(jurisdiction_id, ROW_COUNT),
    NAMED(byte_offset, ROW_INTEGER), NAMED(byte_length, ROW_INTEGER),
    NAMED(line_first, ROW_INTEGER),  NAMED(currency, ROW_CURRENCY),
    NAMED(dated, ROW_DAY),           NAMED(due, ROW_DAY),
    NAMED(ar_period, ROW_DAY),       NAMED(holds, ROW_INTEGER),
    NAMED(party, ROW_COUNT),         NAMED(event, ROW_COUNT),
    NAMED(status, ROW_COUNT),        NAMED(billed_line, ROW_INTEGER),
    NAMED(flags, ROW_COUNT),         NAMED(payout_id, ROW_COUNT),
};

static unsigned char *put_column(unsigned char *body, unsigned char *type,
                                 const struct store_line *line,
                                 const struct row_column *column);
static unsigned char *put_currency(unsigned char *body, unsigned char *type,
                                   currency_code currency);

bool row_column_find(struct str name, struct row_column *column)
{
    tie_assert(column != NULL);
    for (size_t i = 0; i < array_count(named_columns); i++) {
        if (str_equal(named_columns[i].name, name)) {
            *column = named_columns[i].column;
            return true;
        }
    }
    enum component component;
    if (!component_find(name, &component))
        return false;
    size_t offset = offsetof(struct store_line, amounts_micro);
    *column = (struct row_column){ROW_INTEGER, offset + component * sizeof(int64_t)};
    return true;
}

size_t row_encode(const struct store_line *line, const struct row_column *columns, size_t count,
                  unsigned char *record)
{
    tie_assert(line != NULL && columns != NULL && record != NULL);
    tie_assert(count > 0 && count <= ROW_COLUMNS_MOST);
    unsigned char *body = record + 1 + count;
    record[0] = (unsigned char)(1 + count);
    for (size_t i = 0; i < count; i++)
        body = put_column(body, &record[1 + i], line, &columns[i]);
    return (size_t)(body - record);
}

/* Seven bits a byte, highest first, the top bit set on all but the last; a ninth byte holds
 * eight.
 */
size_t row_put_varint(unsigned char *into, uint64_t value)
{
    size_t length = 1;
    while (length < ROW_VARINT_MOST && value >> (7 * length) != 0)
        length++;
    size_t at = length;
    if (length == ROW_VARINT_MOST) {
        into[--at] = (unsigned char)value;
        value >>= 8;
    }
    unsigned char more = length == ROW_VARINT_MOST ? 0x80 : 0;
    while (at > 0) {
        into[--at] = (unsigned char)((value & 0x7F) | more);
        value >>= 7;
        more = 0x80;
    }
    return length;
}

size_t row_put_text_type(unsigned char *into, size_t length)
{
    return row_put_varint(into, ROW_TEXT + 2 * length);
}

static unsigned char *put_column(unsigned char *body, unsigned char *type,
                                 const struct store_line *line, const struct row_column *column)
{
    const char *at = (const char *)line + column->offset;
    int64_t integer;
    uint32_t count;
    day_number day;
    *type = ROW_NULL;
    switch (column->kind) {
    case ROW_ID:
        return body;
    case ROW_INTEGER:
        memcpy(&integer, at, sizeof integer);
        return row_put_integer(body, type, integer);
    case ROW_COUNT:
        memcpy(&count, at, sizeof count);
        return row_put_integer(body, type, count);
    case ROW_DAY:
        memcpy(&day, at, sizeof day);
        return day == DAY_NONE ? body : row_put_integer(body, type, day);
    case ROW_CURRENCY:
        memcpy(&count, at, sizeof count);
        return count == CURRENCY_NONE ? body : put_currency(body, type, count);
    }
    base_assert_failed(__FILE__, __LINE__, "a kind of column");
}

static unsigned char *put_currency(unsigned char *body, unsigned char *type,
                                   currency_code currency)
{
    char text[CURRENCY_TEXT_BYTES];
    currency_format(currency, text);
    memcpy(body, text, sizeof text);
    *type = ROW_TEXT + 2 * (CURRENCY_TEXT_BYTES - 1);
    return body + CURRENCY_TEXT_BYTES - 1;
}

_Static_assert(sizeof(enum tax_party) == sizeof(uint32_t), "party is read as a count");
_Static_assert(sizeof(enum pay_status) == sizeof(uint32_t), "status is read as a count");
_Static_assert(sizeof(enum tax_event) == sizeof(uint32_t), "event is read as a count");
